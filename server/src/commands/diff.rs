//! `diff`: what is other in one design than in another, by meaning and in the files.

use std::fmt::Write as _;

use export::{Bounds, BundleOptions, ChangedFile, Exporter, Fate};
use serde_json::{Value, json};
use topology::words::{Deed, Said, in_words};
use topology::{Catalogue, Change, Design};

use super::{Outcome, files, print, say};
use crate::cli::{Diff, DiffFormat};

/// Both are not the same.
const DIFFER: u8 = 1;

pub(super) fn run(args: &Diff) -> Outcome {
    let (old, new) = (files::design(&args.before)?, files::design(&args.after)?);
    let change = Change::between(&old, &new);
    let told = in_words(&change, &old);
    let changed = if args.files { changed(&old, &new)? } else { Vec::new() };
    print(&match args.format {
        DiffFormat::Text => text(&told, &changed),
        DiffFormat::Json => json(&told, &changed),
    })?;
    if change.is_empty() {
        say("both are the same");
        return Ok(0);
    }
    Ok(DIFFER)
}

fn changed(old: &Design, new: &Design) -> Result<Vec<ChangedFile>, String> {
    let bundle = |design: &Design, catalogue: &Catalogue| {
        Exporter::new(design, catalogue).bundle(&BundleOptions::default())
    };
    let before = bundle(old, files::catalogue(old)?);
    let after = bundle(new, files::catalogue(new)?);
    let bounds = Bounds { files: usize::MAX, ..Bounds::default() };
    Ok(export::difference(&before, &after, bounds))
}

fn text(told: &[Said], changed: &[ChangedFile]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    for one in told {
        let sign = match one.deed {
            Deed::Added => '+',
            Deed::Removed => '-',
            Deed::Changed => '~',
        };
        let part = if one.part.is_empty() { String::new() } else { format!(": {}", one.part) };
        let _ = write!(out, "{sign} {}{part}", one.what);
        if one.from != one.to {
            let side = |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
            let _ = write!(out, " {} → {}", side(&one.from), side(&one.to));
        }
        out.push('\n');
    }
    for file in changed {
        let (before, after) = match file.fate {
            Fate::Added => ("/dev/null", file.path.as_str()),
            Fate::Removed => (file.path.as_str(), "/dev/null"),
            Fate::Changed => (file.path.as_str(), file.path.as_str()),
        };
        let _ = writeln!(out, "\n--- {before}\n+++ {after}");
        let mut last = 0;
        for line in &file.lines {
            let number = line.after.or(line.before).unwrap_or_default();
            if number > last + 1 {
                let _ = writeln!(out, "@@ {number} @@");
            }
            last = number;
            let sign = match (line.before, line.after) {
                (None, _) => '+',
                (_, None) => '-',
                _ => ' ',
            };
            let _ = writeln!(out, "{sign}{}", line.text);
        }
        if file.cut {
            let _ = writeln!(out, "@@ more changes than are shown @@");
        }
    }
    out
}

fn json(told: &[Said], changed: &[ChangedFile]) -> String {
    let one = |one: &Said| -> Value {
        let deed = match one.deed {
            Deed::Added => "added",
            Deed::Removed => "removed",
            Deed::Changed => "changed",
        };
        json!({ "deed": deed, "what": one.what, "part": one.part, "from": one.from, "to": one.to })
    };
    let file = |file: &ChangedFile| {
        let deed = match file.fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed => "changed",
        };
        json!({ "path": file.path, "deed": deed })
    };
    let told: Vec<Value> = told.iter().map(one).collect();
    let files: Vec<Value> = changed.iter().map(file).collect();
    format!("{:#}\n", json!({ "differences": told, "files": files }))
}
