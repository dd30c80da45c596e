//! Each Traffic Manager has a group of its own.

use super::{Told, list_of, value_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::Value;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "tm-group-loadbalance",
    code: 51,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "No url_group of an addition shares events out among several Traffic Managers."
    ),
    why: message!(
        "Within such a group each event goes to one of them in turn, so each counts a part, and every limit is multiplied."
    ),
    fix: message!(
        "Write one [[apim.throttling.url_group]] for each Traffic Manager; better, draw it and link to it."
    ),
    source: "[V] carbon-apimgt v6.6.163 api-manager.xml.j2:808-839; product-apim issue 11462",
    check,
};

pub(super) const GROUP: &str = "apim.throttling.url_group";
pub(super) const URLS: &str = "traffic_manager_urls";
pub(super) const AUTH_URLS: &str = "traffic_manager_auth_urls";

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for element in added.elements(GROUP) {
            let count = list_of(element, URLS).map_or(0, |urls| urls.len());
            let kind = value_of(element, "type").and_then(Value::as_text);
            if count > 1 && kind == Some("loadbalance") {
                let text = text!(
                    "this group shares events out among {count} Traffic Managers, which multiplies every limit. Write a group for each.",
                    count
                );
                told.push(Told::new(element.line, text));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_told, assert_untold};

    const RULE: &str = "tm-group-loadbalance";

    #[test]
    fn trips() {
        assert_told(
            RULE,
            "\n[[apim.throttling.url_group]]\ntraffic_manager_urls = [\"tcp://a:9611\", \"tcp://b:9611\"]\ntype = \"loadbalance\"",
            "Line 2: this group shares events out among 2 Traffic Managers",
        );
    }

    #[test]
    fn nearly_trips() {
        let two = "traffic_manager_urls = [\"tcp://a:9611\", \"tcp://b:9611\"]";
        assert_untold(RULE, &format!("[[apim.throttling.url_group]]\n{two}\ntype = \"failover\""));
        let one = "traffic_manager_urls = [\"tcp://a:9611\"]\ntype = \"loadbalance\"";
        assert_untold(
            RULE,
            &format!("[[apim.throttling.url_group]]\n{one}\n[[apim.throttling.url_group]]\n{one}"),
        );
    }
}
