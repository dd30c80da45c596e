//! Lines that hands are on, where they are too many to be told apart: one path for each kind of them in the
//! place of three elements for each line, so that a step of a drag styles ten things and not hundreds.

use drawing::CATEGORIES;
use drawing::route::{add_path, arrow};
use leptos::prelude::*;

use super::Scene;
use super::lines::READABLE;

/// Kinds of lines: the categories in their order, and what is wrong.
pub(crate) const KINDS: usize = CATEGORIES.len() + 1;
/// So many lines follow what is dragged as elements of their own.
const DRAGGED: usize = 12;

/// The lines and the arrows of each kind, as the `d` of a path.
pub(crate) type Bunch = [[RwSignal<String>; 2]; KINDS];

pub(super) fn new() -> Bunch {
    std::array::from_fn(|_| std::array::from_fn(|_| RwSignal::new(String::new())))
}

impl Scene {
    /// The held lines that have elements: all, or, where they are a bunch, those that a person is about to
    /// read.
    pub(super) fn lone_lines(&self) -> Vec<u32> {
        if !self.is_bunched() {
            return self.held.clone();
        }
        let is_read = |number: &u32| {
            let line = self.sheet.lines().get(*number as usize);
            line.is_some_and(|line| self.stand(line).selected || self.is_hovered(line))
        };
        self.held.iter().copied().filter(is_read).collect()
    }

    fn is_bunched(&self) -> bool {
        let most = if self.lifted.is_empty() { READABLE } else { DRAGGED };
        self.held.len() > most && !self.is_far()
    }

    /// Draws the bunch where its lines are now.
    pub(super) fn draw_bunch(&self) {
        let mut paths: [[String; 2]; KINDS] = Default::default();
        if self.is_bunched() {
            let lone = self.lone_lines();
            let bunched = self.held.iter().filter(|number| lone.binary_search(number).is_err());
            for number in bunched {
                let Some(line) = self.sheet.lines().get(*number as usize) else { continue };
                let kind = CATEGORIES.iter().position(|(kind, _)| *kind == line.category);
                let kind = kind.filter(|_| !self.is_bad(*number)).unwrap_or(CATEGORIES.len());
                if let Some([lines, arrows]) = paths.get_mut(kind) {
                    let way = self.sheet.way(*number, true);
                    add_path(lines, &way);
                    *arrows += &arrow(&way);
                }
            }
        }
        for (signals, paths) in self.bunch.iter().zip(paths) {
            for (signal, path) in signals.iter().zip(paths) {
                if signal.with_untracked(|old| *old != path) {
                    signal.set(path);
                }
            }
        }
    }
}
