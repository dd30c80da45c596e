//! People: how they come in, what they are called, and who administers the console.

use messages::text;
use uuid::Uuid;

use crate::access::{Action, Actor, Person, Resource, Role, Secret};
use crate::audit::Done;
use crate::store::{InvitationRow, UserRow};
use crate::{Backend, BackendError, Caller, SignedIn, now};

/// How long the first administrator has to come in: the next start gives out another word.
const FIRST: i64 = 24 * 60 * 60 * 1_000;
/// The longest that an address is.
const LONGEST: usize = 254;

/// Somebody in a list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserSummary {
    pub id: String,
    pub email: String,
    pub name: String,
    pub is_admin: bool,
    pub is_disabled: bool,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
}

/// Who is asked in, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// Empty for the first administrator, who says it.
    pub email: String,
    pub workspace: Option<String>,
    /// The one design that they are asked to, where it is not the whole workspace.
    pub design: Option<String>,
    /// Somebody with this address is here already: they sign in, and need no new password.
    pub is_known: bool,
}

pub(crate) fn person(row: &UserRow) -> Person {
    Person {
        id: row.id.clone(),
        email: row.email.clone(),
        name: row.name.clone(),
        is_admin: row.is_admin == 1,
    }
}

/// An address as people are found by it.
///
/// # Errors
/// [`BackendError::Invalid`] for what can be no address.
pub(crate) fn address(text: &str) -> Result<String, BackendError> {
    let email = text.trim().to_lowercase();
    let fits = email.len() <= LONGEST
        && !email.contains(|letter: char| letter.is_whitespace() || letter.is_control())
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@')
        });
    if fits { Ok(email) } else { Err(BackendError::Invalid(text!("This is no address for mail."))) }
}

/// What somebody or something is called.
pub(crate) fn called(name: &str) -> Result<String, BackendError> {
    let name = name.trim();
    topology::text::check_name(name)
        .map_err(|error| BackendError::Invalid(text!("The name {error}.", error = error.text())))?;
    Ok(name.to_owned())
}

impl Backend {
    /// While nobody has an account, the word with which the first administrator comes in. Those that other servers gave out count
    /// as well, until somebody has come or a day is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_invitation(&self) -> Result<Option<Secret>, BackendError> {
        if self.store.has_users().await? {
            return Ok(None);
        }
        let (secret, now) = (Secret::new("i")?, now());
        let invitation = InvitationRow {
            id: Uuid::now_v7().simple().to_string(),
            workspace_id: None,
            design_id: None,
            email: String::new(),
            role: Role::Owner.as_str().to_owned(),
            invited_by: None,
            created_at: now,
            ends_at: now + FIRST,
        };
        self.store.insert_invitation(&invitation, &secret.hash()).await?;
        Ok(Some(secret))
    }

    /// Whom a word asks in.
    ///
    /// # Errors
    /// When it asks nobody in, or no longer: which of both, nobody learns.
    pub async fn welcome(&self, word: &Secret) -> Result<Welcome, BackendError> {
        let invitation = self.invitation(word).await?;
        let workspace = match &invitation.workspace_id {
            Some(id) => self.workspace_name(id).await?,
            None => None,
        };
        let design = match &invitation.design_id {
            Some(id) => self.store.design(id).await?.map(|kept| kept.row.name),
            None => None,
        };
        let is_known = self.store.user_of(&invitation.email).await?.is_some();
        Ok(Welcome { email: invitation.email, workspace, design, is_known })
    }

    pub(crate) async fn invitation(&self, word: &Secret) -> Result<InvitationRow, BackendError> {
        let found = self.invitation_of(&word.hash()).await?;
        found.ok_or(BackendError::NotFound("invitation"))
    }

    /// The invitation of the word with this hash, while it counts.
    pub(crate) async fn invitation_of(
        &self,
        hash: &str,
    ) -> Result<Option<InvitationRow>, BackendError> {
        let found = self.store.invitation(hash).await?.filter(|row| row.ends_at > now());
        // A server that starts while somebody comes in may give out a word for nobody.
        let Some(found) = found else { return Ok(None) };
        if found.workspace_id.is_none() && self.store.has_users().await? {
            return Ok(None);
        }
        // Nobody is asked to what was deleted.
        if let Some(design) = &found.design_id
            && self.store.design(design).await?.is_none()
        {
            return Ok(None);
        }
        Ok(Some(found))
    }

    /// Comes in with a word that asks one in, and is signed in then. The first administrator says the address; of others it
    /// is known. Whoever has an account already gives its password.
    ///
    /// # Errors
    /// When the word counts no longer, and where name, address or password do not fit.
    pub async fn join(
        &self,
        word: &Secret,
        email: &str,
        name: &str,
        password: &str,
        agent: &str,
    ) -> Result<SignedIn, BackendError> {
        let invitation = self.invitation(word).await?;
        let is_first = invitation.workspace_id.is_none();
        let email = if is_first { address(email)? } else { invitation.email.clone() };
        let signed_in = if self.store.user_of(&email).await?.is_some() {
            let signed_in = self.sign_in(&email, password, agent).await?;
            // It may have been taken back while the password was looked at.
            self.take(&invitation).await?;
            signed_in
        } else {
            let name = called(name)?;
            let password = self.passwords.hash(password).await?;
            // Of two who come in with one word, one finds it gone.
            self.take(&invitation).await?;
            let user = UserRow {
                id: Uuid::now_v7().simple().to_string(),
                email: email.clone(),
                name,
                password: Some(password),
                is_admin: i64::from(is_first),
                created_at: now(),
                disabled_at: None,
            };
            if !self.store.insert_user(&user).await? {
                return Err(BackendError::NotFound("invitation"));
            }
            self.record(&user.id, Done::UserAdded, &format!("user {}", user.id), &email).await?;
            self.let_in(person(&user), agent).await?
        };
        self.welcomed(&signed_in.person, &invitation).await?;
        Ok(signed_in)
    }

    pub(crate) async fn take(&self, invitation: &InvitationRow) -> Result<(), BackendError> {
        let taken = match invitation.workspace_id.as_deref() {
            None => self.store.take_first_invitation(&invitation.id).await?,
            workspace => self.store.remove_invitation(workspace, &invitation.id).await?,
        };
        if taken { Ok(()) } else { Err(BackendError::NotFound("invitation")) }
    }

    /// They are what they were asked to be.
    pub(crate) async fn welcomed(
        &self,
        person: &Person,
        invitation: &InvitationRow,
    ) -> Result<(), BackendError> {
        let role = Role::parse(&invitation.role).unwrap_or(Role::Viewer);
        if let Some(design) = &invitation.design_id {
            return self.welcomed_to_design(person, invitation, design, role).await;
        }
        // Who is first owns what was here before there were people.
        let workspace = invitation.workspace_id.as_deref().unwrap_or(crate::workspaces::FIRST);
        self.store.add_member(workspace, &person.id, role).await?;
        // An invitation of somebody who was here is still there.
        self.store.remove_invitation(invitation.workspace_id.as_deref(), &invitation.id).await?;
        let detail = format!("{} {}", person.id, role.as_str());
        self.record(&person.id, Done::MemberAdded, &format!("workspace {workspace}"), &detail).await
    }
}

impl Backend {
    /// They have a role on one design, or keep the higher one that they had.
    async fn welcomed_to_design(
        &self,
        person: &Person,
        invitation: &InvitationRow,
        design: &str,
        role: Role,
    ) -> Result<(), BackendError> {
        let known = self.store.role_on_design(&person.id, design).await?;
        if known.is_none_or(|known| known < role) {
            self.store.set_grant(design, &person.id, role).await?;
            let detail = format!("{} {}", person.id, role.as_str());
            let target = format!("design {design}");
            self.record(&person.id, Done::DesignRoleChanged, &target, &detail).await?;
        }
        // An invitation of somebody who was here is still there.
        self.store.remove_design_invitation(design, &invitation.id).await.map(drop)
    }
}

impl Caller {
    /// Everyone with an account, by name.
    ///
    /// # Errors
    /// When they do not administer the console.
    pub async fn users(&self) -> Result<Vec<UserSummary>, BackendError> {
        self.may(Action::AdministerConsole, Resource::Console).await?;
        let users = self.store().users().await?.into_iter();
        let summary = |row: UserRow| UserSummary {
            id: row.id,
            email: row.email,
            name: row.name,
            is_admin: row.is_admin == 1,
            is_disabled: row.disabled_at.is_some(),
            created_at: row.created_at,
        };
        Ok(users.map(summary).collect())
    }

    /// Says whether a person administers the console, and whether they may sign in. Who may not is signed out.
    ///
    /// # Errors
    /// When they do not administer the console, or nobody would any more.
    pub async fn set_user(
        &self,
        id: &str,
        is_admin: bool,
        is_disabled: bool,
    ) -> Result<(), BackendError> {
        self.may(Action::AdministerConsole, Resource::Console).await?;
        let user = self.store().user(id).await?.ok_or(BackendError::NotFound("person"))?;
        let disabled_at = is_disabled.then(|| user.disabled_at.unwrap_or_else(now));
        if !self.store().set_user(id, is_admin, disabled_at).await? {
            return Err(BackendError::Invalid(text!(
                "{name} is the only one who administers this console. Make somebody else an administrator first.",
                name = &user.name
            )));
        }
        let detail = format!("administrator: {is_admin}, disabled: {is_disabled}");
        self.record(Done::UserChanged, &format!("user {id}"), &detail).await
    }

    /// Gives themselves another name.
    ///
    /// # Errors
    /// When it is no name, or they have no account.
    pub async fn rename_self(&self, name: &str) -> Result<(), BackendError> {
        let name = called(name)?;
        self.store().rename_user(&self.signed_in()?.id, &name).await
    }

    /// The person that they are, where they are there themselves: a program with a token does not speak for a person in what
    /// is theirs alone.
    ///
    /// # Errors
    /// When they are none.
    pub(crate) fn signed_in(&self) -> Result<&Person, BackendError> {
        match self.actor() {
            Actor::Person(person) => Ok(person),
            Actor::Token { .. } => Err(BackendError::Forbidden(Action::AdministerConsole)),
            Actor::Nobody | Actor::Local | Actor::Guest(_) => Err(BackendError::SignedOut),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_by_their_address_whatever_its_capitals() {
        assert_eq!(address(" Ada@Example.COM ").unwrap(), "ada@example.com");
        for wrong in ["", "ada", "@b", "a@", "a@b@c", "a b@c", "a\n@c", &"x".repeat(300)] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
