//! Nodes that are let go on frames of hosts and zones.

use editor::testing::TestEditor;
use editor::{Effect, Input, Modifiers, Spot};
use topology::{Change, Design, Host, Point, Zone, document, notation};

/// A Gateway on each of two hosts, a Key Manager on none; the second host stands in a zone.
fn hands() -> TestEditor<'static> {
    let mut design = notation::design(
        "host h1 vm1
         host h2 vm2
         gw1: gateway @h1
         gw2: gateway @h2
         km1: key-manager",
    );
    let places = [("gw1", 0, 0), ("gw2", 400, 0), ("km1", 0, 300)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    let dmz = Zone { id: "dmz".parse().unwrap(), name: "DMZ".to_owned(), parent: None };
    Change::add_zone(dmz.clone()).apply(&mut design).unwrap();
    let host = design.host(&"h2".parse().unwrap()).unwrap().clone();
    Change::set_host(&design, Host { zone: Some(dmz.id), ..host }).apply(&mut design).unwrap();
    TestEditor::new(design, catalogue::wso2am_3_1_0())
}

fn lives(design: &Design, id: &str) -> (Option<String>, u16) {
    let node = design.node(&id.parse().unwrap()).unwrap();
    (node.host.as_ref().map(ToString::to_string), node.offset)
}

fn said(hands: &TestEditor<'_>) -> Vec<String> {
    let said = |effect: &Effect| {
        if let Effect::Announce(text) = effect { Some(text.clone()) } else { None }
    };
    hands.effects.iter().filter_map(said).collect()
}

#[test]
fn a_node_on_a_hosts_frame_moves_to_the_host_with_a_free_offset_in_one_step() {
    let mut hands = hands();
    let before = document::write(hands.editor.design());
    // Both are Gateways: with the same offset they would open the same ports.
    hands.drag((450.0, 30.0), (195.0, 60.0));
    assert_eq!(lives(hands.editor.design(), "gw2"), (Some("h1".to_owned()), 1));
    let told = "gw2 is on vm1 now, with port offset 1: its ports were taken there.";
    assert!(said(&hands).iter().any(|text| text == told), "{:?}", said(&hands));
    hands.run("undo");
    assert_eq!(document::write(hands.editor.design()), before);
}

#[test]
fn an_offset_that_fits_is_kept() {
    let mut hands = hands();
    hands.drag((450.0, 30.0), (195.0, 60.0)).drag((50.0, 330.0), (-15.0, -30.0));
    // Its ports are those of every server, so two Gateways beside it take the offsets 0 and 1.
    assert_eq!(lives(hands.editor.design(), "km1"), (Some("h1".to_owned()), 2));
    let mut hands = self::hands();
    let mut node = hands.editor.design().node(&"km1".parse().unwrap()).unwrap().clone();
    node.offset = 7;
    let change = Change::set_node(hands.editor.design(), node);
    hands.editor.apply(change);
    hands.drag((50.0, 330.0), (-15.0, -30.0));
    assert_eq!(lives(hands.editor.design(), "km1"), (Some("h1".to_owned()), 7));
    assert!(said(&hands).contains(&"km1 is on vm1 now.".to_owned()));
}

#[test]
fn the_frame_under_the_pointer_is_shown_and_with_control_a_node_is_only_moved() {
    let mut hands = hands();
    let control = Modifiers { shift: false, alt: false, command: true };
    hands.down(450.0, 30.0).to(300.0, 30.0);
    assert_eq!(hands.editor.home(), None);
    hands.to(195.0, 60.0);
    let home = hands.editor.home().unwrap();
    assert_eq!((home.x, home.y), (-20.0, -48.0));
    hands.to_with(195.0, 60.0, control);
    assert_eq!(hands.editor.home(), None);
    hands.input(&Input::Up { at: Spot::new(195.0, 60.0), modifiers: control });
    assert_eq!(lives(hands.editor.design(), "gw2"), (Some("h2".to_owned()), 0));
}

#[test]
fn nodes_let_go_elsewhere_stay_on_their_host() {
    let mut hands = hands();
    hands.drag((450.0, 30.0), (700.0, 300.0));
    assert_eq!(lives(hands.editor.design(), "gw2"), (Some("h2".to_owned()), 0));
    assert_eq!(hands.place("gw2"), (648, 272));
}

#[test]
fn a_whole_host_on_a_zones_frame_stands_in_the_zone() {
    let mut hands = hands();
    // In the zone's frame, above the frame of the host in it.
    hands.drag((50.0, 30.0), (370.0, -85.0));
    let host = hands.editor.design().host(&"h1".parse().unwrap()).unwrap();
    assert_eq!(host.zone.as_ref().map(topology::ZoneId::as_str), Some("dmz"));
    assert!(said(&hands).contains(&"In DMZ now: vm1.".to_owned()), "{:?}", said(&hands));
}
