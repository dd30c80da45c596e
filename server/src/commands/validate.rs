//! `validate`: findings for people and for machines.

use rules::Severity;

use super::{HAS_ERRORS, Outcome, files, print, report, say};
use crate::cli::{ReportFormat, Validate};

pub(super) fn run(args: &Validate) -> Outcome {
    let design = files::design(&args.file)?;
    let catalogue = files::catalogue(&design)?;
    let findings = rules::validate_on(&design, catalogue, Some(&super::today()));
    print(&match args.format {
        ReportFormat::Text => report::text(&findings),
        ReportFormat::Json => report::json(&findings),
        ReportFormat::Sarif => report::sarif(&findings, &args.file),
    })?;
    let count =
        |severity| findings.iter().filter(|f| f.is_open() && f.severity == severity).count();
    let errors = count(Severity::Error);
    let waived = match findings.iter().filter(|finding| !finding.is_open()).count() {
        0 => String::new(),
        waived => format!(", {waived} waived"),
    };
    say(&format!(
        "{errors} errors, {} warnings, {} notes{waived}",
        count(Severity::Warning),
        count(Severity::Info)
    ));
    Ok(if errors > 0 { HAS_ERRORS } else { 0 })
}
