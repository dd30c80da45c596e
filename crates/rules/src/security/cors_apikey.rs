//! Pages may send the header that API keys travel in.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-cors-apikey",
    code: 129,
    severity: Severity::Info,
    waivable: true,
    summary: message!("The headers that pages may send include apikey."),
    why: message!(
        "A browser asks before it sends a header of its own: calls with an API key from a page, also from the portal's console, fail before they leave."
    ),
    fix: message!("Add apikey to the allowed headers, unless no API takes keys."),
    source: "[V] shipped deployment.toml of product-apim v3.1.0; the guide's sample drops it: fact sheet section 3.1 row 13",
    check,
};

const HEADER: &str = "apikey";

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(id) = SettingId::new(known::CORS_ALLOW_HEADERS) else { return };
    for (node, _) in ctx.graph.components() {
        let Some(SettingValue::List(headers)) = node.settings.get(&id) else { continue };
        if headers.iter().any(|header| header.trim().eq_ignore_ascii_case(HEADER)) {
            continue;
        }
        let message = text!(
            "Pages may not send {header} to {node}, so calls with an API key fail in browsers. Add it to the allowed headers.",
            header = HEADER,
            node = &node.name
        );
        let mut more = headers.clone();
        more.push(HEADER.to_owned());
        let mut plan = Plan::new(ctx);
        plan.set(&node.id, &id, Some(SettingValue::List(more)));
        let target = Target::Setting { node: Some(node.id.clone()), setting: id.clone() };
        findings.push(target, message, plan.fix(text!("Add apikey")));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "g: gateway cors.allow_headers=[authorization,Content-Type]";
        assert_fixed("cfg-cors-apikey", design, 1, "fail in browsers");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("cfg-cors-apikey", "g: gateway");
        assert_silent("cfg-cors-apikey", "g: gateway cors.allow_headers=[authorization,ApiKey]");
    }
}
