//! A node is linked with those who perform what it needs.

use crate::context::{Asking, Context, names, term};
use crate::finding::{Findings, Severity};
use crate::fixes::link_to_provider;
use messages::{Text, text};
use std::collections::BTreeMap;
use topology::catalogue::{Function, LinkKind, LinkPurpose};
use topology::graph::End;
use topology::{LinkKindId, Node, Target};

/// Those who perform a function for callers over one kind of link.
struct Providers<'a> {
    kind: &'a LinkKind,
    /// Whether a node is one of them, by its place in the order of ids.
    all: Vec<bool>,
    /// Those that callers are pointed at: servers that do this work for others, and complete ones
    /// only where there are no such.
    first: Vec<(usize, &'a Node)>,
    /// By the same place: the last asker, in the order of asking, whose links reach it.
    reached_by: Vec<usize>,
    askers: usize,
}

impl<'a> Providers<'a> {
    fn new(ctx: &Context<'a>, function: Function, kind: &'a LinkKind) -> Self {
        let nodes = ctx.graph.nodes();
        let mut all = vec![false; nodes.len()];
        let (mut special, mut complete) = (Vec::new(), Vec::new());
        for (place, (node, role)) in nodes.iter().enumerate() {
            let Some(role) = role.filter(|role| role.provides(function)) else { continue };
            if kind.to.contains(&role.id) {
                all[place] = true;
                let alike = if role.is_complete() { &mut complete } else { &mut special };
                alike.push((place, *node));
            }
        }
        let reached_by = vec![0; nodes.len()];
        let first = if special.is_empty() { complete } else { special };
        Self { kind, all, first, reached_by, askers: 0 }
    }

    /// Marks the providers that a node's links lead to: their ends, or what stands behind a load
    /// balancer. False when there are none.
    fn mark(&mut self, ctx: &Context<'a>, place: usize) -> bool {
        self.askers += 1;
        let mut any = false;
        let mut reach = |end: &End<'_>| {
            if self.all[end.place()] {
                self.reached_by[end.place()] = self.askers;
                any = true;
            }
        };
        let is_ours = |kind: &LinkKind| std::ptr::eq(kind, self.kind);
        let links = ctx.graph.joined_at(place).iter();
        for joined in links.filter(|joined| joined.kind.is_some_and(is_ours)) {
            let behind = ctx.graph.onwards(&joined.to).iter();
            let mut behind = behind.filter(|on| on.is_for(LinkPurpose::Balances)).peekable();
            if behind.peek().is_none() {
                reach(&joined.to);
            } else {
                behind.for_each(|on| reach(&on.to));
            }
        }
        any
    }

    /// What a node lacks: providers that its links do not reach. Empty while the rule has nothing to
    /// say: because nobody performs the function, or a person typed the address over.
    fn missing(&mut self, ctx: &Context<'a>, asking: &Asking<'_>) -> Vec<&'a Node> {
        let reaches = self.mark(ctx, asking.place);
        let first = self.first.iter();
        if self.kind.every {
            let missing = first.filter(|(place, _)| self.reached_by[*place] != self.askers);
            return missing.map(|(_, node)| *node).collect();
        }
        let typed = || {
            ctx.catalogue.addresses.iter().any(|address| {
                address.kinds.contains(&self.kind.id)
                    && asking.node.settings.contains_key(&address.setting)
            })
        };
        if reaches || typed() { Vec::new() } else { first.map(|(_, node)| *node).collect() }
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
    for asking in ctx.in_need(function) {
        let Asking { node, need, .. } = *asking;
        let Some(kind) = ctx.catalogue.link_kind(&need.link) else { continue };
        let known =
            providers.entry(&kind.id).or_insert_with(|| Providers::new(ctx, function, kind));
        let missing = known.missing(ctx, asking);
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
