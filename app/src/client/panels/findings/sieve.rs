//! How findings are grouped, and which of them are shown.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::Severity;
use topology::triage::{Grouping, Sieve};

use crate::client::desk::Desk;
use crate::client::ui::drawn::{Act, Draw, button, el, icon};

const SEVERITIES: [(Severity, &str, &str); 3] = [
    (Severity::Error, message!("Errors"), "circle-alert"),
    (Severity::Warning, message!("Warnings"), "triangle-alert"),
    (Severity::Info, message!("Notes"), "info"),
];

/// The sieve with what is typed and selected now.
pub(super) fn now(desk: Desk) -> Sieve {
    let mut sieve = desk.sieve.get();
    sieve.words = desk.sieve_words.get();
    if sieve.only.is_some() {
        let selection = desk.with_scene(|scene| scene.selection);
        sieve.only = selection.with(|chosen| Some((chosen.nodes.clone(), chosen.links.clone())));
    }
    sieve
}

pub(super) fn draw(desk: Desk) -> Draw {
    Box::new(move |root| {
        let sieve = now(desk);
        let findings = desk.findings.get();
        let groups = desk.with_design(|design| sieve.groups(&findings, design));
        let mut select =
            el("select", "field__control").attr("data-act", "group").attr("data-at", "");
        for (id, name, grouping) in [
            ("severity", said("Severity"), Grouping::Severity),
            ("object", said("Object"), Grouping::Object),
            ("rule", said("Rule"), Grouping::Rule),
        ] {
            let option = el("option", "").attr("value", id).text(name);
            let chosen = sieve.grouping == grouping;
            select = select.with(if chosen { option.attr("selected", "") } else { option });
        }
        let mut root = root.with(el("label", "triage__group").text(said("Group by")).with(select));
        for (severity, name, sign) in SEVERITIES {
            let counts = findings.iter().filter(|one| one.is_open() && one.severity == severity);
            let pick = button("btn btn--small triage__pick", "severity", severity.as_str())
                .flag("aria-pressed", !sieve.hidden.contains(&severity))
                .with(icon(sign));
            root = root.with(pick.text(said(name)).text(" ").text(&counts.count().to_string()));
        }
        let only = button("btn btn--small", "only", "").flag("aria-pressed", sieve.only.is_some());
        let root = root.with(only.text(said("Only what is selected")));
        let count = el("span", "quiet triage__count").attr("role", "status");
        let shown: usize = groups.iter().map(|group| group.findings.len()).sum();
        if shown == findings.len() {
            return root.with(count);
        }
        root.with(count.text(&say!("{at} of {count}", at = shown, count = findings.len())))
    })
}

pub(super) fn act(desk: Desk) -> Act {
    Box::new(move |act, at, value| {
        desk.sieve.update(|sieve| match act {
            "group" => {
                sieve.grouping = match value {
                    "object" => Grouping::Object,
                    "rule" => Grouping::Rule,
                    _ => Grouping::Severity,
                }
            }
            "only" => {
                sieve.only = if sieve.only.is_some() { None } else { Some(Default::default()) };
            }
            _ => {
                let found = SEVERITIES.iter().find(|(severity, ..)| severity.as_str() == at);
                let Some((severity, ..)) = found else { return };
                if sieve.hidden.contains(severity) {
                    sieve.hidden.retain(|other| other != severity);
                } else {
                    sieve.hidden.push(*severity);
                }
            }
        });
    })
}
