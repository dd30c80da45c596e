//! What can go wrong, free of HTTP. Messages are for people; the log has the detail.

use std::fmt;

use catalogue::CatalogueError;
use messages::{Text, text};
use picture::{DrawError, OpenError};
use report::ReportError;
use topology::ChangeError;
use topology::document::DocumentError;

use crate::access::Action;

/// Why a use-case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    NotFound(&'static str),
    /// Someone else saved in between.
    Conflict {
        revision: i64,
    },
    /// The input is not what it has to be; the text says what and where.
    Invalid(Text),
    /// The design has findings that stop this; the person can insist.
    Refused {
        errors: usize,
    },
    Database {
        path: String,
        message: String,
    },
    /// A kind of database that this program does not speak to.
    Unsupported {
        given: String,
    },
    Storage(#[source] sqlx::Error),
    /// Too many pictures are being drawn.
    Busy,
    /// Nobody knows who asks.
    SignedOut,
    /// Address and password do not belong together.
    Rejected,
    /// It was tried too often.
    TooOften {
        seconds: u64,
    },
    /// Who asks may not do this.
    Forbidden(Action),
    /// Only what was approved leaves this workspace.
    NotApproved,
    Internal(String),
}

impl BackendError {
    /// The same for who says it later.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::NotFound(what) => missing(what),
            Self::Conflict { revision } => text!(
                "The design was changed elsewhere: it is at revision {revision} now.",
                revision = *revision
            ),
            Self::Invalid(why) => why.clone(),
            Self::Refused { errors: 1 } => {
                text!("The design has 1 error. Fix them, or export anyway.")
            }
            Self::Refused { errors } => text!(
                "The design has {errors} errors. Fix them, or export anyway.",
                errors = *errors
            ),
            Self::Database { path, message } => {
                text!("The database {path} cannot be opened: {message}", path, message)
            }
            Self::Unsupported { given } => text!(
                "Designs are kept in SQLite or PostgreSQL: give a URL such as sqlite:PATH/designs.sqlite or postgres://USER@HOST/DATABASE; {given} is not supported.",
                given
            ),
            Self::Storage(_) => text!("The database did not do its work. Nothing was changed."),
            Self::Busy => text!("The server is drawing other pictures. Try again in a moment."),
            Self::SignedOut => {
                text!("You are not signed in any more. Sign in, and go on where you were.")
            }
            Self::Rejected => text!("This address and this password do not belong together."),
            Self::TooOften { seconds } => text!(
                "That was tried too often. Try again in {seconds} seconds.",
                seconds = *seconds
            ),
            Self::Forbidden(action) => forbidden(*action),
            Self::NotApproved => text!(
                "Only approved versions are exported from this workspace. Make a version, and have it approved: one byte more, and it is another one."
            ),
            Self::Internal(_) => text!("The program made a mistake. Nothing was changed."),
        }
    }
}

fn forbidden(action: Action) -> Text {
    match action {
        Action::ViewDesign | Action::ViewHistory | Action::ViewWorkspace | Action::UseConsole => {
            text!("You may not see this.")
        }
        Action::CommentOnDesign => {
            text!("You may look at this design. To say something, ask an owner of its workspace.")
        }
        Action::EditDesign | Action::DeleteDesign => {
            text!("You may look at this design. To change it, ask an owner of its workspace.")
        }
        Action::ExportDesign => {
            text!("You may look at this design. To take it away, ask an owner of its workspace.")
        }
        Action::ShareDesign => {
            text!("You may look at this design. To share it, ask an owner of its workspace.")
        }
        Action::ManageDesign => text!("Who may what here is said by owners of the design."),
        Action::CreateDesign => {
            text!("You may make no design here. Ask an owner of the workspace.")
        }
        Action::ManageWorkspace => text!("This is for owners of the workspace."),
        Action::AdministerConsole => text!("This is for administrators of the console."),
    }
}

fn missing(what: &str) -> Text {
    match what {
        "design" => text!("There is no such design. It may have been deleted."),
        "deleted design" => text!("There is no such deleted design. It may have been deleted."),
        "template" => text!("There is no such template. It may have been deleted."),
        "invitation" => text!("This invitation counts no longer. Ask for another one."),
        "workspace" => text!("There is no such workspace. It may have been deleted."),
        "file" => text!("There is no such file. It may have been deleted."),
        "share" => {
            text!("This link opens nothing: it has ended, was taken back, or needs its passphrase.")
        }
        "thread" => text!("There is no such thread."),
        "review" => text!("There is no such request, or it is closed."),
        "version" => text!("There is no such version."),
        "node" => text!("There is no such node. It may have been deleted."),
        what => text!("There is no such {what}. It may have been deleted.", what),
    }
}

impl fmt::Display for BackendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

/// What PostgreSQL says of a text with a character that it never keeps, U+0000. SQLite finds nothing by such a text.
const NO_CHARACTER: &str = "22021";

impl From<sqlx::Error> for BackendError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        if code.is_some_and(|code| code == NO_CHARACTER) {
            return Self::Invalid(text!("This text holds a character that cannot be kept."));
        }
        Self::Storage(error)
    }
}

impl From<DocumentError> for BackendError {
    fn from(error: DocumentError) -> Self {
        Self::Invalid(error.text())
    }
}

impl From<ChangeError> for BackendError {
    fn from(error: ChangeError) -> Self {
        Self::Invalid(error.text())
    }
}

impl From<CatalogueError> for BackendError {
    fn from(error: CatalogueError) -> Self {
        Self::Invalid(match &error {
            CatalogueError::Unknown { product, version } => {
                text!("There is no catalogue for {product} {version}.", product, version)
            }
            _ => error.to_string().into(),
        })
    }
}

impl From<OpenError> for BackendError {
    fn from(error: OpenError) -> Self {
        Self::Invalid(match &error {
            OpenError::TooLarge { found, most } => text!(
                "The file has {found} bytes; at most {most} are accepted.",
                found = *found,
                most = *most
            ),
            OpenError::Inside { most } => text!(
                "The design inside this picture is damaged, or has more than {most} bytes.",
                most = *most
            ),
            OpenError::Unknown => {
                text!("The file is neither a design nor a picture that holds one.")
            }
            OpenError::Nothing(kind) => text!(
                "This {kind} holds no design. A picture does when \"Put the design into the picture\" was chosen as it was saved.",
                kind
            ),
            OpenError::Damaged { kind, message } => {
                text!("The {kind} is damaged: {message}", kind, message)
            }
        })
    }
}

impl From<ReportError> for BackendError {
    fn from(error: ReportError) -> Self {
        match &error {
            ReportError::TooLong { field: "title", found, most } => Self::Invalid(text!(
                "The document's title has {found} characters; at most {most} fit.",
                found = *found,
                most = *most
            )),
            ReportError::TooLong { found, most, .. } => Self::Invalid(text!(
                "The document's date has {found} characters; at most {most} fit.",
                found = *found,
                most = *most
            )),
            ReportError::Writing(_) => Self::Internal(error.to_string()),
        }
    }
}

impl From<DrawError> for BackendError {
    fn from(error: DrawError) -> Self {
        match &error {
            DrawError::TooLong { field: "title", found, most } => Self::Invalid(text!(
                "The picture's title has {found} characters; at most {most} fit.",
                found = *found,
                most = *most
            )),
            DrawError::TooLong { field: "date", found, most } => Self::Invalid(text!(
                "The picture's date has {found} characters; at most {most} fit.",
                found = *found,
                most = *most
            )),
            DrawError::TooLong { .. } => Self::Invalid(error.to_string().into()),
            DrawError::Drawing(_) => Self::Internal(error.to_string()),
        }
    }
}
