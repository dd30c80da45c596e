//! What can go wrong, free of HTTP. Messages are for people; the log has the detail.

/// Why a use-case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    #[error("There is no such {0}. It may have been deleted.")]
    NotFound(&'static str),
    /// Someone else saved in between.
    #[error("The design was changed elsewhere: it is at revision {revision} now.")]
    Conflict { revision: i64 },
    /// The input is not what it has to be; the text says what and where.
    #[error("{0}")]
    Invalid(String),
    /// The design has findings that stop this; the person can insist.
    #[error("The design has {errors} error{}. Fix them, or export anyway.", if *errors == 1 { "" } else { "s" })]
    Refused { errors: usize },
    #[error("The database {path} cannot be opened: {message}")]
    Database { path: String, message: String },
    /// A kind of database that this program does not speak to.
    #[error(
        "Designs are kept in SQLite: give a URL such as sqlite:PATH/designs.sqlite; {given} is not supported."
    )]
    Unsupported { given: String },
    #[error("The database did not do its work. Nothing was changed.")]
    Storage(#[from] sqlx::Error),
    /// Too many pictures are being drawn.
    #[error("The server is drawing other pictures. Try again in a moment.")]
    Busy,
    #[error("The program made a mistake. Nothing was changed.")]
    Internal(String),
}
