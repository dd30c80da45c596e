//! What is wrong: found here while a person draws, and by the server after each save. The server runs
//! every rule; this tab those that a hand on the canvas wants an answer from at once.

use rules::{Finding, Severity};
use topology::{Change, Design, Target};

use crate::api::wire::ServerFinding;

/// A finding as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) target: Target,
    pub(crate) message: String,
    /// Why it matters.
    pub(crate) why: String,
    /// What its button says, and the change that it makes.
    pub(crate) fix: Option<(String, Change)>,
}

impl From<Finding> for Shown {
    fn from(finding: Finding) -> Self {
        let Finding { rule, severity, target, message, fix } = finding;
        let why = rules::rule(rule).map_or("", |rule| rule.why);
        Self {
            rule: rule.to_owned(),
            severity,
            target,
            message,
            why: why.to_owned(),
            fix: fix.map(|fix| (fix.title, fix.change)),
        }
    }
}

impl From<ServerFinding> for Shown {
    fn from(finding: ServerFinding) -> Self {
        let severity = match finding.severity.as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Info,
        };
        Self {
            rule: finding.rule,
            severity,
            target: finding.target,
            message: finding.message,
            why: finding.why,
            fix: finding.fix.map(|fix| (fix.title, fix.change)),
        }
    }
}

/// Both together, the worst first. The server's word on rules that this tab runs itself is older than
/// its own; of the others, what is about something that is gone is gone too, and a fix made from what
/// has changed since is not offered: the server's next answer brings a new one.
pub(super) fn together(
    here: Vec<Finding>,
    server: &[ServerFinding],
    design: &Design,
) -> Vec<Shown> {
    let told = server.iter().filter(|finding| {
        rules::rule(&finding.rule).is_none() && is_there(&finding.target, design)
    });
    let mut all: Vec<Shown> = here.into_iter().map(Shown::from).collect();
    for mut finding in told.cloned().map(Shown::from) {
        finding.fix = finding.fix.filter(|(_, change)| change.is_current(design));
        let place = all.iter().position(|other| other.severity > finding.severity);
        all.insert(place.unwrap_or(all.len()), finding);
    }
    all
}

fn is_there(target: &Target, design: &Design) -> bool {
    match target {
        Target::Host(id) => design.host(id).is_some(),
        Target::Link(id) => design.link(id).is_some(),
        Target::Node(id) | Target::Setting { node: Some(id), .. } => design.node(id).is_some(),
        Target::Design | Target::Setting { node: None, .. } => true,
    }
}
