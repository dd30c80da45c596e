//! A link's line with its arrow, and what it means where there is room for that.

use drawing::Length;
use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, flag, value};

#[component]
pub(crate) fn LinkLine(id: String) -> impl IntoView {
    let view = desk().link_view(&id)?;
    let (shape, face, stand) = (view.shape, view.face, view.stand);
    let (line, arrow, category, bad) = (shape.clone(), shape, face.clone(), face);
    let (near, selected) = (stand.clone(), stand);
    Some(view! {
        <g class=value(move || format!("link link--{}", category.with(|face| face.category))) data-link-id=id
            data-bad=flag(move || bad.with(|face| face.bad)) data-near=flag(move || near.get().near)
            data-selected=flag(move || selected.get().selected)>
            <path class="link__line" d=value(move || line.with(|shape| shape.line.clone()))></path>
            <path class="link__arrow" d=value(move || arrow.with(|shape| shape.arrow.clone()))></path>
        </g>
    })
}

/// What is written on a line. It lies over all lines, those of others as well.
#[component]
pub(crate) fn LinkWords(id: String) -> impl IntoView {
    let view = desk().link_view(&id)?;
    let (words, face) = (view.words, view.face);
    Some(dynamic(move || {
        words.get().map(|written| {
            let (category, bad) = face.with(|face| (face.category, face.bad));
            let (x, y) = (Length(written.at.0).to_string(), Length(written.at.1).to_string());
            view! {
                <g class=format!("link link--{category}") data-bad=if bad { "true" } else { "false" }>
                    <text class="link__label" x=x y=y>{written.words}</text>
                </g>
            }
        })
    }))
}
