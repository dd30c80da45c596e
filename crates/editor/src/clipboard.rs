//! Copying and pasting as text: a piece of a design is a design document of its own, so that it goes
//! into a mail and into another design as well.

use std::collections::{BTreeMap, BTreeSet};

use drawing::geometry::{Rect, node_rect};
use topology::{
    Catalogue, Change, Design, Header, Host, HostId, Limits, Node, NodeId, Point, Record, Zone,
    document, ordered,
};

use crate::copies::{self, too_many};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::snap;
use crate::selection::Selection;

/// How far a copy lies from what it copies.
pub(crate) const ASIDE: i32 = 24;

/// What is copied: the text, and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub text: String,
    pub said: String,
}

impl Editor {
    /// The selected nodes with the links among them, the hosts they stand on and their zones; `None`
    /// when no node is selected.
    #[must_use]
    pub fn copied(&self) -> Option<Copied> {
        let (design, chosen) = (self.design(), &self.selection().nodes);
        let nodes: Vec<&Node> = chosen.iter().filter_map(|id| design.node(id)).collect();
        if nodes.is_empty() {
            return None;
        }
        let mut change = Change::new();
        let mut hosts = BTreeSet::new();
        for node in &nodes {
            let host = node.host.as_ref().and_then(|id| design.host(id));
            if let Some(host) = host.filter(|host| hosts.insert(&host.id)) {
                zones_of(design, host, |zone| change.push(None, Some(Record::Zone(zone))));
                change.push(None, Some(Record::Host(host.clone())));
            }
            let at = design.position(&node.id);
            change = change.then(Change::add_node((*node).clone(), at));
        }
        let mut left_out = 0;
        for link in design.links() {
            match (chosen.contains(&link.from), chosen.contains(&link.to)) {
                (true, true) => change.push(None, Some(Record::Link(link.clone()))),
                (false, false) => {}
                _ => left_out += 1,
            }
        }
        let header = Header { settings: BTreeMap::new(), ..design.header().clone() };
        let mut piece = Design::new(header);
        change.apply(&mut piece).ok()?;
        let said = match left_out {
            0 => format!("{} copied", nodes_said(nodes.len())),
            1 => format!("{} copied, without 1 link to others", nodes_said(nodes.len())),
            more => format!("{} copied, without {more} links to others", nodes_said(nodes.len())),
        };
        Some(Copied { text: document::write_piece(&piece), said })
    }

    /// Puts a copied piece into the design as one step: under the pointer, or a bit aside of where it
    /// was. Hosts of the same name are those of this design; others come along.
    pub fn paste(&mut self, piece: &Design, catalogue: &Catalogue) -> Vec<Effect> {
        if piece.nodes().len() == 0 {
            return vec![Effect::Refused("What was copied holds no nodes.".into())];
        }
        if let Some(node) = piece.nodes().find(|node| catalogue.role(&node.role).is_none()) {
            let (role, name) = (&node.role, &node.name);
            let version = &catalogue.product.version;
            return vec![Effect::Refused(format!(
                "{name} is a {role}, a role that version {version} does not have."
            ))];
        }
        if let Some(why) = too_many(self.design(), piece.nodes().len(), piece.links().len()) {
            return vec![Effect::Refused(why)];
        }
        let (mut whole, hosts) = hosts(self.design(), piece);
        if self.design().hosts().len() + piece.hosts().len() > Limits::DOCUMENT.hosts {
            let most = Limits::DOCUMENT.hosts;
            return vec![Effect::Refused(format!("A design has at most {most} hosts."))];
        }
        let (dx, dy) = self.landing(piece);
        let nodes = piece.nodes().map(|node| {
            let at = piece.position(&node.id);
            let host = node.host.as_ref().and_then(|id| hosts.get(id)).cloned();
            let to = Point { x: at.x.saturating_add(dx), y: at.y.saturating_add(dy) };
            (Node { host, ..node.clone() }, to)
        });
        let made = copies::copies(self.design(), catalogue, nodes, piece.links());
        whole = whole.then(made.change);
        let count = made.ids.len();
        let pasted = ordered::set(made.ids.into_values());
        let mut effects = self.apply(whole);
        if effects.iter().any(|effect| matches!(effect, Effect::Changed(_))) {
            effects.extend(self.select(Selection { nodes: pasted, ..Selection::default() }));
            effects.push(Effect::Announce(format!("{} pasted", nodes_said(count))));
        }
        effects
    }

    /// Copies nodes to these places, with the links among them, and selects the copies.
    pub(crate) fn duplicate(
        &mut self,
        places: &BTreeMap<NodeId, Point>,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        if let Some(why) = too_many(self.design(), places.len(), 0) {
            return vec![Effect::Refused(why)];
        }
        let design = self.design();
        let nodes = places.iter().filter_map(|(id, at)| Some((design.node(id)?.clone(), *at)));
        let made = copies::copies(design, catalogue, nodes, design.links());
        let count = made.ids.len();
        let mut effects = self.apply(made.change);
        let nodes = ordered::set(made.ids.into_values());
        effects.extend(self.select(Selection { nodes, ..Selection::default() }));
        effects.push(Effect::Announce(format!("{} duplicated", nodes_said(count))));
        effects
    }

    /// How far a piece is moved.
    fn landing(&self, piece: &Design) -> (i32, i32) {
        let rects = piece.nodes().map(|node| node_rect(piece.position(&node.id)));
        let around = rects.reduce(|a, b| a.union(&b)).unwrap_or_default();
        let to_middle = |middle: (f64, f64)| {
            let corner = Spot::new(middle.0 - around.w / 2.0, middle.1 - around.h / 2.0);
            let (to, from) = (snap::to_grid(corner), snap::to_unit(Spot::new(around.x, around.y)));
            (to.x.saturating_sub(from.x), to.y.saturating_sub(from.y))
        };
        let (mut dx, mut dy) = match self.pointer {
            Some(at) => {
                let at = self.viewport.to_drawing(at);
                to_middle((at.x, at.y))
            }
            None if self.viewport.visible().intersects(&around) => (0, 0),
            None => to_middle(self.viewport.visible().center()),
        };
        // What was pasted before must not be hidden below.
        let taken: BTreeSet<(i32, i32)> = ordered::set(self.design().nodes().map(|node| {
            let at = self.design().position(&node.id);
            (at.x, at.y)
        }));
        let hides = |dx: i32, dy: i32| {
            piece.nodes().any(|node| {
                let at = piece.position(&node.id);
                taken.contains(&(at.x.saturating_add(dx), at.y.saturating_add(dy)))
            })
        };
        for _ in 0..100 {
            if !hides(dx, dy) {
                break;
            }
            (dx, dy) = (dx.saturating_add(ASIDE), dy.saturating_add(ASIDE));
        }
        within(around, dx, dy)
    }
}

/// Keeps a piece inside of what a drawing may use.
fn within(around: Rect, dx: i32, dy: i32) -> (i32, i32) {
    let most = f64::from(Limits::DOCUMENT.coordinate);
    let clamp = |by: i32, from: f64, size: f64| {
        let to = (from + f64::from(by)).clamp(-most, (most - size).max(-most));
        snap::to_unit(Spot::new(to - from, 0.0)).x
    };
    (clamp(dx, around.x, around.w), clamp(dy, around.y, around.h))
}

/// Which host of the design each host of a piece is, and the change that brings those along that are
/// not there.
fn hosts(design: &Design, piece: &Design) -> (Change, BTreeMap<HostId, HostId>) {
    let mut change = Change::new();
    let mut known = BTreeMap::new();
    let by_name: BTreeMap<&str, &HostId> =
        ordered::map(design.hosts().map(|host| (host.hostname.as_str(), &host.id)));
    let mut taken = BTreeSet::new();
    for host in piece.hosts() {
        let same = design.host(&host.id).filter(|own| own.hostname == host.hostname);
        let same = same.map(|own| &own.id).or_else(|| by_name.get(host.hostname.as_str()).copied());
        if let Some(same) = same {
            known.insert(host.id.clone(), same.clone());
            continue;
        }
        let is_free = |id: &HostId| design.host(id).is_none() && !taken.contains(id);
        let mut id = host.id.clone();
        let mut number = 0_u32;
        while !is_free(&id) {
            number += 1;
            id = HostId::new(format!("h{number}")).unwrap_or(id);
        }
        taken.insert(id.clone());
        zones_of(piece, host, |zone| {
            if design.zone(&zone.id).is_none() {
                change.push(None, Some(Record::Zone(zone)));
            }
        });
        change.push(None, Some(Record::Host(Host { id: id.clone(), ..host.clone() })));
        known.insert(host.id.clone(), id);
    }
    (change, known)
}

/// The zone that a host stands in, and those around it.
fn zones_of(design: &Design, host: &Host, mut tell: impl FnMut(Zone)) {
    let mut next = host.zone.as_ref();
    // Zones of a document that was read do not nest in a circle.
    while let Some(zone) = next.and_then(|id| design.zone(id)) {
        tell(zone.clone());
        next = zone.parent.as_ref();
    }
}

pub(crate) fn nodes_said(count: usize) -> String {
    if count == 1 { "1 node".to_owned() } else { format!("{count} nodes") }
}
