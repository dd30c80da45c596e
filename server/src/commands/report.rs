//! Findings as text, JSON and SARIF 2.1.0.

use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rules::{Finding, RULES, Severity};
use serde_json::{Value, json};
use topology::{Target, Waiver};

pub(super) fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let Finding { rule, severity, message, .. } = finding;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:7} {}  {message}  [{rule}]",
            severity.as_str(),
            place(&finding.target)
        );
        if let Some(waiver) = &finding.waived {
            let _ = writeln!(text, "        waived: {}", excused(waiver));
            continue;
        }
        if let Some(fix) = &finding.fix {
            let _ = writeln!(text, "        fix: {}", fix.title);
        }
    }
    text
}

/// `waived` stands in those alone that a person lets stand: `{"findings":[…]}`, as product.md has it.
pub(super) fn json(findings: &[Finding]) -> String {
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut told = json!({
                "rule": finding.rule,
                "severity": finding.severity.as_str(),
                "target": finding.target,
                "message": finding.message.to_string(),
                "fix": finding.fix.as_ref().map(|fix| fix.title.to_string()),
            });
            if let Some(Waiver { reason, author, until, .. }) = &finding.waived {
                told["waived"] = json!({ "reason": reason, "author": author, "until": until });
            }
            told
        })
        .collect();
    format!("{:#}\n", json!({ "findings": findings }))
}

/// Findings as SARIF, in the file they were found in; `-` is standard input.
pub(super) fn sarif(findings: &[Finding], file: &Path) -> String {
    let uri = uri(file);
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| json!({ "id": rule.id, "shortDescription": { "text": rule.summary } }))
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "note",
            };
            let mut result = json!({
                "ruleId": finding.rule,
                "level": level,
                "message": { "text": finding.message.to_string() },
                "locations": [{
                    "physicalLocation": { "artifactLocation": { "uri": uri } },
                    "logicalLocations": [{ "fullyQualifiedName": place(&finding.target) }],
                }],
            });
            // SARIF 2.1.0, section 3.27.23: an empty list says that none of the results with one is
            // suppressed; it stands on all results or on none.
            let suppressions = finding.waived.iter().map(|waiver| {
                json!({ "kind": "external", "status": "accepted", "justification": excused(waiver) })
            });
            result["suppressions"] = suppressions.collect();
            result
        })
        .collect();
    let driver = json!({
        "name": "topology-designer",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "results": results }],
    });
    format!("{sarif:#}\n")
}

/// Why a finding stands, who says so and until when.
fn excused(waiver: &Waiver) -> String {
    let by = if waiver.author.is_empty() { String::new() } else { format!(" ({})", waiver.author) };
    let until = waiver.until.as_ref().map(|day| format!(" Until {day}.")).unwrap_or_default();
    format!("{}{by}{until}", waiver.reason)
}

/// A path as a URI: relative as it was given, or with the scheme of files when it is absolute.
fn uri(file: &Path) -> String {
    /// What a path may hold as it is.
    const PLAIN: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    if file == Path::new("-") {
        return "stdin".to_owned();
    }
    let bytes = file.as_os_str().as_encoded_bytes();
    let slashes: Vec<u8> = bytes
        .iter()
        .map(|b| if MAIN_SEPARATOR == '\\' && *b == b'\\' { b'/' } else { *b })
        .collect();
    let path = percent_encode(&slashes, PLAIN);
    match (file.is_absolute(), slashes.first()) {
        (true, Some(b'/')) => format!("file://{path}"),
        (true, _) => format!("file:///{path}"),
        (false, _) => path.to_string(),
    }
}

/// Where a finding is, in one word.
fn place(target: &Target) -> String {
    match target {
        Target::Design => "design".to_owned(),
        Target::Host(id) => format!("hosts/{id}"),
        Target::Node(id) => format!("nodes/{id}"),
        Target::Link(id) => format!("links/{id}"),
        Target::Setting { node: Some(node), setting } => format!("nodes/{node}/settings/{setting}"),
        Target::Setting { node: None, setting } => format!("settings/{setting}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        for (path, expected) in [
            ("-", "stdin"),
            ("a.design.json", "a.design.json"),
            ("./my designs/100% é.json", "./my%20designs/100%25%20%C3%A9.json"),
            ("c:d#e?f.json", "c%3Ad%23e%3Ff.json"),
        ] {
            assert_eq!(uri(Path::new(path)), expected, "{path}");
        }
        #[cfg(unix)]
        assert_eq!(uri(Path::new("/tmp/a b.json")), "file:///tmp/a%20b.json");
    }
}
