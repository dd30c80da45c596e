//! Where others are: their pointers with their names, and an outline around what they have selected.

use drawing::Length;
use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH};
use leptos::prelude::*;

use crate::client::desk::{Desk, there};
use crate::client::ui::dynamic::value;
use crate::client::ui::markup::Text;

/// Colours that people are told apart by, as `style/canvas.css` has them.
const COLOURS: usize = 6;

/// The colour of one of them: the same on every page and at every time.
pub(crate) fn colour(client: &str) -> usize {
    client.bytes().fold(0, |sum, byte| sum + usize::from(byte)) % COLOURS
}

pub(crate) fn others(desk: Desk) -> AnyView {
    let viewport = desk.with_scene(|scene| scene.viewport);
    let marks = move || {
        let others = desk.others.get();
        if others.is_empty() {
            return String::new();
        }
        let viewport = viewport.get();
        let mut marks = String::new();
        desk.with_editor(|editor| {
            let shown = editor.shown();
            let (w, h) = (Length(NODE_WIDTH * viewport.zoom), Length(NODE_HEIGHT * viewport.zoom));
            for other in &others {
                let colour = colour(&other.client);
                for id in there(shown, &other.selected) {
                    let at = editor.shown_position(id);
                    let x = Length(f64::from(at.x) * viewport.zoom + viewport.x);
                    let y = Length(f64::from(at.y) * viewport.zoom + viewport.y);
                    marks += &format!(
                        "<rect class=\"other other--{colour}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"8\"/>"
                    );
                }
            }
            for other in &others {
                let Some((x, y)) = other.at else { continue };
                let colour = colour(&other.client);
                let x = Length(f64::from(x) * viewport.zoom + viewport.x);
                let y = Length(f64::from(y) * viewport.zoom + viewport.y);
                marks += &format!(
                    "<g class=\"other other--{colour}\" transform=\"translate({x} {y})\">\
                     <path class=\"other__pointer\" d=\"M0 0l4 14 3-6 6-3z\"/>\
                     <text class=\"other__name\" x=\"14\" y=\"20\">{}</text></g>",
                    Text(other.called())
                );
            }
        });
        marks
    };
    view! { <svg class="overlay others" aria-hidden="true" inner_html=value(marks)></svg> }
        .into_any()
}
