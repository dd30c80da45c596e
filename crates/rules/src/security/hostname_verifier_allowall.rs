//! Production checks whose certificate it is shown.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Environment, Node, OperatingSystem, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "hostname-verifier-allowall",
    code: 111,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "In production every server checks that a certificate is for the name it called."
    ),
    why: message!(
        "Without the check, any certificate that some trusted authority signed does: whoever has one can stand between two nodes and read the administrator's password. The start script for Linux has it switched off."
    ),
    fix: message!(
        "Choose Strict. The certificates that the bundle makes hold every name that the drawing has for a node."
    ),
    source: "[V] product-apim v3.1.0 wso2server.sh, fact sheet section 5 note 10; [D] Security Guidelines for Production Deployment",
    check,
};

const STRICT: &str = "Strict";

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::HOSTNAME_VERIFIER) else { return };
    if ctx.design.environment() != Environment::Production {
        return;
    }
    let any = SettingValue::Text(known::HOSTNAME_ANY.to_owned());
    let unchecked = |node: &Node| match ctx.graph.setting(node, known::HOSTNAME_VERIFIER) {
        Some(value) => value == any,
        // The script for Windows does check.
        None => ctx.graph.host(node).is_none_or(|host| host.os != OperatingSystem::Windows),
    };
    // Servers of other packs have start scripts of their own.
    let Some(spec) = ctx.catalogue.setting(known::HOSTNAME_VERIFIER) else { return };
    let own = ctx.graph.components().filter(|(_, role)| spec.scope.roles.contains(&role.id));
    let nodes: Vec<&Node> = own.map(|(node, _)| node).filter(|node| unchecked(node)).collect();
    if nodes.is_empty() {
        return;
    }
    let mut plan = Plan::new(ctx);
    plan.set_on_design(&setting, Some(SettingValue::Text(STRICT.to_owned())));
    for node in nodes.iter().filter(|node| node.settings.contains_key(&setting)) {
        plan.set(&node.id, &setting, None);
    }
    let message = text!(
        "{nodes} would take any name in a certificate of those they call. Choose Strict; the certificates that the bundle makes hold every name of a node.",
        nodes = names(nodes)
    );
    let fix = plan.fix(text!("Check names strictly"));
    findings.push(Target::Setting { node: None, setting }, message, fix);
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "hostname-verifier-allowall";

    #[test]
    fn trips_and_is_fixed() {
        let unset = "environment production\ng: gateway\nk: key-manager";
        assert_fixed(RULE, unset, 1, "g and k would take any name");
        let one = "environment production\nset tls.hostname_verifier = Strict\ng: gateway tls.hostname_verifier=AllowAll\nk: key-manager";
        assert_fixed(RULE, one, 1, "g would take any name");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(RULE, "g: gateway tls.hostname_verifier=AllowAll");
        assert_silent(
            RULE,
            "environment production\nset tls.hostname_verifier = DefaultAndLocalhost\ng: gateway",
        );
        assert_silent(RULE, "environment production\nlb: load-balancer\ni: is-key-manager");
    }
}
