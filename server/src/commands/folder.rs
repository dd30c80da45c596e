//! A bundle as a folder. The whole tree is written beside its place and then takes the place of an
//! earlier one, so that files of two exports never lie side by side.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use export::Bundle;
use serde::Deserialize;

use super::{files, left, say, swap};

/// Writes a bundle's root folder into `folder`.
pub(super) fn write(bundle: &Bundle, folder: &Path) -> Result<(), String> {
    let root = folder.join(&bundle.root);
    // Refused before anything is made.
    Earlier::at(&root)?;
    let failed = |error: io::Error| format!("{} cannot be written: {error}", root.display());
    fs::create_dir_all(folder).map_err(failed)?;
    let alone = left::alone(folder);
    if alone.is_some() {
        left::clear(folder).map_err(failed)?;
    }
    let earlier = Earlier::at(&root)?;
    // On the same disk, so that a rename is all it takes; gone with whatever is left in it.
    let mut aside =
        tempfile::Builder::new().prefix(files::ASIDE).tempdir_in(folder).map_err(failed)?;
    left::call(aside.path(), &bundle.root).map_err(failed)?;
    let new = aside.path().join(left::TREE);
    tree(bundle, &new).map_err(failed)?;
    let replaced = match earlier {
        Earlier::Nothing => {
            fs::rename(&new, &root).map_err(failed)?;
            None
        }
        Earlier::Bundle { .. } => {
            // What is there holds what a person put into it: where something fails from here on it stays where it is, and
            // the next export looks after it.
            aside.disable_cleanup(true);
            let old = aside.path().join(left::OLD);
            let was = swap::swap(&new, &root, &old).map_err(failed)?;
            // Somebody may have put something there since it was looked at.
            match Earlier::at(&was)? {
                Earlier::Bundle { foreign } => foreign.map(|foreign| (was, foreign)),
                Earlier::Nothing => None,
            }
        }
    };
    if let Some((was, foreign)) = replaced {
        let kept = free_name(&root);
        fs::rename(&was, &kept).map_err(failed)?;
        left::say_kept(&kept, &foreign);
    }
    aside.disable_cleanup(false);
    say(&format!("{} files in {}", bundle.files.len(), root.display()));
    Ok(())
}

/// What stands where the bundle is to go.
pub(super) enum Earlier {
    Nothing,
    /// A bundle of ours or an empty folder. `foreign` is a file that the bundle does not list, such
    /// as a person's `secrets.env`.
    Bundle {
        foreign: Option<String>,
    },
}

impl Earlier {
    /// Refuses what this program did not make: a file, a link that leads elsewhere, a folder of
    /// something else.
    pub(super) fn at(root: &Path) -> Result<Self, String> {
        let failed = |error: io::Error| format!("{} cannot be read: {error}", root.display());
        let foreign = |what: &str| {
            format!(
                "{} is {what}, and nothing in it was changed; move it away or export to another folder",
                root.display()
            )
        };
        let kind = match fs::symlink_metadata(root) {
            Ok(found) => found.file_type(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            Err(error) => return Err(failed(error)),
        };
        if kind.is_symlink() {
            return Err(foreign("a link"));
        }
        if !kind.is_dir() {
            return Err(foreign("a file"));
        }
        let mut found = BTreeSet::new();
        list(root, "", &mut found).map_err(failed)?;
        if found.is_empty() {
            return Ok(Self::Bundle { foreign: None });
        }
        let ours = Manifest::read(root).ok_or_else(|| foreign("not a bundle of this program"))?;
        Ok(Self::Bundle { foreign: found.into_iter().find(|path| !ours.lists(path)) })
    }
}

/// The part of `manifest.json` that tells our bundle from another program's folder.
#[derive(Debug, Deserialize)]
struct Manifest {
    generator: Generator,
    files: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Generator {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Listed {
    path: String,
}

impl Manifest {
    fn read(root: &Path) -> Option<Self> {
        let path = root.join("manifest.json");
        fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let manifest: Self = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        Some(manifest).filter(|manifest| manifest.generator.name == "topology-designer")
    }

    fn lists(&self, path: &str) -> bool {
        matches!(path, "manifest.json" | "SHA256SUMS")
            || self.files.iter().any(|file| file.path == path)
    }
}

/// Everything below a folder that is not a folder itself; links are named, not followed.
fn list(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.insert(path);
        }
    }
    Ok(())
}

fn tree(bundle: &Bundle, root: &Path) -> io::Result<()> {
    fs::create_dir(root)?;
    for file in &bundle.files {
        let path = root.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &file.bytes)?;
        set_mode(&path, file.mode())?;
    }
    Ok(())
}

/// The first of `…-earlier`, `…-earlier-2`, … that is not there.
pub(super) fn free_name(root: &Path) -> PathBuf {
    let numbered = |number: u32| {
        let mut name = root.as_os_str().to_owned();
        name.push("-earlier");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    (1..).map(numbered).find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_default()
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
