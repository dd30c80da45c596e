//! What comes out, while it is drawn: every file of the bundle, and where each line comes from.

mod code;
mod origin;
mod tokens;
mod tree;

use leptos::prelude::*;

use crate::api::export::{list_bundle, preview_file};
use crate::api::wire::FilePreview;
use crate::client::desk::desk;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::Loaded;
use code::{Code, Reading};
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
    view! {
        <div class="files">
            <Tree paths path/>
            {dynamic(move || match shown.get() {
                Some(Ok(file)) => view! { <Code file reading/> }.into_any(),
                Some(Err(error)) => view! { <div class="error-state" role="alert">{error.message}</div> }.into_any(),
                None => match listing.get() {
                    Some(Err(error)) => view! { <div class="error-state" role="alert">{error.message}</div> }.into_any(),
                    _ => view! { <div class="files__code" aria-busy="true"></div> }.into_any(),
                },
            })}
        </div>
    }
}
