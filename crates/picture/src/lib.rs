//! A drawing as a file for a person to keep: SVG, PNG and PDF with the fonts and, where there is a
//! place for it, the design inside; and in the words of Mermaid and draw.io.
//!
//! Bytes in, bytes out: the same design in the same look gives the same bytes on any machine, for no
//! font and no clock of the machine is asked. It never touches files or the network. What it reads
//! back is a stranger's: sizes are bounded before anything is built from them.
#![warn(clippy::disallowed_methods)]

mod drawio;
pub mod fonts;
mod format;
mod inside;
mod mermaid;
mod nested;
mod pdf;
mod raster;
mod vector;

pub use drawing::{Look, Theme};
pub use drawio::drawio;
pub use format::Format;
pub use inside::{MOST_BYTES, OpenError, document_in};
pub use mermaid::mermaid;
pub use vector::{Laid, lay};

use topology::{Catalogue, Design, document};

/// A picture as bytes, and what a person has to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub bytes: Vec<u8>,
    /// Sentences, such as that a large drawing was made smaller.
    pub notes: Vec<String>,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    #[error("The picture cannot be drawn: {0}")]
    Drawing(String),
    #[error("The picture's {field} has {found} characters; at most {most} fit.")]
    TooLong { field: &'static str, found: usize, most: usize },
}

/// Most characters of a title that a person gives.
pub const MOST_TITLE: usize = 200;
/// Most characters of a date that a person gives.
pub const MOST_DATE: usize = 60;

/// Draws a design. With `enclose` the picture holds the design and opens again; formats without a
/// place for it leave it out.
///
/// # Errors
/// When a text of the look is too long; a design itself is always drawn.
pub fn draw(
    design: &Design,
    catalogue: &Catalogue,
    format: Format,
    look: &Look,
    enclose: bool,
) -> Result<Drawn, DrawError> {
    check("title", look.title.as_deref(), MOST_TITLE)?;
    check("date", look.date.as_deref(), MOST_DATE)?;
    let inner = enclose.then(|| document::write(design));
    match format {
        Format::Svg => {
            let text = vector::svg(design, catalogue, look, inner.as_deref());
            Ok(Drawn { bytes: text.into_bytes(), notes: Vec::new() })
        }
        Format::Png => raster::png(design, catalogue, look, inner.as_deref()),
        Format::Pdf => pdf::pdf(design, catalogue, look),
        Format::Mermaid => Ok(plain(mermaid(design, catalogue, look))),
        Format::Drawio => Ok(plain(drawio(design, catalogue, look))),
    }
}

fn plain(text: String) -> Drawn {
    Drawn { bytes: text.into_bytes(), notes: Vec::new() }
}

fn check(field: &'static str, text: Option<&str>, most: usize) -> Result<(), DrawError> {
    let found = text.unwrap_or_default().chars().count();
    if found > most { Err(DrawError::TooLong { field, found, most }) } else { Ok(()) }
}
