use super::*;
use crate::notation::design;
use crate::{Change, Record, Target};
use serde_json::json;

/// Roles `gateway` and `km` are servers, `db` is none.
fn catalogue() -> Catalogue {
    let role = |id: &str, class: &str| {
        json!({ "id": id, "name": id, "summary": "", "family": "edge", "class": class, "stem": id,
            "source": "test" })
    };
    serde_json::from_value(json!({
        "product": { "id": "wso2am", "name": "", "version": "", "pack": "", "source": "test" },
        "roles": [role("gateway", "component"), role("km", "component"), role("db", "database")],
        "link_kinds": [], "settings": [], "engines": [], "schemas": [], "sections": [],
        "corrections": [],
    }))
    .unwrap()
}

fn names(design: &Design) -> Vec<(String, String, u16)> {
    let row = |node: &Node| (node.id.to_string(), node.hostname.clone(), node.offset);
    design.nodes().map(row).collect()
}

#[test]
fn a_design_without_groups_is_not_copied() {
    let drawn = design("gw1: gateway\ndb1: db ×3");
    let unfolded = Unfolded::new(&drawn, &catalogue());
    assert!(unfolded.is_plain() && std::ptr::eq(unfolded.design(), &raw const drawn));
}

#[test]
fn the_first_keeps_its_names_and_the_others_are_numbered() {
    let drawn = design("gw: gateway ×3 host=gw.example.com\nkm: km ×2 host=km{n}.example.com");
    let unfolded = Unfolded::new(&drawn, &catalogue());
    let row = |id: &str, name: &str| (id.to_owned(), name.to_owned(), 0);
    assert_eq!(
        names(unfolded.design()),
        [
            row("gw", "gw.example.com"),
            row("gw-2", "gw-2.example.com"),
            row("gw-3", "gw-3.example.com"),
            row("km", "km1.example.com"),
            row("km-2", "km2.example.com"),
        ]
    );
    let second = unfolded.design().node(&"gw-2".parse().unwrap()).unwrap();
    assert_eq!((second.name.as_str(), second.replicas), ("gw #2", 1));
}

#[test]
fn on_one_host_they_stand_side_by_side() {
    let drawn = design("host h1 vm.x 10.0.0.1\ngw: gateway ×3 @h1 +4 host=gw.x");
    let unfolded = Unfolded::new(&drawn, &catalogue());
    let ports: Vec<u16> = unfolded.design().nodes().map(|node| node.offset).collect();
    assert_eq!(ports, [4, 5, 6]);
    assert!(unfolded.design().nodes().all(|node| node.hostname == "gw.x"));
}

#[test]
fn every_replica_has_the_links_of_the_drawn_one() {
    let drawn = design(
        "gw: gateway ×3\nkm: km ×2\ndb1: db\nl1: gw -asks-> km\nl2: km -stores-> db1\nl3: db1 -x-> db1",
    );
    let unfolded = Unfolded::new(&drawn, &catalogue());
    let of =
        |kind: &str| unfolded.design().links().filter(|link| link.kind.as_str() == kind).count();
    assert_eq!((of("asks"), of("stores"), of("x")), (6, 2, 1));
    assert_eq!(size(&drawn), (6, 9));
    let copy = Target::Link("l1-6".parse().unwrap());
    assert_eq!(unfolded.target(copy), Target::Link("l1".parse().unwrap()));
}

#[test]
fn an_id_that_is_taken_is_left_alone() {
    let drawn = design("gw: gateway ×2\ngw-2: km");
    let unfolded = Unfolded::new(&drawn, &catalogue());
    let ids: Vec<&str> = unfolded.design().nodes().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["gw", "gw-2", "gw-2-2"]);
    // Thousands that begin alike do not try one another's names.
    let alike = "a".repeat(48);
    let text: String = (0..4_000).map(|n| format!("{alike}{n}: gateway ×2\n")).collect();
    let drawn = design(&text);
    let unfolded = Unfolded::new(&drawn, &catalogue());
    assert_eq!(unfolded.design().nodes().len(), 8_000);
    let last: NodeId = format!("{alike}-2-4001").parse().unwrap();
    assert!(unfolded.design().node(&last).is_some(), "found at its own place");
    let long = "g".repeat(63);
    let drawn = design(&format!("{long}: gateway ×2"));
    assert_eq!(Unfolded::new(&drawn, &catalogue()).design().nodes().len(), 2);
}

#[test]
fn a_change_of_a_replica_becomes_one_of_the_group_where_it_can_hold_for_all() {
    let drawn = design("gw: gateway ×2 host=gw.x\nkm: km\nl1: gw -asks-> km");
    let unfolded = Unfolded::new(&drawn, &catalogue());
    let deployed = unfolded.design();
    let second: NodeId = "gw-2".parse().unwrap();
    let setting: crate::SettingId = "sticky".parse().unwrap();

    let set = Change::set_node_setting(deployed, &second, &setting, Some(true.into()));
    let mut after = drawn.clone();
    unfolded.change(set).unwrap().apply(&mut after).unwrap();
    let group = after.node(&"gw".parse().unwrap()).unwrap();
    assert_eq!((group.settings.len(), group.replicas, group.hostname.as_str()), (1, 2, "gw.x"));

    let renamed = Node { hostname: "y".into(), ..deployed.node(&second).unwrap().clone() };
    assert_eq!(unfolded.change(Change::set_node(deployed, renamed)), None);
    assert_eq!(unfolded.change(Change::remove(deployed, &[second].into(), &[].into())), None);

    let link = |id: &str, to: &str| {
        let (from, kind) = ("km".parse().unwrap(), "asks".parse().unwrap());
        Some(Record::Link(Link { id: id.parse().unwrap(), from, to: to.parse().unwrap(), kind }))
    };
    let mut links = Change::new();
    links.push(None, link("l8", "gw"));
    links.push(None, link("l9", "gw-2"));
    let folded = unfolded.change(links).unwrap();
    assert_eq!(folded.edits().len(), 1, "one drawn link for both");
    folded.apply(&mut after).unwrap();
}

#[test]
fn what_is_kept_is_bounded() {
    use crate::document::{parse, write};
    let text = |replicas: u16, nodes: usize| {
        let mut drawn = Design::new(design("").header().clone());
        for n in 0..nodes {
            let mut node = design("gw: gateway").nodes().next().unwrap().clone();
            node.id = format!("gw{n}").parse().unwrap();
            node.replicas = replicas;
            Change::add_node(node, crate::Point::default()).apply(&mut drawn).unwrap();
        }
        write(&drawn)
    };
    assert!(parse(&text(100, 50)).is_ok());
    for (replicas, nodes, part) in [(0, 1, "replicas"), (101, 1, "replicas"), (100, 51, "nodes")] {
        let refused = parse(&text(replicas, nodes)).unwrap_err().to_string();
        assert!(refused.contains(part), "{refused}");
    }
    let read = parse(&text(7, 1)).unwrap();
    assert_eq!(read.nodes().next().unwrap().replicas, 7);
}
