//! What one card, line or frame shows, as signals: changing one draws one anew.

use drawing::geometry::Rect;
use drawing::label;
use drawing::route::{self, Corner};
use drawing::sheet::Line;
use drawing::{Sheet, category_name, family_name};
use editor::{Editor, Selection};
use leptos::prelude::*;
use messages::said;
use topology::{Graph, Node, Point, is_box};

use crate::client::ui::words::counted;

/// A node as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NodeFace {
    pub(crate) name: String,
    pub(crate) second: String,
    /// How many alike it stands for.
    pub(crate) replicas: u16,
    /// It stays where it is drawn.
    pub(crate) locked: bool,
    pub(crate) role: String,
    pub(crate) role_name: String,
    pub(crate) family: &'static str,
    /// It stands for a host or zone that is collapsed.
    pub(crate) boxed: bool,
}

/// Findings about a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) errors: u32,
    pub(crate) warnings: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct NodeView {
    pub(crate) at: ArcRwSignal<Point>,
    pub(crate) face: ArcRwSignal<NodeFace>,
    pub(crate) counts: ArcRwSignal<Counts>,
    pub(crate) selected: ArcRwSignal<bool>,
    /// The link that is being drawn cannot end here.
    pub(crate) dimmed: ArcRwSignal<bool>,
}

/// A link's line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct LinkShape {
    pub(crate) line: String,
    pub(crate) arrow: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LinkFace {
    pub(crate) category: &'static str,
    /// What it means and calls, and what it calls alone, for where there is no room for more.
    pub(crate) label: String,
    pub(crate) called: String,
    pub(crate) bad: bool,
    /// It stands for several links.
    pub(crate) several: bool,
}

/// How a link stands to what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stand {
    pub(crate) selected: bool,
    pub(crate) near: bool,
}

/// What is written on a line, and where: the middle of the words on the drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Written {
    pub(crate) at: Corner,
    pub(crate) words: String,
}

#[derive(Debug, Clone)]
pub(crate) struct LinkView {
    pub(crate) shape: ArcRwSignal<LinkShape>,
    pub(crate) face: ArcRwSignal<LinkFace>,
    pub(crate) stand: ArcRwSignal<Stand>,
    pub(crate) words: ArcRwSignal<Option<Written>>,
}

/// The frame of a host or a zone.
#[derive(Debug, Clone, Default)]
pub(crate) struct FrameView {
    pub(crate) rect: ArcRwSignal<Rect>,
    pub(crate) name: ArcRwSignal<String>,
}

/// Sets a signal only to something new: whoever listens is not woken for nothing.
pub(super) fn set<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

pub(super) fn node_face(graph: &Graph<'_>, node: &Node) -> NodeFace {
    let (role, boxed) = (graph.role(&node.id), is_box(node));
    let second = if boxed {
        counted(node.replicas.into(), "node")
    } else {
        drawing::second_line(graph, node)
    };
    NodeFace {
        name: node.name.clone(),
        second,
        replicas: node.replicas,
        locked: graph.design.is_locked(&node.id),
        role: node.role.to_string(),
        role_name: role.map_or_else(
            || node.role.as_str().replace('-', " "),
            |role| said(&role.name).to_owned(),
        ),
        family: role.map_or("outside", |role| family_name(role.family)),
        boxed,
    }
}

pub(super) fn link_face(graph: &Graph<'_>, line: &Line, bad: bool, editor: &Editor) -> LinkFace {
    let kind = graph.kind(&line.id);
    let count = editor.links_on(&line.id);
    let several = count > 1;
    let mut label = if several {
        counted(count, "link")
    } else {
        kind.map_or_else(String::new, |kind| said(&kind.name).to_owned())
    };
    let link = graph.design.link(&line.id).filter(|_| !several);
    let called = link.map_or_else(String::new, |link| label::called(graph, link));
    if !called.is_empty() {
        label += " · ";
        label += &called;
    }
    LinkFace { category: category_name(line.category), label, called, bad, several }
}

/// The shape of a line that has elements of its own: it lies beside others between the same cards.
pub(super) fn link_shape(sheet: &Sheet, number: u32) -> LinkShape {
    let corners = sheet.way(number, true);
    LinkShape { line: route::path(&corners), arrow: route::arrow(&corners) }
}

pub(super) fn stand(sheet: &Sheet, line: &Line, selection: &Selection) -> Stand {
    let taken = |card: u32| {
        sheet.cards().get(card as usize).is_some_and(|card| selection.nodes.contains(&card.id))
    };
    let near = !selection.nodes.is_empty() && (taken(line.from) || taken(line.to));
    Stand { selected: selection.links.contains(&line.id), near }
}
