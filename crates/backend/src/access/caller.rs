//! The back end as one actor may use it.

use super::policy::{Action, Actor, Guest, Role, Verdict, can};
use crate::store::{Store, Whose};
use crate::{Backend, BackendError};

/// Whoever asks, with all that they may ask for. Its use-cases are beside the things that they are about; each begins with
/// the question whether this one may.
#[derive(Debug, Clone)]
pub struct Caller {
    pub(crate) backend: Backend,
    actor: Actor,
    /// The link that they came by, whoever they are besides.
    guest: Option<Guest>,
}

/// What somebody may do with a design, for a page that offers nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    pub edit: bool,
    /// To say something about it.
    pub comment: bool,
    pub export: bool,
    /// Versions, and what has become of them.
    pub history: bool,
    /// To agree to a version, which takes a name that is an account's.
    pub review: bool,
    /// Links to it.
    pub share: bool,
}

/// What something is to be done to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Resource<'r> {
    Design(&'r str),
    Workspace(&'r str),
    Console,
}

impl Backend {
    /// The back end for one who asks.
    #[must_use]
    pub fn caller(&self, actor: Actor) -> Caller {
        let guest = match &actor {
            Actor::Guest(guest) => Some(guest.clone()),
            _ => None,
        };
        Caller { backend: self.clone(), actor, guest }
    }
}

impl Caller {
    /// The link that they have opened.
    #[must_use]
    pub fn link(&self) -> Option<&Guest> {
        self.guest.as_ref()
    }

    /// The same with a link that they have opened, too.
    #[must_use]
    pub fn with_link(self, guest: Guest) -> Self {
        Self { guest: Some(guest), ..self }
    }

    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The back end itself: what it does by itself is for everyone, such as signing in.
    #[must_use]
    pub fn backend(&self) -> &Backend {
        &self.backend
    }

    pub(crate) fn store(&self) -> &Store {
        &self.backend.store
    }

    /// Whose designs they see in a list.
    pub(crate) fn whose(&self) -> Whose<'_> {
        match &self.actor {
            Actor::Local => Whose::Everyones,
            // Nobody has this id.
            Actor::Nobody | Actor::Guest(_) => Whose::Of(""),
            Actor::Person(person) | Actor::Token { of: person, .. } => Whose::Of(&person.id),
        }
    }

    /// What they may do with a design.
    ///
    /// # Errors
    /// When there is none, or they have no part in it.
    pub async fn rights_on(&self, design: &str) -> Result<Rights, BackendError> {
        let resource = Resource::Design(design);
        let guest = self.may(Action::ViewDesign, resource).await?;
        let own = self.own_role(resource).await?;
        let may = |action| self.verdict(action, own, guest) == Verdict::Yes;
        Ok(Rights {
            edit: may(Action::EditDesign),
            comment: may(Action::CommentOnDesign),
            export: may(Action::ExportDesign),
            history: may(Action::ViewHistory),
            review: may(Action::CommentOnDesign) && self.actor.person().is_some(),
            share: may(Action::ShareDesign),
        })
    }

    /// Whether they may do this; the link by which they may, where they have no other part in it.
    ///
    /// # Errors
    /// [`BackendError::SignedOut`], [`BackendError::Forbidden`], or that there is no such thing for those who have no part in
    /// it.
    pub(crate) async fn may(
        &self,
        action: Action,
        resource: Resource<'_>,
    ) -> Result<Option<&Guest>, BackendError> {
        let own = self.own_role(resource).await?;
        let guest = self.guest.as_ref().filter(|guest| {
            own.is_none() && matches!(resource, Resource::Design(id) if guest.design == id)
        });
        match self.verdict(action, own, guest) {
            Verdict::Yes => Ok(guest),
            Verdict::No => Err(BackendError::Forbidden(action)),
            Verdict::SignIn => Err(BackendError::SignedOut),
            Verdict::Hidden => Err(BackendError::NotFound(match resource {
                Resource::Design(_) => "design",
                Resource::Workspace(_) => "workspace",
                Resource::Console => "page",
            })),
        }
    }

    /// What they are to something by their account.
    async fn own_role(&self, resource: Resource<'_>) -> Result<Option<Role>, BackendError> {
        match (self.actor.person(), resource) {
            (Some(person), Resource::Design(id)) => {
                self.store().role_on_design(&person.id, id).await
            }
            (Some(person), Resource::Workspace(id)) => {
                self.store().role_in_workspace(&person.id, id).await
            }
            (None, _) | (_, Resource::Console) => Ok(None),
        }
    }

    fn verdict(&self, action: Action, own: Option<Role>, guest: Option<&Guest>) -> Verdict {
        match guest {
            Some(guest) => can(&Actor::Guest(guest.clone()), action, Some(guest.role)),
            None => can(&self.actor, action, own),
        }
    }
}
