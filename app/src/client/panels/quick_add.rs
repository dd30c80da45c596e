//! Searching for the role of a new node, at the place where it shall be.

use std::sync::Arc;

use editor::{Join, QuickAdd, Spot};
use leptos::prelude::*;
use messages::{message, said, say};
use topology::{NodeId, RoleId};

use super::floating::{close, placed, searching};
use crate::client::desk::Desk;
use crate::client::ui::picker::{Choice, Picker};

/// The box's size with text of the usual size, which keeps it inside of the pane.
const SIZE: (f64, f64) = (340.0, 380.0);

pub(super) fn view(desk: Desk, question: QuickAdd) -> AnyView {
    let title = title(desk, &question.join);
    let at = Spot::new(f64::from(question.at.x), f64::from(question.at.y));
    let style = desk.with_editor_untracked(|editor| {
        placed(editor.viewport(), editor.viewport().to_pane(at), SIZE)
    });
    let question = Arc::new(question);
    let asked = Arc::clone(&question);
    let picker = Picker {
        label: message!("Find a role"),
        list: message!("Roles"),
        none: message!("No role that fits is called that."),
        found: Arc::new(move |words| found(desk, &question, words)),
        choose: Arc::new(move |role| {
            if let Ok(role) = RoleId::new(role) {
                close(desk);
                desk.answer_role(&asked, &role);
            }
        }),
    };
    searching(desk, title, style, picker)
}

fn found(desk: Desk, question: &QuickAdd, words: &[&str]) -> Vec<Choice> {
    desk.with_catalogue(|catalogue| {
        let mut found = Vec::new();
        for role in question.roles.iter().filter_map(|id| catalogue.role(id)) {
            let (name, summary) = (said(&role.name), said(&role.summary));
            let texts = [name, summary, &role.name, &role.summary].map(str::to_ascii_lowercase);
            if words.iter().all(|word| texts.iter().any(|text| text.contains(word))) {
                found.push(Choice {
                    key: role.id.to_string(),
                    title: name.to_owned(),
                    note: summary.to_owned(),
                    icon: format!("role-{}", role.id),
                    ..Choice::default()
                });
            }
        }
        found
    })
}

fn title(desk: Desk, join: &Join) -> String {
    desk.with_editor_untracked(|editor| {
        let design = editor.design();
        let name = |id: &NodeId| design.node(id).map_or("", |node| node.name.as_str());
        match join {
            Join::Nothing => said("Add a node").to_owned(),
            Join::In(place) => say!("Add a node in {place}", place = place.name(design)),
            Join::Node(id) => say!("Add a node linked with {node}", node = name(id)),
            Join::Between(id) => design.link(id).map_or_else(String::new, |link| {
                say!(
                    "Add a node between {from} and {to}",
                    from = name(&link.from),
                    to = name(&link.to)
                )
            }),
        }
    })
}
