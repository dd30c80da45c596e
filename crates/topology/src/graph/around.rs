//! Links with what they join, and what lies around each node: found once, then asked.

use std::collections::HashMap;

use foldhash::quality::RandomState;

use crate::catalogue::{Catalogue, LinkKind, LinkPurpose, Role};
use crate::{Link, Node};

/// A link with what it means and the nodes it joins.
#[derive(Debug, Clone, Copy)]
pub struct Joined<'a> {
    pub link: &'a Link,
    /// What it means; `None` when the catalogue does not know its kind.
    pub kind: Option<&'a LinkKind>,
    pub from: End<'a>,
    pub to: End<'a>,
}

impl Joined<'_> {
    /// Whether it is there for a purpose.
    #[must_use]
    pub fn is_for(&self, purpose: LinkPurpose) -> bool {
        self.kind.is_some_and(|kind| kind.purpose == purpose)
    }
}

/// A node at an end of a link.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    pub node: &'a Node,
    /// `None` when the catalogue does not know it.
    pub role: Option<&'a Role>,
    /// Whether a link of this kind may have a node of this role at this end.
    pub fits: bool,
    place: usize,
}

impl End<'_> {
    /// The node's place in the order of ids.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }
}

/// Items of each node, or of what else has places, in their order.
#[derive(Debug)]
pub struct Of<T> {
    /// Where the items of each begin, and of the last one end.
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T: Copy> Of<T> {
    /// From pairs of a place below `places` and an item there. They are walked twice.
    #[must_use]
    pub fn new(places: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0; places + 2];
        let mut filler = None;
        let mut count = 0;
        for (place, item) in pairs.clone() {
            filler = Some(item);
            if let Some(of) = starts.get_mut(place + 2) {
                *of += 1;
                count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut items: Vec<T> = filler.map(|item| vec![item; count]).unwrap_or_default();
        // Where the next item of a place goes: in the end, where those of the place behind it begin.
        for (place, item) in pairs {
            let Some(next) = starts.get_mut(place + 1) else { continue };
            if let Some(slot) = items.get_mut(*next) {
                *slot = item;
                *next += 1;
            }
        }
        Self { starts, items }
    }

    /// The items of a place; none where nothing has it.
    #[must_use]
    pub fn of(&self, place: usize) -> &[T] {
        let range = self.starts.get(place).zip(self.starts.get(place + 1));
        range.and_then(|(start, end)| self.items.get(*start..*end)).unwrap_or_default()
    }
}

/// Where each id stands in a list. It is only asked, never iterated, so what is made with it has the order of
/// the list; its keys are hashed with a secret, so that nobody can draw a design whose ids collide.
pub type Places<'a> = HashMap<&'a str, usize, RandomState>;

/// The places of ids in a list.
#[must_use]
pub fn places<'a>(ids: impl Iterator<Item = &'a str>) -> Places<'a> {
    ids.enumerate().map(|(place, id)| (id, place)).collect()
}

/// Everything that is asked of nodes and links.
#[derive(Debug)]
pub(super) struct Around<'a> {
    /// Nodes in the order of their ids, with their roles.
    pub(super) nodes: Vec<(&'a Node, Option<&'a Role>)>,
    /// Nodes whose role the catalogue knows, in the order of their ids.
    pub(super) known: Vec<(&'a Node, &'a Role)>,
    /// Links in the order of their ids.
    pub(super) links: Vec<Joined<'a>>,
    pub(super) outgoing: Of<&'a Link>,
    /// The same with what they join.
    pub(super) joined: Of<Joined<'a>>,
    pub(super) incoming: Of<&'a Link>,
    /// The load balancers in front: asked for every name, also of a database that thousands of links
    /// end at.
    pub(super) balancers: Of<&'a Node>,
    node_ids: Places<'a>,
}

impl<'a> Around<'a> {
    /// Of these nodes and links, which come in the order of their ids. A link without one of its nodes is left out.
    pub(super) fn new(
        given: &[&'a Node],
        linked: impl ExactSizeIterator<Item = &'a Link>,
        catalogue: &'a Catalogue,
    ) -> Self {
        let roles = places(catalogue.roles.iter().map(|role| role.id.as_str()));
        let role_at = |id: &str| roles.get(id).copied();
        let node_ids = places(given.iter().map(|node| node.id.as_str()));
        let mut nodes = Vec::with_capacity(given.len());
        let mut known = Vec::with_capacity(given.len());
        let mut roles_of = Vec::with_capacity(given.len());
        for node in given.iter().copied() {
            let at = role_at(node.role.as_str());
            let role = at.map(|at| &catalogue.roles[at]);
            nodes.push((node, role));
            roles_of.push(at);
            known.extend(role.map(|role| (node, role)));
        }
        let kinds = places(catalogue.link_kinds.iter().map(|kind| kind.id.as_str()));
        let ends = Ends::new(catalogue, role_at);
        let find = |id: &crate::NodeId| node_ids.get(id.as_str()).copied();
        let mut links = Vec::with_capacity(linked.len());
        for link in linked {
            let kind = kinds.get(link.kind.as_str()).copied();
            let end = |place: usize, side: usize| {
                let (node, role) = nodes[place];
                let fits = kind.zip(roles_of[place]).is_some_and(|(k, r)| ends.fit(k, r, side));
                End { node, role, fits, place }
            };
            let (Some(from), Some(to)) = (find(&link.from), find(&link.to)) else { continue };
            let kind = kind.map(|at| &catalogue.link_kinds[at]);
            links.push(Joined { link, kind, from: end(from, FROM), to: end(to, TO) });
        }
        let count = nodes.len();
        let balancing = links.iter().filter(|joined| joined.is_for(LinkPurpose::Balances));
        Self {
            known,
            outgoing: Of::new(count, links.iter().map(|joined| (joined.from.place, joined.link))),
            joined: Of::new(count, links.iter().map(|joined| (joined.from.place, *joined))),
            incoming: Of::new(count, links.iter().map(|joined| (joined.to.place, joined.link))),
            balancers: Of::new(count, balancing.map(|one| (one.to.place, one.from.node))),
            node_ids,
            links,
            nodes,
        }
    }

    /// A node's place in the order of ids.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.node_ids.get(id).copied()
    }

    pub(super) fn link(&self, id: &str) -> Option<&Joined<'a>> {
        let at = self.links.binary_search_by(|joined| joined.link.id.as_str().cmp(id)).ok()?;
        self.links.get(at)
    }
}

const FROM: usize = 0;
const TO: usize = 1;

/// Which roles the links of each kind may join: asked for every link, so no names are compared.
struct Ends {
    roles: usize,
    fit: Vec<[bool; 2]>,
}

impl Ends {
    fn new(catalogue: &Catalogue, role_at: impl Fn(&str) -> Option<usize>) -> Self {
        let roles = catalogue.roles.len();
        let mut fit = vec![[false; 2]; roles * catalogue.link_kinds.len()];
        for (at, kind) in catalogue.link_kinds.iter().enumerate() {
            for (side, allowed) in [(FROM, &kind.from), (TO, &kind.to)] {
                for role in allowed.iter().filter_map(|id| role_at(id.as_str())) {
                    fit[at * roles + role][side] = true;
                }
            }
        }
        Self { roles, fit }
    }

    fn fit(&self, kind: usize, role: usize, side: usize) -> bool {
        self.fit[kind * self.roles + role][side]
    }
}
