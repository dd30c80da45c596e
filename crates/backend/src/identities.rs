//! People who are known by what a provider says of them. A provider says who somebody is; who is let in, and as what, is
//! said here. An account is never given to somebody because their address is the same: whoever has it connects it.

use messages::text;
use uuid::Uuid;

use crate::access::{Person, Role};
use crate::audit::Done;
use crate::people::{address, called, person};
use crate::store::{IdentityRow, InvitationRow, UserRow};
use crate::{Backend, BackendError, Caller, SignedIn, Trip, now};

/// Who somebody is, as a provider says it that is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    /// Absent where the provider has none, or says that it may be somebody else's.
    pub email: Option<String>,
    pub name: Option<String>,
    /// Whether they administer the console; absent where that is no matter of the provider.
    pub is_admin: Option<bool>,
}

/// What becomes of somebody who comes back from a provider.
#[derive(Debug, Clone)]
pub enum Arrival {
    In(SignedIn),
    Out(Refusal),
}

/// Why somebody who is known to the provider is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has an account yet: the first comes with the word that was printed.
    First,
    /// They have no address that the provider vouches for.
    NoAddress,
    /// An account has their address, and it is not connected.
    Known,
    NotInvited,
    /// The invitation that they brought is somebody else's.
    OtherAddress,
    Disabled,
    /// Somebody else's account is connected with this identity.
    Taken,
    /// Whoever wanted to connect their account is not signed in here now.
    Changed,
}

impl Refusal {
    /// As the log of what was done has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::NoAddress => "no-address",
            Self::Known => "known",
            Self::NotInvited => "not-invited",
            Self::OtherAddress => "other-address",
            Self::Disabled => "disabled",
            Self::Taken => "taken",
            Self::Changed => "changed",
        }
    }
}

/// How somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaysIn {
    pub has_password: bool,
    pub identities: Vec<IdentitySummary>,
}

/// Who somebody is at a provider, as they see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentitySummary {
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    /// Milliseconds since 1970, UTC.
    pub added_at: i64,
}

impl Identity {
    /// The address as people are found by it.
    fn address(&self) -> Option<String> {
        address(self.email.as_deref()?).ok()
    }

    fn row(&self, user: &str) -> IdentityRow {
        IdentityRow {
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            user_id: user.to_owned(),
            email: self.address(),
            added_at: now(),
        }
    }

    /// What others see of them, until they say something else.
    fn called(&self, email: &str) -> String {
        let before = email.split('@').next().unwrap_or(email);
        let names = [self.name.as_deref().unwrap_or_default(), before, email];
        names.into_iter().find_map(|name| called(name).ok()).unwrap_or_else(|| "?".to_owned())
    }
}

/// By what somebody comes whom nobody knew.
struct Entry {
    email: String,
    /// The invitation of the first administrator.
    first: Option<InvitationRow>,
    /// What they are in the first workspace, besides what they are invited to.
    role: Option<Role>,
    is_admin: bool,
}

impl Backend {
    /// Lets somebody in who comes back from a provider. `joining` is what those are whom nobody has invited; without it
    /// they stay out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn arrive(
        &self,
        identity: &Identity,
        trip: &Trip,
        joining: Option<Role>,
        agent: &str,
    ) -> Result<Arrival, BackendError> {
        let known = self.store.user_of_identity(&identity.issuer, &identity.subject).await?;
        let found = match known {
            Some(user) => Ok(user),
            None => self.newcomer(identity, trip, joining).await?,
        };
        let refused = match found {
            Ok(user) if user.disabled_at.is_none() => {
                return self.recognised(identity, user, agent).await.map(Arrival::In);
            }
            Ok(_) => Refusal::Disabled,
            Err(refusal) => refusal,
        };
        let detail = format!("{} {}", identity.issuer, refused.as_str());
        self.record("nobody", Done::SignInFailed, "console", &detail).await?;
        Ok(Arrival::Out(refused))
    }

    /// Somebody whose account is known.
    async fn recognised(
        &self,
        identity: &Identity,
        user: UserRow,
        agent: &str,
    ) -> Result<SignedIn, BackendError> {
        let person = self.administering(person(&user), identity).await?;
        // The provider vouches for the address: what waits for it is theirs.
        if identity.address().as_ref() == Some(&person.email) {
            for invitation in self.store.invitations_of(&person.email, now()).await? {
                // One that somebody takes back meanwhile is not accepted.
                match self.take(&invitation).await {
                    Err(BackendError::NotFound(_)) => {}
                    taken => {
                        taken?;
                        self.welcomed(&person, &invitation).await?;
                    }
                }
            }
        }
        let signed_in = self.let_in(person, agent).await?;
        let id = &signed_in.person.id;
        self.record(id, Done::SignedIn, &format!("user {id}"), &identity.issuer).await?;
        Ok(signed_in)
    }

    /// The same person as what the provider says of who administers the console. The last who does stays it.
    async fn administering(
        &self,
        person: Person,
        identity: &Identity,
    ) -> Result<Person, BackendError> {
        let Some(is_admin) = identity.is_admin.filter(|is| *is != person.is_admin) else {
            return Ok(person);
        };
        if !self.store.set_admin(&person.id, is_admin).await? {
            return Ok(person);
        }
        let detail = format!("administrator: {is_admin}, by {}", identity.issuer);
        let target = format!("user {}", person.id);
        self.record(&person.id, Done::UserChanged, &target, &detail).await?;
        Ok(Person { is_admin, ..person })
    }

    /// Makes an account for somebody whom nobody knew, if they may come in.
    async fn newcomer(
        &self,
        identity: &Identity,
        trip: &Trip,
        joining: Option<Role>,
    ) -> Result<Result<UserRow, Refusal>, BackendError> {
        let entry = match self.entry(identity, trip, joining).await? {
            Ok(entry) => entry,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Some(first) = &entry.first {
            // Of two who come with the printed word, one finds it gone.
            match self.take(first).await {
                Err(BackendError::NotFound(_)) => return Ok(Err(Refusal::NotInvited)),
                taken => taken?,
            }
        }
        let user = UserRow {
            id: Uuid::now_v7().simple().to_string(),
            name: identity.called(&entry.email),
            email: entry.email,
            password: None,
            is_admin: i64::from(entry.is_admin),
            created_at: now(),
            disabled_at: None,
        };
        if !self.store.insert_user_from(&user, &identity.row(&user.id)).await? {
            // The same one has come in another tab, or somebody has taken the address.
            let other = self.store.user_of_identity(&identity.issuer, &identity.subject).await?;
            return Ok(other.ok_or(Refusal::Known));
        }
        let target = format!("user {}", user.id);
        self.record(&user.id, Done::UserAdded, &target, &user.email).await?;
        if let Some(first) = &entry.first {
            self.welcomed(&person(&user), first).await?;
        } else if let Some(role) = entry.role {
            self.store.add_member(crate::workspaces::FIRST, &user.id, role).await?;
            let detail = format!("{} {}", user.id, role.as_str());
            let target = format!("workspace {}", crate::workspaces::FIRST);
            self.record(&user.id, Done::MemberAdded, &target, &detail).await?;
        }
        Ok(Ok(user))
    }

    /// By what somebody may come whom nobody knows.
    async fn entry(
        &self,
        identity: &Identity,
        trip: &Trip,
        joining: Option<Role>,
    ) -> Result<Result<Entry, Refusal>, BackendError> {
        let Some(email) = identity.address() else { return Ok(Err(Refusal::NoAddress)) };
        if self.store.user_of(&email).await?.is_some() {
            return Ok(Err(Refusal::Known));
        }
        let brought = match &trip.invitation {
            Some(hash) => self.invitation_of(hash).await?,
            None => None,
        };
        let (first, brought) = match brought {
            Some(row) if row.workspace_id.is_none() => (Some(row), None),
            other => (None, other),
        };
        if brought.is_some_and(|row| row.email != email) {
            return Ok(Err(Refusal::OtherAddress));
        }
        // Whoever set the console up has named those who administer it: that is an invitation.
        let is_named = identity.is_admin == Some(true);
        let is_new = !self.store.has_users().await?;
        if is_new && first.is_none() && !is_named {
            return Ok(Err(Refusal::First));
        }
        let is_invited = !self.store.invitations_of(&email, now()).await?.is_empty();
        if first.is_none() && !is_named && !is_invited && joining.is_none() {
            return Ok(Err(Refusal::NotInvited));
        }
        // Who is first owns what was here before there were people.
        let role = if is_new { Some(Role::Owner) } else { joining.filter(|_| !is_invited) };
        let is_admin = first.is_some() || is_named;
        Ok(Ok(Entry { email, first, role, is_admin }))
    }
}

impl Caller {
    /// Connects their account with who they are at a provider; why not, where it was not done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn connect(
        &self,
        identity: &Identity,
        trip: &Trip,
    ) -> Result<Option<Refusal>, BackendError> {
        let wanted = trip.connects.as_deref();
        let Some(own) = self.signed_in().ok().filter(|own| wanted == Some(own.id.as_str())) else {
            return Ok(Some(Refusal::Changed));
        };
        let known = self.store().user_of_identity(&identity.issuer, &identity.subject).await?;
        match known {
            Some(user) if user.id == own.id => return Ok(None),
            Some(_) => return Ok(Some(Refusal::Taken)),
            None => {}
        }
        if !self.store().insert_identity(&identity.row(&own.id)).await? {
            return Ok(Some(Refusal::Taken));
        }
        let target = format!("user {}", own.id);
        self.record(Done::IdentityAdded, &target, &identity.issuer).await?;
        Ok(None)
    }

    /// How they sign in.
    ///
    /// # Errors
    /// When they have no account.
    pub async fn ways_in(&self) -> Result<WaysIn, BackendError> {
        let own = self.signed_in()?;
        let user = self.store().user(&own.id).await?.ok_or(BackendError::SignedOut)?;
        let rows = self.store().identities(&own.id).await?.into_iter();
        let summary = |row: IdentityRow| IdentitySummary {
            issuer: row.issuer,
            subject: row.subject,
            email: row.email,
            added_at: row.added_at,
        };
        let identities = rows.map(summary).collect();
        Ok(WaysIn { has_password: user.password.is_some(), identities })
    }

    /// Takes away who they are at a provider. `passwords` says whether one can be signed in with here.
    ///
    /// # Errors
    /// When they would have no way in afterwards, or it is not theirs.
    pub async fn disconnect(
        &self,
        issuer: &str,
        subject: &str,
        passwords: bool,
    ) -> Result<(), BackendError> {
        let own = self.signed_in()?;
        let ways = self.ways_in().await?;
        let has_other = passwords && ways.has_password;
        if !ways.identities.iter().any(|one| one.issuer == issuer && one.subject == subject) {
            return Err(BackendError::NotFound("way to sign in"));
        }
        if !self.store().remove_identity(&own.id, (issuer, subject), has_other).await? {
            return Err(BackendError::Invalid(text!(
                "You have no other way to sign in: you would be locked out."
            )));
        }
        let target = format!("user {}", own.id);
        self.record(Done::IdentityRemoved, &target, issuer).await
    }
}
