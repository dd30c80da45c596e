//! A server of files to compare with: nginx where it is installed, and otherwise one in this program.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tower_http::services::ServeDir;

use crate::running::{free_address, until_it_answers};

const NGINX: &str = "/usr/sbin/nginx";

#[derive(Clone)]
pub struct Still {
    pub address: SocketAddr,
    files: PathBuf,
    /// Ends with the last of these.
    nginx: Option<Arc<Child>>,
}

impl Still {
    pub async fn start(folder: &Path) -> Result<Self, String> {
        let files = folder.join("files");
        let made = tokio::fs::create_dir(&files).await;
        made.map_err(|error| format!("{}: {error}", files.display()))?;
        if Path::new(NGINX).exists() { nginx(folder, files).await } else { here(files).await }
    }

    /// What it is, for people.
    pub fn name(&self) -> &'static str {
        if self.nginx.is_some() { "nginx" } else { "tower-http's ServeDir" }
    }

    /// Gives it a file; its path there.
    pub async fn put(&self, number: usize, bytes: &[u8]) -> Result<String, String> {
        let file = self.files.join(format!("{number}.zip"));
        let written = tokio::fs::write(&file, bytes).await;
        written.map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(format!("/{number}.zip"))
    }
}

async fn nginx(folder: &Path, files: PathBuf) -> Result<Still, String> {
    let address = free_address().await?;
    let at = folder.display();
    let places: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|of| format!("{of}_temp_path {at}/{of}; "))
        .concat();
    // One process, as whoever starts it: the folder is theirs alone.
    let text = format!(
        "daemon off; master_process off; pid {at}/nginx.pid; error_log {at}/nginx.log; events {{}}\n\
         http {{ access_log off; sendfile on; {places}\n\
         server {{ listen {address}; root {}; default_type application/zip; }} }}\n",
        files.display()
    );
    let file = folder.join("nginx.conf");
    let written = tokio::fs::write(&file, text).await;
    written.map_err(|error| format!("{}: {error}", file.display()))?;
    let mut nginx = Command::new(NGINX);
    nginx.arg("-e").arg(folder.join("nginx.log")).arg("-c").arg(&file);
    nginx.stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
    let mut nginx = nginx.spawn().map_err(|error| format!("nginx does not start: {error}"))?;
    let still = Still { address, files, nginx: None };
    let first = still.put(0, b"first").await?;
    until_it_answers("nginx", &mut nginx, address, &first).await?;
    Ok(Still { nginx: Some(Arc::new(nginx)), ..still })
}

async fn here(files: PathBuf) -> Result<Still, String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let router = Router::new().fallback_service(ServeDir::new(&files));
    // It ends with this program.
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(Still { address, files, nginx: None })
}
