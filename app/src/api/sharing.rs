//! Links for people without an account.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{NewShare, ShareSummary, SharedWith, Shown};

/// Shares a design; the word of the link is shown this once.
#[server(endpoint = "shares/create", input = Asked, output = Packed)]
pub async fn create_share(id: String, share: NewShare) -> Result<Shown<ShareSummary>, ApiError> {
    let (made, word) = super::caller()?.share(&id, inside::new(share)?).await?;
    Ok(Shown { made: made.into(), word: word.reveal().to_owned() })
}

/// A design's shares, the last first.
#[server(endpoint = "shares/list", input = Asked, output = Packed)]
pub async fn list_shares(id: String) -> Result<Vec<ShareSummary>, ApiError> {
    Ok(super::caller()?.shares(&id).await?.into_iter().map(Into::into).collect())
}

/// Takes a share back, or with none all of a design.
#[server(endpoint = "shares/revoke", input = Asked, output = Packed)]
pub async fn revoke_share(id: String, share: Option<String>) -> Result<(), ApiError> {
    Ok(super::caller()?.revoke(&id, share.as_deref()).await?)
}

/// Opens a link: the browser gets a cookie, and the page learns which design it is of.
#[server(endpoint = "shares/open", input = Asked, output = Packed)]
pub async fn open_share(
    share: String,
    word: String,
    passphrase: String,
) -> Result<SharedWith, ApiError> {
    let asking = super::asking::asking()?;
    let word = backend::Secret::given(&word);
    let welcomed = asking.caller.backend().open_share(&share, &word, &passphrase).await?;
    super::asking::keep(&asking.cookies.guest_header(&welcomed.word));
    let guest = welcomed.guest;
    // The drawing comes with the answer: it is seen before the program is there.
    let caller = asking.caller.backend().caller(backend::Actor::Guest(guest.clone()));
    let drawing = caller.glimpse(&guest.design).await?.map(|glimpse| glimpse.drawing);
    Ok(SharedWith { design: guest.design, version: guest.version, bundle: guest.bundle, drawing })
}

#[cfg(feature = "ssr")]
mod inside {
    use crate::api::ApiError;
    use crate::api::wire::{NewShare, ShareSummary};
    use crate::api::workspaces::role_of;

    pub(super) fn new(share: NewShare) -> Result<backend::NewShare, ApiError> {
        let role = role_of(&share.role)?;
        let NewShare { version, bundle, passphrase, days, most_opens, .. } = share;
        Ok(backend::NewShare { version, role, bundle, passphrase, days, most_opens })
    }

    impl From<backend::ShareSummary> for ShareSummary {
        fn from(share: backend::ShareSummary) -> Self {
            Self {
                id: share.id,
                version: share.version,
                role: share.role.as_str().to_owned(),
                bundle: share.bundle,
                has_passphrase: share.has_passphrase,
                created_at: share.created_at,
                ends_at: share.ends_at,
                most_opens: share.most_opens,
                opens: share.opens,
                is_open: share.is_open,
            }
        }
    }
}
