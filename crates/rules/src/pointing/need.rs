//! A node is linked with those who perform what it needs.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::fixes::link_to_provider;
use topology::catalogue::{Function, LinkKind, Need};
use topology::{Node, Target};

/// What a node lacks: providers that its links do not reach. `None` while the rule has nothing to
/// say: because nobody performs the function, or a person typed the address over.
pub(super) fn unreached<'a>(
    ctx: &Context<'a>,
    node: &'a Node,
    need: &Need,
) -> Option<(&'a LinkKind, Vec<&'a Node>)> {
    let kind = ctx.catalogue.link_kind(&need.link)?;
    let providers: Vec<&Node> = ctx
        .providers(need.function)
        .iter()
        .copied()
        .filter(|provider| kind.to.contains(&provider.role))
        .collect();
    let reached: Vec<&Node> = ctx
        .reached(&node.id, &kind.id)
        .into_iter()
        .filter(|n| providers.iter().any(|p| p.id == n.id))
        .collect();
    let typed = ctx.address_settings().iter().any(|address| {
        address.kinds.contains(&kind.id) && node.settings.contains_key(address.setting)
    });
    let missing: Vec<&Node> = if kind.every {
        providers.into_iter().filter(|p| !reached.iter().any(|r| r.id == p.id)).collect()
    } else if reached.is_empty() && !typed {
        providers
    } else {
        Vec::new()
    };
    (!missing.is_empty()).then_some((kind, missing))
}

/// Reports every node that is not linked with what it needs; `how_bad` judges one node.
pub(super) fn check(
    ctx: &Context<'_>,
    findings: &mut Findings,
    function: Function,
    how_bad: impl Fn(&Context<'_>, &Node) -> Severity,
    consequence: &str,
) {
    for (node, need) in ctx.in_need(function) {
        let Some((kind, missing)) = unreached(ctx, node, need) else { continue };
        let who =
            if kind.every { names(missing) } else { format!("a {}", provider_name(ctx, function)) };
        let message = format!(
            "{} is not linked with {who}: {consequence}. Draw the link \"{}\".",
            node.name, kind.name
        );
        findings.push_as(
            how_bad(ctx, node),
            Target::Node(node.id.clone()),
            message,
            link_to_provider(ctx, node, kind),
        );
    }
}

fn provider_name(ctx: &Context<'_>, function: Function) -> String {
    ctx.catalogue.specialist(function).map_or_else(String::new, |role| role.name.clone())
}
