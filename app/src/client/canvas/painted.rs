//! The drawing from afar: where nothing on a card can be read, all of them are painted on one surface,
//! which moves and grows with the drawing and is painted again only when something on it changed. What
//! hands are on lies over it on a surface of its own, which is painted at each step.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use drawing::geometry::Rect;
use drawing::sheet::Line;
use drawing::{CATEGORIES, FAMILIES, Sheet, category_name, family_name};
use leptos::html;
use leptos::prelude::*;
use topology::NodeId;
use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

use super::ink::Ink;
use super::painter::{Painter, Surface, painter};
use super::palette::Palette;
use crate::client::boot;
use crate::client::desk::{Desk, Scene, desk};
use crate::client::theme::Theme;

/// How far a dot that says that something is wrong reaches, in pixels.
const DOT: f64 = 3.5;

/// The surface below everything.
#[component]
pub(crate) fn Painted() -> impl IntoView {
    let desk = desk();
    let theme: Theme = expect_context();
    let surface = NodeRef::<html::Canvas>::new();
    let paints = desk.with_scene(|scene| scene.paints);
    let easel = StoredValue::new_local(Easel {
        desk,
        painter: painter(),
        surface,
        asked: Rc::default(),
        stale: Rc::default(),
    });
    Effect::new(move |_| {
        paints.track();
        theme.track();
        desk.switched_off.track();
        easel.get_value().ask();
    });
    view! { <canvas class="painted" node_ref=surface aria-hidden="true" hidden></canvas> }
}

/// Has the drawing painted, once a picture at most, and only the newest of what is asked for while the
/// painter is busy.
#[derive(Clone)]
struct Easel {
    desk: Desk,
    painter: Rc<Painter>,
    surface: NodeRef<html::Canvas>,
    /// The next picture is awaited.
    asked: Rc<Cell<bool>>,
    /// Something changed since the painter was told.
    stale: Rc<Cell<bool>>,
}

impl Easel {
    fn ask(self) {
        self.stale.set(true);
        if !self.asked.replace(true) {
            request_animation_frame(move || {
                self.asked.set(false);
                if self.stale.get() && !self.painter.is_busy(Surface::Drawing) {
                    self.paint();
                }
            });
        }
    }

    fn paint(self) {
        // The page may have been left meanwhile.
        let Some(surface) = self.surface.try_get_untracked().flatten() else { return };
        self.stale.set(false);
        let painter = Rc::clone(&self.painter);
        let Some((ink, count)) = drawn(self.desk, &surface, &painter.palette) else {
            surface.set_hidden(true);
            return;
        };
        if !self.painter.is_there() {
            if let Some(context) = context(&surface) {
                ink.on(&context);
                self.show(&surface, &ink.place(), count);
            }
            return;
        }
        let (place, surface) = (ink.place(), surface.clone());
        painter.paint(Surface::Drawing, &ink, move |picture| {
            if !self.desk.is_there() {
                return;
            }
            // The drawing may have come nearer meanwhile: cards have elements again.
            let far = self.desk.with_scene(|scene| scene.painted_window().is_some());
            match picture {
                Some(picture) if far => {
                    put(&surface, picture);
                    self.show(&surface, &place, count);
                }
                Some(_) => {}
                None => self.stale.set(true),
            }
            if self.stale.get() {
                self.ask();
            }
        });
    }

    fn show(&self, surface: &HtmlCanvasElement, place: &str, count: u32) {
        // A surface without its place is not shown; nothing worse comes of it.
        let _ = surface.set_attribute("style", place);
        let _ = surface.set_attribute("data-painted", &count.to_string());
        surface.set_hidden(false);
        boot::lift();
        self.desk.painted(!self.stale.get());
    }
}

/// What hands are on, over the painted drawing: what is selected, and what is dragged with its lines.
#[component]
pub(crate) fn Held() -> impl IntoView {
    let desk = desk();
    let theme: Theme = expect_context();
    let surface = NodeRef::<html::Canvas>::new();
    let holds = desk.with_scene(|scene| scene.holds);
    let painter = StoredValue::new_local(painter());
    Effect::new(move |_| {
        holds.track();
        theme.track();
        let Some(surface) = surface.get() else { return };
        let painter = painter.get_value();
        let ink = held(desk, &surface, &painter.palette);
        surface.set_hidden(ink.is_none());
        if let Some((ink, context)) = ink.zip(context(&surface)) {
            // Without its place it is not shown.
            let _ = surface.set_attribute("style", &ink.place());
            ink.on(&context);
        }
    });
    view! { <canvas class="painted-hands" node_ref=surface aria-hidden="true" hidden></canvas> }
}

pub(super) fn context(surface: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    surface.get_context("2d").ok()??.dyn_into().ok()
}

/// Shows a picture that the painter made. A surface that took pictures as they are could not be painted on by the page
/// itself, should the painter fail later.
pub(super) fn put(surface: &HtmlCanvasElement, picture: &ImageBitmap) {
    surface.set_width(picture.width());
    surface.set_height(picture.height());
    if let Some(context) = context(surface) {
        // A picture that just arrived can be drawn.
        let _ = context.draw_image_with_image_bitmap(picture, 0.0, 0.0);
    }
    picture.close();
}

/// An empty surface for what is in the window; nothing where cards have elements.
fn empty<'s>(
    scene: &Scene,
    surface: &'s HtmlCanvasElement,
    palette: &'s Palette,
) -> Option<Ink<'s>> {
    let (window, bounds) = scene.painted_window().zip(scene.sheet().bounds())?;
    // Badges and lines reach a little beyond cards.
    let area = common(&window, &bounds.grown(100.0))?;
    let zoom = scene.viewport.with_untracked(|viewport| viewport.zoom);
    let sharp = zoom * leptos::prelude::window().device_pixel_ratio();
    Some(Ink::new(surface, palette, area, sharp, zoom))
}

/// What the scene says, with the number of its cards; nothing where cards have elements.
fn drawn<'s>(
    desk: Desk,
    surface: &'s HtmlCanvasElement,
    palette: &'s Palette,
) -> Option<(Ink<'s>, u32)> {
    desk.with_scene(|scene| {
        let mut ink = empty(scene, surface, palette)?;
        frames(&mut ink, scene.sheet());
        lines(&mut ink, scene);
        let count = all_cards(&mut ink, scene, &desk.cards_off());
        Some((ink, count))
    })
}

/// What hands are on; nothing when that is nothing, or has elements.
fn held<'s>(desk: Desk, surface: &'s HtmlCanvasElement, palette: &'s Palette) -> Option<Ink<'s>> {
    desk.with_scene(|scene| {
        let (lines, cards, rings) = (scene.held_lines(), scene.held_cards(), scene.held_rings());
        if lines.is_empty() && cards.is_empty() && rings.is_empty() {
            return None;
        }
        let mut ink = empty(scene, surface, palette)?;
        let sheet = scene.sheet();
        for (category, _) in CATEGORIES {
            let of = |line: &&u32| {
                sheet.lines().get(**line as usize).is_some_and(|line| line.category == category)
            };
            let mut of_it = lines.iter().filter(of).peekable();
            if of_it.peek().is_some() {
                ink.pen(&format!("--link-{}", category_name(category)), 100, 1.5);
            }
            for line in of_it {
                ink.line(&sheet.way(*line, false));
            }
        }
        for family in FAMILIES {
            ink.fill(&format!("--{}", family_name(family)), 1.0);
            for card in cards.iter().filter_map(|card| sheet.cards().get(*card as usize)) {
                if card.family == family {
                    ink.area(&card.rect());
                }
            }
        }
        ink.stroke("--accent", 1.0, 2.0);
        for card in rings.iter().filter_map(|card| sheet.cards().get(*card as usize)) {
            let around = card.rect().grown(2.0 * ink.pixel);
            ink.frame(&around);
        }
        Some(ink)
    })
}

/// Returns the number of cards that were painted.
pub(super) fn all_cards(ink: &mut Ink<'_>, scene: &Scene, off: &BTreeSet<NodeId>) -> u32 {
    let mut count = 0;
    for family in FAMILIES {
        for (alpha, wanted) in [(1.0, false), (0.25, true)] {
            if wanted && off.is_empty() {
                continue;
            }
            ink.fill(&format!("--{}", family_name(family)), alpha);
            for (number, card) in (0u32..).zip(scene.sheet().cards()) {
                let rect = card.rect();
                if card.family == family
                    && off.contains(&card.id) == wanted
                    && rect.intersects(&ink.area)
                    && !scene.is_lifted(number)
                {
                    ink.area(&rect);
                    count += 1;
                }
            }
        }
    }
    marks(ink, scene);
    count
}

fn lines(ink: &mut Ink<'_>, scene: &Scene) {
    for (category, _) in CATEGORIES {
        ink.pen(&format!("--link-{}", category_name(category)), 35, 1.0);
        some_lines(ink, scene, |number, line| line.category == category && !scene.is_bad(number));
    }
    ink.pen("--error", 100, 1.5);
    some_lines(ink, scene, |number, _| scene.is_bad(number));
}

fn frames(ink: &mut Ink<'_>, sheet: &Sheet) {
    ink.stroke("--border-strong", 1.0, 1.0);
    for zone in sheet.zones().iter().filter(|zone| !zone.torn) {
        ink.frame(&zone.rect);
    }
    ink.fill("--sunken", 1.0);
    ink.stroke("--border", 1.0, 1.0);
    for frame in sheet.frames().whole() {
        if frame.rect.intersects(&ink.area) {
            ink.area(&frame.rect);
            ink.frame(&frame.rect);
        }
    }
}

fn some_lines(ink: &mut Ink<'_>, scene: &Scene, wanted: impl Fn(u32, &Line) -> bool) {
    let sheet = scene.sheet();
    for (number, line) in (0u32..).zip(sheet.lines()).filter(|(number, line)| wanted(*number, line))
    {
        let (from, to) = sheet.ends(line);
        let lifted = scene.is_lifted(line.from) || scene.is_lifted(line.to);
        if !lifted && from.union(&to).intersects(&ink.area) {
            ink.line(&sheet.way(number, false));
        }
    }
}

/// What is wrong, and what is selected where that is too much to be painted at each step.
fn marks(ink: &mut Ink<'_>, scene: &Scene) {
    if let Some(selected) = scene.painted_selection() {
        ink.stroke("--accent", 1.0, 2.0);
        for card in scene.sheet().cards().iter().filter(|card| selected.contains(&card.id)) {
            let around = card.rect().grown(2.0 * ink.pixel);
            ink.frame(&around);
        }
    }
    for (token, wanted) in [("--warning", false), ("--error", true)] {
        ink.fill(token, 1.0);
        ink.stroke("--canvas", 1.0, 1.0);
        for (number, card) in (0u32..).zip(scene.sheet().cards()) {
            let counts = scene.counts_of(number);
            let has =
                if wanted { counts.errors > 0 } else { counts.errors == 0 && counts.warnings > 0 };
            let rect = card.rect();
            if has && !scene.is_lifted(number) && rect.intersects(&ink.area) {
                ink.dot((rect.right(), rect.y), DOT);
            }
        }
    }
}

fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (w, h) = (a.right().min(b.right()) - x, a.bottom().min(b.bottom()) - y);
    (w > 0.0 && h > 0.0).then(|| Rect::new(x, y, w, h))
}
