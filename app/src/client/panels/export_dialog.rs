//! The way out: what is saved and checked, and then the archive.

use leptos::prelude::*;
use messages::{message, said, say};

use super::findings::{SHOWN, act, row};
use crate::api::export::list_bundle;
use crate::api::validation::validate;
use crate::api::wire::{BundleListing, Validation};
use crate::client::desk::{Desk, desk};
use crate::client::routes;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::drawn::{El, drawn, el};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::spawn;
use crate::client::ui::words::counted;

/// How far the export is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Progress {
    Saving,
    Checking,
    Ready(BundleListing, Validation),
    Failed(String),
}

/// Why nothing can be made of the design as it is on the canvas.
pub(super) const NOT_SAVED: &str = message!(
    "The last changes are not saved yet, so they would be missing. See the message above the drawing."
);

#[component]
pub(crate) fn ExportDialog() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title=said("Export") open=desk.exporting>
            <Body/>
        </Dialog>
    }
}

#[component]
fn Body() -> impl IntoView {
    let desk = desk();
    let progress = RwSignal::new(Progress::Saving);
    // A fix from this dialog changes the design: it is saved, checked and listed again.
    Effect::new(move |_| {
        desk.with_design(|_| ());
        prepare(desk, progress);
    });
    dynamic(move || {
        match progress.get() {
        now @ (Progress::Saving | Progress::Checking) => view! { <Steps now/> }.into_any(),
        Progress::Failed(message) => view! {
            <div class="dialog__body"><p class="field__error" role="alert"><Icon name="circle-alert"/>{message}</p></div>
            <div class="dialog__foot"><button class="btn" on:click=move |_| prepare(desk, progress)>{said("Try again")}</button></div>
        }.into_any(),
        Progress::Ready(listing, checked) => view! { <Choices listing checked/> }.into_any(),
    }
    })
}

/// Saves, lets the server check, and lists what there will be.
fn prepare(desk: Desk, progress: RwSignal<Progress>) {
    progress.set(Progress::Saving);
    let (autosave, id) = (desk.autosave(), desk.id());
    spawn(async move {
        if !autosave.all_saved().await {
            return progress.set(Progress::Failed(said(NOT_SAVED).into()));
        }
        progress.set(Progress::Checking);
        let checked = validate(id.clone()).await;
        let listed = list_bundle(id).await;
        // A change that was made meanwhile prepares it anew.
        if autosave.is_saved() {
            progress.set(match (checked, listed) {
                (Ok(checked), Ok(listing)) => Progress::Ready(listing, checked),
                (Err(error), _) | (_, Err(error)) => Progress::Failed(error.message.to_string()),
            });
        }
    });
}

#[component]
fn Steps(now: Progress) -> impl IntoView {
    let checking = now == Progress::Checking;
    let steps = [
        (said("Saving the design"), if checking { "done" } else { "now" }),
        (said("Checking it on the server"), if checking { "now" } else { "next" }),
    ];
    view! {
        <div class="dialog__body">
            <ol class="steps" aria-busy="true">
                {steps.into_iter().map(|(title, state)| {
                    let icon = if state == "done" { "check" } else { "loader-circle" };
                    view! { <li class="step" data-state=state><Icon name=icon/>{title}</li> }
                }).collect_view()}
            </ol>
        </div>
    }
}

#[component]
fn Choices(listing: BundleListing, checked: Validation) -> impl IntoView {
    let desk = desk();
    let id = StoredValue::new(desk.id());
    let format = RwSignal::new("zip");
    let node = RwSignal::new(String::new());
    let anyway = RwSignal::new(false);
    let blocked = listing.errors > 0;
    let nodes: Vec<(String, String)> = {
        let mut ids: Vec<String> = listing
            .files
            .iter()
            .filter(|file| file.path.starts_with("nodes/"))
            .filter_map(|file| file.node.clone())
            .collect();
        ids.dedup();
        desk.with_editor_untracked(|editor| {
            let name = |id: &String| {
                editor
                    .design()
                    .nodes()
                    .find(|node| node.id.as_str() == id)
                    .map_or_else(|| id.clone(), |node| node.name.clone())
            };
            ids.iter().map(|id| (id.clone(), name(id))).collect()
        })
    };
    let address = move || {
        let node = node.get();
        let node = (!node.is_empty()).then_some(node.as_str());
        id.with_value(|id| routes::download(id, format.get(), node, anyway.get()))
    };
    let allowed = move || !blocked || anyway.get();
    let against = match listing.errors {
        1 => said("1 error stands against this export.").to_owned(),
        count => say!("{count} errors stand against this export.", count),
    };
    let found = match listing.warnings {
        0 => said("The server found no error.").to_owned(),
        count => {
            let warnings = counted(count as usize, "warning");
            say!("The server found no error and {warnings}.", warnings)
        }
    };
    let ready = say!("{count} files are ready.", count = listing.files.len());
    let root = listing.root;
    view! {
        <div class="dialog__body">
            {if blocked {
                view! { <p><strong>{against}" "</strong>{said("What is deployed from it would not work.")}</p> }.into_any()
            } else {
                view! {
                    <p class="row"><span class="count count--fine"><Icon name="circle-check"/></span>
                        <span>{found}" "{ready}</span></p>
                }.into_any()
            }}
            <Found checked/>
            {blocked.then(|| view! {
                <label class="row"><input type="checkbox" prop:checked=value(move || anyway.get()) on:change=move |event| anyway.set(event_target_checked(&event))/>{said("Export anyway")}</label>
            })}
            <fieldset class="field" style="border: 0; margin: 0; padding: 0">
                <legend class="field__label">{said("Archive")}</legend>
                <div class="choice-row">
                    {[("zip", "zip"), ("tar.gz", "tar.gz")].into_iter().map(|(kind, name)| view! {
                        <label class="choice"><input type="radio" name="format" value=kind prop:checked=value(move || format.get() == kind) on:change=move |_| format.set(kind)/>{name}</label>
                    }).collect_view()}
                </div>
            </fieldset>
            <div class="field">
                <label class="field__label" for="export-node">{said("Content")}</label>
                <select id="export-node" class="field__control" on:change=move |event| node.set(event_target_value(&event))>
                    <option value="">{say!("Everything ({root})", root)}</option>
                    {nodes.into_iter().map(|(id, name)| view! { <option value=id>{say!("Only {name}", name)}</option> }).collect_view()}
                </select>
                <p class="field__help">{said("It holds each node's configuration and scripts, a runbook, and the design itself. No password is in it.")}</p>
            </div>
        </div>
        <div class="dialog__foot">
            <button class="btn" on:click=move |_| desk.exporting.set(false)>{said("Close")}</button>
            {dynamic(move || if allowed() {
                view! { <a class="btn btn--primary" href=address download="" rel="external"><Icon name="download"/>{said("Download")}</a> }.into_any()
            } else {
                view! { <button class="btn btn--primary" disabled=true><Icon name="download"/>{said("Download")}</button> }.into_any()
            })}
        </div>
    }
}

/// What the server found; it decides.
#[component]
fn Found(checked: Validation) -> impl IntoView {
    let desk = desk();
    let mut found = checked.findings;
    found.retain(topology::Told::is_open);
    found.truncate(SHOWN);
    if found.is_empty() {
        return ().into_any();
    }
    let found = StoredValue::new(found);
    let draw = move |root: El| {
        let mut list = el("ul", "").attr("aria-label", said("Findings of the server"));
        found.with_value(|found| {
            for (place, finding) in found.iter().enumerate() {
                list = list.clone().with(row(desk, finding, place, false));
            }
        });
        root.with(list)
    };
    let press = move |what: &str, at: &str, _: &str| {
        found.with_value(|found| act(desk, found, what, at));
    };
    drawn("stop-list findings", "", Box::new(draw), Box::new(press))
}
