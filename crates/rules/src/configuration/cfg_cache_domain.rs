//! Nodes of one group share a cache domain, and no other group has it.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Role, ValueRule, known};
use topology::{Node, RoleId, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-cache-domain",
    code: 125,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("Nodes of one role have one cache domain, and other roles have others."),
    why: message!(
        "What one node tells the others to forget goes to its domain: to nodes that do not have it, or not to those that do."
    ),
    fix: message!("Leave the domain empty: each role has its own then."),
    source: "[D] guide steps 6.1, 6.3, 6.4; fact sheet section 2.11",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::CACHE_DOMAIN) else { return };
    let Ok(asked) = SettingId::new(known::CACHE_INVALIDATION) else { return };
    let Some(spec) = ctx.catalogue.setting(known::CACHE_DOMAIN) else { return };
    if ctx.design.setting(&asked) != Some(&SettingValue::Bool(true)) {
        return;
    }
    let mut domains: BTreeMap<&RoleId, BTreeMap<String, Vec<&Node>>> = BTreeMap::new();
    for (node, role) in ctx.graph.components().filter(|(_, r)| spec.scope.roles.contains(&r.id)) {
        let domain = domain(ctx, node, role);
        domains.entry(&role.id).or_default().entry(domain).or_default().push(node);
    }
    // Those that leave it to the catalogue have theirs by right.
    let given = |nodes: &Vec<&Node>| nodes.iter().any(|node| node.settings.contains_key(&setting));
    let mut groups: Vec<&BTreeMap<String, Vec<&Node>>> = domains.values().collect();
    groups.sort_by_key(|of_role| of_role.values().any(given));
    let mut taken: BTreeMap<&str, &Node> = BTreeMap::new();
    for of_role in groups {
        let most = of_role.iter().rev().max_by_key(|(_, nodes)| nodes.len());
        let Some((usual, first)) = most.and_then(|(d, nodes)| Some((d, *nodes.first()?))) else {
            continue;
        };
        for (domain, nodes) in of_role {
            for node in nodes {
                let message = if let Some(other) = taken.get(domain.as_str()) {
                    let role = ctx.graph.role(&other.id).map_or("", |role| &role.name);
                    text!(
                        "{node} has the cache domain {domain}, which {other} has as well, a {role}. Leave it empty: each role has its own then.",
                        node = &node.name,
                        domain,
                        other = &other.name,
                        role = term(role)
                    )
                } else if domain != usual {
                    text!(
                        "{node} has the cache domain {domain}, and {first} of the same role has {usual}. Leave it empty: each role has its own then.",
                        node = &node.name,
                        domain,
                        first = &first.name,
                        usual
                    )
                } else {
                    continue;
                };
                let mut plan = Plan::new(ctx);
                let as_usual = first.settings.get(&setting).filter(|_| domain != usual);
                plan.set(&node.id, &setting, as_usual.cloned());
                let target =
                    Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
                findings.push(target, message, plan.fix(text!("Use another domain")));
            }
        }
        for (domain, nodes) in of_role {
            if let Some(node) = nodes.first() {
                taken.entry(domain).or_insert(node);
            }
        }
    }
}

/// The domain that a node's file has: what a person gave, else what the catalogue has for the role.
fn domain(ctx: &Context<'_>, node: &Node, role: &Role) -> String {
    let given = ctx.graph.setting(node, known::CACHE_DOMAIN).map(|value| value.to_string());
    given.filter(|given| !given.is_empty()).or_else(|| usual(ctx, role)).unwrap_or_default()
}

fn usual(ctx: &Context<'_>, role: &Role) -> Option<String> {
    let entries = ctx.catalogue.sections.iter().flat_map(|section| {
        let own = section.entries.iter().find(|entry| {
            matches!(&entry.value, ValueRule::Given { id, .. } if *id == *known::CACHE_DOMAIN)
        });
        section.entries.iter().filter(move |e| own.is_some_and(|own| own.key == e.key))
    });
    entries.into_iter().filter(|entry| entry.roles.contains(&role.id)).find_map(
        |entry| match &entry.value {
            ValueRule::Literal { value } => value.as_text().map(str::to_owned),
            _ => None,
        },
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "cfg-cache-domain";
    const ON: &str = "set cache_invalidation.enable = true\nset packs.updated = true\n";

    #[test]
    fn trips_and_is_fixed() {
        let apart = format!(
            "{ON}a: key-manager\nb: key-manager\nc: key-manager cache_invalidation.domain=x"
        );
        assert_fixed(
            RULE,
            &apart,
            1,
            "c has the cache domain x, and a of the same role has km-domain",
        );
        let same = format!(
            "{ON}k: key-manager cache_invalidation.domain=x\np: publisher cache_invalidation.domain=x"
        );
        assert_fixed(
            RULE,
            &same,
            1,
            "p has the cache domain x, which k has as well, a Key Manager",
        );
        let default =
            format!("{ON}d: devportal cache_invalidation.domain=km-domain\nk: key-manager");
        assert_fixed(RULE, &default, 1, "has the cache domain km-domain");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            RULE,
            &format!("{ON}k: key-manager\nl: key-manager\np: publisher\nd: devportal"),
        );
        let own = "k: key-manager cache_invalidation.domain=x\nl: key-manager cache_invalidation.domain=x\np: publisher";
        assert_silent(RULE, &format!("{ON}{own}"));
        assert_silent(
            RULE,
            "k: key-manager cache_invalidation.domain=x\np: publisher cache_invalidation.domain=x",
        );
    }
}
