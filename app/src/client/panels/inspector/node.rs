//! One node: its name, where it runs, what it listens on, whom it is linked with.

use drawing::family_name;
use editor::new_host;
use leptos::prelude::*;
use messages::{said, say};
use topology::catalogue::RoleClass;
use topology::{Change, HostId, Limits, LinkId, Node, NodeId};

use super::numbers;
use super::settings::{Owner, SettingsForm};
use crate::client::desk::{DrawerTab, desk};
use crate::client::ui::dynamic::{after, dynamic};
use crate::client::ui::field::{SelectField, TextField};
use crate::client::ui::icon::{Icon, RoleIcon};

/// Lists of more than this are filled when they are opened.
pub(super) const MANY: usize = 24;
/// A node's links that are listed at first, and how many more on request: all of them are in the outline.
const LINKS: usize = 20;
const MORE: usize = 100;

/// The choice that makes a host.
const NEW_HOST: &str = "+new";

#[component]
pub(super) fn NodeForm(id: NodeId) -> impl IntoView {
    let desk = desk();
    let role = desk
        .with_editor_untracked(|editor| editor.design().node(&id).map(|node| node.role.clone()))?;
    let found = desk.with_catalogue(|catalogue| catalogue.role(&role).cloned());
    let (family, summary, class) = found.as_ref().map_or(
        ("outside", said("This product version has no such role.").to_owned(), RoleClass::Outside),
        |role| (family_name(role.family), said(&role.summary).to_owned(), role.class),
    );
    let deployment = found.as_ref().and_then(|role| role.deployment.as_ref());
    let config = deployment.map_or_else(String::new, |found| found.config_file.clone());
    let role_name = found.map_or_else(|| role.to_string(), |role| said(&role.name).to_owned());
    let node = StoredValue::new(id.clone());
    let read = move |field: fn(&Node) -> String| {
        Signal::derive(move || {
            desk.with_design(|design| {
                node.with_value(|id| design.node(id).map(field)).unwrap_or_default()
            })
        })
    };
    let write = move |change: Box<dyn FnOnce(&mut Node)>| {
        desk.edit(move |design| {
            let Some(mut edited) = node.with_value(|id| design.node(id).cloned()) else {
                return Change::new();
            };
            change(&mut edited);
            Change::set_node(design, edited)
        });
    };
    let name = read(|node| node.name.clone());
    let check_name = Callback::new(|text: String| {
        topology::text::check_name(text.trim()).map_err(|error| error.to_string())
    });
    let check_hostname = Callback::new(|text: String| {
        // Where replicas have their numbers.
        let name = text.replace(topology::replicas::NUMBER, "1");
        let fits =
            text.is_empty() || topology::is_hostname(&name) || topology::is_ip_address(&text);
        if fits { Ok(()) } else { Err(said("takes a host name such as gw.example.com").to_owned()) }
    });
    let (check_offset, check_replicas) =
        (Callback::new(numbers::offset), Callback::new(numbers::replicas));
    let hosts = Signal::derive(move || {
        let mut options = vec![(String::new(), said("No host").to_owned())];
        desk.with_design(|design| {
            options.extend(design.hosts().map(|host| (host.id.to_string(), host.hostname.clone())));
        });
        if options.len() <= Limits::DOCUMENT.hosts {
            options.push((NEW_HOST.to_owned(), said("A new host…").to_owned()));
        }
        options
    });
    let on_host = Signal::derive(move || {
        desk.with_design(|design| {
            let host = node.with_value(|id| design.node(id)?.host.clone());
            let host = host.and_then(|host| design.host(&host));
            let option = host.map(|host| (host.id.to_string(), host.hostname.clone()));
            let option = option.unwrap_or_else(|| (String::new(), said("No host").to_owned()));
            (design.hosts().len() > MANY).then_some(option)
        })
    });
    let set_host = Callback::new(move |chosen: String| {
        if chosen != NEW_HOST {
            return write(Box::new(move |node| node.host = HostId::new(chosen).ok()));
        }
        // The host and the node's move to it are one step.
        desk.edit(move |design| {
            let host = new_host(design, None);
            let edited = node.with_value(|id| design.node(id).cloned());
            let moved = edited.map(|node| Node { host: Some(host.id.clone()), ..node });
            let moved = moved.map(|node| Change::set_node(design, node)).unwrap_or_default();
            Change::add_host(host).then(moved)
        });
    });
    let is_server = class == RoleClass::Component;
    let files = {
        let path = format!("nodes/{id}/{config}");
        move |_| {
            desk.file.set(Some(path.clone()));
            desk.drawer.set(Some(DrawerTab::Files));
        }
    };
    Some(view! {
        <div class="panel__head" data-family=family>
            <span class="tile"><RoleIcon role=role.to_string()/></span>
            <div><h2>{dynamic(move || name.get())}</h2><p>{role_name}" · "<code>{id.to_string()}</code></p></div>
        </div>
        <Locked id=id.clone()/>
        <div class="section">
            <p class="quiet">{summary}</p>
            <TextField label=said("Name") value=name check=check_name
                commit=Callback::new(move |text: String| write(Box::new(move |node| node.name = text.trim().to_owned())))/>
            {(class != RoleClass::Outside).then(|| view! {
                <TextField label=said("Host name") value=read(|node| node.hostname.clone()) check=check_hostname mono=true
                    help=said("The name it is reached by. Empty means its host's name.")
                    commit=Callback::new(move |text: String| write(Box::new(move |node| node.hostname = text)))/>
                <SelectField label=said("Host") value=read(|node| node.host.as_ref().map(ToString::to_string).unwrap_or_default())
                    options=hosts closed=on_host commit=set_host help=said("The machine it runs on.")/>
            })}
            {is_server.then(|| view! {
                <TextField label=said("Port offset") value=read(|node| node.offset.to_string()) check=check_offset mono=true
                    help=said("Added to each of its ports that shift.")
                    commit=Callback::new(move |text: String| {
                        let offset = text.trim().parse().unwrap_or_default();
                        write(Box::new(move |node| node.offset = offset));
                    })/>
                <TextField label=said("Replicas") value=read(|node| node.replicas.to_string()) check=check_replicas mono=true
                    help=said("How many alike are deployed from this one. They are numbered: gw, gw-2, gw-3; {n} in the host name says where.")
                    commit=Callback::new(move |text: String| {
                        let replicas = text.trim().parse().unwrap_or(1);
                        write(Box::new(move |node| node.replicas = replicas));
                    })/>
                <div><button class="btn btn--small" on:click=files.clone()><Icon name="file-text"/>{said("Show its files")}</button></div>
            })}
        </div>
        {after(0, move || view! {
            <Links id=id.clone()/>
            <Ports id=id.clone()/>
            <SettingsForm owner=Owner::Nodes(std::sync::Arc::new(topology::ordered::set([id.clone()])))/>
            <div class="section">
                <div class="row">
                    <button class="btn btn--small" on:click=move |_| desk.command("duplicate")><Icon name="copy"/>{said("Duplicate")}</button>
                    <button class="btn btn--small btn--danger" on:click=move |_| desk.command("delete")><Icon name="trash-2"/>{said("Delete")}</button>
                </div>
            </div>
        })}
    })
}

/// That it is locked, what that means, and the way out.
#[component]
fn Locked(id: NodeId) -> impl IntoView {
    let desk = desk();
    let node = StoredValue::new(id);
    let locked =
        Memo::new(move |_| desk.with_design(|design| node.with_value(|id| design.is_locked(id))));
    let unlock = move |_| {
        desk.edit(|design| node.with_value(|id| Change::lock_nodes(design, [id], false)));
    };
    dynamic(move || {
        locked.get().then(|| {
            view! {
                <div class="section locked">
                    <Icon name="lock"/>
                    <p>{said("Locked: it stays where it is drawn, and is not deleted.")}</p>
                    <button class="btn btn--small" on:click=unlock>{said("Unlock")}</button>
                </div>
            }
        })
    })
}

/// Whom it is linked with, and a way to link it without a pointer.
#[component]
fn Links(id: NodeId) -> impl IntoView {
    let desk = desk();
    let node = StoredValue::new(id);
    let rows = Memo::new(move |_| {
        node.with_value(|id| {
            desk.with_graph_of(&[id], |graph| {
                let name = |id: &NodeId| {
                    graph.design.node(id).map_or_else(|| id.to_string(), |node| node.name.clone())
                };
                let links = graph.outgoing(id).iter().chain(graph.incoming(id));
                let sentence = |link: &topology::Link| {
                    let verb = graph
                        .kind(&link.id)
                        .map_or_else(|| link.kind.to_string(), |kind| said(&kind.name).to_owned());
                    if link.from == *id {
                        say!("{verb} {to}", verb, to = name(&link.to))
                    } else {
                        say!("{from} {verb} this", from = name(&link.from), verb)
                    }
                };
                links
                    .map(|link| (link.id.clone(), sentence(link)))
                    .collect::<Vec<(LinkId, String)>>()
            })
        })
    });
    let partners = Signal::derive(move || {
        let mut options = vec![(String::new(), said("Link with…").to_owned())];
        desk.with_graph(|graph| {
            node.with_value(|id| {
                let fits = |other: &&Node| {
                    other.id != *id
                        && (graph.candidates(id, &other.id).is_ok()
                            || graph.candidates(&other.id, id).is_ok())
                };
                options.extend(
                    graph
                        .design
                        .nodes()
                        .filter(fits)
                        .map(|other| (other.id.to_string(), other.name.clone())),
                );
            });
        });
        options
    });
    let link_with = Signal::derive(move || {
        let many = desk.with_design(|design| design.nodes().len() > MANY);
        many.then(|| (String::new(), said("Link with…").to_owned()))
    });
    let shown = RwSignal::new(LINKS);
    let connect = Callback::new(move |chosen: String| {
        if let Ok(other) = NodeId::new(chosen) {
            node.with_value(|id| desk.connect(id, &other));
        }
    });
    view! {
        <div class="section">
            <h3>{said("Links")}</h3>
            <ul class="link-list">
                {dynamic(move || rows.get().into_iter().take(shown.get()).map(|(id, sentence)| {
                    let (shown, removed) = (id.clone(), id);
                    let label = say!("Remove the link: {sentence}", sentence = &sentence);
                    view! {
                        <li class="link-row">
                            <button title=sentence on:click=move |_| desk.reveal(&topology::Target::Link(shown.clone()))>{sentence.clone()}</button>
                            <button class="btn btn--quiet btn--icon btn--small" aria-label=label title=said("Remove this link")
                                on:click=move |_| {
                                    let links = topology::ordered::set([removed.clone()]);
                                    desk.edit(|design| Change::remove(design, &std::collections::BTreeSet::new(), &links));
                                }><Icon name="x"/></button>
                        </li>
                    }
                }).collect_view())}
            </ul>
            {dynamic(move || {
                let more = rows.with(Vec::len).saturating_sub(shown.get());
                (more > 0).then(|| view! {
                    <div><button class="btn btn--small" on:click=move |_| shown.update(|shown| *shown += MORE)>{say!("Show more ({more})", more)}</button></div>
                })
            })}
            <SelectField label=said("New link") value=Signal::stored(String::new()) options=partners closed=link_with commit=connect/>
        </div>
    }
}

/// Every port it opens.
#[component]
fn Ports(id: NodeId) -> impl IntoView {
    let desk = desk();
    let ports = Memo::new(move |_| {
        desk.with_graph_of(&[&id], |graph| {
            let Some(node) = graph.design.node(&id) else { return Vec::new() };
            if graph.is(&id, RoleClass::Balancer) {
                let fronts = graph.fronts(node).into_iter();
                return fronts
                    .map(|(endpoint, port)| (u32::from(port), said(&endpoint.name).to_owned()))
                    .collect();
            }
            graph
                .listening(node)
                .map(|(endpoint, port)| (port, said(&endpoint.name).to_owned()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || ports.with(|ports| !ports.is_empty())>
            <details class="section">
                <summary><Icon name="chevron-right"/>{said("Ports it opens")}</summary>
                <dl class="facts">
                    {dynamic(move || ports.get().into_iter().map(|(port, what)| view! { <dt>{port}</dt><dd>{what}</dd> }).collect_view())}
                </dl>
            </details>
        </Show>
    }
}
