//! Packing once what is sent often.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::files;
use crate::shell::Result;

/// Writes `.br` and `.gz` beside every file that gets smaller by it.
pub fn beside(folder: &Path) -> Result<()> {
    for file in files::below(folder)? {
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if !["html", "js", "wasm", "css", "svg", "json", "txt"].contains(&extension) {
            continue;
        }
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut brotli = Vec::new();
        let mut encoder = brotli::CompressorWriter::new(&mut brotli, 1 << 16, 11, 22);
        encoder.write_all(&bytes).map_err(|error| error.to_string())?;
        drop(encoder);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes).map_err(|error| error.to_string())?;
        let gzip = gzip.finish().map_err(|error| error.to_string())?;
        for (suffix, packed) in [("br", brotli), ("gz", gzip)] {
            let beside = PathBuf::from(format!("{}.{suffix}", file.display()));
            fs::write(&beside, packed).map_err(|error| format!("{}: {error}", beside.display()))?;
        }
    }
    Ok(())
}
