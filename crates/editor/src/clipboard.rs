//! Copying and pasting as text: a piece of a design is a design document of its own, so that it goes
//! into a mail and into another design as well.

use std::collections::BTreeMap;

use drawing::geometry::{Rect, between, node_rect};
use messages::say;
use topology::{
    Catalogue, Change, Design, Header, Host, HostId, Limits, Node, NodeId, Point, Record, Zone,
    document,
};

use crate::copies::{Copies, copies, too_many};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::snap;
use crate::selection::Selection;

/// How far a copy lies from what it copies.
pub(crate) const ASIDE: i32 = 24;

/// What is copied: a piece of the design, as text, and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub piece: Design,
    pub text: String,
    pub said: String,
}

impl Editor {
    /// The selected nodes with the links among them, the hosts they stand on and their zones; `None`
    /// when no node is selected.
    #[must_use]
    pub fn copied(&self) -> Option<Copied> {
        let (design, chosen) = (self.design(), &self.selection().nodes);
        let mut change = Change::new();
        for node in chosen.iter().filter_map(|id| design.node(id)) {
            if let Some(host) = node.host.as_ref().and_then(|id| design.host(id)) {
                zones_of(design, host, |zone| change.push(None, Some(Record::Zone(zone))));
                change.push(None, Some(Record::Host(host.clone())));
            }
            change = change.then(Change::add_node(node.clone(), design.position(&node.id)));
        }
        let mut left_out = 0_usize;
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
        let count = piece.nodes().len();
        if count == 0 {
            return None;
        }
        let copied = say!("{nodes} copied", nodes = nodes_said(count));
        let said = match left_out {
            0 => copied,
            1 => say!("{copied}, without 1 link to others", copied),
            links => say!("{copied}, without {links} links to others", copied, links),
        };
        Some(Copied { text: document::write_piece(&piece), piece, said })
    }

    /// Puts a copied piece into the design as one step: under the pointer, or a bit aside of where it
    /// was. Hosts of the same name are those of this design; others come along.
    pub fn paste(&mut self, piece: &Design, catalogue: &Catalogue) -> Vec<Effect> {
        if let Some(why) = self.unfit(piece, catalogue) {
            return vec![Effect::Refused(why)];
        }
        let (change, hosts) = hosts(self.design(), piece);
        let (dx, dy) = self.landing(piece);
        let nodes = piece.nodes().map(|node| {
            let at = piece.position(&node.id);
            let host = node.host.as_ref().and_then(|id| hosts.iter().find(|(old, _)| old == id));
            let host = host.map(|(_, own)| own.clone());
            let to = Point { x: at.x.saturating_add(dx), y: at.y.saturating_add(dy) };
            (Node { host, ..node.clone() }, to)
        });
        let made = copies(self.design(), catalogue, nodes.collect(), piece);
        let mut effects = self.put_copies(change, made, true);
        if let Some(area) = self.area_of(&self.selection) {
            let visible = self.viewport.visible();
            let fits = area.w < visible.w && area.h < visible.h;
            let shown = self.viewport.showing(area);
            effects.extend(self.view(if fits { shown } else { self.viewport.fitted(area) }));
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
        let made = copies(design, catalogue, nodes.collect(), design);
        self.put_copies(Change::new(), made, false)
    }

    fn put_copies(&mut self, with: Change, made: Copies, pasted: bool) -> Vec<Effect> {
        let nodes = made.nodes();
        let count = nodes_said(nodes.len());
        let said = if pasted {
            say!("{nodes} pasted", nodes = count)
        } else {
            say!("{nodes} duplicated", nodes = count)
        };
        let mut effects = self.apply(with.then(made.change));
        // What was refused says so.
        if effects.iter().any(|effect| matches!(effect, Effect::Changed(_))) {
            effects.extend(self.select(Selection { nodes, ..Selection::default() }));
            effects.push(Effect::Announce(said));
        }
        effects
    }

    /// Why a piece cannot be pasted here.
    fn unfit(&self, piece: &Design, catalogue: &Catalogue) -> Option<String> {
        if piece.nodes().len() == 0 {
            return Some(say!("What was copied holds no nodes."));
        }
        if let Some(node) = piece.nodes().find(|node| catalogue.role(&node.role).is_none()) {
            return Some(say!(
                "{name} is a {role}, a role that version {version} does not have.",
                name = &node.name,
                role = node.role.as_str(),
                version = &catalogue.product.version
            ));
        }
        let most = Limits::DOCUMENT.hosts;
        if self.design().hosts().len() + piece.hosts().len() > most {
            return Some(say!("A design has at most {most} hosts.", most));
        }
        too_many(self.design(), piece.nodes().len(), piece.links().len())
    }

    /// How far a piece is moved.
    fn landing(&self, piece: &Design) -> (i32, i32) {
        let mut around: Option<Rect> = None;
        for node in piece.nodes() {
            let card = node_rect(piece.position(&node.id));
            around = Some(around.map_or(card, |rect| rect.union(&card)));
        }
        let around = around.unwrap_or_default();
        let middle = match self.pointer {
            Some(at) => Some(self.viewport.to_drawing(at)),
            None if self.viewport.visible().intersects(&around) => None,
            None => {
                let (x, y) = self.viewport.visible().center();
                Some(Spot::new(x, y))
            }
        };
        let mut by = Spot::default();
        if let Some(middle) = middle {
            let corner = Spot::new(middle.x - around.w / 2.0, middle.y - around.h / 2.0);
            let to = snap::to_grid(corner);
            by = Spot::new(f64::from(to.x) - around.x, f64::from(to.y) - around.y);
        }
        // What was pasted before must not be hidden below: the first node tells.
        let first = piece.nodes().next().map(|node| piece.position(&node.id)).unwrap_or_default();
        let taken = |at: Point| {
            let design = self.design();
            design.nodes().any(|node| design.position(&node.id) == at)
        };
        for _ in 0..100 {
            let there = Spot::new(f64::from(first.x) + by.x, f64::from(first.y) + by.y);
            if !taken(snap::to_unit(there)) {
                break;
            }
            by = Spot::new(by.x + f64::from(ASIDE), by.y + f64::from(ASIDE));
        }
        // It stays inside of what a drawing may use.
        let most = f64::from(Limits::DOCUMENT.coordinate);
        let inside = |by: f64, from: f64, size: f64| between(from + by, -most, most - size) - from;
        let by = Spot::new(inside(by.x, around.x, around.w), inside(by.y, around.y, around.h));
        let by = snap::to_unit(by);
        (by.x, by.y)
    }
}

/// Which host of the design each host of a piece is, and the change that brings those along that are
/// not there.
fn hosts(design: &Design, piece: &Design) -> (Change, Vec<(HostId, HostId)>) {
    let mut change = Change::new();
    let mut known: Vec<(HostId, HostId)> = Vec::new();
    for host in piece.hosts() {
        let own = design.host(&host.id).filter(|own| own.hostname == host.hostname);
        let same = || design.hosts().find(|own| own.hostname == host.hostname);
        if let Some(own) = own.or_else(same) {
            known.push((host.id.clone(), own.id.clone()));
            continue;
        }
        let mut id = host.id.clone();
        let mut number = 0_u32;
        while design.host(&id).is_some() || known.iter().any(|(_, taken)| *taken == id) {
            number += 1;
            id = HostId::new(format!("h{number}")).unwrap_or(id);
        }
        zones_of(piece, host, |zone| {
            if design.zone(&zone.id).is_none() {
                change.push(None, Some(Record::Zone(zone)));
            }
        });
        change.push(None, Some(Record::Host(Host { id: id.clone(), ..host.clone() })));
        known.push((host.id.clone(), id));
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
    if count == 1 { say!("1 node") } else { say!("{count} nodes", count) }
}
