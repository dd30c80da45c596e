//! Questions that are answered from a list: with which node to link, and where to move to.

use std::sync::Arc;

use editor::{Destination, List, Partner, Spot};
use leptos::prelude::*;
use messages::{message, said, say};
use topology::NodeId;

use super::floating::{close, placed, searching};
use crate::client::desk::Desk;
use crate::client::ui::picker::{Choice, Picker};

/// The box's size, which keeps it inside of the pane.
const SIZE: (f64, f64) = (460.0, 420.0);

/// As many places as a person looks through; words find the others.
const MOST: usize = 100;

pub(super) fn view(desk: Desk, question: List) -> AnyView {
    let (title, label, list, none) = match &question {
        List::Partners(from) => {
            let name = desk.with_editor_untracked(|editor| {
                editor.design().node(from).map_or_else(String::new, |node| node.name.clone())
            });
            (
                say!("Link {name} with…", name),
                message!("Find a node"),
                message!("Nodes"),
                message!("No node is called that."),
            )
        }
        List::Destinations => (
            said("Move to…").to_owned(),
            message!("Find a place"),
            message!("Places"),
            message!("No place is called that."),
        ),
    };
    let middle = desk.with_editor_untracked(|editor| {
        let viewport = editor.viewport();
        let at = Spot::new((viewport.width - SIZE.0) / 2.0, (viewport.height - SIZE.1) / 3.0);
        placed(viewport, at, SIZE)
    });
    // A list of thousands is made once for each word.
    let kept = StoredValue::new(None::<(String, Vec<Choice>)>);
    let (asked, answered) = (question.clone(), question);
    let found = move |words: &[&str]| {
        let words = words.join(" ");
        let same = kept.with_value(|kept| {
            kept.as_ref().filter(|(known, _)| *known == words).map(|(_, list)| list.clone())
        });
        same.unwrap_or_else(|| {
            let list = match &asked {
                List::Partners(from) => partners(desk, from, &words),
                List::Destinations => destinations(desk, &words),
            };
            kept.set_value(Some((words, list.clone())));
            list
        })
    };
    let choose = move |key: &str| {
        close(desk);
        match (&answered, NodeId::new(key)) {
            (List::Partners(from), Ok(to)) => desk.connect(from, &to),
            (List::Destinations, _) => {
                let list = desk.with_editor_untracked(editor::Editor::destinations);
                let chosen = key.parse().ok().and_then(|at: usize| list.get(at));
                if let Some((to, _)) = chosen {
                    desk.move_to(to);
                }
            }
            (List::Partners(_), Err(_)) => {}
        }
    };
    let picker = Picker { label, list, none, found: Arc::new(found), choose: Arc::new(choose) };
    searching(desk, title, middle, picker)
}

fn partners(desk: Desk, from: &NodeId, words: &str) -> Vec<Choice> {
    desk.with_catalogue(|catalogue| {
        desk.with_editor_untracked(|editor| {
            let mut choices = Vec::new();
            for Partner { node, about } in editor.partners(from, words, catalogue) {
                let Some(found) = editor.design().node(&node) else { continue };
                let refused = about.is_err();
                choices.push(Choice {
                    key: node.to_string(),
                    title: found.name.clone(),
                    note: about.unwrap_or_else(|why| why),
                    refused,
                    icon: ["role-", found.role.as_str()].concat(),
                    ..Choice::default()
                });
            }
            choices
        })
    })
}

fn destinations(desk: Desk, words: &str) -> Vec<Choice> {
    desk.with_editor_untracked(|editor| {
        let design = editor.design();
        let mut choices = Vec::new();
        for (place, (to, refused)) in editor.destinations().into_iter().enumerate() {
            let (title, note, icon) = match &to {
                Destination::Host(id) => {
                    let Some(host) = design.host(id) else { continue };
                    let zone = host.zone.as_ref().and_then(|zone| design.zone(zone));
                    let zone = zone.map_or("", |zone| zone.name.as_str());
                    (host.hostname.as_str(), zone, "hard-drive")
                }
                Destination::NewHost => (said("A new host"), said("is made for it"), "plus"),
                Destination::Zone(id) => {
                    (design.zone(id).map_or("", |zone| zone.name.as_str()), said("zone"), "network")
                }
                Destination::Nowhere if editor.selection().place.is_some() => {
                    (said("No zone"), "", "minus")
                }
                Destination::Nowhere => (said("No host"), "", "minus"),
            };
            let fits = |word: &str| {
                topology::triage::has(title, word) || topology::triage::has(note, word)
            };
            if choices.len() < MOST && words.split_ascii_whitespace().all(fits) {
                choices.push(Choice {
                    key: place.to_string(),
                    title: title.to_owned(),
                    note: refused.map_or(note, said).to_owned(),
                    refused: refused.is_some(),
                    icon: icon.to_owned(),
                    ..Choice::default()
                });
            }
        }
        choices
    })
}
