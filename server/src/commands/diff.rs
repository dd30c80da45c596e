//! `diff`: what is other in one design than in another, by meaning and in the files.

use std::fmt::Write as _;

use export::{Bounds, BundleOptions, ChangedFile, Exporter, Fate};
use serde_json::{Value, json};
use topology::difference::{Became, Difference, Differences, Part};
use topology::{Catalogue, Design};

use super::{Outcome, files, print, say};
use crate::cli::{Diff, DiffFormat};

/// Both are not the same.
const DIFFER: u8 = 1;

pub(super) fn run(args: &Diff) -> Outcome {
    let (old, new) = (files::design(&args.before)?, files::design(&args.after)?);
    let catalogue = files::catalogue(&new)?;
    let differences = Differences::between(&old, &new, catalogue);
    let changed = if args.files { changed(&old, &new, catalogue)? } else { Vec::new() };
    print(&match args.format {
        DiffFormat::Text => text(&differences, &changed),
        DiffFormat::Json => json(&differences, &changed),
    })?;
    if differences.is_empty() {
        say("both are the same");
        return Ok(0);
    }
    Ok(DIFFER)
}

fn changed(
    old: &Design,
    new: &Design,
    catalogue: &Catalogue,
) -> Result<Vec<ChangedFile>, String> {
    let before = files::catalogue(old)?;
    let bundle = |design, catalogue| {
        Exporter::new(design, catalogue).bundle(&BundleOptions::default())
    };
    let bounds = Bounds { files: usize::MAX, ..Bounds::default() };
    Ok(export::difference(&bundle(old, before), &bundle(new, catalogue), bounds))
}

fn text(differences: &Differences, changed: &[ChangedFile]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    for one in &differences.parts {
        let sign = match one.became {
            Became::Added => '+',
            Became::Removed => '-',
            Became::Changed => '~',
        };
        let _ = writeln!(out, "{sign} {}{}", one.name, id(&one.part));
        for detail in &one.details {
            let side = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
            let (before, after) = (side(detail.before.to_string()), side(detail.after.to_string()));
            let _ = writeln!(out, "    {}: {before} → {after}", detail.what);
        }
    }
    if !differences.moved.is_empty() {
        let _ = writeln!(out, "{} drawn elsewhere", counted(differences.moved.len(), "node"));
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

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The id behind a name: names need not be the only ones.
fn id(part: &Part) -> String {
    match part {
        Part::Design => String::new(),
        Part::Zone(id) => format!(" ({id})"),
        Part::Host(id) => format!(" ({id})"),
        Part::Node(id) => format!(" ({id})"),
        Part::Link(id) => format!(" ({id})"),
    }
}

fn json(differences: &Differences, changed: &[ChangedFile]) -> String {
    let part = |one: &Difference| -> Value {
        let (kind, id) = match &one.part {
            Part::Design => ("design", None),
            Part::Zone(id) => ("zone", Some(id.to_string())),
            Part::Host(id) => ("host", Some(id.to_string())),
            Part::Node(id) => ("node", Some(id.to_string())),
            Part::Link(id) => ("link", Some(id.to_string())),
        };
        let became = match one.became {
            Became::Added => "added",
            Became::Removed => "removed",
            Became::Changed => "changed",
        };
        let details: Vec<Value> = one
            .details
            .iter()
            .map(|detail| {
                json!({
                    "what": detail.what.to_string(),
                    "before": detail.before.to_string(),
                    "after": detail.after.to_string(),
                })
            })
            .collect();
        json!({ "kind": kind, "id": id, "name": one.name.to_string(), "became": became, "details": details })
    };
    let file = |file: &ChangedFile| {
        let became = match file.fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed => "changed",
        };
        json!({ "path": file.path, "became": became })
    };
    let parts: Vec<Value> = differences.parts.iter().map(part).collect();
    let moved: Vec<String> = differences.moved.iter().map(ToString::to_string).collect();
    let files: Vec<Value> = changed.iter().map(file).collect();
    let report = json!({ "differences": parts, "moved": moved, "files": files });
    format!("{report:#}\n")
}
