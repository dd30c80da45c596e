//! Findings in groups.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::triage::{Heading, Sieve, name_of};
use topology::{Severity, Target, Told};

use super::{SHOWN, row, sieve};
use crate::client::desk::Desk;
use crate::client::ui::drawn::{El, button, drawn, el, icon, search};
use crate::client::ui::words::counted;

/// Rows of one group, until somebody asks for all.
const OF_GROUP: usize = 100;

pub(super) fn sifted(desk: Desk) -> AnyView {
    // Groups that a person opened or closed against what they would be, and those shown to the end.
    let turned = RwSignal::new(Vec::<String>::new());
    let whole = RwSignal::new(Vec::<String>::new());
    let draw = move |root| list(desk, root, turned, whole);
    let act = move |act: &str, at: &str, _: &str| match act {
        "turn" | "whole" => {
            // The one that F8 is at would hold its group open.
            desk.at_finding.set(None);
            let set = if act == "turn" { turned } else { whole };
            set.update(|set| {
                let before = set.len();
                set.retain(|other| other != at);
                if set.len() == before {
                    set.push(at.to_owned());
                }
            });
        }
        "clear" => {
            let grouping = desk.sieve.with_untracked(|sieve| sieve.grouping);
            desk.sieve.set(Sieve { grouping, ..Sieve::default() });
            desk.sieve_words.set(String::new());
        }
        _ => desk.findings.with_untracked(|all| row::act(desk, all, act, at)),
    };
    let bar =
        drawn("triage__bar", said("Which findings are shown"), sieve::draw(desk), sieve::act(desk));
    let list = drawn("findings", said("Findings"), Box::new(draw), Box::new(act));
    let words = search(said("Search in findings"), desk.sieve_words);
    view! { <div class="triage"><div class="triage__head">{bar}{words}</div>{list}</div> }
        .into_any()
}

fn list(desk: Desk, root: El, turned: RwSignal<Vec<String>>, whole: RwSignal<Vec<String>>) -> El {
    let at = desk.at_finding.get();
    let sieve = sieve::now(desk);
    let findings = desk.findings.get();
    let groups = desk.with_design(|design| sieve.groups(&findings, design));
    if groups.is_empty() {
        let none = el("p", "quiet findings__more").text(said("No finding passes the filter."));
        let all =
            button("btn btn--small findings__more", "clear", "").text(said("Show all findings"));
        return root.with(none).with(all);
    }
    let mut root = root;
    let mut before = 0;
    for group in groups {
        let key = key(&group.heading);
        let places = &group.findings;
        // The first groups are open until there are more rows than anyone reads; what is waived is closed.
        let by_itself = before < SHOWN && group.heading != Heading::Waived;
        before += places.len().min(OF_GROUP);
        let here = at.and_then(|at| places.iter().position(|place| *place == at));
        let open = here.is_some() || by_itself != turned.with(|turned| turned.contains(&key));
        let mut section = el("section", "finding-group").with(head(
            desk,
            &group.heading,
            &key,
            places.len(),
            open,
            &findings,
        ));
        if open {
            let most = if whole.with(|whole| whole.contains(&key)) { usize::MAX } else { OF_GROUP };
            let beyond = here.filter(|here| *here >= most).and_then(|here| places.get(here));
            let mut rows = el("ul", "");
            for place in places.iter().take(most).chain(beyond) {
                if let Some(finding) = findings.get(*place) {
                    rows = rows.with(row::row(desk, finding, *place, at == Some(*place)));
                }
            }
            section = section.with(rows);
            if places.len() > most {
                let findings = counted(places.len(), "finding");
                let all = say!("Show all {findings}", findings);
                section =
                    section.with(button("btn btn--small findings__more", "whole", &key).text(&all));
            }
        }
        root = root.with(section);
    }
    root
}

fn head(desk: Desk, heading: &Heading, key: &str, count: usize, open: bool, all: &[Told]) -> El {
    let title = button("finding-group__title", "turn", key)
        .flag("aria-expanded", open)
        .with(el("span", "finding-group__chevron").with(icon("chevron-right")));
    let title = match heading {
        Heading::Severity(severity) => {
            let (class, name, sign) = match severity {
                Severity::Error => ("count count--error", message!("Errors"), "circle-alert"),
                Severity::Warning => {
                    ("count count--warning", message!("Warnings"), "triangle-alert")
                }
                Severity::Info => ("count count--info", message!("Notes"), "info"),
            };
            title.with(el("span", class).with(icon(sign))).span("", said(name))
        }
        Heading::Object(target) => {
            title.span("", &desk.with_editor_untracked(|editor| name_of(target, editor.design())))
        }
        Heading::Rule(rule) => title.span("mono", rule),
        Heading::Waived => title.span("", said("Let stand")),
    };
    let title = title.span("quiet", &count.to_string());
    let head = el("div", "finding-group__head").with(el("h3", "").with(title));
    match heading {
        Heading::Rule(rule) => head.with(row::fix_all_button(rule, all)),
        _ => head,
    }
}

/// One text for each heading, which lists go by.
fn key(heading: &Heading) -> String {
    match heading {
        Heading::Severity(severity) => severity.as_str().to_owned(),
        Heading::Object(target) => match target {
            Target::Node(id) => ["node ", id.as_str()].concat(),
            Target::Link(id) => ["link ", id.as_str()].concat(),
            Target::Host(id) => ["host ", id.as_str()].concat(),
            Target::Design | Target::Setting { .. } => "the design".to_owned(),
        },
        Heading::Rule(rule) => ["rule ", rule].concat(),
        Heading::Waived => "waived".to_owned(),
    }
}
