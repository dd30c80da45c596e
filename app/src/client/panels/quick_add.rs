//! Searching for the role of a new node, at the place where it shall be.

use editor::{Join, QuickAdd, Spot};
use leptos::prelude::*;
use topology::{NodeId, RoleId};

use super::menu::placed;
use crate::client::desk::{CANVAS, Desk, desk};
use crate::client::ui::browser;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::picker::{Choice, Picker};

/// The box's size, which keeps it inside of the pane.
const SIZE: (f64, f64) = (340.0, 380.0);

#[component]
pub(crate) fn AddBox() -> impl IntoView {
    let desk = desk();
    dynamic(move || desk.adding.get().map(|question| ask(desk, question)))
}

fn ask(desk: Desk, question: QuickAdd) -> AnyView {
    let title = title(desk, &question.join);
    let heading = title.clone();
    let at = Spot::new(f64::from(question.at.x), f64::from(question.at.y));
    let style = desk.with_editor_untracked(|editor| {
        placed(editor.viewport(), editor.viewport().to_pane(at), SIZE)
    });
    let question = StoredValue::new(question);
    let found = Callback::new(move |search: String| {
        let search = search.to_ascii_lowercase();
        let roles = question.with_value(|question| question.roles.clone());
        desk.with_catalogue(|catalogue| {
            let roles = roles.iter().filter_map(|id| catalogue.role(id));
            let fits = roles.filter(|role| {
                let (name, summary) =
                    (role.name.to_ascii_lowercase(), role.summary.to_ascii_lowercase());
                search.split_whitespace().all(|word| name.contains(word) || summary.contains(word))
            });
            let choice = |role: &topology::Role| Choice {
                key: role.id.to_string(),
                title: role.name.clone(),
                note: role.summary.clone(),
                icon: Some(format!("role-{}", role.id)),
                ..Choice::default()
            };
            fits.map(choice).collect()
        })
    });
    let choose = Callback::new(move |role: String| {
        if let Ok(role) = RoleId::new(role) {
            desk.answer_role(&question.get_value(), &role);
        }
    });
    let close = Callback::new(move |()| {
        desk.adding.set(None);
        browser::focus(CANVAS);
    });
    view! {
        <div class="floating" style=style role="dialog" aria-label=title>
            <h2>{heading}</h2>
            <Picker label="Find a role" placeholder="Type a role" list="Roles" none="No role that fits is called that." found choose close/>
        </div>
    }
    .into_any()
}

fn title(desk: Desk, join: &Join) -> String {
    desk.with_editor_untracked(|editor| {
        let design = editor.design();
        let name = |id: &NodeId| design.node(id).map_or("", |node| node.name.as_str());
        match join {
            Join::Nothing => "Add a node".to_owned(),
            Join::Node(id) => format!("Add a node linked with {}", name(id)),
            Join::Between(id) => design.link(id).map_or_else(String::new, |link| {
                format!("Add a node between {} and {}", name(&link.from), name(&link.to))
            }),
        }
    })
}
