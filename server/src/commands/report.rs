//! Findings as text, JSON and SARIF 2.1.0.

use std::fmt::Write as _;

use rules::{Finding, RULES, Severity};
use serde_json::{Value, json};
use topology::Target;

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
        if let Some(fix) = &finding.fix {
            let _ = writeln!(text, "        fix: {}", fix.title);
        }
    }
    text
}

/// `{"findings":[…]}`, as product.md has it.
pub(super) fn json(findings: &[Finding]) -> String {
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "rule": finding.rule,
                "severity": finding.severity.as_str(),
                "target": finding.target,
                "message": finding.message,
                "fix": finding.fix.as_ref().map(|fix| &fix.title),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "findings": findings }))
}

pub(super) fn sarif(findings: &[Finding], file: &str) -> String {
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
            json!({
                "ruleId": finding.rule,
                "level": level,
                "message": { "text": finding.message },
                "locations": [{
                    "physicalLocation": { "artifactLocation": { "uri": file } },
                    "logicalLocations": [{ "fullyQualifiedName": place(&finding.target) }],
                }],
            })
        })
        .collect();
    let driver = json!({
        "name": "topology-designer",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let sarif = json!({
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "results": results }],
    });
    format!("{sarif:#}\n")
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
