//! What is worth drawing: the pane and a screen around it, in steps, so that the answer changes
//! seldom.

use drawing::geometry::Rect;

use super::viewport::Viewport;

/// The window moves in steps of this many pixels.
const TILE: f64 = 512.0;

/// The part of the drawing that has elements. Equal for viewports that lie near each other.
#[must_use]
pub fn window(viewport: &Viewport) -> Rect {
    let visible = viewport.visible();
    let tile = TILE / viewport.zoom;
    let (mx, my) = (visible.w / 2.0, visible.h / 2.0);
    let low = |value: f64| (value / tile).floor() * tile;
    let high = |value: f64| (value / tile).ceil() * tile;
    let (x, y) = (low(visible.x - mx), low(visible.y - my));
    Rect::new(x, y, high(visible.right() + mx) - x, high(visible.bottom() + my) - y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_the_pane_and_stays_put_for_small_moves() {
        let viewport = Viewport::default();
        let window_now = window(&viewport);
        assert_eq!(window_now.union(&viewport.visible()), window_now);
        assert_eq!(window(&viewport.panned(-3.0, -5.0)), window_now);
        assert_ne!(window(&viewport.panned(-900.0, 0.0)), window_now);
    }
}
