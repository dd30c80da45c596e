//! Where decisions are heard is written for those who hear them.

use super::Told;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Node;
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "tm-decision-misplaced",
    code: 57,
    severity: Severity::Info,
    waivable: true,
    summary: message!("An addition names throttle_decision_endpoints for Gateways alone."),
    why: message!(
        "On a Traffic Manager the key also says where the server announces its own decisions: it would tell another broker, and its Gateways hear nothing. On a Key Manager, a Publisher or a Developer Portal nobody reads it."
    ),
    fix: message!("Take the line out."),
    source: "[V] carbon-apimgt v6.6.163 jndi.properties.j2, product-apim v3.1.0 infer.json; fact sheet sections 2.4 and 2.10",
    check,
};

const KEY: &str = "apim.throttling.throttle_decision_endpoints";

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| leaf.is(KEY)) {
            let does = |function: Function, with: bool| -> Vec<&Node> {
                let of = added.nodes.iter().filter(|(_, role)| role.provides(function) == with);
                of.map(|(node, _)| *node).collect()
            };
            let managers = does(Function::TrafficManagement, true);
            let deaf: Vec<&Node> = does(Function::ApiGateway, false)
                .into_iter()
                .filter(|node| !managers.iter().any(|manager| manager.id == node.id))
                .collect();
            if !managers.is_empty() {
                // A server that is both would at least hear what it asks for.
                let whole =
                    managers.iter().all(|node| ctx.graph.provides(&node.id, Function::ApiGateway));
                let severity = if whole { Severity::Warning } else { Severity::Error };
                let text = text!(
                    "throttle_decision_endpoints{on} also moves where decisions are announced, so nobody hears them. Take the line out.",
                    on = added.on(&managers)
                );
                let line = Told::new(leaf.entry.line, text);
                told.push(Told { severity: Some(severity), ..line });
            }
            if !deaf.is_empty() {
                let text = text!(
                    "throttle_decision_endpoints has no effect{on}: only a Gateway listens. Take the line out.",
                    on = added.on(&deaf)
                );
                told.push(Told::new(leaf.entry.line, text));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::addition::testing::{added, assert_untold};
    use crate::testing::of;

    const TEXT: &str = "[apim.throttling]\nthrottle_decision_endpoints = [\"tcp://x:5672\"]";

    #[test]
    fn trips() {
        for (role, severity, says) in [
            ("traffic-manager", Severity::Error, "announced"),
            ("all-in-one", Severity::Warning, "announced"),
            ("key-manager", Severity::Info, "has no effect"),
            ("publisher", Severity::Info, "has no effect"),
        ] {
            let found = of("tm-decision-misplaced", &added(&format!("n: {role}"), "n", TEXT));
            assert_eq!(found.len(), 1, "{role}: {found:#?}");
            assert!(
                found[0].severity == severity && found[0].message.to_string().contains(says),
                "{found:#?}"
            );
        }
    }

    #[test]
    fn nearly_trips() {
        assert_untold("tm-decision-misplaced", TEXT);
    }
}
