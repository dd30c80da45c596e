//! The bar above a design: where one is, whether it is saved, what is wrong, the way out.

use leptos::prelude::*;
use messages::{said, say};
use topology::Severity;

use crate::client::desk::{DrawerTab, SaveState, desk};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::top_bar::{Preferences, TopBar};
use crate::client::ui::words::counted;

#[component]
pub(crate) fn DeskBar() -> impl IntoView {
    let desk = desk();
    let name = move || desk.with_design(|design| design.name().to_owned());
    let undo = move || desk.with_editor(|editor| editor.can_undo());
    let redo = move || desk.with_editor(|editor| editor.can_redo());
    let sheet = move |wanted: &'static str| {
        desk.sheet.update(|sheet| *sheet = if *sheet == wanted { "none" } else { wanted });
    };
    view! {
        <TopBar>
            <div class="crumbs">
                <span class="crumbs__sep" aria-hidden="true">"/"</span>
                <h1 class="crumbs__name" style="font-size: inherit" title=value(name)>{name}</h1>
            </div>
            <SaveChip/>
            <div class="group" role="toolbar" aria-label=said("History")>
                <button class="btn btn--quiet btn--icon" aria-label=said("Undo") title=said("Undo (Ctrl Z)") disabled=value(move || !undo()) on:click=move |_| desk.command("undo")><Icon name="undo-2"/></button>
                <button class="btn btn--quiet btn--icon" aria-label=said("Redo") title=said("Redo (Ctrl Shift Z)") disabled=value(move || !redo()) on:click=move |_| desk.command("redo")><Icon name="redo-2"/></button>
            </div>
            <span class="spacer"></span>
            <button class="btn btn--quiet btn--icon only-narrow" aria-label=said("Palette") on:click=move |_| sheet("palette")><Icon name="plus"/></button>
            <button class="btn btn--quiet btn--icon only-narrow" aria-label=said("Inspector") on:click=move |_| sheet("inspector")><Icon name="info"/></button>
            <CountsButton/>
            <button class="btn btn--quiet btn--icon only-desk" aria-label=said("Commands") title=said("Find a command (Ctrl K)") on:click=move |_| desk.command("commands")><Icon name="search"/></button>
            {dynamic(move || desk.live.get().map(|live| (live.names)(desk)))}
            <Preferences/>
            <button class="btn btn--quiet btn--icon only-desk" aria-label=said("Present") title=said("Present (Ctrl Alt P)") on:click=move |_| desk.present()><Icon name="presentation"/></button>
            <button class="btn btn--quiet btn--icon only-desk" aria-label=said("Save a picture") title=said("Save a picture") on:click=move |_| desk.picturing.set(true)><Icon name="image"/></button>
            {desk.rights.share.then(|| view! {
                <button class="btn btn--quiet btn--icon only-desk" aria-label=said("Share this design") title=said("Share this design") on:click=move |_| desk.sharing.set(true)><Icon name="share-2"/></button>
            })}
            {desk.rights.export.then(|| view! {
                <button class="btn btn--primary" aria-label=said("Export") on:click=move |_| desk.exporting.set(true)><Icon name="download"/><span class="only-desk">{said("Export")}</span></button>
            })}
        </TopBar>
    }
}

/// What is saved and what is not; it never lies.
#[component]
fn SaveChip() -> impl IntoView {
    let desk = desk();
    let state = desk.autosave().state;
    dynamic(move || {
        let (class, icon, text) = match state.get() {
            _ if !desk.rights.edit => ("chip", "lock", said("You may look").to_owned()),
            SaveState::Saved => ("chip", "check", said("Saved").to_owned()),
            SaveState::Saving => ("chip chip--saving", "loader-circle", said("Saving").to_owned()),
            SaveState::Offline(count) => {
                ("chip chip--offline", "cloud-off", say!("Offline · {count} kept here", count))
            }
            SaveState::SignedOut => ("chip chip--conflict", "lock", said("Signed out").to_owned()),
            SaveState::Conflict(_) => {
                ("chip chip--conflict", "circle-alert", said("Conflict").to_owned())
            }
            SaveState::Refused(_) | SaveState::Failing(_) => {
                ("chip chip--conflict", "circle-alert", said("Not saved").to_owned())
            }
        };
        view! { <span class=class role="status"><Icon name=icon/><span class="chip__text">{text}</span></span> }
    })
}

/// How many findings there are; a click shows them and goes to the first.
#[component]
fn CountsButton() -> impl IntoView {
    let desk = desk();
    let count = move |severity: Severity| {
        desk.findings
            .with(|found| found.iter().filter(|f| f.is_open() && f.severity == severity).count())
    };
    let label = move || {
        if !desk.checked.get() {
            return said("The design is being checked: show findings").to_owned();
        }
        say!(
            "{errors}, {warnings}: show findings",
            errors = counted(count(Severity::Error), "error"),
            warnings = counted(count(Severity::Warning), "warning")
        )
    };
    let show = move |_| {
        desk.drawer.set(Some(DrawerTab::Findings));
        let first = desk
            .findings
            .with_untracked(|found| Some(found.iter().find(|f| f.is_open())?.target.clone()));
        if let Some(target) = first {
            desk.reveal(&target);
        }
    };
    view! {
        // The words are in the button, where they are its name; the numbers alone say too little to be a part of it.
        <button class="btn btn--quiet" title=said("Findings") on:click=show>
            <span class="visually-hidden">{dynamic(label)}</span>
            {dynamic(move || {
                let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
                view! {
                    <span class="counts" aria-hidden="true">
                        {(errors > 0).then(|| view! { <span class="count count--error"><Icon name="circle-alert"/>{errors}</span> })}
                        {(warnings > 0).then(|| view! { <span class="count count--warning"><Icon name="triangle-alert"/>{warnings}</span> })}
                        {(errors + warnings == 0 && !desk.checked.get()).then(|| view! { <span class="count"><Icon name="loader-circle"/></span> })}
                        {(errors + warnings == 0 && desk.checked.get()).then(|| view! { <span class="count count--fine"><Icon name="circle-check"/></span> })}
                    </span>
                }
            })}
        </button>
    }
}
