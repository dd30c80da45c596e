//! Signing in and out, and who is signed in where.

use uuid::Uuid;

use crate::access::{Actor, Person, Scopes, Secret};
use crate::audit::Done;
use crate::people::{address, person};
use crate::store::{SessionRow, UserRow};
use crate::{Backend, BackendError, Caller, now};

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// A session ends this long after it began, used or not.
const WHOLE: i64 = 30 * DAY;
/// And this long after it was used last.
const IDLE: i64 = 7 * DAY;
/// That it is used is written down this seldom.
const SEEN: i64 = 60 * 1_000;
/// Under which name the database has the word of who works alone.
const LOCAL: &str = "local";
/// And a word that stands for this console.
const CONSOLE: &str = "console";
/// Digits of what tells consoles apart: few enough for the name of a cookie.
const MARK: usize = 8;
/// As much as is kept of what a browser says it is.
const AGENT: usize = 200;

/// Somebody who has come in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub person: Person,
    /// What their browser shows from now on.
    pub session: Secret,
}

/// A place where somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSummary {
    pub id: String,
    /// What the browser said it is.
    pub agent: String,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
    pub seen_at: i64,
    /// The one that asks.
    pub is_this: bool,
}

impl Backend {
    /// Signs somebody in by address and password.
    ///
    /// # Errors
    /// [`BackendError::Rejected`] when they do not belong together, whichever of them it is, and
    /// [`BackendError::TooOften`] when it was tried too often.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        agent: &str,
    ) -> Result<SignedIn, BackendError> {
        // What can be no address is nobody's, and takes as long.
        let email = address(email).unwrap_or_default();
        self.attempts.sign_in(&email)?;
        let user = self.store.user_of(&email).await?.filter(|user| user.disabled_at.is_none());
        let hash = user.as_ref().and_then(|user| user.password.clone());
        let fits = self.passwords.is(password, hash).await?;
        let Some(user) = user.filter(|_| fits) else {
            self.record("nobody", Done::SignInFailed, "console", "").await?;
            return Err(BackendError::Rejected);
        };
        let signed_in = self.let_in(person(&user), agent).await?;
        self.record(&user.id, Done::SignedIn, &format!("user {}", user.id), "password").await?;
        Ok(signed_in)
    }

    /// A new session. Each has a word of its own, so that none that was known before counts afterwards.
    pub(crate) async fn let_in(
        &self,
        person: Person,
        agent: &str,
    ) -> Result<SignedIn, BackendError> {
        let (session, now) = (Secret::new("s")?, now());
        self.store.forget_sessions(now - WHOLE, now - IDLE).await?;
        let row = SessionRow {
            id: Uuid::now_v7().simple().to_string(),
            user_id: person.id.clone(),
            created_at: now,
            seen_at: now,
            agent: agent.chars().filter(|letter| !letter.is_control()).take(AGENT).collect(),
        };
        self.store.insert_session(&row, &session.hash()).await?;
        Ok(SignedIn { person, session })
    }

    /// Who shows this word of a session; [`Actor::Nobody`] when it counts no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn actor_of_session(&self, word: &Secret) -> Result<Actor, BackendError> {
        let Some(row) = self.store.session(&word.hash()).await? else { return Ok(Actor::Nobody) };
        let now = now();
        if !counts(&row, now) {
            return Ok(Actor::Nobody);
        }
        if now - row.seen_at > SEEN {
            self.store.saw_session(&row.id, now).await?;
        }
        let user = self.active(&row.user_id).await?;
        Ok(user.map_or(Actor::Nobody, |user| Actor::Person(person(&user))))
    }

    /// For whom a program works that shows this token; [`Actor::Nobody`] when it counts no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn actor_of_token(&self, word: &Secret) -> Result<Actor, BackendError> {
        let Some(row) = self.store.token(&word.hash()).await? else { return Ok(Actor::Nobody) };
        let now = now();
        if row.ends_at <= now {
            return Ok(Actor::Nobody);
        }
        if row.seen_at.is_none_or(|seen| now - seen > SEEN) {
            self.store.saw_token(&row.id, now).await?;
        }
        let user = self.active(&row.user_id).await?;
        let scopes = Scopes::parse(&row.scopes);
        let actor = |(user, scopes): (UserRow, Scopes)| Actor::Token { of: person(&user), scopes };
        Ok(user.zip(scopes).map_or(Actor::Nobody, actor))
    }

    /// The word that lets in who works alone on this machine. It is the same after each start, so that open pages go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn local_word(&self) -> Result<Secret, BackendError> {
        self.kept_word(LOCAL, "l").await
    }

    /// What tells this console from others that a browser reaches by the same name, on another port: the same for all
    /// servers over one database. It opens nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark(&self) -> Result<u32, BackendError> {
        let hash = self.kept_word(CONSOLE, "c").await?.hash();
        let some = hash.get(..MARK).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        some.ok_or_else(|| BackendError::Internal("a hash is no number".to_owned()))
    }

    /// The word that the database has under a name; the first who asks makes it.
    async fn kept_word(&self, name: &str, kind: &str) -> Result<Secret, BackendError> {
        if let Some(word) = self.store.key(name).await? {
            return Ok(Secret::given(&word));
        }
        self.store.insert_key(name, Secret::new(kind)?.reveal()).await?;
        let kept = self.store.key(name).await?;
        kept.map(|word| Secret::given(&word))
            .ok_or_else(|| BackendError::Internal("a key was not kept".to_owned()))
    }

    async fn active(&self, user: &str) -> Result<Option<UserRow>, BackendError> {
        Ok(self.store.user(user).await?.filter(|user| user.disabled_at.is_none()))
    }

    /// Ends the session of this word.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_out(&self, word: &Secret) -> Result<(), BackendError> {
        if let Some(row) = self.store.session(&word.hash()).await? {
            self.store.end_session(&row.user_id, &row.id).await?;
        }
        Ok(())
    }
}

/// Whether a session can still be used.
fn counts(row: &SessionRow, now: i64) -> bool {
    now - row.created_at < WHOLE && now - row.seen_at < IDLE
}

impl Caller {
    /// Where they are signed in, the last used first. `this` is the word of the session that asks.
    ///
    /// # Errors
    /// When they have no account.
    pub async fn sessions(&self, this: &Secret) -> Result<Vec<SessionSummary>, BackendError> {
        let person = self.signed_in()?;
        let own = self.store().session(&this.hash()).await?.map(|row| row.id);
        let now = now();
        let rows = self.store().sessions(&person.id).await?.into_iter();
        let summary = |row: SessionRow| SessionSummary {
            is_this: own.as_ref() == Some(&row.id),
            id: row.id,
            agent: row.agent,
            created_at: row.created_at,
            seen_at: row.seen_at,
        };
        Ok(rows.filter(|row| counts(row, now)).map(summary).collect())
    }

    /// Ends one of their sessions.
    ///
    /// # Errors
    /// When it is none of theirs.
    pub async fn end_session(&self, id: &str) -> Result<(), BackendError> {
        let ended = self.store().end_session(&self.signed_in()?.id, id).await?;
        if ended { Ok(()) } else { Err(BackendError::NotFound("session")) }
    }

    /// Another password. All other sessions end.
    ///
    /// # Errors
    /// [`BackendError::Rejected`] when the old one is not theirs.
    pub async fn change_password(
        &self,
        this: &Secret,
        old: &str,
        new: &str,
    ) -> Result<(), BackendError> {
        let person = self.signed_in()?;
        self.backend.attempts.sign_in(&person.email)?;
        let user = self.store().user(&person.id).await?.ok_or(BackendError::SignedOut)?;
        if !self.backend.passwords.is(old, user.password).await? {
            return Err(BackendError::Rejected);
        }
        let password = self.backend.passwords.hash(new).await?;
        let own = self.store().session(&this.hash()).await?.map(|row| row.id).unwrap_or_default();
        self.store().set_password(&person.id, &password, &own).await?;
        self.record(Done::PasswordChanged, &format!("user {}", person.id), "").await
    }
}
