//! Switching nodes, hosts and zones off in thought, and seeing what stops. The design stays as it is.

use std::collections::BTreeSet;

use leptos::prelude::*;
use messages::{message, said, say};
use topology::outage::{Outcome, Part, SinglePoint, State, nodes_in};
use topology::triage::has;
use topology::{Design, NodeId};

use crate::client::desk::{Desk, desk};
use crate::client::ui::drawn::{El, button, drawn, el, icon, search};

/// As many things to switch as are listed at once; the search finds the others.
const LISTED: usize = 100;

#[component]
pub(crate) fn WhatIf() -> impl IntoView {
    let desk = desk();
    Effect::new(move |_| {
        desk.with_design(|_| ());
        desk.ask_what_if();
    });
    let words = RwSignal::new(String::new());
    let list = drawn(
        "what-if__list",
        said("Switch off"),
        Box::new(move |root| switches(desk, root, &words.get())),
        Box::new(move |act, at, value| switched(desk, act, at, value)),
    );
    let answer = drawn(
        "what-if__answer",
        said("What people can still do"),
        Box::new(move |root| answer(desk, root)),
        Box::new(move |act, at, value| switched(desk, act, at, value)),
    );
    let search = search(said("Search nodes, hosts and zones"), words);
    view! { <div class="what-if"><div class="what-if__switches">{search}{list}</div>{answer}</div> }
}

/// What a press names a part by.
fn named(part: &Part) -> String {
    let (kind, id) = match part {
        Part::Zone(id) => ("zone ", id.as_str()),
        Part::Host(id) => ("host ", id.as_str()),
        Part::Node(id) => ("node ", id.as_str()),
    };
    [kind, id].concat()
}

/// Zones, hosts and nodes with what people call them.
fn parts(design: &Design) -> Vec<(Part, String, &'static str)> {
    let mut parts = Vec::new();
    for zone in design.zones() {
        parts.push((Part::Zone(zone.id.clone()), zone.name.clone(), message!("zone")));
    }
    for host in design.hosts() {
        parts.push((Part::Host(host.id.clone()), host.hostname.clone(), message!("host")));
    }
    for node in design.nodes() {
        parts.push((Part::Node(node.id.clone()), node.name.clone(), message!("node")));
    }
    parts
}

fn switches(desk: Desk, root: El, words: &str) -> El {
    let off = desk.switched_off.get();
    let selected =
        button("btn btn--small", "selected", "").text(said("Switch off what is selected"));
    let none = button("btn btn--small", "none", "").text(said("Everything on again"));
    let mut root = root.with(el("div", "choice-row").with(selected).with(none));
    desk.with_design(|design| {
        let mut left = LISTED;
        for (part, name, kind) in parts(design) {
            if !has(&name, words.trim()) {
                continue;
            }
            if left == 0 {
                let more = said("There are more. Search for them by name.");
                return root.with(el("p", "quiet").text(more));
            }
            left -= 1;
            let nodes = nodes_in(&part, design);
            let away = !nodes.is_empty() && nodes.is_subset(&off);
            let mut tick = el("input", "")
                .attr("type", "checkbox")
                .attr("data-act", "switch")
                .attr("data-at", &named(&part));
            if away {
                tick = tick.attr("checked", "");
            }
            if nodes.is_empty() {
                tick = tick.attr("disabled", "");
            }
            let row = el("label", "what-if__switch").flag("data-off", away).with(tick);
            let row = row.span("", &name).span("quiet", said(kind));
            root = root.with(if away { row.span("what-if__off", said("off")) } else { row });
        }
        root
    })
}

fn switched(desk: Desk, act: &str, at: &str, value: &str) {
    let off = desk.switched_off;
    match act {
        "none" => off.set(BTreeSet::new()),
        "selected" => {
            let selection = desk.with_scene(|scene| scene.selection);
            let chosen = selection.with_untracked(|chosen| chosen.nodes.clone());
            off.update(|off| off.extend(chosen));
        }
        _ => {
            let nodes: BTreeSet<NodeId> = desk.with_editor_untracked(|editor| {
                let design = editor.design();
                let part = parts(design).into_iter().find(|(part, ..)| named(part) == at);
                part.map(|(part, ..)| nodes_in(&part, design)).unwrap_or_default()
            });
            off.update(|off| {
                // Trying a single point tries it alone.
                let alone = act == "alone";
                if alone {
                    off.clear();
                }
                for id in nodes {
                    if alone || value == "true" {
                        off.insert(id);
                    } else {
                        off.remove(&id);
                    }
                }
            });
        }
    }
}

fn answer(desk: Desk, root: El) -> El {
    let Some((outcomes, points)) = desk.outage.get() else {
        let busy = said("Working out what depends on what. If nothing appears, reload the page.");
        return root.with(el("p", "quiet").text(busy));
    };
    let mut list = el("ul", "outcomes").attr("aria-live", "polite");
    for Outcome { name, state, whys } in outcomes {
        let (class, sign, word) = match state {
            State::Works => ("count count--fine", "circle-check", message!("works")),
            State::Degraded => ("count count--warning", "triangle-alert", message!("degraded")),
            State::Stops => ("count count--error", "circle-alert", message!("stops")),
            State::Absent => ("count", "minus", message!("not in this design")),
        };
        let row = el("li", "outcome").with(el("span", class).with(icon(sign)));
        let mut reasons = el("ul", "");
        for why in whys {
            reasons = reasons.with(el("li", "").text(&why.to_string()));
        }
        let name = el("strong", "").text(said(&name));
        list = list.with(row.with(name).span("", said(word)).with(reasons));
    }
    let root = root.with(el("h3", "").text(said("What people can still do"))).with(list);
    let root = root.with(el("h3", "").text(said("Single points of failure")));
    if points.is_empty() {
        let none = said("Nothing stops while any one node, host or zone alone is away.");
        return root.with(el("p", "quiet").text(none));
    }
    let names = desk.with_editor_untracked(|editor| parts(editor.design()));
    let mut list = el("ul", "outcomes");
    for SinglePoint { part, stops } in points.into_iter().take(LISTED) {
        let Some((_, name, _)) = names.iter().find(|(other, ..)| *other == part) else { continue };
        let alone = button("btn btn--small", "alone", &named(&part));
        let alone = alone.text(&say!("Switch off {name}", name));
        let row = el("li", "outcome").with(alone);
        let stops: Vec<&str> = stops.iter().map(|name| said(name)).collect();
        list = list.with(row.span("", &say!("stops: {list}", list = stops.join(", "))));
    }
    root.with(list)
}
