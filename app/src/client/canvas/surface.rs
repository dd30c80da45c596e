//! The pane itself: one set of listeners for everything on it.

use std::cell::RefCell;
use std::rc::Rc;

use drawing::Length;
use editor::{Button, Editor, Fingers, Input, Modifiers, Show, Spot};
use leptos::ev::{
    MouseEvent, PointerEvent, WheelEvent, blur, pointercancel, pointermove, pointerup,
};
use leptos::html;
use leptos::prelude::*;
use messages::{said, say};
use topology::RoleId;
use wasm_bindgen::JsCast as _;

use super::chooser::Chooser;
use super::empty::EmptyCanvas;
use super::frame::Moves;
use super::hand::{held, locks, side_arrows};
use super::icons::draw_icons;
use super::layers::Layers;
use super::minimap::Minimap;
use super::overlay::{Ghost, Overlay};
use super::painter::provide_painter;
use super::tools::CanvasTools;
use crate::client::desk::{Desk, desk};
use crate::client::panels::{floating_window, show_layer};
use crate::client::ui::browser::SizeWatch;
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::markup::told;
use crate::client::ui::words::counted;

/// A finger that stays down this long asks for the menu, in milliseconds.
const HOLD: u32 = 500;

/// From this much detail on the paper has dots.
const DOTTED: u8 = 3;
/// How much is drawn, as style sheets name it.
const LODS: [&str; 5] = ["0", "1", "2", "3", "3"];

/// Where the pane is in the page, for those who drag something into it.
#[derive(Clone, Copy)]
struct Pane(NodeRef<html::Div>);

impl Pane {
    /// True when the pointer is over the pane, and not over something that lies on it.
    fn holds(self, event: &MouseEvent) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        self.0.get_untracked().is_some_and(|pane| pane.contains(target.as_ref()))
    }

    /// A place of the page in the pane.
    fn spot(self, event: &MouseEvent) -> Spot {
        let corner = self.0.get_untracked().map(|pane| pane.get_bounding_client_rect());
        let (x, y) = corner.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
        Spot::new(f64::from(event.client_x()) - x, f64::from(event.client_y()) - y)
    }

    /// Keys are for the drawing from now on.
    fn focus(self) {
        let _ = self.0.get_untracked().map(|pane| pane.focus());
    }
}

#[component]
pub(crate) fn Canvas() -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Div>::new();
    let pane = Pane(element);
    watch_size(desk, element);
    provide_painter();
    draw_icons(desk);
    let moves = StoredValue::new_local(Moves::new(desk));
    let fingers = StoredValue::new_local(Fingers::default());
    follow_pointer(desk, pane, moves, fingers);

    let down = move |event: PointerEvent| {
        if on_arrow(&event) {
            return;
        }
        let button = match event.button() {
            0 => Button::Primary,
            1 => Button::Middle,
            _ => Button::Secondary,
        };
        if button == Button::Middle {
            event.prevent_default();
        }
        if let Some(element) = element.get_untracked() {
            // Without capture a drag ends at the window's edge, which is no harm.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        pane.focus();
        desk.choice.set(None);
        desk.float(None);
        let (at, modifiers) = (pane.spot(&event), modifiers(&event));
        if !is_finger(&event) {
            desk.hold(None, || ());
            return desk.input(&Input::Down { at, button, modifiers });
        }
        if event.is_primary() && fingers.try_update_value(Fingers::forget) == Some(true) {
            desk.input(&Input::Cancel);
        }
        let busy = desk.with_editor_untracked(|editor| !editor.is_idle() && !editor.takes_keys());
        let put = |fingers: &mut Fingers| fingers.put(event.pointer_id(), at, modifiers, busy);
        let input = fingers.try_update_value(put).flatten();
        // One that stays where it was put down asks for the menu.
        let puts = matches!(input, Some(Input::Down { .. }));
        // What it did since the last picture comes first: on a slow machine that is more than staying.
        desk.hold(puts.then_some(HOLD), move || moves.get_value().flush());
        if let Some(input) = input {
            desk.input(&input);
        }
    };
    // The pointer has given the canvas its focus. After a finger was lifted the browser would give it once
    // more, and take it from the menu that the finger opened.
    let pressed = |event: MouseEvent| {
        if !on_arrow(&event) {
            event.prevent_default();
        }
    };
    let hover = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && idle(desk) {
            moves.get_value().push(Input::Hover { at: Some(pane.spot(&event)) });
        }
    };
    let leave = move |_| {
        if idle(desk) {
            moves.get_value().push(Input::Hover { at: None });
        }
    };
    let clicked = move |event: MouseEvent| {
        if let Some(what) = told(&event, FOLD) {
            desk.collapse(&what);
        }
    };
    let double = move |event: MouseEvent| {
        if !on_arrow(&event) {
            desk.input(&Input::Double { at: pane.spot(&event) });
        }
    };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        // Lines and pages as some mice count, in pixels.
        let unit = match event.delta_mode() {
            1 => 16.0,
            2 => 400.0,
            _ => 1.0,
        };
        let (mut dx, mut dy) = (event.delta_x() * unit, event.delta_y() * unit);
        if event.shift_key() && dx == 0.0 {
            (dx, dy) = (dy, 0.0);
        }
        let zoom = event.ctrl_key() || event.meta_key();
        desk.input(&Input::Wheel { at: pane.spot(&event), dx, dy, zoom });
    };
    let (viewport, cursor, selection) =
        desk.with_scene(|scene| (scene.viewport, scene.cursor, scene.selection));
    let detail = desk.with_scene(|scene| scene.detail);
    let grid = move || {
        // From afar there are no dots, and nothing of the pane is styled anew for them.
        if detail.get() < DOTTED {
            return String::new();
        }
        let viewport = viewport.get();
        let step = 24.0 * viewport.zoom;
        let (step, x, y) = (Length(step), Length(viewport.x), Length(viewport.y));
        format!("background-size:{step}px {step}px;background-position:{x}px {y}px")
    };
    let label = move || {
        let (nodes, links) =
            desk.with_design(|design| (design.nodes().len(), design.links().len()));
        let (nodes, links) = (counted(nodes, "node"), counted(links, "link"));
        say!("Canvas, {nodes}, {links}", nodes, links)
    };
    let focus = move || !selection.with(|selection| selection.is_empty());
    view! {
        <section class="stage" aria-label=said("Drawing") data-comparing=flag(move || desk.comparing.with(Option::is_some))
            data-dot=flag(move || desk.with_show(Show::has_dot) == Some(true))>
            <div class="canvas" node_ref=element tabindex="0" role="application" aria-label=value(label)
                aria-roledescription=said("diagram") style=value(grid) data-lod=value(move || LODS.get(usize::from(detail.get())).copied()) data-mode=value(move || cursor.get())
                data-wiring=flag(move || cursor.get() == "wire")
                data-focus=flag(focus) data-settling=flag(move || desk.settling.get()) on:pointerdown=down on:mousedown=pressed on:pointermove=hover on:pointerleave=leave on:click=clicked on:dblclick=double on:wheel=wheel on:contextmenu=|event| event.prevent_default()>
                <Layers/>
                {locks(desk)}
                {held(desk)}
                {dynamic(move || desk.live.get().map(|live| (live.marks)(desk)))}
                <Overlay/>
                {side_arrows(desk)}
                <Ghost/>
            </div>
            <EmptyCanvas/>
            <Hint/>
            <Chooser/>
            {floating_window(desk)}
            {dynamic(move || desk.comparing.get().map(|(layer, number)| layer(desk, number)))}
            {show_layer(desk)}
            <div class="canvas-corner"><Minimap/><CanvasTools/></div>
            <p class="visually-hidden" role="status" aria-live="polite">{dynamic(move || desk.announcement.get())}</p>
            <p class="visually-hidden" role="status" aria-live="polite">{dynamic(move || desk.problems_said.get())}</p>
        </section>
    }
}

/// What was refused, over the canvas for a while.
#[component]
fn Hint() -> impl IntoView {
    let desk = desk();
    let pointer = desk.with_scene(|scene| scene.pointer);
    let reason = move || {
        let wiring =
            pointer.with(|pointer| pointer.wire.as_ref().and_then(|(_, wire)| wire.reason.clone()));
        wiring.or_else(|| desk.hint.get())
    };
    dynamic(move || reason().map(|reason| view! { <div class="hint" role="alert">{reason}</div> }))
}

/// A role is dragged out of the palette.
pub(crate) fn place_from_palette(desk: Desk, role: &RoleId) {
    desk.input(&Input::Place { role: role.clone() });
}

fn watch_size(desk: Desk, element: NodeRef<html::Div>) {
    let watch: Rc<RefCell<Option<SizeWatch>>> = Rc::default();
    let kept = StoredValue::new_local(watch);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let sized = move |width, height| desk.input(&Input::Resize { width, height });
        *kept.get_value().borrow_mut() = SizeWatch::new(&element, sized);
    });
    on_cleanup(move || drop(kept.try_get_value().map(|watch| watch.borrow_mut().take())));
}

/// Moves and releases are heard on the whole window: a drag may begin in the palette and end anywhere.
fn follow_pointer(
    desk: Desk,
    pane: Pane,
    moves: StoredValue<Moves, LocalStorage>,
    fingers: StoredValue<Fingers, LocalStorage>,
) {
    let busy = move || desk.is_there() && !idle(desk);
    let moved = window_event_listener(pointermove, move |event| {
        let busy = busy();
        if busy || is_finger(&event) {
            let (at, modifiers) = (pane.spot(&event), modifiers(&event));
            let shift = |fingers: &mut Fingers| fingers.shift(event.pointer_id(), at, modifiers);
            // Where a finger is counts for the next one, also while it does nothing.
            let input = fingers.try_update_value(shift).flatten();
            if let Some(input) = input.filter(|_| busy) {
                moves.get_value().push(input);
                close_menu(desk, pane);
            }
        } else if desk.is_there() && event.pointer_type() == "mouse" {
            desk.hover(pane.holds(&event).then(|| pane.spot(&event)));
        }
    });
    let lift = move |id: i32, with: Input| {
        if desk.is_there() {
            desk.hold(None, || ());
        }
        let input = fingers.try_update_value(|fingers| fingers.lift(id, with)).flatten();
        if let Some(input) = input.filter(|_| busy()) {
            moves.get_value().flush();
            close_menu(desk, pane);
            desk.input(&input);
        }
    };
    let up = window_event_listener(pointerup, move |event| {
        let (at, modifiers) = (pane.spot(&event), modifiers(&event));
        lift(event.pointer_id(), Input::Up { at, modifiers });
    });
    let cancelled = window_event_listener(pointercancel, move |event| {
        lift(event.pointer_id(), Input::Cancel);
    });
    let left = window_event_listener(blur, move |_| desk.input(&Input::Space { held: false }));
    on_cleanup(move || {
        moved.remove();
        up.remove();
        cancelled.remove();
        left.remove();
    });
}

/// Who goes on after holding a finger still did not ask for the menu, but draws a frame.
fn close_menu(desk: Desk, pane: Pane) {
    let draws = desk.with_editor_untracked(|editor| editor.marquee().is_some());
    if draws && untrack(|| desk.floating()).is_some() {
        desk.float(None);
        pane.focus();
    }
}

fn is_finger(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// The frame or card that a chevron folds.
const FOLD: &str = "data-fold";

/// An arrow at a node's side is no place of the drawing, nor is a chevron.
fn on_arrow(event: &MouseEvent) -> bool {
    told(event, "data-way").or_else(|| told(event, FOLD)).is_some()
}

fn idle(desk: Desk) -> bool {
    desk.is_there() && desk.with_editor_untracked(Editor::is_idle)
}

fn modifiers(event: &MouseEvent) -> Modifiers {
    Modifiers {
        shift: event.shift_key(),
        alt: event.alt_key(),
        command: event.ctrl_key() || event.meta_key(),
    }
}
