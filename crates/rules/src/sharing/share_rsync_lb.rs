//! Where one node alone may write, whoever deploys is pointed at it.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Function, known};
use topology::url::Url;
use topology::{Node, NodeId, RoleId, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "share-rsync-lb",
    code: 116,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "With rsync, the node that writes is named, and Publishers deploy to it alone."
    ),
    why: message!("What is deployed to another node is gone after the next copy."),
    fix: message!(
        "Name the node that writes at the share, and leave the deployment URL to the drawing."
    ),
    source: "section 3.1 row 17; [D] Configuring rsync for Deployment Synchronization",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (share, _) in ctx.graph.shares().filter(|(share, _)| ctx.graph.is_copied(share)) {
        unnamed(ctx, findings, share);
    }
    typed_over(ctx, findings);
}

/// A share that says of nobody, or of a node with other work, that it writes.
fn unnamed(ctx: &Context<'_>, findings: &mut Findings, share: &Node) {
    let Ok(setting) = SettingId::new(known::SHARE_MANAGER) else { return };
    let writer = ctx.graph.writer_of(share);
    let mut by_role: BTreeMap<&RoleId, Vec<&Node>> = BTreeMap::new();
    for (node, _) in ctx.graph.mounting(&share.id) {
        by_role.entry(&node.role).or_default().push(node);
    }
    let target = || Target::Setting { node: Some(share.id.clone()), setting: setting.clone() };
    for nodes in by_role.values().filter(|nodes| nodes.len() > 1) {
        let Some(first) = nodes.first() else { continue };
        if writer.is_some_and(|writer| writer.role == first.role) {
            continue;
        }
        let message = text!(
            "{share} copies folders for {nodes}, but does not say which of them writes. Name one.",
            share = &share.name,
            nodes = names(nodes.iter().copied())
        );
        let mut plan = Plan::new(ctx);
        if writer.is_none() {
            let value = SettingValue::Text(first.id.to_string());
            plan.set(&share.id, &setting, Some(value));
        }
        let fix = plan.fix(text!("Let {node} write", node = &first.name));
        findings.push(target(), message, fix);
    }
}

/// A deployment URL that a person gave, and that leads past the node that writes.
fn typed_over(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::DEPLOYMENT_URL) else { return };
    for node in ctx.providers(Function::ApiPublishing) {
        let Some(url) = node.settings.get(&setting).and_then(SettingValue::as_text) else {
            continue;
        };
        let Some(name) = Url::parse(url).map(|url| url.host) else { continue };
        let Some(writer) = past(ctx, name) else { continue };
        let message = text!(
            "The deployment URL of {node} leads to {name}, but {writer} alone may write. Clear it.",
            node = &node.name,
            name,
            writer = &writer.name
        );
        let mut plan = Plan::new(ctx);
        plan.set(&node.id, &setting, None);
        let target = Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Let the drawing decide")));
    }
}

/// The node that writes for those at an address, where that is not the address's own.
fn past<'a>(ctx: &Context<'a>, name: &str) -> Option<&'a Node> {
    let mut reached: BTreeMap<&NodeId, &Node> = BTreeMap::new();
    for node in ctx.reached_by(name) {
        let behind = ctx.graph.upstream(&node.id);
        for node in if behind.is_empty() { vec![*node] } else { behind } {
            reached.insert(&node.id, node);
        }
    }
    let first = reached.values().next()?;
    let writer = ctx.graph.writer_for(first)?;
    (reached.len() > 1 || first.id != writer.id).then_some(writer)
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    const RULE: &str = "share-rsync-lb";
    const PAIR: &str = "a: gateway host=a.x\nb: gateway host=b.x\nlb: load-balancer host=gw.x\n\
                        lb -balances-> a\nlb -balances-> b\na -mounts-> s\nb -mounts-> s\n";

    #[test]
    fn trips_and_is_fixed() {
        let unnamed = format!("{PAIR}s: shared-storage host=s.x share.kind=rsync");
        assert_fixed(RULE, &unnamed, 1, "which of them writes");
        let stranger =
            format!("{PAIR}s: shared-storage host=s.x share.kind=rsync share.manager=lb");
        assert_fixed(RULE, &stranger, 1, "which of them writes");
        for typed in ["https://gw.x:9443/services/", "https://b.x:9443/services/"] {
            let design = format!(
                "{PAIR}s: shared-storage host=s.x share.kind=rsync share.manager=a\n\
                 p: publisher environment.service_url={typed}"
            );
            assert_fixed(RULE, &design, 1, "but a alone may write");
        }
    }

    #[test]
    fn one_node_cannot_write_for_two_roles() {
        let design = format!(
            "{PAIR}s: shared-storage host=s.x share.kind=rsync share.manager=a\n\
             t: traffic-manager\nu: traffic-manager\nt -mounts-> s\nu -mounts-> s"
        );
        assert_reported(RULE, &design, 1, "for t and u");
    }

    #[test]
    fn nearly_trips() {
        let named = format!(
            "{PAIR}s: shared-storage host=s.x share.kind=rsync share.manager=a\n\
             p: publisher environment.service_url=https://a.x:9443/services/"
        );
        assert_silent(RULE, &named);
        let nfs = format!(
            "{PAIR}s: shared-storage host=s.x\np: publisher environment.service_url=https://gw.x:9443/services/"
        );
        assert_silent(RULE, &nfs);
    }
}
