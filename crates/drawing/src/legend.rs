//! What the tiles and the lines of a picture mean, in rows as wide as the picture.

use std::fmt::{self, Write};

use topology::Graph;
use topology::catalogue::{Category, Family};

use crate::Length;
use crate::theme::{CATEGORIES, Palette, monogram};
use crate::words::{escape, fit, width};

/// Height of a row.
const ROW: f64 = 26.0;
/// Space above the rows.
const ABOVE: f64 = 24.0;
/// Space between two entries of a row.
const GAP: f64 = 24.0;
/// About the width of a character.
const ADVANCE: f64 = 5.9;
/// Space for the sign before the words.
const SIGN: f64 = 28.0;

/// A legend that is laid out: what it says, and where in its own coordinates.
pub(crate) struct Legend {
    entries: Vec<(f64, f64, Entry)>,
    pub(crate) height: f64,
}

enum Entry {
    Role { letters: String, name: String, family: Family },
    Line { category: Category, name: &'static str },
}

impl Entry {
    fn name(&self) -> &str {
        match self {
            Self::Role { name, .. } => name,
            Self::Line { name, .. } => name,
        }
    }
}

impl Legend {
    /// What the design shows, and nothing else: its roles in the catalogue's order, then its lines.
    pub(crate) fn new(graph: &Graph<'_>, room: f64) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for role in &graph.catalogue.roles {
            if graph.design.nodes().any(|node| node.role == role.id) {
                entries.push(Entry::Role {
                    letters: monogram(&role.name),
                    name: fit(&role.name, room - SIGN, ADVANCE),
                    family: role.family,
                });
            }
        }
        for (category, name) in CATEGORIES {
            let is_used = |link: &topology::Link| {
                graph.kind(&link.id).is_some_and(|kind| kind.category == category)
            };
            if graph.design.links().any(is_used) {
                entries.push(Entry::Line { category, name });
            }
        }
        let (mut x, mut y) = (0.0, ABOVE);
        let mut placed = Vec::with_capacity(entries.len());
        for entry in entries {
            let wide = SIGN + width(entry.name(), ADVANCE);
            if x > 0.0 && x + wide > room {
                (x, y) = (0.0, y + ROW);
            }
            placed.push((x, y, entry));
            x += wide + GAP;
        }
        let height = if placed.is_empty() { 0.0 } else { y + ROW };
        Self { entries: placed, height }
    }

    /// Draws it with its upper left corner here.
    pub(crate) fn draw(
        &self,
        out: &mut String,
        left: f64,
        top: f64,
        colours: &Palette,
    ) -> fmt::Result {
        for (x, y, entry) in &self.entries {
            let (x, y) = (left + x, top + y);
            match entry {
                Entry::Role { letters, family, .. } => {
                    let (tile, ink) = colours.family(*family);
                    writeln!(
                        out,
                        "<rect x=\"{}\" y=\"{}\" width=\"20\" height=\"18\" rx=\"4\" fill=\"{tile}\"/>",
                        Length(x),
                        Length(y)
                    )?;
                    writeln!(
                        out,
                        "<text x=\"{}\" y=\"{}\" font-size=\"9\" font-weight=\"600\" text-anchor=\"middle\" fill=\"{ink}\">{}</text>",
                        Length(x + 10.0),
                        Length(y + 12.3),
                        escape(letters)
                    )?;
                }
                Entry::Line { category, .. } => {
                    let colour = colours.link(*category);
                    let level = y + 9.0;
                    writeln!(
                        out,
                        "<path d=\"M{} {}h14\" stroke=\"{colour}\" stroke-width=\"1.5\"/><path d=\"M{} {}l-7 -3.5v7z\" fill=\"{colour}\"/>",
                        Length(x),
                        Length(level),
                        Length(x + 20.0),
                        Length(level)
                    )?;
                }
            }
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{}\">{}</text>",
                Length(x + SIGN),
                Length(y + 13.0),
                colours.quiet,
                escape(entry.name())
            )?;
        }
        Ok(())
    }
}
