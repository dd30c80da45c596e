//! Lines before and after as two columns: what takes the place of what stands beside it, and what is left
//! out between is told by its length.

/// A row of two columns. Lines are named by their place in the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The same on both sides.
    Same(usize),
    /// A line that goes and one that comes; one side may be empty.
    Other(Option<usize>, Option<usize>),
    /// So many lines, the same on both sides, are left out here.
    Folded(u32),
}

/// The rows of a comparison, of which each line has its numbers before and after, from 1; 0 for a side
/// that does not have it.
#[must_use]
pub fn rows(lines: &[(u32, u32)]) -> Vec<Row> {
    let mut rows = Vec::new();
    // Lines that went and came since the last one that stayed.
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    // The numbers that come next on each side.
    let mut next = (1, 1);
    for (place, (before, after)) in lines.iter().copied().enumerate() {
        let skipped = match (before, after) {
            (0, after) => after.saturating_sub(next.1),
            (before, _) => before.saturating_sub(next.0),
        };
        if skipped > 0 {
            pair(&mut gone, &mut come, &mut rows);
            rows.push(Row::Folded(skipped));
            next = (next.0 + skipped, next.1 + skipped);
        }
        match (before, after) {
            (0, after) => {
                come.push(place);
                next.1 = after + 1;
            }
            (before, 0) => {
                // What went after something came belongs to what follows.
                if !come.is_empty() {
                    pair(&mut gone, &mut come, &mut rows);
                }
                gone.push(place);
                next.0 = before + 1;
            }
            (before, after) => {
                pair(&mut gone, &mut come, &mut rows);
                rows.push(Row::Same(place));
                next = (before + 1, after + 1);
            }
        }
    }
    pair(&mut gone, &mut come, &mut rows);
    rows
}

fn pair(gone: &mut Vec<usize>, come: &mut Vec<usize>, rows: &mut Vec<Row>) {
    let (mut old, mut new) = (gone.drain(..), come.drain(..));
    loop {
        match (old.next(), new.next()) {
            (None, None) => break,
            (old, new) => rows.push(Row::Other(old, new)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Row::{Folded, Other, Same};
    use super::*;

    #[test]
    fn what_comes_stands_beside_what_it_takes_the_place_of() {
        let lines = [(1, 1), (2, 0), (3, 0), (0, 2), (4, 3)];
        assert_eq!(rows(&lines), [Same(0), Other(Some(1), Some(3)), Other(Some(2), None), Same(4)]);
        let lines = [(1, 0), (0, 1), (0, 2), (2, 0), (0, 3)];
        assert_eq!(
            rows(&lines),
            [Other(Some(0), Some(1)), Other(None, Some(2)), Other(Some(3), Some(4))]
        );
    }

    #[test]
    fn what_is_left_out_is_counted_once_for_both_sides() {
        let lines = [(8, 8), (9, 0), (10, 9), (31, 30), (0, 31)];
        assert_eq!(
            rows(&lines),
            [
                Folded(7),
                Same(0),
                Other(Some(1), None),
                Same(2),
                Folded(20),
                Same(3),
                Other(None, Some(4))
            ]
        );
    }

    #[test]
    fn a_new_file_has_one_side() {
        assert_eq!(rows(&[(0, 1), (0, 2)]), [Other(None, Some(0)), Other(None, Some(1))]);
        assert_eq!(rows(&[]), []);
    }
}
