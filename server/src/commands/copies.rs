//! `backup` and `restore`: all that a console keeps, as one file.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};

use backend::{Backend, Copied};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use tokio::runtime::Runtime;

use super::serve::database;
use super::{Outcome, print, say};
use crate::cli::{Backup, Restore};

pub(super) fn backup(args: &Backup) -> Outcome {
    let database = database(&args.kept)?;
    let place = args.out.display();
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let wrong = |error: std::io::Error| format!("{place}: {error}");
    // Beside its place, so that a copy that breaks off is not taken for one.
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| ".".as_ref())).map_err(wrong)?;
    let runtime = runtime()?;
    let made = runtime.block_on(async {
        let backend = Backend::open(&database).await?;
        let mut packed = GzEncoder::new(BufWriter::new(file.as_file_mut()), Compression::default());
        let made = backend.copy_to(&mut packed).await?;
        let written = packed.finish().and_then(|mut out| out.flush());
        written.map_err(|error| backend::BackendError::Internal(error.to_string()))?;
        Ok::<_, backend::BackendError>((backend, made))
    });
    let (backend, made) = made.map_err(|error| error.to_string())?;
    file.as_file().sync_all().map_err(wrong)?;
    file.persist(&args.out).map_err(|error| wrong(error.error))?;
    // What is written down is that there is a copy: it is in its place by now.
    let remembered = runtime.block_on(async {
        let remembered = backend.record_copy(&made.sha256).await;
        backend.close().await;
        remembered
    });
    if let Err(error) = remembered {
        say(&format!("the console does not know of this copy: {error}"));
    }
    say(&format!("{place} holds a copy of {database}"));
    print(&told(&made))
}

pub(super) fn restore(args: &Restore) -> Outcome {
    let database = database(&args.kept)?;
    let place = args.file.display();
    let file = File::open(&args.file).map_err(|error| format!("{place}: {error}"))?;
    let copied = runtime()?.block_on(async {
        let backend = Backend::open(&database).await?;
        let unpacked = BufReader::new(GzDecoder::new(BufReader::new(file)));
        let copied = backend.copy_from(unpacked).await;
        backend.close().await;
        copied
    });
    let copied = copied.map_err(|error| format!("{place}: {error}"))?;
    say(&format!("{database} holds what is in {place}"));
    print(&told(&copied))
}

fn runtime() -> Result<Runtime, String> {
    Runtime::new().map_err(|error| error.to_string())
}

/// A line for each table, and the checksum of all rows.
fn told(copied: &Copied) -> String {
    let rows = copied.rows.iter().map(|(table, rows)| format!("{table} {rows}\n"));
    format!("{}sha256 {}\n", rows.collect::<String>(), copied.sha256)
}
