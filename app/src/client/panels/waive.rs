//! Letting a finding stand: the reason, and if wanted who says so and until when.

use leptos::prelude::*;
use messages::{message, said};
use topology::{Change, Told, Waiver, text};

use super::fix_preview::asking;
use crate::client::desk::{Desk, desk};
use crate::client::ui::drawn::{El, button, drawn, el, typed};

const FIELDS: [(&str, &str, &str); 3] = [
    ("waive-reason", message!("Why it may stand"), "text"),
    ("waive-author", message!("Who decided it (if you like)"), "text"),
    ("waive-until", message!("Last day (if it ends)"), "date"),
];
const ABOUT: &str = message!(
    "It counts for nothing any more, and stays in the list with your reason. The reason is saved with the design and stands in the bundle's README."
);

#[component]
pub(crate) fn WaiveDialog() -> impl IntoView {
    let desk = desk();
    asking(desk.waiving, said("Let a finding stand"), body)
}

fn body(desk: Desk, finding: Told) -> AnyView {
    let message = finding.message.to_string();
    let draw = move |root: El| {
        let mut root =
            root.with(el("p", "").text(&message)).with(el("p", "quiet").text(said(ABOUT)));
        for (id, label, kind) in FIELDS {
            let label = el("label", "field__label").attr("for", id).text(said(label));
            let input = el("input", "field__control").attr("id", id).attr("type", kind);
            let field = el("div", "field").with(label);
            root = root.with(field.with(input.attr("autocomplete", "off")));
        }
        root
    };
    let wrong = RwSignal::new("");
    let foot = move |root: El| {
        root.with(el("span", "field__error").attr("role", "alert").text(wrong.get()))
            .with(el("span", "spacer"))
            .with(button("btn", "cancel", "").text(said("Cancel")))
            .with(button("btn btn--primary", "waive", "").text(said("Let it stand")))
    };
    let (rule, target) = (finding.rule, finding.target);
    let act = move |act: &str, _: &str, _: &str| {
        if act == "waive" {
            let [reason, author, until] = FIELDS.map(|(id, ..)| typed(id).trim().to_owned());
            let fits = |text: &str| text::check_line(text).is_ok();
            if reason.is_empty() {
                wrong.set(said("Say why it may stand."));
                return;
            }
            if !fits(&reason) || !fits(&author) {
                wrong.set(said("That is too long."));
                return;
            }
            let until = Some(until).filter(|day| topology::is_date(day));
            let (rule, target) = (rule.clone(), target.clone());
            let waiver = Waiver { rule, target, reason, author, until };
            desk.edit(|design| Change::waive(design, waiver));
        }
        desk.waiving.set(None);
    };
    let fields = drawn("dialog__body", "", Box::new(draw), Box::new(|_, _, _| {}));
    let foot = drawn("dialog__foot", "", Box::new(foot), Box::new(act));
    [fields, foot].into_any()
}
