//! Coming in by an invitation. The word is behind the `#` of the address, which browsers send to nobody.

use leptos::prelude::*;
use messages::{said, say};

use super::{CardPage, Form, Line, failed};
use crate::api::ApiError;
use crate::api::session::{join, read_invitation};
use crate::api::wire::Welcome;
use crate::client::router::router;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::{Loaded, Task};

pub(crate) fn page() -> AnyView {
    let word = window().location().hash().unwrap_or_default();
    let word = StoredValue::new(word.trim_start_matches('#').to_owned());
    let asked = Loaded::new(move || read_invitation(word.get_value()));
    let retry = Callback::new(move |()| asked.refetch());
    view! {
        <CardPage>
            {dynamic(move || match asked.get() {
                None => ().into_any(),
                Some(Err(error)) => failed(&error, retry),
                Some(Ok(welcome)) => view! { <Join word=word.get_value() welcome/> }.into_any(),
            })}
        </CardPage>
    }
    .into_any()
}

#[component]
fn Join(word: String, welcome: Welcome) -> impl IntoView {
    let router = router();
    let Welcome { email, workspace, design, is_known } = welcome;
    let is_first = email.is_empty();
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
    } else if is_known {
        said("You have an account here. Its password accepts the invitation.")
    } else {
        said("Make an account: your name, as others will see it, and a password.")
    };
    view! {
        <h1>{title}</h1>
        <p>{what}</p>
        <Form action=said("Come in") submit>
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
        </Form>
    }
}
