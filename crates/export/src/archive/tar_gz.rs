//! Bundle to `.tar.gz`.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

use super::Fused;
use crate::bundle::Bundle;

pub(super) fn write(bundle: &Bundle, out: impl Write) -> io::Result<()> {
    // Neither a time nor a name nor an operating system in the gzip header.
    let gzip =
        GzBuilder::new().mtime(0).operating_system(255).write(Fused::new(out), Compression::best());
    let mut tar = Builder::new(gzip);
    for file in &bundle.files {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(file.mode());
        header.set_size(file.bytes.len() as u64);
        header.set_mtime(super::FIXED_TIME);
        header.set_uid(0);
        header.set_gid(0);
        let path = format!("{}/{}", bundle.root, file.path);
        tar.append_data(&mut header, path, file.bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?.flush()
}
