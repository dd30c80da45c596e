//! What is collapsed is one card for the layout.

use crate::measure::{arranged, overlaps};
use std::collections::BTreeSet;
use topology::{Change, Container, Design, NodeId, Point, Shown, document};

/// The guide's sample, whose five components stand on one host, with that host collapsed.
fn sample() -> Design {
    let template = catalogue::template("guide-sample").unwrap();
    let mut design = document::parse(template.document).unwrap();
    let host = design.nodes().find_map(|node| node.host.clone()).unwrap();
    Change::collapse(&design, &Container::Host(host), true).apply(&mut design).unwrap();
    design
}

fn places(design: &Design) -> Vec<(NodeId, Point)> {
    design.nodes().map(|node| (node.id.clone(), design.position(&node.id))).collect()
}

#[test]
fn it_moves_as_one_and_nothing_lies_on_it() {
    let before = sample();
    let after = arranged(&before, &BTreeSet::new());
    let (old, new) = (Shown::of(&before).unwrap(), Shown::of(&after).unwrap());
    assert_eq!(overlaps(&new.design), [""; 0]);
    let boxed = &old.boxes()[0];
    assert!(boxed.nodes.len() > 1);
    let to = new.boxes()[0].at;
    assert_eq!(to, new.design.position(&boxed.card));
    for node in &boxed.nodes {
        let (from, at) = (before.position(node), after.position(node));
        assert_eq!(
            (at.x - from.x, at.y - from.y),
            (to.x - boxed.at.x, to.y - boxed.at.y),
            "{node}"
        );
    }
    assert_eq!(places(&arranged(&after, &BTreeSet::new())), places(&after), "and then it stays");
}

#[test]
fn one_pinned_node_pins_all_of_it() {
    let design = sample();
    let inside = Shown::of(&design).unwrap().boxes()[0].nodes.clone();
    let after = arranged(&design, &[inside[1].clone()].into());
    for node in &inside {
        assert_eq!(after.position(node), design.position(node), "{node}");
    }
}
