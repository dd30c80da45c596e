//! The last crossings of a small drawing: things of one column change places while fewer lines cross
//! as they are drawn. Sweeps look at two layers at a time and miss links that pass over a third.

use crate::align::align;
use crate::fold::{Column, Size};
use crate::web::Web;
use std::cell::Cell;

/// Drawings with more links than this are left as they are: comparing every link with every other
/// would take longer than a person sees a difference.
const MOST: usize = 256;
/// Rounds over all columns, and how often the result is aligned anew in between.
const ROUNDS: usize = 4;
/// How far apart things may be that change places: crossings are taken away step by step.
const REACH: usize = 6;
/// Comparisons of two links that one drawing may cost. What is not better by then stays: counted,
/// not timed, so that every machine draws the same.
const EFFORT: usize = 1_000_000;

/// Exchanges things within their columns, and aligns what came of it. `tops` are where they lie.
/// Answers where they come to lie, and how many lines cross then.
pub(crate) fn refine(
    web: &Web,
    columns: &mut [Column],
    sizes: &[Size],
    gap: i32,
    mut tops: Vec<i32>,
) -> (Vec<i32>, usize) {
    if !is_small(web) {
        return (tops, 0);
    }
    let mut left = vec![0; sizes.len()];
    for column in columns.iter() {
        for thing in &column.things {
            left[*thing] = column.x;
        }
    }
    let lines = Lines::new(web, sizes, left);
    for _ in 0..ROUNDS {
        let mut better = false;
        for column in columns.iter_mut() {
            better |= exchange(web, column, sizes, &lines, &mut tops);
        }
        if !better {
            break;
        }
        let level = align(web, columns, sizes, gap);
        if lines.all(&level) <= lines.all(&tops) {
            tops = level;
        }
    }
    let crossing = lines.all(&tops);
    (tops, crossing)
}

/// True when there is time to compare every link with every other.
pub(crate) fn is_small(web: &Web) -> bool {
    web.neighbours.iter().map(Vec::len).sum::<usize>() <= 2 * MOST
}

/// Tries every stretch of a column once: its ends exchanged, its first thing moved to its end, its
/// last one to its start. True when one of them was kept.
fn exchange(
    web: &Web,
    column: &mut Column,
    sizes: &[Size],
    lines: &Lines<'_>,
    tops: &mut [i32],
) -> bool {
    let mut better = false;
    for first in 0..column.things.len() {
        for end in first + 2..=column.things.len().min(first + REACH) {
            for turn in [swap_ends, first_to_end, last_to_start] {
                let before = column.things[first..end].to_vec();
                let groups = |thing: &usize| &web.groups[*thing];
                if lines.spent.get() > EFFORT {
                    return better;
                }
                let crossing = lines.of(&before, tops);
                if crossing == 0 || before.iter().any(|thing| groups(thing) != groups(&before[0])) {
                    continue;
                }
                let kept: Vec<i32> = before.iter().map(|thing| tops[*thing]).collect();
                turn(&mut column.things[first..end]);
                restack(&before, &column.things[first..end], sizes, tops);
                if lines.of(&before, tops) < crossing {
                    better = true;
                } else {
                    for (thing, top) in before.iter().zip(kept) {
                        tops[*thing] = top;
                    }
                    column.things[first..end].copy_from_slice(&before);
                }
            }
        }
    }
    better
}

fn swap_ends(things: &mut [usize]) {
    let last = things.len() - 1;
    things.swap(0, last);
}

fn first_to_end(things: &mut [usize]) {
    things.rotate_left(1);
}

fn last_to_start(things: &mut [usize]) {
    things.rotate_right(1);
}

/// Gives things in a new order the room that they had in the old one, gap by gap.
fn restack(before: &[usize], after: &[usize], sizes: &[Size], tops: &mut [i32]) {
    let gaps = before.windows(2).map(|pair| tops[pair[1]] - tops[pair[0]] - sizes[pair[0]].h);
    let gaps: Vec<i32> = gaps.chain([0]).collect();
    let mut top = before.first().map_or(0, |first| tops[*first]);
    for (thing, gap) in after.iter().zip(gaps) {
        tops[*thing] = top;
        top += sizes[*thing].h + gap;
    }
}

/// The links as straight lines between the middles of things.
struct Lines<'a> {
    links: Vec<(usize, usize)>,
    sizes: &'a [Size],
    left: Vec<i32>,
    /// Comparisons so far.
    spent: Cell<usize>,
}

impl<'a> Lines<'a> {
    fn new(web: &Web, sizes: &'a [Size], left: Vec<i32>) -> Self {
        let joined = web.neighbours.iter().enumerate();
        let links = joined.flat_map(|(thing, others)| {
            others.iter().filter(move |other| thing < **other).map(move |other| (thing, *other))
        });
        Self { links: links.collect(), sizes, left, spent: Cell::new(0) }
    }

    fn all(&self, tops: &[i32]) -> usize {
        let pairs = self.links.iter().enumerate();
        pairs.map(|(at, link)| self.crossing(*link, &self.links[at + 1..], tops)).sum()
    }

    /// Crossings of the links that touch any of these things.
    fn of(&self, things: &[usize], tops: &[i32]) -> usize {
        let (touching, others): (Vec<_>, Vec<_>) =
            self.links.iter().partition(|(a, b)| things.contains(a) || things.contains(b));
        let pairs = touching.iter().enumerate();
        pairs
            .map(|(at, link)| {
                self.crossing(*link, &touching[at + 1..], tops)
                    + self.crossing(*link, &others, tops)
            })
            .sum()
    }

    fn crossing(&self, (a, b): (usize, usize), others: &[(usize, usize)], tops: &[i32]) -> usize {
        self.spent.set(self.spent.get() + others.len());
        let at = |thing: usize| self.middle(thing, tops);
        let (start, end) = (at(a), at(b));
        let cross = |(c, d): &&(usize, usize)| {
            a != *c
                && a != *d
                && b != *c
                && b != *d
                && side(start, end, at(*c)) * side(start, end, at(*d)) < 0
                && side(at(*c), at(*d), start) * side(at(*c), at(*d), end) < 0
        };
        others.iter().filter(cross).count()
    }

    /// Twice the place, so that halves are whole.
    fn middle(&self, thing: usize, tops: &[i32]) -> (i64, i64) {
        let size = self.sizes[thing];
        let twice = |start: i32, length: i32| 2 * i64::from(start) + i64::from(length);
        (twice(self.left[thing], size.w), twice(tops[thing], size.h))
    }
}

/// On which side of the line from `a` to `b` a point lies: -1, 0 or 1.
fn side(a: (i64, i64), b: (i64, i64), point: (i64, i64)) -> i64 {
    ((b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0)).signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Size = Size { w: 184, h: 64 };

    #[test]
    fn a_link_over_a_third_layer_crosses_nothing_that_it_need_not() {
        // The link of 0 passes the layer of 1 and 2, where sweeps do not see it.
        let web = Web::new(&[0, 1, 1, 2, 2], vec![Vec::new(); 5], [(0, 4), (1, 3), (2, 3)]);
        let mut columns = vec![
            Column { x: 0, things: vec![0] },
            Column { x: 240, things: vec![1, 2] },
            Column { x: 480, things: vec![3, 4] },
        ];
        let tops = vec![0, 0, 88, 0, 88];
        let lines = Lines::new(&web, &[CARD; 5], vec![0, 240, 240, 480, 480]);
        assert_eq!(lines.all(&tops), 1);
        let (tops, crossing) = refine(&web, &mut columns, &[CARD; 5], 24, tops);
        assert_eq!((lines.all(&tops), crossing), (0, 0));
    }

    #[test]
    fn things_of_other_groups_keep_their_places() {
        let groups = vec![vec![], vec![], vec![1], vec![2]];
        let web = Web::new(&[0, 0, 1, 1], groups, [(0, 3), (1, 2)]);
        let mut columns =
            vec![Column { x: 0, things: vec![0] }, Column { x: 240, things: vec![2, 3] }];
        columns[0].things.push(1);
        let _ = refine(&web, &mut columns, &[CARD; 4], 24, vec![0, 88, 0, 88]);
        assert_eq!(columns[1].things, [2, 3]);
        assert_eq!(columns[0].things, [1, 0]);
    }
}
