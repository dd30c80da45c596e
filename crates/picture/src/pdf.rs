//! PDF: one page as large as the drawing, with text that can be searched and copied.

use drawing::Look;
use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use topology::{Catalogue, Design};

use crate::{DrawError, Drawn, vector};

/// Points to a unit of the canvas.
const POINTS: f32 = 0.75;
/// Most points of a page's side that readers show.
const MOST_SIDE: f32 = 14_400.0;

pub(crate) fn pdf(design: &Design, catalogue: &Catalogue, look: &Look) -> Result<Drawn, DrawError> {
    let laid = vector::lay(design, catalogue, look)?;
    let (width, height) = laid.size();
    let scale = POINTS.min(MOST_SIDE / width.max(height));
    let wrong = || DrawError::Drawing("it has no size".to_owned());
    let size = Size::from_wh(width * scale, height * scale).ok_or_else(wrong)?;
    let mut document = Document::new();
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    laid.paint(&mut surface, size)?;
    surface.finish();
    page.finish();
    let title = look.title.as_deref().unwrap_or(design.name()).to_owned();
    document.set_metadata(Metadata::new().title(title).creator("Topology Designer".to_owned()));
    let bytes = document.finish().map_err(|error| DrawError::Drawing(error.to_string()))?;
    Ok(Drawn { bytes, notes: vector::note_missing(laid.missing()).into_iter().collect() })
}
