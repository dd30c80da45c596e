//! Icons of cards and frames as pictures that style sheets draw. An element for each, with what the sprite puts into it and
//! what clips and scales that, is half of what a browser has to keep track of with each step of a drag.

use drawing::family_name;
use js_sys::encode_uri_component;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::client::desk::Desk;
use crate::client::theme::Theme;
use crate::client::ui::browser::fits;

/// Icons besides those of roles, with the style sheet's name of their colour.
const OTHERS: [(&str, &str); 6] = [
    // What stands for a host or a zone that is collapsed is of no family.
    ("role-collapsed-host", "outside"),
    ("role-collapsed-zone", "outside"),
    ("chevron-down", "text-quiet"),
    ("chevron-right", "text-quiet"),
    ("circle-alert", "error"),
    ("triangle-alert", "warning"),
];

/// Gives the page a picture of each icon that cards and frames show, in the colours of its theme: `--icon-NAME`.
pub(super) fn draw_icons(desk: Desk) {
    let theme: Theme = expect_context();
    let roles: Vec<(String, &str)> = desk.with_catalogue(|catalogue| {
        let of = |role: &topology::catalogue::Role| {
            (["role-", role.id.as_str()].concat(), family_name(role.family))
        };
        catalogue.roles.iter().map(of).collect()
    });
    let draw = move || {
        for (icon, colour) in OTHERS {
            draw_icon(icon, colour);
        }
        for (icon, colour) in &roles {
            draw_icon(icon, colour);
        }
    };
    // Before the first card is there, and again whenever the page has other colours.
    draw();
    Effect::new(move |known: Option<()>| {
        theme.track();
        if known.is_some() {
            draw();
        }
    });
}

/// A page without the icon shows none: the card says its role in words, too.
fn draw_icon(name: &str, colour: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let (Some(symbol), Some(root)) = (document().get_element_by_id(name), root) else { return };
    let Ok(Some(styles)) = window().get_computed_style(&root) else { return };
    // Who reads with colours of their own has them here, too.
    let token =
        if fits("(forced-colors: active)") { "color".into() } else { ["--", colour].concat() };
    let colour = styles.get_property_value(&token).unwrap_or_default();
    let picture = [
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='currentColor' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round' color='",
        colour.trim(),
        "'>",
        &symbol.inner_html(),
        "</svg>",
    ]
    .concat();
    let address = String::from(encode_uri_component(&picture));
    let value = ["url(\"data:image/svg+xml,", &address, "\")"].concat();
    let _ = root.style().set_property(&["--icon-", name].concat(), &value);
}
