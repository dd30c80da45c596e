//! Ten times the nodes take about ten times the work, also where every node has a finding with a fix.
//! Rules run after each edit in the browser, so one that compares every node with every other is felt.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use topology::{Change, Design, Host, Node, SettingValue};

/// What linear work may take for ten times the nodes. Quadratic work takes about a hundred times as
/// long.
const BOUND: u32 = 40;

/// The best of a few runs: the machine has other things to do.
fn time(design: &Design, runs: usize) -> (Duration, usize) {
    let runs = (0..runs).map(|_| {
        let start = Instant::now();
        let found = rules::validate(design, catalogue::wso2am_3_1_0());
        (start.elapsed(), found.len())
    });
    runs.min().unwrap()
}

fn assert_scales(shape: &str, least_findings: usize, make: impl Fn(usize) -> Design) {
    let (small, _) = time(&make(500), 5);
    let (large, found) = time(&make(5_000), 4);
    assert!(found >= least_findings, "{shape}: only {found} findings");
    assert!(large <= small * BOUND, "{shape}: {small:?} for 500 nodes, {large:?} for 5000");
}

fn edited(nodes: usize, edit: impl Fn(&mut Node)) -> Design {
    let mut design = catalogue::generate(nodes, 7);
    let mut change = Change::new();
    for node in design.nodes() {
        let mut after = node.clone();
        edit(&mut after);
        change = change.then(Change::set_node(&design, after));
    }
    change.apply(&mut design).unwrap();
    design
}

fn without_links(mut design: Design) -> Design {
    let links: BTreeSet<_> = design.links().map(|link| link.id.clone()).collect();
    Change::remove(&design, &BTreeSet::new(), &links).apply(&mut design).unwrap();
    design
}

#[test]
fn a_design_without_errors() {
    assert_scales("generated", 0, |nodes| catalogue::generate(nodes, 7));
}

#[test]
fn every_node_unlinked() {
    assert_scales("unlinked", 5_000, |nodes| without_links(catalogue::generate(nodes, 7)));
}

#[test]
fn every_load_balancer_with_nothing_behind_it() {
    assert_scales("nothing behind", 1_000, |nodes| {
        let mut design = catalogue::generate(nodes, 7);
        let links = design.links().filter(|link| link.kind == "balances");
        let links: BTreeSet<_> = links.map(|link| link.id.clone()).collect();
        Change::remove(&design, &BTreeSet::new(), &links).apply(&mut design).unwrap();
        design
    });
}

#[test]
fn every_node_nameless() {
    assert_scales("nameless", 4_000, |nodes| {
        edited(nodes, |node| {
            node.host = None;
            node.hostname.clear();
        })
    });
}

#[test]
fn every_gateway_beside_as_many_analytics_workers() {
    assert_scales("analytics", 4_000, |nodes| {
        without_links(edited(nodes, |node| {
            if node.role.as_str() != "gateway" {
                node.role = "analytics-worker".parse().unwrap();
                node.settings.clear();
            }
        }))
    });
}

#[test]
fn every_node_with_one_name() {
    assert_scales("one name", 4_000, |nodes| {
        edited(nodes, |node| {
            node.host = None;
            node.hostname = "same.example.com".into();
        })
    });
}

#[test]
fn every_node_on_one_host() {
    assert_scales("one host", 3_000, |nodes| {
        let mut design = edited(nodes, |_| {});
        let host = Host {
            id: "all".parse().unwrap(),
            hostname: "all.example.com".into(),
            address: String::new(),
            zone: None,
            os: Default::default(),
            memory: None,
            cores: None,
        };
        Change::add_host(host).apply(&mut design).unwrap();
        let mut change = Change::new();
        for node in design.nodes() {
            let after = Node { host: Some("all".parse().unwrap()), ..node.clone() };
            change = change.then(Change::set_node(&design, after));
        }
        change.apply(&mut design).unwrap();
        design
    });
}

#[test]
fn every_gateway_with_a_typed_address_and_a_setting_that_is_none() {
    assert_scales("typed", 5_000, |nodes| {
        edited(nodes, |node| {
            for (id, text) in [
                ("key_manager.service_url", "https://gw1.example.com:9443/services/"),
                ("oauth.revoke_endpoint", "https://km1.example.com:9443/revoke"),
                ("keystore.primary.alias", node.id.as_str()),
            ] {
                node.settings.insert(id.parse().unwrap(), SettingValue::Text(text.to_owned()));
            }
        })
    });
}

/// A design's addition goes into every file; each of its wrong lines is told once.
#[test]
fn one_addition_for_every_node() {
    let text: String = (0..40)
        .map(|n| format!("[t{n}]\nx = \"$ref{{a.b{n}}}\"\ny_password = \"secret\"\n"))
        .collect();
    let text = format!("server.hostname = \"x\"\nserver.offset = 9\n{text}");
    assert_scales("addition", 60, |nodes| {
        let mut design = catalogue::generate(nodes, 7);
        let id = "config.addition".parse().unwrap();
        let value = Some(SettingValue::Text(text.clone()));
        Change::set_design_setting(&design, &id, value).apply(&mut design).unwrap();
        design
    });
}

/// S14: graphs that are as bad as they may be.
#[test]
fn chains_stars_rings_cliques_and_nested_zones() {
    for shape in trials::Shape::ALL {
        let least = trials::tries(200, 500);
        let (small, _) = time(&trials::shaped(shape, least), 5);
        let (large, _) = time(&trials::shaped(shape, least * 10), 3);
        assert!(
            large <= small * BOUND,
            "{shape}: {small:?} for {least}, {large:?} for ten times it"
        );
    }
}
