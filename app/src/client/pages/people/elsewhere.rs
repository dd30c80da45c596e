//! The way to a provider, and what it says when one comes back without having got in.

use leptos::prelude::*;
use messages::{said, say};

use crate::api::ApiError;
use crate::api::elsewhere::Failure;
use crate::client::routes;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Task, spawn};

/// What went wrong, as the address of this page says.
pub(super) fn failure() -> Option<Failure> {
    Failure::parse(&window().location().hash().unwrap_or_default())
}

/// The sentence about it.
#[component]
pub(super) fn Failed(provider: String) -> impl IntoView {
    failure().map(|failure| {
        view! {
            <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{failure.text(&provider).to_string()}</span></p>
        }
    })
}

/// A button that begins something at the server and goes on at the provider.
pub(super) fn go_on(
    label: String,
    begin: impl Fn() -> Task<Result<(), ApiError>> + 'static,
) -> AnyView {
    let refused = RwSignal::new(None::<String>);
    let clicked = move |_| {
        let begun = begin();
        refused.set(None);
        spawn(async move {
            let outcome = begun.await.map_err(|error| error.message.to_string());
            let gone = outcome.and_then(|()| {
                let went = window().location().set_href(routes::ELSEWHERE);
                went.map_err(|_| {
                    said("The browser did not open the page to sign in. Reload this page.")
                        .to_owned()
                })
            });
            // The page may be another one now.
            refused.try_set(gone.err());
        });
    };
    view! {
        <button type="button" class="btn btn--wide" on:click=clicked><Icon name="arrow-right"/>{label}</button>
        {dynamic(move || refused.get().map(|error| view! {
            <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p>
        }))}
    }
    .into_any()
}

/// What such a button says.
pub(super) fn with(provider: &str) -> String {
    say!("Go on with {provider}", provider)
}
