//! The SVG with its fonts, and the tree that PNG and PDF are drawn from.

use std::sync::Arc;

use drawing::Look;
use krilla::geom::Size;
use krilla::surface::Surface;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg::{Group, Node, Options, Tree};
use topology::{Catalogue, Design};

use crate::{DrawError, fonts, inside};

/// The stand-alone SVG: fonts inside, and the design when it is given.
pub(crate) fn svg(
    design: &Design,
    catalogue: &Catalogue,
    look: &Look,
    document: Option<&str>,
) -> String {
    let mut head = fonts::STYLE.clone();
    if let Some(document) = document {
        head.push_str(&inside::metadata(document));
    }
    drawing::dressed(design, catalogue, look, &head)
}

/// The same drawing with each glyph in its place.
pub struct Laid {
    pub(crate) tree: Tree,
    /// How many characters the fonts do not have.
    pub(crate) missing: usize,
}

impl Laid {
    /// Width and height, in units of the canvas.
    #[must_use]
    pub fn size(&self) -> (f32, f32) {
        (self.tree.size().width(), self.tree.size().height())
    }

    /// How many characters of it the fonts do not have.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// Paints it as large as this, from the surface's origin on, with text as text.
    ///
    /// # Errors
    /// When it has no size.
    pub fn paint(&self, surface: &mut Surface<'_>, size: Size) -> Result<(), DrawError> {
        let painted = surface.draw_svg(&self.tree, size, SvgSettings::default());
        painted.ok_or_else(|| DrawError::Drawing("it has no size".to_owned()))
    }
}

/// Lays a drawing for somebody who paints it on a page of their own.
///
/// # Errors
/// When the drawing cannot be laid.
pub fn lay(design: &Design, catalogue: &Catalogue, look: &Look) -> Result<Laid, DrawError> {
    let text = drawing::dressed(design, catalogue, look, "");
    let options = Options {
        fontdb: Arc::clone(&fonts::FONTS),
        font_family: "Inter".into(),
        ..Options::default()
    };
    let tree =
        Tree::from_str(&text, &options).map_err(|error| DrawError::Drawing(error.to_string()))?;
    let missing = missing(tree.root());
    Ok(Laid { tree, missing })
}

fn missing(group: &Group) -> usize {
    group
        .children()
        .iter()
        .map(|node| match node {
            Node::Group(group) => missing(group),
            Node::Text(text) => text
                .layouted()
                .iter()
                .flat_map(|span| &span.positioned_glyphs)
                .filter(|glyph| glyph.id.0 == 0)
                .count(),
            Node::Path(_) | Node::Image(_) => 0,
        })
        .sum()
}

/// What a person has to know when letters are not in the fonts.
pub(crate) fn note_missing(missing: usize) -> Option<String> {
    (missing > 0).then(|| {
        let (are, them) = if missing == 1 { ("character is", "it") } else { ("characters are", "them") };
        format!(
            "{missing} {are} not in the picture's fonts and drawn as a box. An SVG shows {them} with the fonts of whoever looks at it."
        )
    })
}
