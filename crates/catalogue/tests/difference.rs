//! What is other in one design than in another, said in the catalogue's words.

use topology::difference::{Became, Difference, Differences};
use topology::notation::design;
use topology::{Change, Design, Environment, Header, NodeId, Point};

/// As the command line tells it.
fn told(old: &Design, new: &Design) -> Vec<String> {
    let differences = Differences::between(old, new, catalogue::wso2am_3_1_0());
    let line = |one: &Difference| {
        let sign = match one.became {
            Became::Added => '+',
            Became::Removed => '-',
            Became::Changed => '~',
        };
        let details: Vec<String> = one
            .details
            .iter()
            .map(|detail| format!("{}: {} > {}", detail.what, detail.before, detail.after))
            .collect();
        format!("{sign} {} [{}]", one.name, details.join("; "))
    };
    differences.parts.iter().map(line).collect()
}

#[test]
fn what_is_other_is_told_by_the_names_that_people_gave() {
    let old = design("host h1 vm1\nkm1: key-manager @h1\ngw1: gateway @h1 +1\nl1: gw1 -validates-with-> km1");
    let new = design("host h1 vm1\nhost h2 vm3\ngw1: gateway @h2 +2\ntm1: traffic-manager @h1\nl2: gw1 -sends-policies-to-> tm1");
    assert_eq!(
        told(&old, &new),
        [
            "+ Host vm3 []",
            "~ gw1, Gateway [host: vm1 > vm3; port offset: 1 > 2]",
            "- km1, Key Manager []",
            "+ tm1, Traffic Manager []",
            "- gw1 validates keys with km1 []",
            "+ gw1 sends policies to tm1 []",
        ]
    );
    assert_eq!(told(&old, &old), [""; 0]);
    let back = told(&new, &old);
    assert_eq!(back.iter().filter(|line| line.starts_with('-')).count(), 3);
}

#[test]
fn what_only_lies_elsewhere_is_counted_apart() {
    let old = design("gw1: gateway");
    let mut new = old.clone();
    let id: NodeId = "gw1".parse().unwrap();
    let moved = Change::move_nodes(&old, [(id.clone(), Point { x: 5, y: 6 })]);
    moved.apply(&mut new).unwrap();
    let differences = Differences::between(&old, &new, catalogue::wso2am_3_1_0());
    assert_eq!((differences.parts.len(), differences.moved), (0, vec![id]));
    assert!(Differences::between(&old, &old, catalogue::wso2am_3_1_0()).is_empty());
}

#[test]
fn settings_and_what_the_design_is_for_are_told() {
    let old = design("gw1: gateway");
    let header = Header { environment: Environment::Production, ..old.header().clone() };
    let mut new = old.clone();
    Change::set_header(&old, header).apply(&mut new).unwrap();
    let id: NodeId = "gw1".parse().unwrap();
    let setting = "jwt.enabled".parse().unwrap();
    let set = Change::set_node_setting(&new, &id, &setting, Some(topology::SettingValue::Bool(true)));
    set.apply(&mut new).unwrap();
    let lines = told(&old, &new);
    assert!(lines[0].ends_with("[environment: Development > Production]"), "{lines:?}");
    assert_eq!(lines[1], "~ gw1, Gateway [jwt.enabled:  > true]");
}

