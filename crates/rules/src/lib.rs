//! Coded rules that check a design against its catalogue while it is drawn, in the browser, on the
//! server and on the command line alike.
//!
//! Total and pure: a bad design gives findings, never an error, and the same design gives the same
//! findings in the same order. Rules ask the catalogue; none compares the id of a role.
#![warn(clippy::disallowed_methods)]

#[cfg(feature = "full")]
mod addition;
mod availability;
#[cfg(feature = "full")]
mod configuration;
mod context;
mod database;
mod finding;
mod fixes;
mod network;
pub mod outage;
mod pointing;
mod registry;
mod rule;
mod security;
#[cfg(feature = "full")]
mod sharing;
mod structure;
#[cfg(test)]
mod testing;
mod waiving;

pub use finding::{Finding, Fix, Severity};
pub use registry::{RULES, rule};
pub use rule::Rule;

use context::Context;
use finding::Findings;
use topology::replicas::Unfolded;
use topology::{Catalogue, Design};

/// What the rules say of a design: errors first, then in the order of the rules and their targets.
/// No waiver is over, for no day is known: see [`validate_on`].
#[must_use]
pub fn validate(design: &Design, catalogue: &Catalogue) -> Vec<Finding> {
    validate_on(design, catalogue, None)
}

/// The same on a day such as `2027-03-31`, after which some waivers hold no longer. What is waived is
/// in the list, and marked.
#[must_use]
pub fn validate_on(design: &Design, catalogue: &Catalogue, today: Option<&str>) -> Vec<Finding> {
    let unfolded = Unfolded::new(design, catalogue);
    let context = Context::new(unfolded.design(), catalogue);
    let mut findings = Findings::default();
    for rule in RULES {
        findings.start(rule);
        (rule.check)(&context, &mut findings);
    }
    let mut findings = findings.folded(&unfolded);
    waiving::mark(&mut findings, design, today);
    #[cfg(feature = "full")]
    findings.extend(waiving::idle(&findings, design));
    findings
}
