//! Traffic Managers are addressed with the schemes that the agent takes.

use super::tm_group_loadbalance::{AUTH_URLS, GROUP, URLS};
use super::{Told, edit, list_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "tm-group-scheme",
    code: 53,
    severity: Severity::Error,
    waivable: true,
    summary: message!("An addition's url_group has tcp:// for events and ssl:// for logins."),
    why: message!(
        "The agent that sends events refuses any other scheme, and nothing is throttled."
    ),
    fix: message!("Write tcp:// in traffic_manager_urls and ssl:// in traffic_manager_auth_urls."),
    source: "[V] the databridge agent of carbon-analytics-common v5.2.24; fact sheet section 2.8",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for element in added.elements(GROUP) {
            for (key, scheme) in [(URLS, "tcp"), (AUTH_URLS, "ssl")] {
                let Some(entry) = element.entries.iter().find(|entry| entry.path == [key]) else {
                    continue;
                };
                let prefix = format!("{scheme}://");
                let urls = list_of(element, key).unwrap_or_default();
                let wrong: Vec<&str> =
                    urls.into_iter().filter(|url| !url.starts_with(&prefix)).collect();
                let Some(first) = wrong.first() else { continue };
                let value = added.text.get(entry.value.clone()).unwrap_or_default();
                let right = wrong.iter().fold(value.to_owned(), |value, url| {
                    let rest = url.split_once("://").map_or(*url, |(_, rest)| rest);
                    value.replace(url, &format!("{prefix}{rest}"))
                });
                let changed = edit::replaced(added.text, &entry.value, &right);
                let fix = added.fix(ctx, changed, text!("Write {value}", value = &prefix));
                let text = text!(
                    "{url} does not begin with {prefix}, as {key} has to.",
                    url = first,
                    prefix,
                    key
                );
                told.push(Told::new(entry.line, text).with(fix));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_untold};

    const RULE: &str = "tm-group-scheme";

    #[test]
    fn trips_and_is_fixed() {
        let text = "[[apim.throttling.url_group]]\ntraffic_manager_urls = [\"https://a:9611\", \"tcp://b:9611\"]\ntraffic_manager_auth_urls = [\"a:9711\"]\n";
        let right = text.replace("https://a", "tcp://a").replace("\"a:", "\"ssl://a:");
        assert_becomes(RULE, text, 2, &right);
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[[apim.throttling.url_group]]\ntraffic_manager_urls = [\"tcp://a:9611\"]\ntraffic_manager_auth_urls = [\"ssl://a:9711\"]",
        );
    }
}
