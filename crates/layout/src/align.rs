//! How high things stand in their columns: as level as possible with what they are joined with.

use crate::fold::{Column, Size};
use crate::web::Web;
use drawing::geometry::between;

/// Everything lies on a grid of this many canvas units.
pub(crate) const GRID: i32 = 8;
/// Passes over all columns, to the right and back.
const PASSES: usize = 4;

/// The upper edge of every thing. No column grows beyond the tallest one.
pub(crate) fn align(web: &Web, columns: &[Column], sizes: &[Size], gap: i32) -> Vec<i32> {
    let mut tops = vec![0; sizes.len()];
    let mut column_of = vec![0; sizes.len()];
    let mut tallest = 0;
    for (index, column) in columns.iter().enumerate() {
        let mut top = 0;
        for thing in &column.things {
            (tops[*thing], column_of[*thing]) = (top, index);
            top += sizes[*thing].h + gap;
        }
        tallest = tallest.max(top - gap);
    }
    for column in columns {
        let height = column.things.last().map_or(0, |last| tops[*last] + sizes[*last].h);
        for thing in &column.things {
            tops[*thing] += on_grid(f64::from(tallest - height) / 2.0);
        }
    }
    for pass in 0..PASSES {
        for step in 0..columns.len() {
            let index = if pass % 2 == 0 { step } else { columns.len() - 1 - step };
            let things = &columns[index].things;
            let wishes = things.iter().map(|thing| {
                let others =
                    web.neighbours[*thing].iter().filter(|other| column_of[**other] != index);
                let centre =
                    |thing: usize| f64::from(tops[thing]) + f64::from(sizes[thing].h) / 2.0;
                let (sum, count) =
                    others.fold((0.0, 0.0), |(sum, n), other| (sum + centre(*other), n + 1.0));
                if count == 0.0 {
                    f64::from(tops[*thing])
                } else {
                    sum / count - f64::from(sizes[*thing].h) / 2.0
                }
            });
            let heights: Vec<i32> = things.iter().map(|thing| sizes[*thing].h + gap).collect();
            let settled = settle(wishes.collect(), &heights, tallest + gap);
            for (thing, top) in things.iter().zip(settled) {
                tops[*thing] = top;
            }
        }
    }
    tops
}

/// The places nearest to the wishes that keep the order and the heights, between 0 and `room`.
/// Neighbours that would come too close are pooled and take the mean of their wishes together,
/// which is the least sum of squares.
fn settle(mut wishes: Vec<f64>, heights: &[i32], room: i32) -> Vec<i32> {
    let mut above = Vec::with_capacity(heights.len());
    let mut whole = 0;
    for (wish, height) in wishes.iter_mut().zip(heights) {
        *wish -= f64::from(whole);
        above.push(whole);
        whole += height;
    }
    let mut pools: Vec<(f64, f64)> = Vec::new();
    for wish in &wishes {
        let (mut sum, mut count) = (*wish, 1.0);
        while let Some((before, many)) = pools.last().copied().filter(|(s, n)| s / n > sum / count)
        {
            (sum, count) = (sum + before, count + many);
            pools.pop();
        }
        pools.push((sum, count));
    }
    let free = f64::from((room - whole).max(0));
    let mut tops = Vec::with_capacity(heights.len());
    for (sum, count) in pools {
        let shift = on_grid(between(sum / count, 0.0, free));
        let mut left = count;
        while left > 0.5 && tops.len() < above.len() {
            tops.push(above[tops.len()] + shift);
            left -= 1.0;
        }
    }
    tops
}

/// The grid line at or before this place, which is none of the far ones.
pub(crate) fn on_grid(at: f64) -> i32 {
    let limit = f64::from(topology::Limits::DOCUMENT.coordinate);
    #[expect(clippy::cast_possible_truncation, reason = "within the document's limits")]
    let whole = between(at, -limit, limit).floor() as i32;
    whole.div_euclid(GRID) * GRID
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_that_leave_room_are_met() {
        assert_eq!(settle(vec![16.0, 160.0], &[88, 88], 400), [16, 160]);
    }

    #[test]
    fn those_who_want_the_same_place_share_it_around_the_middle() {
        assert_eq!(settle(vec![160.0, 160.0], &[80, 80], 400), [120, 200]);
    }

    #[test]
    fn nobody_leaves_the_room() {
        assert_eq!(settle(vec![-90.0, 900.0], &[80, 80], 240), [0, 160]);
        assert_eq!(settle(vec![900.0, -90.0], &[80, 80], 160), [0, 80]);
    }

    #[test]
    fn places_lie_on_the_grid_on_both_sides_of_zero() {
        assert_eq!([on_grid(15.9), on_grid(-0.1), on_grid(16.0)], [8, -8, 16]);
    }
}
