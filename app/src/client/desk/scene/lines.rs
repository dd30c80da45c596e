//! Which lines have elements of their own; all others are strands.

use drawing::label;
use drawing::route::{Corner, midpoint};
use drawing::sheet::Line;
use editor::kernels::culling::{LABELLED, PLAIN, SPREAD, Window};
use editor::{Editor, Spot};
use leptos::prelude::*;
use topology::{Catalogue, Graph, LinkId};

use super::{FEW, Scene};
use crate::client::desk::faces::{Stand, link_shape, set, stand};
use crate::client::desk::strands::Strands;

/// So many lines have elements of their own at most.
const MOST: usize = 2 * FEW;
/// With more of them at once nobody reads what is written on lines.
const READABLE: usize = 40;
/// Room that the words on a line take up.
const WORDS: Corner = (220.0, 18.0);
/// How near to a line a mouse is on it, in pixels.
const NEAR: f64 = 7.0;
/// Letters on a line that stands for several, on the drawing: plain cards are seen from further away.
const LETTERS: (f64, f64) = (22.0, 16.0);

impl Scene {
    /// The lines that have elements of their own: those that are selected, or end at a card that is, or
    /// that is dragged, with all between the same two cards; and whether dragged cards have others, too
    /// many for elements.
    pub(super) fn lines_of_few(&self) -> (Vec<u32>, bool) {
        let near = |line: &Line| {
            let Stand { selected, near, .. } = self.stand_alone(line);
            selected || (near && self.shown.nodes.len() <= FEW)
        };
        let lifted = |line: &Line| self.is_lifted(line.from) || self.is_lifted(line.to);
        let lines = || (0u32..).zip(self.sheet.lines());
        // What is dragged first: it moves.
        let moved = lines().filter(|(_, line)| lifted(line));
        let others = lines().filter(|(_, line)| near(line) && !lifted(line));
        let mut held: Vec<u32> = Vec::new();
        for (line, _) in moved.chain(others).take(MOST) {
            if self.sheet.lane(line).of < 2 {
                held.push(line);
            } else {
                held.extend(self.sheet.bundle(line));
            }
        }
        let loose =
            self.lifted.len() > FEW || lines().filter(|(_, line)| lifted(line)).nth(MOST).is_some();
        held.sort_unstable();
        held.dedup();
        (held, loose)
    }

    /// How a line stands to what is selected, and to the pointer. What a line at a selected card means is
    /// written on it where that covers the words on no other.
    pub(super) fn stand(&self, line: &Line) -> Stand {
        let stand = self.stand_alone(line);
        Stand { told: stand.told || (stand.near && self.has_room(line)), ..stand }
    }

    fn stand_alone(&self, line: &Line) -> Stand {
        let Stand { selected, near, .. } = stand(&self.sheet, line, &self.shown);
        let hovered = self.hovered_link.as_ref() == Some(&line.id);
        Stand { selected, near: near || hovered, told: selected || hovered }
    }

    /// Whether no line before this one has its words in the same place.
    fn has_room(&self, line: &Line) -> bool {
        let Some(number) = self.sheet.find_line(&line.id) else { return false };
        let middle = |number: u32| midpoint(&self.sheet.way(number, true));
        let (x, y) = middle(number);
        // Between the same two cards words stand one below the other.
        let joins = |other: &Line| {
            (other.from, other.to) == (line.from, line.to)
                || (other.to, other.from) == (line.from, line.to)
        };
        let elsewhere = |other: &&u32| {
            self.sheet.lines().get(**other as usize).is_some_and(|other| !joins(other))
        };
        let before = self.held.iter().take_while(|other| **other < number).filter(elsewhere);
        let mut before = before.map(|other| middle(*other));
        self.held.len() <= READABLE
            && before.all(|(left, top)| (left - x).abs() >= WORDS.0 || (top - y).abs() >= WORDS.1)
    }

    /// Draws the lines near the pane that have no elements; from afar they are painted.
    pub(super) fn strand(&self) {
        let mut strands = Strands::default();
        if let Some(Window { rect: window, .. }) = self.window.filter(|_| !self.is_far()) {
            let detail = self.detail.get_untracked();
            let size = if detail == PLAIN { LETTERS.0 } else { LETTERS.1 };
            for (number, line) in (0u32..).zip(self.sheet.lines()) {
                let (from, to) = self.sheet.ends(line);
                // Most lines are far off.
                if !from.union(&to).intersects(&window) || self.held.binary_search(&number).is_ok()
                {
                    continue;
                }
                let way = self.sheet.way(number, detail >= SPREAD);
                let lane = self.sheet.lane(number);
                let alone = lane.of < 2;
                let labelled = alone && detail >= LABELLED;
                let words = if labelled { self.called_by(number) } else { "" };
                strands.add(&way, line.category, self.is_bad(number), words);
                if !alone && lane.at == 0 && detail < SPREAD {
                    strands.add_chip(&way, lane.of, size);
                }
            }
        }
        let markup = strands.markup();
        if self.strands.with_untracked(|old| *old != markup) {
            self.strands.set(markup);
        }
    }

    fn called_by(&self, line: u32) -> &str {
        let at = self.called.binary_search_by(|(number, _)| number.cmp(&line)).ok();
        at.and_then(|at| self.called.get(at)).map_or("", |(_, words)| words.as_str())
    }

    /// Finds out what is called by the lines near the pane, from where it can be read.
    pub(super) fn call(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let Some(Window { rect: window, .. }) = self.window else { return };
        if self.detail.get_untracked() < LABELLED {
            return;
        }
        let design = editor.design();
        let mut graph = None;
        for (number, line) in (0u32..).zip(self.sheet.lines()) {
            let (from, to) = self.sheet.ends(line);
            if !from.union(&to).intersects(&window) {
                continue;
            }
            if let Err(at) = self.called.binary_search_by(|(known, _)| known.cmp(&number)) {
                // Thousands of names are looked up for it.
                let graph = graph.get_or_insert_with(|| Graph::new(design, catalogue));
                let link = design.link(&line.id);
                let words = link.map_or_else(String::new, |link| label::called(graph, link));
                self.called.insert(at, (number, words));
            }
        }
    }

    /// The link that is drawn at a place of the drawing, or so many pixels beside it.
    pub(crate) fn link_at(&self, at: Spot, near: f64) -> Option<LinkId> {
        let near = near / self.viewport.with_untracked(|viewport| viewport.zoom);
        let spread = self.detail.get_untracked() >= SPREAD;
        let line = self.sheet.line_at((at.x, at.y), near, spread)?;
        self.sheet.lines().get(line as usize).map(|line| line.id.clone())
    }

    /// A link under the pointer says what it is.
    pub(super) fn hover_link(&mut self, at: Option<Spot>, editor: &Editor, catalogue: &Catalogue) {
        let at = at.filter(|at| !self.is_far() && self.sheet.card_at(at.x, at.y).is_none());
        let link = at.and_then(|at| self.link_at(at, NEAR));
        if link == self.hovered_link {
            return;
        }
        self.hovered_link = link;
        self.cull(editor, catalogue);
        for (id, view) in self.links.all() {
            if let Some((_, line)) = self.line(id) {
                set(&view.stand, self.stand(line));
            }
        }
    }

    /// Lines take these ways around cards.
    pub(crate) fn take_ways(
        &mut self,
        ways: Vec<(LinkId, Vec<Corner>)>,
        editor: &Editor,
        catalogue: &Catalogue,
    ) {
        // What is being dragged takes plain ways, and new ones are found when it has been let go.
        if !self.lifted.is_empty() {
            return;
        }
        self.sheet.take_ways(ways);
        for (id, view) in self.links.all() {
            if let Some((number, _)) = self.line(id) {
                set(&view.shape, link_shape(&self.sheet, number));
            }
        }
        self.cull(editor, catalogue);
        if self.is_far() {
            self.repaint();
        }
    }

    /// The way of a link as it is drawn.
    pub(crate) fn way(&self, link: &LinkId) -> Vec<Corner> {
        let spread = self.detail.get_untracked() >= SPREAD;
        let line = self.sheet.find_line(link);
        line.map_or_else(Vec::new, |line| self.sheet.way(line, spread))
    }
}
