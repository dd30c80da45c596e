//! Colours of the style sheets for surfaces, which do not know them by name.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::client::theme::Theme;

/// The colour of the paper.
const PAPER: &str = "--canvas";

/// What was looked up: browsers take longer to say a colour than to fill a card with it, and style the
/// page for it.
pub(super) struct Palette {
    theme: Theme,
    dark: Cell<bool>,
    known: RefCell<Vec<(String, String)>>,
}

impl Palette {
    pub(super) fn new(theme: Theme) -> Self {
        Self { theme, dark: Cell::new(theme.is_dark()), known: RefCell::default() }
    }

    /// Forgets all when the page has got another theme.
    pub(super) fn look(&self) {
        let dark = self.theme.is_dark();
        if self.dark.replace(dark) != dark {
            self.known.borrow_mut().clear();
        }
    }

    pub(super) fn colour(&self, surface: &HtmlCanvasElement, token: &str) -> String {
        let known = self.known.borrow().iter().find(|(name, _)| name == token).cloned();
        if let Some((_, colour)) = known {
            return colour;
        }
        let colour = look_up(surface, token);
        self.known.borrow_mut().push((token.to_owned(), colour.clone()));
        colour
    }

    /// This part of a colour in a hundred, and the paper's for the rest.
    pub(super) fn paler(&self, surface: &HtmlCanvasElement, token: &str, part: u8) -> String {
        let own = self.colour(surface, token);
        if part >= 100 {
            return own;
        }
        let paper = self.colour(surface, PAPER);
        ["color-mix(in srgb, ", &own, " ", &part.to_string(), "%, ", &paper, ")"].concat()
    }
}

fn look_up(surface: &HtmlCanvasElement, token: &str) -> String {
    let style = window().get_computed_style(surface).ok().flatten();
    style.and_then(|style| style.get_property_value(token).ok()).unwrap_or_default()
}
