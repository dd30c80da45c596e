//! A function of the product that somebody needs and nobody performs.

use crate::context::{Context, names};
use crate::finding::Findings;
use crate::fixes::{Plan, right_of};
use topology::catalogue::Function;
use topology::{Node, Target};

/// Reports once when nodes need a function that no node performs. The fix adds a node that does and
/// links everyone in need with it.
pub(super) fn check(ctx: &Context<'_>, findings: &mut Findings, function: Function, without: &str) {
    if !ctx.providers(function).is_empty() {
        return;
    }
    let in_need: Vec<_> = ctx.in_need(function).collect();
    let (Some((first, _)), Some(role)) = (in_need.first(), ctx.catalogue.specialist(function))
    else {
        return;
    };
    let askers: Vec<&Node> = in_need.iter().map(|(node, _)| *node).collect();
    let verb = if askers.len() == 1 { "needs" } else { "need" };
    let message =
        format!("{} {verb} a {}, and there is none: {without}. Add one.", names(askers), role.name);
    let mut plan = Plan::new(ctx.design);
    let added =
        plan.node(role, right_of(ctx.design, &first.id), format!("{}.example.com", role.stem));
    for (node, need) in &in_need {
        plan.link(&node.id, &need.link, &added);
    }
    findings.push(Target::Design, message, plan.fix(format!("Add a {}", role.name)));
}
