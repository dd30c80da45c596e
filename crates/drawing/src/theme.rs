//! The colours of the picture: those of the console, light and dark.

use topology::catalogue::{Category, Family};

/// Which of the two sets of colours a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The one that prints.
    #[default]
    Light,
    Dark,
}

/// A set of colours. Each is a token of the console's style sheet; a test compares them.
#[derive(Debug)]
pub(crate) struct Palette {
    pub(crate) paper: &'static str,
    pub(crate) text: &'static str,
    pub(crate) quiet: &'static str,
    pub(crate) card: &'static str,
    pub(crate) card_border: &'static str,
    pub(crate) frame: &'static str,
    pub(crate) frame_border: &'static str,
    /// The tile of each family of roles and what is written on it, in the order of [`Family`].
    families: [(&'static str, &'static str); 8],
    /// The lines of each category of links, in the order of [`CATEGORIES`].
    links: [&'static str; 5],
}

static LIGHT: Palette = Palette {
    paper: "#fbfbfc",
    text: "#1b2029",
    quiet: "#59616f",
    card: "#ffffff",
    card_border: "#858d9c",
    frame: "#f4f5f7",
    frame_border: "#dfe2e8",
    families: [
        ("#e4f0fa", "#1f6fb5"),
        ("#eeeafa", "#6b4fc4"),
        ("#fcefe3", "#b0500f"),
        ("#fae8f1", "#a13a6f"),
        ("#e3f4ee", "#1d7458"),
        ("#eef4e0", "#4d6b1c"),
        ("#f8f1da", "#7a5c08"),
        ("#eef0f4", "#59616f"),
    ],
    links: ["#1f6fb5", "#6b4fc4", "#b0500f", "#1d7458", "#4d6b1c"],
};

static DARK: Palette = Palette {
    paper: "#0e131c",
    text: "#e8ecf3",
    quiet: "#a2adc0",
    card: "#1b2331",
    card_border: "#76839b",
    frame: "#151b27",
    frame_border: "#2a3446",
    families: [
        ("#16304a", "#74b7f2"),
        ("#2a2450", "#b3a0ff"),
        ("#3b2413", "#f5a468"),
        ("#3b1c2e", "#f09cc8"),
        ("#12322a", "#6dd3b0"),
        ("#263013", "#b5d272"),
        ("#332b12", "#e3c666"),
        ("#232c3b", "#a2adc0"),
    ],
    links: ["#74b7f2", "#b3a0ff", "#f5a468", "#6dd3b0", "#b5d272"],
};

impl Theme {
    pub(crate) fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }

    /// For drawings in other programs' words: what is written, and what is written less loudly.
    #[must_use]
    pub fn ink(self) -> (&'static str, &'static str) {
        (self.palette().text, self.palette().quiet)
    }

    #[must_use]
    pub fn paper(self) -> &'static str {
        self.palette().paper
    }

    /// A frame around cards, and its border.
    #[must_use]
    pub fn frame(self) -> (&'static str, &'static str) {
        (self.palette().frame, self.palette().frame_border)
    }

    /// A family's tint, and its hue.
    #[must_use]
    pub fn family(self, family: Family) -> (&'static str, &'static str) {
        self.palette().family(family)
    }

    #[must_use]
    pub fn line(self, category: Category) -> &'static str {
        self.palette().link(category)
    }
}

impl Palette {
    /// A role family's hue: the tile, and what is written on it.
    pub(crate) fn family(&self, family: Family) -> (&'static str, &'static str) {
        self.families[match family {
            Family::Edge => 0,
            Family::Control => 1,
            Family::Traffic => 2,
            Family::Identity => 3,
            Family::Data => 4,
            Family::Storage => 5,
            Family::Analytics => 6,
            Family::Outside => 7,
        }]
    }

    pub(crate) fn link(&self, category: Category) -> &'static str {
        self.links[match category {
            Category::Client => 0,
            Category::Management => 1,
            Category::Events => 2,
            Category::Data => 3,
            Category::Storage => 4,
        }]
    }
}

/// Every family, in the order in which their cards are drawn.
pub const FAMILIES: [Family; 8] = [
    Family::Edge,
    Family::Control,
    Family::Traffic,
    Family::Identity,
    Family::Data,
    Family::Storage,
    Family::Analytics,
    Family::Outside,
];

/// Every category with its words, in the order in which their lines are drawn.
pub const CATEGORIES: [(Category, &str); 5] = [
    (Category::Client, "Client traffic"),
    (Category::Management, "Management"),
    (Category::Events, "Events"),
    (Category::Data, "Data"),
    (Category::Storage, "Storage"),
];

/// A family as style sheets name it.
#[must_use]
pub fn family_name(family: Family) -> &'static str {
    match family {
        Family::Edge => "edge",
        Family::Control => "control",
        Family::Traffic => "traffic",
        Family::Identity => "identity",
        Family::Data => "data",
        Family::Storage => "storage",
        Family::Analytics => "analytics",
        Family::Outside => "outside",
    }
}

/// A category as style sheets name it.
#[must_use]
pub fn category_name(category: Category) -> &'static str {
    match category {
        Category::Client => "client",
        Category::Management => "management",
        Category::Events => "events",
        Category::Data => "data",
        Category::Storage => "storage",
    }
}

/// The first two letters of a role's words: `Key Manager` is `KM`, `Gateway` is `GA`.
pub(crate) fn monogram(name: &str) -> String {
    let mut words = name.split([' ', '-']).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or("?"), words.next());
    let letters: String = match second {
        Some(second) => first.chars().take(1).chain(second.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../style/tokens.css");

    /// The value of a token in the light or the dark part of the style sheet.
    fn token(theme: Theme, name: &str) -> &'static str {
        let (light, dark) = TOKENS.split_once(":root[data-theme='dark']").unwrap();
        let part = if theme == Theme::Light { light } else { dark };
        let (_, after) = part.split_once(&format!("--{name}: ")).expect(name);
        after.split_once(';').unwrap().0
    }

    #[test]
    fn every_colour_is_a_token_of_the_console() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = theme.palette();
            let frame = if theme == Theme::Light { "sunken" } else { "surface" };
            for (colour, name) in [
                (palette.paper, "canvas"),
                (palette.text, "text"),
                (palette.quiet, "text-quiet"),
                (palette.card, "raised"),
                (palette.card_border, "border-strong"),
                (palette.frame, frame),
                (palette.frame_border, "border"),
            ] {
                assert_eq!(colour, token(theme, name), "{theme:?} {name}");
            }
            for (family, name) in [
                (Family::Edge, "edge"),
                (Family::Control, "control"),
                (Family::Traffic, "traffic"),
                (Family::Identity, "identity"),
                (Family::Data, "data"),
                (Family::Storage, "storage"),
                (Family::Analytics, "analytics"),
                (Family::Outside, "outside"),
            ] {
                let tile = token(theme, &format!("{name}-tint"));
                assert_eq!(palette.family(family), (tile, token(theme, name)), "{theme:?} {name}");
            }
            for (category, name) in [
                (Category::Client, "link-client"),
                (Category::Management, "link-management"),
                (Category::Events, "link-events"),
                (Category::Data, "link-data"),
                (Category::Storage, "link-storage"),
            ] {
                assert_eq!(palette.link(category), token(theme, name), "{theme:?} {name}");
            }
        }
    }
}
