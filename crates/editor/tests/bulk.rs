//! Several nodes and links as one form.

use std::collections::BTreeSet;

use editor::Editor;
use editor::kernels::bulk::{Bulk, Edit, Shared, with_option};
use editor::kernels::bulk_links::BulkLinks;
use topology::{Design, Graph, NodeId, SettingId, SettingValue, notation};

fn hands() -> Design {
    notation::design(
        "host h1 vm1
         host h2 vm2
         gw1: gateway @h1
         gw2: gateway @h2 +3
         km1: key-manager @h1
         db1: database @h1
         db2: database @h2
         c1: client",
    )
}

fn ids(text: &str) -> BTreeSet<NodeId> {
    text.split_whitespace().map(|id| id.parse().unwrap()).collect()
}

fn bulk<'d>(design: &'d Design, nodes: &str) -> Bulk<'d> {
    Bulk::new(design, catalogue::wso2am_3_1_0(), &ids(nodes))
}

fn names(bulk: &Bulk<'_>) -> BTreeSet<String> {
    bulk.settings().iter().map(|spec| spec.id.to_string()).collect()
}

#[test]
fn the_fields_are_those_that_all_have() {
    let design = hands();
    let (gateways, mixed) = (bulk(&design, "gw1 gw2"), bulk(&design, "gw1 km1"));
    assert!(gateways.have_hosts() && gateways.are_servers());
    assert!(names(&mixed).is_subset(&names(&gateways)) && !names(&mixed).is_empty());
    assert!(names(&mixed).len() < names(&gateways).len());
    let with_database = bulk(&design, "gw1 db1");
    assert!(with_database.have_hosts() && !with_database.are_servers());
    assert!(!bulk(&design, "gw1 c1").have_hosts());
    // Nothing is selected any more: there is nothing to fill in.
    let none = bulk(&design, "gone");
    assert!(!none.have_hosts() && none.settings().is_empty());
    assert_eq!(none.shared(|node| node.offset), None);
}

#[test]
fn what_differs_is_mixed_and_what_holds_for_all_is_shown() {
    let design = hands();
    let gateways = bulk(&design, "gw1 gw2");
    assert_eq!(gateways.shared(|node| node.offset), Some(Shared::Mixed));
    assert_eq!(gateways.shared(|node| node.replicas), Some(Shared::Same(1)));
    assert_eq!(gateways.shared(|node| &node.host), Some(Shared::Mixed));
}

/// A list of a database, with two of its options.
fn choice() -> (SettingId, [String; 2]) {
    ("database.schemas".parse().unwrap(), ["apim_db", "analytics_db"].map(str::to_owned))
}

#[test]
fn an_option_of_a_list_is_chosen_for_all_and_the_others_stay() {
    let (id, options) = choice();
    let mut design = hands();
    let own = SettingValue::List(vec![options[1].clone()]);
    let none = SettingValue::List(Vec::new());
    for (node, list) in [("db1", &own), ("db2", &none)] {
        let node = node.parse().unwrap();
        topology::Change::set_node_setting(&design, &node, &id, Some(list.clone()))
            .apply(&mut design)
            .unwrap();
    }
    let spec = catalogue::wso2am_3_1_0().setting(id.as_str()).unwrap();
    let databases = bulk(&design, "db1 db2");
    assert_eq!(databases.given(&id), 2);
    assert_eq!(databases.setting(spec), Shared::Mixed);
    assert_eq!(databases.option(spec, &options[0]), Shared::Same(false));
    assert_eq!(databases.option(spec, &options[1]), Shared::Mixed);
    let on = Edit::Option { setting: id.clone(), option: options[0].clone(), on: true };
    let change = databases.edit(&on).unwrap();
    assert_eq!(change.edits().len(), 2);
    let mut after = design.clone();
    change.apply(&mut after).unwrap();
    let list = |id_of: &str| {
        let node = after.node(&id_of.parse().unwrap()).unwrap();
        node.settings.get(&id).and_then(SettingValue::as_list).map(<[String]>::to_vec).unwrap()
    };
    assert_eq!(list("db1"), [options[1].clone(), options[0].clone()]);
    assert_eq!(list("db2"), [options[0].clone()]);
    assert_eq!(with_option(Some(&own), &options[1], false), none);
}

#[test]
fn one_value_for_all_is_one_step_of_undo_and_leaves_out_who_has_it() {
    let design = hands();
    let mut editor = Editor::new(design.clone());
    let change = bulk(&design, "gw1 gw2 km1").edit(&Edit::Offset(3)).unwrap();
    // The second Gateway has this offset.
    assert_eq!(change.edits().len(), 2);
    editor.apply(change);
    let offsets = |editor: &Editor| -> Vec<u16> {
        ids("gw1 gw2 km1").iter().map(|id| editor.design().node(id).unwrap().offset).collect()
    };
    assert_eq!(offsets(&editor), [3, 3, 3]);
    editor.undo();
    assert_eq!(offsets(&editor), [0, 3, 0]);
}

#[test]
fn what_one_of_them_cannot_take_none_takes_and_each_is_named() {
    let design = hands();
    // Both open 11111, among others.
    let refused = bulk(&design, "gw1 km1").edit(&Edit::Offset(60_000)).unwrap_err();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].starts_with("gw1 would open port 71111;"), "{refused:?}");
    assert!(refused[1].starts_with("km1 would open port 71111;"), "{refused:?}");
    let refused = bulk(&design, "gw1 gw2").edit(&Edit::Replicas(101)).unwrap_err();
    assert_eq!(refused[1], "gw2 cannot stand for 101 servers, only for 1 to 100.");
    let (id, options) = choice();
    let on = Edit::Option { setting: id, option: options[0].clone(), on: true };
    assert_eq!(bulk(&design, "db1 c1").edit(&on).unwrap_err(), ["c1 has no such setting."]);
    let gone = Edit::Host(Some("h9".parse().unwrap()));
    assert_eq!(bulk(&design, "gw1 gw2").edit(&gone).unwrap_err().len(), 2);
}

#[test]
fn more_servers_than_fit_are_refused_as_a_whole() {
    let many: String = (0..60).map(|n| format!("g{n}: gateway\n")).collect();
    let design = notation::design(&many);
    let all: Vec<String> = (0..60).map(|n| format!("g{n}")).collect();
    let all = bulk(&design, &all.join(" ")).edit(&Edit::Replicas(100)).unwrap_err();
    assert_eq!(all, ["The design would stand for 6000 servers; at most 5000 fit."]);
}

#[test]
fn a_setting_of_all_is_given_and_taken_away() {
    let design = hands();
    let gateways = bulk(&design, "gw1 gw2");
    let specs = gateways.settings();
    let boolean = |spec: &&&topology::catalogue::SettingSpec| {
        spec.kind == topology::catalogue::SettingKind::Boolean
    };
    let spec = *specs.iter().find(boolean).unwrap();
    let held = gateways.setting(spec).same().flatten().and_then(SettingValue::as_bool);
    let other = SettingValue::Bool(!held.unwrap_or_default());
    let mut after = design.clone();
    let one = bulk(&design, "gw1").edit(&Edit::Setting(spec.id.clone(), Some(other.clone())));
    one.unwrap().apply(&mut after).unwrap();
    assert_eq!(bulk(&after, "gw1 gw2").setting(spec), Shared::Mixed);
    let both = bulk(&after, "gw1 gw2").edit(&Edit::Setting(spec.id.clone(), Some(other.clone())));
    both.unwrap().apply(&mut after).unwrap();
    assert_eq!(bulk(&after, "gw1 gw2").setting(spec), Shared::Same(Some(&other)));
    let none = bulk(&after, "gw1 gw2").edit(&Edit::Setting(spec.id.clone(), None)).unwrap();
    none.apply(&mut after).unwrap();
    assert_eq!(after, design);
    let wrong = bulk(&design, "gw1 gw2").edit(&Edit::Setting(spec.id.clone(), Some("x".into())));
    assert!(wrong.unwrap_err()[0].contains("takes true or false"));
}

#[test]
fn links_mean_what_all_of_them_may() {
    let design = notation::design(
        "gw1: gateway\ngw2: gateway\nkm1: key-manager\ndb1: database
         l1: gw1 -validates-with-> km1
         l2: gw2 -validates-with-> km1",
    );
    let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
    let both: BTreeSet<_> = ["l1", "l2"].map(|id| id.parse().unwrap()).into();
    let links = BulkLinks::new(&graph, &both);
    let kind = "validates-with".parse().unwrap();
    assert_eq!(links.kind(), Some(Shared::Same("validates-with".parse().unwrap())));
    assert!(links.kinds().iter().any(|found| found.id == kind));
    assert!(links.edit(&kind).unwrap().is_empty());
    let refused = links.edit(&"balances".parse().unwrap()).unwrap_err();
    assert_eq!(refused[0], "The link from gw1 to km1 cannot mean this.");
    assert_eq!(refused.len(), 2);
}
