//! What the tests measure of a drawing.

use drawing::geometry::{Rect, host_frames, node_rect};
use std::collections::{BTreeMap, BTreeSet};
use topology::document;
use topology::{Change, Design, NodeId, Point};

/// Every pattern, by its id.
pub(crate) fn templates() -> Vec<(&'static str, Design)> {
    let read = |text: &str| document::parse(text).expect("a pattern is a design");
    catalogue::templates().iter().map(|template| (template.id, read(template.document))).collect()
}

pub(crate) fn ids(names: &[&str]) -> BTreeSet<NodeId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// The design with its nodes moved to where `arrange` wants them.
pub(crate) fn arranged(design: &Design, pinned: &BTreeSet<NodeId>) -> Design {
    moved(design, layout::arrange(design, catalogue::wso2am_3_1_0(), pinned))
}

pub(crate) fn moved(design: &Design, places: Vec<(NodeId, Point)>) -> Design {
    let mut design = design.clone();
    Change::move_nodes(&design, places).apply(&mut design).unwrap();
    design
}

/// Every node's card, with its name.
pub(crate) fn cards(design: &Design) -> Vec<(String, Rect)> {
    design.nodes().map(|node| (node.id.to_string(), node_rect(design.position(&node.id)))).collect()
}

/// What overlaps and must not: cards with cards, frames with frames. Frames are left out by the
/// drawing when a stranger lies in them, so each host that has nodes must have kept its frame.
pub(crate) fn overlaps(design: &Design) -> Vec<String> {
    let frames = host_frames(design);
    let hosts: BTreeSet<_> = design.nodes().filter_map(|node| node.host.as_ref()).collect();
    let framed: BTreeSet<_> = frames.iter().map(|frame| &frame.host).collect();
    let mut wrong: Vec<String> =
        hosts.difference(&framed).map(|host| format!("{host} lost its frame")).collect();
    wrong.extend(meetings(&cards(design)));
    wrong.extend(meetings(
        &frames.iter().map(|frame| (frame.host.to_string(), frame.rect)).collect::<Vec<_>>(),
    ));
    wrong
}

/// Pairs of rectangles that meet, found by the cells of a grid they lie in.
pub(crate) fn meetings(rects: &[(String, Rect)]) -> Vec<String> {
    const CELL: f64 = 256.0;
    let cell = |at: f64| (at / CELL).floor() as i64;
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for (index, (name, rect)) in rects.iter().enumerate() {
        for x in cell(rect.x)..=cell(rect.right()) {
            for y in cell(rect.y)..=cell(rect.bottom()) {
                let others = cells.entry((x, y)).or_default();
                for (other, taken) in others.iter().map(|other| &rects[*other]) {
                    if rect.intersects(taken) {
                        wrong.insert(format!("{name} meets {other}"));
                    }
                }
                others.push(index);
            }
        }
    }
    wrong.into_iter().collect()
}

/// How many pairs of links cross when each is drawn straight from card to card.
pub(crate) fn crossings(design: &Design) -> usize {
    let centre = |id: &NodeId| node_rect(design.position(id)).center();
    let lines: Vec<_> = design
        .links()
        .map(|link| ((&link.from, centre(&link.from)), (&link.to, centre(&link.to))))
        .collect();
    let side = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| {
        (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
    };
    let mut count = 0;
    for (index, (a, b)) in lines.iter().enumerate() {
        for (c, d) in &lines[index + 1..] {
            let share = [a.0, b.0].iter().any(|end| *end == c.0 || *end == d.0);
            let cross = side(a.1, b.1, c.1) * side(a.1, b.1, d.1) < 0.0
                && side(c.1, d.1, a.1) * side(c.1, d.1, b.1) < 0.0;
            if !share && cross {
                count += 1;
            }
        }
    }
    count
}

/// Zones whose frame would enclose a card from elsewhere, and so is not drawn.
pub(crate) fn torn_zones(design: &Design) -> Vec<String> {
    let position = |id: &NodeId| design.position(id);
    let (_, zones) = drawing::zones::staying(design, position, |_| false);
    zones.into_iter().filter(|zone| zone.torn).map(|zone| zone.name).collect()
}
