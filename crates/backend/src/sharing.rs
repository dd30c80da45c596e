//! Shares: links to a design for people without an account. The word in a link is behind its `#`, which browsers send to
//! nobody; the page gives it to the server once, and has a word of its own from then on.

use messages::text;
use uuid::Uuid;

use crate::access::{Action, Actor, Guest, Resource, Role, Secret};
use crate::audit::Done;
use crate::store::ShareRow;
use crate::{Backend, BackendError, Caller, now};

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// The longest that a share counts, in days.
const LONGEST: u32 = 90;
/// As long as a guest stays without opening the link again.
const STAY: i64 = 12 * 60 * 60 * 1_000;
/// No id is longer, in bytes.
const ID: usize = 64;
/// As many as a design has, with those that were taken back.
const MOST: usize = 200;

/// What a new share is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShare {
    /// The version that is shown; `None` for the design as it is whenever it is opened.
    pub version: Option<i64>,
    /// Viewer or commenter.
    pub role: Role,
    /// Whether the bundle may be taken away, too.
    pub bundle: bool,
    /// Empty for none.
    pub passphrase: String,
    pub days: u32,
    /// How often it may be opened.
    pub most_opens: Option<u32>,
}

impl Default for NewShare {
    /// A week to look at the design as it is.
    fn default() -> Self {
        Self {
            version: None,
            role: Role::Viewer,
            bundle: false,
            passphrase: String::new(),
            days: 7,
            most_opens: None,
        }
    }
}

/// A share in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareSummary {
    pub id: String,
    pub version: Option<i64>,
    pub role: Role,
    pub bundle: bool,
    pub has_passphrase: bool,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
    pub ends_at: i64,
    pub most_opens: Option<i64>,
    pub opens: i64,
    /// It can still be opened.
    pub is_open: bool,
}

/// Somebody who has opened a share.
#[derive(Debug, Clone)]
pub struct Welcomed {
    pub guest: Guest,
    /// What their browser shows from now on.
    pub word: Secret,
}

fn summary(row: ShareRow) -> Option<ShareSummary> {
    let full = row.most_opens.is_some_and(|most| row.opens >= most);
    Some(ShareSummary {
        role: Role::parse(&row.role)?,
        is_open: row.revoked_at.is_none() && row.ends_at > now() && !full,
        id: row.id,
        version: row.version,
        bundle: row.bundle == 1,
        has_passphrase: row.passphrase.is_some(),
        created_at: row.created_at,
        ends_at: row.ends_at,
        most_opens: row.most_opens,
        opens: row.opens,
    })
}

fn guest(row: ShareRow) -> Option<Guest> {
    let role = Role::parse(&row.role)?;
    Some(Guest {
        share: row.id,
        design: row.design_id,
        version: row.version,
        role,
        bundle: row.bundle == 1,
    })
}

impl Backend {
    /// Opens a share. What is wrong is the same answer for all who may not: that there is no such share, that it has ended
    /// or was taken back, and that the passphrase is not its own.
    ///
    /// # Errors
    /// [`BackendError::NotFound`] for all of these, and [`BackendError::TooOften`].
    pub async fn open_share(
        &self,
        id: &str,
        word: &Secret,
        passphrase: &str,
    ) -> Result<Welcomed, BackendError> {
        // What can be no id is nobody's; what somebody makes up is not kept to count it.
        self.attempts.share(if id.len() > ID { "" } else { id })?;
        let shut = || BackendError::NotFound("share");
        let row = self.store.share(id, &word.hash()).await?;
        let asks = row.as_ref().is_none_or(|row| row.passphrase.is_some());
        // A link that is none takes as long as a wrong passphrase.
        if asks {
            let hash = row.as_ref().and_then(|row| row.passphrase.clone());
            if !self.passwords.is(passphrase, hash).await? {
                return Err(shut());
            }
        }
        let row = row.ok_or_else(shut)?;
        let (own, now) = (Secret::new("g")?, now());
        if !self.store.open_share(&row.id, &own.hash(), now, now + STAY).await? {
            return Err(shut());
        }
        let target = format!("share {}", row.id);
        self.record("nobody", Done::ShareOpened, &target, &row.design_id).await?;
        let guest = guest(row).ok_or_else(shut)?;
        Ok(Welcomed { guest, word: own })
    }

    /// Who came in by a share and shows this word; [`Actor::Nobody`] when it counts no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn actor_of_guest(&self, word: &Secret) -> Result<Actor, BackendError> {
        let row = self.store.share_of_guest(&word.hash(), now()).await?;
        Ok(row.and_then(guest).map_or(Actor::Nobody, Actor::Guest))
    }
}

impl Caller {
    /// Shares a design. The word that comes back is part of the link, and shown this once.
    ///
    /// # Errors
    /// When they may not, there is no such version, or what is asked for does not fit.
    pub async fn share(
        &self,
        design: &str,
        new: NewShare,
    ) -> Result<(ShareSummary, Secret), BackendError> {
        self.may(Action::ShareDesign, Resource::Design(design)).await?;
        if !matches!(new.role, Role::Viewer | Role::Commenter) {
            return Err(BackendError::Invalid(text!(
                "Who comes by a link may look, or look and comment."
            )));
        }
        if !(1..=LONGEST).contains(&new.days) {
            return Err(BackendError::Invalid(text!(
                "A link counts for 1 to {most} days.",
                most = LONGEST
            )));
        }
        if new.most_opens == Some(0) {
            return Err(BackendError::Invalid(text!("A link is opened at least once.")));
        }
        if let Some(number) = new.version {
            let there = self.store().version(design, number).await?.is_some();
            if !there {
                return Err(BackendError::NotFound("version"));
            }
        }
        if self.store().shares(design).await?.len() >= MOST {
            return Err(BackendError::Invalid(text!(
                "A design is shared at most {most} times.",
                most = MOST
            )));
        }
        let passphrase = match new.passphrase.as_str() {
            "" => None,
            passphrase => Some(self.backend.passwords.hash(passphrase).await?),
        };
        let (word, now) = (Secret::new("h")?, now());
        let row = ShareRow {
            id: Uuid::new_v4().simple().to_string(),
            design_id: design.to_owned(),
            version: new.version,
            role: new.role.as_str().to_owned(),
            bundle: i64::from(new.bundle),
            passphrase,
            created_by: self.actor().name().to_owned(),
            created_at: now,
            ends_at: now + i64::from(new.days) * DAY,
            most_opens: new.most_opens.map(i64::from),
            opens: 0,
            revoked_at: None,
        };
        self.store().insert_share(&row, &word.hash()).await?;
        let what = new.version.map_or("live".to_owned(), |number| format!("version {number}"));
        let detail = format!("design {design}, {what}, {}", new.role.as_str());
        self.record(Done::Shared, &format!("share {}", row.id), &detail).await?;
        let made = summary(row);
        let made = made.ok_or_else(|| BackendError::Internal("a share has no role".to_owned()))?;
        Ok((made, word))
    }

    /// A design's shares, the last first.
    ///
    /// # Errors
    /// When they may not share it.
    pub async fn shares(&self, design: &str) -> Result<Vec<ShareSummary>, BackendError> {
        self.may(Action::ShareDesign, Resource::Design(design)).await?;
        Ok(self.store().shares(design).await?.into_iter().filter_map(summary).collect())
    }

    /// Takes a share back, or with no id all of a design; who came in by it is out at once.
    ///
    /// # Errors
    /// When they may not, or there was none to take back.
    pub async fn revoke(&self, design: &str, id: Option<&str>) -> Result<(), BackendError> {
        self.may(Action::ShareDesign, Resource::Design(design)).await?;
        let count = self.store().revoke_shares(design, id, now()).await?;
        if count == 0 {
            return Err(BackendError::NotFound("share"));
        }
        let target = id.map_or_else(|| format!("design {design}"), |id| format!("share {id}"));
        self.record(Done::ShareRevoked, &target, &format!("{count}")).await
    }
}
