//! A file's lines. A click on a line says where it comes from; what is selected on the canvas marks
//! the lines it made.

use leptos::html;
use leptos::prelude::*;
use messages::said;
use topology::Target;

use super::origin::OriginCard;
use super::tokens::{self, Language};
use crate::api::wire::{FilePreview, Topic};
use crate::client::desk::desk;
use crate::client::ui::browser;
use crate::client::ui::dynamic::{dynamic, flag};
use crate::client::ui::toast::toaster;

/// Where a reader is: kept while the file is written anew under their eyes.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    path: String,
    scroll: i32,
    line: Option<usize>,
}

#[component]
pub(super) fn Code(file: FilePreview, reading: StoredValue<Reading>) -> impl IntoView {
    let desk = desk();
    if reading.with_value(|reading| reading.path != file.path) {
        reading.set_value(Reading { path: file.path.clone(), ..Reading::default() });
    }
    let pane = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(pane) = pane.get() {
            pane.set_scroll_top(reading.with_value(|reading| reading.scroll));
        }
    });
    let scrolled = move |_| {
        if let Some(pane) = pane.get_untracked() {
            reading.update_value(|reading| reading.scroll = pane.scroll_top());
        }
    };
    let selection = desk.with_scene(|scene| scene.selection);
    let language = Language::named(&file.language);
    let chosen = RwSignal::new(reading.with_value(|reading| reading.line));
    let choose = move |index| {
        reading.update_value(|reading| reading.line = Some(index));
        chosen.set(Some(index));
    };
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
    let path = StoredValue::new(file.path.clone());
    let card = move || {
        let (origin, text) = lines.with_value(|lines| {
            let line = lines.get(chosen.get()?)?;
            Some((line.origin?, line.text.clone()))
        })?;
        let quoted = Topic::Line { path: path.get_value(), text };
        Some((origins.with_value(|origins| origins.get(origin as usize).cloned())?, quoted))
    };
    // A comment leads here: to the line that it is about, if the file still has it.
    if let Some(text) = desk.quoted.try_update(Option::take).flatten() {
        match lines.with_value(|lines| lines.iter().position(|line| line.text == text)) {
            Some(index) => {
                choose(index);
                Effect::new(move |_| {
                    let Some(pane) = pane.get() else { return };
                    let line = pane.children().item(u32::try_from(index).unwrap_or_default());
                    if let Some(line) = line {
                        browser::show_in_list(&line);
                    }
                });
            }
            None => toaster().say(said("The line is not in this file any more.")),
        }
    }
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
                let number = index + 1;
                if origin.is_none() {
                    return view! {
                        <div class="code__line" data-origin="false">
                            <span class="code__number" aria-hidden="true">{number}</span>
                            <span>{tokens.collect_view()}</span>
                        </div>
                    }
                    .into_any();
                }
                view! {
                    <button class="code__line" data-origin="true"
                        data-marked=flag(is_marked) data-chosen=flag(move || chosen.get() == Some(index)) on:click=move |_| choose(index)>
                        <span class="code__number" aria-hidden="true">{number}</span>
                        <span>{tokens.collect_view()}</span>
                    </button>
                }
                .into_any()
            })
            .collect_view()
    });
    view! {
        <div class="files__main">
            <div class="files__code" role="group" aria-label=file.path node_ref=pane on:scroll=scrolled>{rows}</div>
            {dynamic(move || card().map(|(origin, quoted)| view! { <OriginCard origin quoted/> }))}
        </div>
    }
}
