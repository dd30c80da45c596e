//! Layers into columns: a layer that is much longer than the drawing is wide stands in several.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Width and height of a thing in grid units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) w: i32,
    pub(crate) h: i32,
}

/// Space between things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gaps {
    /// Between layers, where most links turn.
    pub(crate) layers: i32,
    /// Between the columns of one layer.
    pub(crate) columns: i32,
    /// Between things above each other.
    pub(crate) rows: i32,
}

/// Things that stand above each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) x: i32,
    pub(crate) things: Vec<usize>,
}

/// A drawing may be this much wider than high, as screens are: three to two.
const SHAPE: (i64, i64) = (3, 2);

/// The columns of all layers, as few as give a drawing that is not much higher than wide. Things are
/// dealt row by row, so that those that follow each other in a layer stay side by side and the
/// links to the next layer stay level.
pub(crate) fn fold(layers: &[Vec<usize>], sizes: &[Size], gaps: Gaps) -> Vec<Column> {
    let layers: Vec<Layer<'_>> =
        layers.iter().map(|layer| Layer::new(layer, sizes, gaps)).collect();
    let height = height(&layers, gaps);
    let (mut columns, mut x) = (Vec::new(), 0);
    for layer in &layers {
        for things in deal(layer, sizes, gaps, layer.columns(height)) {
            columns.push(Column { x, things });
            x += layer.widest + gaps.columns;
        }
        x += gaps.layers - gaps.columns;
    }
    columns
}

struct Layer<'a> {
    things: &'a [usize],
    /// The height of all in one column, with the gap after each.
    whole: i64,
    tallest: i64,
    widest: i32,
}

impl<'a> Layer<'a> {
    fn new(things: &'a [usize], sizes: &[Size], gaps: Gaps) -> Self {
        let sizes = || things.iter().map(|thing| sizes[*thing]);
        Self {
            things,
            whole: sizes().map(|size| i64::from(size.h + gaps.rows)).sum(),
            tallest: sizes().map(|size| i64::from(size.h + gaps.rows)).max().unwrap_or(0),
            widest: sizes().map(|size| size.w).max().unwrap_or(0),
        }
    }

    fn columns(&self, height: i64) -> i64 {
        let needed = (self.whole + height - 1) / height.max(1);
        needed.clamp(1, i64::try_from(self.things.len()).unwrap_or(i64::MAX).max(1))
    }
}

/// The least height at which the columns of all layers are not too wide together; that of the
/// longest layer when they are too wide even side by side.
fn height(layers: &[Layer<'_>], gaps: Gaps) -> i64 {
    let width = |height: i64| -> i64 {
        layers
            .iter()
            .map(|layer| {
                let columns = layer.columns(height);
                columns * i64::from(layer.widest + gaps.columns)
                    + i64::from(gaps.layers - gaps.columns)
            })
            .sum()
    };
    let fits = |height: i64| width(height) * SHAPE.1 <= height * SHAPE.0;
    let mut least = layers.iter().map(|layer| layer.tallest).max().unwrap_or(0).max(1);
    let mut most = layers.iter().map(|layer| layer.whole).max().unwrap_or(0).max(least);
    while least < most {
        let middle = i64::midpoint(least, most);
        if fits(middle) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    most
}

/// Each thing goes to the column that is shortest so far.
fn deal(layer: &Layer<'_>, sizes: &[Size], gaps: Gaps, columns: i64) -> Vec<Vec<usize>> {
    let count = usize::try_from(columns).unwrap_or(1).max(1);
    let mut dealt = vec![Vec::new(); count];
    let mut shortest: BinaryHeap<Reverse<(i64, usize)>> =
        (0..count).map(|column| Reverse((0, column))).collect();
    for thing in layer.things {
        if let Some(Reverse((height, column))) = shortest.pop() {
            dealt[column].push(*thing);
            shortest.push(Reverse((height + i64::from(sizes[*thing].h + gaps.rows), column)));
        }
    }
    dealt
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAPS: Gaps = Gaps { layers: 80, columns: 40, rows: 24 };
    const CARD: Size = Size { w: 184, h: 64 };

    #[test]
    fn a_layer_that_is_short_stands_in_one_column() {
        let columns = fold(&[vec![0, 1], vec![2]], &[CARD; 3], GAPS);
        assert_eq!(
            columns,
            [Column { x: 0, things: vec![0, 1] }, Column { x: 264, things: vec![2] }]
        );
    }

    #[test]
    fn a_long_layer_stands_in_several_columns_row_by_row() {
        let columns = fold(&[(0..100).collect()], &[CARD; 100], GAPS);
        let count = columns.len();
        assert!((5..15).contains(&count), "{count}");
        assert!(columns.iter().enumerate().all(|(at, column)| column.things[0] == at));
        assert!(columns.iter().enumerate().all(|(at, column)| column.things[1] == at + count));
    }

    #[test]
    fn nothing_makes_no_columns() {
        assert_eq!(fold(&[], &[], GAPS), []);
    }
}
