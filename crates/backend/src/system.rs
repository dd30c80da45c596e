//! What this console is made of and how much is in it: for who administers it. Names and numbers alone: nobody sees a design
//! by that.

use crate::access::{Action, Resource};
use crate::audit::Done;
use crate::{Backend, BackendError, Caller};

/// Who made a copy, in the log: no person, but whoever may read the database.
const COMMAND: &str = "command";

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    /// Which database it is, with its version.
    pub database: String,
    /// Where it is, for people; without a password.
    pub place: String,
    /// What names it on the command line, for a shell; without a password.
    pub option: String,
    pub bytes: i64,
    /// The last change of its tables that was made.
    pub schema: i64,
    pub workspaces: i64,
    pub people: i64,
    pub designs: i64,
    /// Designs that can be restored.
    pub deleted: i64,
    pub versions: i64,
    /// How many servers use this database now.
    pub servers: i64,
    /// When `backup` made a copy of it last, in milliseconds since 1970, UTC.
    pub backed_up_at: Option<i64>,
}

/// A workspace as those see it who have no part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceOverview {
    pub id: String,
    pub name: String,
    /// What they are called.
    pub owners: Vec<String>,
    pub members: i64,
    pub designs: i64,
}

impl Backend {
    /// Writes down that a copy of all that is kept was made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_copy(&self, sha256: &str) -> Result<(), BackendError> {
        self.record(COMMAND, Done::BackedUp, "console", &format!("sha256 {sha256}")).await
    }
}

impl Caller {
    /// How things stand.
    ///
    /// # Errors
    /// When they do not administer the console.
    pub async fn system(&self) -> Result<System, BackendError> {
        self.may(Action::AdministerConsole, Resource::Console).await?;
        let store = self.store();
        let (database, bytes) = store.kind().await?;
        let counts = store.counts().await?;
        let known = self.backend.database.as_deref();
        Ok(System {
            database,
            place: known.map_or_else(|| "memory".to_owned(), ToString::to_string),
            option: known.map_or_else(String::new, crate::Database::option),
            bytes,
            schema: store.schema().await?,
            workspaces: counts.workspaces,
            people: counts.people,
            designs: counts.designs,
            deleted: counts.deleted,
            versions: counts.versions,
            servers: store.servers().await?,
            backed_up_at: store.last_done(Done::BackedUp.as_str()).await?,
        })
    }

    /// Every workspace, by name.
    ///
    /// # Errors
    /// When they do not administer the console.
    pub async fn all_workspaces(&self) -> Result<Vec<WorkspaceOverview>, BackendError> {
        self.may(Action::AdministerConsole, Resource::Console).await?;
        let owners = self.store().owners().await?;
        let owners_of = |workspace: &str| {
            let theirs = owners.iter().filter(|(of, _)| of == workspace);
            theirs.map(|(_, name)| name.clone()).collect()
        };
        let rows = self.store().overview().await?.into_iter();
        let overview = |row: crate::store::OverviewRow| WorkspaceOverview {
            owners: owners_of(&row.id),
            id: row.id,
            name: row.name,
            members: row.members,
            designs: row.designs,
        };
        Ok(rows.map(overview).collect())
    }
}
