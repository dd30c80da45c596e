//! The layout of a whole design.

use crate::align::{GRID, on_grid};
use crate::blocks::{BETWEEN, Block, HEADER, PADDING, blocks};
use crate::fold::Size;
use crate::obstacles::{Obstacles, below};
use crate::stack::stack;
use std::collections::BTreeSet;
use topology::{Catalogue, Design, Graph, HostId, Limits, NodeId, Point, Shown, ordered};

/// A place for every node, in the order of their ids: clients at the left, then load balancers,
/// Gateways and portals, what stands behind them, what keeps the data. Nodes of one host stand together, hosts of one
/// zone too. Pinned nodes keep their place; the drawing moves to where they are, and the others make
/// way for them.
#[must_use]
pub fn arrange(
    design: &Design,
    catalogue: &Catalogue,
    pinned: &BTreeSet<NodeId>,
) -> Vec<(NodeId, Point)> {
    if let Some(shown) = Shown::of(design) {
        return with_boxes(design, &shown, catalogue, pinned);
    }
    let graph = Graph::new(design, catalogue);
    let (blocks, web) = blocks(&graph, |id| pinned.contains(id));
    let sizes: Vec<Size> = blocks.iter().map(|block| block.size).collect();
    let stacked = stack(&web, &sizes, BETWEEN);
    let nodes: Vec<_> = design.nodes().collect();
    let mut places: Vec<Point> = nodes.iter().map(|node| design.position(&node.id)).collect();

    let shift = shift(&blocks, &stacked.places, &places, stacked.size(&sizes));
    let standing = nodes.iter().filter(|node| pinned.contains(&node.id));
    let standing = standing.map(|node| (node.host.as_ref(), design.position(&node.id)));
    let mut obstacles = Obstacles::new(standing);
    let movable: BTreeSet<&HostId> = blocks.iter().filter_map(|block| block.host).collect();
    obstacles.add_frames(|host| movable.contains(host));

    let mut put = |block: &Block<'_>, corner: Point| {
        for (node, within) in &block.nodes {
            places[*node] = Point { x: corner.x + within.x, y: corner.y + within.y };
        }
    };
    let mut settled: Vec<bool> = blocks.iter().map(|block| block.pinned).collect();
    for (settled, block) in settled.iter_mut().zip(&blocks) {
        let beside = block.host.and_then(|host| obstacles.take_beside(host, block.size));
        if let Some(first) = beside {
            put(block, Point { x: first.x - PADDING, y: first.y - HEADER });
            *settled = true;
        }
    }
    for column in &stacked.columns {
        let left = column.x + shift.x;
        let widest = column.things.iter().map(|thing| sizes[*thing].w).max().unwrap_or(0);
        let in_way = obstacles.in_column(left, left + widest);
        let mut free = i32::MIN;
        for thing in column.things.iter().filter(|thing| !settled[**thing]) {
            let size = sizes[*thing];
            let wish = (stacked.places[*thing].y + shift.y).max(free);
            let top = below(&in_way, wish, size.h, BETWEEN.rows);
            put(&blocks[*thing], Point { x: left, y: top });
            free = top + size.h + BETWEEN.rows;
        }
    }
    nodes.into_iter().map(|node| node.id.clone()).zip(places).collect()
}

/// What is collapsed is one card here; what is in it moves along with that.
fn with_boxes(
    design: &Design,
    shown: &Shown,
    catalogue: &Catalogue,
    pinned: &BTreeSet<NodeId>,
) -> Vec<(NodeId, Point)> {
    let pinned = ordered::set(pinned.iter().map(|id| shown.card(id).clone()));
    let places = ordered::map(arrange(&shown.design, catalogue, &pinned));
    let place = |id: &NodeId| {
        let (at, boxed) = (design.position(id), shown.boxed(id));
        let card = places.get(shown.card(id)).copied().unwrap_or(at);
        let from = boxed.map_or(at, |boxed| boxed.at);
        Point {
            x: at.x.saturating_add(card.x.saturating_sub(from.x)),
            y: at.y.saturating_add(card.y.saturating_sub(from.y)),
        }
    };
    design.nodes().map(|node| (node.id.clone(), place(&node.id))).collect()
}

/// How far the whole drawing moves, so that most pinned nodes lie near where they would stand; a
/// drawing without any begins at the origin. It stays where the document may have nodes.
fn shift(blocks: &[Block<'_>], stacked: &[Point], places: &[Point], size: Size) -> Point {
    let pinned = || blocks.iter().zip(stacked).filter(|(block, _)| block.pinned);
    let ways = pinned().flat_map(|(block, corner)| {
        block.nodes.iter().map(|(node, within)| {
            let at = places[*node];
            (at.x - corner.x - within.x, at.y - corner.y - within.y)
        })
    });
    let (across, down): (Vec<i32>, Vec<i32>) = ways.unzip();
    Point { x: within(median(across), size.w), y: within(median(down), size.h) }
}

fn median(mut ways: Vec<i32>) -> i32 {
    ways.sort_unstable();
    ways.get(ways.len() / 2).copied().unwrap_or(0)
}

/// On the grid, with room left at the far end for what makes way.
fn within(way: i32, size: i32) -> i32 {
    let limit = Limits::DOCUMENT.coordinate / 10 * 9 / GRID * GRID;
    on_grid(f64::from(way.clamp(-limit, (limit - size).max(-limit))))
}

#[cfg(test)]
mod tests {
    use drawing::Sheet;
    use drawing::geometry::node_rect;
    use drawing::sheet::crosses;
    use topology::{Graph, NodeId};

    #[test]
    fn links_of_arranged_patterns_cross_no_card() {
        let (design, catalogue) = (catalogue::generate(60, 2), catalogue::wso2am_3_1_0());
        let places = crate::arrange(&design, catalogue, &Default::default());
        let at = |id: &NodeId| {
            places.iter().find(|(node, _)| node == id).map(|(_, at)| *at).unwrap_or_default()
        };
        let mut sheet = Sheet::new(&Graph::new(&design, catalogue), at);
        sheet.take_ways(sheet.find_ways());
        let lines: Vec<u32> = (0u32..).zip(sheet.lines()).map(|(number, _)| number).collect();
        for line in lines {
            let way = sheet.way(line, true);
            for node in design.nodes() {
                // What only touches a card is drawn beside it.
                let inside = node_rect(at(&node.id)).grown(-1.5);
                let ends = &sheet.lines()[line as usize];
                let own = [ends.from, ends.to].contains(&sheet.find(&node.id).unwrap());
                assert!(own || !crosses(&way, &inside), "{} {way:?}", node.id);
            }
        }
    }
}
