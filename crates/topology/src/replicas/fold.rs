//! What was said of replicas, said of what is drawn.

use super::Unfolded;
use crate::{Change, Link, Node, NodeId, Record, Target};

impl Unfolded<'_> {
    /// The drawn thing that a target belongs to.
    #[must_use]
    pub fn target(&self, target: Target) -> Target {
        if self.is_plain() {
            return target;
        }
        match target {
            Target::Node(node) => Target::Node(self.drawn_node(&node).clone()),
            Target::Link(link) => Target::Link(self.links.get(&link).cloned().unwrap_or(link)),
            Target::Setting { node: Some(node), setting } => {
                Target::Setting { node: Some(self.drawn_node(&node).clone()), setting }
            }
            other @ (Target::Design | Target::Host(_) | Target::Setting { node: None, .. }) => {
                other
            }
        }
    }

    /// True for what stands for several: a group, its settings, its links.
    #[must_use]
    pub fn is_group(&self, drawn: &Target) -> bool {
        let several = |id: &NodeId| !self.is_plain() && self.is_of_group(id);
        match drawn {
            Target::Node(node) | Target::Setting { node: Some(node), .. } => several(node),
            Target::Link(id) => {
                let link = self.drawn.link(id);
                link.is_some_and(|link| several(&link.from) || several(&link.to))
            }
            Target::Design | Target::Host(_) | Target::Setting { node: None, .. } => false,
        }
    }

    /// A change of what is deployed as one of the drawing; `None` where the drawing cannot hold it,
    /// such as another host name for the third of four.
    #[must_use]
    pub fn change(&self, change: Change) -> Option<Change> {
        if self.is_plain() {
            return Some(change);
        }
        let mut folded = Change::new();
        for (_, edit) in change.edits() {
            match (&edit.before, &edit.after) {
                (Some(Record::Node(before)), after) if self.is_of_group(&before.id) => {
                    let Some(Record::Node(after)) = after else { return None };
                    let node = self.regrouped(before, after)?;
                    let drawn = self.drawn.node(&node.id)?.clone();
                    folded.push(Some(Record::Node(drawn)), Some(Record::Node(node)));
                }
                (Some(Record::Link(link)), None) => {
                    let id = self.links.get(&link.id).unwrap_or(&link.id);
                    let drawn = self.drawn.link(id)?.clone();
                    folded.push(Some(Record::Link(drawn)), None);
                }
                (None, Some(Record::Link(link))) => {
                    let from = self.drawn_node(&link.from).clone();
                    let to = self.drawn_node(&link.to).clone();
                    let link = Link { from, to, ..link.clone() };
                    let joins = |other: &Link| {
                        (&other.from, &other.to, &other.kind) == (&link.from, &link.to, &link.kind)
                    };
                    let is_there = folded.edits().any(|(_, edit)| {
                        matches!(&edit.after, Some(Record::Link(other)) if joins(other))
                    });
                    if !is_there {
                        folded.push(None, Some(Record::Link(link)));
                    }
                }
                (Some(Record::Position { node, .. }), _) if self.is_of_group(node) => return None,
                (before, after) => folded.push(before.clone(), after.clone()),
            }
        }
        Some(folded)
    }

    /// Whether a node of [`Unfolded::design`] is one of several.
    fn is_of_group(&self, id: &NodeId) -> bool {
        self.nodes.contains_key(id) || self.drawn.node(id) != self.design().node(id)
    }

    /// The drawn node with what a change did to one of its replicas, where that can hold for all.
    fn regrouped(&self, before: &Node, after: &Node) -> Option<Node> {
        let same = Node { settings: before.settings.clone(), ..after.clone() };
        let drawn = self.drawn.node(self.drawn_node(&before.id))?;
        (same == *before).then(|| Node { settings: after.settings.clone(), ..drawn.clone() })
    }
}
