//! The design as a tree: zones, hosts, nodes and their links, as rows that a shell draws. What is not
//! on a host is below a heading, so that every node is somewhere.
//!
//! Rows are few words each; the shell asks for the texts of those it shows, see [`words()`].

mod moves;
mod problems;
mod rows;
mod words;

use std::collections::BTreeSet;

use topology::catalogue::RoleClass;
use topology::{Catalogue, Design, HostId, LinkId, Node, NodeId, ZoneId};

use crate::selection::{Place, Selection};

pub use moves::{Answer, Move, go, search};
pub use problems::{Problems, Totals};
pub use words::{Words, words};

/// With more nodes than this, hosts are closed until somebody opens them.
const MANY: usize = 200;

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Zone(ZoneId),
    Host(HostId),
    /// A heading over nodes that are on no host.
    Group(Group),
    Node(NodeId),
    /// A link as one of its ends has it.
    Link {
        of: NodeId,
        link: LinkId,
    },
}

/// Nodes on no host, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Servers of the product, which need a host.
    Servers,
    /// Load balancers, databases and storage, which many share.
    Shared,
    /// What is drawn only.
    Outside,
}

/// A line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub item: Item,
    /// From one.
    pub level: usize,
    /// Its place among those with the same row above, from one, and how many there are.
    pub nth: usize,
    pub of: usize,
    /// Whether what is below it is shown; `None` where there is nothing.
    pub open: Option<bool>,
}

/// What of the tree is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    opened: BTreeSet<Item>,
    closed: BTreeSet<Item>,
}

impl Item {
    /// What choosing this row selects.
    #[must_use]
    pub fn selection(&self) -> Selection {
        match self {
            Self::Zone(id) => Selection::place(Place::Zone(id.clone())),
            Self::Host(id) => Selection::place(Place::Host(id.clone())),
            Self::Group(_) => Selection::default(),
            Self::Node(id) => Selection::node(id.clone()),
            Self::Link { link, .. } => Selection::link(link.clone()),
        }
    }

    /// Whether this row is about what is selected.
    #[must_use]
    pub fn is_selected(&self, selection: &Selection) -> bool {
        match self {
            Self::Zone(id) => matches!(&selection.place, Some(Place::Zone(zone)) if zone == id),
            Self::Host(id) => matches!(&selection.place, Some(Place::Host(host)) if host == id),
            Self::Group(_) => false,
            Self::Node(id) => selection.nodes.contains(id),
            Self::Link { link, .. } => selection.links.contains(link),
        }
    }

    /// The row for the one thing that is selected; `None` for nothing and for several.
    #[must_use]
    pub fn of(selection: &Selection, design: &Design) -> Option<Self> {
        if let Some(place) = &selection.place {
            return Some(match place {
                Place::Host(id) => Self::Host(id.clone()),
                Place::Zone(id) => Self::Zone(id.clone()),
            });
        }
        if let Some(node) = selection.only_node() {
            return Some(Self::Node(node.clone()));
        }
        let link = design.link(selection.only_link()?)?;
        Some(Self::Link { of: link.from.clone(), link: link.id.clone() })
    }
}

impl Group {
    pub(crate) const ALL: [Self; 3] = [Self::Servers, Self::Shared, Self::Outside];

    fn of(node: &Node, catalogue: &Catalogue) -> Self {
        match catalogue.role(&node.role).map(|role| role.class) {
            Some(RoleClass::Component) | None => Self::Servers,
            Some(RoleClass::Outside) => Self::Outside,
            Some(_) => Self::Shared,
        }
    }
}

impl Outline {
    /// Opens what is closed, and closes what is open.
    pub fn turn(&mut self, row: &Row) {
        let (from, to) = match row.open {
            Some(true) => (&mut self.opened, &mut self.closed),
            Some(false) => (&mut self.closed, &mut self.opened),
            None => return,
        };
        from.remove(&row.item);
        to.insert(row.item.clone());
    }

    fn is_open(&self, item: &Item, design: &Design) -> bool {
        let by_itself = match item {
            Item::Zone(_) | Item::Group(_) => true,
            Item::Host(_) => design.nodes().len() <= MANY,
            Item::Node(_) | Item::Link { .. } => false,
        };
        self.opened.contains(item) || (by_itself && !self.closed.contains(item))
    }

    /// Opens whatever this is in, so that there is a row of it. True when something was closed.
    pub fn uncover(&mut self, item: &Item, design: &Design, catalogue: &Catalogue) -> bool {
        let mut around = Vec::new();
        let mut zone = match item {
            Item::Zone(id) => design.zone(id).and_then(|zone| zone.parent.clone()),
            Item::Host(id) => design.host(id).and_then(|host| host.zone.clone()),
            Item::Group(_) => None,
            Item::Node(id) | Item::Link { of: id, .. } => {
                if matches!(item, Item::Link { .. }) {
                    around.push(Item::Node(id.clone()));
                }
                let Some(node) = design.node(id) else { return false };
                match node.host.as_ref().and_then(|id| design.host(id)) {
                    Some(host) => {
                        around.push(Item::Host(host.id.clone()));
                        host.zone.clone()
                    }
                    None => {
                        around.push(Item::Group(Group::of(node, catalogue)));
                        None
                    }
                }
            }
        };
        while let Some(id) = zone {
            zone = design.zone(&id).and_then(|zone| zone.parent.clone());
            // Zones that lie in one another are a mistake of a file, and end here.
            if around.contains(&Item::Zone(id.clone())) {
                break;
            }
            around.push(Item::Zone(id));
        }
        let mut was_closed = false;
        for item in around {
            if !self.is_open(&item, design) {
                was_closed = true;
                self.closed.remove(&item);
                self.opened.insert(item);
            }
        }
        was_closed
    }
}
