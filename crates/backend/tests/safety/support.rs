//! A back end over a database that tests reach as well.

use backend::{Actor, Backend, Caller, Database, SignedIn};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection};
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A console's back end, and what it keeps.
pub(crate) struct Console {
    pub(crate) backend: Backend,
    pub(crate) database: Database,
    _folder: TempDir,
}

impl Console {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let given = backend::testing::database().await.unwrap();
        let database = given.unwrap_or_else(|| Database::in_folder(folder.path()));
        Self { backend: Backend::open(&database).await.unwrap(), database, _folder: folder }
    }

    /// Who works alone.
    pub(crate) fn local(&self) -> Caller {
        self.backend.caller(Actor::Local)
    }

    /// The first administrator.
    pub(crate) async fn ada(&self) -> SignedIn {
        let word = self.backend.first_invitation().await.unwrap().unwrap();
        self.backend.join(&word, "ada@example.com", "Ada", PASSWORD, "a test").await.unwrap()
    }

    /// Does something to the database that the back end knows nothing of.
    pub(crate) async fn sql(&self, statements: &str) {
        let query = sqlx::raw_sql(AssertSqlSafe(statements.to_owned()));
        match &self.database {
            Database::Sqlite(file) => {
                let url = format!("sqlite:{}", file.display());
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                connection.execute(query).await.unwrap();
                connection.close().await.unwrap();
            }
            Database::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                connection.execute(query).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    /// Every byte that is kept: the copy, and the files themselves where there are some.
    pub(crate) async fn everything(&self) -> Vec<u8> {
        let mut all = Vec::new();
        self.backend.copy_to(&mut all).await.unwrap();
        if let Database::Sqlite(file) = &self.database {
            for entry in std::fs::read_dir(file.parent().unwrap()).unwrap() {
                all.extend(std::fs::read(entry.unwrap().path()).unwrap());
            }
        }
        all
    }
}

pub(crate) fn holds(all: &[u8], text: &str) -> bool {
    all.windows(text.len()).any(|window| window == text.as_bytes())
}
