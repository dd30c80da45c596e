//! Statistics reach every Analytics worker.

use crate::context::{Context, names, term};
use crate::finding::{Findings, Severity};
use crate::fixes::{MOST_LINKS, Plan, link_to_provider, right_of};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeSet;
use topology::catalogue::{Function, LinkKind, Role};
use topology::{Node, NodeId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "analytics-worker-missing",
    code: 134,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "An Analytics dashboard has a worker, and who reports to one worker reports to all."
    ),
    why: message!(
        "The dashboard shows what workers have summed up: without one it stays empty, and what a Gateway or a portal does not report is missing from every figure."
    ),
    fix: message!("Add an Analytics worker, and link Gateways and portals with each one."),
    source: "[V] product-apim v3.1.0 api-manager.xml.j2:232-300; [D] Configuring APIM Analytics, step 3; wso2-domain section 8.1",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let reports = |kind: &&LinkKind| kind.every && kind.function == Some(Function::Analytics);
    let Some(kind) = ctx.catalogue.link_kinds.iter().find(reports) else { return };
    let senders: Vec<&Node> = ctx
        .graph
        .components()
        .filter(|(node, _)| kind.from.contains(&node.role))
        .map(|(node, _)| node)
        .collect();
    let workers = ctx.providers(Function::Analytics);
    if workers.is_empty() {
        without_worker(ctx, findings, kind, &senders);
        return;
    }
    for node in senders {
        let reached: BTreeSet<&NodeId> =
            ctx.reached(&node.id, &kind.id).into_iter().map(|worker| &worker.id).collect();
        // Not all of them where they are many: a design of thousands would take too long.
        let missing = workers.iter().copied().filter(|worker| !reached.contains(&worker.id));
        let missing: Vec<&Node> = missing.take(MOST_LINKS + 1).collect();
        let whom = match missing.len() {
            0 => continue,
            few if few <= MOST_LINKS => names(missing.iter().copied()),
            _ => text!("most of {count} workers", count = workers.len()),
        };
        let message = text!(
            "{node} is not linked with {whom}, so what it does is missing there. Draw the link \"{link}\".",
            node = &node.name,
            whom,
            link = term(&kind.name)
        );
        findings.push_as(
            Severity::Warning,
            Target::Node(node.id.clone()),
            message,
            link_to_provider(ctx, node, kind, &missing),
        );
    }
}

/// Nodes that only show what workers have, where there is none.
fn without_worker(ctx: &Context<'_>, findings: &mut Findings, kind: &LinkKind, senders: &[&Node]) {
    let Some(worker) = ctx.catalogue.specialist(Function::Analytics) else { return };
    let shows = |role: &Role| role.family == worker.family;
    let shown: Vec<&Node> =
        ctx.graph.components().filter(|(_, role)| shows(role)).map(|(node, _)| node).collect();
    let Some(first) = shown.first() else { return };
    let mut plan = Plan::new(ctx);
    let added = plan.node(worker, right_of(ctx.design, &first.id), ctx.free_hostname(&worker.stem));
    for sender in senders.iter().take(MOST_LINKS) {
        plan.link(&sender.id, &kind.id, &added);
    }
    let message = text!(
        "{nodes} would show nothing: there is no {worker} to sum anything up. Add one.",
        nodes = names(shown.iter().copied()),
        worker = term(&worker.name)
    );
    findings.push(
        Target::Node(first.id.clone()),
        message,
        plan.fix(text!("Add a {role}", role = term(&worker.name))),
    );
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let alone = "a: all-in-one\nd: analytics-dashboard";
        assert_fixed("analytics-worker-missing", alone, 1, "d would show nothing");
        let some = "g: gateway\np: publisher\nv: analytics-worker\nw: analytics-worker\n\
                    g -sends-analytics-to-> v";
        assert_fixed("analytics-worker-missing", some, 2, "is not linked with");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("analytics-worker-missing", "g: gateway\np: publisher");
        let all = "g: gateway\nv: analytics-worker\nw: analytics-worker\n\
                   g -sends-analytics-to-> v\ng -sends-analytics-to-> w";
        assert_silent("analytics-worker-missing", all);
        assert_silent("analytics-worker-missing", "k: key-manager\nw: analytics-worker");
    }
}
