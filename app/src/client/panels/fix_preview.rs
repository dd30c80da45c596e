//! What a fix would do, before it is done: in words, and in the files.

use leptos::prelude::*;
use messages::{message, said};
use topology::Told;
use topology::words::{Deed, Said, in_words};

use super::difference::{Manner, difference};
use super::files::compared;
use super::findings::fix_all_button;
use crate::api::ErrorCode;
use crate::client::desk::{Desk, desk};
use crate::client::ui::dialog::Dialog;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::Loaded;

#[component]
pub(crate) fn FixPreview() -> impl IntoView {
    let desk = desk();
    asking(desk.previewing, said("What the fix changes"), body)
}

/// A dialog about a finding, as long as there is one to ask about.
pub(super) fn asking(
    about: RwSignal<Option<Told>>,
    title: &'static str,
    body: fn(Desk, Told) -> AnyView,
) -> AnyView {
    let desk = desk();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(about.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && about.with_untracked(Option::is_some) {
            about.set(None);
        }
    });
    view! {
        <Dialog title open>
            {dynamic(move || about.get().map(|finding| body(desk, finding)))}
        </Dialog>
    }
    .into_any()
}

fn body(desk: Desk, finding: Told) -> AnyView {
    let Some(fix) = finding.fix else { return ().into_any() };
    let deeds = desk.with_editor_untracked(|editor| in_words(&fix.change, editor.design()));
    let (autosave, id) = (desk.autosave(), desk.id());
    // The server compares with what it has: that has to be what the fix was made from.
    autosave.flush();
    let (revision, change) = (autosave.revision, fix.change.clone());
    let answer = Loaded::boxed(Box::new(move || {
        revision.track();
        compared(id.clone(), Some(change.clone()), None)
    }));
    let message = finding.message.to_string();
    let draw = move |root: El| {
        let mut list = el("ul", "deeds");
        for told in &deeds {
            list = list.with(deed(told));
        }
        let heading = |title: &str| el("h3", "").text(title);
        let root = root.with(el("p", "").text(&message)).with(heading(said("In the drawing")));
        let root = root.with(list).with(heading(said("In the files")));
        let quiet = |text: &str| el("p", "quiet").attr("role", "status").text(text);
        match answer.get().flatten() {
            None => root.with(quiet(said("Comparing the files"))),
            Some(Ok(compared)) if compared.files.is_empty() => {
                root.with(quiet(said("No file changes.")))
            }
            Some(Ok(compared)) => difference(root, &compared.files, &Manner::default()),
            Some(Err(error)) if error.code == ErrorCode::Conflict => {
                root.with(quiet(said("Compared as soon as the last change is saved.")))
            }
            Some(Err(error)) => {
                let message = error.message.to_string();
                root.with(el("p", "field__error").attr("role", "alert").text(&message))
            }
        }
    };
    let (title, rule) = (fix.title.to_string(), finding.rule);
    let foot = move |root: El| {
        let all = desk.findings.with(|all| fix_all_button(&rule, all));
        root.with(all)
            .with(el("span", "spacer"))
            .with(button("btn", "cancel", "").text(said("Cancel")))
            .with(button("btn btn--primary", "apply", "").text(&title))
    };
    let change = fix.change;
    let act = move |act: &str, at: &str, _: &str| {
        desk.previewing.set(None);
        match act {
            "fix-all" => desk.fix_all(at),
            "apply" => desk.apply(change.clone()),
            _ => {}
        }
    };
    let shown = drawn("dialog__body fix-preview", "", Box::new(draw), Box::new(|_, _, _| {}));
    let foot = drawn("dialog__foot", "", Box::new(foot), Box::new(act));
    [shown, foot].into_any()
}

pub(super) fn deed(told: &Said) -> El {
    let (sign, word) = match told.deed {
        Deed::Added => ("plus", message!("Added: ")),
        Deed::Removed => ("minus", message!("Removed: ")),
        Deed::Changed => ("pencil", message!("Changed: ")),
    };
    let row = el("li", "").with(icon(sign)).span("visually-hidden", said(word));
    let row = row.with(el("strong", "").text(&told.what)).span("quiet", &told.part);
    if told.from == told.to {
        return row;
    }
    let named = |text: &str| if text.is_empty() { said("nothing") } else { text }.to_owned();
    row.span("mono", &[&named(&told.from), " → ", &named(&told.to)].concat())
}
