//! What is written on lines that have elements of their own.

use drawing::geometry::{FRAME_HEADER, Rect};
use drawing::sheet::{Card, Line};
use drawing::{Writing, label};
use editor::kernels::culling::{PLAIN, SPREAD};
use leptos::prelude::*;

use super::Scene;
use super::lines::READABLE;
use crate::client::desk::faces::{LinkView, Stand, Written, set};

/// Letters on lines, of 11 pixels: as large as canvas.css makes them on plain cards and on those without second lines.
const LETTERS: (f64, f64) = (20.0 / 11.0, 15.0 / 11.0);
/// What stands beside a frame's name, and what its letters reach in the frame's head.
const BESIDE: f64 = 44.0;
const NAME: (f64, f64) = (6.0, 16.0);

/// Whose words come first has so many steps, see [`Scene::rank`].
const RANKS: usize = 3;

impl Scene {
    /// Writes what lines mean on those that are pointed at, selected, or at a card that is, where it covers nothing; on
    /// none while something is dragged, when nobody reads it.
    pub(super) fn write_on_lines(&self) {
        let mut due: [Vec<(u32, &LinkView)>; RANKS] = Default::default();
        for (id, view) in self.links.all() {
            let Some((number, line)) = self.line(id) else { continue };
            match self.rank(line, view).and_then(|rank| due.get_mut(rank)) {
                Some(due) => due.push((number, view)),
                None => set(&view.words, None),
            }
        }
        if due.iter().all(Vec::is_empty) {
            return;
        }
        let due = || due.iter().flatten();
        due().skip(READABLE).for_each(|(_, view)| set(&view.words, None));
        let mut writing = Writing::new(match self.detail.get_untracked() {
            ..=PLAIN => LETTERS.0,
            detail if detail < SPREAD => LETTERS.1,
            _ => 1.0,
        });
        let solid = self.solid();
        let is_covered =
            |rect: &Rect| self.parts.labels().chain(&solid).any(|other| other.intersects(rect));
        for (number, view) in due().take(READABLE) {
            let written = view.face.with_untracked(|face| {
                let choices = [face.label.as_str(), face.called.as_str()];
                let choices = if face.called.is_empty() { &choices[..1] } else { &choices[..] };
                let way = self.sheet.way(*number, true);
                let lines = self.sheet.lane(*number).of;
                let found = writing.write_anywhere(&way, choices, lines, is_covered);
                let (at, choice) = found?;
                Some(Written { at, words: choices.get(choice).copied()?.to_owned() })
            });
            set(&view.words, written);
        }
    }

    /// Whose words come first: those of the line that is pointed at or selected, of one that stands for several, of one
    /// at a card that is selected. None for a line that says nothing.
    fn rank(&self, line: &Line, view: &LinkView) -> Option<usize> {
        let Stand { selected, near } = self.stand(line);
        if !self.lifted.is_empty() || self.is_far() {
            None
        } else if selected || self.is_hovered(line) {
            Some(0)
        } else if view.face.with_untracked(|face| face.several) {
            Some(1)
        } else {
            (near && self.held.len() <= READABLE).then_some(2)
        }
    }

    /// What words would be behind, or in front of: cards near the pane, and the names on frames.
    pub(super) fn solid(&self) -> Vec<Rect> {
        let Some(window) = self.window.map(|window| window.rect) else { return Vec::new() };
        let cards = self.sheet.cards().iter().map(Card::rect);
        let is_plain = self.detail.get_untracked() <= PLAIN;
        // From afar a host has no name.
        let named = self.frames.all().filter(|(key, _)| !is_plain || key.starts_with('!'));
        let names = named.map(|(_, view)| {
            let frame = view.rect.get_untracked();
            let wide = BESIDE + view.name.with_untracked(|name| label::width(name));
            let scale = if is_plain { LETTERS.0 } else { 1.0 };
            let (above, tall) = (NAME.0 * scale, NAME.1 * scale);
            Rect::new(frame.x, frame.y + above, frame.w.min(wide * scale), tall.min(FRAME_HEADER))
        });
        cards.chain(names).filter(|rect| rect.intersects(&window)).collect()
    }
}
