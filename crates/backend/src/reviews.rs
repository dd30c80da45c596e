//! Reviews: somebody asks others to look at a version, and they agree to the bytes of its bundle or do not. One byte more,
//! and nobody has agreed.

use messages::text;
use uuid::Uuid;

use crate::access::{Action, Resource};
use crate::audit::Done;
use crate::store::{ReviewRow, VerdictRow};
use crate::{BackendError, Caller, now};

/// The longest that is said with a request or a verdict, in characters.
const LONGEST: usize = 2_000;
/// As many people as are asked at once.
const MOST: usize = 50;

/// What somebody thinks of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    Approved,
    Refused,
}

impl Opinion {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Approved, Self::Refused].into_iter().find(|one| one.as_str() == text)
    }
}

/// A verdict on a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub version: i64,
    /// The hash of the bundle that it is of.
    pub bundle: String,
    /// What whoever gave it was called then.
    pub author: String,
    pub opinion: Opinion,
    pub message: String,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
}

/// A request to look at a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub id: String,
    pub version: i64,
    pub message: String,
    pub asked_by: String,
    /// The names of those who were asked.
    pub reviewers: Vec<String>,
    pub created_at: i64,
    pub is_open: bool,
}

/// A version that somebody was asked to look at, and has said nothing of yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub design: String,
    pub design_name: String,
    pub version: i64,
    pub asked_by: String,
    pub message: String,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
}

/// Where a design stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The last first.
    pub reviews: Vec<Review>,
    /// Of each person the last one on each bundle, the first first.
    pub verdicts: Vec<Verdict>,
    /// Only what was approved is exported here.
    pub approved_only: bool,
}

fn saying(text: &str) -> Result<String, BackendError> {
    let text = text.trim();
    if text.chars().count() > LONGEST || topology::text::check_block(text).is_err() {
        return Err(BackendError::Invalid(text!(
            "The message is too long: at most {most} characters fit.",
            most = LONGEST
        )));
    }
    Ok(text.to_owned())
}

/// Whether a bundle is approved: somebody agreed, and nobody who looked last did not.
fn is_approved(rows: &[VerdictRow], bundle: &str) -> bool {
    let last: Vec<&VerdictRow> = last_of_each(rows);
    let mut of_it = last.into_iter().filter(|row| row.bundle == bundle).peekable();
    of_it.peek().is_some() && of_it.all(|row| row.verdict == Opinion::Approved.as_str())
}

/// Of each person the last verdict on each bundle.
fn last_of_each(rows: &[VerdictRow]) -> Vec<&VerdictRow> {
    let later = |at: usize| {
        let row = &rows[at];
        rows[at + 1..].iter().any(|next| next.author == row.author && next.bundle == row.bundle)
    };
    (0..rows.len()).filter(|at| !later(*at)).map(|at| &rows[at]).collect()
}

impl Caller {
    /// Asks members to look at a version.
    ///
    /// # Errors
    /// When they may not change the design, there is no such version, or somebody who is asked does not see it.
    pub async fn ask_for_review(
        &self,
        design: &str,
        version: i64,
        reviewers: Vec<String>,
        message: &str,
    ) -> Result<(), BackendError> {
        self.may(Action::EditDesign, Resource::Design(design)).await?;
        let message = saying(message)?;
        self.store().version_of(design, version).await?;
        if reviewers.is_empty() || reviewers.len() > MOST {
            return Err(BackendError::Invalid(text!(
                "A review is asked of 1 to {most} people.",
                most = MOST
            )));
        }
        for user in &reviewers {
            if self.store().role_on_design(user, design).await?.is_none() {
                return Err(BackendError::NotFound("member"));
            }
        }
        let row = ReviewRow {
            id: Uuid::now_v7().simple().to_string(),
            version,
            message,
            asked_by: self.actor().name().to_owned(),
            asked_by_name: self.actor().person().map(|one| one.name.clone()).unwrap_or_default(),
            created_at: now(),
            closed_at: None,
        };
        self.store().insert_review(design, &row, &reviewers).await
    }

    /// Takes a request back.
    ///
    /// # Errors
    /// When they may not change the design, or it is not open.
    pub async fn close_review(&self, design: &str, review: &str) -> Result<(), BackendError> {
        self.may(Action::EditDesign, Resource::Design(design)).await?;
        let closed = self.store().close_review(design, review, now()).await?;
        if closed { Ok(()) } else { Err(BackendError::NotFound("review")) }
    }

    /// Says what they think of a version. Who made it does not approve it alone: another has to agree where approvals count.
    ///
    /// # Errors
    /// When they may say nothing here, there is no such version, or it is their own.
    pub async fn judge(
        &self,
        design: &str,
        version: i64,
        opinion: Opinion,
        message: &str,
    ) -> Result<(), BackendError> {
        self.may(Action::CommentOnDesign, Resource::Design(design)).await?;
        let (person, message) = (self.signed_in()?, saying(message)?);
        let all = self.store().versions(design).await?;
        let known = all.into_iter().find(|row| row.number == version);
        let known = known.ok_or(BackendError::NotFound("version"))?;
        if known.author == person.id && opinion == Opinion::Approved {
            return Err(BackendError::Invalid(text!(
                "You made this version. Somebody else approves it."
            )));
        }
        let row = VerdictRow {
            id: Uuid::now_v7().simple().to_string(),
            version,
            bundle: known.bundle.clone(),
            author: person.id.clone(),
            author_name: person.name.clone(),
            verdict: opinion.as_str().to_owned(),
            message,
            created_at: now(),
        };
        self.store().insert_verdict(design, &row).await?;
        let detail = format!("{} version {version}, bundle {}", opinion.as_str(), known.bundle);
        self.record(Done::Judged, &format!("design {design}"), &detail).await
    }

    /// Where a design stands: who was asked, and what they said.
    ///
    /// # Errors
    /// When they may not see its versions.
    pub async fn standing(&self, design: &str) -> Result<Standing, BackendError> {
        self.may(Action::ViewHistory, Resource::Design(design)).await?;
        let asked = self.store().reviewers(design).await?;
        let review = |row: ReviewRow| {
            let of_it = asked.iter().filter(|(review, ..)| *review == row.id);
            Review {
                reviewers: of_it.map(|(_, _, name)| name.clone()).collect(),
                is_open: row.closed_at.is_none(),
                id: row.id,
                version: row.version,
                message: row.message,
                asked_by: row.asked_by_name,
                created_at: row.created_at,
            }
        };
        let rows = self.store().verdicts(design).await?;
        let verdict = |row: &VerdictRow| {
            Some(Verdict {
                opinion: Opinion::parse(&row.verdict)?,
                version: row.version,
                bundle: row.bundle.clone(),
                author: row.author_name.clone(),
                message: row.message.clone(),
                created_at: row.created_at,
            })
        };
        Ok(Standing {
            reviews: self.store().reviews(design).await?.into_iter().map(review).collect(),
            verdicts: last_of_each(&rows).into_iter().filter_map(verdict).collect(),
            approved_only: self.store().is_approved_only(design).await?,
        })
    }

    /// What they were asked to look at and have said nothing of since, the last first, as far as they still see the design.
    /// Who has no account was asked nothing.
    ///
    /// # Errors
    /// When nobody knows who they are.
    pub async fn requests(&self) -> Result<Vec<Request>, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        let Some(person) = self.actor().person() else { return Ok(Vec::new()) };
        let mut requests = Vec::new();
        for row in self.store().requests(&person.id).await? {
            if self.store().role_on_design(&person.id, &row.design_id).await?.is_some() {
                requests.push(Request {
                    design: row.design_id,
                    design_name: row.design_name,
                    version: row.version,
                    asked_by: row.asked_by_name,
                    message: row.message,
                    created_at: row.created_at,
                });
            }
        }
        Ok(requests)
    }

    /// Says whether only what was approved is exported from a workspace.
    ///
    /// # Errors
    /// When they do not own it.
    pub async fn set_approved_only(
        &self,
        workspace: &str,
        is_on: bool,
    ) -> Result<(), BackendError> {
        self.may(Action::ManageWorkspace, Resource::Workspace(workspace)).await?;
        self.store().set_approved_only(workspace, is_on).await?;
        let detail = format!("approved only: {is_on}");
        self.record(Done::WorkspaceRenamed, &format!("workspace {workspace}"), &detail).await
    }

    /// That a bundle may leave, where only what was approved does.
    pub(crate) async fn check_approved(
        &self,
        design: &str,
        bundle: &str,
    ) -> Result<(), BackendError> {
        if !self.store().is_approved_only(design).await? {
            return Ok(());
        }
        let rows = self.store().verdicts(design).await?;
        if is_approved(&rows, bundle) { Ok(()) } else { Err(BackendError::NotApproved) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(author: &str, bundle: &str, opinion: Opinion) -> VerdictRow {
        VerdictRow {
            id: String::new(),
            version: 1,
            bundle: bundle.into(),
            author: author.into(),
            author_name: String::new(),
            verdict: opinion.as_str().into(),
            message: String::new(),
            created_at: 0,
        }
    }

    #[test]
    fn the_last_word_of_each_counts_and_for_these_bytes_alone() {
        use Opinion::{Approved, Refused};
        let approved = |rows: &[VerdictRow]| is_approved(rows, "b");
        assert!(!approved(&[]));
        assert!(approved(&[row("ada", "b", Approved)]));
        assert!(!approved(&[row("ada", "other", Approved)]));
        assert!(!approved(&[row("ada", "b", Approved), row("bob", "b", Refused)]));
        assert!(approved(&[
            row("bob", "b", Refused),
            row("ada", "b", Approved),
            row("bob", "b", Approved)
        ]));
        assert!(!approved(&[row("ada", "b", Approved), row("ada", "b", Refused)]));
    }
}
