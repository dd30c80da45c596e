//! Rectangles sorted into the cells of a grid, so that what lies at a place is found among its neighbours.

use crate::frames::number;
use crate::geometry::{Rect, between};

/// About the size of a card with the room around it.
const CELL: (f64, f64) = (256.0, 160.0);
/// A drawing that is larger has larger cells.
const MOST: f64 = 256.0;

/// Numbers of rectangles by the cells that they lie in.
pub(crate) struct Cells {
    whole: Rect,
    columns: usize,
    rows: usize,
    /// Where the numbers of each cell begin, and of the last one end.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Cells {
    /// The rectangles are numbered as they come, and walked twice.
    pub(crate) fn new(rects: impl Iterator<Item = Rect> + Clone) -> Self {
        let whole = rects.clone().reduce(|a, b| a.union(&b)).unwrap_or_default();
        let columns = cell(whole.w / CELL.0, MOST) + 1;
        let rows = cell(whole.h / CELL.1, MOST) + 1;
        let starts = vec![0; columns * rows + 2];
        let mut cells = Self { whole, columns, rows, starts, numbers: Vec::new() };
        let mut starts = std::mem::take(&mut cells.starts);
        for rect in rects.clone() {
            for cell in cells.under(&rect) {
                starts[cell + 2] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        cells.numbers = vec![0; sum as usize];
        for (place, rect) in rects.enumerate() {
            for cell in cells.under(&rect) {
                // Where the next one of this cell goes: in the end, where those of the cell behind it begin.
                let next = &mut starts[cell + 1];
                cells.numbers[*next as usize] = number(place);
                *next += 1;
            }
        }
        cells.starts = starts;
        cells
    }

    /// The numbers of all that may lie under a rectangle, some more than once.
    pub(crate) fn near(&self, rect: &Rect) -> impl Iterator<Item = u32> {
        self.under(rect).flat_map(|cell| {
            let (from, to) = (self.starts[cell] as usize, self.starts[cell + 1] as usize);
            self.numbers[from..to].iter().copied()
        })
    }

    fn under(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let column = |x: f64| place(x - self.whole.x, self.whole.w, self.columns);
        let row = |y: f64| place(y - self.whole.y, self.whole.h, self.rows);
        let (left, right) = (column(rect.x), column(rect.right()));
        let columns = self.columns;
        (row(rect.y)..=row(rect.bottom()))
            .flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }
}

/// The cell at this part of a length; what lies outside is in the first or the last.
#[expect(clippy::cast_precision_loss, reason = "there are few of them")]
fn place(at: f64, length: f64, cells: usize) -> usize {
    let last = (cells - 1) as f64;
    cell(at / length.max(1.0) * cells as f64, last)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 0 and the most"
)]
fn cell(at: f64, most: f64) -> usize {
    between(at, 0.0, most) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compared with a look at every one of them.
    #[test]
    fn what_lies_under_a_rectangle_is_found() {
        for size in [1_i32, 40, 400] {
            let rects: Vec<Rect> = (0..size)
                .map(|n| {
                    Rect::new(f64::from(n * 37 % 5_000), f64::from(n * 91 % 3_000), 184.0, 64.0)
                })
                .collect();
            let cells = Cells::new(rects.iter().copied());
            for n in 0..60 {
                let side = f64::from(n * 23);
                let looked =
                    Rect::new(f64::from(n * 131 - 500), f64::from(n * 77 - 500), side, side);
                for (place, rect) in (0u32..).zip(&rects) {
                    if rect.intersects(&looked) {
                        assert!(cells.near(&looked).any(|near| near == place), "{place} at {n}");
                    }
                }
            }
        }
        let few = Rect::new(0.0, 0.0, 10.0, 10.0);
        let spread = (0..400).map(|n| Rect::new(f64::from(n * 300), 0.0, 184.0, 64.0));
        assert!(Cells::new(spread).near(&few).count() < 4, "and little else");
        assert_eq!(Cells::new(std::iter::empty()).near(&few).count(), 0);
    }
}
