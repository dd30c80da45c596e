//! What comes out, while it is drawn: every file of the bundle, and where each line comes from.

mod changes;
mod code;
mod defaults;
mod origin;
mod tokens;
mod tree;

use leptos::html;
use leptos::prelude::*;
use messages::said;

use crate::api::ApiError;
use crate::api::export::{list_bundle, preview_file};
use crate::api::wire::FilePreview;
use crate::client::desk::desk;
use crate::client::ui::busy::busy;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::task::Loaded;
pub(super) use changes::compared;
use changes::{changed_files, mark_lines, mark_tree};
use code::{Code, Reading};
use defaults::defaults;
use tree::Tree;

#[component]
pub(crate) fn Files() -> impl IntoView {
    let desk = desk();
    let id = desk.id();
    let revision = desk.autosave().revision;
    // Asked again for each saved revision: the preview is what would be downloaded now.
    let listing = {
        let (id, revision) = (id.clone(), revision.clone());
        Loaded::new(move || {
            revision.track();
            list_bundle(id.clone())
        })
    };
    let paths = Memo::new(move |before: Option<&Vec<String>>| match listing.get() {
        Some(Ok(listing)) => listing.files.into_iter().map(|file| file.path).collect(),
        _ => before.cloned().unwrap_or_default(),
    });
    // A file that is gone gives way to the first one worth reading.
    let path = Memo::new(move |_| {
        paths.with(|paths| {
            let wanted = desk.file.get().filter(|path| paths.contains(path));
            wanted.or_else(|| {
                let config = paths.iter().find(|path| tree::is_configuration(path));
                config.or_else(|| paths.first()).cloned()
            })
        })
    });
    let preview = Loaded::new(move || {
        revision.track();
        // Taken before the wait: the panel may be closed when it is over.
        let asked = path.get().map(|path| preview_file(id.clone(), path));
        async move {
            match asked {
                Some(answer) => Some(answer.await),
                None => None,
            }
        }
    });
    // Saving a mere move makes a new revision of the same text: what is shown stays as it is.
    let shown = Memo::new(move |_| {
        let answer = preview.get().flatten();
        answer.map(|answer| answer.map(|file| FilePreview { revision: 0, ..file }))
    });
    let reading = StoredValue::new(Reading::default());
    let changed = changed_files();
    let beside = RwSignal::new(false);
    // Only what is configured in TOML has keys with defaults.
    let comparable = Memo::new(move |_| {
        path.with(|path| path.as_ref().is_some_and(|path| path.ends_with("/deployment.toml")))
    });
    let panel = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let files = match changed.get().flatten() {
            Some(Ok(compared)) => compared.files,
            _ => Vec::new(),
        };
        let (path, _) = (path.get().unwrap_or_default(), beside.get());
        paths.track();
        shown.track();
        // What is marked is there when the page has been drawn.
        request_animation_frame(move || {
            // Another panel may have been opened before that.
            let Some(panel) = panel.try_get_untracked().flatten() else { return };
            if let Ok(Some(tree)) = panel.query_selector(".files__tree") {
                mark_tree(&tree, &files);
            }
            if let Ok(Some(lines)) = panel.query_selector(".files__code[role='group']") {
                mark_lines(&lines, &files, &path);
            }
        });
    });
    view! {
        <div class="files" node_ref=panel>
            <Tree paths path/>
            <div class="files__side">
            {dynamic(move || comparable.get().then(|| view! {
                <label class="files__bar">
                    <input type="checkbox" prop:checked=value(move || beside.get()) on:change=move |event| beside.set(event_target_checked(&event))/>
                    {said("Compare with the product's defaults")}
                </label>
            }))}
            {dynamic(move || match shown.get() {
                Some(Ok(file)) if beside.get() && comparable.get() => defaults(desk, file.path),
                Some(Ok(file)) => view! { <Code file reading/> }.into_any(),
                Some(Err(error)) => broken(error),
                None => match listing.get() {
                    Some(Err(error)) => broken(error),
                    _ => view! { <div class="files__code" aria-busy="true">{busy(said("Making the files"))}</div> }.into_any(),
                },
            })}
            </div>
        </div>
    }
}

/// Why there is nothing to show, with the place where it is told what to do.
fn broken(error: ApiError) -> AnyView {
    view! {
        <div class="error-state" role="alert">
            <h2>{said("The files cannot be shown")}</h2>
            <p>{error.message.to_string()}</p>
        </div>
    }
    .into_any()
}
