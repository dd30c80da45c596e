//! A link that does not open by itself: it asks for a passphrase, or opens nothing any more. Which of both, nobody is told.

use leptos::prelude::*;
use messages::{said, text};

use super::{CardPage, Form, Line};
use crate::api::sharing::open_share;
use crate::api::{ApiError, ErrorCode};
use crate::client::ui::task::Task;

pub(crate) fn page() -> AnyView {
    let passphrase = RwSignal::new(String::new());
    let submit = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        Box::pin(async move {
            let place = window().location();
            let share = place.pathname().unwrap_or_default();
            let share = share.rsplit('/').next().unwrap_or_default().to_owned();
            let word = place.hash().unwrap_or_default().trim_start_matches('#').to_owned();
            open_share(share, word, passphrase.get_untracked()).await?;
            // The browser is known now: the page comes with the drawing.
            place.reload().map_err(|_| ApiError {
                code: ErrorCode::Internal,
                message: text!("Reload this page: the link is open now."),
                revision: None,
            })
        })
    });
    view! {
        <CardPage>
            <h1>{said("This link does not open by itself")}</h1>
            <p>{said("It asks for a passphrase, or it has ended or was taken back. Whoever sent it to you knows.")}</p>
            <Form action=said("Open it") submit>
                <Line id="passphrase" label=said("Passphrase") text=passphrase kind="password" autocomplete="off"/>
            </Form>
        </CardPage>
    }
    .into_any()
}
