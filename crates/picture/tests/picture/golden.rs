//! Files in other programs' words as they were accepted. `UPDATE_GOLDEN=1` writes them anew; then read
//! the difference, and open it in the program.

use std::fs;
use std::path::Path;

use picture::Format;
use topology::{Design, document};

use crate::support::{template, text};

fn assert_accepted(name: &str, made: &str) {
    let accepted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(accepted.parent().unwrap()).unwrap();
        fs::write(&accepted, made).unwrap();
    }
    let expected = fs::read_to_string(&accepted)
        .unwrap_or_else(|error| panic!("{}: {error}", accepted.display()));
    assert!(made == expected, "{name} is not as accepted; made:\n{made}");
}

/// Zones in zones, hosts in them, one host whose frame would enclose a stranger, replicas.
fn zones() -> Design {
    document::parse(
        r#"{
  "format": 1, "name": "Two zones", "product": { "id": "wso2am", "version": "3.1.0" },
  "zones": [ { "id": "site", "name": "Site" }, { "id": "dmz", "name": "DMZ", "parent": "site" }, { "id": "empty", "name": "Nothing here" } ],
  "hosts": [
    { "id": "h1", "hostname": "edge1.example.com", "address": "10.0.0.1", "zone": "dmz" },
    { "id": "h2", "hostname": "core1.example.com", "zone": "site" },
    { "id": "h3", "hostname": "wide1.example.com" }
  ],
  "nodes": [
    { "id": "gw", "role": "gateway", "name": "Gateway", "host": "h1", "replicas": 4 },
    { "id": "km", "role": "key-manager", "name": "Key Manager", "host": "h2" },
    { "id": "db", "role": "database", "name": "Users & keys" },
    { "id": "lb", "role": "load-balancer", "name": "Balancer", "host": "h3" },
    { "id": "tm", "role": "traffic-manager", "name": "Traffic Manager", "host": "h3" }
  ],
  "links": [
    { "id": "l1", "from": "gw", "to": "km", "kind": "validates-with" },
    { "id": "l2", "from": "lb", "to": "gw", "kind": "balances" }
  ],
  "layout": {
    "gw": { "x": 300, "y": 0 }, "km": { "x": 640, "y": 0 }, "db": { "x": 500, "y": 300 },
    "lb": { "x": 0, "y": 300 }, "tm": { "x": 1000, "y": 300 }
  }
}"#,
    )
    .unwrap()
}

#[test]
fn drawings_in_other_words_are_as_accepted() {
    for (name, design) in [("guide-ha", template("guide-ha")), ("zones", zones())] {
        for format in [Format::Mermaid, Format::Drawio] {
            assert_accepted(&format!("{name}.{}", format.extension()), &text(&design, format));
        }
    }
}

#[test]
fn containers_carry_what_stands_in_them_at_its_place() {
    let file = text(&zones(), Format::Drawio);
    let file = roxmltree::Document::parse(&file).unwrap();
    let cell = |label: &str| {
        file.descendants()
            .find(|node| node.attribute("value").is_some_and(|value| value.contains(label)))
            .unwrap_or_else(|| panic!("no {label}"))
    };
    let place = |label: &str| {
        let (mut at, mut x, mut y) = (cell(label), 0.0, 0.0);
        loop {
            let geometry = at.first_element_child().unwrap();
            let number = |name| geometry.attribute(name).unwrap().parse::<f64>().unwrap();
            (x, y) = (x + number("x"), y + number("y"));
            let parent = at.attribute("parent").unwrap();
            if parent == "1" {
                return (x, y);
            }
            at = file.descendants().find(|node| node.attribute("id") == Some(parent)).unwrap();
        }
    };
    assert_eq!(place("<b>Gateway"), (300.0, 0.0));
    assert_eq!(place("Key Manager"), (640.0, 0.0));
    let id = |label: &str| cell(label).attribute("id").unwrap();
    assert_eq!(cell("<b>Gateway").attribute("parent"), Some(id("edge1")));
    assert_eq!(cell("edge1").attribute("parent"), Some(id("DMZ")));
    assert_eq!(cell("DMZ").attribute("parent"), Some(id("Site")));
    assert_eq!(cell("Balancer").attribute("parent"), Some("1"), "its host has no frame");
    let link = cell("validates");
    assert_eq!(link.attribute("source"), Some(id("<b>Gateway")));
    assert_eq!(link.attribute("target"), Some(id("Key Manager")));
}
