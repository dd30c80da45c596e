//! A typed revoke endpoint has the path that its target serves.

use super::address::{Parts, Typed, name_of, named, target_of, typed};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use topology::SettingValue;
use topology::catalogue::{Use, known};

/// Where a Gateway serves it; the catalogue's pointer has the Key Manager's.
const AT_A_GATEWAY: &str = "/revoke";

pub(crate) static RULE: Rule = Rule {
    id: "revoke-path",
    code: 59,
    severity: Severity::Error,
    summary: "A revoke endpoint that a person gave ends in /oauth2/revoke on a Key Manager and in /revoke on a Gateway.",
    why: "The token URL is made of it by putting token for revoke: with the wrong path, keys cannot be made in the portal.",
    fix: "Correct the path, or clear the field so that the drawing decides.",
    source: "[V] carbon-apimgt v6.6.163 AMDefaultKeyManagerImpl.java:622",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for Typed { node, address, url } in typed(ctx) {
        if *address.setting != *known::REVOKE_ENDPOINT {
            continue;
        }
        let Some(parts) = Parts::of(url) else { continue };
        let at_gateway = named(ctx, parts.host).into_iter().any(|node| {
            let mut listening = ctx.graph.listening(node);
            listening
                .any(|(endpoint, port)| endpoint.usage == Use::Traffic && Some(port) == parts.port)
        });
        let known = !named(ctx, parts.host).is_empty();
        let right = if at_gateway { AT_A_GATEWAY } else { address.path };
        let fits = parts.path == right || (!known && parts.path == AT_A_GATEWAY);
        if fits {
            continue;
        }
        let path = if parts.path.is_empty() { "no path" } else { parts.path };
        let message = format!(
            "{} of {} has {path}; there it is {right}.",
            name_of(ctx, address.setting),
            node.name
        );
        let mut plan = Plan::new(ctx.design);
        plan.set(
            &node.id,
            address.setting,
            Some(SettingValue::Text(parts.with(parts.port, right))),
        );
        findings.push(target_of(node, address.setting), message, plan.fix(format!("Use {right}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const NODES: &str =
        "k: key-manager host=km.x\ng: gateway host=gw.x\nd: devportal oauth.revoke_endpoint=";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "revoke-path",
            &format!("{NODES}https://km.x:9443/revoke"),
            1,
            "there it is /oauth2/revoke",
        );
        assert_fixed(
            "revoke-path",
            &format!("{NODES}https://gw.x:8243/oauth2/revoke"),
            1,
            "there it is /revoke",
        );
        assert_fixed("revoke-path", &format!("{NODES}https://other.x"), 1, "no path");
    }

    #[test]
    fn nearly_trips() {
        for url in [
            "https://km.x:9443/oauth2/revoke",
            "https://gw.x:8243/revoke",
            "https://other.x/revoke",
        ] {
            assert_silent("revoke-path", &format!("{NODES}{url}"));
        }
    }
}
