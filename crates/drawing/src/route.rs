//! The way a link takes: right angles from the side of one card to the side of another.

use crate::Length;
use crate::geometry::Rect;
use std::fmt::Write;

/// Radius of a link's corners.
const CORNER: f64 = 6.0;
/// Room that cards need between them for a link to turn there.
const ROOM: f64 = 16.0;

/// Length and half the width of a link's arrow.
const ARROW: (f64, f64) = (8.0, 4.0);

/// A point of a route.
pub type Corner = (f64, f64);

/// The corners of a link from one card to another, ends included. It leaves by the side that faces
/// the other card: right or left where there is room between them, else top or bottom.
#[must_use]
pub fn route(from: Rect, to: Rect) -> Vec<Corner> {
    let ((fx, fy), (tx, ty)) = (from.center(), to.center());
    let across = (to.x - from.right()).max(from.x - to.right());
    let down = (to.y - from.bottom()).max(from.y - to.bottom());
    if across >= ROOM || across >= down {
        let start = (if tx >= fx { from.right() } else { from.x }, fy);
        let end = (if tx >= fx { to.x } else { to.right() }, ty);
        elbow(start, end, |(ax, _), (bx, _)| f64::midpoint(ax, bx), true)
    } else {
        let start = (fx, if ty >= fy { from.bottom() } else { from.y });
        let end = (tx, if ty >= fy { to.y } else { to.bottom() });
        elbow(start, end, |(_, ay), (_, by)| f64::midpoint(ay, by), false)
    }
}

/// The route of a wire that is being drawn: from a card to the pointer.
#[must_use]
pub fn route_to_point(from: Rect, to: Corner) -> Vec<Corner> {
    route(from, Rect::new(to.0, to.1, 0.0, 0.0))
}

/// Three stretches, or one where the ends are level.
fn elbow(
    start: Corner,
    end: Corner,
    middle: impl Fn(Corner, Corner) -> f64,
    sideways: bool,
) -> Vec<Corner> {
    let level =
        if sideways { (start.1 - end.1).abs() < 0.5 } else { (start.0 - end.0).abs() < 0.5 };
    if level {
        return vec![start, end];
    }
    let at = middle(start, end);
    if sideways {
        vec![start, (at, start.1), (at, end.1), end]
    } else {
        vec![start, (start.0, at), (end.0, at), end]
    }
}

/// The `d` of an SVG path along a route, with rounded corners.
#[must_use]
pub fn path(route: &[Corner]) -> String {
    let mut d = String::new();
    add_path(&mut d, route);
    d
}

/// Adds [`path`] to another one: many links in one path are one thing to draw.
pub fn add_path(d: &mut String, route: &[Corner]) {
    let Some(first) = route.first() else { return };
    let _ = write!(d, "M{} {}", short(first.0), short(first.1));
    for window in route.windows(3) {
        let (before, corner, after) = (window[0], window[1], window[2]);
        let radius = CORNER.min(distance(before, corner) / 2.0).min(distance(corner, after) / 2.0);
        let (in_x, in_y) = towards(corner, before, radius);
        let (out_x, out_y) = towards(corner, after, radius);
        let _ = write!(
            d,
            "L{} {}Q{} {} {} {}",
            short(in_x),
            short(in_y),
            short(corner.0),
            short(corner.1),
            short(out_x),
            short(out_y)
        );
    }
    if let Some(last) = route.last().filter(|_| route.len() > 1) {
        let _ = write!(d, "L{} {}", short(last.0), short(last.1));
    }
}

/// The `d` of the triangle at a route's end: it points to the card that is called.
#[must_use]
pub fn arrow(route: &[Corner]) -> String {
    let [.., before, end] = route else { return String::new() };
    let length = distance(*before, *end).max(1.0);
    let (dx, dy) = ((end.0 - before.0) / length, (end.1 - before.1) / length);
    let base = (end.0 - dx * ARROW.0, end.1 - dy * ARROW.0);
    let (side_x, side_y) = (-dy * ARROW.1, dx * ARROW.1);
    format!(
        "M{} {}L{} {}L{} {}Z",
        short(end.0),
        short(end.1),
        short(base.0 + side_x),
        short(base.1 + side_y),
        short(base.0 - side_x),
        short(base.1 - side_y)
    )
}

/// The middle of a route by length: where its label stands.
#[must_use]
pub fn midpoint(route: &[Corner]) -> Corner {
    let whole: f64 = route.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let mut left = whole / 2.0;
    for pair in route.windows(2) {
        let length = distance(pair[0], pair[1]);
        if length >= left && length > 0.0 {
            return towards(pair[0], pair[1], left);
        }
        left -= length;
    }
    route.first().copied().unwrap_or_default()
}

/// The same way, this far beside it: to the right of who follows it, or to the left for less than
/// nothing. Links between the same two cards run beside each other.
#[must_use]
pub fn beside(route: &[Corner], by: f64) -> Vec<Corner> {
    // What is added to the stretch from here to the next corner.
    let shift = |pair: &[Corner]| {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        (-sign(dy) * by, sign(dx) * by)
    };
    let shifts: Vec<Corner> = route.windows(2).map(shift).collect();
    let corners = route.iter().enumerate().map(|(at, (x, y))| {
        let before = at.checked_sub(1).and_then(|before| shifts.get(before)).copied();
        let (ax, ay) = before.unwrap_or_default();
        let (bx, by) = shifts.get(at).copied().unwrap_or_default();
        // One of two stretches is level and the other plumb: each moves the corner its own way.
        (x + if ax == 0.0 { bx } else { ax }, y + if ay == 0.0 { by } else { ay })
    });
    corners.collect()
}

fn sign(length: f64) -> f64 {
    if length > 0.0 {
        1.0
    } else if length < 0.0 {
        -1.0
    } else {
        0.0
    }
}

fn distance(a: Corner, b: Corner) -> f64 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

/// The point at this distance from `a` on the way to `b`; the two are level or plumb.
fn towards(a: Corner, b: Corner, by: f64) -> Corner {
    let length = distance(a, b);
    if length == 0.0 {
        a
    } else {
        (a.0 + (b.0 - a.0) * by / length, a.1 + (b.1 - a.1) * by / length)
    }
}

/// Half a pixel is the finest that can be seen, so no more is written.
fn short(value: f64) -> Length {
    Length((value * 2.0).round() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Rect = Rect { x: 0.0, y: 0.0, w: 184.0, h: 64.0 };

    fn at(x: f64, y: f64) -> Rect {
        Rect { x, y, ..CARD }
    }

    #[test]
    fn level_cards_are_joined_by_one_stretch() {
        assert_eq!(route(CARD, at(300.0, 0.0)), [(184.0, 32.0), (300.0, 32.0)]);
        assert_eq!(route(at(300.0, 0.0), CARD), [(300.0, 32.0), (184.0, 32.0)]);
    }

    #[test]
    fn a_link_turns_between_the_cards() {
        let points = route(CARD, at(300.0, 200.0));
        assert_eq!(points, [(184.0, 32.0), (242.0, 32.0), (242.0, 232.0), (300.0, 232.0)]);
        assert_eq!(path(&points), "M184 32L236 32Q242 32 242 38L242 226Q242 232 248 232L300 232");
        assert_eq!(midpoint(&points), (242.0, 132.0));
    }

    #[test]
    fn an_arrow_points_to_what_is_called() {
        assert_eq!(arrow(&route(CARD, at(300.0, 0.0))), "M300 32L292 36L292 28Z");
        assert_eq!(arrow(&route(CARD, at(0.0, 200.0))), "M92 200L88 192L96 192Z");
        assert_eq!(arrow(&[]), "");
    }

    #[test]
    fn a_way_beside_another_keeps_its_distance_and_its_turns() {
        let points = route(CARD, at(300.0, 200.0));
        assert_eq!(
            beside(&points, 4.0),
            [(184.0, 36.0), (238.0, 36.0), (238.0, 236.0), (300.0, 236.0)]
        );
        let level = [(184.0, 32.0), (300.0, 32.0)];
        assert_eq!(beside(&level, -4.0), [(184.0, 28.0), (300.0, 28.0)]);
        assert_eq!(beside(&points, 0.0), points);
    }

    #[test]
    fn cards_above_each_other_are_joined_by_top_and_bottom() {
        assert_eq!(route(CARD, at(40.0, 200.0))[0], (92.0, 64.0));
        assert_eq!(route(at(40.0, 200.0), CARD)[0], (132.0, 200.0));
    }

    #[test]
    fn every_stretch_is_level_or_plumb_wherever_the_cards_are() {
        for x in (-400..400).step_by(37) {
            for y in (-300..300).step_by(29) {
                let points = route(CARD, at(f64::from(x), f64::from(y)));
                for pair in points.windows(2) {
                    assert!(pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1, "{x} {y} {points:?}");
                }
                assert!(!path(&points).contains("NaN"));
            }
        }
    }
}
