//! Where words stand on lines: they cover no card and no other words.

use crate::geometry::Rect;
use crate::label::width;
use crate::route::{Corner, midpoint};

/// How far words stand above their line, and below it where something is in the way.
const ABOVE: f64 = 6.0;
const BELOW: f64 = 15.0;
/// On a line that goes down they stand across it, with their middle on the spot.
const ACROSS: f64 = 4.0;
/// What letters reach above and below their line of writing.
const LETTERS: (f64, f64) = (10.0, 3.0);
/// Between words and the ends of the stretch that they stand on.
const AROUND: f64 = 12.0;
/// From one row of words to the next, of lines that run beside each other.
const ROW: f64 = 14.0;
/// Further from their line nobody knows whose words they are.
const ROWS: u16 = 6;
/// Where along a stretch words are looked for: its middle first.
const SHARES: [f64; 3] = [0.5, 0.25, 0.75];

/// What has been written on a drawing so far.
///
/// Places are in canvas units, and those of words are the middle of their line of writing.
#[derive(Debug, Clone)]
pub struct Writing {
    /// How large letters are, of what they are at 11 pixels.
    scale: f64,
    taken: Vec<Rect>,
}

/// A level or upright part of a way.
struct Stretch {
    from: Corner,
    to: Corner,
    length: f64,
}

impl Default for Writing {
    fn default() -> Self {
        Self::new(1.0)
    }
}

impl Writing {
    /// Nothing yet, in letters of this size; 1 is that of 11 pixels.
    #[must_use]
    pub fn new(scale: f64) -> Self {
        Self { scale, taken: Vec::new() }
    }

    /// What words take up so far.
    #[must_use]
    pub fn taken(&self) -> &[Rect] {
        &self.taken
    }

    /// The same, when no more is written.
    #[must_use]
    pub fn into_taken(self) -> Vec<Rect> {
        self.taken
    }

    /// Writes words at the middle of a way's longest level stretch, above it or else below, and says where; nowhere
    /// where they are longer than it is or would cover something.
    pub fn write(
        &mut self,
        way: &[Corner],
        words: &str,
        is_covered: impl Fn(&Rect) -> bool,
    ) -> Option<Corner> {
        let wide = width(words) * self.scale;
        let longest = level(way).into_iter().next().filter(|stretch| self.holds(stretch, wide))?;
        let spots = self.rows(longest.at(0.5), 1);
        self.take(&spots, wide, is_covered)
    }

    /// Writes the first of these that has room anywhere along a way, and says where and which. Of lines that run beside
    /// each other, `lines` in all, words may stand in rows.
    pub fn write_anywhere(
        &mut self,
        way: &[Corner],
        choices: &[&str],
        lines: u16,
        is_covered: impl Fn(&Rect) -> bool,
    ) -> Option<(Corner, usize)> {
        choices.iter().enumerate().find_map(|(choice, words)| {
            let wide = width(words) * self.scale;
            let spots = self.spots(way, wide, lines);
            self.take(&spots, wide, &is_covered).map(|at| (at, choice))
        })
    }

    /// Takes up the first of these spots that is free.
    fn take(
        &mut self,
        spots: &[Corner],
        wide: f64,
        is_covered: impl Fn(&Rect) -> bool,
    ) -> Option<Corner> {
        let found = spots.iter().find_map(|spot| {
            let rect = self.rect(*spot, wide);
            let is_free = !is_covered(&rect) && !self.taken.iter().any(|it| it.intersects(&rect));
            is_free.then_some((*spot, rect))
        });
        let (spot, rect) = found?;
        self.taken.push(rect);
        Some(spot)
    }

    /// What words take up that stand at a spot.
    fn rect(&self, (x, y): Corner, wide: f64) -> Rect {
        let (above, below) = (LETTERS.0 * self.scale, LETTERS.1 * self.scale);
        Rect::new(x - wide / 2.0, y - above, wide, above + below)
    }

    /// Whether words fit on a stretch with some of it left at both ends.
    fn holds(&self, stretch: &Stretch, wide: f64) -> bool {
        stretch.length >= wide + 2.0 * AROUND * self.scale
    }

    /// Where words may stand along a way, the best first.
    fn spots(&self, way: &[Corner], wide: f64, lines: u16) -> Vec<Corner> {
        let (level, upright) = (level(way), upright(way));
        let mut spots = Vec::new();
        for share in SHARES {
            // Beside the middle there is room for them only when it is twice as long.
            let needed = if share == 0.5 { wide } else { 2.0 * wide + 2.0 * AROUND * self.scale };
            for stretch in level.iter().filter(|stretch| self.holds(stretch, needed)) {
                spots.extend(self.rows(stretch.at(share), lines));
            }
            let tall = 2.0 * ROW * self.scale;
            for stretch in upright.iter().filter(|stretch| stretch.length >= tall) {
                let (x, y) = stretch.at(share);
                spots.push((x, y + ACROSS * self.scale));
            }
        }
        // Wider than every stretch: at the middle of all.
        spots.extend(self.rows(midpoint(way), lines));
        spots
    }

    /// Above a spot and below it, as many rows as lines run beside each other.
    fn rows(&self, (x, y): Corner, lines: u16) -> Vec<Corner> {
        let rows = 0..lines.clamp(1, ROWS);
        let both = rows.flat_map(|row| {
            let by = f64::from(row) * ROW;
            [-ABOVE - by, BELOW + by]
        });
        both.map(|by| (x, y + by * self.scale)).collect()
    }
}

impl Stretch {
    /// The place at this share of its length.
    fn at(&self, share: f64) -> Corner {
        let ((ax, ay), (bx, by)) = (self.from, self.to);
        (ax + (bx - ax) * share, ay + (by - ay) * share)
    }
}

/// The level stretches of a way, the longest first.
fn level(way: &[Corner]) -> Vec<Stretch> {
    stretches(way, |(dx, dy)| if dy == 0.0 { dx } else { 0.0 })
}

/// The upright stretches of a way, the longest first.
fn upright(way: &[Corner]) -> Vec<Stretch> {
    stretches(way, |(dx, dy)| if dx == 0.0 { dy } else { 0.0 })
}

fn stretches(way: &[Corner], length: impl Fn(Corner) -> f64) -> Vec<Stretch> {
    let all = way.windows(2).map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        Stretch { from, to, length: length((to.0 - from.0, to.1 - from.1)).abs() }
    });
    let mut found: Vec<Stretch> = Vec::new();
    // A way has few, and sorting would be kilobytes of the client. Of two that are as long the first stays first.
    for stretch in all.filter(|stretch| stretch.length > 0.0) {
        let longer = found.iter().take_while(|other| other.length >= stretch.length).count();
        found.insert(longer, stretch);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::{beside, route};

    const WORDS: &str = "HTTPS 9443";

    fn card(x: f64, y: f64) -> Rect {
        Rect::new(x, y, 184.0, 64.0)
    }

    #[test]
    fn words_stand_on_the_longest_level_stretch_or_nowhere() {
        let way = [(0.0, 0.0), (60.0, 0.0), (60.0, 90.0), (260.0, 90.0)];
        let write = |way: &[Corner]| Writing::default().write(way, WORDS, |_| false);
        assert_eq!(write(&way), Some((160.0, 84.0)));
        assert_eq!(write(&way[..3]), None);
        assert_eq!(write(&[]), None);
    }

    #[test]
    fn words_give_way_to_cards() {
        let way = [(0.0, 100.0), (180.0, 100.0)];
        let write = |is_covered: &dyn Fn(&Rect) -> bool| {
            Writing::default().write(&way, "TCP 2049", is_covered)
        };
        let beside = |y: f64| move |rect: &Rect| rect.intersects(&card(0.0, y));
        assert_eq!(write(&beside(300.0)), Some((90.0, 94.0)));
        assert_eq!(write(&beside(29.0)), Some((90.0, 115.0)), "the card ends right above the line");
        assert_eq!(write(&beside(106.0)), Some((90.0, 94.0)));
        assert_eq!(write(&|_| true), None);
    }

    #[test]
    fn words_of_lines_that_share_a_way_do_not_cover_each_other() {
        let way = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (800.0, 300.0)];
        let mut writing = Writing::default();
        let mut spots = Vec::new();
        while let Some((at, _)) = writing.write_anywhere(&way, &[WORDS], 1, |_| false) {
            spots.push(at);
        }
        assert!(spots.len() >= 10, "{spots:?}");
        assert_eq!(spots[0], (200.0, -6.0));
        assert_apart(writing.taken());
        // A line that is nobody's neighbour has its words right beside it.
        let is_near = |(x, y): &Corner| {
            let level = [0.0, 300.0].iter().any(|line| (y - line - 3.5).abs() <= 11.5);
            level || *x == 400.0
        };
        assert!(spots.iter().all(is_near), "{spots:?}");
    }

    #[test]
    fn words_of_lines_between_the_same_two_cards_stand_in_rows_clear_of_them() {
        let (from, to) = (card(0.0, 0.0), card(404.0, 0.0));
        let covered = |rect: &Rect| rect.intersects(&from) || rect.intersects(&to);
        let mut writing = Writing::default();
        for lane in [-8.0, 0.0, 8.0] {
            let way = beside(&route(from, to), lane);
            let found =
                writing.write_anywhere(&way, &["sends policies to · HTTPS 9443"], 3, covered);
            assert!(found.is_some(), "{lane}");
        }
        assert_apart(writing.taken());
        assert!(writing.taken().iter().all(|rect| !covered(rect)));
    }

    #[test]
    fn where_there_is_no_room_for_all_words_the_shorter_ones_stand() {
        let (from, to) = (card(0.0, 0.0), card(304.0, 0.0));
        let covered = |rect: &Rect| rect.intersects(&from) || rect.intersects(&to);
        let way = route(from, to);
        let choices = ["validates keys · HTTPS 9443", WORDS];
        let found = Writing::default().write_anywhere(&way, &choices, 1, covered);
        assert_eq!(found, Some(((244.0, 26.0), 1)));
        let close = route(from, card(200.0, 0.0));
        assert_eq!(Writing::default().write_anywhere(&close, &choices, 1, covered), None);
    }

    #[test]
    fn larger_letters_need_more_room() {
        let way = [(0.0, 0.0), (100.0, 0.0)];
        let write = |scale| Writing::new(scale).write(&way, WORDS, |_| false);
        assert_eq!((write(1.0), write(2.0)), (Some((50.0, -6.0)), None));
        assert_eq!(
            Writing::new(2.0).write_anywhere(&way, &[WORDS], 1, |_| false),
            Some(((50.0, -12.0), 0))
        );
    }

    fn assert_apart(all: &[Rect]) {
        for (at, one) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|other| !one.intersects(other)), "{all:?}");
        }
    }
}
