//! Nodes that have to see the same folders: one role, one group.

use crate::context::{Context, names};
use crate::finding::{Findings, Fix};
use crate::fixes::{MOST_LINKS, Plan, right_of};
use messages::{Text, text};
use std::collections::BTreeMap;
use topology::catalogue::{Function, LinkKind, LinkPurpose, Role, RoleClass};
use topology::{Node, Target};

/// What tells one group from another: the role and the group's name.
pub(super) type Key = (String, String);

pub(super) fn key(ctx: &Context<'_>, node: &Node, role: &Role) -> Key {
    let group = role.group_by.as_ref().and_then(|id| ctx.graph.setting(node, id.as_str()));
    (role.id.to_string(), group.map(|value| value.to_string()).unwrap_or_default())
}

/// Servers whose role has folders to share, by group.
fn groups<'a>(ctx: &Context<'a>) -> BTreeMap<Key, Vec<(&'a Node, &'a Role)>> {
    let mut groups: BTreeMap<Key, Vec<(&Node, &Role)>> = BTreeMap::new();
    for (node, role) in ctx.graph.components().filter(|(_, role)| !role.shared_folders.is_empty()) {
        groups.entry(key(ctx, node, role)).or_default().push((node, role));
    }
    groups
}

/// The kind of link that puts a node's folders on a share.
fn mounts<'a>(ctx: &Context<'a>) -> Option<&'a LinkKind> {
    ctx.catalogue.link_kinds.iter().find(|kind| kind.purpose == LinkPurpose::Mounts)
}

/// Reports each group of several nodes with a function that does not keep its folders on one share.
/// What does another function as well is left to the rule about that one.
pub(super) fn check(
    ctx: &Context<'_>,
    findings: &mut Findings,
    function: Function,
    unless: Option<Function>,
    what: &Text,
) {
    for group in groups(ctx).values().filter(|group| group.len() > 1) {
        let Some((first, role)) = group.first() else { continue };
        let told_elsewhere = unless.is_some_and(|other| role.provides(other));
        if !role.provides(function) || told_elsewhere {
            continue;
        }
        let mut common = ctx.graph.shares_of(&first.id);
        for (node, _) in group {
            let own = ctx.graph.shares_of(&node.id);
            common.retain(|share| own.iter().any(|other| other.id == share.id));
        }
        if !common.is_empty() {
            continue;
        }
        let nodes: Vec<&Node> = group.iter().map(|(node, _)| *node).collect();
        let message = text!(
            "{nodes} work as one, but no share holds {what} for all of them: what is deployed on one is missing on the others. Add one.",
            nodes = names(nodes.iter().copied()),
            what
        );
        findings.push(Target::Node(first.id.clone()), message, fix(ctx, &nodes, role));
    }
}

/// Lets all use the share that one of them has and no other group uses, or a new one.
fn fix(ctx: &Context<'_>, nodes: &[&Node], role: &Role) -> Option<Fix> {
    let kind = mounts(ctx)?;
    if nodes.len() > MOST_LINKS {
        return None;
    }
    let group = key(ctx, nodes.first()?, role);
    let own = |share: &&Node| {
        let users = ctx.graph.mounting(&share.id).into_iter();
        users.into_iter().all(|(node, role)| key(ctx, node, role) == group)
    };
    let known = nodes.iter().flat_map(|node| ctx.graph.shares_of(&node.id)).find(own);
    let mut plan = Plan::new(ctx);
    let (share, title) = match known {
        Some(share) => {
            (share.id.clone(), text!("Let all of them use {share}", share = &share.name))
        }
        None => {
            let role = ctx.catalogue.role_of_class(RoleClass::Storage)?;
            let at = right_of(ctx.design, &nodes.last()?.id);
            let id = plan.node(role, at, ctx.free_hostname(&role.stem));
            (id, text!("Add a shared storage"))
        }
    };
    for node in nodes {
        plan.link(&node.id, &kind.id, &share);
    }
    plan.fix(title)
}
