//! Nobody counts on something that the packs do not have.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-cache-invalidation",
    code: 124,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "Distributed cache invalidation is asked for only where the packs carry the updates that add it."
    ),
    why: message!(
        "3.1.0 as released ignores the section without a word: nodes go on with what they remember until it expires, although the guide promises otherwise."
    ),
    fix: message!("Update the packs and say so, or do not ask for it."),
    source: "guide steps 6.1, 6.3, 6.4; [V] carbon-apimgt v6.6.163 has no reader, fact sheet section 2.11",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::CACHE_INVALIDATION) else { return };
    let is_on = |id: &str| {
        let given = SettingId::new(id).ok().and_then(|id| ctx.design.setting(&id));
        given == Some(&SettingValue::Bool(true))
    };
    let reads = |role: &topology::RoleId| {
        ctx.catalogue.setting(known::CACHE_DOMAIN).is_some_and(|s| s.scope.roles.contains(role))
    };
    let asked = ctx.graph.components().any(|(_, role)| reads(&role.id));
    if asked && is_on(known::CACHE_INVALIDATION) && !is_on(known::PACKS_UPDATED) {
        let mut plan = Plan::new(ctx);
        plan.set_on_design(&setting, None);
        let product = &ctx.catalogue.product;
        let updated = ctx.catalogue.setting(known::PACKS_UPDATED);
        let message = text!(
            "{product} {version} as released does not know distributed cache invalidation, so the files leave it out. Update the packs and say so under “{setting}”, or do not ask for it.",
            product = &product.name,
            version = &product.version,
            setting = term(updated.map_or("", |spec| &spec.name))
        );
        let fix = plan.fix(text!("Do not ask for it"));
        findings.push(Target::Setting { node: None, setting }, message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "cfg-cache-invalidation",
            "set cache_invalidation.enable = true\nk: key-manager",
            1,
            "3.1.0 as released does not know",
        );
    }

    #[test]
    fn nearly_trips() {
        for text in [
            "k: key-manager",
            "set packs.updated = true\nset cache_invalidation.enable = true\nk: key-manager",
            "set cache_invalidation.enable = true\ng: gateway",
        ] {
            assert_silent("cfg-cache-invalidation", text);
        }
    }
}
