//! A link's line with its arrow; its meaning is written on it while it or one of its ends is selected,
//! where there is room.

use drawing::{Length, label};
use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, flag, value};

/// From one label to the next, of lines that run beside each other.
const LINE: f64 = 14.0;

#[component]
pub(crate) fn LinkLine(id: String) -> impl IntoView {
    let view = desk().link_view(&id)?;
    let (shape, face, stand) = (view.shape, view.face, view.stand);
    let (line, arrow, category, bad) = (shape.clone(), shape.clone(), face.clone(), face.clone());
    let several = face.clone();
    let (near, selected, shown) = (stand.clone(), stand.clone(), stand);
    Some(view! {
        <g class=value(move || format!("link link--{}", category.with(|face| face.category))) data-link-id=id
            data-bad=flag(move || bad.with(|face| face.bad)) data-near=flag(move || near.get().near)
            data-selected=flag(move || selected.get().selected)>
            <path class="link__line" d=value(move || line.with(|shape| shape.line.clone()))></path>
            <path class="link__arrow" d=value(move || arrow.with(|shape| shape.arrow.clone()))></path>
            {dynamic(move || (shown.get().told || several.with(|face| face.several)).then(|| {
                let (shape, face) = (shape.clone(), face.clone());
                let (x, y, room) = (shape.clone(), shape.clone(), shape);
                // Cards would cover what is wider than the gap between them.
                let words = move || face.with(|face| {
                    let fits = face.called.is_empty() || room.with(|shape| label::width(&face.label) <= shape.room);
                    if fits { &face.label } else { &face.called }.clone()
                });
                view! {
                    <text class="link__label" x=value(move || x.with(|shape| Length(shape.middle.0).to_string()))
                        y=value(move || y.with(|shape| Length(shape.middle.1 - 6.0 - LINE * f64::from(shape.lane)).to_string()))>
                        {dynamic(words)}
                    </text>
                }
            }))}
        </g>
    })
}
