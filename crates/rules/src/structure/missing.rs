//! A function of the product that somebody needs and nobody performs.

use crate::context::{Context, names, term};
use crate::finding::Findings;
use crate::fixes::{Plan, right_of};
use messages::{Text, text};
use topology::catalogue::Function;
use topology::{Node, Target};

/// Reports once when nobody performs a function that these nodes ask for. The fix adds a node that
/// does and links everyone in need with it.
pub(super) fn check<'n>(
    ctx: &Context<'_>,
    findings: &mut Findings,
    function: Function,
    askers: impl Iterator<Item = &'n Node>,
    without: &Text,
) {
    if !ctx.providers(function).is_empty() {
        return;
    }
    let askers: Vec<&Node> = askers.collect();
    let (Some(first), Some(role)) = (askers.first(), ctx.catalogue.specialist(function)) else {
        return;
    };
    let mut plan = Plan::new(ctx);
    let added = plan.node(role, right_of(ctx.design, &first.id), ctx.free_hostname(&role.stem));
    for asking in ctx.in_need(function) {
        plan.link(&asking.node.id, &asking.need.link, &added);
    }
    let message = match askers.as_slice() {
        [node] => text!(
            "{node} needs a {role}, and there is none: {without}. Add one.",
            node = &node.name,
            role = term(&role.name),
            without
        ),
        _ => text!(
            "{nodes} need a {role}, and there is none: {without}. Add one.",
            nodes = names(askers.iter().copied()),
            role = term(&role.name),
            without
        ),
    };
    let fix = plan.fix(text!("Add a {role}", role = term(&role.name)));
    findings.push(Target::Design, message, fix);
}
