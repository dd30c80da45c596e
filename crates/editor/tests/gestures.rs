//! What hands do on the canvas, and what comes of it.

use editor::testing::TestEditor;
use editor::{Button, Effect, Input, Mode, Modifiers, Spot};
use topology::{Change, Design, Point, document, notation};

const SHIFT: Modifiers = Modifiers { shift: true, alt: false, command: false };
const COMMAND: Modifiers = Modifiers { shift: false, alt: false, command: true };

/// A gateway at the left, a Key Manager at the right, a load balancer below.
fn design() -> Design {
    let mut design = notation::design(
        "gw1: gateway host=gw1.x
         km1: key-manager host=km1.x
         lb1: load-balancer host=lb1.x
         gw1 -validates-with-> km1",
    );
    let places = [("gw1", 0, 0), ("km1", 400, 0), ("lb1", 0, 200)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn hands() -> TestEditor<'static> {
    TestEditor::new(design(), catalogue::wso2am_3_1_0())
}

#[test]
fn a_click_selects_and_shift_adds_and_the_canvas_lets_go() {
    let mut hands = hands();
    hands.click(50.0, 30.0);
    assert_eq!(hands.selected(), "gw1");
    hands.click_with(450.0, 30.0, SHIFT);
    assert_eq!(hands.selected(), "gw1 km1");
    hands.click_with(50.0, 30.0, COMMAND);
    assert_eq!(hands.selected(), "km1");
    hands.click(300.0, 500.0);
    assert!(hands.editor.selection().is_empty());
}

#[test]
fn a_link_is_selected_near_its_line() {
    let mut hands = hands();
    hands.click(290.0, 36.0);
    assert_eq!(hands.editor.selection().only_link().map(ToString::to_string), Some("l1".into()));
}

#[test]
fn a_drag_moves_on_the_grid_and_is_one_step_back() {
    let mut hands = hands();
    let before = document::write(hands.editor.design());
    hands.drag((50.0, 30.0), (153.0, 91.0));
    assert_eq!(hands.place("gw1"), (104, 64));
    let changes =
        hands.effects.iter().filter(|effect| matches!(effect, Effect::Changed(_))).count();
    assert_eq!(changes, 1, "one gesture, one change");
    hands.run("undo");
    assert_eq!(document::write(hands.editor.design()), before);
    hands.run("redo");
    assert_eq!(hands.place("gw1"), (104, 64));
}

#[test]
fn while_it_is_dragged_only_the_picture_changes() {
    let mut hands = hands();
    hands.down(50.0, 30.0).to(60.0, 30.0).to(90.0, 30.0);
    assert_eq!(hands.place("gw1"), (40, 0));
    assert_eq!(hands.editor.design().position(&"gw1".parse().unwrap()), Point { x: 0, y: 0 });
    hands.run("select-none");
    assert_eq!(hands.place("gw1"), (0, 0), "Escape puts it back");
    assert!(!hands.editor.can_undo());
    assert_eq!(hands.selected(), "gw1");
}

#[test]
fn all_that_is_selected_moves_and_keeps_its_distances() {
    let mut hands = hands();
    hands.run("select-all").drag((450.0, 30.0), (450.0, 133.0));
    assert_eq!(
        [hands.place("gw1"), hands.place("km1"), hands.place("lb1")],
        [(0, 104), (400, 104), (0, 304)]
    );
}

#[test]
fn shift_keeps_to_one_axis_and_control_leaves_the_grid() {
    let mut hands = hands();
    hands.down(50.0, 30.0).to_with(120.0, 55.0, SHIFT);
    assert_eq!(hands.place("gw1"), (72, 0));
    hands.to_with(53.0, 47.0, COMMAND);
    assert_eq!(hands.place("gw1"), (3, 17));
}

#[test]
fn a_card_snaps_to_the_line_of_another_and_shows_why() {
    let mut hands = hands();
    // The balancer goes to the right, until it is nearly below the Key Manager.
    hands.down(50.0, 230.0).to(250.0, 230.0).to(453.0, 290.0);
    assert_eq!(hands.place("lb1"), (400, 264), "not to 404, where the hand is, nor off the grid");
    assert!(!hands.editor.guides().is_empty());
    assert!(hands.effects.contains(&Effect::Overlay));
    hands.to_with(453.0, 290.0, COMMAND);
    assert_eq!((hands.place("lb1"), hands.editor.guides()), ((403, 260), &[][..]));
    hands.up(453.0, 290.0);
    assert_eq!((hands.place("lb1"), hands.editor.guides().len()), ((400, 264), 0));
}

#[test]
fn what_is_selected_is_aligned_and_distributed_in_one_step() {
    for (command, expected) in [
        ("align-left", [(0, 0), (0, 0), (0, 200)]),
        ("align-right", [(400, 0), (400, 0), (400, 200)]),
        ("align-top", [(0, 0), (400, 0), (0, 0)]),
        ("align-bottom", [(0, 200), (400, 200), (0, 200)]),
        ("distribute-down", [(0, 0), (400, 100), (0, 200)]),
    ] {
        let mut hands = hands();
        hands.run("select-all").run(command);
        assert_eq!(["gw1", "km1", "lb1"].map(|id| hands.place(id)), expected, "{command}");
        hands.run("undo");
        assert_eq!(hands.place("km1"), (400, 0), "{command}");
        assert!(!hands.editor.can_undo());
    }
    let mut hands = hands();
    hands.click(50.0, 30.0);
    let why = |id: &str| editor::commands::command(id).and_then(|c| (c.refuses)(&hands.editor));
    assert_eq!(why("align-left"), Some("Select two nodes or more first."));
    assert_eq!(why("distribute-across"), Some("Select three nodes or more first."));
}

#[test]
fn a_tremble_is_a_click() {
    let mut hands = hands();
    hands.down(50.0, 30.0).to(52.0, 31.0).up(52.0, 31.0);
    assert_eq!((hands.place("gw1"), hands.selected().as_str()), ((0, 0), "gw1"));
    assert!(!hands.editor.can_undo());
}

#[test]
fn a_marquee_selects_what_it_touches_and_adds_with_shift() {
    let mut hands = hands();
    hands.down(220.0, 120.0).to(180.0, 60.0);
    assert!(hands.editor.marquee().is_some());
    hands.up(180.0, 60.0);
    assert_eq!((hands.selected().as_str(), hands.editor.marquee()), ("gw1", None));
    hands.down_with(380.0, 120.0, Button::Primary, SHIFT).to(420.0, 50.0).up(420.0, 50.0);
    assert_eq!(hands.selected(), "gw1 km1");
}

#[test]
fn a_wire_links_what_can_be_linked_and_says_why_not() {
    let mut hands = hands();
    // From the load balancer's handle to the gateway.
    hands.drag((184.0, 232.0), (50.0, 30.0));
    assert_eq!(hands.links(), ["gw1 validates-with km1", "lb1 balances gw1"]);
    assert!(hands.editor.selection().only_link().is_some());
    hands.effects.clear();
    hands.drag((584.0, 32.0), (50.0, 230.0));
    let chosen = hands.links().len();
    assert!(chosen >= 2, "{:?}", hands.links());
}

#[test]
fn a_wire_drawn_against_its_direction_means_the_same_link() {
    let mut hands = hands();
    // Key Managers call no gateway; gateways call Key Managers.
    hands.click(290.0, 36.0).run("delete").drag((584.0, 32.0), (50.0, 30.0));
    assert_eq!(hands.links(), ["gw1 validates-with km1"]);
}

#[test]
fn a_wire_to_an_empty_balancer_asks_which_of_the_two_calls() {
    let mut hands = hands();
    hands.drag((184.0, 32.0), (50.0, 230.0));
    let choice = hands.effects.iter().find_map(|effect| match effect {
        Effect::Choose(choice) => Some(choice.clone()),
        _ => None,
    });
    let first = &choice.expect("it may balance the gateway or be called by it").options[0];
    assert_eq!(
        (first.from.as_str(), first.kind.as_str(), first.to.as_str()),
        ("lb1", "balances", "gw1")
    );
}

#[test]
fn a_wire_to_the_same_link_again_is_refused_with_its_reason() {
    let mut hands = hands();
    hands.down(184.0, 32.0).to(450.0, 30.0);
    let wire = hands.editor.wire().unwrap();
    assert!(matches!(&wire.over, Some((node, false)) if *node == "km1"), "{wire:?}");
    assert!(wire.reason.as_ref().unwrap().contains("linked already"), "{wire:?}");
    hands.up(450.0, 30.0);
    assert_eq!(hands.links().len(), 1);
    assert!(hands.effects.iter().any(|effect| matches!(effect, Effect::Refused(_))));
}

#[test]
fn two_nodes_with_several_meanings_ask_which() {
    let catalogue = catalogue::wso2am_3_1_0();
    let mut design = notation::design("pub1: publisher host=p.x\ntm1: traffic-manager host=t.x");
    let to = [("pub1", 0), ("tm1", 400)].map(|(id, x)| (id.parse().unwrap(), Point { x, y: 0 }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    let mut hands = TestEditor::new(design, catalogue);
    hands.drag((184.0, 32.0), (450.0, 30.0));
    let choice = hands.effects.iter().find_map(|effect| match effect {
        Effect::Choose(choice) => Some(choice.clone()),
        _ => None,
    });
    let choice = choice.expect("a Publisher reports to, and sends policies to, a Traffic Manager");
    let kinds: Vec<&str> = choice.options.iter().map(|option| option.kind.as_str()).collect();
    assert_eq!(kinds, ["reports-to", "sends-policies-to"]);
    hands.editor.choose(&choice.options[1], catalogue);
    assert_eq!(hands.links(), ["pub1 sends-policies-to tm1"]);
}

#[test]
fn a_role_from_the_palette_lands_under_the_pointer_with_a_name_of_its_own() {
    let mut hands = hands();
    hands.input(&Input::Place { role: "gateway".parse().unwrap() });
    hands.to(-50.0, 300.0);
    assert_eq!(hands.editor.ghost().unwrap().at, None, "outside of the pane");
    hands.to(500.0, 400.0);
    assert!(hands.editor.ghost().unwrap().at.is_some());
    hands.up(500.0, 400.0);
    assert_eq!((hands.selected().as_str(), hands.place("gw2")), ("gw2", (408, 368)));
    let node = hands.editor.design().node(&"gw2".parse().unwrap()).unwrap();
    assert_eq!((node.name.as_str(), node.hostname.as_str()), ("Gateway 1", "gw2.example.com"));
    hands.input(&Input::Place { role: "gateway".parse().unwrap() }).to(-5.0, 0.0).up(-5.0, 0.0);
    assert_eq!(hands.editor.design().nodes().len(), 4, "let go outside: nothing is added");
}

#[test]
fn the_keyboard_adds_nodes_beside_each_other() {
    let mut hands = hands();
    let role = "gateway".parse().unwrap();
    for _ in 0..9 {
        hands.editor.add(&role, catalogue::wso2am_3_1_0());
    }
    let mut places: Vec<_> =
        hands.editor.design().nodes().map(|node| hands.place(node.id.as_str())).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 12);
}

#[test]
fn deleting_takes_links_along_and_undo_brings_them_back() {
    let mut hands = hands();
    let before = document::write(hands.editor.design());
    hands.click(450.0, 30.0).run("delete");
    assert_eq!((hands.editor.design().nodes().len(), hands.links().len()), (2, 0));
    assert!(hands.editor.selection().is_empty());
    hands.run("undo");
    assert_eq!(document::write(hands.editor.design()), before);
}

#[test]
fn a_copy_keeps_settings_and_the_links_among_the_copied() {
    let mut hands = hands();
    hands.run("select-all").run("duplicate");
    assert_eq!(hands.selected(), "gw2 km2 lb2");
    assert_eq!(hands.links(), ["gw1 validates-with km1", "gw2 validates-with km2"]);
    assert_eq!(hands.place("gw2"), (24, 24));
    hands.run("undo");
    assert_eq!(hands.editor.design().nodes().len(), 3);
}

#[test]
fn arrows_move_by_the_grid() {
    let mut hands = hands();
    hands.click(50.0, 30.0).run("right").run("far-down").run("unit-left");
    assert_eq!(hands.place("gw1"), (7, 40));
}

#[test]
fn space_the_hand_and_the_middle_button_pan() {
    let mut hands = hands();
    hands.input(&Input::Space { held: true }).drag((300.0, 300.0), (320.0, 290.0));
    hands.input(&Input::Space { held: false });
    let viewport = *hands.editor.viewport();
    assert_eq!((viewport.x, viewport.y), (20.0, -10.0));
    hands.down_with(50.0, 30.0, Button::Middle, Modifiers::default()).to(60.0, 30.0).up(60.0, 30.0);
    assert_eq!(hands.editor.viewport().x, 30.0);
    hands.run("hand-tool").drag((0.0, 0.0), (5.0, 5.0));
    assert_eq!((hands.editor.mode(), hands.editor.viewport().x), (Mode::Hand, 35.0));
    assert!(!hands.editor.can_undo(), "panning is not a change");
}

#[test]
fn the_wheel_pans_and_with_control_zooms_to_the_pointer() {
    let mut hands = hands();
    let at = Spot::new(200.0, 100.0);
    hands.input(&Input::Wheel { at, dx: 0.0, dy: 40.0, zoom: false });
    assert_eq!(hands.editor.viewport().y, -40.0);
    let before = hands.editor.viewport().to_drawing(at);
    hands.input(&Input::Wheel { at, dx: 0.0, dy: -120.0, zoom: true });
    let after = hands.editor.viewport();
    assert!(after.zoom > 1.0 && (after.to_drawing(at).x - before.x).abs() < 1e-6);
}

#[test]
fn what_a_finding_names_is_selected_and_brought_into_view() {
    let mut hands = hands();
    hands.input(&Input::Resize { width: 300.0, height: 200.0 });
    hands.editor.reveal(&topology::Target::Node("km1".parse().unwrap()));
    assert_eq!(hands.selected(), "km1");
    let shown = hands.editor.viewport().visible();
    assert!(shown.x <= 400.0 && shown.right() >= 584.0, "{shown:?}");
}

#[test]
fn everything_undone_is_the_beginning() {
    let mut hands = hands();
    let before = document::write(hands.editor.design());
    hands.drag((50.0, 30.0), (80.0, 300.0));
    hands
        .input(&Input::Place { role: "publisher".parse().unwrap() })
        .to(700.0, 400.0)
        .up(700.0, 400.0);
    hands.run("duplicate").run("delete").run("select-all").run("right");
    while hands.editor.can_undo() {
        hands.run("undo");
    }
    assert_eq!(document::write(hands.editor.design()), before);
}
