//! More than one thing is selected.

use std::collections::BTreeSet;
use std::sync::Arc;

use editor::Selection;
use editor::kernels::bulk::{Bulk, Edit, Shared};
use editor::kernels::bulk_links::BulkLinks;
use leptos::prelude::*;
use messages::{said, say};
use topology::{Change, HostId, LinkId, Node, NodeId};

use super::numbers;
use super::settings::{Owner, SettingsForm};
use crate::client::desk::{Desk, desk};
use crate::client::ui::dynamic::{after, dynamic};
use crate::client::ui::field::{SelectField, TextField};
use crate::client::ui::icon::Icon;
use crate::client::ui::words::counted;

/// A selection that grows under a marquee is a new one at each step; its form is for who has let go.
const REST: u32 = 120;

/// What came of the last value that was set on all, where the form is that of several.
#[derive(Clone, Copy)]
pub(super) struct Told(RwSignal<Vec<String>>);

#[component]
pub(super) fn Several(selection: Selection) -> impl IntoView {
    let desk = desk();
    let told = RwSignal::new(Vec::new());
    provide_context(Told(told));
    let Selection { nodes, links, .. } = selection;
    let (nodes, links) = (Arc::new(nodes), Arc::new(links));
    let title = match (counted(nodes.len(), "node"), counted(links.len(), "link")) {
        (what, _) if links.is_empty() => say!("{what} selected", what),
        (_, what) if nodes.is_empty() => say!("{what} selected", what),
        (nodes, links) => say!("{nodes} and {links} selected", nodes, links),
    };
    let fields = after(REST, move || {
        let (nodes, links) = (Arc::clone(&nodes), Arc::clone(&links));
        view! {
            {(!nodes.is_empty()).then(|| view! { <NodeFields nodes/> })}
            {(!links.is_empty()).then(|| view! { <LinkFields links/> })}
        }
    });
    view! {
        <div class="panel__head"><h2>{title}</h2></div>
        <div class="section">
            <p class="quiet">{said("What is set here is set on all of them, in one step. Drag one to move all.")}</p>
            <div class="told" role="status">
                {dynamic(move || {
                    let lines = told.get();
                    (!lines.is_empty()).then(|| view! {
                        <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                    })
                })}
            </div>
            <div class="row">
                <button class="btn" on:click=move |_| desk.command("duplicate")><Icon name="copy"/>{said("Duplicate")}</button>
                <button class="btn btn--danger" on:click=move |_| desk.command("delete")><Icon name="trash-2"/>{said("Delete")}</button>
            </div>
        </div>
        <div class="section">
            <h3>{said("Put in line")}</h3>
            <div class="row" role="group" aria-label=said("Put in line")>
                {ALIGNING.into_iter().map(|(id, icon)| {
                    let command = editor::commands::command(id)?;
                    let refused = move || desk.with_editor(|editor| (command.refuses)(editor).is_some());
                    Some(view! {
                        <button class="btn btn--icon" aria-label=said(command.title) title=said(command.title) disabled=refused
                            on:click=move |_| desk.run(command)><Icon name=icon/></button>
                    })
                }).collect_view()}
            </div>
        </div>
        {fields}
    }
}

/// What all of these nodes have.
#[component]
fn NodeFields(nodes: Arc<BTreeSet<NodeId>>) -> impl IntoView {
    let (desk, told) = (desk(), use_context::<Told>());
    let count = counted(nodes.len(), "node");
    let (have_hosts, are_servers, has_settings) = with_bulk(desk, &nodes, |bulk| {
        (bulk.have_hosts(), bulk.are_servers(), !bulk.settings().is_empty())
    });
    let held = |field: fn(&Node) -> String| {
        let nodes = Arc::clone(&nodes);
        Memo::new(move |_| desk.with_design(|_| with_bulk(desk, &nodes, |bulk| bulk.shared(field))))
    };
    let field = |field: fn(&Node) -> String| {
        let held = held(field);
        let value: Signal<String> =
            Signal::derive(move || held.get().and_then(Shared::same).unwrap_or_default());
        let mixed: Signal<bool> =
            Signal::derive(move || held.with(|held| held.as_ref().is_some_and(Shared::is_mixed)));
        (value, mixed)
    };
    let set = |make: fn(&str) -> Option<Edit>| {
        let nodes = Arc::clone(&nodes);
        Callback::new(move |text: String| {
            if let Some(edit) = make(text.trim()) {
                set_on_all(desk, told, &nodes, &edit);
            }
        })
    };
    let (host, hosts_differ) =
        field(|node| node.host.as_ref().map(ToString::to_string).unwrap_or_default());
    let (offset, offsets_differ) = field(|node| node.offset.to_string());
    let (replicas, replicas_differ) = field(|node| node.replicas.to_string());
    let hosts = Signal::derive(move || {
        let mut options = vec![(String::new(), said("No host").to_owned())];
        desk.with_design(|design| {
            options.extend(design.hosts().map(|host| (host.id.to_string(), host.hostname.clone())));
        });
        options
    });
    // A long list is filled when it is opened.
    let host_now = Signal::derive(move || {
        desk.with_design(|design| {
            let id = HostId::new(host.get()).ok();
            let found = id.and_then(|id| design.host(&id));
            let option = found.map(|host| (host.id.to_string(), host.hostname.clone()));
            (design.hosts().len() > super::node::MANY)
                .then(|| option.unwrap_or_else(|| (String::new(), said("No host").to_owned())))
        })
    });
    let (check_offset, check_replicas) =
        (Callback::new(numbers::offset), Callback::new(numbers::replicas));
    let nothing = !have_hosts && !are_servers && !has_settings;
    view! {
        <div class="section">
            <h3>{say!("Set on {count}", count)}</h3>
            {nothing.then(|| view! { <p class="quiet">{said("They have no field in common.")}</p> })}
            {have_hosts.then(|| view! {
                <SelectField label=said("Host") value=host mixed=hosts_differ options=hosts closed=host_now
                    commit=set(|id| Some(Edit::Host(HostId::new(id).ok()))) help=said("The machine they run on.")/>
            })}
            {are_servers.then(|| view! {
                <TextField label=said("Port offset") value=offset mixed=offsets_differ check=check_offset mono=true
                    help=said("Added to each of their ports that shift.")
                    commit=set(|text| text.parse().ok().map(Edit::Offset))/>
                <TextField label=said("Replicas") value=replicas mixed=replicas_differ check=check_replicas mono=true
                    help=said("How many alike are deployed from each of them.")
                    commit=set(|text| text.parse().ok().map(Edit::Replicas))/>
            })}
        </div>
        <SettingsForm owner=Owner::Nodes(Arc::clone(&nodes))/>
    }
}

/// What all of these links could mean.
#[component]
fn LinkFields(links: Arc<BTreeSet<LinkId>>) -> impl IntoView {
    let (desk, told) = (desk(), use_context::<Told>());
    let count = counted(links.len(), "link");
    let held = {
        let links = Arc::clone(&links);
        Memo::new(move |_| {
            desk.with_graph_of_links(&links, |graph| {
                let links = BulkLinks::new(graph, &links);
                let kinds = links.kinds().into_iter();
                let kinds = kinds.map(|kind| (kind.id.to_string(), said(&kind.name).to_owned()));
                (
                    links.kind().map(|kind| kind.map(|kind| kind.to_string())),
                    kinds.collect::<Vec<_>>(),
                )
            })
        })
    };
    let options: Signal<Vec<(String, String)>> =
        Signal::derive(move || held.with(|(_, kinds)| kinds.clone()));
    let value: Signal<String> = Signal::derive(move || {
        held.with(|(kind, _)| kind.clone().and_then(Shared::same).unwrap_or_default())
    });
    let mixed: Signal<bool> =
        Signal::derive(move || held.with(|(kind, _)| kind.as_ref().is_some_and(Shared::is_mixed)));
    let set = Callback::new(move |chosen: String| {
        let Ok(kind) = chosen.parse() else { return };
        let change =
            desk.with_graph_of_links(&links, |graph| BulkLinks::new(graph, &links).edit(&kind));
        carry_out(desk, told, change, (links.len(), "link"));
    });
    let none = move || options.with(Vec::is_empty);
    view! {
        <div class="section">
            <h3>{say!("Set on {count}", count)}</h3>
            {dynamic(move || if none() {
                view! { <p class="quiet">{said("There is nothing that all of them could mean.")}</p> }.into_any()
            } else {
                view! { <SelectField label=said("Meaning") value mixed options commit=set/> }.into_any()
            })}
        </div>
    }
}

fn with_bulk<T>(desk: Desk, nodes: &BTreeSet<NodeId>, look: impl FnOnce(&Bulk<'_>) -> T) -> T {
    desk.with_editor_untracked(|editor| {
        desk.with_catalogue(|catalogue| look(&Bulk::new(editor.design(), catalogue, nodes)))
    })
}

/// One value on all of these nodes in one step, or on none.
pub(super) fn set_on_all(desk: Desk, told: Option<Told>, nodes: &BTreeSet<NodeId>, edit: &Edit) {
    let change = with_bulk(desk, nodes, |bulk| bulk.edit(edit));
    carry_out(desk, told, change, (nodes.len(), "node"));
}

/// More refusals than this are counted.
const REFUSALS: usize = 5;

fn carry_out(
    desk: Desk,
    told: Option<Told>,
    change: Result<Change, Vec<String>>,
    (of, what): (usize, &str),
) {
    let lines = match change {
        Ok(change) => {
            let changed = change.edits().len();
            desk.apply(change);
            let what = counted(changed, what);
            vec![match of.saturating_sub(changed) {
                0 => say!("Set on {what}.", what),
                others => say!("Set on {what}; {others} had it already.", what, others),
            }]
        }
        Err(mut refused) => {
            let more = refused.len().saturating_sub(REFUSALS);
            refused.truncate(REFUSALS);
            refused.insert(0, said("Nothing was changed:").to_owned());
            if more > 0 {
                refused.push(say!("… and {more} more.", more));
            }
            refused
        }
    };
    match told {
        Some(Told(told)) => told.set(lines),
        None if lines.len() > 1 => desk.refuse(&lines.join(" ")),
        None => {}
    }
}

/// Commands that put what is selected in line, with their icons.
const ALIGNING: [(&str, &str); 6] = [
    ("align-left", "align-start-vertical"),
    ("align-right", "align-end-vertical"),
    ("align-top", "align-start-horizontal"),
    ("align-bottom", "align-end-horizontal"),
    ("distribute-across", "align-horizontal-distribute-center"),
    ("distribute-down", "align-vertical-distribute-center"),
];
