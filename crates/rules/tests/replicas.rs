//! Rules look at each replica of a group, and speak of what is drawn.

use rules::{Finding, validate};
use topology::{Change, Design, Target, notation};

fn of(rule: &str, design: &Design) -> Vec<Finding> {
    let found = validate(design, catalogue::wso2am_3_1_0());
    found.into_iter().filter(|finding| finding.rule == rule).collect()
}

fn node(id: &str) -> Target {
    Target::Node(id.parse().unwrap())
}

#[test]
fn a_group_needs_what_several_nodes_need() {
    let design = notation::design("gw: gateway ×4 host=gw.example.com");
    let found = of("ha-without-lb", &design);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(of("ha-without-lb", &notation::design("gw: gateway host=gw.x")).is_empty());
    let shares = of("share-missing-gateway", &design);
    assert_eq!(shares.len(), 1, "{shares:#?}");
}

#[test]
fn a_fix_that_links_every_replica_draws_one_link() {
    let mut design = notation::design("gw: gateway ×4 host=gw.example.com");
    let fix = of("ha-without-lb", &design).remove(0).fix.expect("a fix");
    let links = design.links().len();
    fix.change.apply(&mut design).unwrap();
    assert_eq!(design.links().len(), links + 1);
    assert!(of("ha-without-lb", &design).is_empty());
    assert_eq!(design.node(&"gw".parse().unwrap()).unwrap().replicas, 4);
}

#[test]
fn what_holds_for_each_replica_is_said_once() {
    let found =
        of("km-url-missing", &notation::design("gw: gateway ×3 host=gw.x\nkm: key-manager"));
    let targets: Vec<&Target> = found.iter().map(|finding| &finding.target).collect();
    assert_eq!(targets, [&node("gw")]);
}

#[test]
fn replicas_on_one_host_have_ports_of_their_own() {
    let design = notation::design("host h vm.x 10.0.0.1\ngw: gateway ×3 @h");
    assert!(of("port-collision-host", &design).is_empty());
    let full = notation::design("host h vm.x 10.0.0.1\ngw: gateway ×38 @h");
    // 8243 and 8280 lie 37 apart.
    assert_eq!(of("port-collision-host", &full).len(), 1);
}

/// A setting has many lines: each wrong one is told, once for the group.
#[test]
fn each_line_of_a_groups_addition_is_told_once() {
    let mut design = notation::design("gw: gateway ×3 host=gw.example.com");
    let (id, gw) = ("config.addition".parse().unwrap(), "gw".parse().unwrap());
    let lines = Some("[server]\nhostname = \"x\"\noffset = 9\nmode = \"single\"".into());
    Change::set_node_setting(&design, &gw, &id, lines).apply(&mut design).unwrap();
    let found = of("cfg-duplicate-key", &design);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found
            .iter()
            .all(|f| f.target == Target::Setting { node: Some(gw.clone()), setting: id.clone() })
    );
    found[0].fix.as_ref().expect("a fix").change.apply(&mut design).unwrap();
    let left = design.node(&gw).unwrap().settings[&id].to_string();
    assert_eq!(left, "[server]\noffset = 9\nmode = \"single\"");
}
