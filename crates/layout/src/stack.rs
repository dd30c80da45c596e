//! Things of a web into places: ordered, folded into columns, aligned, refined.

use crate::align::align;
use crate::fold::{Column, Gaps, Size, fold};
use crate::order::orders;
use crate::refine::{is_small, refine};
use crate::web::Web;
use topology::Point;

/// Where the upper left corners lie, and which things stand above each other.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    pub(crate) places: Vec<Point>,
    pub(crate) columns: Vec<Column>,
}

/// Places for all things of a web, from the origin to the right and down. None overlap. Where there
/// are few links, every order that the sweeps came by is tried, and the best drawing is taken.
pub(crate) fn stack(web: &Web, sizes: &[Size], gaps: Gaps) -> Stack {
    let tried = if is_small(web) { usize::MAX } else { 1 };
    let drawn = orders(web).into_iter().take(tried).map(|order| {
        let mut columns = fold(&order, sizes, gaps);
        let level = align(web, &columns, sizes, gaps.rows);
        let (tops, crossings) = refine(web, &mut columns, sizes, gaps.rows, level);
        (crossings, columns, tops)
    });
    let Some((_, columns, tops)) = drawn.min_by_key(|(crossings, ..)| *crossings) else {
        return Stack::default();
    };
    let mut places = vec![Point::default(); sizes.len()];
    for column in &columns {
        for thing in &column.things {
            places[*thing] = Point { x: column.x, y: tops[*thing] };
        }
    }
    Stack { places, columns }
}

impl Stack {
    /// Width and height of all together.
    pub(crate) fn size(&self, sizes: &[Size]) -> Size {
        let ends = || self.places.iter().zip(sizes);
        Size {
            w: ends().map(|(at, size)| at.x + size.w).max().unwrap_or(0),
            h: ends().map(|(at, size)| at.y + size.h).max().unwrap_or(0),
        }
    }
}
