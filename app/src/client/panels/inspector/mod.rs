//! What is selected, as a form; the design itself when nothing is.

mod design;
mod hosts;
mod link;
mod node;
mod numbers;
mod settings;
mod several;
mod zones;

use editor::{Place, Selection};
use leptos::prelude::*;
use messages::said;
use topology::{LinkId, NodeId};

use crate::client::desk::desk;
use crate::client::parts::panels_of_page;
use crate::client::ui::busy::busy;
use crate::client::ui::dynamic::dynamic;

/// What the inspector shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    Design,
    Node(NodeId),
    Link(LinkId),
    Several(Selection),
    Place(Place),
}

#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let desk = desk();
    let panels = panels_of_page();
    let selection = desk.inspected;
    // A memo, so that typing into a form does not build the form anew.
    let subject = Memo::new(move |_| {
        selection.with(|selection| match (selection.only_node(), selection.only_link()) {
            (Some(node), _) => Subject::Node(node.clone()),
            (None, Some(link)) => Subject::Link(link.clone()),
            (None, None) if selection.is_empty() => {
                selection.place.clone().map_or(Subject::Design, Subject::Place)
            }
            (None, None) => Subject::Several(selection.clone()),
        })
    });
    view! {
        <aside class="inspector" aria-label=said("Inspector")>
            {dynamic(move || match panels.get() {
                Some(panels) => (panels.form)(subject.get()),
                None => busy(said("Loading the form")),
            })}
        </aside>
    }
}

/// The form of what is selected.
pub(crate) fn form(subject: Subject) -> AnyView {
    match subject {
        Subject::Design => view! { <design::DesignForm/> }.into_any(),
        Subject::Node(id) => view! { <node::NodeForm id/> }.into_any(),
        Subject::Link(id) => view! { <link::LinkForm id/> }.into_any(),
        Subject::Place(Place::Host(id)) => view! { <hosts::HostForm id/> }.into_any(),
        Subject::Place(Place::Zone(id)) => view! { <zones::ZoneForm id/> }.into_any(),
        Subject::Several(selection) => view! { <several::Several selection/> }.into_any(),
    }
}
