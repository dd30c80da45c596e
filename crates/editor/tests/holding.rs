//! Locks, menus, snapping, and the border of the pane.

use editor::testing::TestEditor;
use editor::{Button, Effect, Input, Menu, Modifiers, Spot};
use topology::{Change, Design, Point, notation};

fn design() -> Design {
    let mut design = notation::design("gw1: gateway\nkm1: key-manager\ngw1 -validates-with-> km1");
    let places = [("gw1", 0, 0), ("km1", 400, 0)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn hands() -> TestEditor<'static> {
    TestEditor::new(design(), catalogue::wso2am_3_1_0())
}

#[test]
fn a_locked_node_is_not_moved_and_not_deleted() {
    let mut hands = hands();
    hands.click(50.0, 30.0).run("lock").drag((50.0, 30.0), (50.0, 330.0)).run("delete");
    assert_eq!(hands.place("gw1"), (0, 0));
    assert_eq!(hands.said()[1..], ["gw1 is locked. Unlock it first."; 2]);
    let refused = editor::commands::command("right").and_then(|c| (c.refuses)(&hands.editor));
    assert_eq!(refused, Some("What is selected is locked. Unlock it first."));
    hands.run("lock").drag((50.0, 30.0), (50.0, 330.0));
    assert_eq!(hands.place("gw1"), (0, 304));
}

#[test]
fn among_others_the_locked_one_stays() {
    let mut hands = hands();
    hands.click(50.0, 30.0).run("lock").run("select-all");
    hands.drag((450.0, 30.0), (450.0, 330.0));
    assert_eq!(hands.said().last(), Some(&"gw1 is locked and stays where it is."));
    hands.run("down").run("align-left");
    assert_eq!((hands.place("gw1"), hands.place("km1")), ((0, 0), (0, 312)));
    hands.run("delete");
    assert_eq!(hands.said().last(), Some(&"2 objects deleted, 1 locked and kept"));
    assert_eq!(hands.editor.design().nodes().len(), 1);
}

#[test]
fn snapping_is_switched_off_and_control_snaps_then() {
    let mut hands = hands();
    hands.run("snapping").down(50.0, 30.0).to(60.0, 30.0).to(53.0, 47.0);
    assert_eq!(hands.place("gw1"), (3, 17));
    hands.to_with(53.0, 47.0, Modifiers { command: true, ..Modifiers::default() });
    assert_eq!(hands.place("gw1").1, 16);
    assert_eq!(hands.said(), ["Snapping is off"]);
}

fn menu(hands: &TestEditor<'_>) -> Option<Menu> {
    hands.effects.iter().rev().find_map(|effect| match effect {
        Effect::Menu(menu) => Some(menu.clone()),
        _ => None,
    })
}

#[test]
fn the_other_button_shows_a_menu_and_dragged_it_pans() {
    let mut hands = hands();
    let press = |hands: &mut TestEditor<'_>, x: f64, y: f64| {
        hands.down_with(x, y, Button::Secondary, Modifiers::default());
    };
    press(&mut hands, 50.0, 30.0);
    hands.up(50.0, 30.0);
    let shown = menu(&hands).unwrap();
    assert_eq!((shown.title.as_str(), hands.selected().as_str()), ("gw1", "gw1"));
    press(&mut hands, 290.0, 36.0);
    hands.up(290.0, 36.0);
    assert_eq!(menu(&hands).unwrap().title, "Link");
    hands.effects.clear();
    press(&mut hands, 300.0, 300.0);
    hands.to(310.0, 320.0).to(330.0, 330.0).up(330.0, 330.0);
    assert_eq!(menu(&hands), None);
    let viewport = hands.editor.viewport();
    assert_eq!((viewport.x, viewport.y), (30.0, 30.0));
    press(&mut hands, 600.0, 300.0);
    hands.up(600.0, 300.0);
    assert_eq!(menu(&hands).unwrap().title, "Drawing");
    assert!(hands.editor.selection().is_empty());
}

#[test]
fn a_finger_that_stays_down_shows_the_menu_and_one_that_moves_does_not() {
    let mut hands = hands();
    hands.down(50.0, 30.0).input(&Input::Hold);
    assert_eq!(menu(&hands).unwrap().title, "gw1");
    assert!(hands.editor.is_idle());
    hands.effects.clear();
    hands.up(50.0, 30.0).down(50.0, 30.0).to(90.0, 30.0).input(&Input::Hold).up(90.0, 30.0);
    assert_eq!((menu(&hands), hands.place("gw1")), (None, (40, 0)));
}

#[test]
fn every_entry_of_a_menu_is_a_command() {
    let mut hands = hands();
    for (select, title) in [("select-all", "3 objects"), ("select-none", "Drawing")] {
        hands.run(select).run("menu");
        let menu = menu(&hands).unwrap();
        assert_eq!(menu.title, title);
        for id in menu.entries.iter().filter(|id| !id.is_empty()) {
            assert!(editor::commands::command(id).is_some(), "{id}");
        }
    }
    hands.click(290.0, 36.0).run("menu");
    assert!(
        menu(&hands)
            .unwrap()
            .entries
            .iter()
            .all(|id| id.is_empty() || editor::commands::command(id).is_some())
    );
}

#[test]
fn near_the_border_the_drawing_moves_on_with_what_is_held() {
    let mut hands = hands();
    hands.down(50.0, 30.0).to(500.0, 300.0);
    assert!(!hands.editor.wants_ticks());
    hands.to(995.0, 300.0);
    assert!(hands.editor.wants_ticks());
    hands.input(&Input::Tick { ms: 50.0 });
    assert_eq!(hands.editor.viewport().x, 0.0, "crossing the border is no wish");
    for _ in 0..8 {
        hands.input(&Input::Tick { ms: 50.0 });
    }
    let moved = -hands.editor.viewport().x;
    assert!(moved > 100.0, "{moved}");
    let (x, _) = hands.place("gw1");
    // It stays under the pointer, on the grid.
    assert!((f64::from(x) - (945.0 + moved)).abs() <= 8.0, "{x} {moved}");
    hands.input(&Input::Tick { ms: 10_000.0 });
    assert!(-hands.editor.viewport().x - moved < 70.0, "a page that was away does not jump");
    hands.up(500.0, 300.0);
    assert!(!hands.editor.wants_ticks());
}

#[test]
fn a_marquee_grows_with_the_drawing_that_moves() {
    let mut hands = hands();
    hands.down(600.0, 300.0).to(500.0, 200.0).to(2.0, 2.0);
    for _ in 0..10 {
        hands.input(&Input::Tick { ms: 50.0 });
    }
    assert_eq!(hands.selected(), "gw1 km1");
    let area = hands.editor.marquee().unwrap();
    assert!(area.right() > 700.0, "its corner stays on the drawing: {area:?}");
}

#[test]
fn scrolling_takes_what_is_held_along() {
    let mut hands = hands();
    hands.down(50.0, 30.0).to(150.0, 30.0);
    hands.input(&Input::Wheel { at: Spot::new(150.0, 30.0), dx: 0.0, dy: 160.0, zoom: false });
    assert_eq!(hands.place("gw1"), (104, 160));
}
