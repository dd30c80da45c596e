//! Where a dragged card lines up with others, or keeps the distances that they have among themselves.

use drawing::geometry::Rect;

use crate::input::Spot;

/// A line that shows why a card snapped, on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    pub from: Spot,
    pub to: Spot,
    /// It measures a gap that another gap equals; otherwise edges or middles lie along it.
    pub gap: bool,
}

/// Lengths that differ by less are the same: no eye tells them apart.
const SAME: f64 = 0.5;

/// How far the moving cards have to go to line up, for each direction in which something is within
/// reach. `others` are the cards that stay.
#[must_use]
pub fn corrections(moving: &Rect, others: &[Rect], reach: f64) -> (Option<f64>, Option<f64>) {
    let along = |axis: Axis| {
        let moving = axis.span(moving);
        let mut best: Option<f64> = None;
        let mut offer = |by: f64| {
            if by.abs() <= reach && best.is_none_or(|best| by.abs() < best.abs()) {
                best = Some(by);
            }
        };
        for other in others {
            let other = axis.span(other);
            offer(other.from - moving.from);
            offer(other.middle() - moving.middle());
            offer(other.to - moving.to);
        }
        for place in Row::of(axis, moving, others, reach).places(moving.length()) {
            offer(place - moving.from);
        }
        best
    };
    (along(Axis::X), along(Axis::Y))
}

/// The lines to show for cards that lie here.
#[must_use]
pub fn guides(moved: &Rect, others: &[Rect]) -> Vec<Guide> {
    let mut found = Vec::new();
    for axis in [Axis::X, Axis::Y] {
        let own = axis.span(moved);
        for line in axis.lines(own, others) {
            let mut across = axis.other().span(moved);
            for other in others.iter().filter(|other| axis.touches(line, other)) {
                across = across.with(axis.other().span(other));
            }
            found.push(axis.guide(line, across));
        }
        found.extend(Row::of(axis, own, others, SAME).gaps(axis, moved));
    }
    found
}

/// A direction of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    X,
    Y,
}

/// What a rectangle takes up along a direction.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    from: f64,
    to: f64,
    /// What it takes up along the other direction.
    across: (f64, f64),
}

impl Span {
    fn length(self) -> f64 {
        self.to - self.from
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    fn with(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to), ..self }
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < SAME
}

impl Axis {
    fn other(self) -> Self {
        match self {
            Self::X => Self::Y,
            Self::Y => Self::X,
        }
    }

    fn span(self, rect: &Rect) -> Span {
        let (x, y) = ((rect.x, rect.right()), (rect.y, rect.bottom()));
        match self {
            Self::X => Span { from: x.0, to: x.1, across: y },
            Self::Y => Span { from: y.0, to: y.1, across: x },
        }
    }

    /// Where a card lines up with others: at both edges is the same as in the middle, which is shown
    /// then.
    fn lines(self, own: Span, others: &[Rect]) -> Vec<f64> {
        let along = |pick: fn(Span) -> f64| {
            others.iter().any(|other| same(pick(self.span(other)), pick(own)))
        };
        let (from, middle, to) = (along(|s| s.from), along(Span::middle), along(|s| s.to));
        if middle {
            return vec![own.middle()];
        }
        [(from, own.from), (to, own.to)]
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, at)| at)
            .collect()
    }

    fn touches(self, line: f64, rect: &Rect) -> bool {
        let span = self.span(rect);
        [span.from, span.middle(), span.to].into_iter().any(|at| same(at, line))
    }

    /// A line at this place of the direction, as long as this along the other one.
    fn guide(self, at: f64, across: Span) -> Guide {
        self.segment((at, at), (across.from, across.to), false)
    }

    fn segment(self, along: (f64, f64), across: (f64, f64), gap: bool) -> Guide {
        let spot = |along, across| match self {
            Self::X => Spot::new(along, across),
            Self::Y => Spot::new(across, along),
        };
        Guide { from: spot(along.0, across.0), to: spot(along.1, across.1), gap }
    }
}

/// The cards beside a moving one, in one row or column with it: the two nearest on each side.
struct Row {
    before: Vec<Span>,
    after: Vec<Span>,
}

impl Row {
    fn of(axis: Axis, moving: Span, others: &[Rect], reach: f64) -> Self {
        let beside =
            |span: &Span| span.across.0 < moving.across.1 && moving.across.0 < span.across.1;
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for span in others.iter().map(|other| axis.span(other)).filter(beside) {
            if span.to <= moving.from + reach {
                keep_nearest(&mut before, span, |a, b| a.to > b.to);
            } else if span.from >= moving.to - reach {
                keep_nearest(&mut after, span, |a, b| a.from < b.from);
            }
        }
        Self { before, after }
    }

    /// Where a card of this length keeps the row's distances: halfway between its neighbours, or as
    /// far from one as that one is from the next.
    fn places(&self, length: f64) -> Vec<f64> {
        let mut places = Vec::new();
        if let (Some(before), Some(after)) = (self.before.first(), self.after.first()) {
            places.push(f64::midpoint(before.to, after.from - length));
        }
        if let [near, far] = self.before[..] {
            places.push(near.to + (near.from - far.to));
        }
        if let [near, far] = self.after[..] {
            places.push(near.from - (far.from - near.to) - length);
        }
        places
    }

    /// The equal gaps beside a card that lies here.
    fn gaps(&self, axis: Axis, moved: &Rect) -> Vec<Guide> {
        let own = axis.span(moved);
        let middle = axis.other().span(moved).middle();
        let mut gaps: Vec<(f64, f64)> = Vec::new();
        let before = self.before.first().map(|near| (near.to, own.from));
        let after = self.after.first().map(|near| (own.to, near.from));
        let beyond = |side: &[Span]| match side {
            [near, far] => Some((near.to.min(far.to), near.from.max(far.from))),
            _ => None,
        };
        let pairs = [(before, after), (before, beyond(&self.before)), (after, beyond(&self.after))];
        for pair in pairs {
            let (Some(one), Some(two)) = pair else { continue };
            let (length, other) = (one.1 - one.0, two.1 - two.0);
            if length > SAME && same(length, other) {
                gaps.extend([one, two]);
            }
        }
        gaps.dedup();
        gaps.into_iter().map(|gap| axis.segment(gap, (middle, middle), true)).collect()
    }
}

/// Keeps the two nearest, the nearest first. A sorted list of all would take more code and time.
fn keep_nearest(kept: &mut Vec<Span>, span: Span, nearer: fn(&Span, &Span) -> bool) {
    let place = kept.iter().position(|other| nearer(&span, other)).unwrap_or(kept.len());
    if place < 2 {
        kept.insert(place, span);
        kept.truncate(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(x: f64, y: f64) -> Rect {
        Rect::new(x, y, 184.0, 64.0)
    }

    #[test]
    fn a_card_near_the_line_of_another_goes_there_and_one_far_away_does_not() {
        let others = [card(0.0, 0.0)];
        assert_eq!(corrections(&card(4.0, 300.0), &others, 6.0), (Some(-4.0), None));
        assert_eq!(corrections(&card(300.0, -5.0), &others, 6.0), (None, Some(5.0)));
        assert_eq!(corrections(&card(7.0, 300.0), &others, 6.0), (None, None));
        assert_eq!(corrections(&card(0.0, 0.0), &[], 6.0), (None, None));
    }

    #[test]
    fn the_nearest_of_several_lines_wins() {
        let others = [card(0.0, 0.0), card(8.0, 100.0)];
        assert_eq!(corrections(&card(5.0, 300.0), &others, 6.0).0, Some(3.0));
    }

    #[test]
    fn gaps_in_a_row_are_kept() {
        let row = [card(0.0, 0.0), card(284.0, 8.0)];
        // As far from the second as the second is from the first: 100.
        assert_eq!(corrections(&card(571.0, 16.0), &row, 6.0).0, Some(-3.0));
        assert_eq!(corrections(&card(-287.0, 16.0), &row, 6.0).0, Some(3.0));
        let wide = [card(0.0, 0.0), card(584.0, 8.0)];
        assert_eq!(corrections(&card(290.0, 16.0), &wide, 6.0).0, Some(2.0));
        // Another row has no say.
        assert_eq!(corrections(&card(571.0, 200.0), &row, 6.0).0, None);
    }

    #[test]
    fn lines_go_through_all_that_lie_along_them() {
        let others = [card(0.0, 0.0), card(0.0, 400.0), card(500.0, 200.0)];
        let found = guides(&card(0.0, 200.0), &others);
        let down = Guide { from: Spot::new(92.0, 0.0), to: Spot::new(92.0, 464.0), gap: false };
        let level = Guide { from: Spot::new(0.0, 232.0), to: Spot::new(684.0, 232.0), gap: false };
        assert!(found.contains(&down) && found.contains(&level), "{found:?}");
        // And it stands in the middle between the one above and the one below.
        let gaps: Vec<&Guide> = found.iter().filter(|guide| guide.gap).collect();
        assert_eq!(gaps.len(), 2);
        assert!(gaps.iter().all(|gap| gap.from.x == 92.0 && gap.to.y - gap.from.y == 136.0));
        assert_eq!(guides(&card(33.0, 99.0), &others), []);
    }

    #[test]
    fn what_was_corrected_shows_a_line() {
        let others = [card(0.0, 0.0), card(284.0, 8.0), card(-40.0, 260.0)];
        for x in -300..700 {
            let moving = card(f64::from(x), 16.0);
            if let (Some(by), _) = corrections(&moving, &others, 6.0) {
                let there = Rect { x: moving.x + by, ..moving };
                assert!(!guides(&there, &others).is_empty(), "{x} by {by}");
            }
        }
    }
}
