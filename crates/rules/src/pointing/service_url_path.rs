//! A typed address of admin services ends where they are.

use super::address::{Typed, name_of, target_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::SettingValue;
use topology::url::Url;

pub(crate) static RULE: Rule = Rule {
    id: "service-url-path",
    code: 49,
    severity: Severity::Error,
    waivable: true,
    summary: message!("An address of admin services that a person gave ends in /services/."),
    why: message!(
        "The name of a service is put behind the address as it stands: without the path, or without its last slash, every call answers 404."
    ),
    fix: message!("Add the path, or clear the field so that the drawing decides."),
    source: "[V] carbon-apimgt v6.6.163 AbstractAPIGatewayAdminClient.java, APIAuthenticationAdminClient.java: endpoint = serviceURL + name; fact sheet section 2.8",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for Typed { node, address, url } in ctx.typed().iter().copied() {
        // Only what something is put behind ends in a slash.
        if !address.path.ends_with('/') {
            continue;
        }
        let Some(parts) = Url::parse(url) else { continue };
        // Somebody's proxy may have it below a path of its own.
        if parts.path.ends_with(&address.path) {
            continue;
        }
        let setting = name_of(ctx, &address.setting);
        let message = if parts.path.is_empty() {
            text!(
                "{setting} of {node} has no path; it has to end in {right}.",
                setting,
                node = &node.name,
                right = &address.path
            )
        } else {
            text!(
                "{setting} of {node} has {path}; it has to end in {right}.",
                setting,
                node = &node.name,
                path = parts.path,
                right = &address.path
            )
        };
        let mut plan = Plan::new(ctx);
        let right = parts.with(parts.port, &address.path);
        plan.set(&node.id, &address.setting, Some(SettingValue::Text(right)));
        let fix = plan.fix(text!("End it in {path}", path = &address.path));
        findings.push(target_of(node, &address.setting), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        for url in ["https://km.x:9443", "https://km.x:9443/services", "https://km.x/oauth2"] {
            let design = format!("g: gateway key_manager.service_url={url}");
            assert_fixed("service-url-path", &design, 1, "/services/");
        }
        let policies = "p: publisher throttling.service_url=https://tm.x:9443/";
        assert_fixed("service-url-path", policies, 1, "Policy");
    }

    #[test]
    fn nearly_trips() {
        for url in ["https://km.x:9443/services/", "https://km.x/apim/services/", "km.x"] {
            let design = format!("g: gateway key_manager.service_url={url}");
            assert_silent("service-url-path", &design);
        }
        assert_silent("service-url-path", "p: publisher devportal.url=https://dev.x/devportal");
    }
}
