//! `export`: the bundle as a folder or an archive.

use std::path::Path;

use export::archive::{self, ArchiveFormat};
use export::{Bundle, BundleOptions, Exporter};
use rules::Severity;

use super::{HAS_ERRORS, Outcome, files, folder, report, say};
use crate::cli::Export;

pub(super) fn run(args: &Export) -> Outcome {
    let design = files::design(&args.file)?;
    let catalogue = files::catalogue(&design)?;
    let exporter = Exporter::new(&design, catalogue);
    let known =
        |id: &String| exporter.node(id).ok_or_else(|| format!("the design has no node `{id}`"));
    let node = args.node.as_ref().map(known).transpose()?;
    let mut errors = rules::validate_on(&design, catalogue, Some(&super::today()));
    errors.retain(|finding| finding.is_open() && finding.severity == Severity::Error);
    if !errors.is_empty() && !args.force {
        say(&format!(
            "{} errors stand against this export; fix them, or give --force",
            errors.len()
        ));
        for line in report::text(&errors).lines() {
            say(line);
        }
        return Ok(HAS_ERRORS);
    }
    let bundle = exporter.bundle(&BundleOptions { node });
    match (&args.out, &args.archive) {
        (Some(folder), _) => folder::write(&bundle, folder)?,
        (None, Some(file)) => packed(&bundle, file, format_of(file)?)?,
        (None, None) => return Err("say where to: --out DIR or --archive FILE".into()),
    }
    Ok(0)
}

fn packed(bundle: &Bundle, file: &Path, format: ArchiveFormat) -> Result<(), String> {
    files::write(file, |out| archive::write(bundle, format, out))?;
    say(&format!("{} files in {}", bundle.files.len(), file.display()));
    Ok(())
}

/// The format that a file's name asks for.
fn format_of(file: &Path) -> Result<ArchiveFormat, String> {
    let name = file.to_string_lossy();
    let found = [ArchiveFormat::Zip, ArchiveFormat::TarGz]
        .into_iter()
        .find(|format| name.ends_with(&format!(".{}", format.extension())));
    found.ok_or_else(|| format!("{name} has to end in .zip or .tar.gz"))
}
