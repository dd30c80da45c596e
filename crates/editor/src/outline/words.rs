//! What a row says, to those who see it and to those who hear it.

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
    let (kind, name, note, icon, more) = match item {
        Item::Zone(id) => {
            let Some(zone) = design.zone(id) else { return Words::default() };
            let hosts = design.hosts().filter(|host| host.zone.as_ref() == Some(id)).count();
            let hosts = format!("{hosts} host{}", if hosts == 1 { "" } else { "s" });
            ("Zone ", zone.name.clone(), hosts, "network".to_owned(), String::new())
        }
        Item::Host(id) => {
            let Some(host) = design.host(id) else { return Words::default() };
            let nodes = design.nodes().filter(|node| node.host.as_ref() == Some(id)).count();
            let (name, address) = (host.hostname.clone(), host.address.clone());
            ("Host ", name, address, "hard-drive".to_owned(), nodes_said(nodes))
        }
        Item::Group(group) => {
            let title = match group {
                Group::Servers => "Servers without a host",
                Group::Shared => "Shared, without a host",
                Group::Outside => "Only drawn",
            };
            ("", title.to_owned(), String::new(), String::new(), String::new())
        }
        Item::Node(id) => {
            let Some(node) = design.node(id) else { return Words::default() };
            let role = graph.role(id).map_or(node.role.as_str(), |role| role.name.as_str());
            let mut note = role.to_owned();
            let mut more = match graph.outgoing(id).len() + graph.incoming(id).len() {
                0 => "linked with nothing".to_owned(),
                1 => "1 link".to_owned(),
                links => format!("{links} links"),
            };
            if node.replicas > 1 {
                note = format!("{role} ×{}", node.replicas);
                more = format!("{} replicas, {more}", node.replicas);
            }
            if design.is_locked(id) {
                more.push_str(", locked");
            }
            ("", node.name.clone(), note, format!("role-{}", node.role), more)
        }
        Item::Link { of, link } => {
            let Some(link) = design.link(link) else { return Words::default() };
            let icon = if link.from == *of { "arrow-right" } else { "arrow-left" };
            let (name, note) = (sentence(graph, of, link), carries(graph, link));
            ("", name, note, icon.to_owned(), "link".to_owned())
        }
    };
    let mut said = [kind, &name].concat();
    for part in [&note, &problems.said(), &more] {
        if !part.is_empty() {
            said.push_str(", ");
            said.push_str(part);
        }
    }
    Words { name, note, said, icon }
}

/// `validates keys with Key Manager 1`, or `Publisher 1 publishes APIs to it`.
fn sentence(graph: &Graph<'_>, of: &NodeId, link: &Link) -> String {
    let name = |id: &NodeId| graph.design.node(id).map_or("", |node| node.name.as_str());
    let verb = graph.kind(&link.id).map_or(link.kind.as_str(), |kind| kind.name.as_str());
    if link.from == *of {
        [verb, " ", name(&link.to)].concat()
    } else {
        [name(&link.from), " ", verb, " it"].concat()
    }
}
