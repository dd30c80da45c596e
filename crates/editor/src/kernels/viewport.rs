//! Pan and zoom: how the drawing lies in the pane.

use drawing::geometry::{Rect, between};

use crate::input::Spot;

/// The smallest and the largest zoom.
pub const ZOOM: (f64, f64) = (0.01, 4.0);
/// Space left around what is fitted, in pixels.
const MARGIN: f64 = 48.0;
/// How far a click on plus or minus goes.
const STEP: f64 = 1.25;

/// `pane = drawing × zoom + (x, y)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    pub x: f64,
    pub y: f64,
    pub zoom: f64,
    /// The pane's size in pixels.
    pub width: f64,
    pub height: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { x: 0.0, y: 0.0, zoom: 1.0, width: 1_000.0, height: 700.0 }
    }
}

impl Viewport {
    /// A place of the pane on the drawing.
    #[must_use]
    pub fn to_drawing(&self, at: Spot) -> Spot {
        Spot::new((at.x - self.x) / self.zoom, (at.y - self.y) / self.zoom)
    }

    /// A place of the drawing in the pane.
    #[must_use]
    pub fn to_pane(&self, at: Spot) -> Spot {
        Spot::new(at.x * self.zoom + self.x, at.y * self.zoom + self.y)
    }

    /// The part of the drawing that is in the pane.
    #[must_use]
    pub fn visible(&self) -> Rect {
        let corner = self.to_drawing(Spot::new(0.0, 0.0));
        Rect::new(corner.x, corner.y, self.width / self.zoom, self.height / self.zoom)
    }

    #[must_use]
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..*self }
    }

    /// Zoomed so that the place under the pointer stays there.
    #[must_use]
    pub fn zoomed(&self, at: Spot, factor: f64) -> Self {
        let zoom = between(self.zoom * factor, ZOOM.0, ZOOM.1);
        let ratio = zoom / self.zoom;
        Self { x: at.x - (at.x - self.x) * ratio, y: at.y - (at.y - self.y) * ratio, zoom, ..*self }
    }

    /// One step in (`1`) or out (`-1`), around the middle of the pane.
    #[must_use]
    pub fn stepped(&self, direction: i32) -> Self {
        self.zoomed(self.middle(), STEP.powi(direction))
    }

    /// At 100 %, around the middle of the pane.
    #[must_use]
    pub fn at_full_size(&self) -> Self {
        self.zoomed(self.middle(), 1.0 / self.zoom)
    }

    /// The whole of `area` in view, no larger than 100 %.
    #[must_use]
    pub fn fitted(&self, area: Rect) -> Self {
        self.fitted_within(area, MARGIN, 1.0)
    }

    /// The whole of `area` in view with so much room around it, no larger than `most`.
    #[must_use]
    pub fn fitted_within(&self, area: Rect, room: f64, most: f64) -> Self {
        let left = |size: f64| (size - 2.0 * room).max(1.0);
        let zoom = (left(self.width) / area.w.max(1.0)).min(left(self.height) / area.h.max(1.0));
        let zoom = between(zoom, ZOOM.0, most);
        let (cx, cy) = area.center();
        Self { x: self.width / 2.0 - cx * zoom, y: self.height / 2.0 - cy * zoom, zoom, ..*self }
    }

    /// On the way to another: zoomed around the one place that stays, or straight ahead, quicker in the
    /// middle than at both ends. `part` goes from 0 to 1.
    #[must_use]
    pub fn toward(&self, to: &Self, part: f64) -> Self {
        if part >= 1.0 {
            return *to;
        }
        let eased = part * part * (3.0 - 2.0 * part);
        let zoom = self.zoom * (to.zoom / self.zoom).powf(eased);
        let grown = to.zoom - self.zoom;
        let way = if grown.abs() < 1e-6 { eased } else { (zoom - self.zoom) / grown };
        let along = |from: f64, to: f64| from + (to - from) * way;
        Self { x: along(self.x, to.x), y: along(self.y, to.y), zoom, ..*to }
    }

    /// A place of the drawing in the middle of the pane.
    #[must_use]
    pub fn centred(&self, at: Spot) -> Self {
        let (now, middle) = (self.to_pane(at), self.middle());
        self.panned(middle.x - now.x, middle.y - now.y)
    }

    /// Moved as little as needed to have `area` in view.
    #[must_use]
    pub fn showing(&self, area: Rect) -> Self {
        let (from, to) = (
            self.to_pane(Spot::new(area.x, area.y)),
            self.to_pane(Spot::new(area.right(), area.bottom())),
        );
        let shift = |low: f64, high: f64, size: f64| {
            if low < MARGIN {
                MARGIN - low
            } else if high > size - MARGIN {
                (size - MARGIN - high).max(MARGIN - low)
            } else {
                0.0
            }
        };
        self.panned(shift(from.x, to.x, self.width), shift(from.y, to.y, self.height))
    }

    fn middle(&self) -> Spot {
        Spot::new(self.width / 2.0, self.height / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: Spot, b: Spot) -> bool {
        a.distance(b) < 1e-6
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let at = Spot::new(321.0, 87.0);
        let mut viewport = Viewport::default().panned(17.0, -40.0);
        let before = viewport.to_drawing(at);
        for factor in [1.3, 0.2, 9.0, 0.001, 50.0] {
            viewport = viewport.zoomed(at, factor);
            assert!(close(viewport.to_drawing(at), before), "{viewport:?}");
            assert!((ZOOM.0..=ZOOM.1).contains(&viewport.zoom));
        }
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        let viewport = Viewport { x: 12.0, y: -7.0, zoom: 0.4, ..Viewport::default() };
        let at = Spot::new(-200.0, 930.0);
        assert!(close(viewport.to_drawing(viewport.to_pane(at)), at));
    }

    #[test]
    fn what_is_fitted_is_in_view_and_small_things_are_not_blown_up() {
        let large = Rect::new(-500.0, 200.0, 6_000.0, 900.0);
        let fitted = Viewport::default().fitted(large);
        assert_eq!(fitted.visible().union(&large), fitted.visible());
        assert_eq!(Viewport::default().fitted(Rect::new(0.0, 0.0, 10.0, 10.0)).zoom, 1.0);
    }

    #[test]
    fn what_is_looked_at_is_in_the_middle() {
        let viewport = Viewport { x: 12.0, y: -7.0, zoom: 0.4, ..Viewport::default() };
        let at = Spot::new(-200.0, 930.0);
        let looked = viewport.centred(at);
        assert!(close(looked.to_pane(at), Spot::new(500.0, 350.0)));
        assert_eq!(looked.zoom, 0.4);
    }

    #[test]
    fn the_way_to_another_begins_here_and_ends_there_and_one_place_stays() {
        let from = Viewport { x: 10.0, y: -30.0, zoom: 0.5, ..Viewport::default() };
        let to = Viewport { x: -400.0, y: 200.0, zoom: 2.0, ..Viewport::default() };
        assert_eq!(from.toward(&to, 0.0), from);
        assert_eq!(from.toward(&to, 1.0), to);
        // The place that lies in the pane where it will lie.
        let fixed = Spot::new((from.x - to.x) / (to.zoom - from.zoom), (from.y - to.y) / 1.5);
        for part in [0.1, 0.5, 0.9] {
            let on_the_way = from.toward(&to, part);
            assert!(close(on_the_way.to_pane(fixed), from.to_pane(fixed)), "{on_the_way:?}");
            assert!(on_the_way.zoom > from.zoom && on_the_way.zoom < to.zoom);
        }
        let beside = Viewport { x: 110.0, ..from };
        assert!((from.toward(&beside, 0.5).x - 60.0).abs() < 1e-6);
    }

    #[test]
    fn showing_moves_only_when_needed() {
        let viewport = Viewport::default();
        assert_eq!(viewport.showing(Rect::new(100.0, 100.0, 184.0, 64.0)), viewport);
        let moved = viewport.showing(Rect::new(2_000.0, -300.0, 184.0, 64.0));
        assert!(moved.visible().intersects(&Rect::new(2_000.0, -300.0, 184.0, 64.0)));
        assert_eq!(moved.zoom, viewport.zoom);
    }
}
