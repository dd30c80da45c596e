//! What is presented: the saved views, or the whole drawing and then its parts in the order of the
//! traffic.

use drawing::geometry::{FRAME_HEADER, FRAME_PADDING, Rect, node_rect};
use messages::{said, say};
use topology::graph::Tier;
use topology::{Graph, HostId, Node, NodeId, Point, View, ZoneId};

use crate::clipboard::nodes_said;
use crate::facts::named;
use crate::kernels::order::order;
use crate::kernels::viewport::{Viewport, ZOOM};

/// One step of a presentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    pub name: String,
    /// What is said to it.
    pub notes: String,
    /// The nodes that are lit while the others are pale; empty where all are.
    pub lit: Vec<NodeId>,
    area: Rect,
    /// It was saved as it was seen: no room is left around it.
    exact: bool,
}

/// Room around what is fitted, in pixels: the bar lies there.
const ROOM: f64 = 72.0;
/// What is fitted is drawn no larger than so many times.
const LARGEST: f64 = 1.25;
/// A zone has a host's frame in it, and both have names.
const AROUND: f64 = 2.0 * FRAME_PADDING + FRAME_HEADER;

impl Slide {
    /// How the drawing lies in this pane.
    #[must_use]
    pub fn viewport(&self, pane: &Viewport) -> Viewport {
        let (room, largest) = if self.exact { (0.0, ZOOM.1) } else { (ROOM, LARGEST) };
        pane.fitted_within(self.area, room, largest)
    }

    fn saved(view: &View, whole: Rect, graph: &Graph<'_>) -> Self {
        let area = view.area.map(|area| {
            let [x, y, w, h] = [area.x, area.y, area.width, area.height].map(f64::from);
            Rect::new(x, y, w, h)
        });
        let there = view.lit.iter().filter(|id| graph.design.node(id).is_some());
        Self {
            name: view.name.clone(),
            notes: view.notes.clone(),
            lit: there.cloned().collect(),
            area: area.unwrap_or(whole),
            exact: area.is_some(),
        }
    }
}

/// The slides of a design; none for an empty one without views.
/// `at` says where a node is seen.
pub(super) fn of(
    graph: &Graph<'_>,
    whole: Option<Rect>,
    at: &dyn Fn(&NodeId) -> Point,
) -> Vec<Slide> {
    if graph.design.views().len() > 0 {
        let whole = whole.unwrap_or_default();
        return graph.design.views().map(|view| Slide::saved(view, whole, graph)).collect();
    }
    let Some(whole) = whole else { return Vec::new() };
    let mut slides = vec![Slide {
        name: graph.design.name().to_owned(),
        notes: about(graph),
        lit: Vec::new(),
        area: whole,
        exact: false,
    }];
    let parts = parts(graph);
    // A part that is everything has been shown.
    if parts.len() > 1 {
        slides.extend(parts.iter().map(|(part, nodes)| of_part(graph, part, nodes, at)));
    }
    slides
}

/// `8 nodes on 3 hosts, 12 links`.
fn about(graph: &Graph<'_>) -> String {
    let (nodes, hosts) = (graph.design.nodes().len(), graph.design.hosts().len());
    let nodes = nodes_said(nodes);
    let placed = match hosts {
        0 => nodes,
        1 => say!("{nodes} on 1 host", nodes),
        hosts => say!("{nodes} on {hosts} hosts", nodes, hosts),
    };
    let links = match graph.design.links().len() {
        1 => say!("1 link"),
        count => say!("{count} links", count),
    };
    [&placed, ", ", &links, "."].concat()
}

/// What belongs together: a zone, a host with several nodes, or what stands at one distance from the
/// callers.
#[derive(PartialEq)]
enum Part<'g> {
    Zone(&'g ZoneId),
    Host(&'g HostId),
    Tier(Tier),
}

fn parts<'g>(graph: &Graph<'g>) -> Vec<(Part<'g>, Vec<&'g Node>)> {
    let design = graph.design;
    let mut parts: Vec<(Part<'g>, Vec<&'g Node>)> = Vec::new();
    for node in order(graph, |id| design.position(id)).into_iter().filter_map(|id| design.node(id))
    {
        let host = node.host.as_ref().and_then(|host| design.host(host));
        let others = |id: &HostId| {
            design.nodes().any(|other| other.host.as_ref() == Some(id) && other.id != node.id)
        };
        let part = match host {
            Some(host) if host.zone.is_some() => host.zone.as_ref().map(Part::Zone),
            Some(host) if others(&host.id) => Some(Part::Host(&host.id)),
            _ => None,
        };
        let part = part.unwrap_or_else(|| Part::Tier(graph.tier(node).0));
        match parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, nodes)) => nodes.push(node),
            None => parts.push((part, vec![node])),
        }
    }
    parts
}

fn of_part(
    graph: &Graph<'_>,
    part: &Part<'_>,
    nodes: &[&Node],
    at: &dyn Fn(&NodeId) -> Point,
) -> Slide {
    let design = graph.design;
    let roles = || {
        nodes
            .iter()
            .map(|node| graph.role(&node.id).map_or(node.role.as_str(), |role| said(&role.name)))
    };
    let name = match part {
        Part::Zone(id) => design.zone(id).map(|zone| zone.name.clone()),
        Part::Host(id) => design.host(id).map(|host| host.hostname.clone()),
        Part::Tier(_) => named(roles()),
    };
    let names = named(nodes.iter().map(|node| node.name.as_str()));
    let cards = nodes.iter().map(|node| node_rect(at(&node.id)));
    let area = cards.reduce(|a, b| a.union(&b)).unwrap_or_default().grown(AROUND);
    Slide {
        name: name.unwrap_or_default(),
        notes: names.map(|names| names + ".").unwrap_or_default(),
        lit: nodes.iter().map(|node| node.id.clone()).collect(),
        area,
        exact: false,
    }
}
