//! Coming in by an invitation. The word is behind the `#` of the address, which browsers send to nobody.

use leptos::prelude::*;
use messages::{said, say};

use super::elsewhere::{go_on, with};
use super::{CardPage, Form, Line, failed};
use crate::api::ApiError;
use crate::api::elsewhere::{leave_to_join, ways_to_sign_in};
use crate::api::session::{join, read_invitation};
use crate::api::wire::{Ways, Welcome};
use crate::client::router::router;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::{Loaded, Task};

pub(crate) fn page() -> AnyView {
    let word = window().location().hash().unwrap_or_default();
    let word = StoredValue::new(word.trim_start_matches('#').to_owned());
    let asked = Loaded::new(move || read_invitation(word.get_value()));
    let ways = Loaded::new(ways_to_sign_in);
    let retry = Callback::new(move |()| asked.refetch());
    view! {
        <CardPage>
            {dynamic(move || match (asked.get(), ways.get()) {
                (None, _) | (_, None) => ().into_any(),
                (Some(Err(error)), _) | (_, Some(Err(error))) => failed(&error, retry),
                (Some(Ok(welcome)), Some(Ok(ways))) => view! { <Join word=word.get_value() welcome ways/> }.into_any(),
            })}
        </CardPage>
    }
    .into_any()
}

#[component]
fn Join(word: String, welcome: Welcome, ways: Ways) -> impl IntoView {
    let router = router();
    let Welcome { email, workspace, design, is_known } = welcome;
    let is_first = email.is_empty();
    // The first one may have no account elsewhere, and sets up what lets others in.
    let by_password = ways.passwords || is_first;
    let elsewhere = ways.provider.map(|provider| {
        let word = word.clone();
        let begin = move || -> Task<Result<(), ApiError>> { Box::pin(leave_to_join(word.clone())) };
        go_on(with(&provider), begin)
    });
    let (email, name, password) =
        (RwSignal::new(email), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        let word = word.clone();
        Box::pin(async move {
            let own = (email.get_untracked(), name.get_untracked(), password.get_untracked());
            join(word, own.0, own.1, own.2).await?;
            router.go("/");
            Ok(())
        })
    });
    // An invitation to a design is to no more of the workspace.
    let title = match design.or(workspace) {
        Some(place) => say!("You are invited to {place}", place),
        None => said("Set up this console").to_owned(),
    };
    let what = if is_first {
        said("You will administer it: you invite others, and say who may what.")
    } else if !by_password {
        said("You need no password here: your account elsewhere lets you in.")
    } else if is_known {
        said("You have an account here. Its password accepts the invitation.")
    } else {
        said("Make an account: your name, as others will see it, and a password.")
    };
    let has_provider = elsewhere.is_some();
    view! {
        <h1>{title}</h1>
        <p>{what}</p>
        {elsewhere}
        {(has_provider && by_password).then(|| view! { <p class="or">{said("or with a password")}</p> })}
        {by_password.then(|| view! { <Form action=said("Come in") submit>
            {if is_first {
                view! { <Line id="email" label=said("Mail address") text=email kind="email" autocomplete="username" help=said("You sign in with it. No mail is sent.")/> }.into_any()
            } else {
                view! { <p class="field"><span class="field__label">{said("Mail address")}</span><span>{email.get_untracked()}</span></p> }.into_any()
            }}
            {(!is_known).then(|| view! {
                <Line id="name" label=said("Your name") text=name autocomplete="name"/>
            })}
            <Line id="password" label=said("Password") text=password kind="password"
                autocomplete=if is_known { "current-password" } else { "new-password" }
                help=if is_known { "" } else { said("At least 10 characters; several words are easy to keep in mind.") }/>
        </Form> })}
    }
}
