//! What stands where, without a pointer: adding into hosts and zones, moving from one to another.

use messages::say;
use topology::catalogue::RoleClass;
use topology::{
    Catalogue, Change, Design, Graph, Host, HostId, Limits, Node, NodeId, Zone, ZoneId,
};

use crate::clipboard::nodes_said;
use crate::create::{free_beside, free_place, new_host};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::kernels::toward::Direction;
use crate::list::Destination;
use crate::quick_add::Join;
use crate::selection::{Place, Selection};
use crate::tools::onto_host;

/// The question for a node in the place that is looked at, or beside the node that is selected on its
/// host; anywhere when there is no such place.
pub(crate) fn ask_inside(editor: &mut Editor, catalogue: &Catalogue) -> Vec<Effect> {
    let selection = editor.selection();
    let design = editor.design();
    let on = selection.only_node().and_then(|id| design.node(id)?.host.clone());
    let place = on.map(Place::Host).or_else(|| selection.place.clone());
    let last = place.as_ref().and_then(|place| {
        design.nodes().filter(|node| place.holds(node, design)).map(|node| &node.id).last()
    });
    let at = match last {
        Some(last) => free_beside(editor, last, Direction::Down),
        None => free_place(editor),
    };
    editor.ask_role(at, place.map_or(Join::Nothing, Join::In), catalogue)
}

/// A change and a node's move into a place; into a zone on a host of its own.
pub(crate) fn moved_in(
    design: &Design,
    change: Change,
    node: &NodeId,
    place: &Place,
    catalogue: &Catalogue,
) -> Option<Change> {
    let mut grown = design.clone();
    change.apply(&mut grown).ok()?;
    let (made, host) = match place {
        Place::Host(id) => (Change::new(), grown.host(id)?.clone()),
        Place::Zone(zone) => {
            let host = new_host(&grown, Some(zone.clone()));
            (Change::add_host(host.clone()), host)
        }
    };
    made.apply(&mut grown).ok()?;
    let nodes = std::slice::from_ref(node);
    let (moved, _) = onto_host(&Graph::new(&grown, catalogue), nodes, &host)?;
    Some(change.then(made).then(moved))
}

/// A host in the zone that is looked at.
pub(crate) fn add_host(editor: &mut Editor) -> Vec<Effect> {
    let host = new_host(editor.design(), zone_here(editor));
    if editor.design().hosts().len() >= Limits::DOCUMENT.hosts {
        return vec![Effect::Refused(say!(
            "A design has at most {most} hosts.",
            most = Limits::DOCUMENT.hosts
        ))];
    }
    let said = say!("Host {name} added", name = &host.hostname);
    let place = Place::Host(host.id.clone());
    added(editor, Change::add_host(host), place, said)
}

/// A zone in the zone that is looked at.
pub(crate) fn add_zone(editor: &mut Editor) -> Vec<Effect> {
    if editor.design().zones().len() >= Limits::DOCUMENT.zones {
        return vec![Effect::Refused(say!(
            "A design has at most {most} zones.",
            most = Limits::DOCUMENT.zones
        ))];
    }
    let id = editor.design().free_zone_id("z");
    let zone = Zone { name: format!("Zone {id}"), id: id.clone(), parent: zone_here(editor) };
    let said = say!("{name} added", name = &zone.name);
    added(editor, Change::add_zone(zone), Place::Zone(id), said)
}

fn zone_here(editor: &Editor) -> Option<ZoneId> {
    match &editor.selection().place {
        Some(Place::Zone(id)) => Some(id.clone()),
        Some(Place::Host(id)) => editor.design().host(id)?.zone.clone(),
        None => None,
    }
}

fn added(editor: &mut Editor, change: Change, place: Place, said: String) -> Vec<Effect> {
    let mut effects = editor.apply(change);
    effects.extend(editor.select(Selection::place(place)));
    effects.push(Effect::Announce(said));
    effects
}

/// Takes a host or a zone away; what was in it stays.
pub(crate) fn remove(editor: &mut Editor, place: &Place) -> Vec<Effect> {
    let design = editor.design();
    let name = place.name(design);
    let (change, said) = match place {
        Place::Host(id) => {
            let on_it = design.nodes().filter(|node| node.host.as_ref() == Some(id)).count();
            let said = match on_it {
                0 => say!("Host {name} deleted", name),
                count => {
                    let nodes = nodes_said(count);
                    say!("Host {name} deleted, {nodes} on it stayed", name, nodes)
                }
            };
            (Change::remove_host(design, id), said)
        }
        Place::Zone(id) => (Change::remove_zone(design, id), say!("Zone {name} deleted", name)),
    };
    let mut effects = editor.apply(change);
    effects.push(Effect::Announce(said));
    effects
}

impl Editor {
    /// Selects what a row of the outline is about, and brings it into view.
    pub fn select_in_view(&mut self, selection: Selection) -> Vec<Effect> {
        let area = self.area_of(&selection);
        let mut effects = self.select(selection);
        if let Some(area) = area {
            effects.extend(self.view(self.viewport.showing(area)));
        }
        effects
    }

    /// Adds a node to what is selected, or takes it out.
    pub fn toggle(&mut self, node: &NodeId) -> Vec<Effect> {
        let mut selection = Selection { place: None, ..self.selection.clone() };
        selection.toggle_node(node);
        self.select(selection)
    }

    /// Moves the selected nodes to a host, or the host or zone that is looked at into a zone, as one
    /// step.
    pub fn move_to(&mut self, to: &Destination, catalogue: &Catalogue) -> Vec<Effect> {
        let design = self.design();
        let found = match &self.selection.place {
            Some(place) => placed(design, place, to),
            None => housed(self, to, catalogue),
        };
        let Some((change, said)) = found else {
            return vec![Effect::Announce(say!("It is there already."))];
        };
        let mut effects = self.apply(change);
        effects.push(Effect::Announce(said));
        effects
    }
}

fn housed(editor: &Editor, to: &Destination, catalogue: &Catalogue) -> Option<(Change, String)> {
    let design = editor.design();
    let nodes: Vec<NodeId> = editor.selection().nodes.iter().cloned().collect();
    let graph = Graph::new(design, catalogue);
    match to {
        Destination::Host(id) => onto_host(&graph, &nodes, design.host(id)?),
        Destination::NewHost => {
            let host = new_host(design, None);
            let (moved, said) = onto_host(&graph, &nodes, &host)?;
            Some((Change::add_host(host).then(moved), said))
        }
        Destination::Zone(_) => None,
        Destination::Nowhere => {
            let mut change = Change::new();
            let on_hosts = nodes.iter().filter_map(|id| design.node(id));
            for node in on_hosts.filter(|node| node.host.is_some()) {
                let off = Node { host: None, ..node.clone() };
                change = change.then(Change::set_node(design, off));
            }
            let said = match nodes.as_slice() {
                [one] => say!("{name} is on no host now.", name = editor.name(one)),
                more => say!("{nodes} are on no host now.", nodes = nodes_said(more.len())),
            };
            (!change.is_empty()).then_some((change, said))
        }
    }
}

fn placed(design: &Design, place: &Place, to: &Destination) -> Option<(Change, String)> {
    let zone = match to {
        Destination::Zone(zone) => Some(zone.clone()),
        Destination::Nowhere => None,
        Destination::Host(_) | Destination::NewHost => return None,
    };
    let change = match place {
        Place::Host(id) => {
            let host = design.host(id).filter(|host| host.zone != zone)?;
            Change::set_host(design, Host { zone: zone.clone(), ..host.clone() })
        }
        Place::Zone(id) => {
            let inner = design.zone(id).filter(|inner| inner.parent != zone)?;
            Change::set_zone(design, Zone { parent: zone.clone(), ..inner.clone() })
        }
    };
    let name = place.name(design);
    let said = match zone.and_then(|zone| design.zone(&zone)) {
        Some(zone) => say!("{name} is in {zone} now.", name, zone = &zone.name),
        None => say!("{name} is in no zone now.", name),
    };
    Some((change, said))
}

/// The host that all of these nodes are on.
pub(crate) fn common_host<'d>(
    design: &'d Design,
    nodes: impl Iterator<Item = &'d NodeId>,
) -> Option<&'d HostId> {
    let mut hosts = nodes.filter_map(|id| design.node(id)).map(|node| node.host.as_ref());
    let first = hosts.next()??;
    hosts.all(|host| host == Some(first)).then_some(first)
}

/// Whether a role is put onto machines.
pub(crate) fn is_housed(class: RoleClass) -> bool {
    class != RoleClass::Outside
}
