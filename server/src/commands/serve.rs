//! `serve`: the console.

use std::sync::Arc;

use backend::Backend;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::{Outcome, say};
use crate::cli::Serve;
use crate::{AppState, Assets, Config, build_router};

#[tokio::main]
pub(super) async fn run(args: &Serve) -> Outcome {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    let assets = match &args.assets {
        Some(folder) => Assets::from_folder(folder).map_err(|error| {
            format!("the client in {} cannot be read: {error}", folder.display())
        })?,
        None => Assets::embedded(),
    };
    if assets.is_empty() {
        return Err("this program holds no client: give --assets and the folder that `cargo xtask client` writes".into());
    }
    let backend = Backend::open(&args.data).await.map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        format!("{} cannot be listened on: {error}; choose another with --listen", args.listen)
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let state = AppState {
        backend: backend.clone(),
        config: Arc::new(Config { listen: address }),
        assets: Arc::new(assets),
    };
    say(&format!("the console is at http://{address} · data in {}", args.data.display()));
    let served = axum::serve(listener, build_router(state)).with_graceful_shutdown(stopped()).await;
    backend.close().await;
    served.map(|()| 0).map_err(|error| error.to_string())
}

/// Ends with Ctrl+C or when the system asks.
async fn stopped() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut asked) => {
                asked.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
