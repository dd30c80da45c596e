//! What fingers do on the canvas: one is a pointer with a wide tip, two hold the drawing.

use editor::testing::TestEditor;
use editor::{Button, Effect, Fingers, Input, Modifiers, Spot, Viewport};
use topology::{Change, Point, notation};

const NONE: Modifiers = Modifiers { shift: false, alt: false, command: false };
const SHIFT: Modifiers = Modifiers { shift: true, alt: false, command: false };

/// A glass on which fingers are put, and an editor below it.
struct Glass {
    hands: TestEditor<'static>,
    fingers: Fingers,
}

impl Glass {
    fn new() -> Self {
        let mut design =
            notation::design("gw1: gateway\nkm1: key-manager\ngw1 -validates-with-> km1");
        let places = [("gw1", 0, 0), ("km1", 400, 0)];
        let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
        Change::move_nodes(&design, to).apply(&mut design).unwrap();
        let hands = TestEditor::new(design, catalogue::wso2am_3_1_0());
        Self { hands, fingers: Fingers::default() }
    }

    fn act(&mut self, input: Option<Input>) -> &mut Self {
        if let Some(input) = input {
            self.hands.input(&input);
        }
        self
    }

    fn put(&mut self, id: i32, x: f64, y: f64) -> &mut Self {
        let busy = !self.hands.editor.is_idle();
        let input = self.fingers.put(id, Spot::new(x, y), NONE, busy);
        self.act(input)
    }

    fn to(&mut self, id: i32, x: f64, y: f64) -> &mut Self {
        let input = self.fingers.shift(id, Spot::new(x, y), NONE);
        self.act(input)
    }

    fn lift(&mut self, id: i32, x: f64, y: f64) -> &mut Self {
        let input = self.fingers.lift(id, Input::Up { at: Spot::new(x, y), modifiers: NONE });
        self.act(input)
    }

    fn hold(&mut self) -> &mut Self {
        self.act(Some(Input::Hold))
    }

    fn viewport(&self) -> Viewport {
        *self.hands.editor.viewport()
    }

    /// Where the paper lies.
    fn paper(&self) -> (f64, f64) {
        (self.viewport().x, self.viewport().y)
    }

    fn menus(&self) -> Vec<&str> {
        let menus = self.hands.effects.iter().filter_map(|effect| match effect {
            Effect::Menu(menu) => Some(menu.title.as_str()),
            _ => None,
        });
        menus.collect()
    }
}

#[test]
fn two_fingers_zoom_about_their_middle_and_take_it_along() {
    let mut glass = Glass::new();
    glass.put(7, 300.0, 300.0).put(9, 400.0, 300.0);
    let between = glass.viewport().to_drawing(Spot::new(350.0, 300.0));
    glass.to(7, 250.0, 300.0).to(9, 450.0, 340.0).to(7, 250.0, 340.0);
    let now = glass.viewport();
    assert!((now.zoom - 2.0).abs() < 1e-9, "{now:?}");
    let middle = now.to_pane(between);
    assert!((middle.x - 350.0).abs() < 1e-6 && (middle.y - 340.0).abs() < 1e-6, "{middle:?}");
    glass.lift(7, 250.0, 340.0);
    assert!(glass.hands.editor.is_idle());
    assert_eq!(glass.viewport(), now, "it stays as it was put");
    assert!(!glass.hands.editor.can_undo());
}

#[test]
fn moves_that_were_left_out_change_nothing_in_the_end() {
    let (mut all, mut last) = (Glass::new(), Glass::new());
    for glass in [&mut all, &mut last] {
        glass.put(1, 300.0, 300.0).put(2, 400.0, 300.0);
    }
    // Together until nothing can be smaller, and apart again.
    for apart in [40.0, 10.0, 0.0, 200.0, 150.0] {
        all.to(1, 350.0 - apart, 300.0).to(2, 350.0 + apart, 300.0);
    }
    last.fingers.shift(1, Spot::new(200.0, 300.0), NONE);
    last.to(2, 500.0, 300.0);
    assert_eq!(all.viewport(), last.viewport());
}

#[test]
fn the_second_finger_ends_what_the_first_began_without_a_trace() {
    let mut glass = Glass::new();
    glass.hands.click(450.0, 30.0);
    glass.put(1, 50.0, 30.0).to(1, 90.0, 130.0);
    assert_eq!((glass.hands.place("gw1"), glass.hands.selected().as_str()), ((40, 104), "gw1"));
    glass.put(2, 300.0, 400.0).to(2, 310.0, 420.0).to(1, 95.0, 150.0);
    glass.lift(2, 310.0, 420.0).to(1, 500.0, 500.0).lift(1, 500.0, 500.0);
    assert_eq!((glass.hands.place("gw1"), glass.hands.selected().as_str()), ((0, 0), "km1"));
    assert_eq!((glass.hands.changes(), glass.menus().len()), (0, 0));
    assert!(glass.hands.editor.is_idle());
    // Nor is a link drawn, nor a press a click.
    glass.put(1, 184.0, 32.0).to(1, 300.0, 200.0).put(2, 600.0, 400.0);
    assert!(glass.hands.editor.wire().is_none());
    glass.lift(1, 300.0, 200.0).lift(2, 600.0, 400.0);
    assert_eq!((glass.hands.selected().as_str(), glass.hands.links().len()), ("km1", 1));
}

#[test]
fn who_is_left_over_does_nothing_until_all_are_lifted() {
    let mut glass = Glass::new();
    glass.put(1, 300.0, 300.0).put(2, 400.0, 300.0).put(3, 50.0, 30.0);
    glass.to(3, 90.0, 130.0).lift(3, 90.0, 130.0).to(2, 420.0, 300.0);
    assert!(glass.viewport().zoom > 1.0, "a third finger is none of them");
    let pinched = glass.viewport();
    glass.lift(2, 420.0, 300.0).put(4, 600.0, 300.0).to(4, 700.0, 300.0).to(1, 0.0, 0.0).hold();
    assert_eq!((glass.viewport(), glass.menus().len()), (pinched, 0));
    glass.lift(1, 0.0, 0.0).lift(4, 700.0, 300.0);
    assert_eq!(glass.viewport(), pinched);
    glass.put(5, 600.0, 500.0).to(5, 620.0, 500.0).lift(5, 620.0, 500.0);
    assert_eq!(glass.viewport().x, pinched.x + 20.0, "the next one is a finger as any other");
}

#[test]
fn a_finger_beside_what_is_held_otherwise_is_ignored() {
    let mut glass = Glass::new();
    glass.act(Some(Input::Place { role: "gateway".parse().unwrap() }));
    // The palette's finger is none of the pane's.
    glass.to(1, 500.0, 400.0).put(2, 100.0, 500.0).to(2, 100.0, 600.0).lift(2, 100.0, 600.0);
    assert!(glass.hands.editor.ghost().is_some_and(|ghost| ghost.at.is_some()));
    glass.lift(1, 500.0, 400.0);
    assert_eq!(glass.hands.place("gw2"), (408, 368));
    // A mouse that moves while a finger pans does not.
    glass.put(1, 300.0, 300.0).to(1, 320.0, 300.0).to(99, 900.0, 600.0).lift(99, 900.0, 600.0);
    glass.to(1, 330.0, 300.0).lift(1, 330.0, 300.0);
    assert_eq!(glass.paper(), (30.0, 0.0));
}

#[test]
fn fingers_that_were_lifted_unseen_are_forgotten() {
    let mut fingers = Fingers::default();
    let spot = Spot::new(1.0, 1.0);
    assert!(!fingers.forget());
    assert!(fingers.put(1, spot, NONE, false).is_some());
    assert!(fingers.forget());
    assert!(matches!(fingers.put(2, spot, NONE, false), Some(Input::Down { .. })));
}

#[test]
fn one_finger_moves_the_paper_and_selects_nothing() {
    let mut glass = Glass::new();
    glass.hands.click(450.0, 30.0);
    glass.put(1, 300.0, 300.0).to(1, 305.0, 304.0);
    assert_eq!(glass.paper(), (0.0, 0.0), "a finger trembles");
    glass.to(1, 320.0, 280.0);
    assert_eq!((glass.paper(), glass.hands.editor.marquee()), ((20.0, -20.0), None));
    glass.hold().to(1, 50.0, 30.0).lift(1, 50.0, 30.0);
    assert_eq!((glass.paper(), glass.menus().len()), ((-250.0, -270.0), 0));
    assert_eq!(glass.hands.selected(), "km1");
    // On a link too, which is thin.
    glass.put(1, 40.0, -234.0).to(1, 40.0, -200.0).lift(1, 40.0, -200.0);
    assert_eq!(glass.paper(), (-250.0, -236.0));
    glass.put(1, 500.0, 500.0).lift(1, 502.0, 500.0);
    assert!(glass.hands.editor.selection().is_empty(), "a tap beside everything");
}

#[test]
fn a_mouse_and_a_pen_draw_a_frame_as_before() {
    let mut glass = Glass::new();
    glass.put(1, 300.0, 300.0).lift(1, 300.0, 300.0);
    glass.hands.drag((300.0, 120.0), (50.0, 30.0));
    assert_eq!((glass.hands.selected().as_str(), glass.paper()), ("gw1", (0.0, 0.0)));
}

#[test]
fn a_finger_that_was_held_asks_or_draws_a_frame() {
    let mut glass = Glass::new();
    glass.put(1, 300.0, 300.0).hold().to(1, 309.0, 302.0).lift(1, 309.0, 302.0);
    assert_eq!((glass.menus(), glass.paper()), (vec!["Drawing"], (0.0, 0.0)));
    assert!(glass.hands.editor.is_idle());
    glass.put(1, 300.0, 300.0).hold().to(1, 100.0, 40.0);
    assert!(glass.hands.editor.marquee().is_some());
    glass.lift(1, 100.0, 40.0);
    assert_eq!((glass.hands.selected().as_str(), glass.paper()), ("gw1", (0.0, 0.0)));
    // With Shift at once, and it adds.
    let place = Spot::new(390.0, 200.0);
    glass.act(Some(Input::Down { at: place, button: Button::Finger, modifiers: SHIFT }));
    glass.hands.to(450.0, 40.0).up(450.0, 40.0);
    assert_eq!(glass.hands.selected(), "gw1 km1");
}

#[test]
fn for_a_finger_links_and_handles_are_wider() {
    let link = |glass: &Glass| glass.hands.editor.selection().only_link().is_some();
    let mut glass = Glass::new();
    glass.hands.click(290.0, 46.0);
    assert!(!link(&glass));
    glass.put(1, 290.0, 46.0).lift(1, 290.0, 46.0);
    assert!(link(&glass), "14 px beside it");
    glass.put(1, 290.0, 52.0).lift(1, 290.0, 52.0);
    assert!(!link(&glass), "20 px beside it");
    // 18 px beside the dot.
    glass.hands.down(202.0, 50.0);
    assert!(glass.hands.editor.wire().is_none());
    glass.hands.up(202.0, 50.0);
    glass.put(1, 199.0, 42.0).to(1, 220.0, 60.0);
    assert!(glass.hands.editor.wire().is_some());
    glass.to(1, 199.0, 42.0).lift(1, 199.0, 42.0);
    assert!(glass.hands.asked().is_none(), "it was brought back");
}

#[test]
fn a_tap_on_the_dot_means_its_card() {
    let mut glass = Glass::new();
    glass.put(1, 166.0, 32.0).to(1, 170.0, 35.0).lift(1, 170.0, 35.0);
    assert_eq!((glass.hands.selected().as_str(), glass.hands.changes()), ("gw1", 0));
    glass.hands.run("select-none");
    glass.put(1, 166.0, 32.0).hold().lift(1, 166.0, 32.0);
    assert_eq!((glass.menus(), glass.hands.selected().as_str()), (vec!["gw1"], "gw1"));
}

#[test]
fn from_afar_a_dot_leaves_room_on_its_card() {
    let mut glass = Glass::new();
    glass.hands.editor.set_viewport(Viewport { zoom: 0.25, ..Viewport::default() });
    // The card's right edge is at 46 px.
    glass.put(1, 32.0, 8.0).to(1, 60.0, 8.0);
    assert!(glass.hands.editor.is_dragging());
    glass.lift(1, 32.0, 8.0).put(1, 36.0, 8.0).to(1, 60.0, 40.0);
    assert!(glass.hands.editor.wire().is_some());
}

#[test]
fn who_presents_looks_closer_with_two_fingers() {
    let mut glass = Glass::new();
    let shown = glass.hands.editor.present(catalogue::wso2am_3_1_0());
    glass.hands.effects.extend(shown);
    let before = glass.viewport().zoom;
    glass.put(1, 300.0, 300.0).put(2, 400.0, 300.0).to(2, 500.0, 300.0).lift(2, 500.0, 300.0);
    assert!((glass.viewport().zoom / before - 2.0).abs() < 1e-9);
    assert!(glass.hands.editor.is_idle() && !glass.hands.editor.is_flying());
}
