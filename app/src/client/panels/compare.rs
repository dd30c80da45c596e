//! Comparing on the canvas: how many things came, went and are other since a version, one after the other,
//! and the way back. What is on the canvas can be edited meanwhile; the marks follow.

use editor::kernels::culling::SPREAD;
use editor::{Compared, Editor};
use leptos::prelude::*;
use messages::{said, say};
use topology::Design;

use super::fix_preview::deed;
use crate::api::ApiError;
use crate::api::versions::open_version;
use crate::client::canvas::{compared, sign};
use crate::client::desk::Desk;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::task::Loaded;

/// As much of what is said of one thing stands in the bar.
const PARTS: usize = 3;

/// What has become of a version, over the drawing.
pub(crate) fn layer(desk: Desk, number: i64) -> AnyView {
    let id = desk.id();
    let was = Loaded::new(move || open_version(id.clone(), number));
    let marks = marks(desk, was);
    let at = RwSignal::new(None::<usize>);
    // With an edit what one stands at may be gone.
    let current = Memo::new(move |_| {
        let count = marks.with(|marks| marks.as_ref().map_or(0, |marks| marks.marks.len()));
        at.get().filter(|at| *at < count)
    });
    // It is said once; what edits do to it is said by them.
    Effect::new(move |told: Option<bool>| {
        let told = told.unwrap_or_default();
        marks.with(|marks| {
            if let Some(marks) = marks.as_ref().filter(|_| !told) {
                desk.announcement.set(sentence(number, marks));
            }
            told || marks.is_some()
        })
    });
    on_cleanup(move || {
        // The page may have been left, too.
        let _ = desk.announcement.try_set(said("No longer comparing").to_owned());
    });
    let draw = move |root: El| {
        let root = match was.get() {
            None => root.span("quiet", said("Looking for the version")),
            Some(Err(error)) => {
                let message = error.message.to_string();
                root.with(el("span", "field__error").attr("role", "alert").text(&message))
            }
            Some(Ok(_)) => marks.with(|marks| match marks {
                Some(marks) => told(root, number, marks, current.get()),
                None => root,
            }),
        };
        let label = said("Leave the comparison");
        let leave = button("btn btn--quiet btn--icon btn--small", "leave", "");
        let leave = leave.attr("aria-label", label).attr("title", said("Leave (Esc)"));
        root.with(leave.with(icon("x")))
    };
    let act = move |act: &str, _: &str, _: &str| {
        if act == "leave" {
            desk.stop_comparing();
            desk.focus_back();
            return;
        }
        let (forward, here) = (act == "next", current.get_untracked());
        let step = marks.with_untracked(|marks| {
            let marks = marks.as_ref()?;
            let last = marks.marks.len().checked_sub(1)?;
            let to = match (here, forward) {
                (Some(at), true) if at < last => at + 1,
                (None | Some(_), true) => 0,
                (None | Some(0), false) => last,
                (Some(at), false) => at - 1,
            };
            Some((to, marks.marks.get(to)?.clone(), marks.step(to)))
        });
        if let Some((to, mark, says)) = step {
            at.set(Some(to));
            desk.go_to(&mark);
            desk.announcement.set(says);
        }
    };
    let bar = drawn("compare-bar", said("Comparison"), Box::new(draw), Box::new(act));
    view! { <div class="compared">{compared(desk, marks, current)}{bar}</div> }.into_any()
}

type Was = Loaded<Result<Design, ApiError>>;

/// What is marked: found anew after each edit, and when lines were given other ways.
fn marks(desk: Desk, was: Was) -> Memo<Option<Compared>> {
    let (strands, detail) = desk.with_scene(|scene| (scene.strands, scene.detail));
    Memo::new(move |old: Option<&Option<Compared>>| {
        let Some(Ok(was)) = was.get() else { return None };
        strands.iter().for_each(Track::track);
        let spread = detail.get() >= SPREAD;
        desk.with_editor(|editor| {
            if let Some(Some(old)) = old.filter(|_| Editor::is_dragging(editor)) {
                // Found when it is let go: until then it is nowhere.
                return Some(old.clone());
            }
            desk.with_catalogue(|catalogue| {
                desk.with_scene(|scene| {
                    Some(Compared::of(&was, editor, catalogue, scene.sheet(), spread))
                })
            })
        })
    })
}

/// `Comparing version 2 with now: 3 added, 1 removed, 4 changed`, or that there is nothing to mark.
fn sentence(number: i64, marks: &Compared) -> String {
    if marks.marks.is_empty() {
        return nothing(number, marks);
    }
    let counts = marks.counts().map(|(_, count)| count).join(", ");
    [&say!("Comparing version {number} with now:", number), " ", &counts].concat()
}

fn nothing(number: i64, marks: &Compared) -> String {
    if marks.aside {
        say!("Since version {number} only places, views or waivers have changed.", number)
    } else {
        say!("The design is as it was in version {number}.", number)
    }
}

/// The legend, and the thing that one looks at.
fn told(root: El, number: i64, marks: &Compared, current: Option<usize>) -> El {
    if marks.marks.is_empty() {
        return root.span("compare-bar__legend", &nothing(number, marks));
    }
    let title = say!("Comparing version {number} with now:", number);
    let mut legend = el("span", "compare-bar__legend").text(&title);
    let mut before = " ";
    for (deed, count) in marks.counts() {
        let (picture, class) = sign(deed);
        let part = el("span", &["compare-bar__count compared--", class].concat());
        legend = legend.text(before).with(part.with(icon(picture)).text(&count));
        before = ", ";
    }
    let go = |act: &str, label: &str, picture: &str| {
        let go = button("btn btn--quiet btn--icon btn--small", act, "");
        go.attr("aria-label", label).attr("title", label).with(icon(picture))
    };
    let count = marks.marks.len();
    let place = match current {
        Some(at) => say!("{at} of {count}", at = at + 1, count),
        None => say!("{count} in all", count),
    };
    let steps = el("span", "compare-bar__steps")
        .with(go("previous", said("Previous change"), "chevron-left"))
        .span("quiet", &place)
        .with(go("next", said("Next change"), "chevron-right"));
    let root = root.with(legend).with(steps);
    let Some(mark) = current.and_then(|at| marks.marks.get(at)) else { return root };
    let shown = mark.said.iter().take(PARTS);
    let mut list = shown.fold(el("ul", "deeds"), |list, one| list.with(deed(one)));
    if mark.said.len() > PARTS {
        let more = say!("and {count} more", count = mark.said.len() - PARTS);
        list = list.with(el("li", "quiet").text(&more));
    }
    root.with(list)
}
