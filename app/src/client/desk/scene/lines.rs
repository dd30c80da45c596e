//! Which lines have elements of their own; all others are strands.

use drawing::geometry::Rect;
use drawing::label;
use drawing::route::Corner;
use drawing::sheet::Line;
use editor::kernels::culling::{LABELLED, PLAIN, SPREAD, Window};
use editor::{Editor, Spot};
use leptos::prelude::*;
use topology::{Catalogue, Graph, LinkId};

use super::{FEW, Scene};
use crate::client::desk::faces::{LinkView, Stand, link_face, link_shape, set, stand};
use crate::client::desk::strands::Strands;

/// So many lines have elements of their own at most.
pub(super) const MOST: usize = 2 * FEW;
/// With more of them at once nobody reads what is written on lines.
pub(super) const READABLE: usize = 40;
/// Where more lines than this pass, words on them would be a carpet that has to be drawn with each step: a line
/// says what it calls when somebody points at it.
const LEGIBLE: usize = 600;
/// How near to a line a mouse is on it, in pixels.
const NEAR: f64 = 7.0;
/// Letters on a line that stands for several, on the drawing: plain cards are seen from further away.
const LETTERS: (f64, f64) = (22.0, 16.0);

/// Strands are drawn in up to so many parts.
pub(crate) const PARTS: usize = 32;
/// A part of its own is worth it for so many lines.
const PART: usize = 256;

/// Strands in parts, so that taking up a card draws those of its lines anew, and not all that are in view. Lines beside
/// each other in order are often of one node: so many of them are in one part.
#[derive(Default)]
pub(super) struct Parts {
    /// What they were drawn for: the window and the number of all lines, and how much of each is drawn.
    seen: Option<(Window, usize)>,
    detail: u8,
    /// One bit each, for those that are not as they should be.
    stale: u32,
    /// What words take up in each.
    labels: [Vec<Rect>; PARTS],
}

impl Parts {
    /// What words on strands take up.
    pub(super) fn labels(&self) -> impl Iterator<Item = &Rect> {
        self.labels.iter().flatten()
    }

    /// All have to be drawn anew.
    pub(super) fn forget(&mut self) {
        self.stale = u32::MAX;
    }

    /// These lines are drawn in another way now, or no longer.
    pub(super) fn changed(&mut self, lines: &[u32]) {
        for line in lines {
            self.stale |= 1 << self.part_of(*line);
        }
    }

    fn see(&mut self, seen: Option<(Window, usize)>, detail: u8) {
        if (self.seen, self.detail) != (seen, detail) {
            (self.seen, self.detail) = (seen, detail);
            self.forget();
            self.labels.iter_mut().for_each(Vec::clear);
        }
    }

    /// True for a part that has to be drawn anew, which is done now.
    fn takes(&mut self, part: usize) -> bool {
        let bit = 1 << part;
        let stale = self.stale & bit != 0;
        self.stale &= !bit;
        stale
    }

    fn part_of(&self, line: u32) -> usize {
        let lines = self.seen.map_or(0, |(_, lines)| lines);
        (line as usize / 8) % (lines / PART).clamp(1, PARTS)
    }
}

impl Scene {
    /// The lines that have elements of their own: those that are selected, or end at a card that is, or
    /// that is dragged, with all between the same two cards; and whether dragged cards have others, too
    /// many for elements.
    pub(super) fn lines_of_few(&self) -> (Vec<u32>, bool) {
        // From afar they are painted with the cards.
        let far = self.is_far();
        let near = |line: &Line| {
            let Stand { selected, near } = self.stand(line);
            selected || (near && !far && self.shown.nodes.len() <= FEW)
        };
        let lifted = |line: &Line| !far && (self.is_lifted(line.from) || self.is_lifted(line.to));
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

    /// How a line stands to what is selected, and to the pointer.
    pub(super) fn stand(&self, line: &Line) -> Stand {
        let Stand { selected, near } = stand(&self.sheet, line, &self.shown);
        Stand { selected, near: near || self.is_hovered(line) }
    }

    pub(super) fn is_hovered(&self, line: &Line) -> bool {
        self.hovered_link.as_ref() == Some(&line.id)
    }

    /// Shows of a line that has elements what is so of it now.
    pub(super) fn show_line(
        &self,
        number: u32,
        line: &Line,
        view: &LinkView,
        graph: &Graph<'_>,
        editor: &Editor,
    ) {
        set(&view.shape, link_shape(&self.sheet, number));
        set(&view.face, link_face(graph, line, self.is_bad(number), editor));
        set(&view.stand, self.stand(line));
    }

    /// Draws the lines near the pane that have no elements; from afar they are painted.
    pub(super) fn strand(&mut self) {
        let lines = self.sheet.lines().len();
        let seen = self.window.filter(|_| !self.is_far()).map(|window| (window, lines));
        let detail = self.detail.get_untracked();
        let mut parts = std::mem::take(&mut self.parts);
        parts.see(seen, detail);
        // From further away there are no words.
        let solid = if parts.stale == 0 || detail < LABELLED { Vec::new() } else { self.solid() };
        for part in 0..PARTS {
            if !parts.takes(part) {
                continue;
            }
            let mut strands = Strands::default();
            if let Some((window, _)) = seen {
                parts.labels[part].clear();
                self.add_part(&mut strands, &parts, part, (&window.rect, &solid));
            }
            let (markup, labels) = strands.finished();
            parts.labels[part] = labels;
            if self.strands[part].with_untracked(|old| *old != markup) {
                self.strands[part].set(markup);
            }
        }
        self.parts = parts;
    }

    fn add_part(
        &self,
        strands: &mut Strands,
        parts: &Parts,
        part: usize,
        (window, solid): (&Rect, &[Rect]),
    ) {
        let detail = self.detail.get_untracked();
        let size = if detail == PLAIN { LETTERS.0 } else { LETTERS.1 };
        for (number, line) in (0u32..).zip(self.sheet.lines()) {
            if parts.part_of(number) != part {
                continue;
            }
            let (from, to) = self.sheet.ends(line);
            // Most lines are far off.
            if !from.union(&to).intersects(window) || self.held.binary_search(&number).is_ok() {
                continue;
            }
            let way = self.sheet.way(number, detail >= SPREAD);
            let lane = self.sheet.lane(number);
            let alone = lane.of < 2;
            let labelled = alone && detail >= LABELLED;
            let words = if labelled { self.called_by(number) } else { "" };
            let is_covered =
                |rect: &Rect| parts.labels().chain(solid).any(|other| other.intersects(rect));
            strands.add(&way, line.category, self.is_bad(number), words, is_covered);
            if !alone && lane.at == 0 && detail < SPREAD {
                strands.add_chip(&way, lane.of, size);
            }
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
        let near = |line: &Line| {
            let (from, to) = self.sheet.ends(line);
            from.union(&to).intersects(&window)
        };
        let lines = || (0u32..).zip(self.sheet.lines()).filter(|(_, line)| near(line));
        if lines().nth(LEGIBLE).is_some() {
            self.called.clear();
            return;
        }
        let unknown = lines().filter(|(number, _)| {
            self.called.binary_search_by(|(known, _)| known.cmp(number)).is_err()
        });
        let unknown: Vec<(u32, &LinkId)> =
            unknown.map(|(number, line)| (number, &line.id)).collect();
        if unknown.is_empty() {
            return;
        }
        let graph = Graph::of_links(design, catalogue, unknown.iter().map(|(_, id)| *id));
        for (number, id) in unknown {
            let words =
                design.link(id).map_or_else(String::new, |link| label::called(&graph, link));
            let at = self.called.partition_point(|(known, _)| *known < number);
            self.called.insert(at, (number, words));
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
        self.tell_lines();
    }

    /// Lines with elements stand otherwise to what is selected, dragged or pointed at.
    pub(super) fn tell_lines(&self) {
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
        self.parts.forget();
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
