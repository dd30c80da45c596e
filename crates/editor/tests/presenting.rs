//! Showing a drawing step by step, and keeping what is shown.

use drawing::geometry::node_rect;
use editor::kernels::whole::holds;
use editor::testing::TestEditor;
use editor::{Button, Effect, Input, Modifiers, Selection, Spot, Turn, Viewport};
use topology::{Area, Change, Design, Host, NodeId, Point, View, Zone, notation};

fn design() -> Design {
    let mut design = notation::design(
        "host h1 vm1.x
         host h2 vm2.x
         gw1: gateway @h1 host=gw1.x
         gw2: gateway @h1 host=gw2.x
         km1: key-manager @h2 host=km1.x
         lb1: load-balancer host=lb1.x
         lb1 -balances-> gw1
         lb1 -balances-> gw2
         gw1 -validates-with-> km1",
    );
    let places = [("lb1", 0, 100), ("gw1", 300, 0), ("gw2", 300, 200), ("km1", 3_000, 0)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    let zone = Zone { id: "core".parse().unwrap(), name: "Core".into(), parent: None };
    Change::add_zone(zone.clone()).apply(&mut design).unwrap();
    let host = design.host(&"h2".parse().unwrap()).unwrap().clone();
    let host = Host { zone: Some(zone.id), ..host };
    Change::set_host(&design, host).apply(&mut design).unwrap();
    design
}

fn hands(design: Design) -> TestEditor<'static> {
    TestEditor::new(design, catalogue::wso2am_3_1_0())
}

fn present(hands: &mut TestEditor<'_>) {
    let effects = hands.editor.present(catalogue::wso2am_3_1_0());
    hands.effects.extend(effects);
}

fn key(hands: &mut TestEditor<'_>, key: &str) {
    let effects =
        hands.editor.show_key(key, false).unwrap_or_else(|| panic!("{key} means nothing"));
    hands.effects.extend(effects);
}

/// The slide's name and place.
fn at(hands: &TestEditor<'_>) -> (String, usize, usize) {
    let show = hands.editor.show().unwrap();
    let (at, count) = show.place();
    (show.slide().unwrap().name.clone(), at, count)
}

fn id(id: &str) -> NodeId {
    id.parse().unwrap()
}

fn land(hands: &mut TestEditor<'_>) {
    hands.input(&Input::Tick { ms: 10_000.0 });
    assert!(!hands.editor.is_flying());
}

#[test]
fn without_views_the_whole_is_shown_and_then_its_parts_in_the_order_of_the_traffic() {
    let mut hands = hands(design());
    present(&mut hands);
    assert_eq!(at(&hands), ("Test".into(), 1, 4));
    let slide = hands.editor.show().unwrap().slide().unwrap().clone();
    assert_eq!((slide.notes.as_str(), slide.lit.len()), ("4 nodes on 2 hosts, 3 links.", 0));
    assert_eq!(hands.said().last(), Some(&"Step 1 of 4: Test. 4 nodes on 2 hosts, 3 links."));
    let mut shown = Vec::new();
    for _ in 0..3 {
        key(&mut hands, "arrowright");
        land(&mut hands);
        let slide = hands.editor.show().unwrap().slide().unwrap().clone();
        for node in &slide.lit {
            let card = node_rect(hands.editor.position(node));
            let visible = hands.editor.viewport().visible();
            assert!(holds(&visible, &card), "{node} is in view");
        }
        let lit: Vec<&str> = slide.lit.iter().map(NodeId::as_str).collect();
        shown.push(format!("{}: {} ({})", slide.name, lit.join(" "), slide.notes));
    }
    assert_eq!(
        shown,
        ["Load balancer: lb1 (lb1.)", "vm1.x: gw1 gw2 (gw1, gw2.)", "Core: km1 (km1.)",]
    );
}

#[test]
fn steps_end_at_both_ends_and_unknown_keys_are_for_others() {
    let mut hands = hands(design());
    assert!(hands.editor.show_key("arrowright", false).is_none(), "nothing is presented");
    present(&mut hands);
    for (pressed, place) in [
        ("arrowleft", 1),
        ("pagedown", 2),
        ("arrowdown", 3),
        (" ", 4),
        ("enter", 4),
        ("backspace", 3),
        ("pageup", 2),
        ("arrowup", 1),
        ("end", 4),
        ("home", 1),
    ] {
        key(&mut hands, pressed);
        assert_eq!(at(&hands).1, place, "{pressed}");
    }
    hands.editor.turn(Turn::Last);
    hands.editor.show_key(" ", true).unwrap();
    assert_eq!(at(&hands).1, 3, "Shift and the space bar go back");
    assert!(hands.editor.show_key("delete", false).is_none());
    key(&mut hands, "n");
    assert!(hands.editor.show().unwrap().notes);
    key(&mut hands, "n");
    assert!(!hands.editor.show().unwrap().notes);
}

#[test]
fn the_way_to_a_step_takes_time_unless_nobody_wants_motion() {
    let mut hands = hands(design());
    present(&mut hands);
    let from = *hands.editor.viewport();
    key(&mut hands, "end");
    assert!(hands.editor.is_flying());
    assert_eq!(*hands.editor.viewport(), from);
    hands.input(&Input::Tick { ms: 200.0 });
    let half_way = *hands.editor.viewport();
    assert!(half_way != from && hands.editor.is_flying());
    hands.input(&Input::Tick { ms: 10_000.0 });
    assert!(!hands.editor.is_flying());
    let there = *hands.editor.viewport();
    assert!(there != half_way);
    // Another step on the way begins where the drawing is, and the wheel stops it.
    key(&mut hands, "home");
    hands.input(&Input::Tick { ms: 100.0 });
    key(&mut hands, "end");
    hands.input(&Input::Wheel { at: Spot::default(), dx: 0.0, dy: 10.0, zoom: false });
    assert!(!hands.editor.is_flying());
    assert_ne!(*hands.editor.viewport(), there);
}

#[test]
fn leaving_gives_back_what_was_seen_and_selected() {
    let mut hands = hands(design());
    hands.editor.select(Selection::node(id("gw1")));
    hands.input(&Input::Wheel { at: Spot::default(), dx: -77.0, dy: 33.0, zoom: false });
    let before = *hands.editor.viewport();
    present(&mut hands);
    assert!(hands.editor.selection().is_empty());
    // The chrome goes: the pane is larger, and the step fills it.
    hands.input(&Input::Resize { width: 1_440.0, height: 900.0 });
    assert!(!hands.editor.is_flying());
    key(&mut hands, "end");
    key(&mut hands, "escape");
    assert!(hands.editor.show().is_none());
    assert_eq!(*hands.editor.viewport(), Viewport { width: 1_440.0, height: 900.0, ..before });
    assert_eq!(hands.selected(), "gw1");
    assert_eq!(hands.said().last(), Some(&"No longer presenting"));
    present(&mut hands);
    present(&mut hands);
    assert!(hands.editor.show().is_none(), "the command ends it as well");
}

#[test]
fn nothing_is_changed_while_presenting() {
    let mut hands = hands(design());
    hands.editor.select(Selection::node(id("gw1")));
    hands.run("right");
    let (drawn, changes) = (hands.editor.design().clone(), hands.changes());
    present(&mut hands);
    hands.run("undo").run("select-all").run("delete").run("redo");
    let at = (60.0, 60.0);
    hands.drag(at, (200.0, 200.0)).input(&Input::Double { at: Spot::new(60.0, 60.0) });
    hands.input(&Input::Hover { at: Some(Spot::new(60.0, 60.0)) });
    hands.down_with(60.0, 60.0, Button::Secondary, Modifiers::default()).up(60.0, 60.0);
    let host = topology::Container::Host("h1".parse().unwrap());
    let refused = hands.editor.collapse(&host);
    assert!(matches!(refused.as_slice(), [Effect::Refused(_)]), "{refused:?}");
    assert_eq!(*hands.editor.design(), drawn);
    assert_eq!(hands.changes(), changes);
    let asked = |effect: &Effect| matches!(effect, Effect::Menu(_) | Effect::QuickAdd(_));
    assert!(!hands.effects.iter().any(asked));
    key(&mut hands, "escape");
    hands.run("undo");
    assert_eq!(hands.changes(), changes + 1, "and what was done before can still be taken back");
}

#[test]
fn a_drag_looks_around() {
    let mut hands = hands(design());
    present(&mut hands);
    let before = *hands.editor.viewport();
    hands.drag((500.0, 300.0), (560.0, 310.0));
    assert_eq!(*hands.editor.viewport(), before.panned(60.0, 10.0));
    assert!(hands.editor.is_idle());
}

#[test]
fn the_dot_is_there_while_its_key_is_held_or_until_it_is_pressed_again() {
    let mut hands = hands(design());
    present(&mut hands);
    let dot = |hands: &TestEditor<'_>| hands.editor.show().unwrap().has_dot();
    key(&mut hands, "l");
    assert!(dot(&hands));
    key(&mut hands, "l");
    hands.editor.dot_up(1_200.0);
    assert!(!dot(&hands), "held and let go");
    key(&mut hands, "l");
    hands.editor.dot_up(90.0);
    assert!(dot(&hands), "pressed");
    key(&mut hands, "l");
    assert!(dot(&hands));
    hands.editor.dot_up(90.0);
    assert!(!dot(&hands), "pressed again");
}

#[test]
fn an_empty_drawing_is_not_presented() {
    let mut hands = hands(notation::design(""));
    present(&mut hands);
    assert_eq!(hands.said(), ["There is nothing to present yet: add a node."]);
    assert!(hands.editor.show().is_none());
}

#[test]
fn what_is_seen_becomes_a_view_and_is_shown_as_it_was() {
    let mut hands = hands(design());
    hands.editor.look_at(Spot::new(400.0, 150.0));
    hands.editor.select(Selection::node(id("gw2")));
    let effects = hands.editor.save_view();
    hands.effects.extend(effects);
    hands.editor.fit();
    hands.editor.select(Selection::default());
    let effects = hands.editor.save_view();
    hands.effects.extend(effects);
    assert_eq!(hands.said(), ["View 1 saved", "View 2 saved"]);
    let views: Vec<View> = hands.editor.design().views().cloned().collect();
    assert_eq!(views[0].area, Some(Area { x: -100, y: -200, width: 1_000, height: 700 }));
    assert_eq!((views[0].lit.as_slice(), views[0].step), ([id("gw2")].as_slice(), 1));
    assert_eq!((views[1].area, views[1].lit.len(), views[1].step), (None, 0, 2));
    present(&mut hands);
    assert_eq!(at(&hands), ("View 1".into(), 1, 2));
    let seen = hands.editor.viewport().visible();
    assert_eq!((seen.x, seen.y, seen.w, seen.h), (-100.0, -200.0, 1_000.0, 700.0));
    assert!(hands.editor.save_view().iter().any(|effect| matches!(effect, Effect::Refused(_))));
    key(&mut hands, "escape");
    hands.editor.select(Selection::node(id("km1")));
    hands.editor.update_view(&views[1].id);
    assert_eq!(hands.editor.design().view(&views[1].id).unwrap().lit, [id("km1")]);
    hands.run("undo").run("undo").run("undo");
    assert_eq!(hands.editor.design().views().len(), 0);
}

#[test]
fn a_view_of_what_is_gone_lights_what_is_left() {
    let mut design = design();
    let view = View {
        id: "v1".parse().unwrap(),
        step: 1,
        name: "Gateways".into(),
        area: None,
        lit: vec![id("gone"), id("gw1")],
        notes: "They answer the callers.".into(),
    };
    Change::save_view(&design, view).apply(&mut design).unwrap();
    let mut hands = hands(design);
    present(&mut hands);
    assert_eq!(hands.editor.show().unwrap().slide().unwrap().lit, [id("gw1")]);
    assert_eq!(hands.said(), ["Step 1 of 1: Gateways. They answer the callers."]);
}
