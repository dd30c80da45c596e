//! What the rules say: in groups that close, through a sieve that a person sets.

mod list;
mod row;
mod sieve;

use leptos::prelude::*;
use messages::said;

use crate::client::desk::desk;
use crate::client::ui::dynamic::dynamic;
pub(super) use row::{act, fix_all_button, row};

/// As many rows as a person goes through; more would only slow the page down.
pub(super) const SHOWN: usize = 200;

#[component]
pub(crate) fn Findings() -> impl IntoView {
    let desk = desk();
    let nothing = Memo::new(move |_| desk.findings.with(Vec::is_empty));
    dynamic(move || {
        if !nothing.get() {
            return list::sifted(desk);
        }
        let done = desk.checked.get();
        let (title, text) = if done {
            (
                said("Nothing is wrong"),
                said("Every rule is satisfied. The bundle is ready to export."),
            )
        } else {
            (said("Checking the design"), said("What is wrong with it appears here."))
        };
        view! {
            <div class="empty-state" aria-busy=if done { "false" } else { "true" }>
                <h2>{title}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any()
    })
}
