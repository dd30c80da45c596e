//! What was found, on the drawing: badges on cards, and lines that are wrong.

use drawing::Sheet;
use editor::Editor;
use leptos::prelude::*;
use topology::{Severity, Target, Told};

use super::Scene;
use crate::client::desk::faces::{Counts, set};

impl Scene {
    pub(crate) fn counts_of(&self, card: u32) -> Counts {
        self.counts.get(card as usize).copied().unwrap_or_default()
    }

    pub(crate) fn is_bad(&self, line: u32) -> bool {
        self.bad.get(line as usize).copied().unwrap_or_default()
    }

    /// Badges on nodes, and links that are wrong.
    pub(crate) fn findings_changed(&mut self, findings: &[Told], editor: &Editor) {
        let mut counts = vec![Counts::default(); self.sheet.cards().len()];
        let mut bad = vec![false; self.sheet.lines().len()];
        for finding in findings {
            // What is wrong with a node in a box is told on the box.
            let card = finding.target.node().map(|node| editor.card_of(node));
            let card = card.and_then(|card| self.sheet.find(card));
            if let Some(counts) = card.and_then(|card| counts.get_mut(card as usize)) {
                match finding.severity {
                    Severity::Error => counts.errors += 1,
                    Severity::Warning => counts.warnings += 1,
                    Severity::Info => {}
                }
            }
            if let (Target::Link(link), Severity::Error) = (&finding.target, finding.severity)
                && let Some(line) = editor.line_of(link).and_then(|line| self.sheet.find_line(line))
                && let Some(bad) = bad.get_mut(line as usize)
            {
                *bad = true;
            }
        }
        if counts == self.counts && bad == self.bad {
            return;
        }
        (self.counts, self.bad) = (counts, bad);
        self.parts.forget();
        self.strand();
        self.draw_bunch();
        for (id, view) in self.nodes.all() {
            if let Some((number, _)) = self.card(id) {
                set(&view.counts, self.counts_of(number));
            }
        }
        for (id, view) in self.links.all() {
            let is_bad = self.line(id).is_some_and(|(number, _)| self.is_bad(number));
            if view.face.with_untracked(|face| face.bad != is_bad) {
                view.face.update(|face| face.bad = is_bad);
            }
        }
        self.write_on_lines();
        self.repaint();
    }

    /// What was found stays with its card and line until the next word about it.
    pub(super) fn renumber(&mut self, old: &Sheet) {
        let (cards, lines) = (self.sheet.cards().iter(), self.sheet.lines().iter());
        if cards.map(|card| &card.id).eq(old.cards().iter().map(|card| &card.id))
            && lines.map(|line| &line.id).eq(old.lines().iter().map(|line| &line.id))
        {
            // Most changes leave them their numbers, and looking each up takes longer than comparing all.
            return;
        }
        let counts = self.sheet.cards().iter().map(|card| {
            old.find(&card.id).map_or_else(Counts::default, |card| self.counts_of(card))
        });
        let counts = counts.collect();
        let bad = self
            .sheet
            .lines()
            .iter()
            .map(|line| old.find_line(&line.id).is_some_and(|line| self.is_bad(line)));
        self.bad = bad.collect();
        self.counts = counts;
    }
}
