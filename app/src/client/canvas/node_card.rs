//! A node's card. It is built once; afterwards only attributes change.

use drawing::split_port;
use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::icon::{Icon, RoleIcon};
use crate::client::ui::words::counted;

#[component]
pub(crate) fn NodeCard(id: String) -> impl IntoView {
    let desk = desk();
    let view = desk.node_view(&id)?;
    let own = id.clone();
    // The question what would stop without it has been asked.
    let off = move || desk.switched_off.with(|off| off.iter().any(|id| id.as_str() == own));
    let (at, face, counts, selected) = (view.at, view.face, view.counts, view.selected);
    let dimmed = view.dimmed;
    let label = {
        let (face, counts) = (face.clone(), counts.clone());
        move || {
            let counts = counts.get();
            let wrong = match (counts.errors, counts.warnings) {
                (0, 0) => String::new(),
                (0, warnings) => format!(", {}", counted(warnings as usize, "warning")),
                (errors, _) => format!(", {}", counted(errors as usize, "error")),
            };
            face.with(|face| {
                let several = match face.replicas {
                    0 | 1 => String::new(),
                    count => format!(", {count} replicas"),
                };
                let place = match face.second.as_str() {
                    "" => String::new(),
                    second => format!(", {second}"),
                };
                format!("{}{place}{wrong}, {}{several}", face.name, face.role_name)
            })
        }
    };
    let worst = {
        let counts = counts.clone();
        move || match counts.get() {
            counts if counts.errors > 0 => "error",
            counts if counts.warnings > 0 => "warning",
            _ => "none",
        }
    };
    let transform = move || {
        let at = at.get();
        format!("translate({}px,{}px)", at.x, at.y)
    };
    let is_selected = selected.clone();
    let (family, role, name) = (face.clone(), face.clone(), face.clone());
    let (second, port) = (face.clone(), face.clone());
    let stacked = face.clone();
    Some(view! {
        <div class="node" role="option" data-node-id=id aria-label=value(label)
            aria-selected=flag(move || is_selected.get())
            data-selected=flag(move || selected.get())
            data-off=flag(off) data-dimmed=flag(move || dimmed.get())
            data-stack=flag(move || stacked.with(|face| face.replicas > 1))
            data-family=value(move || family.with(|face| face.family)) data-worst=value(worst) style:transform=value(transform)>
            <span class="tile">
                {dynamic(move || view! { <RoleIcon role=role.with(|face| face.role.clone())/> })}
            </span>
            <span class="node__text">
                <span class="node__name">{dynamic(move || name.with(|face| face.name.clone()))}</span>
                // Nobody sees the blank; with it, what is read is what is seen.
                " "
                <span class="node__second">
                    <span>{dynamic(move || second.with(|face| split_port(&face.second).0.to_owned()))}</span>
                    <span>{dynamic(move || port.with(|face| split_port(&face.second).1.to_owned()))}</span>
                </span>
            </span>
            " "
            {dynamic(move || {
                let counts = counts.get();
                let (class, icon, count) = if counts.errors > 0 {
                    ("badge badge--error", "circle-alert", counts.errors)
                } else {
                    ("badge badge--warning", "triangle-alert", counts.warnings)
                };
                (count > 0).then(|| view! { <span class=class><Icon name=icon/>{count}</span> })
            })}
            {dynamic(move || {
                let replicas = face.with(|face| face.replicas);
                (replicas > 1).then(|| view! { <span class="node__replicas">"×"{replicas}</span> })
            })}
            <span class="node__handle" title="Drag to another node to link them"></span>
        </div>
    })
}
