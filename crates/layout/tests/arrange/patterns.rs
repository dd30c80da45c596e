//! The built-in patterns, arranged: small designs as people draw them.

use crate::measure::{arranged, crossings, ids, overlaps, templates, torn_zones};
use std::collections::{BTreeMap, BTreeSet};
use topology::catalogue::LinkPurpose;
use topology::{Graph, NodeId};

#[test]
fn no_card_and_no_frame_of_a_pattern_overlaps_another() {
    for (id, design) in templates() {
        assert_eq!(overlaps(&arranged(&design, &BTreeSet::new())), [""; 0], "{id}");
    }
}

#[test]
fn everything_lies_on_the_grid_from_the_origin_on() {
    for (id, design) in templates() {
        let design = arranged(&design, &BTreeSet::new());
        let places: Vec<_> = design.nodes().map(|node| design.position(&node.id)).collect();
        assert!(places.iter().all(|at| at.x % 8 == 0 && at.y % 8 == 0), "{id} {places:?}");
        assert!(places.iter().all(|at| at.x >= 0 && at.y >= 0), "{id} {places:?}");
    }
}

#[test]
fn traffic_goes_to_the_right() {
    for (id, design) in templates() {
        let design = arranged(&design, &BTreeSet::new());
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        for link in design.links() {
            let purpose = graph.kind(&link.id).map(|kind| kind.purpose);
            if matches!(purpose, Some(LinkPurpose::Balances | LinkPurpose::Shows)) {
                let (from, to) = (design.position(&link.from), design.position(&link.to));
                assert!(from.x < to.x, "{id}: {} {from:?} {to:?}", link.id);
            }
        }
    }
}

#[test]
fn fewer_links_cross_than_in_the_patterns_as_they_were_drawn_by_hand() {
    let (mut before, mut after) = (0, 0);
    for (id, design) in templates() {
        let by_hand = crossings(&design);
        let count = crossings(&arranged(&design, &BTreeSet::new()));
        // Three were drawn with a host torn apart, which an arranged design never has: their lines
        // to the two shares come from further away.
        if overlaps(&design).is_empty() {
            assert!(count <= by_hand, "{id}: {count} after {by_hand}");
        }
        (before, after) = (before + by_hand, after + count);
    }
    assert!(after * 4 < before * 3, "{after} after {before}");
}

#[test]
fn hosts_of_one_zone_stand_together_in_every_column() {
    for (id, design) in templates() {
        let design = arranged(&design, &BTreeSet::new());
        let mut columns: BTreeMap<i32, Vec<_>> = BTreeMap::new();
        for node in design.nodes() {
            let zone = node.host.as_ref().and_then(|host| design.host(host)?.zone.clone());
            let at = design.position(&node.id);
            columns.entry(at.x).or_default().push((at.y, zone));
        }
        for mut column in columns.into_values() {
            column.sort();
            let mut zones: Vec<_> = column.into_iter().filter_map(|(_, zone)| zone).collect();
            zones.dedup();
            let runs = zones.len();
            zones.sort();
            zones.dedup();
            assert_eq!(runs, zones.len(), "{id}");
        }
    }
}

#[test]
fn every_zone_of_a_pattern_has_a_frame_and_no_stranger_in_it() {
    for (id, design) in templates() {
        let design = arranged(&design, &BTreeSet::new());
        assert_eq!(torn_zones(&design), [""; 0], "{id}");
    }
}

#[test]
fn a_pattern_arranged_again_stays() {
    for (id, design) in templates() {
        let once = arranged(&design, &BTreeSet::new());
        assert_eq!(arranged(&once, &BTreeSet::new()), once, "{id}");
    }
}

#[test]
fn pinned_nodes_keep_their_place_and_the_others_make_way() {
    for (id, design) in templates() {
        for (index, node) in design.nodes().enumerate() {
            let pinned = ids(&[node.id.as_str()]);
            let after = arranged(&design, &pinned);
            assert_eq!(after.position(&node.id), design.position(&node.id), "{id} {index}");
            assert_eq!(overlaps(&after), [""; 0], "{id} with {} pinned", node.id);
            if index % 8 == 0 {
                assert_eq!(arranged(&after, &pinned), after, "{id} with {} pinned", node.id);
            }
        }
    }
}

#[test]
fn nothing_overlaps_wherever_half_of_the_nodes_are_pinned() {
    for (id, design) in templates() {
        if !overlaps(&design).is_empty() {
            continue;
        }
        for rest in [0, 1] {
            let every_second = design.nodes().skip(rest).step_by(2);
            let pinned: BTreeSet<NodeId> = every_second.map(|node| node.id.clone()).collect();
            let after = arranged(&design, &pinned);
            let stayed = |id: &NodeId| after.position(id) == design.position(id);
            assert!(pinned.iter().all(stayed), "{id}");
            assert_eq!(overlaps(&after), [""; 0], "{id}");
        }
    }
}

#[test]
fn a_design_whose_nodes_are_all_pinned_stays_as_it_is() {
    for (id, design) in templates() {
        let all = design.nodes().map(|node| node.id.clone()).collect();
        assert_eq!(arranged(&design, &all), design, "{id}");
    }
}
