//! The design inside a picture: put in, and found again in a stranger's file.

use std::io::Cursor;

use png::text_metadata::ITXtChunk;
use png::{Decoder, DecodingError, EncodingError, Limits};
use roxmltree::{Document, ParsingOptions};

/// Most bytes of a file that is opened: a picture with the largest design inside.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Most bytes of a design's text.
const MOST_TEXT: usize = topology::Limits::DOCUMENT.bytes;
/// Most elements and texts of an SVG.
const MOST_PARTS: u32 = 2_000_000;

/// Names the chunk of a PNG.
const KEYWORD: &str = "topology-designer";
/// Names the element of an SVG.
const NAMESPACE: &str = "urn:topology-designer:design";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Why a file holds no design. Its `Display` is for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error("The file has {found} bytes; at most {most} are accepted.")]
    TooLarge { found: usize, most: usize },
    #[error("The design inside this picture is damaged, or has more than {most} bytes.")]
    Inside { most: usize },
    #[error("The file is neither a design nor a picture that holds one.")]
    Unknown,
    #[error(
        "This {0} holds no design. A picture does when \"Put the design into the picture\" was chosen as it was saved."
    )]
    Nothing(&'static str),
    #[error("The {kind} is damaged: {message}")]
    Damaged { kind: &'static str, message: String },
}

/// The text of the design that a file is or holds: a design file, an SVG or a PNG. Whether the text
/// is a design is for [`topology::document::parse`] to say.
///
/// # Errors
/// When the file is too large, damaged, or a picture without a design.
pub fn document_in(bytes: Vec<u8>) -> Result<String, OpenError> {
    if bytes.len() > MOST_BYTES {
        return Err(OpenError::TooLarge { found: bytes.len(), most: MOST_BYTES });
    }
    if bytes.starts_with(PNG) {
        return in_png(&bytes);
    }
    let text = String::from_utf8(bytes).map_err(|_| OpenError::Unknown)?;
    let inner = text.trim_start_matches('\u{FEFF}').trim_start();
    if inner.starts_with('<') { in_svg(inner) } else { Ok(text) }
}

/// The design as a chunk of a PNG, packed.
pub(crate) fn chunk(document: &str) -> Result<ITXtChunk, EncodingError> {
    let mut chunk = ITXtChunk::new(KEYWORD, document);
    chunk.compress_text()?;
    Ok(chunk)
}

fn in_png(bytes: &[u8]) -> Result<String, OpenError> {
    let wrong =
        |error: DecodingError| OpenError::Damaged { kind: "PNG", message: error.to_string() };
    // Only what stands before the pixels is read; the limit is for whatever else is unpacked there.
    let limits = Limits { bytes: MOST_BYTES };
    let reader = Decoder::new_with_limits(Cursor::new(bytes), limits).read_info().map_err(wrong)?;
    let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD);
    let mut chunk = chunk.cloned().ok_or(OpenError::Nothing("PNG"))?;
    // What is packed unfolds to so much and no further.
    let inside = |_| OpenError::Inside { most: MOST_TEXT };
    chunk.decompress_text_with_limit(MOST_TEXT).map_err(inside)?;
    chunk.get_text().map_err(inside)
}

/// The design as an element of an SVG, as text that XML carries whole: the two signs for which it has
/// no way of writing only ever stand in JSON's strings, which have one.
pub(crate) fn metadata(document: &str) -> String {
    let mut out = format!("<metadata><design xmlns=\"{NAMESPACE}\">");
    for c in document.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\u{FFFE}' => out.push_str("\\ufffe"),
            '\u{FFFF}' => out.push_str("\\uffff"),
            c => out.push(c),
        }
    }
    out.push_str("</design></metadata>\n");
    out
}

fn in_svg(text: &str) -> Result<String, OpenError> {
    let damaged = |message: String| OpenError::Damaged { kind: "SVG", message };
    // Declarations of entities, which could unfold without end, are refused by default.
    let options = ParsingOptions { nodes_limit: MOST_PARTS, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|error| damaged(error.to_string()))?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(OpenError::Unknown);
    }
    let design = document.descendants().find(|node| node.has_tag_name((NAMESPACE, "design")));
    let texts = design.ok_or(OpenError::Nothing("SVG"))?.descendants();
    Ok(texts.filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_design_is_carried_whole() {
        let document = "{\n  \"name\": \"]]></design><&\u{FFFE}\"\n}\n";
        let svg = format!("<svg>{}</svg>", metadata(document));
        assert_eq!(in_svg(&svg).unwrap(), document.replace('\u{FFFE}', "\\ufffe"));
    }
}
