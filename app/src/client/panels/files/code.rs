//! A file's lines. A click on a line says where it comes from; what is selected on the canvas marks
//! the lines it made.

use leptos::prelude::*;
use topology::Target;

use super::origin::OriginCard;
use super::tokens::{self, Language};
use crate::api::wire::FilePreview;
use crate::client::desk::desk;

#[component]
pub(super) fn Code(file: FilePreview) -> impl IntoView {
    let desk = desk();
    let selection = desk.with_scene(|scene| scene.selection);
    let language = Language::named(&file.language);
    let chosen = RwSignal::new(None::<usize>);
    let origins = StoredValue::new(file.origins);
    let lines = StoredValue::new(file.lines);
    // Origins that name something selected.
    let marked = Memo::new(move |_| {
        selection.with(|selection| {
            let names = |target: &Target| match target {
                Target::Node(id) => selection.nodes.contains(id),
                Target::Link(id) => selection.links.contains(id),
                Target::Setting { node: Some(id), .. } => selection.nodes.contains(id),
                Target::Design | Target::Host(_) | Target::Setting { node: None, .. } => false,
            };
            let made = |origin: &crate::api::wire::PreviewOrigin| origin.targets.iter().any(names);
            origins.with_value(|origins| origins.iter().map(made).collect::<Vec<bool>>())
        })
    });
    let card = move || {
        let origin = lines.with_value(|lines| lines.get(chosen.get()?)?.origin)?;
        origins.with_value(|origins| origins.get(origin as usize).cloned())
    };
    let flag = |value: bool| if value { "true" } else { "false" };
    let rows = lines.with_value(|lines| {
        lines
            .iter()
            .enumerate()
            .map(|(index, line)| {
                let origin = line.origin.map(|origin| origin as usize);
                let is_marked = move || origin.is_some_and(|origin| marked.with(|marked| marked.get(origin) == Some(&true)));
                let tokens = tokens::of(language, &line.text).into_iter().map(|(class, text)| {
                    view! { <span class=class>{text}</span> }
                });
                view! {
                    <button class="code__line" tabindex=if origin.is_some() { "0" } else { "-1" } data-origin=flag(origin.is_some())
                        data-marked=move || flag(is_marked()) data-chosen=move || flag(chosen.get() == Some(index))
                        on:click=move |_| if origin.is_some() { chosen.set(Some(index)) }>
                        <span class="code__number" aria-hidden="true">{index + 1}</span>
                        <span>{tokens.collect_view()}</span>
                    </button>
                }
            })
            .collect_view()
    });
    view! {
        <div class="files__main">
            <div class="files__code" role="group" aria-label=file.path>{rows}</div>
            {move || card().map(|origin| view! { <OriginCard origin/> })}
        </div>
    }
}
