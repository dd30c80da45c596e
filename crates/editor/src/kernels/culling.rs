//! What is worth drawing: the pane and half a screen around it, kept for as long as it will do, so
//! that most steps of panning and zooming change nothing but a transform.

use drawing::geometry::Rect;

use super::viewport::Viewport;

/// Below this zoom nothing on a card can be read: cards are painted as coloured shapes.
pub const PAINTED_BELOW: f64 = 0.25;

/// How much of a card is drawn from afar: nothing, where all of them are painted.
pub const PAINTED: u8 = 0;
/// Its name and the colour of its family. Icons and smaller words are too small to be told apart.
pub const PLAIN: u8 = 1;
/// Everything on cards, and each line for itself: those between the same two cards are spread.
pub const SPREAD: u8 = 3;
/// And what is called on lines that have room for it.
pub const LABELLED: u8 = 4;
/// The zooms from which more is drawn: names, then icons and handles, then everything, then labels.
const DETAIL: [f64; 4] = [PAINTED_BELOW, 0.4, 0.6, 1.0];

/// How much is drawn at a zoom: [`PAINTED`], [`PLAIN`], 2 without second lines, [`SPREAD`] or
/// [`LABELLED`].
#[must_use]
pub fn detail(zoom: f64) -> u8 {
    DETAIL.iter().fold(PAINTED, |detail, from| if zoom >= *from { detail + 1 } else { detail })
}

/// How much further in one may zoom before a smaller window is cut.
const DEEPER: f64 = 2.0;

/// A part of the drawing that is ready to be seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    pub rect: Rect,
    /// The zoom for which it was cut.
    zoom: f64,
}

impl Window {
    /// The window around what is in the pane now.
    #[must_use]
    pub fn around(viewport: &Viewport) -> Self {
        let visible = viewport.visible();
        let (mx, my) = (visible.w / 2.0, visible.h / 2.0);
        let (w, h) = (visible.w + 2.0 * mx, visible.h + 2.0 * my);
        Self { rect: Rect::new(visible.x - mx, visible.y - my, w, h), zoom: viewport.zoom }
    }

    /// False when the pane shows more than this, or so little of it that most of it is waste.
    #[must_use]
    pub fn serves(&self, viewport: &Viewport) -> bool {
        let visible = viewport.visible();
        let holds = self.rect.x <= visible.x
            && self.rect.y <= visible.y
            && visible.right() <= self.rect.right()
            && visible.bottom() <= self.rect.bottom();
        let painted = |zoom: f64| zoom < PAINTED_BELOW;
        holds && viewport.zoom <= self.zoom * DEEPER && painted(viewport.zoom) == painted(self.zoom)
    }

    /// True when what was painted for this window has as many pixels as it now takes up.
    #[must_use]
    pub fn is_sharp(&self, viewport: &Viewport) -> bool {
        (viewport.zoom / self.zoom - 1.0).abs() < 0.02
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Spot;

    #[test]
    fn a_window_serves_small_moves_and_no_large_ones() {
        let viewport = Viewport::default();
        let window = Window::around(&viewport);
        assert_eq!(window.rect.union(&viewport.visible()), window.rect);
        assert!(window.serves(&viewport.panned(-400.0, 300.0)));
        assert!(!window.serves(&viewport.panned(-600.0, 0.0)));
        let middle = Spot::new(500.0, 350.0);
        for (factor, serves) in [(0.51, true), (0.49, false), (1.9, true), (2.1, false)] {
            assert_eq!(window.serves(&viewport.zoomed(middle, factor)), serves, "{factor}");
        }
    }

    #[test]
    fn what_is_painted_and_what_has_elements_never_serve_for_each_other() {
        let middle = Spot::new(500.0, 350.0);
        let brief = Viewport::default().zoomed(middle, 0.26);
        assert!(!Window::around(&brief).serves(&brief.zoomed(middle, 0.9)));
        let far = Viewport::default().zoomed(middle, 0.2);
        assert!(!Window::around(&far).serves(&far.zoomed(middle, 1.3)));
        assert!(Window::around(&far).serves(&far.zoomed(middle, 0.9)));
    }

    #[test]
    fn more_is_drawn_from_nearer() {
        let details = [0.1, 0.25, 0.39, 0.4, 0.6, 0.99, 1.0, 4.0].map(detail);
        assert_eq!(details, [PAINTED, PLAIN, PLAIN, 2, SPREAD, SPREAD, LABELLED, LABELLED]);
    }

    #[test]
    fn a_window_is_sharp_at_its_own_zoom() {
        let viewport = Viewport::default();
        let window = Window::around(&viewport);
        assert!(window.is_sharp(&viewport.panned(-100.0, 20.0)));
        assert!(!window.is_sharp(&viewport.stepped(1)));
    }
}
