//! One link: what it means, and what else it could mean.

use leptos::prelude::*;
use messages::said;
use topology::{Change, Graph, Link, LinkId, Target};

use crate::client::desk::desk;
use crate::client::ui::field::SelectField;
use crate::client::ui::icon::Icon;

#[component]
pub(super) fn LinkForm(id: LinkId) -> impl IntoView {
    let desk = desk();
    let link = StoredValue::new(id);
    let current = Memo::new(move |_| {
        desk.with_design(|design| link.with_value(|id| design.link(id).cloned()))
    });
    let alone = StoredValue::new(topology::ordered::set([link.get_value()]));
    let words = Memo::new(move |_| {
        let of_kind = |graph: &Graph<'_>| {
            let kind = link.with_value(|id| graph.kind(id))?;
            Some((said(&kind.name).to_owned(), said(&kind.meaning).to_owned()))
        };
        alone.with_value(|links| desk.with_graph_of_links(links, of_kind))
    });
    let title = move || {
        words.with(|words| match words {
            Some((name, _)) => name.clone(),
            None => said("Unknown link").to_owned(),
        })
    };
    let meaning =
        move || words.with(|words| words.as_ref().map_or_else(String::new, |(_, it)| it.clone()));
    let end = move |pick: fn(&Link) -> &topology::NodeId| {
        let name = move || {
            let id = current.get().map(|link| pick(&link).clone())?;
            desk.with_design(|design| design.node(&id).map(|node| node.name.clone()))
        };
        let show = move |_| {
            if let Some(link) = current.get_untracked() {
                desk.reveal(&Target::Node(pick(&link).clone()));
            }
        };
        view! { <button class="btn btn--small" on:click=show>{name}</button> }
    };
    let options = Signal::derive(move || {
        let kinds = |graph: &Graph<'_>| {
            let Some(link) = current.get() else { return Vec::new() };
            let ends = graph.design.node(&link.from).zip(graph.design.node(&link.to));
            let fits = |kind: &&topology::catalogue::LinkKind| {
                kind.id == link.kind || ends.is_some_and(|(from, to)| graph.allows(kind, from, to))
            };
            let kinds = graph.catalogue.link_kinds.iter().filter(fits);
            kinds.map(|kind| (kind.id.to_string(), said(&kind.name).to_owned())).collect()
        };
        alone.with_value(|links| desk.with_graph_of_links(links, kinds))
    });
    let value = Signal::derive(move || {
        current.get().map_or_else(String::new, |link| link.kind.to_string())
    });
    let set_kind = Callback::new(move |chosen: String| {
        let (Some(link), Ok(kind)) = (current.get_untracked(), chosen.parse()) else { return };
        desk.edit(move |design| Change::set_link(design, Link { kind, ..link }));
    });
    view! {
        <div class="panel__head">
            <span class="tile"><Icon name="link-2"/></span>
            <div><h2>{title}</h2><p>{said("Link")}" · "<code>{link.with_value(ToString::to_string)}</code></p></div>
        </div>
        <div class="section">
            <div class="row">{end(|link| &link.from)}<Icon name="arrow-right"/>{end(|link| &link.to)}</div>
            <p class="quiet">{meaning}</p>
            <SelectField label=said("Meaning") value options commit=set_kind/>
            <div><button class="btn btn--small btn--danger" on:click=move |_| desk.command("delete")><Icon name="trash-2"/>{said("Delete")}</button></div>
        </div>
    }
}
