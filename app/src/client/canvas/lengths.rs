//! Places as style sheets write them.

use drawing::Length;

/// How wide a letter of `--mono` is at 11 pixels, the size of second lines and of hosts' names: all are alike.
pub(super) const MONO: f64 = 6.6;

pub(super) fn px(length: f64) -> String {
    format!("{}px", Length(length))
}

/// A transform to a place of the pane, at a zoom.
pub(super) fn moved(x: f64, y: f64, zoom: f64) -> String {
    format!("translate({}px,{}px) scale({})", Length(x), Length(y), Length(zoom))
}
