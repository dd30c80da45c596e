//! Nodes on other hosts: what is dropped in another frame draws that frame anew, and leaves the tables
//! of a large design as they are.

use drawing::sheet::Line;
use editor::Editor;
use topology::{Catalogue, Change, Graph, Node, NodeId, Point, Record, RecordKey};

use super::Scene;
use crate::client::desk::faces::{LinkView, node_face, set};

impl Scene {
    /// The nodes that a change touches, where it changes no more of them than what a card and a frame show:
    /// the others are what they were, and so is every line.
    pub(super) fn rehoused(change: &Change, editor: &Editor) -> Option<Vec<NodeId>> {
        if !std::ptr::eq(editor.shown(), editor.design()) {
            return None;
        }
        let mut nodes: Vec<NodeId> = Vec::new();
        for (key, edit) in change.edits() {
            match (key, &edit.before, &edit.after) {
                (RecordKey::Position(id), ..) => nodes.push(id.clone()),
                (_, Some(Record::Node(before)), Some(Record::Node(after)))
                    if is_alike(before, after) =>
                {
                    nodes.push(after.id.clone());
                }
                _ => return None,
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
        Some(nodes)
    }

    /// Draws these nodes where they are now.
    pub(super) fn rehouse(&mut self, nodes: &[NodeId], editor: &Editor, catalogue: &Catalogue) {
        let design = editor.design();
        let cards = nodes.iter().filter_map(|id| self.card(id.as_str()));
        let mut places: Vec<(u32, Point)> = Vec::new();
        let mut lines: Vec<u32> = Vec::new();
        for (number, card) in cards {
            lines.extend_from_slice(self.sheet.touching(number));
            places.push((number, editor.shown_position(&card.id)));
        }
        lines.sort_unstable();
        self.sheet.place(&places);
        self.sheet.rehouse(design);
        self.lifted.clear();
        self.parts.changed(&lines);
        self.called.retain(|(line, _)| lines.binary_search(line).is_err());
        // A balancer lends its name to what is behind it.
        let shown: Vec<NodeId> =
            self.nodes.all().filter_map(|(id, _)| Some(self.card(id)?.1.id.clone())).collect();
        let touched: Vec<(u32, &Line, &LinkView)> = self
            .links
            .all()
            .filter_map(|(id, view)| {
                let (number, line) = self.line(id)?;
                lines.binary_search(&number).ok().map(|_| (number, line, view))
            })
            .collect();
        let ends = touched.iter().flat_map(|(_, line, _)| [line.from, line.to]);
        let ends = ends.filter_map(|card| Some(&self.sheet.cards().get(card as usize)?.id));
        let graph = Graph::of_nodes(design, catalogue, shown.iter().chain(ends));
        for (id, view) in self.nodes.all() {
            if let Some((_, card)) = self.card(id)
                && let Some(node) = design.node(&card.id)
            {
                set(&view.at, card.at);
                set(&view.face, node_face(&graph, node));
            }
        }
        for (number, line, view) in touched {
            self.show_line(number, line, view, &graph, editor);
        }
        self.cull(editor, catalogue);
        self.repaint();
        self.hold();
    }
}

/// Whether all that is drawn around a node is the same before and after.
fn is_alike(before: &Node, after: &Node) -> bool {
    before.role == after.role && before.settings == after.settings
}
