//! `serve`: the console.

use std::sync::Arc;
use std::time::Duration;

use backend::{Backend, Database};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use super::{Outcome, say};
use crate::cli::{LogFormat, Serve};
use crate::shutdown::Shutdown;
use crate::{AppState, Assets, Config, build_router, logging};

/// How long the end waits for work that nobody can take back.
const LAST_WAIT: Duration = Duration::from_secs(1);

pub(super) fn run(args: &Serve) -> Outcome {
    let database = match &args.database {
        Some(url) => Database::from_url(url).map_err(|error| error.to_string())?,
        None => Database::in_folder(&args.data),
    };
    let assets = match &args.assets {
        Some(folder) => Assets::from_folder(folder).map_err(|error| {
            format!("the client in {} cannot be read: {error}", folder.display())
        })?,
        None => Assets::embedded(),
    };
    if assets.is_empty() {
        return Err("this program holds no client: give --assets and the folder that `cargo xtask client` writes".into());
    }
    logging::start(args.log_format);
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let outcome = runtime.block_on(serve(args, &database, assets));
    runtime.shutdown_timeout(LAST_WAIT);
    outcome
}

async fn serve(args: &Serve, database: &Database, assets: Assets) -> Outcome {
    let shutdown = Shutdown::listen().map_err(|error| error.to_string())?;
    let backend = Backend::open(database).await.map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        format!("{} cannot be listened on: {error}; choose another with --listen", args.listen)
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let state = AppState {
        backend: backend.clone(),
        config: Arc::new(Config { listen: address }),
        assets: Arc::new(assets),
    };
    let file = database.file().display();
    match args.log_format {
        LogFormat::Text => say(&format!("the console is at http://{address} · data in {file}")),
        LogFormat::Json => tracing::info!(%address, database = %file, "the console is up"),
    }
    let stop = shutdown.asked.cancelled_owned();
    let outcome = tokio::select! {
        served = axum::serve(listener, build_router(state)).with_graceful_shutdown(stop) => {
            served.map(|()| 0).map_err(|error| error.to_string())
        }
        () = shutdown.now.cancelled() => {
            Err("stopped before every answer was sent".to_owned())
        }
    };
    // What is cut off may hold on to the database; SQLite makes good what was not finished.
    let _ = timeout(LAST_WAIT, backend.close()).await;
    outcome
}
