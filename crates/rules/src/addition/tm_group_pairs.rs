//! A group's two lists name the same Traffic Managers.

use super::tm_group_loadbalance::{AUTH_URLS, GROUP, URLS};
use super::{Told, list_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "tm-group-pairs",
    code: 52,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "The two lists of an addition's url_group are of one length and in one order."
    ),
    why: message!(
        "A receiver and its login are paired by their place in the lists. Where they differ, the agent logs in at one Traffic Manager and sends to another, or does not start."
    ),
    fix: message!("Write both lists with the same Traffic Managers in the same order."),
    source: "[V] carbon-apimgt v6.6.163 api-manager.xml.j2:808-839; the databridge agent pairs by position",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for element in added.elements(GROUP) {
            let urls = list_of(element, URLS).unwrap_or_default();
            let Some(logins) = list_of(element, AUTH_URLS) else { continue };
            if urls.len() != logins.len() {
                let text = text!(
                    "this group has {urls} addresses and {logins} to log in at. Write one of each for every Traffic Manager.",
                    urls = urls.len(),
                    logins = logins.len()
                );
                told.push(Told::new(element.line, text));
            } else if let Some((url, login)) =
                urls.iter().zip(&logins).find(|(url, login)| host(url) != host(login))
            {
                let text = text!(
                    "this group pairs {url} with {login}, which is another host. Write both lists in the same order.",
                    url,
                    login
                );
                told.push(Told::new(element.line, text));
            }
        }
        added.report(findings, told);
    }
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.rsplit_once(':').map_or(rest, |(host, _)| host).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_told, assert_untold};

    const RULE: &str = "tm-group-pairs";

    fn group(urls: &str, logins: &str) -> String {
        format!(
            "[[apim.throttling.url_group]]\ntraffic_manager_urls = [{urls}]\ntraffic_manager_auth_urls = [{logins}]"
        )
    }

    #[test]
    fn trips() {
        let one_less = group("\"tcp://a:9611\", \"tcp://b:9611\"", "\"ssl://a:9711\"");
        assert_told(RULE, &one_less, "Line 1: this group has 2 addresses and 1 to log in at.");
        let crossed =
            group("\"tcp://a:9611\", \"tcp://b:9611\"", "\"ssl://b:9711\", \"ssl://a:9711\"");
        assert_told(RULE, &crossed, "Line 1: this group pairs tcp://a:9611 with ssl://b:9711");
    }

    #[test]
    fn nearly_trips() {
        assert_untold(RULE, &group("\"tcp://a:9611\"", "\"ssl://A:9711\""));
        assert_untold(
            RULE,
            "[[apim.throttling.url_group]]\ntraffic_manager_urls = [\"tcp://a:9611\"]",
        );
    }
}
