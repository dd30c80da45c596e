//! Reading designs and writing results.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use topology::{Catalogue, Design, Limits, document};

/// Reads a design from a file, or from standard input for `-`.
pub(super) fn design(path: &Path) -> Result<Design, String> {
    let name = if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let read = if path == Path::new("-") {
        limited(io::stdin().lock())
    } else {
        File::open(path).and_then(limited)
    };
    let text = read.map_err(|error| format!("{name} cannot be read: {error}"))?;
    document::parse(&text).map_err(|error| format!("{name} is not a design. {error}"))
}

/// The catalogue a design asks for.
pub(super) fn catalogue(design: &Design) -> Result<&'static Catalogue, String> {
    let product = design.product();
    catalogue::load(&product.id, &product.version).map_err(|error| error.to_string())
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// One byte more than a design may have is enough to refuse it.
fn limited(input: impl io::Read) -> io::Result<String> {
    let mut text = String::new();
    input.take(Limits::DOCUMENT.bytes as u64 + 1).read_to_string(&mut text)?;
    Ok(text)
}
