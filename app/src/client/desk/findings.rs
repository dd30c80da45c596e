//! What is wrong: found by the worker while a person draws, and by the server after each save. The
//! server runs every rule; the worker those that a hand on the canvas wants an answer from at once.

use topology::{Design, Target, Told};

/// What each of the two said last.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The rules that the worker runs; none until it has answered, and then the server's word stands.
    here: Vec<String>,
    found: Vec<Told>,
    server: Vec<Told>,
}

impl Findings {
    pub(super) fn found(&mut self, rules: Vec<String>, findings: Vec<Told>) {
        (self.here, self.found) = (rules, findings);
    }

    pub(super) fn told(&mut self, findings: Vec<Told>) {
        self.server = findings;
    }

    /// Both together, the worst first. The server's word on rules that the worker runs is older than
    /// the worker's own. What is about something that is gone is gone too, and a fix made from what has
    /// changed since is not offered: the next answer brings a new one.
    pub(super) fn together(&self, design: &Design) -> Vec<Told> {
        let mut all: Vec<Told> = self.found.clone();
        for finding in self.server.iter().filter(|finding| !self.here.contains(&finding.rule)) {
            let place = all.iter().position(|other| other.severity > finding.severity);
            all.insert(place.unwrap_or(all.len()), finding.clone());
        }
        all.retain_mut(|finding| {
            finding.fix = finding.fix.take().filter(|fix| fix.change.is_current(design));
            is_there(&finding.target, design)
        });
        all
    }
}

fn is_there(target: &Target, design: &Design) -> bool {
    match target {
        Target::Host(id) => design.host(id).is_some(),
        Target::Link(id) => design.link(id).is_some(),
        Target::Node(id) | Target::Setting { node: Some(id), .. } => design.node(id).is_some(),
        Target::Design | Target::Setting { node: None, .. } => true,
    }
}
