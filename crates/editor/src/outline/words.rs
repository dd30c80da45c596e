//! What a row says, to those who see it and to those who hear it.

use messages::{said, say};
use topology::{Graph, Link, NodeId};

use super::{Group, Item, Problems};
use crate::clipboard::nodes_said;
use crate::facts::carries;

/// The texts of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What it is called; letters that are typed search in this.
    pub name: String,
    /// What else there is to see of it.
    pub note: String,
    /// All of it as a sentence, with what is wrong.
    pub said: String,
    /// The part of the sprite that stands before it.
    pub icon: String,
}

/// The texts of a row; empty ones for what is gone.
#[must_use]
pub fn words(graph: &Graph<'_>, item: &Item, problems: Problems) -> Words {
    let design = graph.design;
    // What is seen is heard in the same order, so that who speaks to the page can say what they see.
    let (whole, name, note, icon, more) = match item {
        Item::Zone(id) => {
            let Some(zone) = design.zone(id) else { return Words::default() };
            let hosts = design.hosts().filter(|host| host.zone.as_ref() == Some(id)).count();
            let hosts =
                if hosts == 1 { say!("1 host") } else { say!("{count} hosts", count = hosts) };
            let (name, whole) = (zone.name.clone(), say!("Zone {name}", name = &zone.name));
            (Some(whole), name, hosts, "network".to_owned(), String::new())
        }
        Item::Host(id) => {
            let Some(host) = design.host(id) else { return Words::default() };
            let nodes = design.nodes().filter(|node| node.host.as_ref() == Some(id)).count();
            let (name, address) = (host.hostname.clone(), host.address.clone());
            let whole = say!("Host {name}", name = &name);
            (Some(whole), name, address, "hard-drive".to_owned(), nodes_said(nodes))
        }
        Item::Group(group) => {
            let title = match group {
                Group::Servers => said("Servers without a host"),
                Group::Shared => said("Shared, without a host"),
                Group::Outside => said("Only drawn"),
            };
            (None, title.to_owned(), String::new(), String::new(), String::new())
        }
        Item::Node(id) => {
            let Some(node) = design.node(id) else { return Words::default() };
            let role = graph.role(id).map_or(node.role.as_str(), |role| said(&role.name));
            let mut note = role.to_owned();
            let mut more = match graph.outgoing(id).len() + graph.incoming(id).len() {
                0 => say!("linked with nothing"),
                1 => say!("1 link"),
                links => say!("{count} links", count = links),
            };
            if node.replicas > 1 {
                note = format!("{role} ×{}", node.replicas);
                more = [say!("{count} replicas", count = node.replicas), more].join(", ");
            }
            if design.is_locked(id) {
                more.push_str(", ");
                more.push_str(said("locked"));
            }
            (None, node.name.clone(), note, format!("role-{}", node.role), more)
        }
        Item::Link { of, link } => {
            let Some(link) = design.link(link) else { return Words::default() };
            let icon = if link.from == *of { "arrow-right" } else { "arrow-left" };
            let (name, note) = (sentence(graph, of, link), carries(graph, link));
            (None, name, note, icon.to_owned(), say!("link"))
        }
    };
    let mut whole = whole.unwrap_or_else(|| name.clone());
    for part in [&note, &problems.said(), &more] {
        if !part.is_empty() {
            whole.push_str(", ");
            whole.push_str(part);
        }
    }
    Words { name, note, said: whole, icon }
}

/// `validates keys with Key Manager 1`, or `Publisher 1 publishes APIs to it`.
fn sentence(graph: &Graph<'_>, of: &NodeId, link: &Link) -> String {
    let name = |id: &NodeId| graph.design.node(id).map_or("", |node| node.name.as_str());
    let verb = graph.kind(&link.id).map_or(link.kind.as_str(), |kind| said(&kind.name));
    if link.from == *of {
        say!("{verb} {to}", verb, to = name(&link.to))
    } else {
        say!("{from} {verb} it", from = name(&link.from), verb)
    }
}
