//! Copies: as text between designs, and by hand.

use editor::testing::TestEditor;
use editor::{Input, Modifiers, Spot};
use topology::{Change, Design, Limits, Point, document, notation};

const ALT: Modifiers = Modifiers { shift: false, alt: true, command: false };

fn design() -> Design {
    let mut design = notation::design(
        "host h1 vm1.x 10.0.0.1
         gw1: gateway @h1 host=gw1.x
         km1: key-manager @h1 host=km1.x
         lb1: load-balancer host=lb1.x
         gw1 -validates-with-> km1
         lb1 -balances-> gw1",
    );
    let places = [("gw1", 0, 0), ("km1", 400, 0), ("lb1", 0, 200)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn hands(design: Design) -> TestEditor<'static> {
    TestEditor::new(design, catalogue::wso2am_3_1_0())
}

/// The Gateway and the Key Manager, as text.
fn copied() -> editor::Copied {
    let mut hands = hands(design());
    hands.click(50.0, 30.0);
    hands.click_with(450.0, 30.0, Modifiers { shift: true, ..Modifiers::default() });
    hands.editor.copied().expect("two nodes are selected")
}

fn paste(hands: &mut TestEditor<'_>, text: &str) {
    let piece = document::parse(text).expect("what was copied is a design");
    let effects = hands.editor.paste(&piece, catalogue::wso2am_3_1_0());
    hands.effects.extend(effects);
}

#[test]
fn what_is_copied_is_a_design_of_its_own_and_says_what_it_lacks() {
    let copied = copied();
    let piece = document::parse(&copied.text).unwrap();
    assert_eq!((piece.nodes().len(), piece.links().len(), piece.hosts().len()), (2, 1, 1));
    assert_eq!(copied.said, "2 nodes copied, without 1 link to others");
    assert_eq!(hands(design()).editor.copied(), None);
}

#[test]
fn into_an_empty_design_everything_comes_as_it_was() {
    let mut hands = hands(notation::design(""));
    hands.input(&Input::Resize { width: 400.0, height: 300.0 });
    paste(&mut hands, &copied().text);
    assert_eq!(hands.links(), ["gw1 validates-with km1"]);
    assert_eq!(hands.selected(), "gw1 km1");
    assert_eq!((hands.place("gw1"), hands.place("km1")), ((0, 0), (400, 0)));
    let host = hands.editor.design().hosts().next().unwrap();
    assert_eq!((host.hostname.as_str(), host.address.as_str()), ("vm1.x", "10.0.0.1"));
    assert_eq!(hands.changes(), 1);
    let card = drawing::geometry::node_rect(Point { x: 400, y: 0 });
    let visible = hands.editor.viewport().visible();
    assert_eq!(visible.union(&card), visible, "what was pasted is seen");
    hands.run("undo");
    assert_eq!((hands.editor.design().nodes().len(), hands.editor.design().hosts().len()), (0, 0));
}

#[test]
fn into_the_same_design_names_are_free_and_the_host_is_the_same() {
    let mut hands = hands(design());
    paste(&mut hands, &copied().text);
    assert_eq!(hands.selected(), "gw2 km2");
    assert_eq!(hands.place("gw2"), (24, 24), "not on top of what was copied");
    let node = hands.editor.design().node(&"gw2".parse().unwrap()).unwrap();
    assert_eq!((node.name.as_str(), node.hostname.as_str()), ("Gateway 1", "gw2.example.com"));
    assert_eq!(node.host.as_ref().map(|host| host.as_str()), Some("h1"));
    assert_eq!(hands.editor.design().hosts().len(), 1);
    assert_eq!(hands.said(), ["2 nodes pasted"]);
    paste(&mut hands, &copied().text);
    assert_eq!((hands.selected().as_str(), hands.place("gw3")), ("gw3 km3", (48, 48)));
}

#[test]
fn a_host_of_another_name_comes_along_under_a_free_id() {
    let mut hands = hands(notation::design("host h1 other.x\nhost h2 vm1.y"));
    paste(&mut hands, &copied().text);
    let hosts: Vec<String> = hands
        .editor
        .design()
        .hosts()
        .map(|host| format!("{} {}", host.id, host.hostname))
        .collect();
    assert_eq!(hosts, ["h1 other.x", "h2 vm1.y", "h3 vm1.x"]);
    let node = hands.editor.design().node(&"gw1".parse().unwrap()).unwrap();
    assert_eq!(node.host.as_ref().map(|host| host.as_str()), Some("h3"));
}

#[test]
fn under_the_pointer_it_lies_around_it() {
    let mut hands = hands(design());
    hands.input(&Input::Hover { at: Some(Spot::new(500.0, 500.0)) });
    paste(&mut hands, &copied().text);
    // 584 wide and 64 high, around 500, 500.
    assert_eq!((hands.place("gw2"), hands.place("km2")), ((208, 472), (608, 472)));
}

#[test]
fn what_does_not_fit_is_refused_with_a_sentence() {
    let mut hands = hands(design());
    let strange = copied().text.replace("\"gateway\"", "\"time-machine\"");
    paste(&mut hands, &strange);
    assert_eq!(hands.said(), ["gw1 is a time-machine, a role that version 3.1.0 does not have."]);
    let empty = document::write(&notation::design("host h9 x"));
    paste(&mut hands, &empty);
    assert_eq!(hands.said()[1], "What was copied holds no nodes.");
    let nodes: Vec<String> =
        (0..Limits::DOCUMENT.nodes - 2).map(|n| format!("c{n}: client")).collect();
    let full = notation::design(&nodes.join("\n"));
    let mut hands = TestEditor::new(full, catalogue::wso2am_3_1_0());
    paste(&mut hands, &document::write(&design()));
    assert_eq!(hands.said(), ["A design has at most 5000 nodes."]);
    assert_eq!(hands.changes(), 0);
}

#[test]
fn half_of_the_largest_design_is_copied_in_no_time() {
    let nodes: Vec<String> = (0..2_400).map(|n| format!("g{n}: gateway")).collect();
    let mut hands = hands(notation::design(&nodes.join("\n")));
    hands.run("select-all");
    let text = hands.editor.copied().unwrap().text;
    paste(&mut hands, &text);
    let design = hands.editor.design();
    let names: std::collections::BTreeSet<&str> =
        design.nodes().map(|node| node.name.as_str()).collect();
    assert_eq!((design.nodes().len(), names.len()), (4_800, 4_800));
}

#[test]
fn alt_drags_copies_and_leaves_the_nodes() {
    let mut hands = hands(design());
    hands.down(50.0, 30.0).to_with(60.0, 30.0, ALT).to_with(50.0, 430.0, ALT);
    assert_eq!(hands.place("gw1"), (0, 0));
    assert_eq!(hands.editor.copies(), [Point { x: 0, y: 400 }]);
    hands.input(&Input::Up { at: Spot::new(50.0, 430.0), modifiers: ALT });
    assert_eq!((hands.place("gw1"), hands.place("gw2")), ((0, 0), (0, 400)));
    assert_eq!((hands.selected().as_str(), hands.changes()), ("gw2", 1));
    hands.run("undo");
    assert_eq!(hands.editor.design(), &design());
}

#[test]
fn alt_may_be_let_go_and_escape_leaves_everything() {
    let mut hands = hands(design());
    hands.down(50.0, 30.0).to_with(60.0, 30.0, ALT).to(50.0, 430.0);
    assert_eq!((hands.place("gw1"), hands.editor.copies().len()), ((0, 400), 0));
    hands.to_with(50.0, 430.0, ALT).run("select-none");
    assert_eq!((hands.place("gw1"), hands.changes()), ((0, 0), 0));
}
