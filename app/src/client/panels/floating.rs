//! The small window over the canvas: there is one at a time.

use drawing::Length;
use drawing::geometry::between;
use editor::{Spot, Viewport};

use leptos::prelude::*;

use super::{find, list, menu, quick_add};
use crate::client::desk::{Desk, Floating};
use crate::client::parts::panels_of_page;
use crate::client::ui::dynamic::{DynamicView, dynamic};

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

/// Takes it away, and whoever had the keys before has them again.
pub(super) fn close(desk: Desk) {
    desk.float(None);
    desk.focus_back();
}

/// The style of what floats at a place of the pane and stays inside of it.
pub(super) fn placed(viewport: &Viewport, at: Spot, size: (f64, f64)) -> String {
    let inside = |at: f64, size: f64, room: f64| between(at, 8.0, room - size - 8.0);
    let (x, y) = (inside(at.x, size.0, viewport.width), inside(at.y, size.1, viewport.height));
    let (x, y, most) = (Length(x), Length(y), Length((viewport.height - 16.0).max(120.0)));
    format!("left:{x}px;top:{y}px;width:{}px;max-height:{most}px", Length(size.0))
}
