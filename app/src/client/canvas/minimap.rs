//! The whole drawing in a corner, with what is in view. A click or a drag goes there.

use std::cell::RefCell;
use std::rc::Rc;

use drawing::geometry::Rect;
use editor::Spot;
use gloo::timers::callback::Timeout;
use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use super::ink::Ink;
use super::lengths::px;
use super::painted::{all_cards, context, put};
use super::painter::{Painter, Surface, painter};
use crate::client::desk::{Desk, desk};
use crate::client::theme::Theme;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::task::later;

/// The largest it gets, in pixels.
const ROOM: (f64, f64) = (192.0, 128.0);
/// It follows changes a little later: they come many in a row.
const PAUSE: u32 = 120;

/// Shown while a part of the drawing is out of view.
#[component]
pub(crate) fn Minimap() -> impl IntoView {
    let desk = desk();
    let (paints, viewport, moving) =
        desk.with_scene(|scene| (scene.paints, scene.viewport, scene.moving));
    let needed = Memo::new(move |before: Option<&bool>| {
        // It neither comes nor goes while the drawing moves: making it would be felt.
        if let (true, Some(before)) = (moving.get(), before) {
            return *before;
        }
        paints.track();
        let visible = viewport.get().visible();
        let all = desk.with_scene(|scene| scene.sheet().bounds());
        all.is_some_and(|all| visible.union(&all) != visible)
    });
    dynamic(move || needed.get().then(|| view! { <Map/> }))
}

#[component]
fn Map() -> impl IntoView {
    let desk = desk();
    let theme: Theme = expect_context();
    let surface = NodeRef::<html::Canvas>::new();
    let (paints, viewport) = desk.with_scene(|scene| (scene.paints, scene.viewport));
    // Who draws the map anew says so; where it lies is asked then.
    let drawn = RwSignal::new(0_u32);
    let area = move || {
        drawn.track();
        shown(desk)
    };
    let waiting = StoredValue::new_local(Rc::new(RefCell::new(None::<Timeout>)));
    let painter = StoredValue::new_local(painter());
    // Asked for once more when the painter is busy with the last one, or has gone.
    let turn = RwSignal::new(0_u32);
    let once_more = move || {
        let _ = turn.try_update(|count| *count += 1);
    };
    Effect::new(move |_| {
        paints.track();
        theme.track();
        turn.track();
        let draw = move || {
            // The page may have been left meanwhile.
            let Some((surface, painter)) =
                surface.try_get_untracked().flatten().zip(painter.try_get_value())
            else {
                return;
            };
            if painter.is_busy(Surface::Map) {
                return once_more();
            }
            drawn.update(|count| *count += 1);
            paint(desk, &painter, &surface, once_more);
        };
        *waiting.get_value().borrow_mut() = Some(later(PAUSE, draw));
    });
    let frame = move || {
        let area = area();
        let scale = scale(&area);
        let visible = viewport.get().visible();
        let from = Spot::new(visible.x.max(area.x), visible.y.max(area.y));
        let (right, bottom) =
            (visible.right().min(area.right()), visible.bottom().min(area.bottom()));
        let (x, y) = ((from.x - area.x) * scale, (from.y - area.y) * scale);
        let (w, h) = ((right - from.x) * scale, (bottom - from.y) * scale);
        let (x, y, w, h) = (px(x), px(y), px(w.max(4.0)), px(h.max(4.0)));
        format!("transform:translate({x},{y});width:{w};height:{h}")
    };
    let go = move |event: &PointerEvent| {
        let Some(surface) = surface.get_untracked() else { return };
        let corner = surface.get_bounding_client_rect();
        let area = shown(desk);
        let scale = scale(&area);
        let x = area.x + (f64::from(event.client_x()) - corner.left()) / scale;
        let y = area.y + (f64::from(event.client_y()) - corner.top()) / scale;
        desk.look_at(Spot::new(x, y));
    };
    let pressed = move |event: PointerEvent| {
        if let Some(surface) = surface.get_untracked() {
            // Without capture a drag ends at the map's edge, which is no harm.
            let _ = surface.set_pointer_capture(event.pointer_id());
        }
        go(&event);
    };
    let size = move || {
        let area = area();
        let scale = scale(&area);
        format!("width:{};height:{}", px(area.w * scale), px(area.h * scale))
    };
    view! {
        <div class="minimap" style=value(size) aria-hidden="true">
            <canvas node_ref=surface on:pointerdown=pressed
                on:pointermove=move |event| if event.buttons() & 1 == 1 { go(&event) }></canvas>
            <div class="minimap__view" style=value(frame)></div>
        </div>
    }
}

/// The part of the drawing that the map shows: all of it.
fn shown(desk: Desk) -> Rect {
    let all = desk.with_scene(|scene| scene.sheet().bounds());
    all.unwrap_or(Rect::new(0.0, 0.0, 1.0, 1.0)).grown(40.0)
}

fn scale(area: &Rect) -> f64 {
    (ROOM.0 / area.w).min(ROOM.1 / area.h)
}

/// Has the map painted; what changes meanwhile asks for it again.
fn paint(desk: Desk, painter: &Painter, surface: &HtmlCanvasElement, again: impl Fn() + 'static) {
    let area = shown(desk);
    let sharp = scale(&area) * window().device_pixel_ratio();
    let mut ink = Ink::new(surface, &painter.palette, area, sharp, scale(&area));
    desk.with_scene(|scene| all_cards(&mut ink, scene, &desk.cards_off()));
    if !painter.is_there() {
        if let Some(context) = context(surface) {
            ink.on(&context);
        }
        return;
    }
    let surface = surface.clone();
    painter.paint(Surface::Map, &ink, move |picture| match picture {
        Some(picture) => put(&surface, picture),
        None => again(),
    });
}
