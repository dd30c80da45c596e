//! The grid that nodes lie on.

use drawing::geometry::between;
use topology::{Limits, Point};

use crate::input::Spot;

/// The grid's step, in canvas units.
pub const GRID: i32 = 8;

/// The nearest point of the grid that a drawing may use.
#[must_use]
pub fn to_grid(at: Spot) -> Point {
    Point { x: nearest(at.x, GRID), y: nearest(at.y, GRID) }
}

/// The nearest whole point.
#[must_use]
pub fn to_unit(at: Spot) -> Point {
    Point { x: nearest(at.x, 1), y: nearest(at.y, 1) }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the drawing's limits first")]
fn nearest(value: f64, step: i32) -> i32 {
    let most = f64::from(Limits::DOCUMENT.coordinate);
    let step_size = f64::from(step);
    let snapped = (between(value, -most, most) / step_size).round() as i32;
    snapped * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_snap_and_stay_inside_the_drawing() {
        assert_eq!(to_grid(Spot::new(11.9, -4.1)), Point { x: 8, y: -8 });
        assert_eq!(to_grid(Spot::new(f64::MAX, f64::NEG_INFINITY)).x, Limits::DOCUMENT.coordinate);
        assert_eq!(to_grid(Spot::new(f64::NAN, 0.0)).x, 0);
    }
}
