//! The small window over the canvas: there is one at a time.

use drawing::Length;
use drawing::geometry::between;
use editor::{Spot, Viewport};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{find, list, menu, quick_add};
use crate::client::desk::{Desk, Floating};
use crate::client::parts::panels_of_page;
use crate::client::ui::browser::root_font_scale;
use crate::client::ui::dynamic::{DynamicView, dynamic};
use crate::client::ui::picker::Picker;

pub(crate) fn floating_window(desk: Desk) -> DynamicView {
    let panels = panels_of_page();
    dynamic(move || {
        desk.floating().and_then(|floating| Some((panels.get()?.floating)(desk, floating)))
    })
}

/// What is in the window.
pub(crate) fn body(desk: Desk, floating: Floating) -> AnyView {
    match floating {
        Floating::Add(question) => quick_add::view(desk, question),
        Floating::List(question) => list::view(desk, question),
        Floating::Menu(menu) => menu::view(desk, menu),
        Floating::Find => find::view(desk),
    }
}

/// A window in which something is searched for; Escape closes it.
pub(super) fn searching(desk: Desk, title: String, style: String, picker: Picker) -> AnyView {
    let heading = title.clone();
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close(desk);
        }
    };
    view! {
        <div class="floating" style=style role="dialog" aria-label=title on:keydown=pressed>
            <h2>{heading}</h2>
            {picker.view()}
        </div>
    }
    .into_any()
}

/// Takes it away, and whoever had the keys before has them again.
pub(super) fn close(desk: Desk) {
    desk.float(None);
    desk.focus_back();
}

/// The style of what floats at a place of the pane and stays inside of it; the size is that for text of
/// the usual size.
pub(super) fn placed(viewport: &Viewport, at: Spot, size: (f64, f64)) -> String {
    let inside = |at: f64, size: f64, room: f64| between(at, 8.0, room - size - 8.0);
    let scale = root_font_scale();
    let width = between(size.0 * scale, 120.0, viewport.width - 16.0);
    let x = inside(at.x, width, viewport.width);
    let y = inside(at.y, size.1 * scale, viewport.height);
    let (x, y, most) = (Length(x), Length(y), Length((viewport.height - 16.0).max(120.0)));
    format!("left:{x}px;top:{y}px;width:{}px;max-height:{most}px", Length(width))
}
