//! Use-cases of the console and where designs are kept. It knows nothing of HTTP and nothing of the
//! browser. Whoever wants something says who asks: what is done with designs is done by a [`Caller`], who is let do what the
//! table in [`access`](can) says.

mod access;
mod audit;
mod comments;
mod comparing;
mod copies;
mod database;
mod designs;
mod error;
mod exporting;
mod grants;
mod identities;
mod live;
mod papers;
mod people;
mod pictures;
mod reviews;
mod revisions;
mod saving;
mod secrets;
mod sessions;
mod sharing;
mod store;
mod system;
mod templates;
#[doc(hidden)]
pub mod testing;
mod tokens;
mod trips;
mod validation;
mod verifying;
mod versions;
mod workspaces;

pub use access::{
    Action, Actor, Caller, Guest, Person, Rights, Role, Scope, Scopes, Secret, Verdict, can,
};
pub use audit::{AuditEntry, AuditFilter, Broken, Seal};
pub use comments::{Comment, Mention, Thread, Topic};
pub use comparing::Comparison;
pub use copies::Copied;
pub use database::Database;
pub use designs::{DesignSummary, OpenDesign};
pub use error::BackendError;
pub use export::archive::ArchiveFormat;
pub use export::{ChangedFile, DefaultRow, DefaultValue, DiffLine, Fate};
pub use exporting::{Archive, BundleListing, Download, ListedFile, Preview};
pub use grants::{DesignPeople, DesignPerson, Known};
pub use identities::{Arrival, Identity, IdentitySummary, Refusal, WaysIn};
pub use live::{LiveEvent, Peer};
pub use papers::Paper;
pub use people::{UserSummary, Welcome};
pub use picture::{Format, Look, MOST_BYTES, Theme};
pub use pictures::Glimpse;
pub use report::Format as PaperFormat;
pub use reviews::{Opinion, Request, Review, Standing, Verdict as Judgement};
pub use saving::Saved;
pub use sessions::{SessionSummary, SignedIn};
pub use sharing::{NewShare, ShareSummary, Welcomed};
pub use system::{System, WorkspaceOverview};
pub use templates::TemplateSummary;
pub use tokens::TokenSummary;
pub use trips::Trip;
pub use validation::Validation;
pub use verifying::Verified;
pub use versions::{State, VersionSummary};
pub use workspaces::{Invitation, Member, WorkspaceSummary};

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use access::{Attempts, Passwords, Senders};
use live::Live;
use revisions::Revisions;
use store::Store;
use tokio::sync::Semaphore;
use topology::{Catalogue, Design};

/// The console's back end: every door of the server asks this one.
#[derive(Debug, Clone)]
pub struct Backend {
    store: Store,
    /// Where it is; nowhere for one that lives as long as this value.
    database: Option<Arc<Database>>,
    passwords: Passwords,
    attempts: Attempts,
    senders: Senders,
    live: Live,
    revisions: Revisions,
    /// A place for each large picture that is drawn.
    easels: Arc<Semaphore>,
}

impl Backend {
    /// Opens a database, which is created with its folder when it is not there.
    ///
    /// # Errors
    /// When it cannot be opened; the message names the path.
    pub async fn open(database: &Database) -> Result<Self, BackendError> {
        let store = Store::open(database).await?;
        Ok(Self { database: Some(Arc::new(database.clone())), ..Self::over(store) })
    }

    /// A database that lives as long as this value, for tests.
    ///
    /// # Errors
    /// When it cannot be created.
    pub async fn in_memory() -> Result<Self, BackendError> {
        Ok(Self::over(Store::in_memory().await?))
    }

    fn over(store: Store) -> Self {
        let (passwords, attempts) = (Passwords::default(), Attempts::default());
        let live = store.postgres().map_or_else(Live::alone, Live::among);
        Self {
            store,
            database: None,
            passwords,
            attempts,
            senders: Senders::default(),
            live,
            revisions: Revisions::default(),
            easels: Arc::new(Semaphore::new(pictures::AT_ONCE)),
        }
    }

    /// Waits for what is being written and closes the database.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// What a product version offers.
    ///
    /// # Errors
    /// When the version is not known.
    pub fn catalogue(
        &self,
        product: &str,
        version: &str,
    ) -> Result<&'static Catalogue, BackendError> {
        Ok(catalogue::load(product, version)?)
    }

    /// Connections to the database: all, and those of them that wait for work.
    #[must_use]
    pub fn connections(&self) -> (u32, u32) {
        self.store.connections()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self) -> Result<(), BackendError> {
        self.store.check().await
    }
}

/// A digest as it is kept and shown.
fn hex(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Milliseconds since 1970, UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The day, in UTC: what waivers are held against.
fn today() -> String {
    topology::date_of(now())
}

/// The catalogue a design asks for.
fn catalogue_of(design: &Design) -> Result<&'static Catalogue, BackendError> {
    let product = design.product();
    Ok(catalogue::load(&product.id, &product.version)?)
}

/// Runs work that keeps a processor busy where it does not hold up others.
async fn busy<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, BackendError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| BackendError::Internal(error.to_string()))
}
