//! A node is linked with those who perform what it needs.

use crate::context::{Context, names, term};
use crate::finding::{Findings, Severity};
use crate::fixes::link_to_provider;
use messages::{Text, text};
use std::collections::{BTreeMap, BTreeSet};
use topology::catalogue::{Function, LinkKind, Role};
use topology::{LinkKindId, Node, NodeId, Target};

/// Those who perform a function for callers over one kind of link.
struct Providers<'a> {
    kind: &'a LinkKind,
    all: BTreeSet<&'a NodeId>,
    /// Those that callers are pointed at: servers that do this work for others, and complete ones
    /// only where there are no such.
    first: Vec<&'a Node>,
}

impl<'a> Providers<'a> {
    fn new(ctx: &Context<'a>, function: Function, kind: &'a LinkKind) -> Self {
        let all: Vec<&Node> = ctx
            .providers(function)
            .iter()
            .copied()
            .filter(|provider| kind.to.contains(&provider.role))
            .collect();
        let complete = |node: &&Node| ctx.graph.role(&node.id).is_some_and(Role::is_complete);
        let special: Vec<&Node> = all.iter().copied().filter(|node| !complete(node)).collect();
        let ids = all.iter().map(|node| &node.id).collect();
        Self { kind, all: ids, first: if special.is_empty() { all } else { special } }
    }

    /// What a node lacks: providers that its links do not reach. Empty while the rule has nothing to
    /// say: because nobody performs the function, or a person typed the address over.
    fn missing(&self, ctx: &Context<'a>, node: &Node) -> Vec<&'a Node> {
        let reached: BTreeSet<&NodeId> = ctx
            .reached(&node.id, &self.kind.id)
            .into_iter()
            .map(|node| &node.id)
            .filter(|id| self.all.contains(id))
            .collect();
        if self.kind.every {
            return self.first.iter().copied().filter(|p| !reached.contains(&p.id)).collect();
        }
        let typed = ctx.catalogue.addresses.iter().any(|address| {
            address.kinds.contains(&self.kind.id) && node.settings.contains_key(&address.setting)
        });
        if reached.is_empty() && !typed { self.first.clone() } else { Vec::new() }
    }
}

/// Reports every node that is not linked with what it needs; `how_bad` judges one node.
pub(super) fn check(
    ctx: &Context<'_>,
    findings: &mut Findings,
    function: Function,
    how_bad: impl Fn(&Context<'_>, &Node) -> Severity,
    consequence: &Text,
) {
    let mut providers: BTreeMap<&LinkKindId, Providers<'_>> = BTreeMap::new();
    for (node, need) in ctx.in_need(function) {
        let Some(kind) = ctx.catalogue.link_kind(&need.link) else { continue };
        let known =
            providers.entry(&kind.id).or_insert_with(|| Providers::new(ctx, function, kind));
        let missing = known.missing(ctx, node);
        if missing.is_empty() {
            continue;
        }
        let message = if kind.every {
            text!(
                "{node} is not linked with {nodes}: {consequence}. Draw the link \"{link}\".",
                node = &node.name,
                nodes = names(missing.iter().copied()),
                consequence,
                link = term(&kind.name)
            )
        } else {
            text!(
                "{node} is not linked with a {role}: {consequence}. Draw the link \"{link}\".",
                node = &node.name,
                role = provider_name(ctx, function),
                consequence,
                link = term(&kind.name)
            )
        };
        findings.push_as(
            how_bad(ctx, node),
            Target::Node(node.id.clone()),
            message,
            link_to_provider(ctx, node, kind, &missing),
        );
    }
}

fn provider_name(ctx: &Context<'_>, function: Function) -> Text {
    ctx.catalogue.specialist(function).map_or_else(Text::default, |role| term(&role.name))
}
