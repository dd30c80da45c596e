//! A link's line with its arrow; its meaning is written on it while it or one of its ends is selected.

use leptos::prelude::*;
use topology::LinkId;

use crate::client::desk::desk;

#[component]
pub(crate) fn LinkLine(id: LinkId) -> impl IntoView {
    let view = desk().link_view(&id)?;
    let (shape, face, stand) = (view.shape, view.face, view.stand);
    let (line, arrow, category, bad) = (shape.clone(), shape.clone(), face.clone(), face.clone());
    let (near, selected, shown) = (stand.clone(), stand.clone(), stand);
    let flag = |value: bool| if value { "true" } else { "false" };
    Some(view! {
        <g class=move || format!("link link--{}", category.with(|face| face.category)) data-link-id=id.to_string()
            data-bad=move || flag(bad.with(|face| face.bad)) data-near=move || flag(near.get().near)
            data-selected=move || flag(selected.get().selected)>
            <path class="link__line" d=move || line.with(|shape| shape.line.clone())></path>
            <path class="link__arrow" d=move || arrow.with(|shape| shape.arrow.clone())></path>
            {move || (shown.get().selected || shown.get().near).then(|| {
                let (shape, face) = (shape.clone(), face.clone());
                let (x, y) = (shape.clone(), shape);
                view! {
                    <text class="link__label" x=move || x.with(|shape| shape.middle.0)
                        y=move || y.with(|shape| shape.middle.1 - 6.0)>
                        {move || face.with(|face| face.label.clone())}
                    </text>
                }
            })}
        </g>
    })
}
