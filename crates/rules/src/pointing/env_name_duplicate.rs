//! Each environment of a Publisher has a name of its own.

use super::environments::{self, Environment};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::{BTreeMap, BTreeSet};
use topology::catalogue::{Function, known};
use topology::{NodeId, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "env-name-duplicate",
    code: 63,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "Gateways that a Publisher reaches by different addresses are environments of different names."
    ),
    why: message!(
        "The second environment of a name is dropped with an error in the log, and the server starts: no API is ever deployed to those Gateways."
    ),
    fix: message!(
        "Give one of the groups another environment name, or put one load balancer in front of both."
    ),
    source: "[V] carbon-apimgt v6.6.163 APIManagerConfiguration.java, setEnvironmentConfig; fact sheet section 2.8",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    crate::addition::environments::check_names(ctx, findings);
    let mut told: BTreeSet<&NodeId> = BTreeSet::new();
    for publisher in ctx.providers(Function::ApiPublishing) {
        let mut first: BTreeMap<String, Environment<'_>> = BTreeMap::new();
        for found in environments::of(ctx, publisher) {
            let Some(known) = first.get(&found.name) else {
                first.insert(found.name.clone(), found);
                continue;
            };
            // Two Publishers have the same trouble with the same Gateways.
            if !told.insert(&found.peer.node.id) {
                continue;
            }
            let message = text!(
                "{publisher} is linked with two environments called “{name}”, at {first} and at {second}: it would know the first one only. Call one of them otherwise.",
                publisher = &publisher.name,
                name = &found.name,
                first = known.peer.reach.authority(),
                second = found.peer.reach.authority()
            );
            findings.push(Target::Node(found.peer.node.id.clone()), message, renamed(ctx, &found));
        }
    }
}

/// Another name for all nodes behind the address of an environment.
fn renamed(ctx: &Context<'_>, found: &Environment<'_>) -> Option<crate::finding::Fix> {
    let setting = SettingId::new(known::ENVIRONMENT_NAME).ok()?;
    let taken: BTreeSet<String> = ctx
        .providers(Function::ApiGateway)
        .iter()
        .filter_map(|node| ctx.graph.setting(node, known::ENVIRONMENT_NAME))
        .map(|name| name.to_string())
        .collect();
    let mut names = (2_u32..).map(|n| format!("{} {n}", found.name));
    let name = names.find(|name| !taken.contains(name))?;
    let behind = ctx.graph.upstream(&found.peer.reach.node.id);
    let nodes = if behind.is_empty() { vec![found.peer.node] } else { behind };
    let mut plan = Plan::new(ctx);
    for node in nodes {
        plan.set(&node.id, &setting, Some(SettingValue::Text(name.clone())));
    }
    plan.fix(text!("Call it {name}", name))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const TWO: &str = "p: publisher\nq: publisher\ng: gateway host=g.x\nh: gateway host=h.x\n\
        i: gateway host=i.x\nlb: load-balancer host=lb.x\nlb -balances-> h\nlb -balances-> i\n\
        p -publishes-to-> g\np -publishes-to-> lb\nq -publishes-to-> g\nq -publishes-to-> lb";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("env-name-duplicate", TWO, 1, "at g.x:9443 and at lb.x:9443");
    }

    #[test]
    fn nearly_trips() {
        let named = TWO.replace("g: gateway", "g: gateway environment.name=Internal");
        assert_silent("env-name-duplicate", &named);
        // Two nodes behind one address are one environment.
        let one = TWO.replace("p -publishes-to-> g\n", "").replace("q -publishes-to-> g\n", "");
        assert_silent("env-name-duplicate", &one);
    }
}
