//! Gateway environments that an addition brings.

use super::{Told, value_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::{Element, Value};
use messages::{Text, message, text};
use std::collections::BTreeSet;
use topology::SettingValue;
use topology::catalogue::{Function, known};

pub(crate) static TYPE: Rule = Rule {
    id: "env-type-invalid",
    code: 66,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "An environment of an addition is of the type hybrid, production or sandbox."
    ),
    why: message!(
        "Keys are matched with environments by their type: of another one no key fits, and APIs cannot be tried out."
    ),
    fix: message!("Write hybrid, production or sandbox."),
    source: "[V] carbon-apimgt v6.6.163 api-manager.xml.j2:111-142; fact sheet section 2.8",
    check: |ctx, findings| {
        each(ctx, findings, |_, element| {
            let kind = text(element, "type")?;
            (!["hybrid", "production", "sandbox"].contains(&kind)).then(|| {
                text!(
                    "the type {kind} is none of hybrid, production and sandbox. Write one of them.",
                    kind
                )
            })
        });
    },
};

pub(crate) static ENDPOINT: Rule = Rule {
    id: "env-no-endpoint",
    code: 67,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("An environment of an addition has an address for calls."),
    why: message!(
        "What is missing is written as an empty element, not as a default: the portals show no address."
    ),
    fix: message!("Add https_endpoint or http_endpoint."),
    source: "[V] carbon-apimgt v6.6.163 api-manager.xml.j2:111-142; fact sheet section 2.8",
    check: |ctx, findings| {
        each(ctx, findings, |_, element| {
            let there = ["https_endpoint", "http_endpoint"]
                .iter()
                .any(|key| text(element, key).is_some_and(|url| !url.is_empty()));
            (!there).then(|| {
                text!("this environment has no address for calls. Add https_endpoint or http_endpoint.")
            })
        });
    },
};

/// What the rule about drawn names has to say of added ones.
pub(crate) fn check_names(ctx: &Context<'_>, findings: &mut Findings) {
    let drawn: BTreeSet<String> = ctx
        .providers(Function::ApiGateway)
        .iter()
        .filter_map(|node| ctx.graph.setting(node, known::ENVIRONMENT_NAME))
        .filter_map(|name| match name {
            SettingValue::Text(name) => Some(name),
            _ => None,
        })
        .collect();
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    each(ctx, findings, |text_number, element| {
        let name = text(element, "name")?;
        let again = !seen.insert((text_number, name.to_owned()));
        (again || drawn.contains(name)).then(|| {
            text!(
                "there is an environment {name} already: the second one of a name is dropped. Call it otherwise.",
                name
            )
        })
    });
}

/// Asks of every environment of every text what is wrong with it.
fn each(
    ctx: &Context<'_>,
    findings: &mut Findings,
    mut wrong: impl FnMut(usize, &Element) -> Option<Text>,
) {
    for (number, added) in ctx.additions().texts.iter().enumerate() {
        // Only these read the table.
        let publishes = |role: &topology::Role| role.provides(Function::ApiPublishing);
        if !added.nodes.iter().any(|(_, role)| publishes(role)) {
            continue;
        }
        let found = added.elements("apim.gateway.environment");
        let told =
            found.filter_map(|element| Some(Told::new(element.line, wrong(number, element)?)));
        added.report(findings, told.collect());
    }
}

fn text<'e>(element: &'e Element, key: &str) -> Option<&'e str> {
    match value_of(element, key)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::added;
    use crate::testing::of;

    const FINE: &str = "[[apim.gateway.environment]]\nname = \"Partners\"\ntype = \"hybrid\"\nhttps_endpoint = \"https://gw.partner.example\"\n";
    const NODES: &str = "p: publisher\ng: gateway host=g.x\np -publishes-to-> g";

    fn told(rule: &str, text: &str) -> usize {
        of(rule, &added(NODES, "p", text)).len()
    }

    #[test]
    fn trips() {
        assert_eq!(told("env-type-invalid", &FINE.replace("hybrid", "both")), 1);
        assert_eq!(told("env-no-endpoint", &FINE.replace("https_endpoint", "description")), 1);
        let drawn = FINE.replace("Partners", "Production and Sandbox");
        assert_eq!(told("env-name-duplicate", &drawn), 1);
        assert_eq!(told("env-name-duplicate", &format!("{FINE}{FINE}")), 1);
    }

    #[test]
    fn nearly_trips() {
        for rule in ["env-type-invalid", "env-no-endpoint", "env-name-duplicate"] {
            assert_eq!(told(rule, FINE), 0, "{rule}");
        }
    }
}
