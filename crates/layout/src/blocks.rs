//! What is moved as one: the hosts of a zone together, the nodes of a host, any other node alone.

use crate::align::GRID;
use crate::fold::{Gaps, Size};
use crate::ranks::{carries_traffic, ranks};
use crate::stack::stack;
use crate::web::Web;
use crate::zones::Drawing;
use drawing::geometry::{FRAME_HEADER, FRAME_PADDING, NODE_HEIGHT, NODE_WIDTH};
use std::collections::BTreeMap;
use topology::{Graph, HostId, NodeId, Point, ZoneId};

/// A node's card.
pub(crate) const CARD: Size = Size { w: on_grid(NODE_WIDTH), h: on_grid(NODE_HEIGHT) };
/// Space between a card and the edge of its block, at least that of a host's frame.
pub(crate) const PADDING: i32 = on_grid(FRAME_PADDING);
/// The same above the card, where the frame says its host's name.
pub(crate) const HEADER: i32 = on_grid(FRAME_PADDING + FRAME_HEADER);
/// Space between the cards of one host.
pub(crate) const WITHIN: Gaps = Gaps { layers: 64, columns: 40, rows: 24 };
/// Space between hosts, and nodes without one.
pub(crate) const BETWEEN: Gaps = Gaps { layers: 80, columns: 40, rows: 24 };
/// Zones within zones are told apart to this depth; a deeper one counts as its parent.
const DEPTH: usize = 8;

/// Nodes that stand together, with their places in the block.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    /// The host whose frame goes around them; `None` for a zone, for a node without a host, and for a
    /// pinned one.
    pub(crate) host: Option<&'a HostId>,
    /// Numbers of nodes, and where their cards lie from the block's corner.
    pub(crate) nodes: Vec<(usize, Point)>,
    pub(crate) size: Size,
    pub(crate) pinned: bool,
}

/// The blocks of a design, and how they are joined. Pinned nodes are blocks of their own: the others
/// are drawn to where they would stand.
pub(crate) fn blocks<'a>(
    graph: &Graph<'a>,
    is_pinned: impl Fn(&NodeId) -> bool,
) -> (Vec<Block<'a>>, Web) {
    let ranks = ranks(graph);
    let mut numbers: BTreeMap<&NodeId, usize> = BTreeMap::new();
    let mut members: Vec<Members<'a>> = Vec::new();
    let mut block_of = Vec::new();
    let mut of_host: BTreeMap<&HostId, usize> = BTreeMap::new();
    for (number, node) in graph.design.nodes().enumerate() {
        numbers.insert(&node.id, number);
        let pinned = is_pinned(&node.id);
        let host = node.host.as_ref().filter(|_| !pinned);
        let block = match host {
            Some(host) => *of_host.entry(host).or_insert(members.len()),
            None => members.len(),
        };
        if block == members.len() {
            let zone = node.host.as_ref().and_then(|host| graph.design.host(host)?.zone.as_ref());
            members.push(Members { host, zone, nodes: Vec::new(), links: Vec::new(), pinned });
        }
        block_of.push((block, members[block].nodes.len()));
        members[block].nodes.push(number);
    }
    let (mut between, mut traffic) = (Vec::new(), Vec::new());
    for link in graph.design.links() {
        let (Some(from), Some(to)) = (numbers.get(&link.from), numbers.get(&link.to)) else {
            continue;
        };
        let ((a, within_a), (b, within_b)) = (block_of[*from], block_of[*to]);
        if a == b {
            members[a].links.push((within_a, within_b));
        } else {
            between.push((a, b));
            if carries_traffic(graph, link) {
                traffic.push((a, b));
            }
        }
    }
    let first = |block: &Members<'_>| block.nodes.iter().map(|node| ranks[*node]).min();
    let known = zones(graph);
    let around = |block: &Members<'_>| block.zone.and_then(|zone| known.get(zone)).cloned();
    let drawing = Drawing {
        layer: members.iter().map(|block| first(block).unwrap_or(0)).collect(),
        zones: members.iter().map(|block| around(block).unwrap_or_default()).collect(),
        blocks: members.iter().map(|block| block.arranged(&ranks)).collect(),
        links: between,
        traffic,
    };
    let mut drawing = drawing.gathered(BETWEEN);
    push_right(&mut drawing.layer, &drawing.traffic);
    let web = Web::new(&drawing.layer, drawing.zones, drawing.links);
    (drawing.blocks, web)
}

struct Members<'a> {
    host: Option<&'a HostId>,
    zone: Option<&'a ZoneId>,
    nodes: Vec<usize>,
    /// Links within the block, by places in `nodes`.
    links: Vec<(usize, usize)>,
    pinned: bool,
}

impl<'a> Members<'a> {
    fn arranged(&self, ranks: &[usize]) -> Block<'a> {
        let ranks: Vec<usize> = self.nodes.iter().map(|node| ranks[*node]).collect();
        let web = Web::new(&ranks, vec![Vec::new(); ranks.len()], self.links.iter().copied());
        let sizes = vec![CARD; ranks.len()];
        let inner = stack(&web, &sizes, WITHIN);
        let Size { w, h } = inner.size(&sizes);
        // A card without a frame keeps the room beside it, so that cards of a column lie in line.
        let above = if self.host.is_some() { HEADER } else { 0 };
        let below = if self.host.is_some() { PADDING } else { 0 };
        let moved = |at: &Point| Point { x: at.x + PADDING, y: at.y + above };
        Block {
            host: self.host,
            nodes: self.nodes.iter().copied().zip(inner.places.iter().map(moved)).collect(),
            size: Size { w: w + 2 * PADDING, h: h + above + below },
            pinned: self.pinned,
        }
    }
}

/// Each zone as the numbers of the zones around it, outermost first, and its own.
fn zones<'a>(graph: &Graph<'a>) -> BTreeMap<&'a ZoneId, Vec<usize>> {
    let design = graph.design;
    let number: BTreeMap<&ZoneId, usize> =
        design.zones().enumerate().map(|(number, zone)| (&zone.id, number)).collect();
    let path = |zone: &'a topology::Zone| {
        let around = std::iter::successors(Some(zone), |zone| design.zone(zone.parent.as_ref()?));
        let ids = around.take(number.len()).filter_map(|zone| number.get(&zone.id).copied());
        let mut path: Vec<usize> = ids.collect();
        path.reverse();
        path.truncate(DEPTH);
        path
    };
    design.zones().map(|zone| (&zone.id, path(zone))).collect()
}

/// Hosts with several nodes may have to stand further right than their first node says, so that
/// traffic comes to them from the left. Blocks that call each other in a circle stay.
fn push_right(layer: &mut [usize], traffic: &[(usize, usize)]) {
    let mut callers = vec![0; layer.len()];
    let mut called = vec![Vec::new(); layer.len()];
    for (from, to) in traffic {
        callers[*to] += 1;
        called[*from].push(*to);
    }
    let mut ready: Vec<usize> = (0..layer.len()).filter(|block| callers[*block] == 0).collect();
    while let Some(block) = ready.pop() {
        for to in &called[block] {
            layer[*to] = layer[*to].max(layer[block] + 1);
            callers[*to] -= 1;
            if callers[*to] == 0 {
                ready.push(*to);
            }
        }
    }
}

/// The next length on the grid.
#[expect(clippy::cast_possible_truncation, reason = "a few units, known when compiled")]
const fn on_grid(units: f64) -> i32 {
    (units.ceil() as i32 + GRID - 1) / GRID * GRID
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::notation;

    #[test]
    fn the_nodes_of_a_host_are_one_block_and_all_others_are_alone() {
        let design = notation::design(
            "host h1 vm1\na: gateway @h1\nb: key-manager @h1\nc: client\nd: gateway @h1\nc -calls-> a",
        );
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let (blocks, web) = blocks(&graph, |id| id.as_str() == "d");
        let nodes: Vec<Vec<usize>> = blocks
            .iter()
            .map(|block| block.nodes.iter().map(|(node, _)| *node).collect())
            .collect();
        assert_eq!(nodes, [vec![0, 1], vec![2], vec![3]]);
        assert_eq!(blocks[0].nodes[0].1, Point { x: PADDING, y: HEADER });
        assert_eq!(web.layers, [vec![1], vec![0, 2]]);
    }

    #[test]
    fn a_host_stands_right_of_what_calls_any_of_its_nodes() {
        let mut layer = vec![3, 3, 3];
        push_right(&mut layer, &[(2, 1), (1, 0)]);
        assert_eq!(layer, [5, 4, 3]);
    }

    #[test]
    fn hosts_that_call_each_other_stay() {
        let mut layer = vec![3, 3];
        push_right(&mut layer, &[(0, 1), (1, 0)]);
        assert_eq!(layer, [3, 3]);
    }
}
