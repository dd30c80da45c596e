//! Two fingers hold the drawing: it moves and zooms so that it stays under both.

use super::viewport::Viewport;
use crate::input::Spot;

/// Fingers that are nearer to each other are not told apart well, in pixels.
const NEAREST: f64 = 8.0;

/// The drawing as it lies after two fingers went from there to here. What was in the middle between
/// them stays in the middle, also where it cannot be zoomed further.
#[must_use]
pub fn pinched(began: &Viewport, from: (Spot, Spot), to: (Spot, Spot)) -> Viewport {
    let apart = |(a, b): (Spot, Spot)| a.distance(b).max(NEAREST);
    let (before, now) = (from.0.middle(from.1), to.0.middle(to.1));
    began.panned(now.x - before.x, now.y - before.y).zoomed(now, apart(to) / apart(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::viewport::ZOOM;

    fn fingers(a: (f64, f64), b: (f64, f64)) -> (Spot, Spot) {
        (Spot::new(a.0, a.1), Spot::new(b.0, b.1))
    }

    fn began() -> Viewport {
        Viewport { x: 12.0, y: -7.0, zoom: 0.5, ..Viewport::default() }
    }

    #[test]
    fn what_is_under_each_finger_stays_there() {
        let from = fingers((100.0, 200.0), (300.0, 240.0));
        let to = fingers((80.0, 330.0), (480.0, 410.0));
        let now = pinched(&began(), from, to);
        assert!((now.zoom - 1.0).abs() < 1e-9, "twice as far apart: {now:?}");
        for (from, to) in [(from.0, to.0), (from.1, to.1)] {
            assert!(now.to_pane(began().to_drawing(from)).distance(to) < 1e-6, "{now:?}");
        }
    }

    #[test]
    fn fingers_that_turn_or_stay_zoom_nothing() {
        let from = fingers((100.0, 200.0), (300.0, 200.0));
        assert_eq!(pinched(&began(), from, from), began());
        let turned = pinched(&began(), from, fingers((200.0, 100.0), (200.0, 300.0)));
        assert_eq!(turned, began());
    }

    #[test]
    fn where_it_cannot_be_zoomed_further_it_still_follows_their_middle() {
        let from = fingers((100.0, 200.0), (140.0, 200.0));
        for to in [fingers((50.0, 0.0), (950.0, 60.0)), fingers((501.0, 30.0), (501.0, 30.0))] {
            for zoom in [ZOOM.0, ZOOM.1] {
                let began = Viewport { zoom, ..began() };
                let now = pinched(&began, from, to);
                assert!((ZOOM.0..=ZOOM.1).contains(&now.zoom), "{now:?}");
                let middle = now.to_pane(began.to_drawing(from.0.middle(from.1)));
                assert!(middle.distance(to.0.middle(to.1)) < 1e-6, "{now:?}");
            }
        }
    }

    #[test]
    fn fingers_on_one_place_zoom_to_nothing_endless() {
        let one = fingers((100.0, 200.0), (100.0, 200.0));
        let now = pinched(&began(), one, fingers((96.0, 200.0), (104.0, 200.0)));
        assert_eq!(now, began());
    }
}
