//! The drawing from afar: where nothing on a card can be read, all of them are painted on one surface,
//! which moves and grows with the drawing and is painted again only when something on it changed.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use drawing::Sheet;
use drawing::geometry::{Rect, between};
use drawing::sheet::Line;
use leptos::html;
use leptos::prelude::*;
use topology::NodeId;
use topology::catalogue::{Category, Family};
use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement};

use super::lengths::px;
use crate::client::desk::{Desk, Scene, category_name, desk, family_name};
use crate::client::theme::Theme;

/// No side of the surface has more pixels: browsers and memory have their limits.
const LARGEST: f64 = 4_096.0;
/// How far a dot that says that something is wrong reaches, in pixels.
const DOT: f64 = 3.5;

const FAMILIES: [Family; 8] = [
    Family::Edge,
    Family::Control,
    Family::Traffic,
    Family::Identity,
    Family::Data,
    Family::Storage,
    Family::Analytics,
    Family::Outside,
];
const CATEGORIES: [Category; 5] =
    [Category::Client, Category::Management, Category::Events, Category::Data, Category::Storage];

#[component]
pub(crate) fn Painted() -> impl IntoView {
    let desk = desk();
    let theme: Theme = expect_context();
    let surface = NodeRef::<html::Canvas>::new();
    let paints = desk.with_scene(|scene| scene.paints);
    let asked = StoredValue::new_local(Rc::new(Cell::new(false)));
    Effect::new(move |_| {
        paints.track();
        theme.track();
        desk.switched_off.track();
        if !asked.get_value().replace(true) {
            request_animation_frame(move || {
                // The page may have been left meanwhile.
                let (Some(asked), Some(surface)) =
                    (asked.try_get_value(), surface.try_get_untracked().flatten())
                else {
                    return;
                };
                asked.set(false);
                paint(desk, &surface);
            });
        }
    });
    view! { <canvas class="painted" node_ref=surface aria-hidden="true" hidden></canvas> }
}

/// Paints what the scene says, or leaves the surface empty where cards have elements.
fn paint(desk: Desk, surface: &HtmlCanvasElement) {
    desk.with_scene(|scene| {
        let window = scene.painted_window();
        surface.set_hidden(window.is_none());
        let area = window.zip(scene.sheet().bounds()).and_then(|(window, bounds)| {
            // Badges and lines reach a little beyond cards.
            common(&window, &bounds.grown(100.0))
        });
        let zoom = scene.viewport.with_untracked(|viewport| viewport.zoom);
        let sharp = zoom * leptos::prelude::window().device_pixel_ratio();
        let brush = area.and_then(|area| Brush::new(surface, area, sharp, zoom));
        let (Some(area), Some(brush)) = (area, brush) else {
            surface.set_width(0);
            return;
        };
        let (x, y, w, h) = (px(area.x), px(area.y), px(area.w), px(area.h));
        // A surface without its place is not shown; nothing worse comes of it.
        let _ = surface.set_attribute("style", &format!("left:{x};top:{y};width:{w};height:{h}"));
        brush.frames(scene.sheet());
        brush.lines(scene);
        let count = brush.all_cards(scene, &desk.cards_off());
        let _ = surface.set_attribute("data-painted", &count.to_string());
    });
}

/// What a part of a drawing is painted with.
pub(super) struct Brush {
    context: CanvasRenderingContext2d,
    colours: CssStyleDeclaration,
    area: Rect,
    /// One pixel of the screen, in units of the drawing.
    pixel: f64,
}

impl Brush {
    /// Empties the surface, which shows this part of the drawing from now on, with `sharp` of its own
    /// pixels to a unit. `zoom` is how large a unit is on the screen.
    pub(super) fn new(
        surface: &HtmlCanvasElement,
        area: Rect,
        sharp: f64,
        zoom: f64,
    ) -> Option<Self> {
        let context: CanvasRenderingContext2d =
            surface.get_context("2d").ok().flatten()?.dyn_into().ok()?;
        let scale = sharp.min(LARGEST / area.w).min(LARGEST / area.h);
        surface.set_width(pixels(area.w * scale));
        surface.set_height(pixels(area.h * scale));
        let colours = window().get_computed_style(surface).ok().flatten()?;
        let (x, y) = (-area.x * scale, -area.y * scale);
        context.set_transform(scale, 0.0, 0.0, scale, x, y).ok()?;
        Some(Self { context, colours, area, pixel: 1.0 / zoom })
    }

    fn colour(&self, token: &str) -> String {
        self.colours.get_property_value(token).unwrap_or_default()
    }

    fn fill(&self, token: &str) {
        self.context.set_fill_style_str(&self.colour(token));
    }

    fn stroke(&self, token: &str, width: f64) {
        self.context.set_stroke_style_str(&self.colour(token));
        self.context.set_line_width(width * self.pixel);
    }

    /// Returns the number of cards that were painted.
    pub(super) fn all_cards(&self, scene: &Scene, off: &BTreeSet<NodeId>) -> u32 {
        let mut count = 0;
        for family in FAMILIES {
            self.fill(&format!("--{}", family_name(family)));
            count += self.cards(scene, family, off);
        }
        self.marks(scene);
        count
    }

    fn lines(&self, scene: &Scene) {
        self.context.set_global_alpha(0.35);
        for category in CATEGORIES {
            self.stroke(&format!("--link-{}", category_name(category)), 1.0);
            self.some_lines(scene, |number, line| {
                line.category == category && !scene.is_bad(number)
            });
        }
        self.context.set_global_alpha(1.0);
        self.stroke("--error", 1.5);
        self.some_lines(scene, |number, _| scene.is_bad(number));
    }

    fn frames(&self, sheet: &Sheet) {
        self.stroke("--border-strong", 1.0);
        for zone in sheet.zones().iter().filter(|zone| !zone.torn) {
            let Rect { x, y, w, h } = zone.rect;
            self.context.stroke_rect(x, y, w, h);
        }
        self.fill("--sunken");
        self.stroke("--border", 1.0);
        for frame in sheet.frames().whole() {
            let Rect { x, y, w, h } = frame.rect;
            if frame.rect.intersects(&self.area) {
                self.context.fill_rect(x, y, w, h);
                self.context.stroke_rect(x, y, w, h);
            }
        }
    }

    fn some_lines(&self, scene: &Scene, wanted: impl Fn(u32, &Line) -> bool) {
        let sheet = scene.sheet();
        self.context.begin_path();
        for (number, line) in
            (0u32..).zip(sheet.lines()).filter(|(number, line)| wanted(*number, line))
        {
            let (from, to) = sheet.ends(line);
            let lifted = scene.is_lifted(line.from) || scene.is_lifted(line.to);
            if lifted || !from.union(&to).intersects(&self.area) {
                continue;
            }
            let mut corners = sheet.way(number, false).into_iter();
            if let Some((x, y)) = corners.next() {
                self.context.move_to(x, y);
            }
            for (x, y) in corners {
                self.context.line_to(x, y);
            }
        }
        self.context.stroke();
    }

    fn cards(&self, scene: &Scene, family: Family, off: &BTreeSet<NodeId>) -> u32 {
        let mut count = 0;
        for (number, card) in (0u32..).zip(scene.sheet().cards()) {
            let rect = card.rect();
            if card.family == family && rect.intersects(&self.area) && !scene.is_lifted(number) {
                let is_off = off.contains(&card.id);
                self.context.set_global_alpha(if is_off { 0.25 } else { 1.0 });
                self.context.fill_rect(rect.x, rect.y, rect.w, rect.h);
                count += 1;
            }
        }
        self.context.set_global_alpha(1.0);
        count
    }

    /// What is wrong, and what is selected where that is too much for elements.
    fn marks(&self, scene: &Scene) {
        if let Some(selected) = scene.painted_selection() {
            self.stroke("--accent", 2.0);
            for card in scene.sheet().cards().iter().filter(|card| selected.contains(&card.id)) {
                let Rect { x, y, w, h } = card.rect().grown(2.0 * self.pixel);
                self.context.stroke_rect(x, y, w, h);
            }
        }
        for (token, wanted) in [("--warning", false), ("--error", true)] {
            self.fill(token);
            self.stroke("--canvas", 1.0);
            for (number, card) in (0u32..).zip(scene.sheet().cards()) {
                let counts = scene.counts_of(number);
                let has = if wanted {
                    counts.errors > 0
                } else {
                    counts.errors == 0 && counts.warnings > 0
                };
                let rect = card.rect();
                if !has || scene.is_lifted(number) || !rect.intersects(&self.area) {
                    continue;
                }
                let radius = DOT * self.pixel;
                self.context.begin_path();
                // An arc with a good radius is always drawn.
                let _ = self.context.arc(rect.right(), rect.y, radius, 0.0, std::f64::consts::TAU);
                self.context.fill();
                self.context.stroke();
            }
        }
    }
}

fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (w, h) = (a.right().min(b.right()) - x, a.bottom().min(b.bottom()) - y);
    (w > 0.0 && h > 0.0).then(|| Rect::new(x, y, w, h))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 0 and the largest side"
)]
fn pixels(length: f64) -> u32 {
    between(length.ceil(), 1.0, LARGEST) as u32
}
