//! One finding: it selects what it is about, and its buttons fix it or let it stand.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::{Change, Severity, Told, Waiver};

use crate::api::wire::Topic;
use crate::client::desk::Desk;
use crate::client::ui::drawn::{El, button, el, icon};

pub(in crate::client::panels) fn row(
    desk: Desk,
    finding: &Told,
    place: usize,
    current: bool,
) -> El {
    let at = &place.to_string();
    let (class, sign, word) = match finding.severity {
        Severity::Error => ("finding finding--error", "circle-alert", message!("Error: ")),
        Severity::Warning => ("finding finding--warning", "triangle-alert", message!("Warning: ")),
        Severity::Info => ("finding finding--info", "info", message!("Note: ")),
    };
    let mut text = button("finding__text", "reveal", at)
        .attr("title", said(&finding.why))
        .span("visually-hidden", said(word))
        .text(&finding.message.to_string());
    if let Some(waiver) = &finding.waived {
        text = text.span("finding__waiver", &reason(waiver));
    }
    let row = el("li", class)
        .flag("aria-current", current)
        .with(icon(sign))
        .with(text.span("finding__rule", &finding.rule));
    // They stay together where there is no room for all beside the words.
    let mut acts = el("span", "finding__acts");
    if finding.waived.is_some() {
        acts = acts.with(button("btn btn--small", "unwaive", at).text(said("Take back")));
        return row.with(commented(desk, acts, &finding.rule, at));
    }
    if let Some(fix) = &finding.fix {
        let does = button("btn btn--small", "fix", at).with(icon("wand-sparkles"));
        let does = does.text(&fix.title.to_string());
        acts = acts.with(does);
        let preview = button("btn btn--small btn--quiet", "preview", at).text(said("Preview"));
        acts = acts.with(preview.attr("aria-label", &say!("Preview: {fix}", fix = &fix.title)));
    }
    if finding.waivable {
        let waive = button("btn btn--small btn--quiet", "waive", at).text(said("Waive"));
        acts = acts.with(waive.attr("aria-label", &say!("Waive: {rule}", rule = &finding.rule)));
    }
    row.with(commented(desk, acts, &finding.rule, at))
}

/// The way to say something about a finding, where one may.
fn commented(desk: Desk, acts: El, rule: &str, at: &str) -> El {
    if !desk.rights.comment {
        return acts;
    }
    let label = say!("Comment on: {rule}", rule);
    let comment = button("btn btn--small btn--quiet btn--icon", "comment", at);
    let comment = comment.attr("aria-label", &label).attr("title", said("Comment"));
    acts.with(comment.with(icon("message-square")))
}

/// What a press on a row's button does; `at` is its place in the list.
pub(in crate::client::panels) fn act(desk: Desk, list: &[Told], act: &str, at: &str) {
    if act == "fix-all" {
        desk.fix_all(at);
    }
    let Some(finding) = at.parse().ok().and_then(|at: usize| list.get(at)).cloned() else { return };
    match (act, finding.fix.clone(), &finding.waived) {
        ("reveal", ..) => desk.reveal(&finding.target),
        ("fix", Some(fix), _) => desk.apply(fix.change),
        ("preview", Some(_), _) => desk.previewing.set(Some(finding)),
        ("comment", ..) => {
            desk.comment_on(Topic::Finding { rule: finding.rule, target: finding.target });
        }
        ("waive", ..) => desk.waiving.set(Some(finding)),
        ("unwaive", _, Some(waiver)) => desk.edit(|design| Change::unwaive(design, &waiver.key())),
        _ => {}
    }
}

/// Does every fix of a rule, where there are several; nothing to see otherwise.
pub(in crate::client::panels) fn fix_all_button(rule: &str, all: &[Told]) -> El {
    let fixes = |f: &&Told| f.is_open() && f.fix.is_some() && f.rule == rule;
    let count = all.iter().filter(fixes).count();
    if count < 2 {
        return el("span", "");
    }
    let all = button("btn btn--small", "fix-all", rule).with(icon("wand-sparkles"));
    all.text(&say!("Fix all {count}", count))
}

/// Why it stands, who says so and until when.
fn reason(waiver: &Waiver) -> String {
    let mut text = say!("Let stand: {reason}", reason = &waiver.reason);
    if !waiver.author.is_empty() {
        text.push_str(" — ");
        text.push_str(&waiver.author);
    }
    if let Some(until) = &waiver.until {
        text = say!("{text}, until {day}", text, day = until);
    }
    text
}
