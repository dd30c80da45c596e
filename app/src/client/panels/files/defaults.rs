//! A node's `deployment.toml` beside what the product does where nobody writes the key.

use leptos::prelude::*;
use messages::{message, said};
use topology::Change;

use super::changes::compared;
use crate::client::desk::Desk;
use crate::client::ui::drawn::{El, drawn, el};
use crate::client::ui::task::Loaded;

const ABOUT: &str = message!(
    "Each key of this file, with what the product's code does where nobody writes it. This is not the file in the pack: that may write other values itself."
);

pub(super) fn defaults(desk: Desk, path: String) -> AnyView {
    let (id, revision) = (desk.id(), desk.autosave().revision);
    let answer = Loaded::boxed(Box::new(move || {
        revision.track();
        compared(id.clone(), Some(Change::new()), Some(path.clone()))
    }));
    let draw = move |root: El| {
        let root = root.with(el("p", "quiet").text(said(ABOUT)));
        let rows = match answer.get().flatten() {
            None => return root,
            Some(Err(error)) => {
                let message = error.message.to_string();
                return root.with(el("p", "field__error").attr("role", "alert").text(&message));
            }
            Some(Ok(compared)) => compared.defaults,
        };
        let mut head = el("tr", "");
        for title in [said("Key"), said("Default value"), said("Value here")] {
            head = head.with(el("th", "").attr("scope", "col").text(title));
        }
        let mut body = el("tbody", "");
        for row in &rows {
            let default = match row.state.as_str() {
                "same" => said("the same"),
                "other" => &row.default,
                "inferred" => said("worked out from other keys"),
                "none" => said("none"),
                _ => said("not known"),
            };
            let key = el("th", "").attr("scope", "row").attr("title", &row.source).text(&row.key);
            let line = el("tr", "").attr("data-state", &row.state).with(key);
            let line = line.with(el("td", "").text(default)).with(el("td", "").text(&row.here));
            body = body.with(line);
        }
        root.with(el("table", "").with(el("thead", "").with(head)).with(body))
    };
    drawn("files__code defaults", "", Box::new(draw), Box::new(|_, _, _| {}))
}
