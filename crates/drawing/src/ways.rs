//! The ways that lines take on a drawing: around the cards that stand in between, and beside the lines
//! that join the same two cards.

use std::collections::BTreeMap;

use topology::LinkId;

use crate::geometry::Rect;
use crate::route::{Corner, beside, route};
use crate::route_around::{crosses, route_around};
use crate::sheet::{Line, Sheet};

/// From one line to the next between the same two cards.
const GAP: f64 = 8.0;
/// How far beside their way lines run at most: ways keep as much clear of cards.
const SPREAD: f64 = 8.0;
/// So many ways around cards are looked for. The others stay plain: a drawing with more of them is
/// not read line by line.
const SEARCHES: usize = 400;

/// A line's place among those between the same two cards, whichever way they point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lane {
    pub at: u16,
    /// How many there are: 1 for a line of its own.
    pub of: u16,
}

impl Lane {
    /// How far beside the common way it runs when lines are spread.
    #[must_use]
    pub fn offset(self) -> f64 {
        if self.of < 2 {
            return 0.0;
        }
        let most = f64::from(self.of - 1);
        (f64::from(self.at) - most / 2.0) * GAP.min(2.0 * SPREAD / most)
    }
}

/// The lanes of lines, in their order.
pub(crate) fn lanes(lines: &[Line]) -> Vec<Lane> {
    let mut counts: BTreeMap<(u32, u32), u16> = BTreeMap::new();
    let mut lanes: Vec<Lane> = Vec::with_capacity(lines.len());
    for line in lines {
        let count = counts.entry(ends(line)).or_default();
        lanes.push(Lane { at: *count, of: 0 });
        *count = count.saturating_add(1);
    }
    for (lane, line) in lanes.iter_mut().zip(lines) {
        lane.of = counts.get(&ends(line)).copied().unwrap_or(1);
    }
    lanes
}

/// The two cards of a line, whichever way it points.
pub(crate) fn ends(line: &Line) -> (u32, u32) {
    (line.from.min(line.to), line.from.max(line.to))
}

/// Ways around cards, by the two cards that they join: from the first to the second.
pub(crate) type Around = BTreeMap<(u32, u32), Vec<Corner>>;

impl Sheet {
    /// The corners of the way that a line takes, ends included. Lines between the same two cards run
    /// on top of each other, or beside each other when they are `spread`.
    #[must_use]
    pub fn way(&self, number: u32, spread: bool) -> Vec<Corner> {
        let Some(line) = self.lines().get(number as usize) else { return Vec::new() };
        let (a, b) = ends(line);
        let lane = self.lane(number);
        let around = self.around().get(&(a, b));
        if a == b || (around.is_none() && lane.of < 2) {
            let (from, to) = self.ends(line);
            return route(from, to);
        }
        let mut way = around.cloned().unwrap_or_else(|| route(self.rect(a), self.rect(b)));
        if spread {
            way = beside(&way, lane.offset());
        }
        if line.from != a {
            way.reverse();
        }
        way
    }

    /// The lines between the same two cards as this one, itself included, in their order.
    pub fn bundle(&self, number: u32) -> impl Iterator<Item = u32> {
        let line = self.lines().get(number as usize);
        let touching = line.map_or(&[][..], |line| self.touching(line.from));
        let same = move |other: &u32| {
            let other = self.lines().get(*other as usize);
            other.is_some_and(|other| line.is_some_and(|line| ends(line) == ends(other)))
        };
        touching.iter().copied().filter(same)
    }

    /// The line nearest to a place of the drawing, and no further from it than this; of several that run
    /// on top of each other, the last.
    #[must_use]
    pub fn line_at(&self, at: Corner, within: f64, spread: bool) -> Option<u32> {
        let mut nearest: Option<(f64, u32)> = None;
        let spot = Rect::new(at.0, at.1, 0.0, 0.0).grown(within + SPREAD);
        for (number, line) in (0u32..).zip(self.lines()) {
            let (from, to) = self.ends(line);
            let is_near = from.union(&to).intersects(&spot);
            if !is_near && !self.around().contains_key(&ends(line)) {
                continue;
            }
            for pair in self.way(number, spread).windows(2) {
                let away = away(pair[0], pair[1], at);
                if away <= within && nearest.is_none_or(|(least, _)| away <= least) {
                    nearest = Some((away, number));
                }
            }
        }
        nearest.map(|(_, line)| line)
    }

    /// The lines whose plain way runs through cards, each with a way around them: one of those between
    /// the same two cards, for all of them. Where there is no such way, or where it is not looked for
    /// because there are so many, there is none.
    #[must_use]
    pub fn find_ways(&self) -> Vec<(LinkId, Vec<Corner>)> {
        let cards: Vec<Rect> = self.cards().iter().map(crate::sheet::Card::rect).collect();
        let (mut found, mut searches) = (Vec::new(), 0);
        for (number, line) in (0u32..).zip(self.lines()) {
            if self.lane(number).at > 0 || line.from == line.to {
                continue;
            }
            let (from, to) = self.ends(line);
            let among = |part: Rect| -> Vec<Rect> {
                cards.iter().copied().filter(|card| card.intersects(&part)).collect()
            };
            let plain = route(from, to);
            let mut others = among(from.union(&to).grown(1.0));
            others.retain(|card| *card != from && *card != to);
            if !crosses(&plain, &others) {
                continue;
            }
            searches += 1;
            if searches > SEARCHES {
                break;
            }
            let way = route_around(from, to, among);
            if way != plain {
                found.push((line.id.clone(), way));
            }
        }
        found
    }

    /// These lines take these ways until one of their cards moves, and all others plain ones. What
    /// does not fit where the cards are now is left out.
    pub fn take_ways(&mut self, ways: Vec<(LinkId, Vec<Corner>)>) {
        let mut around = Around::new();
        for (id, mut way) in ways {
            let Some(line) = self.find_line(&id).and_then(|line| self.lines().get(line as usize))
            else {
                continue;
            };
            let (from, to) = self.ends(line);
            let (Some(first), Some(last)) = (way.first(), way.last()) else { continue };
            if !is_on_edge(*first, &from) || !is_on_edge(*last, &to) {
                continue;
            }
            let pair = ends(line);
            if line.from != pair.0 {
                way.reverse();
            }
            around.insert(pair, way);
        }
        self.set_around(around);
    }
}

/// The distance of a place from a stretch, which is level or plumb.
fn away(a: Corner, b: Corner, at: Corner) -> f64 {
    let across = (a.0.min(b.0) - at.0).max(at.0 - a.0.max(b.0)).max(0.0);
    let down = (a.1.min(b.1) - at.1).max(at.1 - a.1.max(b.1)).max(0.0);
    across.hypot(down)
}

fn is_on_edge((x, y): Corner, card: &Rect) -> bool {
    let (cx, cy) = card.center();
    let side = (x == card.x || x == card.right()) && y == cy;
    side || ((y == card.y || y == card.bottom()) && x == cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::{Design, Graph, NodeId, Point, notation};

    fn sheet(design: &Design, places: &[(&str, i32, i32)]) -> Sheet {
        let at = |id: &NodeId| {
            let place = places.iter().find(|(name, ..)| *name == id.as_str());
            place.map_or(Point::default(), |(_, x, y)| Point { x: *x, y: *y })
        };
        Sheet::new(&Graph::new(design, catalogue::wso2am_3_1_0()), at)
    }

    fn three() -> Design {
        notation::design(
            "a: gateway\nb: publisher\nc: database\n\
             l1: b -publishes-to-> a\nl2: a -reports-to-> b\nl3: a -stores-in-> c",
        )
    }

    #[test]
    fn lines_between_the_same_two_cards_are_one_bundle_whichever_way_they_point() {
        let sheet = sheet(&three(), &[("a", 0, 0), ("b", 400, 0), ("c", 0, 300)]);
        let lanes: Vec<_> = (0..3).map(|line| (sheet.lane(line).at, sheet.lane(line).of)).collect();
        assert_eq!(lanes, [(0, 2), (1, 2), (0, 1)]);
        assert_eq!(sheet.bundle(1).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(sheet.bundle(2).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_bundle_is_one_line_and_its_lines_run_beside_each_other_when_they_are_spread() {
        let sheet = sheet(&three(), &[("a", 0, 0), ("b", 400, 0), ("c", 0, 300)]);
        let reversed = |mut way: Vec<Corner>| {
            way.reverse();
            way
        };
        assert_eq!(sheet.way(0, false), reversed(sheet.way(1, false)));
        assert_eq!(sheet.way(0, true), [(400.0, 28.0), (184.0, 28.0)]);
        assert_eq!(sheet.way(1, true), [(184.0, 36.0), (400.0, 36.0)]);
        assert_eq!(sheet.way(2, true), sheet.way(2, false));
        assert_eq!(sheet.way(9, true), []);
    }

    #[test]
    fn the_line_at_a_place_is_the_nearest_that_is_drawn_there() {
        let mut sheet = sheet(&three(), &[("a", 0, 0), ("b", 600, 0), ("c", 0, 300)]);
        assert_eq!(sheet.line_at((400.0, 29.0), 5.0, true), Some(0));
        assert_eq!(sheet.line_at((400.0, 35.0), 5.0, true), Some(1));
        assert_eq!(sheet.line_at((400.0, 29.0), 5.0, false), Some(1));
        assert_eq!(sheet.line_at((400.0, 50.0), 5.0, false), None);
        let way = vec![(692.0, 0.0), (692.0, -200.0), (92.0, -200.0), (92.0, 0.0)];
        sheet.take_ways(vec![("l1".parse().unwrap(), way)]);
        assert_eq!(sheet.line_at((400.0, -203.0), 5.0, false), Some(1));
        assert_eq!(sheet.line_at((400.0, 32.0), 5.0, false), None);
    }

    #[test]
    fn lanes_of_many_lines_keep_clear_of_the_cards_they_pass() {
        for of in 1..40 {
            for at in 0..of {
                assert!(Lane { at, of }.offset().abs() <= crate::route_around::CLEARANCE);
            }
        }
    }

    #[test]
    fn a_line_goes_around_a_card_until_one_of_its_own_moves() {
        let design = three();
        let mut sheet = sheet(&design, &[("a", 0, 0), ("b", 600, 0), ("c", 300, 0)]);
        let ways = sheet.find_ways();
        assert_eq!(ways.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["l1"]);
        sheet.take_ways(ways.clone());
        let card = sheet.cards()[2].rect();
        for line in [0, 1] {
            for spread in [false, true] {
                let way = sheet.way(line, spread);
                assert!(way.len() > 2 && !crosses(&way, &[card]), "{way:?}");
            }
        }
        sheet.place(&[(1, Point { x: 600, y: 200 })]);
        assert_eq!(sheet.way(0, false), route(sheet.cards()[1].rect(), sheet.cards()[0].rect()));
        // A way that was found for another place is none.
        sheet.take_ways(ways);
        assert_eq!(sheet.way(0, false), route(sheet.cards()[1].rect(), sheet.cards()[0].rect()));
    }

    #[test]
    fn every_way_that_is_found_is_free_of_cards() {
        let design = catalogue::generate(60, 2);
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let mut n = 0;
        let places: BTreeMap<NodeId, Point> = design
            .nodes()
            .map(|node| {
                n += 1;
                (node.id.clone(), Point { x: n % 8 * 264, y: n / 8 * 152 })
            })
            .collect();
        let mut sheet = Sheet::new(&graph, |id| places[id]);
        let ways = sheet.find_ways();
        assert!(ways.len() > 10, "{}", ways.len());
        let cards: Vec<Rect> = sheet.cards().iter().map(crate::sheet::Card::rect).collect();
        for (id, way) in &ways {
            assert!(!crosses(way, &cards), "{id} {way:?}");
        }
        sheet.take_ways(ways.clone());
        for (id, way) in ways {
            let line = sheet.find_line(&id).unwrap();
            assert_eq!(sheet.way(line, false), way, "{id}");
        }
    }
}
