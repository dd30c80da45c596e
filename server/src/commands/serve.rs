//! `serve`: the console.

use std::time::Duration;

use backend::{Backend, Database};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use super::{Outcome, openid, say};
use crate::cli::{AccessMode, Kept, LogFormat, Serve};
use crate::connections::{Connections, Peer};
use crate::middleware::word::WORD;
use crate::shutdown::Shutdown;
use crate::{Access, AppState, Assets, Config, build_router, logging, metrics};

/// How long the end waits for work that nobody can take back.
const LAST_WAIT: Duration = Duration::from_secs(1);

pub(super) fn run(args: &Serve) -> Outcome {
    let database = database(&args.kept)?;
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

/// The database that somebody names.
pub(super) fn database(kept: &Kept) -> Result<Database, String> {
    match &kept.database {
        Some(url) => Database::from_url(url).map_err(|error| error.to_string()),
        None => Ok(Database::in_folder(&kept.data)),
    }
}

/// Who is let in.
async fn access(args: &Serve, is_local: bool, backend: &Backend) -> Result<Access, String> {
    let usual = if is_local { AccessMode::Token } else { AccessMode::Accounts };
    match args.access.unwrap_or(usual) {
        AccessMode::Open if !is_local => Err(format!(
            "{} is reached by others: say who is let in, with --access token or --access accounts",
            args.listen
        )),
        AccessMode::Open => Ok(Access::Open),
        AccessMode::Token => {
            let word = backend.local_word().await.map_err(|error| error.to_string())?;
            Ok(Access::Word(word))
        }
        AccessMode::Accounts => Ok(Access::Accounts),
    }
}

/// The address to open, with the word where one is asked for.
fn way_in(config: &Config) -> String {
    match &config.access {
        Access::Word(word) => format!("{}/?{WORD}={}", config.url(), word.reveal()),
        Access::Open | Access::Accounts => config.url(),
    }
}

async fn serve(args: &Serve, database: &Database, assets: Assets) -> Outcome {
    let shutdown = Shutdown::listen().map_err(|error| error.to_string())?;
    let backend = Backend::open(database).await.map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        format!("{} cannot be listened on: {error}; choose another with --listen", args.listen)
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let access = access(args, address.ip().is_loopback(), &backend).await?;
    let (public_url, proxies) = (args.public_url.clone(), args.proxies.clone());
    let mut config = Config { listen: address, access, public_url, metrics: None, proxies };
    let openid = openid::provider(&args.openid, &config)?;
    if config.public_url.is_some() && config.proxies.is_empty() {
        let lacks = "no proxy is named by --trust-proxy, so senders cannot be told apart: wrong words and passwords are counted by link and person alone";
        match args.log_format {
            LogFormat::Text => say(lacks),
            LogFormat::Json => tracing::warn!("{lacks}"),
        }
    }
    let url = config.url();
    match args.log_format {
        LogFormat::Text => {
            say(&format!("the console is at {} · data in {database}", way_in(&config)));
        }
        LogFormat::Json => tracing::info!(%address, %database, "the console is up"),
    }
    if matches!(config.access, Access::Accounts) {
        let first = backend.first_invitation().await.map_err(|error| error.to_string())?;
        if let Some(word) = first {
            // Whoever reads this becomes the administrator: it is for the terminal, and for no log that is kept.
            say(&format!(
                "nobody has an account yet: the first one is made at {url}/join#{}",
                word.reveal()
            ));
        }
    }
    if let Some(asked) = args.metrics {
        let address = metrics::serve(asked, backend.clone()).await?;
        config.metrics = Some(address);
        match args.log_format {
            LogFormat::Text => say(&format!("figures are at http://{address}/metrics")),
            LogFormat::Json => tracing::info!(%address, "figures are given"),
        }
    }
    let state = AppState::new(backend.clone(), config, assets, openid).await;
    let state = state.map_err(|error| error.to_string())?;
    let stop = shutdown.asked.cancelled_owned();
    let service = build_router(state).into_make_service_with_connect_info::<Peer>();
    let outcome = tokio::select! {
        served = axum::serve(Connections(listener), service).with_graceful_shutdown(stop) => {
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
