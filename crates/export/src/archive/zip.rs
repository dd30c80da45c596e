//! Bundle to `.zip`.

use std::io::{self, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Fused;
use crate::bundle::Bundle;

pub(super) fn write(bundle: &Bundle, out: impl Write) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(Fused::new(out));
    for file in &bundle.files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(file.mode());
        zip.start_file(format!("{}/{}", bundle.root, file.path), options)?;
        zip.write_all(&file.bytes)?;
    }
    zip.finish()?.flush()
}
