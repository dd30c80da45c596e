//! Which lines have elements of their own; all others are strands.

use drawing::sheet;
use editor::kernels::culling::Window;
use leptos::prelude::*;

use super::{FEW, Scene};
use crate::client::desk::faces::{Stand, stand};
use crate::client::desk::strands::Strands;

/// So many lines have elements of their own at most.
const MOST: usize = 2 * FEW;

impl Scene {
    /// The lines that have elements of their own: those that are selected, or end at a card that is, or
    /// that is dragged; and whether dragged cards have others, too many for elements.
    pub(super) fn lines_of_few(&self) -> (Vec<u32>, bool) {
        let near = |line: &sheet::Line| {
            let Stand { selected, near } = stand(&self.sheet, line, &self.shown);
            selected || (near && self.shown.nodes.len() <= FEW)
        };
        let lifted = |line: &sheet::Line| self.is_lifted(line.from) || self.is_lifted(line.to);
        let lines = || (0u32..).zip(self.sheet.lines());
        // What is dragged first: it moves.
        let moved = lines().filter(|(_, line)| lifted(line));
        let others = lines().filter(|(_, line)| near(line) && !lifted(line));
        let mut held: Vec<u32> = moved.chain(others).take(MOST).map(|(line, _)| line).collect();
        let loose =
            self.lifted.len() > FEW || lines().filter(|(_, line)| lifted(line)).nth(MOST).is_some();
        held.sort_unstable();
        (held, loose)
    }

    /// Draws the lines near the pane that have no elements; from afar they are painted.
    pub(super) fn strand(&self) {
        let mut strands = Strands::default();
        if let Some(Window { rect: window, .. }) = self.window.filter(|_| !self.is_far()) {
            for (number, line) in (0u32..).zip(self.sheet.lines()) {
                let (from, to) = self.sheet.ends(line);
                // Most lines are far off: the way they take is asked of the others alone.
                if from.union(&to).intersects(&window) && self.held.binary_search(&number).is_err()
                {
                    strands.add(&self.sheet, line, self.is_bad(number));
                }
            }
        }
        let markup = strands.markup();
        if self.strands.with_untracked(|old| *old != markup) {
            self.strands.set(markup);
        }
    }
}
