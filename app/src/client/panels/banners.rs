//! What a person has to know or decide about what is saved: nothing is overwritten, and nothing is lost in silence.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::document;
use topology::words::Said;

use crate::client::desk::{Desk, SaveState};
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::browser::give_file;
use crate::client::ui::drawn::{El, button, drawn, el};
use crate::client::ui::task::spawn;
use crate::client::ui::toast::toaster;

/// As many properties are shown side by side; more are counted.
const SHOWN: usize = 12;

const UNKEPT: &str = message!(
    "This browser does not keep your unsaved work on this device. It may be lost if this tab ends before the server has it. To be safe, download the design."
);

pub(crate) fn banners(desk: Desk) -> AnyView {
    let (toaster, router) = (toaster(), router());
    let autosave = desk.autosave();
    let state = autosave.state.clone();
    let autosave = StoredValue::new_local(autosave);
    // A count that goes on is no other banner: it would be read out again.
    let shown = Memo::new(move |_| match state.get() {
        SaveState::Saved | SaveState::Saving | SaveState::Offline(_) => None,
        other => Some(other),
    });
    let draw = move |root: El| match shown.get() {
        Some(state) => root.with(about(desk, &state)),
        None => root,
    };
    // The page may be left before an answer comes, so each answer holds what it needs.
    let act = move |act: &str, _: &str, _: &str| {
        let autosave = autosave.get_value();
        match (act, shown.get_untracked()) {
            ("theirs", _) => desk.take_theirs(),
            ("mine", Some(SaveState::Conflict(revision))) => spawn(async move {
                match autosave.overwrite(revision).await {
                    Ok(()) => toaster.say(said("Your changes are saved on top of the others'.")),
                    Err(error) => toaster.error(error.message.to_string()),
                }
            }),
            ("both", _) => spawn(async move {
                match autosave.fork().await {
                    Ok(copy) => {
                        toaster.say(said("Your version is a design of its own now."));
                        router.go(&routes::design(&copy.id));
                    }
                    Err(error) => toaster.error(error.message.to_string()),
                }
            }),
            ("undo", _) => desk.command("undo"),
            _ => {}
        }
    };
    let saving = drawn("banners", "", Box::new(draw), Box::new(act));
    [saving, lost(desk), unkept(desk)].into_any()
}

fn banner(class: &str, text: &str) -> El {
    let class = ["banner banner--", class].concat();
    el("div", &class).attr("role", "alert").span("", text).with(el("span", "spacer"))
}

fn choice(act: &str, title: &str) -> El {
    button("btn btn--small", act, "").text(title)
}

fn about(desk: Desk, state: &SaveState) -> El {
    match state {
        SaveState::Conflict(_) => banner(
            "conflict",
            said("This design was changed in another tab or by someone else. What you did since is only here."),
        )
        .with(choice("theirs", said("Take theirs")))
        .with(choice("mine", said("Keep mine")))
        .with(choice("both", said("Keep both")))
        .with(sides(&desk.disputed())),
        SaveState::Refused(reason) => {
            banner("error", &say!("The server did not accept the last change: {reason}", reason))
                .with(choice("undo", said("Undo it")))
                .with(choice("both", said("Save as a new design")))
        }
        SaveState::Failing(reason) => banner(
            "error",
            &say!("The last change is not saved yet: {reason} It is tried again by itself; your work is kept in this browser.", reason),
        ),
        SaveState::SignedOut => banner(
            "error",
            said("You are not signed in any more. What you draw is kept here, and sent when you are."),
        )
        .with(
            el("a", "btn btn--small")
                .attr("href", routes::SIGN_IN)
                .attr("target", "_blank")
                .text(said("Sign in")),
        ),
        SaveState::Saved | SaveState::Saving | SaveState::Offline(_) => el("span", ""),
    }
}

/// What both changed, their side beside this one.
fn sides(clashes: &[Said]) -> El {
    let cell = |tag: &str, text: &str| el(tag, "").text(text);
    let head = el("tr", "")
        .with(cell("th", said("Changed on both sides")))
        .with(cell("th", said("Theirs")))
        .with(cell("th", said("Mine")));
    let mut rows = el("tbody", "");
    for clash in clashes.iter().take(SHOWN) {
        let what = match clash.part.as_str() {
            "" => clash.what.clone(),
            part => [&clash.what, ": ", part].concat(),
        };
        let side = |text: &str| match (text, clash.from == clash.to) {
            ("", true) => cell("td", said("another one")),
            ("", false) => cell("td", said("nothing")),
            _ => el("td", "mono").text(text),
        };
        rows = rows.with(
            el("tr", "").with(cell("th", &what)).with(side(&clash.from)).with(side(&clash.to)),
        );
    }
    let table = el("table", "table").with(el("thead", "").with(head)).with(rows);
    let sides = el("div", "banner__sides").with(table);
    let more = clashes.len().saturating_sub(SHOWN);
    if more > 0 {
        sides.with(el("p", "quiet").text(&say!("And {more} more.", more)))
    } else {
        sides
    }
}

/// What one side deleted while the other worked on it, and the way back.
fn lost(desk: Desk) -> AnyView {
    let draw = move |root: El| {
        let Some((there, here, can_come_back)) = desk.lost() else { return root };
        let mut texts = Vec::new();
        if !there.is_empty() {
            texts.push(say!(
                "Others deleted what you had changed. It is gone: {names}.",
                names = there.join(", ")
            ));
        }
        if !here.is_empty() {
            texts.push(say!(
                "You deleted what others had changed since. It is gone: {names}.",
                names = here.join(", ")
            ));
        }
        let banner = banner("lost", &texts.join(" "));
        let banner =
            if can_come_back { banner.with(choice("back", said("Bring it back"))) } else { banner };
        root.with(banner.with(choice("leave", said("Leave it deleted"))))
    };
    let act = move |act: &str, _: &str, _: &str| match act {
        "back" => desk.bring_lost_back(),
        _ => desk.leave_lost(),
    };
    drawn("banners", "", Box::new(draw), Box::new(act))
}

/// Work that waits and is not kept on this device.
fn unkept(desk: Desk) -> AnyView {
    let is_unkept = Memo::new(move |_| desk.is_unkept());
    let draw = move |root: El| {
        if is_unkept.get() {
            root.with(
                banner("unkept", said(UNKEPT)).with(choice("file", said("Download the design"))),
            )
        } else {
            root
        }
    };
    let act = move |_: &str, _: &str, _: &str| {
        let text = desk.with_editor_untracked(|editor| document::write(editor.design()));
        if give_file("design.json", &text).is_none() {
            desk.refuse(said("This browser does not take the file. Keep this tab open until the design is saved."));
        }
    };
    drawn("banners", "", Box::new(draw), Box::new(act))
}
