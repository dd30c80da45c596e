//! The log of what was done: who, what, to what, and when. Each row is sealed with the one before it, so that a row that was
//! changed or taken out is found.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::access::{Action, Resource};
use crate::store::AuditRow;
use crate::{Backend, BackendError, Caller, hex, now};

/// What is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    SignedIn,
    SignInFailed,
    PasswordChanged,
    IdentityAdded,
    IdentityRemoved,
    UserAdded,
    UserChanged,
    WorkspaceAdded,
    WorkspaceRenamed,
    MemberAdded,
    MemberChanged,
    Invited,
    InvitationRemoved,
    TokenAdded,
    TokenRemoved,
    Exported,
    VersionMade,
    DesignDeleted,
    DesignRestored,
    Shared,
    ShareOpened,
    ShareRevoked,
    Judged,
    DesignRoleChanged,
    /// A copy of all that is kept was made.
    BackedUp,
}

impl Done {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::PasswordChanged => "password-changed",
            Self::IdentityAdded => "identity-added",
            Self::IdentityRemoved => "identity-removed",
            Self::UserAdded => "user-added",
            Self::UserChanged => "user-changed",
            Self::WorkspaceAdded => "workspace-added",
            Self::WorkspaceRenamed => "workspace-renamed",
            Self::MemberAdded => "member-added",
            Self::MemberChanged => "member-changed",
            Self::Invited => "invited",
            Self::InvitationRemoved => "invitation-removed",
            Self::TokenAdded => "token-added",
            Self::TokenRemoved => "token-removed",
            Self::Exported => "exported",
            Self::VersionMade => "version-made",
            Self::DesignDeleted => "design-deleted",
            Self::DesignRestored => "design-restored",
            Self::Shared => "shared",
            Self::ShareOpened => "share-opened",
            Self::ShareRevoked => "share-revoked",
            Self::Judged => "judged",
            Self::DesignRoleChanged => "design-role-changed",
            Self::BackedUp => "backed-up",
        }
    }
}

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub number: i64,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// A person's id, or `local`, `nobody`, or `command`.
    pub actor: String,
    pub action: String,
    /// What it was done to, such as `design 0190…` or `user 0190…`.
    pub target: String,
    pub detail: String,
    /// What it is sealed with: of this row and the one before it.
    pub hash: String,
}

/// Which rows are looked for: all that fit what is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Who did it, as [`AuditEntry::actor`] has it.
    pub actor: Option<String>,
    /// What was done, as [`AuditEntry::action`] has it.
    pub action: Option<String>,
}

/// What is wrong with the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// A row is not as it was written, or the one before it is not.
    Changed { number: i64 },
    /// A row is not there.
    Missing { number: i64 },
    /// Rows behind this one are gone, or were added past the program: the log does not end where it says that it does.
    End { number: i64 },
    /// The row that somebody noted is another one now: all from there on may have been written anew.
    Rewritten { number: i64 },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { number } => {
                write!(f, "row {number} is not as it was written, or the one before it is not")
            }
            Self::Missing { number } => write!(f, "row {number} is not there"),
            Self::End { number } => {
                write!(f, "the log ends with row {number}, and says that it ends elsewhere")
            }
            Self::Rewritten { number } => {
                write!(f, "row {number} does not have the seal that was noted")
            }
        }
    }
}

/// A row and its hash: with what was noted elsewhere it is found when all behind it was written anew, which the log by
/// itself cannot tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seal {
    pub number: i64,
    pub hash: String,
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, self.hash)
    }
}

impl FromStr for Seal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_hash =
            |hash: &&str| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let parts = text.split_once(':').filter(|(_, hash)| is_hash(hash));
        let read = parts.and_then(|(number, hash)| {
            Some(Self { number: number.parse().ok()?, hash: hash.to_ascii_lowercase() })
        });
        read.ok_or_else(|| {
            "a seal is a number, a colon and 64 hexadecimal digits, as `verify` prints it"
                .to_owned()
        })
    }
}

/// Rows of a page, and of a piece of the whole log.
const PAGE: i64 = 100;
const PIECE: i64 = 1_000;

/// The hash of a row: with the hash before it and the length of each part, so that no two rows read the same.
fn seal(before: &str, row: &AuditRow) -> String {
    let mut text = String::new();
    let (number, at) = (row.number.to_string(), row.at.to_string());
    for part in [before, &number, &at, &row.actor, &row.action, &row.target, &row.detail] {
        // Writing to a String cannot fail.
        let _ = write!(text, "{}:{part};", part.len());
    }
    hex(Sha256::digest(text.as_bytes()))
}

impl Backend {
    /// Writes down what somebody did.
    pub(crate) async fn record(
        &self,
        actor: &str,
        done: Done,
        target: &str,
        detail: &str,
    ) -> Result<(), BackendError> {
        let row = AuditRow {
            number: 0,
            at: now(),
            actor: actor.to_owned(),
            action: done.as_str().to_owned(),
            target: target.to_owned(),
            detail: detail.to_owned(),
            hash: String::new(),
        };
        self.store.append_audit(row, seal).await
    }

    /// Reads the whole log and says what is wrong with it first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_audit(&self) -> Result<Option<Broken>, BackendError> {
        Ok(self.audited(None).await?.err())
    }

    /// The seal of the last row where the log is whole, and what is wrong with it where not. `noted` is a seal of before.
    pub(crate) async fn audited(
        &self,
        noted: Option<&Seal>,
    ) -> Result<Result<Seal, Broken>, BackendError> {
        let (mut last, mut broken) = (Seal::default(), None);
        let look = |row: AuditRow| {
            broken = broken.or(wrong(&last, &row, noted));
            last = Seal { number: row.number, hash: row.hash };
        };
        let end = self.store.each_audit_row(look).await?;
        if let Some(broken) = broken {
            return Ok(Err(broken));
        }
        // What it ends with is written down beside it, or the last rows could be taken off unseen.
        let says = end.map_or_else(|| Ok(Seal::default()), |end| end.parse());
        let is_short = noted.is_some_and(|noted| noted.number > last.number);
        let is_whole = says.as_ref() == Ok(&last) && !is_short;
        Ok(if is_whole { Ok(last) } else { Err(Broken::End { number: last.number }) })
    }
}

/// What is wrong with a row behind this one.
fn wrong(before: &Seal, row: &AuditRow, noted: Option<&Seal>) -> Option<Broken> {
    if row.number != before.number + 1 {
        return Some(Broken::Missing { number: before.number + 1 });
    }
    if seal(&before.hash, row) != row.hash {
        return Some(Broken::Changed { number: row.number });
    }
    let is_other = noted.is_some_and(|noted| noted.number == row.number && noted.hash != row.hash);
    is_other.then_some(Broken::Rewritten { number: row.number })
}

impl Caller {
    pub(crate) async fn record(
        &self,
        done: Done,
        target: &str,
        detail: &str,
    ) -> Result<(), BackendError> {
        self.backend.record(self.actor().name(), done, target, detail).await
    }

    /// What was done, the last first: the rows before a number, or the newest.
    ///
    /// # Errors
    /// When they do not administer the console.
    pub async fn audit(&self, before: Option<i64>) -> Result<Vec<AuditEntry>, BackendError> {
        self.audit_of(before, &AuditFilter::default()).await
    }

    /// The same of the rows that fit.
    ///
    /// # Errors
    /// When they do not administer the console.
    pub async fn audit_of(
        &self,
        before: Option<i64>,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditEntry>, BackendError> {
        self.may(Action::AdministerConsole, Resource::Console).await?;
        let rows = self.store().audit(before.unwrap_or(i64::MAX), PAGE, filter).await?;
        Ok(rows.into_iter().map(entry).collect())
    }

    /// A piece of the log in the order in which things were done: the rows that fit and come after a number, none where
    /// there are no more.
    ///
    /// # Errors
    /// When they do not administer the console.
    pub async fn audit_after(
        &self,
        after: i64,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditEntry>, BackendError> {
        self.may(Action::AdministerConsole, Resource::Console).await?;
        let rows = self.store().audit_after(after, PIECE, filter).await?;
        Ok(rows.into_iter().map(entry).collect())
    }
}

fn entry(row: AuditRow) -> AuditEntry {
    AuditEntry {
        number: row.number,
        at: row.at,
        actor: row.actor,
        action: row.action,
        target: row.target,
        detail: row.detail,
        hash: row.hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(actor: &str, target: &str) -> AuditRow {
        AuditRow {
            number: 1,
            at: 7,
            actor: actor.into(),
            action: "exported".into(),
            target: target.into(),
            detail: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn a_seal_is_of_all_parts_in_their_places() {
        let seals = [
            seal("", &row("a", "bc")),
            seal("", &row("ab", "c")),
            seal("x", &row("a", "bc")),
            seal("", &AuditRow { number: 2, ..row("a", "bc") }),
            seal("", &AuditRow { at: 8, ..row("a", "bc") }),
        ];
        for (at, one) in seals.iter().enumerate() {
            assert!(!seals[..at].contains(one), "{at}");
        }
        assert_eq!(seal("", &row("a", "bc")), seals[0]);
    }

    #[test]
    fn a_seal_is_noted_as_it_is_printed() {
        let seal = Seal { number: 12, hash: "0f".repeat(32) };
        assert_eq!(seal.to_string().parse(), Ok(seal));
        for wrong in ["", "12", "12:", "x:00", &format!("12:{}", "g".repeat(64))] {
            assert!(Seal::from_str(wrong).is_err(), "{wrong}");
        }
    }
}
