//! What is painted on a surface, as numbers: a painter beside the page takes them, or the page itself.

use drawing::geometry::{Rect, between};
use drawing::route::Corner;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::lengths::px;
use super::palette::Palette;

/// No side of a surface has more pixels: browsers and memory have their limits.
const LARGEST: f64 = 4_096.0;

// What the numbers after each of these mean; `painter.js` has them in the same order.
/// Colour, alpha.
const FILL: u8 = 0;
/// Colour, alpha, width.
const STROKE: u8 = 1;
/// Left, top, width, height.
const AREA: u8 = 2;
/// Left, top, width, height.
const FRAME: u8 = 3;
/// Left, top of its middle, radius.
const DOT: u8 = 4;

/// A part of the drawing, painted.
pub(super) struct Ink<'s> {
    /// The part, in units of the drawing.
    pub(super) area: Rect,
    /// One pixel of the screen, in units of the drawing.
    pub(super) pixel: f64,
    /// Pixels of the surface to a unit.
    scale: f64,
    /// How wide lines are, in units of the drawing.
    wide: f64,
    surface: &'s HtmlCanvasElement,
    palette: &'s Palette,
    pub(super) colours: Vec<String>,
    pub(super) numbers: Vec<f32>,
}

impl<'s> Ink<'s> {
    /// For this part of the drawing, with `sharp` pixels to a unit where that is not too many. `zoom` is how large a unit
    /// is on the screen. Colours are those of the surface.
    pub(super) fn new(
        surface: &'s HtmlCanvasElement,
        palette: &'s Palette,
        area: Rect,
        sharp: f64,
        zoom: f64,
    ) -> Self {
        palette.look();
        let scale = sharp.min(LARGEST / area.w).min(LARGEST / area.h);
        let (colours, numbers) = (Vec::new(), Vec::new());
        Self { area, pixel: 1.0 / zoom, scale, wide: 0.0, surface, palette, colours, numbers }
    }

    /// How many pixels the surface has, and how many of them to a unit.
    pub(super) fn size(&self) -> (u32, u32, f64) {
        (pixels(self.area.w * self.scale), pixels(self.area.h * self.scale), self.scale)
    }

    /// Where the surface lies on the drawing.
    pub(super) fn place(&self) -> String {
        let Rect { x, y, w, h } = self.area;
        let (x, y, w, h) = (px(x), px(y), px(w), px(h));
        ["left:", &x, ";top:", &y, ";width:", &w, ";height:", &h].concat()
    }

    /// What comes is filled with a colour of the style sheets.
    pub(super) fn fill(&mut self, token: &str, alpha: f64) {
        let colour = self.colour(self.palette.colour(self.surface, token));
        self.put(FILL, &[colour, alpha]);
    }

    /// Lines that come are so many pixels of the screen wide, in this part of a colour and the paper's for the rest: where
    /// lines that let the paper through lay on each other, there would be a stain.
    pub(super) fn pen(&mut self, token: &str, part: u8, width: f64) {
        let colour = self.colour(self.palette.paler(self.surface, token, part));
        self.put(FILL, &[colour, 1.0]);
        self.wide = width * self.pixel;
    }

    /// What comes is drawn so many pixels of the screen wide.
    pub(super) fn stroke(&mut self, token: &str, alpha: f64, width: f64) {
        let colour = self.colour(self.palette.colour(self.surface, token));
        self.put(STROKE, &[colour, alpha, width * self.pixel]);
    }

    pub(super) fn area(&mut self, rect: &Rect) {
        self.rect(AREA, rect);
    }

    pub(super) fn frame(&mut self, rect: &Rect) {
        self.rect(FRAME, rect);
    }

    /// Every stretch of a way is level or plumb, and so a narrow rectangle: browsers fill a thousand of those in the time in
    /// which they stroke a path of ten.
    pub(super) fn line(&mut self, way: &[Corner]) {
        for pair in way.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            let stretch = Rect::new(ax.min(bx), ay.min(by), (ax - bx).abs(), (ay - by).abs());
            self.area(&stretch.grown(self.wide / 2.0));
        }
    }

    pub(super) fn dot(&mut self, (x, y): Corner, radius: f64) {
        let (x, y) = (x - self.area.x, y - self.area.y);
        self.put(DOT, &[x, y, radius * self.pixel]);
    }

    fn rect(&mut self, mark: u8, rect: &Rect) {
        let (x, y) = (rect.x - self.area.x, rect.y - self.area.y);
        self.put(mark, &[x, y, rect.w, rect.h]);
    }

    fn put(&mut self, mark: u8, numbers: &[f64]) {
        self.numbers.push(f32::from(mark));
        self.numbers.extend(numbers.iter().map(|number| narrow(*number)));
    }

    /// The number of a colour.
    fn colour(&mut self, colour: String) -> f64 {
        let known = self.colours.iter().position(|known| *known == colour);
        length(known.unwrap_or_else(|| {
            self.colours.push(colour);
            self.colours.len() - 1
        }))
    }

    /// Paints all of it here, as `painter.js` does beside the page.
    pub(super) fn on(&self, context: &CanvasRenderingContext2d) {
        let surface = self.surface;
        let (width, height, scale) = self.size();
        if (surface.width(), surface.height()) == (width, height) {
            // A surface of another size would have to be made.
            context.clear_rect(0.0, 0.0, self.area.w, self.area.h);
        } else {
            surface.set_width(width);
            surface.set_height(height);
        }
        // Numbers that are no places would leave the picture as it is.
        let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        let mut numbers = self.numbers.iter().map(|number| f64::from(*number));
        while let Some(mark) = numbers.next() {
            let mut next = || numbers.next().unwrap_or_default();
            match mark_of(mark) {
                FILL => {
                    context.set_fill_style_str(self.named(next()));
                    context.set_global_alpha(next());
                }
                STROKE => {
                    context.set_stroke_style_str(self.named(next()));
                    context.set_global_alpha(next());
                    context.set_line_width(next());
                }
                AREA => context.fill_rect(next(), next(), next(), next()),
                FRAME => context.stroke_rect(next(), next(), next(), next()),
                _ => {
                    context.begin_path();
                    // An arc with a good radius is always drawn.
                    let _ = context.arc(next(), next(), next(), 0.0, std::f64::consts::TAU);
                    context.fill();
                    context.stroke();
                }
            }
        }
    }

    fn named(&self, colour: f64) -> &str {
        self.colours.get(mark_of(colour) as usize).map_or("", String::as_str)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a part of a pixel less is not seen")]
fn narrow(number: f64) -> f32 {
    number as f32
}

#[expect(clippy::cast_precision_loss, reason = "there are few of them")]
fn length(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it was a small number before"
)]
fn mark_of(number: f64) -> u8 {
    number as u8
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 0 and the largest side"
)]
fn pixels(length: f64) -> u32 {
    between(length.ceil(), 1.0, LARGEST) as u32
}
