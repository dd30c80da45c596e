//! A node's card. It is built once; afterwards only attributes change.

use drawing::{fit, split_port, surely_fits};
use leptos::prelude::*;
use messages::{said, say};
use topology::NodeId;

use super::lengths::MONO;
use crate::client::desk::{Counts, NodeFace, desk};
use crate::client::ui::dynamic::{flag, value};
use crate::client::ui::markup::Text;
use crate::client::ui::words::counted;

/// Characters of a name on a plain card.
const LONGEST: usize = 26;
/// How wide the texts of a card may be, and where a count stands beside them.
const ROOM: f64 = 116.0;
const NARROW: f64 = 72.0;

#[component]
pub(crate) fn NodeCard(id: String) -> impl IntoView {
    let desk = desk();
    let view = desk.node_view(&id)?;
    let own = id.clone();
    // The question what would stop without it has been asked.
    let off = move || {
        desk.switched_off.with(|off| {
            let id = NodeId::new(&own);
            id.is_ok_and(|id| desk.with_editor_untracked(|editor| editor.is_off(&id, off)))
        })
    };
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
                let several = match (face.replicas, face.boxed) {
                    // How many a box holds stands below its name.
                    (_, true) | (0 | 1, _) => String::new(),
                    (count, _) => format!(", {}", say!("{count} replicas", count)),
                };
                let place = match face.second.as_str() {
                    "" => String::new(),
                    second => format!(", {second}"),
                };
                let locked =
                    if face.locked { [", ", said("locked")].concat() } else { String::new() };
                format!("{}{place}{wrong}, {}{several}{locked}", face.name, face.role_name)
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
    // A place and no transform: whatever has one is a layer of its own to be kept track of with each picture.
    let place = move || {
        let at = at.get();
        format!("left:{}px;top:{}px", at.x, at.y)
    };
    let is_selected = selected.clone();
    let (family, stacked, boxed) = (face.clone(), face.clone(), face.clone());
    let plain = desk.with_scene(|scene| scene.plain);
    let own_box = ["#", &id].concat();
    let content = move || face.with(|face| content(face, counts.get(), plain.get(), &own_box));
    Some(view! {
        <div class="node" role="option" data-node-id=id aria-label=value(label)
            aria-selected=flag(move || is_selected.get())
            data-selected=flag(move || selected.get())
            data-off=flag(off) data-dimmed=flag(move || dimmed.get())
            data-stack=flag(move || stacked.with(|face| face.replicas > 1))
            data-boxed=flag(move || boxed.with(|face| face.boxed))
            data-family=value(move || family.with(|face| face.family)) data-worst=value(worst) style=value(place) inner_html=value(content)></div>
    })
}

/// What is on a card. From afar that is the colour of its family and its name.
fn content(face: &NodeFace, counts: Counts, plain: bool, own_box: &str) -> String {
    let name = if plain { short(&face.name) } else { face.name.clone() };
    let name = Text(&name).to_string();
    let mut html = String::from("<span class=\"tile\"");
    if plain {
        html += "></span><span class=\"node__name\">";
        html += &name;
        html += "</span>";
    } else {
        icon_and_texts(&mut html, face, &name);
    }
    let (class, count) = match (counts.errors, counts.warnings) {
        (0, warnings) => ("warning", warnings),
        (errors, _) => ("error", errors),
    };
    if count > 0 {
        html += "<span class=\"badge badge--";
        html += class;
        html += "\">";
        if !plain {
            html += &count.to_string();
        }
        html += "</span>";
    }
    if face.replicas > 1 || face.boxed {
        html += "<span class=\"node__replicas\">×";
        html += &face.replicas.to_string();
        html += "</span>";
    }
    if face.boxed {
        // A node holds nothing that takes the focus: a key does the same.
        html += "<span class=\"fold node__fold\" data-fold=\"";
        html += own_box;
        html += "\" title=\"";
        html += said("Expand");
        html += "\"></span>";
    } else if !plain {
        html += "<span class=\"node__handle\" title=\"";
        html += said("Drag to another node to link them");
        html += "\"></span>";
    }
    html
}

/// What a card near enough to be read says: its role's picture, its name, and where it is.
fn icon_and_texts(html: &mut String, face: &NodeFace, name: &str) {
    *html += " style=\"background-image:var(--icon-role-";
    *html += &Text(&face.role).to_string();
    *html += ")\"></span><span class=\"node__text\"><span class=\"node__name";
    let room = if face.replicas > 1 || face.boxed { NARROW } else { ROOM };
    // Nothing else is clipped: whatever is, is one more thing to keep track of with each picture.
    *html += if surely_fits(&face.name, room, 13.0) { "\">" } else { " clipped\">" };
    *html += name;
    // Nobody sees the blank; with it, what is read is what is seen.
    *html += "</span> <span class=\"node__second";
    let (host, port) = split_port(&face.second);
    // Its letters are all as wide, so that it can be cut here.
    let beside = port.chars().map(|_| MONO).sum::<f64>();
    let seen = fit(host, room - beside, MONO);
    if seen != host {
        // All of it stays as text: what is read is what the card's name says.
        *html += "\" data-cut=\"";
        *html += &Text(&[&seen, port].concat()).to_string();
    }
    *html += "\">";
    *html += &Text(&face.second).to_string();
    *html += "</span></span> ";
}

/// As much of a name as two lines of a plain card hold.
fn short(name: &str) -> String {
    let mut short: String = name.chars().take(LONGEST).collect();
    if short.len() < name.len() {
        short.pop();
        short.push('…');
    }
    short
}
