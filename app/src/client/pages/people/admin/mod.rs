//! For administrators: everyone with an account, the workspaces, what was done, and how the console stands.

mod log;
mod people;
mod system;
mod workspaces;

use leptos::prelude::*;
use messages::{message, said};

use super::PeoplePage;
use crate::client::routes;

/// The parts of the page, each with an address of its own.
const PARTS: [(&str, &str); 4] = [
    ("", message!("People")),
    ("workspaces", message!("Workspaces")),
    ("log", message!("What was done")),
    ("system", message!("System")),
];

pub(crate) fn page(part: &str) -> AnyView {
    let links = PARTS.map(|(id, name)| {
        let current = (id == part).then_some("page");
        view! { <a href=routes::admin(id) aria-current=current>{said(name)}</a> }
    });
    let shown = match part {
        "workspaces" => workspaces::part(),
        "log" => log::part(),
        "system" => system::part(),
        _ => people::part(),
    };
    view! {
        <PeoplePage title=said("Administration")>
            <nav class="subnav" aria-label=said("Administration")>{links.collect_view()}</nav>
            {shown}
        </PeoplePage>
    }
    .into_any()
}
