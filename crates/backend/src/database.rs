//! Where designs are kept, as whoever starts the program says it.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::BackendError;

/// The database's file in a data folder.
const FILE: &str = "topology-designer.sqlite";

/// A database that can be opened.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of SQLite: one server.
    Sqlite(PathBuf),
    /// A database of PostgreSQL by its URL: as many servers as there are. The URL may hold a password.
    Postgres(String),
}

impl Database {
    /// The database in a data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self::Sqlite(folder.join(FILE))
    }

    /// The database that a URL names: `sqlite:` and a path, or `postgres:` with a host and a database.
    ///
    /// # Errors
    /// [`BackendError::Unsupported`] for any other URL. It names the scheme alone, because what
    /// follows may hold a password.
    pub fn from_url(url: &str) -> Result<Self, BackendError> {
        let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
        if matches!(scheme, "postgres" | "postgresql") && rest.starts_with("//") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let path = rest.strip_prefix("//").unwrap_or(rest);
        // SQLite would read parameters after `?`, and keep `:memory:` nowhere.
        if scheme != "sqlite" || path.is_empty() || path.contains('?') || path == ":memory:" {
            let given =
                if scheme.is_empty() { "this".into() } else { format!("this {scheme}: URL") };
            return Err(BackendError::Unsupported { given });
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }

    /// The option that names it on the command line, as a shell takes it. A password is not in it: the program finds one in
    /// `PGPASSWORD` or `~/.pgpass` as well.
    #[must_use]
    pub fn option(&self) -> String {
        let url = match self {
            Self::Sqlite(path) => {
                let whole = std::path::absolute(path);
                let path = whole.as_ref().map_or(path.as_path(), PathBuf::as_path);
                format!("sqlite:{}", path.display())
            }
            Self::Postgres(url) => without_password(url),
        };
        format!("--database {}", quoted(&url))
    }
}

/// A URL of PostgreSQL with the user and without what opens it.
fn without_password(url: &str) -> String {
    let (place, parameters) = url.split_once('?').unwrap_or((url, ""));
    let place = match place.rsplit_once('@') {
        Some((who, place)) => {
            let (scheme, user) = who.split_once("://").unwrap_or(("postgres", who));
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => place.to_owned(),
    };
    let plain: Vec<&str> = parameters
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.to_lowercase().contains("password"))
        .collect();
    if plain.is_empty() { place } else { format!("{place}?{}", plain.join("&")) }
}

/// A text as one word of a shell.
fn quoted(word: &str) -> String {
    let is_plain =
        word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/:.@_-,+=%".contains(&byte));
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            // What is printed is kept: a password is not.
            Self::Postgres(_) => f.write_str("Postgres"),
        }
    }
}

/// Where it is, for people.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(url) => {
                let place = url.rsplit_once('@').map_or(url.as_str(), |(_, place)| place);
                let place = place.split('?').next().unwrap_or(place);
                let place = place.trim_start_matches("postgresql://");
                f.write_str("PostgreSQL at ")?;
                f.write_str(place.trim_start_matches("postgres://"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_a_file_of_sqlite_or_a_database_of_postgres() {
        for (url, path) in [
            ("sqlite:designs.db", "designs.db"),
            ("sqlite:///var/lib/designs.db", "/var/lib/designs.db"),
            ("sqlite:/var/lib/designs.db", "/var/lib/designs.db"),
            ("sqlite://folder/a b.db", "folder/a b.db"),
        ] {
            let wanted = Database::Sqlite(PathBuf::from(path));
            assert_eq!(Database::from_url(url).unwrap(), wanted, "{url}");
        }
        for url in ["postgres://me@db/designs", "postgresql://db:5433/designs?sslmode=require"] {
            assert_eq!(Database::from_url(url).unwrap(), Database::Postgres(url.to_owned()));
        }
    }

    #[test]
    fn a_password_is_in_nothing_that_is_printed() {
        let url = "postgres://me:s%40cret@db.example.com:5433/designs?sslpassword=secret";
        let database = Database::from_url(url).unwrap();
        assert_eq!(database.to_string(), "PostgreSQL at db.example.com:5433/designs");
        assert!(!format!("{database:?}").contains("cret"));
    }

    #[test]
    fn the_command_line_is_told_where_it_is_and_no_password() {
        for (url, option) in [
            ("sqlite:/var/lib/designs.db", "--database sqlite:/var/lib/designs.db"),
            ("sqlite:/a b/it's.db", r"--database 'sqlite:/a b/it'\''s.db'"),
            ("postgres://me:s%40cret@db:5433/designs", "--database postgres://me@db:5433/designs"),
            (
                "postgres://me:secret@db/designs?sslmode=require&sslpassword=secret",
                "--database 'postgres://me@db/designs?sslmode=require'",
            ),
            ("postgresql://db/designs?password=secret", "--database postgresql://db/designs"),
        ] {
            let database = Database::from_url(url).unwrap();
            assert_eq!(database.option(), option, "{url}");
            // What it says names the same place again.
            let word = option.trim_start_matches("--database ").trim_matches('\'');
            let again = Database::from_url(&word.replace(r"'\''", "'")).unwrap();
            assert_eq!(again.to_string(), database.to_string());
        }
        let here = Database::from_url("sqlite:designs.db").unwrap().option();
        assert!(here.contains("sqlite:/") && here.ends_with("/designs.db"), "{here}");
    }

    #[test]
    fn anything_else_is_refused_in_one_sentence_without_what_it_may_hide() {
        for (url, given) in [
            ("mysql://me:secret@db/designs", "this mysql: URL"),
            ("postgres:designs", "this postgres: URL"),
            ("designs.db", "this"),
            ("sqlite:", "this sqlite: URL"),
            ("sqlite::memory:", "this sqlite: URL"),
            ("sqlite:designs.db?mode=ro", "this sqlite: URL"),
            ("", "this"),
        ] {
            let message = Database::from_url(url).unwrap_err().to_string();
            assert!(message.contains(given) && message.contains("sqlite:PATH"), "{message}");
            assert!(!message.contains("secret") && message.lines().count() == 1, "{message}");
        }
    }
}
