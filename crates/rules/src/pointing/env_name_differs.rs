//! A Developer Portal shows the environments that Publishers deploy to.

use super::environments::{self, Environment};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::Target;
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "env-name-differs",
    code: 64,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A Developer Portal is linked with the environments that Publishers deploy to, and with no others."
    ),
    why: message!(
        "Addresses are looked up by the environment's name: of one that the portal does not have, developers see no address; of one that nobody deploys to, the portal would show an address where no API is."
    ),
    fix: message!(
        "Link the Developer Portal with the same Gateways or load balancers as the Publisher."
    ),
    source: "fact sheet section 2.6: name and type equal the Publisher's; guide step 6.4",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let publishers = ctx.providers(Function::ApiPublishing).iter();
    let published: BTreeMap<String, Environment<'_>> = publishers
        .flat_map(|node| environments::of(ctx, node))
        .map(|found| (found.name.clone(), found))
        .collect();
    if published.is_empty() {
        return;
    }
    for portal in ctx.providers(Function::DeveloperPortal) {
        // A server that is both has one list for both.
        if ctx.graph.provides(&portal.id, Function::ApiPublishing) {
            continue;
        }
        let shown = environments::of(ctx, portal);
        let Some(kind) = shown.first().map(|found| found.kind) else { continue };
        for (name, missing) in &published {
            if shown.iter().any(|found| found.name == *name) {
                continue;
            }
            let message = text!(
                "{portal} does not show the environment “{name}”, which APIs are deployed to: developers see no address for it. Link both.",
                portal = &portal.name,
                name
            );
            let mut plan = Plan::new(ctx);
            plan.link(&portal.id, &kind.id, &missing.peer.reach.node.id);
            let fix = plan.fix(text!("Link with {names}", names = &missing.peer.reach.node.name));
            findings.push(Target::Node(portal.id.clone()), message, fix);
        }
        for found in shown.iter().filter(|found| !published.contains_key(&found.name)) {
            let message = text!(
                "{portal} shows the environment “{name}”, which no Publisher deploys to: its address leads to no API. Link a Publisher with it, or take the link away.",
                portal = &portal.name,
                name = &found.name
            );
            findings.push(Target::Node(portal.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    const TWO: &str = "p: publisher\nd: devportal\ng: gateway host=g.x environment.name=In\n\
        h: gateway host=h.x environment.name=Out\np -publishes-to-> g\nd -shows-> g\n";

    #[test]
    fn trips() {
        let more = format!("{TWO}p -publishes-to-> h");
        assert_fixed("env-name-differs", &more, 1, "does not show the environment “Out”");
        let other = format!("{TWO}d -shows-> h");
        assert_reported("env-name-differs", &other, 1, "no Publisher deploys to");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("env-name-differs", &format!("{TWO}p -publishes-to-> h\nd -shows-> h"));
        assert_silent("env-name-differs", "p: publisher\nd: devportal\ng: gateway\nd -shows-> g");
    }
}
