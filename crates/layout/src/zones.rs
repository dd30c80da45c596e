//! Zones as blocks: what stands in a zone is laid out by itself, as the nodes of a host are, so that
//! nothing from elsewhere comes to lie in the zone's frame.

use crate::blocks::{Block, HEADER, PADDING};
use crate::fold::{Gaps, Size};
use crate::stack::stack;
use crate::web::Web;
use std::collections::BTreeMap;
use topology::Point;

/// Blocks, how far to the right each belongs, and how they are joined, all by their numbers.
pub(crate) struct Drawing<'a> {
    pub(crate) blocks: Vec<Block<'a>>,
    pub(crate) layer: Vec<usize>,
    /// The zones around each block, outermost first.
    pub(crate) zones: Vec<Vec<usize>>,
    pub(crate) links: Vec<(usize, usize)>,
    /// Those links that API calls take.
    pub(crate) traffic: Vec<(usize, usize)>,
}

impl Drawing<'_> {
    /// The same with one block for every zone, from the innermost out. A zone with a pinned node in it
    /// has no block: its frame goes wherever that node is.
    pub(crate) fn gathered(mut self, gaps: Gaps) -> Self {
        let deepest = self.zones.iter().map(Vec::len).max().unwrap_or(0);
        let held: Vec<Vec<usize>> = self
            .blocks
            .iter()
            .zip(&self.zones)
            .filter(|(block, _)| block.pinned)
            .map(|(_, zones)| zones.clone())
            .collect();
        let is_held = |zone: &[usize]| held.iter().any(|held| held.starts_with(zone));
        for depth in (1..=deepest).rev() {
            let mut of_zone: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
            for (block, zones) in self.zones.iter().enumerate() {
                if zones.len() == depth && !is_held(zones) {
                    of_zone.entry(zones.clone()).or_default().push(block);
                }
            }
            if !of_zone.is_empty() {
                self = self.merged(of_zone, 1 + deepest - depth, gaps);
            }
        }
        self
    }

    /// The blocks of each zone in one. Their frame needs room for `frames` frames in each other.
    fn merged(self, of_zone: BTreeMap<Vec<usize>, Vec<usize>>, frames: usize, gaps: Gaps) -> Self {
        let Drawing { blocks, layer, zones, links, traffic } = self;
        let mut into: Vec<Option<usize>> = vec![None; blocks.len()];
        for (number, members) in of_zone.values().enumerate() {
            for member in members {
                into[*member] = Some(number);
            }
        }
        // Links within a zone, by its number.
        let mut within: Vec<Vec<(usize, usize)>> = vec![Vec::new(); of_zone.len()];
        for (a, b) in &links {
            if let (Some(a_zone), Some(b_zone)) = (into[*a], into[*b])
                && a_zone == b_zone
            {
                within[a_zone].push((*a, *b));
            }
        }
        let mut next = Drawing {
            blocks: Vec::new(),
            layer: Vec::new(),
            zones: Vec::new(),
            links: Vec::new(),
            traffic: Vec::new(),
        };
        let mut now = vec![0; blocks.len()];
        let mut blocks: Vec<Option<Block<'_>>> = blocks.into_iter().map(Some).collect();
        for ((path, members), links) in of_zone.into_iter().zip(within) {
            let first = members.iter().map(|member| layer[*member]).min().unwrap_or(0);
            let ranks: Vec<usize> = members.iter().map(|member| layer[*member]).collect();
            let place = |block: usize| members.binary_search(&block).unwrap_or(0);
            let links = links.iter().map(|(a, b)| (place(*a), place(*b)));
            let web = Web::new(&ranks, vec![Vec::new(); members.len()], links);
            for member in &members {
                now[*member] = next.blocks.len();
            }
            let members: Vec<Block<'_>> =
                members.iter().filter_map(|member| blocks[*member].take()).collect();
            next.blocks.push(one(members, &web, frames, gaps));
            next.layer.push(first);
            next.zones.push(path[..path.len() - 1].to_vec());
        }
        for (number, block) in blocks.into_iter().enumerate() {
            let Some(block) = block else { continue };
            now[number] = next.blocks.len();
            next.blocks.push(block);
            next.layer.push(layer[number]);
            next.zones.push(zones[number].clone());
        }
        let moved = |links: Vec<(usize, usize)>| -> Vec<(usize, usize)> {
            let ends = links.into_iter().map(|(a, b)| (now[a], now[b]));
            ends.filter(|(a, b)| a != b).collect()
        };
        (next.links, next.traffic) = (moved(links), moved(traffic));
        next
    }
}

/// Blocks laid out in one. Where a zone holds hosts beside inner zones, its frame is drawn around
/// the hosts with room for the frames of the inner ones.
fn one<'a>(members: Vec<Block<'a>>, web: &Web, frames: usize, gaps: Gaps) -> Block<'a> {
    let sizes: Vec<Size> = members.iter().map(|block| block.size).collect();
    let inner = stack(web, &sizes, gaps);
    let Size { w, h } = inner.size(&sizes);
    let frames = i32::try_from(frames).unwrap_or(1);
    let (beside, above) = (PADDING * frames, HEADER * frames);
    let mut nodes = Vec::new();
    for (block, corner) in members.iter().zip(&inner.places) {
        let (x, y) = (corner.x + beside, corner.y + above);
        let moved = |(node, at): &(usize, Point)| (*node, Point { x: at.x + x, y: at.y + y });
        nodes.extend(block.nodes.iter().map(moved));
    }
    let size = Size { w: w + 2 * beside, h: h + above + beside };
    Block { host: None, nodes, size, pinned: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Size = Size { w: 184, h: 64 };
    const GAPS: Gaps = Gaps { layers: 80, columns: 40, rows: 24 };

    fn drawing(zones: &[&[usize]], pinned: &[usize]) -> Drawing<'static> {
        let block = |number: usize| Block {
            host: None,
            nodes: vec![(number, Point::default())],
            size: CARD,
            pinned: pinned.contains(&number),
        };
        Drawing {
            blocks: (0..zones.len()).map(block).collect(),
            layer: vec![0; zones.len()],
            zones: zones.iter().map(|path| path.to_vec()).collect(),
            links: vec![(0, 1), (1, 2)],
            traffic: vec![(1, 2)],
        }
    }

    #[test]
    fn each_zone_becomes_one_block_and_links_between_zones_stay() {
        let gathered = drawing(&[&[0], &[0], &[1], &[]], &[]).gathered(GAPS);
        let nodes: Vec<Vec<usize>> = gathered
            .blocks
            .iter()
            .map(|block| block.nodes.iter().map(|(node, _)| *node).collect())
            .collect();
        assert_eq!(nodes, [vec![0, 1], vec![2], vec![3]]);
        assert_eq!((gathered.links, gathered.traffic), (vec![(0, 1)], vec![(0, 1)]));
        assert_eq!(gathered.blocks[0].nodes[0].1, Point { x: PADDING, y: HEADER });
    }

    #[test]
    fn a_zone_in_a_zone_lies_in_its_block_with_room_for_both_frames() {
        let gathered = drawing(&[&[0, 1], &[0], &[0, 1], &[]], &[]).gathered(GAPS);
        assert_eq!(gathered.blocks.len(), 2);
        let mut nodes = gathered.blocks[0].nodes.clone();
        nodes.sort_by_key(|(node, _)| *node);
        assert_eq!(nodes.len(), 3);
        assert!(nodes.iter().all(|(_, at)| at.x >= 2 * PADDING && at.y >= 2 * HEADER), "{nodes:?}");
    }

    #[test]
    fn zones_with_a_pinned_node_and_those_around_them_stay_apart() {
        let gathered = drawing(&[&[0, 1], &[0], &[0, 2], &[0, 2]], &[0]).gathered(GAPS);
        assert_eq!(gathered.blocks.len(), 3);
        assert!(gathered.zones.iter().all(|path| path == &[0] || path == &[0, 1]));
    }
}
