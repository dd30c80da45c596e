//! What a rule reports: how bad, about what, in words, and the way out.

use crate::rule::Rule;
use messages::Text;
use topology::replicas::Unfolded;
pub use topology::{Fix, Severity};
use topology::{Target, Told, Waiver};

/// One report of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub target: Target,
    /// What is wrong and what to do, naming the object.
    pub message: Text,
    pub fix: Option<Fix>,
    /// A person lets it stand, and this says why. It counts for nothing then.
    pub waived: Option<Waiver>,
}

impl Finding {
    /// Whether it still wants something done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.waived.is_none()
    }
}

impl From<Finding> for Told {
    fn from(finding: Finding) -> Self {
        let Finding { rule, severity, target, message, fix, waived } = finding;
        let known = crate::rule(rule);
        let why = known.map_or("", |rule| rule.why).to_owned();
        let waivable = known.is_some_and(|rule| rule.waivable);
        Self { rule: rule.to_owned(), severity, target, message, why, fix, waivable, waived }
    }
}

/// Collects findings of the rule that runs.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    rule: Option<&'static Rule>,
    found: Vec<(u16, Finding)>,
}

impl Findings {
    pub(crate) fn start(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
    }

    /// Reports with the rule's own severity.
    pub(crate) fn push(&mut self, target: Target, message: Text, fix: Option<Fix>) {
        if let Some(rule) = self.rule {
            self.push_as(rule.severity, target, message, fix);
        }
    }

    pub(crate) fn push_as(
        &mut self,
        severity: Severity,
        target: Target,
        message: Text,
        fix: Option<Fix>,
    ) {
        if let Some(rule) = self.rule {
            let fix = fix.filter(|fix| !fix.change.is_empty());
            let finding = Finding { rule: rule.id, severity, target, message, fix, waived: None };
            self.found.push((rule.code, finding));
        }
    }

    /// The findings, said of what is drawn: what holds for each replica of a group is said once.
    pub(crate) fn folded(mut self, unfolded: &Unfolded<'_>) -> Vec<Finding> {
        if !unfolded.is_plain() {
            self.fold(unfolded);
        }
        self.sorted()
    }

    fn fold(&mut self, unfolded: &Unfolded<'_>) {
        // Of one rule at a time: what is drawn, and the replica that it was said of first.
        let (mut rule, mut said): (u16, Vec<(Target, Target)>) = (0, Vec::new());
        self.found.retain_mut(|(code, finding)| {
            let target = unfolded.target(finding.target.clone());
            let of_group = unfolded.is_group(&target);
            if rule != *code {
                said.clear();
                rule = *code;
            }
            let of = std::mem::replace(&mut finding.target, target.clone());
            let known = said.iter().find(|(drawn, _)| *drawn == target);
            // A setting has many lines, of which each is told for the first replica.
            let lines = matches!(of, Target::Setting { .. });
            let first = !of_group || known.is_none_or(|(_, first)| lines && *first == of);
            if of_group && known.is_none() {
                said.push((target, of));
            }
            let fix = finding.fix.take();
            finding.fix = fix.and_then(|Fix { title, change }| {
                let change = unfolded.change(change)?;
                Some(Fix { title, change })
            });
            first
        });
    }

    fn sorted(mut self) -> Vec<Finding> {
        // What a rule says of one thing stays in its order: line 2 before line 13.
        self.found.sort_by(|(a_code, a), (b_code, b)| {
            (a.severity, a_code, &a.target).cmp(&(b.severity, b_code, &b.target))
        });
        self.found.into_iter().map(|(_, finding)| finding).collect()
    }
}
