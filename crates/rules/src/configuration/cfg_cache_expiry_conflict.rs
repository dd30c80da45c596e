//! One node does not say two things of one value.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-cache-expiry-conflict",
    code: 128,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A server that is Gateway and Key Manager in one has one time for both token caches."
    ),
    why: message!(
        "The two keys are renamed to one: which of the two times holds is left to chance."
    ),
    fix: message!("Give the same number of seconds for both, or one of them alone."),
    source: "[V] carbon-apimgt v6.6.163 key-mappings.json: apim.cache.token_expiry_time; fact sheet section 2.3",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::CACHE_KEY_MANAGER_TOKEN) else { return };
    for (node, _) in ctx.graph.components() {
        let given = |id: &str| ctx.graph.setting(node, id);
        let times = given(known::CACHE_GATEWAY_TOKEN).zip(given(known::CACHE_KEY_MANAGER_TOKEN));
        let Some((gateway, key_manager)) = times.filter(|(one, other)| one != other) else {
            continue;
        };
        let mut plan = Plan::new(ctx);
        plan.set(&node.id, &setting, Some(gateway.clone()));
        let gateway = gateway.to_string();
        let message = text!(
            "{node} has {gateway} seconds for the token cache of Gateways and {key_manager} for that of Key Managers, which are one value. Give the same for both.",
            node = &node.name,
            gateway = &gateway,
            key_manager = key_manager.to_string()
        );
        let target = Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Use {value} for both", value = gateway)));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "cfg-cache-expiry-conflict";

    #[test]
    fn trips_and_is_fixed() {
        let text = "a: all-in-one cache.gateway_token.expiry=60 cache.km_token.expiry=90";
        assert_fixed(RULE, text, 1, "a has 60 seconds");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(RULE, "a: all-in-one cache.gateway_token.expiry=60 cache.km_token.expiry=60");
        assert_silent(RULE, "a: all-in-one cache.gateway_token.expiry=60");
        assert_silent(
            RULE,
            "g: gateway cache.gateway_token.expiry=60\nk: key-manager cache.km_token.expiry=90",
        );
    }
}
