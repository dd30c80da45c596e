//! What a rule is.

use crate::context::Context;
use crate::finding::{Findings, Severity};

/// One check with its documentation.
#[derive(Debug)]
pub struct Rule {
    /// The id that findings carry, such as `port-collision-host`.
    pub id: &'static str,
    /// Its number; rules are listed and found in this order.
    pub code: u16,
    /// How bad it usually is; a finding may be milder.
    pub severity: Severity,
    /// Whether a person may let its findings stand. What makes a bundle that cannot work may not.
    pub waivable: bool,
    /// One line: what it checks.
    pub summary: &'static str,
    /// Why it matters: what happens when it is ignored.
    pub why: &'static str,
    /// How to fix it.
    pub fix: &'static str,
    /// Where the fact comes from.
    pub source: &'static str,
    pub(crate) check: fn(&Context<'_>, &mut Findings),
}

impl Rule {
    /// The rule's page, as plain text with headings.
    #[must_use]
    pub fn page(&self) -> String {
        format!(
            "{} ({}{})\n\nWhat it checks\n{}\n\nWhy it matters\n{}\n\nHow to fix\n{}\n\nReferences\n{}\n",
            self.id,
            self.severity.as_str(),
            if self.waivable { "" } else { ", cannot be waived" },
            self.summary,
            self.why,
            self.fix,
            self.source
        )
    }
}
