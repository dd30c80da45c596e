//! A design from a file: whatever it is, it is read or refused; what is read is written and read again as the same.

use topology::{Design, Limits, document as format};

pub(crate) const WORDS: &[&str] = &[
    "\"format\": 1",
    "null",
    "true",
    "-1",
    "1e999",
    "9223372036854775808",
    "0.5",
    "\"\"",
    "\\u0000",
    "\\ud800",
    "\u{202E}",
    "\u{FEFF}",
    "{}",
    "[]",
    "[[",
    "\"settings\": {",
    "\"replicas\": 100",
    "\"host\": \"",
    "\"parent\": \"",
    "\"con\"",
    "\"a.b\"",
];

/// What is checked as a deployment has at most so many nodes: the rules have benchmarks of their own.
const FEW: usize = 60;

/// Reads a document.
pub fn document(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let design = match format::parse(text) {
        Ok(design) => design,
        Err(error) => {
            assert!(!error.to_string().is_empty(), "a refusal says why");
            return false;
        }
    };
    let written = format::write(&design);
    if written.len() > Limits::DOCUMENT.bytes {
        assert!(format::write_to_keep(&design).is_err(), "what is kept can be opened again");
        return true;
    }
    assert_eq!(format::parse(&written).as_ref(), Ok(&design), "{written}");
    let packed = borsh::to_vec(&design);
    let unpacked = packed.ok().and_then(|packed| borsh::from_slice::<Design>(&packed).ok());
    assert_eq!(unpacked.as_ref(), Some(&design), "the page gets what was stored");
    let piece = format::parse(&format::write_piece(&design));
    assert!(piece.is_ok_and(|piece| piece.nodes().eq(design.nodes())), "a copy is the same");
    check(&design);
    true
}

/// A design gives findings and never an error; what mends one applies.
fn check(design: &Design) {
    let product = design.product();
    let Ok(catalogue) = catalogue::load(&product.id, &product.version) else { return };
    if design.nodes().len() > FEW || design.nodes().any(|node| node.replicas > 4) {
        return;
    }
    for finding in rules::validate(design, catalogue) {
        assert!(!finding.message.to_string().is_empty(), "{finding:?}");
        if let Some(fix) = finding.fix {
            let mut mended = design.clone();
            assert_eq!(fix.change.apply(&mut mended), Ok(()), "{}", finding.rule);
        }
    }
}
