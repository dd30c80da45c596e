//! A bundle as one file. Entries are sorted, with fixed times and modes: the same bundle packs to the
//! same bytes, whether they are kept in memory or leave piece by piece.

mod tar_gz;
mod zip;

use std::io::{self, Write};

use crate::bundle::Bundle;

/// 1 January 1980, the earliest time a zip can hold, in seconds since 1970.
const FIXED_TIME: u64 = 315_532_800;

/// How an archive is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArchiveFormat {
    Zip,
    TarGz,
}

impl ArchiveFormat {
    /// The format with this file extension.
    #[must_use]
    pub fn of(extension: &str) -> Option<Self> {
        [Self::Zip, Self::TarGz].into_iter().find(|format| format.extension() == extension)
    }

    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Zip => "zip",
            Self::TarGz => "tar.gz",
        }
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Zip => "application/zip",
            Self::TarGz => "application/gzip",
        }
    }
}

/// Packs a bundle into a writer, entry by entry; nothing is sought back to.
///
/// # Errors
/// When the writer takes no more, or the archive would be larger than the format allows.
pub fn write(bundle: &Bundle, format: ArchiveFormat, out: impl Write) -> io::Result<()> {
    match format {
        ArchiveFormat::Zip => zip::write(bundle, out),
        ArchiveFormat::TarGz => tar_gz::write(bundle, out),
    }
}

/// A bundle as `.zip` in memory.
///
/// # Errors
/// As [`write`].
pub fn zip(bundle: &Bundle) -> io::Result<Vec<u8>> {
    in_memory(bundle, ArchiveFormat::Zip)
}

/// A bundle as `.tar.gz` in memory.
///
/// # Errors
/// As [`write`].
pub fn tar_gz(bundle: &Bundle) -> io::Result<Vec<u8>> {
    in_memory(bundle, ArchiveFormat::TarGz)
}

fn in_memory(bundle: &Bundle, format: ArchiveFormat) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(bundle, format, &mut bytes)?;
    Ok(bytes)
}

/// A writer that swallows everything after its first failure. Packers that are dropped unfinished
/// try to finish, and one of them complains on standard error when it cannot.
struct Fused<W> {
    out: W,
    failed: bool,
}

impl<W: Write> Fused<W> {
    fn new(out: W) -> Self {
        Self { out, failed: false }
    }

    fn unless_failed<T>(
        &mut self,
        swallowed: T,
        work: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.failed {
            return Ok(swallowed);
        }
        let done = work(&mut self.out);
        self.failed = done.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        done
    }
}

impl<W: Write> Write for Fused<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed((), Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BundleFile;

    const BOTH: [ArchiveFormat; 2] = [ArchiveFormat::Zip, ArchiveFormat::TarGz];

    fn bundle() -> Bundle {
        let file = |number: usize| BundleFile {
            path: format!("nodes/n{number:02}/a.txt"),
            // Text that does not pack to nothing.
            bytes: (0..20_000_u64).map(|n| ((n * n * 31) >> (number % 7)) as u8).collect(),
            executable: number.is_multiple_of(2),
        };
        Bundle { root: "sample-1".into(), files: (0..20).map(file).collect() }
    }

    /// Takes a few bytes at a time, and none after so many.
    struct Narrow {
        taken: Vec<u8>,
        most: usize,
        refused: usize,
    }

    impl Write for &mut Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let room = self.most - self.taken.len();
            if room == 0 {
                self.refused += 1;
                return Err(io::Error::new(io::ErrorKind::BrokenPipe, "the reader went away"));
            }
            let count = bytes.len().min(room).min(7);
            self.taken.extend_from_slice(&bytes[..count]);
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_leaves_in_pieces_is_what_is_kept_in_memory() {
        for format in BOTH {
            let mut out = Narrow { taken: Vec::new(), most: usize::MAX, refused: 0 };
            write(&bundle(), format, &mut out).unwrap();
            assert!(out.taken == in_memory(&bundle(), format).unwrap(), "{format:?}");
        }
    }

    #[test]
    fn a_reader_that_went_away_ends_the_packing() {
        for format in BOTH {
            let mut out = Narrow { taken: Vec::new(), most: 5_000, refused: 0 };
            let error = write(&bundle(), format, &mut out).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format:?}");
            assert_eq!(out.refused, 1, "{format:?}: nothing is tried again");
        }
    }

    #[test]
    fn formats_are_found_by_their_extension() {
        for format in BOTH {
            assert_eq!(ArchiveFormat::of(format.extension()), Some(format));
        }
        assert_eq!(ArchiveFormat::of("rar"), None);
    }
}
