//! Designs as large as the product accepts, and odd ones.

use crate::measure::{arranged, cards, ids, meetings, overlaps, torn_zones};
use drawing::geometry::Rect;
use std::collections::BTreeSet;
use topology::{Design, HostId, notation};

/// What lies on a host of its own has this frame; checked without asking every card for every frame.
fn frames(design: &Design) -> Vec<(String, Rect)> {
    let mut seen: BTreeSet<&HostId> = BTreeSet::new();
    let nodes = design.nodes().filter(|node| node.host.as_ref().is_some_and(|h| seen.insert(h)));
    let card = |node: &topology::Node| drawing::geometry::node_rect(design.position(&node.id));
    let frame = |card: Rect| Rect::new(card.x - 20.0, card.y - 48.0, card.w + 40.0, card.h + 68.0);
    nodes.map(|node| (node.id.to_string(), frame(card(node)))).collect()
}

#[test]
fn five_thousand_nodes_find_places_without_overlaps_and_in_the_shape_of_a_screen() {
    let design = arranged(&catalogue::generate(5_000, 1), &BTreeSet::new());
    assert_eq!(meetings(&cards(&design)), [""; 0]);
    assert_eq!(meetings(&frames(&design)), [""; 0]);
    let all = cards(&design).into_iter().map(|(_, card)| card).reduce(|a, b| a.union(&b)).unwrap();
    assert!(all.w < 3.0 * all.h && all.h < 3.0 * all.w, "{} x {}", all.w, all.h);
}

#[test]
fn a_large_design_arranged_again_stays() {
    let once = arranged(&catalogue::generate(800, 3), &BTreeSet::new());
    assert_eq!(arranged(&once, &BTreeSet::new()), once);
}

#[test]
fn nodes_that_are_pinned_anywhere_are_met_by_no_other() {
    for seed in 0..6_i32 {
        let mut design = catalogue::generate(300, 1);
        let scattered = |n: i32| {
            let (x, y) = (n * 7_919 % 40 * 211 + seed * 13, n * 104_729 % 30 * 97 - seed * 411);
            topology::Point { x, y }
        };
        let nodes = design.nodes().map(|node| node.id.clone()).zip(0..);
        let pinned: Vec<_> =
            nodes.filter(|(_, n)| n % (seed + 2) == 0).map(|(id, n)| (id, scattered(n))).collect();
        topology::Change::move_nodes(&design, pinned.clone()).apply(&mut design).unwrap();
        let pinned: BTreeSet<_> = pinned.into_iter().map(|(id, _)| id).collect();
        let after = arranged(&design, &pinned);
        assert!(pinned.iter().all(|id| after.position(id) == design.position(id)));
        // Pinned ones may lie on each other and within each other's frames: that is what was asked
        // for. Each host has one node here, and its name.
        let is_pinned = |name: &str| {
            pinned.iter().any(|id| id.as_str() == name.strip_prefix("h-").unwrap_or(name))
        };
        let mut wrong = overlaps(&after);
        wrong.retain(|what| {
            let name = |word: usize| what.split(' ').nth(word).unwrap_or_default();
            !(is_pinned(name(0)) && (name(1) == "lost" || is_pinned(name(2))))
        });
        assert_eq!(wrong, [""; 0], "seed {seed}");
        assert_eq!(arranged(&after, &pinned), after, "seed {seed}");
    }
}

#[test]
fn hosts_that_are_pinned_in_part_keep_clear_of_each_other() {
    for seed in 0..8_i32 {
        let hosts: String = (0..12).map(|h| format!("host h{h} vm{h}\n")).collect();
        let nodes = (0..48).map(|n| {
            let role = ["gateway", "publisher", "key-manager", "database"][n as usize % 4];
            format!("n{n}: {role} @h{} +{n}\n", n * 5 % 12)
        });
        let mut design = notation::design(&(hosts + &nodes.collect::<String>()));
        let pinned = (0..12_i32).filter(|h| (h + seed) % 3 != 0).map(|h| {
            let at = topology::Point { x: h % 4 * (400 + seed * 90), y: h / 4 * (300 + seed * 50) };
            (format!("n{h}").parse::<topology::NodeId>().unwrap(), at)
        });
        let pinned: Vec<_> = pinned.collect();
        topology::Change::move_nodes(&design, pinned.clone()).apply(&mut design).unwrap();
        let pinned = pinned.into_iter().map(|(id, _)| id).collect();
        let after = arranged(&design, &pinned);
        assert_eq!(meetings(&cards(&after)), [""; 0], "seed {seed}");
    }
}

/// Hosts in nested zones, each with some nodes, and nodes without a host between them.
fn zoned(seed: usize) -> Design {
    use std::fmt::Write as _;
    let mut text = String::new();
    for host in 0..24 {
        writeln!(text, "host h{host} vm{host}").unwrap();
    }
    for node in 0..60 {
        let role = ["load-balancer", "gateway", "key-manager", "database"][(node + seed) % 4];
        // Every fifth has no host.
        let host = if node % 5 == 0 { String::new() } else { format!(" @h{} +{node}", node % 24) };
        writeln!(text, "n{node}: {role}{host}").unwrap();
    }
    for node in 0..60 {
        writeln!(text, "n{node} -knows-> n{}", (node * 7 + seed) % 60).unwrap();
    }
    let mut design = notation::design(&text);
    let mut zone = |name: &str, parent: Option<&str>| {
        let zone = topology::Zone {
            id: name.parse().unwrap(),
            name: name.to_owned(),
            parent: parent.map(|parent| parent.parse().unwrap()),
        };
        topology::Change::add_zone(zone).apply(&mut design).unwrap();
    };
    zone("north", None);
    zone("south", None);
    zone("north-data", Some("north"));
    let hosts: Vec<topology::Host> = design.hosts().cloned().collect();
    for (number, mut host) in hosts.into_iter().enumerate() {
        let name = ["north", "south", "north-data", ""][(number + seed) % 4];
        host.zone = name.parse().ok();
        topology::Change::set_host(&design, host).apply(&mut design).unwrap();
    }
    design
}

#[test]
fn zones_in_zones_hold_their_hosts_and_nothing_else() {
    for seed in 0..6 {
        let design = zoned(seed);
        let after = arranged(&design, &BTreeSet::new());
        assert_eq!(overlaps(&after), [""; 0], "seed {seed}");
        assert_eq!(torn_zones(&after), [""; 0], "seed {seed}");
        assert_eq!(arranged(&after, &BTreeSet::new()), after, "seed {seed}");
        // One that is pinned takes its zone apart, and no more than that.
        let pinned = ids(&["n1"]);
        let after = arranged(&after, &pinned);
        assert_eq!(overlaps(&after), [""; 0], "seed {seed}");
    }
}

#[test]
fn a_host_with_many_nodes_is_one_frame_that_is_no_tower() {
    let nodes: String = (1..=60).map(|n| format!("g{n}: gateway @h1 +{n}\n")).collect();
    let text = format!("host h1 vm1\nhost h2 vm2\n{nodes}db: database @h2\ng1 -stores-in-> db");
    let design = arranged(&notation::design(&text), &BTreeSet::new());
    assert_eq!(overlaps(&design), [""; 0]);
    let frame = drawing::geometry::host_frames(&design)[0].rect;
    assert!(frame.w < 3.0 * frame.h && frame.h < 3.0 * frame.w, "{frame:?}");
}

#[test]
fn nodes_join_the_pinned_node_of_their_host() {
    let text = "host h1 vm1\nhost h2 vm2\na: gateway @h1\nb: key-manager @h1\nc: database @h2\n\
                d: client\nd -calls-> a\na -stores-in-> c\nb -stores-in-> c";
    let design = notation::design(text);
    let after = arranged(&design, &ids(&["b"]));
    assert_eq!(after.position(&"b".parse().unwrap()), design.position(&"b".parse().unwrap()));
    assert_eq!(overlaps(&after), [""; 0]);
}

#[test]
fn two_hosts_whose_nodes_call_each_other_find_places() {
    let text = "host h1 vm1\nhost h2 vm2\nl1: load-balancer @h1\ng1: gateway @h1\n\
                l2: load-balancer @h2\ng2: gateway @h2\nl1 -balances-> g2\nl2 -balances-> g1";
    assert_eq!(overlaps(&arranged(&notation::design(text), &BTreeSet::new())), [""; 0]);
}

#[test]
fn roles_that_the_catalogue_does_not_know_find_places_too() {
    let design = arranged(&notation::design("a: stranger\nb: gateway\na -knows-> b"), &ids(&[]));
    assert_eq!(overlaps(&design), [""; 0]);
    assert_eq!(arranged(&notation::design(""), &ids(&["a"])), notation::design(""));
}

#[test]
fn a_drawing_pinned_at_the_edge_of_the_canvas_stays_within_it() {
    let mut design = notation::design("a: gateway\nb: database\nc: client\na -stores-in-> b");
    let far = topology::Point { x: 1_000_000, y: -1_000_000 };
    topology::Change::move_nodes(&design, [("a".parse().unwrap(), far)])
        .apply(&mut design)
        .unwrap();
    let after = arranged(&design, &ids(&["a"]));
    let places = after.nodes().map(|node| after.position(&node.id));
    let limit = topology::Limits::DOCUMENT.coordinate;
    let outside = places.filter(|at| at.x.abs() > limit || at.y.abs() > limit);
    assert_eq!(outside.collect::<Vec<_>>(), []);
    assert_eq!(after.position(&"a".parse().unwrap()), far);
}
