//! Hosts and zones as one card: they are pointed at, moved, walked to and opened as one.

use editor::testing::TestEditor;
use editor::{Effect, Input, Modifiers, Spot};
use topology::{Change, Container, Design, Host, NodeId, Point, Target, Zone, notation};

/// Two Gateways on a host in a zone, a Key Manager on another, a load balancer before the Gateways.
fn design() -> Design {
    let mut design = notation::design(
        "host h1 vm1\nhost h2 vm2\ngw1: gateway @h1\ngw2: gateway @h1\nkm1: key-manager @h2\n\
         lb1: load-balancer\nl1: lb1 -balances-> gw1\nl2: lb1 -balances-> gw2\n\
         l3: gw1 -validates-with-> km1\nl4: gw2 -validates-with-> km1",
    );
    let zone = Zone { id: "core".parse().unwrap(), name: "Core".into(), parent: None };
    Change::add_zone(zone.clone()).apply(&mut design).unwrap();
    let host = design.host(&"h1".parse().unwrap()).unwrap().clone();
    Change::set_host(&design, Host { zone: Some(zone.id), ..host }).apply(&mut design).unwrap();
    let places = [("lb1", 0, 0), ("gw1", 400, 0), ("gw2", 400, 200), ("km1", 800, 0)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn id(id: &str) -> NodeId {
    id.parse().unwrap()
}

fn h1() -> Container {
    Container::Host("h1".parse().unwrap())
}

fn collapsed() -> TestEditor<'static> {
    let mut hands = TestEditor::new(design(), catalogue::wso2am_3_1_0());
    hands.click(450.0, 30.0).run("collapse");
    hands
}

#[test]
fn a_command_collapses_a_host_and_opens_it_again_and_both_are_taken_back() {
    let mut hands = collapsed();
    assert_eq!(hands.said(), ["vm1 is one card now, 2 nodes"]);
    assert_eq!(hands.selected(), "gw1 gw2");
    let names: Vec<&str> = hands.editor.shown().nodes().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["vm1", "km1", "lb1"]);
    hands.run("collapse");
    assert!(!hands.editor.design().is_collapsed(&h1()));
    assert_eq!(hands.said().last(), Some(&"vm1 is shown with what is in it"));
    hands.run("undo");
    assert!(hands.editor.design().is_collapsed(&h1()) && hands.editor.shown().nodes().len() == 3);
    hands.run("undo");
    assert_eq!(hands.editor.shown().nodes().len(), 4);
    hands.run("collapse-zone");
    assert_eq!(hands.said().last(), Some(&"Core is one card now, 2 nodes"));
    hands.click(50.0, 30.0).run("collapse");
    assert_eq!(hands.said().last(), Some(&"lb1 stands on no host."));
}

#[test]
fn a_click_takes_all_that_is_on_the_card_and_a_drag_moves_it_together() {
    let mut hands = collapsed();
    hands.click(50.0, 30.0);
    assert_eq!(hands.selected(), "lb1");
    // Where the second Gateway lay, nothing lies now.
    hands.click(450.0, 230.0);
    assert_eq!(hands.selected(), "");
    hands.click(450.0, 30.0);
    assert_eq!(hands.selected(), "gw1 gw2");
    hands.click_with(50.0, 30.0, Modifiers { shift: true, ..Modifiers::default() });
    hands.click_with(450.0, 30.0, Modifiers { shift: true, ..Modifiers::default() });
    assert_eq!(hands.selected(), "lb1");
    hands.drag((450.0, 30.0), (450.0, 438.0));
    assert_eq!((hands.place("gw1"), hands.place("gw2")), ((400, 408), (400, 608)));
    assert_eq!(hands.editor.shown_position(&id("gw1")), Point { x: 400, y: 408 });
    hands.run("up");
    assert_eq!((hands.place("gw1"), hands.place("gw2")), ((400, 400), (400, 600)));
    // A marquee that touches the card takes all of it.
    hands.click(50.0, 700.0).drag((380.0, 350.0), (420.0, 460.0));
    assert_eq!(hands.selected(), "gw1 gw2");
}

#[test]
fn one_locked_node_holds_the_whole_card() {
    let mut hands = TestEditor::new(design(), catalogue::wso2am_3_1_0());
    hands.click(450.0, 230.0).run("lock").run("collapse");
    hands.drag((450.0, 30.0), (450.0, 400.0));
    assert_eq!((hands.place("gw1"), hands.place("gw2")), ((400, 0), (400, 200)));
    assert!(hands.said().last().unwrap().contains("locked"), "{:?}", hands.said());
}

#[test]
fn links_lead_to_the_card_and_several_are_one() {
    let mut hands = collapsed();
    let lines: Vec<String> = hands
        .editor
        .shown()
        .links()
        .map(|l| format!("{} {} ×{}", l.from, l.to, hands.editor.links_on(&l.id)))
        .collect();
    assert_eq!(lines, ["lb1 gw1 ×2", "gw1 km1 ×2"]);
    let off = [id("gw1")].into();
    assert!(!hands.editor.is_off(&id("gw1"), &off), "the other one is there");
    assert_eq!(hands.editor.line_of(&"l2".parse().unwrap()), Some(&"l1".parse().unwrap()));
    // One does not delete one of them by the line of all.
    hands.click(290.0, 32.0);
    assert_eq!(hands.editor.selection().links.len(), 1);
    hands.run("delete");
    let said = "The line stands for several links. Expand what it leads to first.";
    assert_eq!((hands.said().last(), hands.links().len()), (Some(&said), 4));
}

#[test]
fn nothing_is_linked_with_a_card_that_stands_for_several() {
    let mut hands = collapsed();
    // From the load balancer's handle to the card.
    hands.drag((184.0, 32.0), (450.0, 30.0));
    let said = "vm1, collapsed host, 2 nodes: expand it to link a node in it.";
    assert_eq!(hands.said().last(), Some(&said));
    assert_eq!(hands.links().len(), 4);
    hands.input(&Input::Hover { at: Some(Spot::new(450.0, 30.0)) });
    assert!(hands.editor.hovered().is_none());
    hands.click(450.0, 30.0);
    let align = editor::commands::command("align-left").unwrap();
    let refused = (align.refuses)(&hands.editor);
    assert_eq!(refused, Some("Something selected is collapsed. Expand it first."));
}

#[test]
fn a_double_click_opens_it() {
    let mut hands = collapsed();
    hands.input(&Input::Double { at: Spot::new(450.0, 30.0) });
    assert!(!hands.editor.design().is_collapsed(&h1()));
    assert_eq!(hands.selected(), "gw1 gw2");
}

#[test]
fn one_walks_to_the_card_and_past_it_and_a_finding_points_at_it() {
    let mut hands = collapsed();
    hands.run("first-node").run("next-node");
    assert_eq!(hands.selected(), "gw1 gw2");
    assert_eq!(hands.said().last(), Some(&"vm1, collapsed host, 2 nodes"));
    hands.run("next-node");
    assert_eq!(hands.selected(), "km1");
    hands.run("walk-left");
    assert_eq!(hands.selected(), "gw1 gw2");
    hands.editor.look_at(Spot::new(5_000.0, 5_000.0));
    let effects = hands.editor.reveal(&Target::Node(id("gw2")));
    assert!(effects.contains(&Effect::Viewport));
    assert_eq!(hands.selected(), "gw2", "its form is shown");
    let shown = hands.editor.shown_selection();
    assert!(shown.nodes.contains(&id("gw1")) && shown.nodes.len() == 1, "its card is marked");
    let card = drawing::geometry::node_rect(hands.editor.shown_position(&id("gw1")));
    assert!(hands.editor.viewport().visible().intersects(&card));
    let graph = topology::Graph::new(hands.editor.design(), catalogue::wso2am_3_1_0());
    let said = editor::facts::node(&graph, &id("gw2"), "");
    assert!(said.contains("in vm1, which is collapsed"), "{said}");
}
