//! The drawing from afar: what is painted, and what lies over it because hands are on it.

use std::collections::BTreeSet;

use drawing::geometry::Rect;
use editor::Editor;
use editor::kernels::culling::PAINTED_BELOW;
use leptos::prelude::*;
use topology::{Catalogue, NodeId};

use super::lines::MOST;
use super::{FEW, Scene};

/// So many cards have elements at most among painted ones: the one that a hand is on, and a few that are selected.
const FEW_AFAR: usize = 8;

impl Scene {
    /// What is painted; nothing where cards have elements.
    pub(crate) fn painted_window(&self) -> Option<Rect> {
        self.window.filter(|_| self.is_far()).map(|window| window.rect)
    }

    /// True for cards that are not painted, because they are being dragged and have elements.
    pub(crate) fn is_lifted(&self, card: u32) -> bool {
        self.lifted.len() <= FEW && self.lifted.binary_search(&card).is_ok()
    }

    /// Cards whose selection is painted, because they are too many to have elements.
    pub(crate) fn painted_selection(&self) -> Option<&BTreeSet<NodeId>> {
        Some(&self.shown.nodes).filter(|nodes| nodes.len() > FEW)
    }

    /// True where cards are painted.
    pub(crate) fn is_far(&self) -> bool {
        self.viewport.with_untracked(|viewport| viewport.zoom < PAINTED_BELOW)
    }

    /// What is painted is on the screen, `all` of what it should be: cards need elements no longer.
    pub(crate) fn painted(&mut self, all: bool, editor: &Editor, catalogue: &Catalogue) {
        if all && !self.landing.is_empty() {
            self.landing.clear();
            self.hold();
        }
        if self.is_far() && !self.ready {
            self.ready = true;
            self.cull(editor, catalogue);
        }
    }

    /// True while cards keep their elements until they have been painted.
    pub(super) fn waits_for_paint(&self) -> bool {
        self.is_far() && !self.ready && self.nodes.all().next().is_some()
    }

    /// Up to so many selected or dragged cards have elements.
    pub(super) fn few(&self) -> usize {
        if self.is_far() { FEW_AFAR } else { FEW }
    }

    /// Asks for what hands are on to be painted anew.
    pub(super) fn hold(&self) {
        if self.is_far() {
            self.holds.update(|count| *count += 1);
        }
    }

    /// Dragged cards that are painted, by number.
    pub(crate) fn held_cards(&self) -> Vec<u32> {
        let cards = self.in_hand().iter().copied();
        cards.filter(|card| !self.has_element(*card)).collect()
    }

    /// The lines of dragged cards, or else of selected ones, by number: as many as can be painted at each step. Of a
    /// database that thousands of lines end at, the others are away until it is put down.
    pub(crate) fn held_lines(&self) -> Vec<u32> {
        if !self.is_far() || self.shown.nodes.len() > FEW {
            return Vec::new();
        }
        let mut lines: Vec<u32> = Vec::new();
        let selected = self.shown.nodes.iter().filter_map(|id| self.sheet.find(id));
        for card in self.in_hand().iter().copied().chain(selected) {
            let more = self.sheet.touching(card).iter().copied();
            lines.extend(more.take(MOST - lines.len()));
        }
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Selected cards without elements that are no more than are painted at each step, by number.
    pub(crate) fn held_rings(&self) -> Vec<u32> {
        if !self.is_far() || self.shown.nodes.len() > FEW {
            return Vec::new();
        }
        let cards = self.shown.nodes.iter().filter_map(|id| self.sheet.find(id));
        cards.filter(|card| !self.has_element(*card)).collect()
    }

    /// What is dragged and not painted with all others, and what was until a moment ago.
    fn in_hand(&self) -> &[u32] {
        match (self.is_far(), self.lifted.len()) {
            (false, _) => &[],
            (true, 0) => &self.landing,
            (true, 1..=FEW) => &self.lifted,
            (true, _) => &[],
        }
    }

    fn has_element(&self, card: u32) -> bool {
        let card = self.sheet.cards().get(card as usize);
        card.is_some_and(|card| self.nodes.get(card.id.as_str()).is_some())
    }
}
