//! Two nodes can be linked in several ways: which one is meant.

use leptos::html;
use leptos::prelude::*;
use messages::{said, say};

use crate::client::desk::desk;
use crate::client::ui::dynamic::dynamic;

#[component]
pub(crate) fn Chooser() -> impl IntoView {
    let desk = desk();
    let first = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = first.get() {
            // A page without focus is only less handy.
            let _ = button.focus();
        }
    });
    dynamic(move || {
        let choice = desk.choice.get()?;
        let options = choice.options.into_iter().enumerate().map(|(index, option)| {
            let (title, meaning) = desk.with_graph(|graph| {
                let name = |id| graph.design.node(id).map_or("", |node| node.name.as_str());
                let kind = graph.catalogue.link_kind(&option.kind);
                let verb = kind.map_or(option.kind.as_str(), |kind| kind.name.as_str());
                let meaning = kind.map_or("", |kind| kind.meaning.as_str());
                let (from, to) = (name(&option.from), name(&option.to));
                (say!("{from} {verb} {to}", from, verb = said(verb), to), said(meaning).to_owned())
            });
            // The first one has the focus, so that Enter takes the likeliest.
            let place = NodeRef::new();
            let place = if index == 0 { first } else { place };
            view! {
                <button class="chooser__option" node_ref=place on:click=move |_| desk.choose(&option)>
                    <span>{title}</span>
                    <span>{meaning}</span>
                </button>
            }
        });
        let options = options.collect_view();
        Some(view! {
            <div class="chooser" role="dialog" aria-label=said("What does this link mean?")>
                <h2>{said("What does this link mean?")}</h2>
                {options}
            </div>
        })
    })
}
