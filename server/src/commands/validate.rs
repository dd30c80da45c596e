//! `validate`: findings for people and for machines.

use rules::Severity;

use super::{HAS_ERRORS, Outcome, files, print, report, say};
use crate::cli::{ReportFormat, Validate};

pub(super) fn run(args: &Validate) -> Outcome {
    let design = files::design(&args.file)?;
    let catalogue = files::catalogue(&design)?;
    let findings = rules::validate(&design, catalogue);
    print(&match args.format {
        ReportFormat::Text => report::text(&findings),
        ReportFormat::Json => report::json(&findings),
        ReportFormat::Sarif => report::sarif(&findings, &args.file),
    })?;
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let errors = count(Severity::Error);
    say(&format!(
        "{errors} errors, {} warnings, {} notes",
        count(Severity::Warning),
        count(Severity::Info)
    ));
    Ok(if errors > 0 { HAS_ERRORS } else { 0 })
}
