//! Signing in and out, and who one is.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{SessionSummary, Welcome, Whoami};

/// Who asks, and where they work. It answers everyone.
#[server(endpoint = "session/whoami", input = Asked, output = Packed)]
pub async fn who_am_i() -> Result<Whoami, ApiError> {
    let asking = super::asking::asking()?;
    Ok(inside::whoami(&asking.caller, asking.accounts).await?)
}

/// Signs in by address and password; the browser gets a cookie.
#[server(endpoint = "session/sign-in", input = Asked, output = Packed)]
pub async fn sign_in(email: String, password: String) -> Result<Whoami, ApiError> {
    let asking = super::asking::asking()?;
    let backend = inside::backend(&asking)?;
    inside::by_password(&asking)?;
    let signed_in = backend.sign_in(&email, &password, &asking.agent).await?;
    inside::come_in(&asking, signed_in).await
}

/// Ends the session that asks.
#[server(endpoint = "session/sign-out", input = Asked, output = Packed)]
pub async fn sign_out() -> Result<(), ApiError> {
    let asking = super::asking::asking()?;
    if let Some(session) = &asking.session {
        asking.caller.backend().sign_out(session).await?;
    }
    super::asking::keep(&asking.cookies.header(None));
    Ok(())
}

/// Whom an invitation asks in.
#[server(endpoint = "session/welcome", input = Asked, output = Packed)]
pub async fn read_invitation(word: String) -> Result<Welcome, ApiError> {
    let asking = super::asking::asking()?;
    let welcome = inside::backend(&asking)?.welcome(&backend::Secret::given(&word)).await?;
    let backend::Welcome { email, workspace, design, is_known } = welcome;
    Ok(Welcome { email, workspace, design, is_known })
}

/// Accepts an invitation, and is signed in then.
#[server(endpoint = "session/join", input = Asked, output = Packed)]
pub async fn join(
    word: String,
    email: String,
    name: String,
    password: String,
) -> Result<Whoami, ApiError> {
    let asking = super::asking::asking()?;
    let backend = inside::backend(&asking)?;
    let word = backend::Secret::given(&word);
    // The first one may have no account elsewhere, and sets up what lets others in.
    if !backend.welcome(&word).await?.email.is_empty() {
        inside::by_password(&asking)?;
    }
    let signed_in = backend.join(&word, &email, &name, &password, &asking.agent).await?;
    inside::come_in(&asking, signed_in).await
}

/// Where one is signed in.
#[server(endpoint = "session/list", input = Asked, output = Packed)]
pub async fn list_sessions() -> Result<Vec<SessionSummary>, ApiError> {
    let asking = super::asking::asking()?;
    let this = asking.session.unwrap_or_else(|| backend::Secret::given(""));
    let sessions = asking.caller.sessions(&this).await?.into_iter();
    let summary = |session: backend::SessionSummary| SessionSummary {
        id: session.id,
        agent: session.agent,
        created_at: session.created_at,
        seen_at: session.seen_at,
        is_this: session.is_this,
    };
    Ok(sessions.map(summary).collect())
}

/// Ends one of one's sessions.
#[server(endpoint = "session/end", input = Asked, output = Packed)]
pub async fn end_session(id: String) -> Result<(), ApiError> {
    Ok(super::caller()?.end_session(&id).await?)
}

/// Another password; all other sessions end.
#[server(endpoint = "session/password", input = Asked, output = Packed)]
pub async fn change_password(old: String, new: String) -> Result<(), ApiError> {
    let asking = super::asking::asking()?;
    let this = asking.session.unwrap_or_else(|| backend::Secret::given(""));
    Ok(asking.caller.change_password(&this, &old, &new).await?)
}

/// Another name for oneself.
#[server(endpoint = "session/rename", input = Asked, output = Packed)]
pub async fn rename_self(name: String) -> Result<(), ApiError> {
    Ok(super::caller()?.rename_self(&name).await?)
}

#[cfg(feature = "ssr")]
mod inside {
    use backend::{Actor, Backend, BackendError, Caller, SignedIn};
    use messages::text;

    use crate::api::ApiError;
    use crate::api::asking::{Asking, keep};
    use crate::api::wire::{PersonSummary, Whoami, Workspace};

    /// The back end, where there are accounts to sign in to.
    pub(super) fn backend(asking: &Asking) -> Result<&Backend, ApiError> {
        if asking.accounts {
            Ok(asking.caller.backend())
        } else {
            Err(BackendError::NotFound("page").into())
        }
    }

    /// Whether passwords count here.
    pub(super) fn by_password(asking: &Asking) -> Result<(), ApiError> {
        match &asking.elsewhere {
            Some(elsewhere) if elsewhere.only => Err(BackendError::Invalid(text!(
                "Passwords do not count here: sign in at {provider}.",
                provider = &elsewhere.label
            ))
            .into()),
            _ => Ok(()),
        }
    }

    pub(super) async fn whoami(caller: &Caller, accounts: bool) -> Result<Whoami, BackendError> {
        let is_in = !matches!(caller.actor(), Actor::Nobody | Actor::Guest(_));
        let workspaces = if is_in { caller.workspaces().await? } else { Vec::new() };
        let person = caller.actor().person().map(|person| PersonSummary {
            id: person.id.clone(),
            email: person.email.clone(),
            name: person.name.clone(),
            is_admin: person.is_admin,
        });
        let workspace = |one: backend::WorkspaceSummary| Workspace {
            id: one.id,
            name: one.name,
            role: one.role.as_str().to_owned(),
            approved_only: one.approved_only,
        };
        let workspaces = workspaces.into_iter().map(workspace).collect();
        Ok(Whoami { accounts, person, is_in, workspaces })
    }

    /// The browser that asks is theirs from now on.
    pub(super) async fn come_in(asking: &Asking, signed_in: SignedIn) -> Result<Whoami, ApiError> {
        keep(&asking.cookies.header(Some(&signed_in.session)));
        let caller = asking.caller.backend().caller(Actor::Person(signed_in.person));
        Ok(whoami(&caller, true).await?)
    }
}
