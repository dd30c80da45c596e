//! Who else is at the design, in the bar: a letter each, in the colour of their pointer.

use leptos::prelude::*;
use messages::say;

use crate::client::canvas::colour;
use crate::client::desk::{Desk, Other};
use crate::client::ui::drawn::{drawn, el};

/// As many letters as there is room for; all names are said.
const SHOWN: usize = 5;

pub(crate) fn others(desk: Desk) -> AnyView {
    drawn(
        "here-bar",
        "",
        Box::new(move |root| {
            let others = desk.others.get();
            if others.is_empty() {
                return root;
            }
            let names: Vec<&str> = others.iter().map(Other::called).collect();
            let label = say!("Here, too: {names}", names = names.join(", "));
            let mut row = el("span", "here").attr("role", "img").attr("aria-label", &label);
            row = row.attr("title", &label);
            for (other, name) in others.iter().zip(&names).take(SHOWN) {
                let letter: String = name.chars().take(1).collect();
                let class = ["here__one other--", &colour(&other.client).to_string()].concat();
                row = row.with(el("span", &class).text(&letter));
            }
            root.with(row)
        }),
        Box::new(|_, _, _| {}),
    )
    .into_any()
}
