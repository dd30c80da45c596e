//! The drawing moves on by itself while something is held near the pane's border.

use super::viewport::Viewport;
use crate::input::Spot;
use drawing::geometry::between;

/// How near to the border counts, in pixels.
const NEAR: f64 = 40.0;
/// The quickest, in pixels for a millisecond.
const QUICKEST: f64 = 1.2;
/// How long the pointer has to be there first, in milliseconds: crossing the border is no wish.
pub const DELAY: f64 = 200.0;

/// How far the drawing moves in a millisecond, quicker the nearer to the border; nothing in the
/// middle.
#[must_use]
pub fn speed(viewport: &Viewport, at: Spot) -> (f64, f64) {
    let along = |at: f64, size: f64| {
        // Half of a small pane at most is border.
        let near = NEAR.min(size / 4.0);
        let into = |distance: f64| between((near - distance) / near, 0.0, 1.0) * QUICKEST;
        into(at) - into(size - at)
    };
    (along(at.x, viewport.width), along(at.y, viewport.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_to_the_border_the_quicker_and_beyond_it_no_quicker() {
        let viewport = Viewport::default();
        assert_eq!(speed(&viewport, Spot::new(500.0, 350.0)), (0.0, 0.0));
        let (near, at, beyond) = (
            speed(&viewport, Spot::new(20.0, 350.0)).0,
            speed(&viewport, Spot::new(0.0, 350.0)).0,
            speed(&viewport, Spot::new(-300.0, 350.0)).0,
        );
        assert!(0.0 < near && near < at && at == beyond, "{near} {at} {beyond}");
        assert!(speed(&viewport, Spot::new(995.0, 350.0)).0 < 0.0);
        assert!(speed(&viewport, Spot::new(500.0, 699.0)).1 < 0.0);
    }
}
