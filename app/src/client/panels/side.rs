//! The side where one begins: roles to add, or the outline of what is there.

use leptos::prelude::*;
use messages::said;

use super::palette::Palette;
use crate::client::desk::desk;
use crate::client::parts::panels_of_page;
use crate::client::ui::dynamic::{dynamic, flag};

#[component]
pub(crate) fn Side() -> impl IntoView {
    let desk = desk();
    let outlined = desk.outlined;
    let panels = panels_of_page();
    // It is built when it is opened first, and keeps what is open in it from then on.
    let built = Memo::new(move |before: Option<&bool>| outlined.get() || before == Some(&true));
    let tab = move |title: &'static str, wanted: bool| {
        view! {
            <button class="tab" role="tab" aria-selected=flag(move || outlined.get() == wanted) on:click=move |_| outlined.set(wanted)>{title}</button>
        }
    };
    view! {
        <div class="side" data-outlined=flag(move || outlined.get())>
            <div class="tabs" role="tablist" aria-label=said("Beside the drawing")>{tab(said("Palette"), false)}{tab(said("Outline"), true)}</div>
            <Palette/>
            {dynamic(move || panels.get().filter(|_| built.get()).map(|panels| (panels.outline)(desk)))}
        </div>
    }
}
