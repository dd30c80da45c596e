//! Findings by severity, and what people let stand.

use std::collections::BTreeSet;

use export::target_name;
use topology::{Severity, Told, Waiver};

use super::{MOST_ROWS, more};
use crate::document::{Cell, Section, Table, Tone};
use crate::given::Given;
use crate::words::count;

const ELSEWHERE: &str = "are in the console's list of findings, and in what `validate` prints.";

pub(super) fn section(given: &Given<'_>) -> Section {
    let mut section = Section::new("findings", "Findings");
    let open = |severity| {
        given.findings.iter().filter(move |told| told.is_open() && told.severity == severity)
    };
    if given.findings.iter().all(|told| !told.is_open()) {
        section.text("The rules find nothing that wants something done.");
    }
    for (severity, one, several) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "note", "notes"),
    ] {
        let found = open(severity).count();
        if found > 0 {
            section.heading(count(found, one, several));
            section.table(table(given, open(severity), several), "");
            more(&mut section, found, several, ELSEWHERE);
        }
    }
    section.heading("What was let stand");
    section.table(waived(given), "Nothing is waived.");
    section
}

fn table<'a>(
    given: &Given<'_>,
    found: impl Iterator<Item = &'a Told>,
    label: &'static str,
) -> Table {
    let columns = [("Of", 23), ("Finding", 55), ("Rule", 22)];
    let mut table = Table::new(label, &columns);
    // Why a rule is there is said once.
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for told in found.take(MOST_ROWS) {
        let why = if said.insert(&told.rule) { told.why.as_str() } else { "" };
        table.rows.push(vec![
            Cell::new(Tone::Strong, target_name(given.design, &told.target)),
            Cell::plain(told.message.to_string()).under(Tone::Quiet, why),
            Cell::new(tone(told.severity), told.severity.as_str())
                .under(Tone::QuietCode, told.rule.as_str()),
        ]);
    }
    table
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Info => Tone::Info,
    }
}

fn waived(given: &Given<'_>) -> Table {
    let columns = [("Of", 18), ("What stands", 30), ("Reason", 28), ("By", 12), ("Last day", 12)];
    let mut table = Table::new("Waivers", &columns);
    for waiver in given.design.waivers() {
        let found = given.findings.iter().find(|told| told.waived.as_ref() == Some(waiver));
        let message = found.map(|told| told.message.to_string()).unwrap_or_default();
        let until = waiver.until.as_deref().unwrap_or("none");
        table.rows.push(vec![
            Cell::new(Tone::Strong, target_name(given.design, &waiver.target)),
            Cell::plain(message)
                .under(Tone::Quiet, without(given, waiver, found.is_some()))
                .under(Tone::QuietCode, waiver.rule.as_str()),
            Cell::plain(waiver.reason.as_str()),
            Cell::plain(waiver.author.as_str()),
            Cell::plain(until),
        ]);
    }
    table
}

/// Why a waiver lets nothing stand.
fn without(given: &Given<'_>, waiver: &Waiver, holds: bool) -> &'static str {
    let again = given
        .findings
        .iter()
        .any(|told| told.is_open() && told.rule == waiver.rule && told.target == waiver.target);
    match (holds, again) {
        (true, _) => "",
        (false, true) => "The waiver is over: the finding counts again.",
        (false, false) => "There is no such finding any more.",
    }
}
