//! Every waiver lets a finding stand.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::message;
use topology::{Design, Target, Waiver};

pub(crate) static RULE: Rule = Rule {
    id: "waiver-without-effect",
    code: 173,
    severity: Severity::Info,
    waivable: false,
    summary: message!("Every waiver lets a finding stand."),
    why: message!(
        "A waiver that matches nothing, or whose day is over, tells readers of a risk that is not there, or hides that one is back."
    ),
    fix: message!("Remove the waiver, or give it a later day."),
    source: "[I] a reason that nobody needs any more is read as one that holds",
    check,
};

/// What it reports is only known when all rules have run: see `waiving`.
fn check(_: &Context<'_>, _: &mut Findings) {}

/// Where the finding is shown: at what the waiver speaks of, while it is there.
pub(crate) fn shown_at(waiver: &Waiver, design: &Design) -> Target {
    let there = match &waiver.target {
        Target::Design | Target::Setting { node: None, .. } => true,
        Target::Host(id) => design.host(id).is_some(),
        Target::Link(id) => design.link(id).is_some(),
        Target::Node(id) | Target::Setting { node: Some(id), .. } => design.node(id).is_some(),
    };
    if there { waiver.target.clone() } else { Target::Design }
}
