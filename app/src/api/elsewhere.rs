//! Signing in elsewhere: at a provider that says who somebody is. The browser goes there by an address of the server,
//! `/oidc/start` or `/oidc/go`, and comes back to a page of the console; what went wrong is behind the page's `#`.

use leptos::prelude::*;
use messages::{Text, text};

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{OwnWays, Ways};

/// What is shown behind the `#` of the page that says what went wrong.
pub const FAILED: &str = "failed=";

/// Why somebody was not signed in, or not connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The browser did not begin this, or did it too long ago, or has ended it before.
    Lost,
    /// The provider did not answer, or not as a provider does.
    Unreachable,
    /// The provider did not let them in, or they turned back.
    Denied,
    /// What it said cannot be believed.
    Unproven,
    /// Addresses of other places are let in alone.
    OtherDomain,
    First,
    NoAddress,
    Known,
    NotInvited,
    OtherAddress,
    Disabled,
    Taken,
    Changed,
    /// The console made a mistake.
    Broken,
}

impl Failure {
    pub const ALL: [Self; 14] = [
        Self::Lost,
        Self::Unreachable,
        Self::Denied,
        Self::Unproven,
        Self::OtherDomain,
        Self::First,
        Self::NoAddress,
        Self::Known,
        Self::NotInvited,
        Self::OtherAddress,
        Self::Disabled,
        Self::Taken,
        Self::Changed,
        Self::Broken,
    ];

    /// As it stands in an address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Unreachable => "unreachable",
            Self::Denied => "denied",
            Self::Unproven => "unproven",
            Self::OtherDomain => "other-domain",
            Self::First => "first",
            Self::NoAddress => "no-address",
            Self::Known => "known",
            Self::NotInvited => "not-invited",
            Self::OtherAddress => "other-address",
            Self::Disabled => "disabled",
            Self::Taken => "taken",
            Self::Changed => "changed",
            Self::Broken => "broken",
        }
    }

    /// What stands behind the `#` of an address.
    #[must_use]
    pub fn parse(fragment: &str) -> Option<Self> {
        let code = fragment.trim_start_matches('#').strip_prefix(FAILED)?;
        Self::ALL.into_iter().find(|failure| failure.as_str() == code)
    }

    /// The sentence for who is not in. `provider` is what the provider is called here.
    #[must_use]
    pub fn text(self, provider: &str) -> Text {
        match self {
            Self::Lost => text!(
                "This sign-in was begun in another browser, took longer than ten minutes, or is over already. Begin it again."
            ),
            Self::Unreachable => text!(
                "{provider} does not answer as it should. Try again in a minute; the console's log says what is wrong.",
                provider
            ),
            Self::Denied => text!(
                "{provider} did not let you in, or you turned back there. Nothing was changed.",
                provider
            ),
            Self::Unproven => text!(
                "What {provider} said of you cannot be believed. Try again; if it stays so, tell an administrator, who finds the reason in the console's log.",
                provider
            ),
            Self::OtherDomain => text!(
                "Mail addresses like the one that {provider} has of you are not let in here. Ask an administrator.",
                provider
            ),
            Self::First => text!(
                "Nobody has an account here yet. The first one is made at the address that the console printed when it started."
            ),
            Self::NoAddress => text!(
                "{provider} has no confirmed mail address of you. Confirm it there, and come again.",
                provider
            ),
            Self::Known => text!(
                "There is an account with your mail address already. Sign in with its password, and connect it with {provider} under Account; without one, ask an administrator.",
                provider
            ),
            Self::NotInvited => text!(
                "You have no account here yet. Ask an owner of a workspace to invite the mail address that {provider} has of you.",
                provider
            ),
            Self::OtherAddress => text!(
                "This invitation is for another mail address than {provider} has of you. Ask for another one.",
                provider
            ),
            Self::Disabled => text!("Your account may not sign in any more. Ask an administrator."),
            Self::Taken => text!(
                "Another account here is connected with your account at {provider} already. Nothing was changed.",
                provider
            ),
            Self::Changed => {
                text!("Somebody else is signed in here now. Sign in again, and connect then.")
            }
            Self::Broken => {
                text!(
                    "The program made a mistake. If it happens again, the server's log says which."
                )
            }
        }
    }
}

/// How one can sign in here, and whether one is in. It answers everyone.
#[server(endpoint = "session/ways", input = Asked, output = Packed)]
pub async fn ways_to_sign_in() -> Result<Ways, ApiError> {
    let asking = super::asking::asking()?;
    let is_in = !matches!(asking.caller.actor(), backend::Actor::Nobody | backend::Actor::Guest(_));
    let passwords = asking.passwords();
    let provider = asking.elsewhere.map(|elsewhere| elsewhere.label);
    Ok(Ways { accounts: asking.accounts, is_in, passwords, provider })
}

/// How one signs in oneself.
#[server(endpoint = "session/own-ways", input = Asked, output = Packed)]
pub async fn my_ways() -> Result<OwnWays, ApiError> {
    let asking = super::asking::asking()?;
    let ways = asking.caller.ways_in().await?;
    let has_password = ways.has_password && asking.passwords();
    let identities = ways.identities.into_iter().map(Into::into).collect();
    let provider = asking.elsewhere.map(|elsewhere| elsewhere.label);
    Ok(OwnWays { has_password, identities, provider })
}

/// Begins to accept an invitation with who one is elsewhere; the browser goes on by `/oidc/go`.
#[server(endpoint = "session/leave-to-join", input = Asked, output = Packed)]
pub async fn leave_to_join(word: String) -> Result<(), ApiError> {
    let asking = inside::with_provider()?;
    let trip = asking.caller.backend().leave_to_join(&backend::Secret::given(&word)).await?;
    super::asking::keep(&asking.cookies.trip_header(Some(&trip)));
    Ok(())
}

/// Begins to connect one's account with who one is elsewhere; the browser goes on by `/oidc/go`.
#[server(endpoint = "session/leave-to-connect", input = Asked, output = Packed)]
pub async fn leave_to_connect() -> Result<(), ApiError> {
    let caller = super::caller()?;
    // Who may not is told that first.
    let trip = caller.leave_to_connect("/account").await?;
    let asking = inside::with_provider()?;
    super::asking::keep(&asking.cookies.trip_header(Some(&trip)));
    Ok(())
}

/// Takes away who one is elsewhere.
#[server(endpoint = "session/disconnect", input = Asked, output = Packed)]
pub async fn disconnect(issuer: String, subject: String) -> Result<(), ApiError> {
    let asking = super::asking::asking()?;
    Ok(asking.caller.disconnect(&issuer, &subject, asking.passwords()).await?)
}

#[cfg(feature = "ssr")]
mod inside {
    use backend::{BackendError, IdentitySummary, Refusal};

    use super::Failure;
    use crate::api::asking::{Asking, asking};
    use crate::api::{ApiError, wire};

    /// Where people sign in elsewhere, too.
    pub(super) fn with_provider() -> Result<Asking, ApiError> {
        let asking = asking()?;
        if asking.accounts && asking.elsewhere.is_some() {
            Ok(asking)
        } else {
            Err(BackendError::NotFound("page").into())
        }
    }

    impl From<IdentitySummary> for wire::IdentitySummary {
        fn from(one: IdentitySummary) -> Self {
            Self {
                issuer: one.issuer,
                subject: one.subject,
                email: one.email,
                added_at: one.added_at,
            }
        }
    }

    impl From<Refusal> for Failure {
        fn from(refusal: Refusal) -> Self {
            match refusal {
                Refusal::First => Self::First,
                Refusal::NoAddress => Self::NoAddress,
                Refusal::Known => Self::Known,
                Refusal::NotInvited => Self::NotInvited,
                Refusal::OtherAddress => Self::OtherAddress,
                Refusal::Disabled => Self::Disabled,
                Refusal::Taken => Self::Taken,
                Refusal::Changed => Self::Changed,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_said_and_read_back_from_its_address() {
        for (at, failure) in Failure::ALL.into_iter().enumerate() {
            let address = format!("#{FAILED}{}", failure.as_str());
            assert_eq!(Failure::parse(&address), Some(failure));
            let said = failure.text("Example").to_string();
            assert!(said.ends_with('.') && !said.contains('{'), "{said}");
            assert!(
                !Failure::ALL[..at].iter().any(|other| other.text("Example").to_string() == said)
            );
        }
        for other in ["", "#", "#failed=", "#failed=x", "#lost", "#gw1"] {
            assert_eq!(Failure::parse(other), None, "{other}");
        }
    }
}
