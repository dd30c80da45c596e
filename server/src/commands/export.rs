//! `export`: the bundle as a folder or an archive.

use std::fs;
use std::path::Path;

use export::{Bundle, BundleOptions, Exporter, archive};
use rules::Severity;
use topology::NodeId;

use super::{HAS_ERRORS, Outcome, files, report, say};
use crate::cli::Export;

pub(super) fn run(args: &Export) -> Outcome {
    let design = files::design(&args.file)?;
    let catalogue = files::catalogue(&design)?;
    let node = match &args.node {
        None => None,
        Some(id) => {
            let known = NodeId::new(id.clone()).ok().filter(|id| design.node(id).is_some());
            Some(known.ok_or_else(|| format!("the design has no node `{id}`"))?)
        }
    };
    let mut errors = rules::validate(&design, catalogue);
    errors.retain(|finding| finding.severity == Severity::Error);
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
    let bundle = Exporter::new(&design, catalogue).bundle(&BundleOptions { node });
    match (&args.out, &args.archive) {
        (Some(folder), _) => unpacked(&bundle, folder)?,
        (None, Some(file)) => packed(&bundle, file)?,
        (None, None) => return Err("say where to: --out DIR or --archive FILE".into()),
    }
    Ok(0)
}

fn unpacked(bundle: &Bundle, folder: &Path) -> Result<(), String> {
    let root = folder.join(&bundle.root);
    for file in &bundle.files {
        let path = root.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| format!("{} cannot be made: {error}", parent.display()))?;
        }
        files::write(&path, &file.bytes)?;
        set_mode(&path, file.mode())?;
    }
    say(&format!("{} files in {}", bundle.files.len(), root.display()));
    Ok(())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(|error| format!("{} cannot be made executable: {error}", path.display()))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Result<(), String> {
    Ok(())
}

fn packed(bundle: &Bundle, file: &Path) -> Result<(), String> {
    let name = file.to_string_lossy();
    let bytes = if name.ends_with(".zip") {
        archive::zip(bundle)
    } else if name.ends_with(".tar.gz") {
        archive::tar_gz(bundle)
    } else {
        return Err(format!("{name} has to end in .zip or .tar.gz"));
    };
    let bytes = bytes.map_err(|error| format!("the archive cannot be made: {error}"))?;
    files::write(file, &bytes)?;
    say(&format!("{} files in {name}", bundle.files.len()));
    Ok(())
}
