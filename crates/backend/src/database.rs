//! Where designs are kept, as whoever starts the program says it.

use std::path::{Path, PathBuf};

use crate::BackendError;

/// The database's file in a data folder.
const FILE: &str = "topology-designer.sqlite";

/// A database that can be opened: a file of SQLite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database(PathBuf);

impl Database {
    /// The database in a data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.join(FILE))
    }

    /// The database that a URL names: `sqlite:` and a path.
    ///
    /// # Errors
    /// [`BackendError::Unsupported`] for any other URL. It names the scheme alone, because what
    /// follows may hold a password.
    pub fn from_url(url: &str) -> Result<Self, BackendError> {
        let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
        let path = rest.strip_prefix("//").unwrap_or(rest);
        // SQLite would read parameters after `?`, and keep `:memory:` nowhere.
        if scheme != "sqlite" || path.is_empty() || path.contains('?') || path == ":memory:" {
            let given =
                if scheme.is_empty() { "this".into() } else { format!("this {scheme}: URL") };
            return Err(BackendError::Unsupported { given });
        }
        Ok(Self(PathBuf::from(path)))
    }

    #[must_use]
    pub fn file(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_a_file_of_sqlite() {
        for (url, path) in [
            ("sqlite:designs.db", "designs.db"),
            ("sqlite:///var/lib/designs.db", "/var/lib/designs.db"),
            ("sqlite:/var/lib/designs.db", "/var/lib/designs.db"),
            ("sqlite://folder/a b.db", "folder/a b.db"),
        ] {
            assert_eq!(Database::from_url(url).unwrap().file(), Path::new(path), "{url}");
        }
    }

    #[test]
    fn anything_else_is_refused_in_one_sentence_without_what_it_may_hide() {
        for (url, given) in [
            ("postgres://me:secret@db/designs", "this postgres: URL"),
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
