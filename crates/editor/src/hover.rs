//! The node that the pointer rests on or beside: arrows at its sides are within reach then.

use drawing::geometry::node_rect;
use topology::NodeId;

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::hit_test;
use crate::tools::Mode;

/// How far beside a card the pointer may be, in pixels.
const BESIDE: f64 = 52.0;
/// Nodes that are drawn smaller have no arrows: they would be larger than the node.
const FROM: f64 = 0.4;

impl Editor {
    /// The node whose sides have arrows now.
    #[must_use]
    pub fn hovered(&self) -> Option<&NodeId> {
        self.hovered.as_ref().filter(|id| self.design().node(id).is_some())
    }

    /// Where the pointer is in the pane; `None` while it is elsewhere.
    #[must_use]
    pub fn pointer(&self) -> Option<Spot> {
        self.pointer
    }

    pub(crate) fn hover(&mut self, at: Option<Spot>) -> Vec<Effect> {
        self.pointer = at;
        self.hover_on(at.and_then(|at| self.beside(at)))
    }

    pub(crate) fn hover_on(&mut self, node: Option<NodeId>) -> Vec<Effect> {
        if node == self.hovered {
            return Vec::new();
        }
        self.hovered = node;
        vec![Effect::Overlay]
    }

    fn beside(&self, at: Spot) -> Option<NodeId> {
        let zoom = self.viewport.zoom;
        if self.is_panning() || self.mode != Mode::Select || !self.is_idle() || zoom < FROM {
            return None;
        }
        let place = self.viewport.to_drawing(at);
        let on = hit_test::node_at(self.shown(), |id| self.shown_position(id), place, 0.0);
        // Nothing is linked with what is collapsed.
        let on = on.filter(|id| self.boxed(id).is_none());
        on.or_else(|| {
            let near = |id: &&NodeId| {
                let card = node_rect(self.position(id)).grown(BESIDE / zoom);
                (card.x..=card.right()).contains(&place.x)
                    && (card.y..=card.bottom()).contains(&place.y)
            };
            self.hovered().filter(near).cloned()
        })
    }
}
