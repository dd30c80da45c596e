//! What has become of a drawing since a version: what is marked, where, and what is said of it.

use drawing::Sheet;
use drawing::geometry::{Rect, node_rect};
use editor::testing::TestEditor;
use editor::{Compared, Editor, Mark, Seen};
use topology::words::Deed;
use topology::{
    Catalogue, Change, Container, Design, Graph, Header, Node, NodeId, Point, notation,
};

fn catalogue() -> &'static Catalogue {
    catalogue::wso2am_3_1_0()
}

fn id(id: &str) -> NodeId {
    id.parse().unwrap()
}

fn placed(text: &str, places: &[(&str, i32, i32)]) -> Design {
    let mut design = notation::design(text);
    let to = places.iter().map(|(node, x, y)| (id(node), Point { x: *x, y: *y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn compared(was: &Design, editor: &Editor) -> Compared {
    let graph = Graph::new(editor.shown(), catalogue());
    let sheet = Sheet::new(&graph, |id| editor.shown_position(id));
    Compared::of(was, editor, catalogue(), &sheet, true)
}

fn card(x: i32, y: i32) -> Seen {
    Seen::Card(node_rect(Point { x, y }))
}

fn told(compared: &Compared) -> Vec<String> {
    (0..compared.marks.len()).map(|at| compared.step(at)).collect()
}

/// A Gateway and a Key Manager on a host each, linked.
fn before() -> Design {
    placed(
        "host h1 vm1\nhost h2 vm2\ngw1: gateway @h1\nkm1: key-manager @h2\nl1: gw1 -validates-with-> km1",
        &[("gw1", 0, 0), ("km1", 600, 0)],
    )
}

#[test]
fn what_is_as_it_was_has_no_mark() {
    let compared = compared(&before(), &Editor::new(before()));
    assert_eq!(compared, Compared::default());
    let counts = compared.counts().map(|(_, said)| said);
    assert_eq!(counts, ["0 added", "0 removed", "0 changed"]);
    assert_eq!(compared.step(0), "");
}

#[test]
fn what_came_what_went_and_what_is_other_is_marked_where_it_is_and_was() {
    let after = placed(
        "host h1 vm1\ngw1: gateway @h1 +2\ntm1: traffic-manager\nl2: gw1 -sends-policies-to-> tm1",
        &[("gw1", 0, 300), ("tm1", 600, 300)],
    );
    let compared = compared(&before(), &Editor::new(after));
    assert_eq!(
        told(&compared),
        [
            "1 of 6. Added: tm1",
            "2 of 6. Added: gw1 → tm1",
            "3 of 6. Removed: vm2",
            "4 of 6. Removed: km1",
            "5 of 6. Removed: gw1 → km1",
            "6 of 6. Changed: gw1 (offset)",
        ]
    );
    let counts = compared.counts().map(|(_, said)| said);
    assert_eq!(counts, ["2 added", "3 removed", "1 changed"]);
    let seen: Vec<&Seen> = compared.marks.iter().map(|mark| &mark.seen).collect();
    assert_eq!(*seen[0], card(600, 300));
    assert_eq!(*seen[1], Seen::Line(vec![(184.0, 332.0), (600.0, 332.0)]));
    // A frame around where the Key Manager was.
    assert_eq!(*seen[2], Seen::Frame(Rect::new(580.0, -48.0, 224.0, 132.0)));
    assert_eq!(*seen[3], card(600, 0));
    // From where the Gateway is now to where the Key Manager was.
    let Seen::Line(way) = seen[4] else { panic!("{:?}", seen[4]) };
    assert_eq!((way[0], way[way.len() - 1]), ((184.0, 332.0), (600.0, 32.0)));
    assert_eq!(*seen[5], card(0, 300));
    assert_eq!(compared.marks[5].said[0].to, "2");
}

#[test]
fn places_alone_are_no_mark_and_neither_are_views() {
    let mut after = before();
    Change::move_nodes(&after, [(id("gw1"), Point { x: 0, y: 400 })]).apply(&mut after).unwrap();
    let compared = compared(&before(), &Editor::new(after));
    assert!(compared.marks.is_empty() && compared.aside);
}

#[test]
fn the_design_itself_is_marked_and_lies_nowhere() {
    let mut after = before();
    let header = Header { name: "Other".into(), ..after.header().clone() };
    Change::set_header(&after, header).apply(&mut after).unwrap();
    let compared = compared(&before(), &Editor::new(after));
    assert_eq!(told(&compared), ["1 of 1. Changed: The design (name)"]);
    assert_eq!((&compared.marks[0].seen, compared.marks[0].area()), (&Seen::Nowhere, None));
}

#[test]
fn what_is_in_a_collapsed_host_is_marked_on_its_card() {
    let mut after = before();
    let node = Node { offset: 3, ..after.node(&id("gw1")).unwrap().clone() };
    Change::set_node(&after, node).apply(&mut after).unwrap();
    let host = Container::Host("h1".parse().unwrap());
    Change::collapse(&after, &host, true).apply(&mut after).unwrap();
    let renamed = "host h1 vm0\nhost h2 vm2\ngw1: gateway @h1\nkm1: key-manager @h2";
    let was = placed(renamed, &[("gw1", 0, 0), ("km1", 600, 0)]);
    let compared = compared(&was, &Editor::new(after));
    let seen = |mark: &Mark| (mark.deed, mark.name.clone(), mark.seen.clone());
    let seen: Vec<_> = compared.marks.iter().map(seen).collect();
    assert_eq!(
        seen,
        [
            (Deed::Added, "gw1 → km1".into(), Seen::Line(vec![(184.0, 32.0), (600.0, 32.0)])),
            (Deed::Changed, "vm1".into(), card(0, 0)),
            (Deed::Changed, "gw1".into(), card(0, 0)),
        ]
    );
}

#[test]
fn going_to_a_mark_selects_what_is_there_and_shows_what_is_gone() {
    let mut after = before();
    let gone = Change::remove(&after, &[id("km1")].into(), &Default::default());
    gone.apply(&mut after).unwrap();
    let node = Node { offset: 3, ..after.node(&id("gw1")).unwrap().clone() };
    Change::set_node(&after, node).apply(&mut after).unwrap();
    let mut hands = TestEditor::new(after, catalogue());
    let compared = compared(&before(), &hands.editor);
    let mark = |name: &str| compared.marks.iter().find(|mark| mark.name == name).unwrap();

    hands.editor.go_to(mark("gw1"));
    assert_eq!(hands.selected(), "gw1");
    let middle = |hands: &TestEditor<'_>| hands.editor.viewport().visible().center();
    assert_eq!(middle(&hands), (92.0, 32.0));

    // From too far away it comes near enough to be read.
    hands
        .run("fit")
        .run("zoom-out")
        .run("zoom-out")
        .run("zoom-out")
        .run("zoom-out")
        .run("zoom-out");
    assert!(hands.editor.viewport().zoom < 0.5);
    hands.editor.go_to(mark("km1"));
    assert_eq!((hands.selected().as_str(), middle(&hands)), ("", (692.0, 32.0)));
    assert!((hands.editor.viewport().zoom - 1.0).abs() < f64::EPSILON);
}
