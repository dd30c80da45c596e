//! The version: what is new in it, who was asked to look at it, and what they said.

use crate::document::{Cell, Section, Table, Tone};
use crate::given::Version;

pub(super) fn section(version: &Version, bundle: &str) -> Section {
    let mut section = Section::new("version", "The version");
    let by =
        if version.author.is_empty() { String::new() } else { format!(" by {}", version.author) };
    section.quiet(format!(
        "Version {}, {}, was made on {}{by}, of revision {}.",
        version.number, version.name, version.day, version.revision
    ));
    if !version.message.is_empty() {
        section.text(version.message.as_str());
    }
    section.heading("Verdicts");
    section.table(verdicts(version), "Nobody has said anything of it yet.");
    if bundle != version.bundle {
        section.text(format!(
            "Verdicts are of the bundle {}, which the program made when the version was made. The program has changed since: today it makes {bundle} of the same drawing, and nobody has judged that.",
            version.bundle
        ));
    }
    section.heading("Who was asked");
    section.table(asked(version), "Nobody was asked to look at it.");
    section
}

/// Whether it is approved: somebody agreed, and nobody who looked last did not.
pub(super) fn approval(version: &Version) -> String {
    let refused = version.verdicts.iter().filter(|verdict| !verdict.approves).count();
    match (version.verdicts.len(), refused) {
        (0, _) => "Nobody has said anything yet".to_owned(),
        (all, 0) => format!("Approved by {all}"),
        (_, refused) => format!("Not approved by {refused}"),
    }
}

pub(super) fn tone(version: &Version) -> Tone {
    match version.verdicts.iter().all(|verdict| verdict.approves) {
        _ if version.verdicts.is_empty() => Tone::Quiet,
        true => Tone::Good,
        false => Tone::Error,
    }
}

fn verdicts(version: &Version) -> Table {
    let columns = [("Who", 22), ("Verdict", 18), ("Day", 14), ("What they said", 46)];
    let mut table = Table::new("Verdicts", &columns);
    for verdict in &version.verdicts {
        let (tone, said) =
            if verdict.approves { (Tone::Good, "Approved") } else { (Tone::Error, "Not approved") };
        table.rows.push(vec![
            Cell::new(Tone::Strong, verdict.who.as_str()),
            Cell::new(tone, said),
            Cell::plain(verdict.day.as_str()),
            Cell::plain(verdict.message.as_str()),
        ]);
    }
    table
}

fn asked(version: &Version) -> Table {
    let columns = [("Who was asked", 34), ("By", 18), ("Day", 14), ("What to look at", 34)];
    let mut table = Table::new("Requests", &columns);
    for asked in &version.asked {
        let by = if asked.by.is_empty() { "Somebody" } else { &asked.by };
        let taken_back = if asked.is_open { "" } else { "taken back" };
        table.rows.push(vec![
            Cell::new(Tone::Strong, asked.whom.join(", ")).under(Tone::Quiet, taken_back),
            Cell::plain(by),
            Cell::plain(asked.day.as_str()),
            Cell::plain(asked.message.as_str()),
        ]);
    }
    table
}
