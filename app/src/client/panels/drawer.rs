//! Below the canvas: what is wrong, what comes out, what stops when something is away, and what is presented.

use leptos::prelude::*;
use messages::{said, say};

use super::files::Files;
use super::findings::Findings;
use super::views::views;
use super::what_if::WhatIf;
use crate::client::desk::{DrawerTab, desk};
use crate::client::parts::{self, panels_of_page};
use crate::client::ui::busy::busy;
use crate::client::ui::dynamic::{dynamic, flag};
use crate::client::ui::icon::Icon;

#[component]
pub(crate) fn Drawer() -> impl IntoView {
    let desk = desk();
    let tab = desk.drawer;
    let panels = panels_of_page();
    // Equal values do not build the panel anew.
    let shown = Memo::new(move |_| tab.get());
    let total = move || desk.findings.with(|found| found.iter().filter(|f| f.is_open()).count());
    let away = move || match desk.switched_off.with(std::collections::BTreeSet::len) {
        0 => String::new(),
        off => say!("{count} off", count = off),
    };
    let saved = move || match desk.with_design(|design| design.views().len()) {
        0 => String::new(),
        views => views.to_string(),
    };
    let chosen = move |wanted: DrawerTab| tab.get() == Some(wanted);
    let toggle = move |_| {
        tab.update(|tab| *tab = if tab.is_some() { None } else { Some(DrawerTab::Findings) });
    };
    view! {
        <section class="drawer" aria-label=said("Findings, files, what if, views, versions and comments") data-open=flag(move || tab.get().is_some())>
            <div class="drawer__bar">
                <div class="tabs" role="tablist" aria-label=said("Below the drawing")>
                    <button class="tab" role="tab" aria-selected=flag(move || chosen(DrawerTab::Findings)) on:click=move |_| tab.set(Some(DrawerTab::Findings))>
                        {said("Findings")}<span class="quiet">{total}</span>
                    </button>
                    <button class="tab" role="tab" aria-selected=flag(move || chosen(DrawerTab::Files)) on:click=move |_| tab.set(Some(DrawerTab::Files))>
                        {said("Files")}
                    </button>
                    <button class="tab" role="tab" aria-selected=flag(move || chosen(DrawerTab::WhatIf)) on:click=move |_| tab.set(Some(DrawerTab::WhatIf))>
                        {said("What if")}<span class="quiet">{away}</span>
                    </button>
                    <button class="tab" role="tab" aria-selected=flag(move || chosen(DrawerTab::Views)) on:click=move |_| tab.set(Some(DrawerTab::Views))>
                        {said("Views")}<span class="quiet">{saved}</span>
                    </button>
                    {desk.rights.history.then(|| view! {
                        <button class="tab" role="tab" aria-selected=flag(move || chosen(DrawerTab::Versions)) on:click=move |_| tab.set(Some(DrawerTab::Versions))>
                            {said("Versions")}
                        </button>
                    })}
                    <button class="tab" role="tab" aria-selected=flag(move || chosen(DrawerTab::Comments)) on:click=move |_| tab.set(Some(DrawerTab::Comments))>
                        {said("Comments")}
                    </button>
                </div>
                <span class="spacer"></span>
                <button class="btn btn--quiet btn--icon btn--small" title=said("Open or close") aria-label=said("Open or close the drawer")
                    aria-expanded=flag(move || tab.get().is_some()) on:click=toggle>
                    <span class="chevron"><Icon name="chevron-down"/></span>
                </button>
            </div>
            <div class="drawer__body" role="tabpanel">
                {dynamic(move || shown.get().map(|tab| match panels.get() {
                    Some(panels) => (panels.drawer)(tab),
                    None => busy(said("Loading the panel")),
                }))}
            </div>
        </section>
    }
}

/// What is under the tabs.
pub(crate) fn body(tab: DrawerTab) -> AnyView {
    match tab {
        DrawerTab::Findings => view! { <Findings/> }.into_any(),
        DrawerTab::Files => view! { <Files/> }.into_any(),
        DrawerTab::WhatIf => view! { <WhatIf/> }.into_any(),
        DrawerTab::Views => views(desk()),
        DrawerTab::Versions => parts::versions(desk()),
        DrawerTab::Comments => parts::comments(desk()),
    }
}
