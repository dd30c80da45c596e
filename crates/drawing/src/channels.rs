//! The search for a way: over the lines beside obstacles, and those through the middles of the two
//! cards, a grid that is as sparse as the cards near the link.

use crate::geometry::Rect;
use crate::route::Corner;
use crate::route_around::CLEARANCE;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A corner costs as much as this detour.
const CORNER: f64 = 48.0;
/// So many obstacles, the nearest first, give lines. The rest are only kept clear of: a search among
/// all cards of a crowd would be felt.
const NEAREST: usize = 40;

/// Where a link may run, and in which way: right, down, left, up.
const WAYS: [(i8, i8); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

pub(crate) struct Channels {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// Whether the stretch from each crossing of lines to the next one right, and down, is free.
    free: Vec<[bool; 2]>,
    starts: Vec<Port>,
    ends: Vec<Port>,
    /// The card to reach, with the clearance around it.
    goal: Rect,
}

/// A middle of a card's side, and the point before it where the search begins or ends.
#[derive(Clone, Copy)]
struct Port {
    edge: Corner,
    before: Corner,
    /// Away from the card.
    way: usize,
}

impl Channels {
    pub(crate) fn new(from: Rect, to: Rect, obstacles: &[Rect], near: Rect) -> Self {
        let (starts, ends) = (ports(from), ports(to));
        let between = from.union(&to);
        let mut nearest: Vec<&Rect> = obstacles.iter().collect();
        nearest.sort_by(|a, b| distance(a, &between).total_cmp(&distance(b, &between)));
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for rect in nearest.into_iter().take(NEAREST).chain([&from, &to]) {
            let wide = rect.grown(CLEARANCE);
            xs.extend([wide.x, wide.right()]);
            ys.extend([wide.y, wide.bottom()]);
        }
        for port in starts.iter().chain(&ends) {
            xs.push(port.before.0);
            ys.push(port.before.1);
        }
        xs.push(f64::midpoint(from.center().0, to.center().0));
        ys.push(f64::midpoint(from.center().1, to.center().1));
        let xs = lines(xs, near.x, near.right());
        let ys = lines(ys, near.y, near.bottom());
        let free = vec![[true; 2]; xs.len() * ys.len()];
        let goal = to.grown(CLEARANCE);
        let mut channels = Self { xs, ys, free, starts, ends, goal };
        for rect in obstacles.iter().chain([&from, &to]) {
            channels.block(&rect.grown(CLEARANCE));
        }
        channels.starts.retain(|port| is_open(port, obstacles));
        channels.ends.retain(|port| is_open(port, obstacles));
        channels
    }

    /// Closes every stretch that runs through a rectangle; along its edge is free.
    fn block(&mut self, rect: &Rect) {
        let inside = |lines: &[f64], start: f64, end: f64| {
            lines.partition_point(|at| *at <= start)..lines.partition_point(|at| *at < end)
        };
        let columns = inside(&self.xs, rect.x, rect.right());
        let rows = inside(&self.ys, rect.y, rect.bottom());
        // A stretch that begins on the rectangle's edge and leads into it is closed as well.
        for row in rows.clone() {
            for column in columns.start.saturating_sub(1)..columns.end {
                if self.xs[column] >= rect.x {
                    let at = self.at(column, row);
                    self.free[at][0] = false;
                }
            }
        }
        for column in columns {
            for row in rows.start.saturating_sub(1)..rows.end {
                if self.ys[row] >= rect.y {
                    let at = self.at(column, row);
                    self.free[at][1] = false;
                }
            }
        }
    }

    fn at(&self, column: usize, row: usize) -> usize {
        row * self.xs.len() + column
    }

    fn find(&self, point: Corner) -> Option<usize> {
        let column = self.xs.iter().position(|x| *x == point.0)?;
        let row = self.ys.iter().position(|y| *y == point.1)?;
        Some(self.at(column, row))
    }

    fn point(&self, at: usize) -> Corner {
        (self.xs[at % self.xs.len()], self.ys[at / self.xs.len()])
    }

    /// The crossing of lines one step along a way, when the stretch to it is free.
    fn step(&self, at: usize, way: usize) -> Option<usize> {
        let (column, row) = (at % self.xs.len(), at / self.xs.len());
        let (x, y) = WAYS[way];
        let column = column.checked_add_signed(x.into()).filter(|c| *c < self.xs.len())?;
        let row = row.checked_add_signed(y.into()).filter(|r| *r < self.ys.len())?;
        let to = self.at(column, row);
        self.free[at.min(to)][usize::from(x == 0)].then_some(to)
    }

    /// The corners of the cheapest way from a side of one card to a side of the other: the A*
    /// search over crossings of lines, each once for every way by which it is entered, led by the
    /// distance that is left at least.
    pub(crate) fn shortest(&self) -> Option<Vec<Corner>> {
        let states = self.free.len() * WAYS.len();
        let mut cost = vec![u64::MAX; states];
        let mut before = vec![usize::MAX; states];
        let mut open = BinaryHeap::new();
        for port in &self.starts {
            let Some(at) = self.find(port.before) else { continue };
            let state = at * WAYS.len() + port.way;
            cost[state] = 0;
            open.push(Reverse((self.left(self.point(at)), 0, state)));
        }
        while let Some(Reverse((_, spent, state))) = open.pop() {
            if spent > cost[state] {
                continue;
            }
            let (at, way) = (state / WAYS.len(), state % WAYS.len());
            let here = self.point(at);
            if let Some(end) =
                self.ends.iter().find(|end| end.before == here && back(end.way) == way)
            {
                return Some(self.corners(&before, state, end));
            }
            for next in (0..WAYS.len()).filter(|next| *next != back(way)) {
                // A turn first, then the stretch: at the end a turn alone may lead into the card.
                let (to, price) = if next == way {
                    let Some(to) = self.step(at, way) else { continue };
                    let there = self.point(to);
                    (to, units((there.0 - here.0).abs() + (there.1 - here.1).abs()))
                } else {
                    (at, units(CORNER))
                };
                let to = to * WAYS.len() + next;
                if spent + price < cost[to] {
                    cost[to] = spent + price;
                    before[to] = state;
                    let least = spent + price + self.left(self.point(to / WAYS.len()));
                    open.push(Reverse((least, spent + price, to)));
                }
            }
        }
        None
    }

    /// The least that is left of the way from a point.
    fn left(&self, point: Corner) -> u64 {
        units(distance(&Rect::new(point.0, point.1, 0.0, 0.0), &self.goal))
    }

    fn corners(&self, before: &[usize], last: usize, end: &Port) -> Vec<Corner> {
        let mut points = vec![end.edge];
        let mut state = last;
        loop {
            points.push(self.point(state / WAYS.len()));
            match before.get(state) {
                Some(earlier) if *earlier < before.len() => state = *earlier,
                _ => break,
            }
        }
        let first = self.point(state / WAYS.len());
        let way = state % WAYS.len();
        let start = self.starts.iter().find(|port| port.before == first && port.way == way);
        points.extend(start.map(|port| port.edge));
        points.reverse();
        straightened(points)
    }
}

/// The four sides of a card.
fn ports(card: Rect) -> Vec<Port> {
    let (x, y) = card.center();
    let edges = [(card.right(), y), (x, card.bottom()), (card.x, y), (x, card.y)];
    let port = |(way, edge): (usize, Corner)| {
        let (dx, dy) = WAYS[way];
        let before = (edge.0 + f64::from(dx) * CLEARANCE, edge.1 + f64::from(dy) * CLEARANCE);
        Port { edge, before, way }
    };
    edges.into_iter().enumerate().map(port).collect()
}

/// True when nothing lies on the short way out of the card.
fn is_open(port: &Port, obstacles: &[Rect]) -> bool {
    !crate::route_around::crosses(&[port.edge, port.before], obstacles)
}

fn back(way: usize) -> usize {
    (way + 2) % WAYS.len()
}

/// In eighths, so that costs compare exactly and alike everywhere.
fn units(length: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lengths within a drawing, never negative"
    )]
    let units = (length * 8.0).round() as u64;
    units
}

/// Lines in order, each once, within the part of the drawing that was asked for.
fn lines(mut at: Vec<f64>, start: f64, end: f64) -> Vec<f64> {
    at.retain(|at| start <= *at && *at <= end);
    at.sort_by(f64::total_cmp);
    at.dedup();
    at
}

/// Between the nearest points of two rectangles, by the sides.
fn distance(a: &Rect, b: &Rect) -> f64 {
    let across = (a.x - b.right()).max(b.x - a.right()).max(0.0);
    let down = (a.y - b.bottom()).max(b.y - a.bottom()).max(0.0);
    across + down
}

/// Without points that are no corners.
fn straightened(points: Vec<Corner>) -> Vec<Corner> {
    let mut corners: Vec<Corner> = Vec::with_capacity(points.len());
    for point in points {
        if corners.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = corners.as_slice()
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            corners.pop();
        }
        corners.push(point);
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_are_no_corners_are_left_out() {
        let points = vec![(0.0, 0.0), (5.0, 0.0), (5.0, 0.0), (9.0, 0.0), (9.0, 4.0)];
        assert_eq!(straightened(points), [(0.0, 0.0), (9.0, 0.0), (9.0, 4.0)]);
    }

    #[test]
    fn a_stretch_along_a_rectangles_edge_is_free_and_one_through_it_is_not() {
        let (from, to) = (Rect::new(0.0, 0.0, 40.0, 40.0), Rect::new(400.0, 0.0, 40.0, 40.0));
        let wall = Rect::new(200.0, -20.0, 40.0, 80.0);
        let channels = Channels::new(from, to, &[wall], from.union(&to).grown(100.0));
        let stretch = |x: f64, y: f64, way| channels.step(channels.find((x, y)).unwrap(), way);
        assert!(stretch(192.0, 20.0, 0).is_none());
        assert!(stretch(192.0, 20.0, 1).is_some());
        assert!(stretch(192.0, -28.0, 0).is_some());
    }

    #[test]
    fn crowds_give_no_more_lines_than_the_nearest_need() {
        let (from, to) = (Rect::new(0.0, 0.0, 40.0, 40.0), Rect::new(4000.0, 0.0, 40.0, 40.0));
        let crowd: Vec<Rect> = (0..900)
            .map(|n| Rect::new(f64::from(60 + n % 30 * 120), f64::from(n / 30 * 80), 40.0, 40.0))
            .collect();
        let channels = Channels::new(from, to, &crowd, from.union(&to).grown(2_400.0));
        assert!(channels.xs.len() <= 2 * (NEAREST + 2) + 9 && channels.ys.len() <= 100);
        let way = channels.shortest().unwrap();
        assert!(!crate::route_around::crosses(&way, &crowd), "{way:?}");
    }
}
