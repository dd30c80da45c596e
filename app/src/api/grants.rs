//! Who has which role on one design.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{DesignPeople, Invitation, Shown};
#[cfg(feature = "ssr")]
use super::workspaces::role_of;

/// Who can open a design, with which role, and by what.
#[server(endpoint = "designs/people", input = Asked, output = Packed)]
pub async fn list_design_people(id: String) -> Result<DesignPeople, ApiError> {
    let caller = super::caller()?;
    let own = caller.actor().person().map(|person| person.id.clone()).unwrap_or_default();
    Ok(inside::people(caller.design_people(&id).await?, own))
}

/// Gives somebody a role on a design, or with none takes it back.
#[server(endpoint = "designs/set-person", input = Asked, output = Packed)]
pub async fn set_design_person(
    id: String,
    user: String,
    role: Option<String>,
) -> Result<(), ApiError> {
    let role = role.as_deref().map(role_of).transpose()?;
    Ok(super::caller()?.set_design_person(&id, &user, role).await?)
}

/// Asks somebody to one design; the word that lets them in is shown this once.
#[server(endpoint = "designs/invite", input = Asked, output = Packed)]
pub async fn invite_to_design(
    id: String,
    email: String,
    role: String,
) -> Result<Shown<Invitation>, ApiError> {
    let (made, word) = super::caller()?.invite_to_design(&id, &email, role_of(&role)?).await?;
    Ok(Shown { made: made.into(), word: word.reveal().to_owned() })
}

/// Takes an invitation to a design back.
#[server(endpoint = "designs/remove-invitation", input = Asked, output = Packed)]
pub async fn remove_design_invitation(id: String, invitation: String) -> Result<(), ApiError> {
    Ok(super::caller()?.remove_design_invitation(&id, &invitation).await?)
}

#[cfg(feature = "ssr")]
mod inside {
    use backend::Role;

    use crate::api::wire::{DesignPeople, DesignPerson, Known};

    impl From<backend::DesignPerson> for DesignPerson {
        fn from(one: backend::DesignPerson) -> Self {
            let word = |role: Role| role.as_str().to_owned();
            Self {
                id: one.id,
                email: one.email,
                name: one.name,
                role: word(one.role),
                in_workspace: one.in_workspace.map(word),
                on_design: one.on_design.map(word),
            }
        }
    }

    pub(super) fn people(all: backend::DesignPeople, own: String) -> DesignPeople {
        let known = |one: backend::Known| Known { id: one.id, email: one.email, name: one.name };
        DesignPeople {
            own,
            people: all.people.into_iter().map(Into::into).collect(),
            may_manage: all.may_manage,
            others: all.others.into_iter().map(known).collect(),
            invitations: all.invitations.into_iter().map(Into::into).collect(),
        }
    }
}
