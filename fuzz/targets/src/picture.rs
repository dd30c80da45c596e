//! A picture that a stranger made: the design inside is found or refused, and nothing unfolds without end.

use picture::{Format, Look, MOST_BYTES, document_in};
use topology::{Design, Limits, document};

pub(crate) const WORDS: &[&str] = &[
    "<svg>",
    "</svg>",
    "<metadata>",
    "<design xmlns=\"urn:topology-designer:design\">",
    "</design>",
    "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
    "<![CDATA[",
    "]]>",
    "&a;",
    "&#0;",
    "&#xFFFF;",
    "iTXt",
    "zTXt",
    "tEXt",
    "iCCP",
    "IHDR",
    "IDAT",
    "topology-designer\0\u{1}\0\0\0",
    "\u{FEFF}",
];

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What is drawn again has at most so many nodes.
const FEW: usize = 12;

/// Looks for a design.
pub fn picture(bytes: &[u8]) -> bool {
    // Both as it came and with its checksums set right, which a mutation never hits.
    let sealed = bytes.starts_with(PNG).then(|| sealed(bytes));
    let found = sealed.is_some_and(look);
    look(bytes.to_vec()) || found
}

fn look(bytes: Vec<u8>) -> bool {
    let size = bytes.len();
    let text = match document_in(bytes) {
        Ok(text) => text,
        Err(error) => {
            assert!(!error.to_string().is_empty(), "a refusal says why");
            return false;
        }
    };
    assert!(size <= MOST_BYTES, "{size} bytes are too many");
    assert!(text.len() <= size.max(Limits::DOCUMENT.bytes), "{} bytes came out", text.len());
    let Ok(design) = document::parse(&text) else { return true };
    put_in_again(&design);
    true
}

/// A design that came in a picture goes into one, and comes out as it was.
fn put_in_again(design: &Design) {
    let product = design.product();
    let Ok(catalogue) = catalogue::load(&product.id, &product.version) else { return };
    let written = document::write(design);
    if design.nodes().len() > FEW || written.len() > Limits::DOCUMENT.bytes {
        return;
    }
    let drawn = picture::draw(design, catalogue, Format::Svg, &Look::default(), true);
    assert!(drawn.is_ok(), "a design is always drawn: {drawn:?}");
    let found = drawn.ok().and_then(|drawn| document_in(drawn.bytes).ok());
    let found = found.and_then(|text| document::parse(&text).ok());
    assert_eq!(found.as_ref(), Some(design), "{written}");
}

/// A PNG whose chunks have the checksums that they need.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut at = PNG.len();
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let end = usize::try_from(length).ok().and_then(|length| (at + 8).checked_add(length));
        let Some((end, sum)) = end.and_then(|end| Some((end, crc(bytes.get(at + 4..end)?)))) else {
            break;
        };
        let Some(place) = bytes.get_mut(end..end + 4) else { break };
        place.copy_from_slice(&sum.to_be_bytes());
        at = end + 4;
    }
    bytes
}

/// The checksum of PNG's chunks, bit by bit: they are short here.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 * (sum & 1));
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::crc;

    #[test]
    fn the_checksum_is_that_of_png() {
        // The last chunk of every PNG.
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
    }
}
