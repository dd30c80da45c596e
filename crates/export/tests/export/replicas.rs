//! A group of replicas exports what its replicas would, drawn one by one.

use std::collections::BTreeSet;

use export::{BundleOptions, Exporter};
use topology::replicas::Unfolded;
use topology::{Design, Target};

use crate::support::{bundle, catalogue, config, shown, values};

const GROUP: &str = "host h1 vm1.example.com 10.0.0.1
     db: database @h1 host=db.example.com
     km: key-manager ×2 host=km.example.com
     tm: traffic-manager ×2 host=tm{n}.example.com
     lb: load-balancer host=api.example.com
     lbkm: load-balancer host=keys.example.com
     gw: gateway ×4 host=gw.example.com
     pub: publisher host=pub.example.com
     lb -balances-> gw
     lbkm -balances-> km
     gw -validates-with-> lbkm
     gw -reports-to-> tm
     gw -stores-in-> db
     km -reports-to-> tm
     km -stores-in-> db
     tm -stores-in-> db
     pub -publishes-to-> lb
     pub -reports-to-> tm
     pub -stores-in-> db";

fn group() -> Design {
    topology::notation::design(GROUP)
}

#[test]
fn draw_one_gateway_and_export_four() {
    let bundle = bundle(&group());
    let folders: BTreeSet<&str> = bundle
        .files
        .iter()
        .filter_map(|file| file.path.strip_prefix("nodes/")?.split('/').next())
        .collect();
    let all = ["gw", "gw-2", "gw-3", "gw-4", "km", "km-2", "pub", "tm", "tm-2"];
    assert_eq!(folders, BTreeSet::from(all));
    let nginx = bundle.file("load-balancers/lb/nginx.conf").unwrap();
    let nginx = String::from_utf8_lossy(&nginx.bytes);
    for server in ["gw.example.com", "gw-2.example.com", "gw-4.example.com"] {
        assert!(nginx.contains(&format!("server {server}:8243")), "{server}\n{nginx}");
    }
}

/// Source: fact sheet 2.8, one group and one decision endpoint for each Traffic Manager.
#[test]
fn every_replica_points_at_every_replica() {
    let found = values(&config(&group(), "gw-3"));
    let value = |key: &str| shown(&found[key]);
    assert_eq!(value("server.hostname"), "api.example.com");
    assert_eq!(value("apim.key_manager.service_url"), "https://keys.example.com:443/services/");
    assert_eq!(
        value("apim.throttling.throttle_decision_endpoints"),
        r#"["tcp://tm1.example.com:5672", "tcp://tm2.example.com:5672"]"#
    );
    let second = "apim.throttling.url_group[1].traffic_manager_urls";
    assert_eq!(value(second), r#"["tcp://tm2.example.com:9611"]"#);
}

#[test]
fn a_group_is_what_its_replicas_are_drawn_one_by_one() {
    let drawn = group();
    let unfolded = Unfolded::new(&drawn, catalogue());
    let (group, single) = (bundle(&drawn), bundle(unfolded.design()));
    // These hold the drawing itself, or its checksum.
    let of_the_drawing = ["design.json", "topology.svg", "manifest.json", "SHA256SUMS"];
    assert_eq!(group.files.len(), single.files.len());
    for (one, other) in group.files.iter().zip(&single.files) {
        if !of_the_drawing.contains(&one.path.as_str()) {
            assert_eq!(one, other);
        }
    }
    let document = group.file("design.json").unwrap();
    let again = topology::document::parse(std::str::from_utf8(&document.bytes).unwrap()).unwrap();
    assert_eq!(again, drawn, "the bundle holds the drawing, not what it stands for");
    let picture = String::from_utf8_lossy(&group.file("topology.svg").unwrap().bytes).into_owned();
    assert!(picture.contains(">×4<"), "{picture}");
}

#[test]
fn what_is_said_of_a_replica_points_at_the_drawing() {
    let drawn = group();
    let exporter = Exporter::new(&drawn, catalogue());
    let path = "nodes/gw-3/repository/conf/deployment.toml";
    assert_eq!(exporter.node_of(path).map(topology::NodeId::as_str), Some("gw"));
    let file = exporter.file(path).unwrap();
    for target in file.origins.iter().flat_map(|origin| &origin.targets) {
        let there = match target {
            Target::Node(id) => drawn.node(id).is_some(),
            Target::Link(id) => drawn.link(id).is_some(),
            Target::Setting { node, .. } => node.iter().all(|id| drawn.node(id).is_some()),
            Target::Host(id) => drawn.host(id).is_some(),
            Target::Design => true,
        };
        assert!(there, "{target:?}");
    }
}

#[test]
fn one_of_them_or_the_group_can_be_asked_for() {
    let drawn = group();
    let exporter = Exporter::new(&drawn, catalogue());
    let folders = |id: &str| {
        let node = exporter.node(id);
        let bundle = exporter.bundle(&BundleOptions { node });
        bundle.files.iter().filter(|file| file.path.ends_with("deployment.toml")).count()
    };
    assert_eq!((folders("gw"), folders("gw-2"), folders("pub")), (4, 1, 1));
    assert!(exporter.node("gw-5").is_none());
}
