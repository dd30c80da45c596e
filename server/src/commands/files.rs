//! Reading designs and writing results.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::Path;

use topology::{Catalogue, Design, document};

/// Reads a design, or a picture that holds one, from a file, or from standard input for `-`.
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
    let bytes = read.map_err(|error| format!("{name} cannot be read: {error}"))?;
    let text = picture::document_in(bytes).map_err(|error| format!("{name}: {error}"))?;
    document::parse(&text).map_err(|error| format!("{name} is not a design. {error}"))
}

/// The catalogue a design asks for.
pub(super) fn catalogue(design: &Design) -> Result<&'static Catalogue, String> {
    let product = design.product();
    catalogue::load(&product.id, &product.version).map_err(|error| error.to_string())
}

/// Writes a file that is there whole or not at all: it is written beside its place and then put into
/// it, so that a failure leaves what was there before.
pub(super) fn write(
    path: &Path,
    work: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
) -> Result<(), String> {
    let place = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let written = || {
        let mut file = readable(tempfile::Builder::new().prefix(ASIDE)).tempfile_in(place)?;
        let mut out = BufWriter::new(file.as_file_mut());
        work(&mut out)?;
        out.flush()?;
        drop(out);
        file.persist(path)?;
        Ok::<(), io::Error>(())
    };
    written().map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// How names of what is made beside its place begin.
pub(super) const ASIDE: &str = ".topology-designer-";

/// Others may read the file as far as the user's mask lets them; on its own it would be private.
fn readable<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// One byte more than a file may have is enough to refuse it.
fn limited(input: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(picture::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
