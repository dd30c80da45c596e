//! What has become of a version, over the drawing: outlines around what came and what is other, ghosts of
//! what went, each with a sign, for colour alone says nothing to many.

use drawing::Length;
use drawing::geometry::Rect;
use drawing::route::{midpoint, path};
use editor::{Compared, Mark, Seen};
use leptos::prelude::*;
use topology::words::Deed;

use crate::client::desk::Desk;
use crate::client::ui::dynamic::value;
use crate::client::ui::markup::Text;

/// Between a card and the line around it.
const AWAY: f64 = 4.0;
/// Characters of a name that fit on a card, and on a frame.
const FITS: (usize, usize) = (22, 40);

/// The sign of what happened to a thing, and how style sheets call it.
pub(crate) fn sign(deed: Deed) -> (&'static str, &'static str) {
    match deed {
        Deed::Added => ("plus", "added"),
        Deed::Removed => ("minus", "removed"),
        Deed::Changed => ("pencil", "changed"),
    }
}

/// The layer: it is drawn anew when something else is marked, and panning moves it as a whole.
pub(crate) fn compared(
    desk: Desk,
    compared: Memo<Option<Compared>>,
    current: Memo<Option<usize>>,
) -> AnyView {
    let viewport = desk.with_scene(|scene| scene.viewport);
    let transform = move || {
        let viewport = viewport.get();
        let (x, y, zoom) = (Length(viewport.x), Length(viewport.y), Length(viewport.zoom));
        format!("translate({x} {y}) scale({zoom})")
    };
    let marks = move || {
        compared.with(|compared| {
            // Asked after what it is made of: an effect whose first source pulls its second along misses that one's news.
            let current = current.get();
            let mut marks = String::new();
            for (place, mark) in compared.iter().flat_map(|compared| &compared.marks).enumerate() {
                draw(mark, current == Some(place), &mut marks);
            }
            marks
        })
    };
    view! {
        <svg class="overlay" aria-hidden="true"><g transform=value(transform) inner_html=value(marks)></g></svg>
    }
    .into_any()
}

fn draw(mark: &Mark, is_current: bool, marks: &mut String) {
    let (picture, class) = sign(mark.deed);
    // What is added to what is changed on one card stands beside it.
    let aside = if mark.deed == Deed::Changed { 26.0 } else { 4.0 };
    let outline = |rect: &Rect, round: u8| {
        let Rect { x, y, w, h } = rect.grown(AWAY);
        let (x, y, w, h) = (Length(x), Length(y), Length(w), Length(h));
        format!(
            "<rect class=\"compared__line\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>"
        )
    };
    let (shape, (x, y)) = match &mark.seen {
        Seen::Nowhere => return,
        Seen::Card(rect) => {
            (outline(rect, 11) + &name(mark, rect, 36.0, FITS.0), (rect.x + aside, rect.bottom()))
        }
        Seen::Frame(rect) => {
            (outline(rect, 13) + &name(mark, rect, 18.0, FITS.1), (rect.x + aside, rect.bottom()))
        }
        Seen::Line(way) => {
            (format!("<path class=\"compared__line\" d=\"{}\"/>", path(way)), midpoint(way))
        }
    };
    let (x, y) = (Length(x), Length(y));
    *marks += &format!(
        "<g class=\"compared--{class}\" data-current=\"{is_current}\">{shape}\
         <g transform=\"translate({x} {y})\"><g class=\"compared__sign\"><circle r=\"10\"/>\
         <use href=\"#{picture}\" x=\"-7\" y=\"-7\" width=\"14\" height=\"14\"/></g></g></g>"
    );
}

/// What is gone has no card that says its name.
fn name(mark: &Mark, rect: &Rect, down: f64, fits: usize) -> String {
    if mark.deed != Deed::Removed || matches!(mark.seen, Seen::Line(_)) {
        return String::new();
    }
    let mut name: String = mark.name.chars().take(fits).collect();
    if name.len() < mark.name.len() {
        name.push('…');
    }
    let (x, y) = (Length(rect.x + 12.0), Length(rect.y + down));
    format!("<text class=\"compared__name\" x=\"{x}\" y=\"{y}\">{}</text>", Text(&name))
}
