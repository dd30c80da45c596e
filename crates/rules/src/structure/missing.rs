//! A function of the product that somebody needs and nobody performs.

use crate::context::{Context, names};
use crate::finding::Findings;
use crate::fixes::{Plan, right_of};
use topology::catalogue::Function;
use topology::{Node, Target};

/// Reports once when nobody performs a function that these nodes ask for. The fix adds a node that
/// does and links everyone in need with it.
pub(super) fn check<'n>(
    ctx: &Context<'_>,
    findings: &mut Findings,
    function: Function,
    askers: impl Iterator<Item = &'n Node>,
    without: &str,
) {
    if !ctx.providers(function).is_empty() {
        return;
    }
    let askers: Vec<&Node> = askers.collect();
    let (Some(first), Some(role)) = (askers.first(), ctx.catalogue.specialist(function)) else {
        return;
    };
    let verb = if askers.len() == 1 { "needs" } else { "need" };
    let mut plan = Plan::new(ctx);
    let added = plan.node(role, right_of(ctx.design, &first.id), ctx.free_hostname(&role.stem));
    for (node, need) in ctx.in_need(function) {
        plan.link(&node.id, &need.link, &added);
    }
    let message =
        format!("{} {verb} a {}, and there is none: {without}. Add one.", names(askers), role.name);
    findings.push(Target::Design, message, plan.fix(format!("Add a {}", role.name)));
}
