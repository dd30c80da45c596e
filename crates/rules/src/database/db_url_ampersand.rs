//! A typed URL is written as the database knows it, not as XML has it.

use super::urls;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-url-ampersand",
    code: 84,
    severity: Severity::Error,
    waivable: false,
    summary: message!("A typed URL has & as it is, not &amp;."),
    why: message!(
        "The server copies the URL into XML, so the bundle writes every & as &amp;. One that is typed so already would be written twice over, and the driver would not know the parameter after it."
    ),
    fix: message!("Type a plain &."),
    source: "[V] config-mapper v1.0.2: rendering does not escape XML; wso2-domain section 0",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for typed in urls::typed(ctx).filter(|typed| typed.url.contains("&amp;")) {
        let message = text!(
            "{url} holds &amp;, which the bundle writes by itself. Type a plain & there.",
            url = typed.what()
        );
        let plain = typed.url.replace("&amp;", "&");
        let fix = typed.set(ctx, Some(plain), text!("Write a plain &"));
        findings.push(typed.target(), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const URL: &str = "d: database database.apim_db.url=jdbc:mysql://d.x:3306/apim_db?useSSL=true";

    #[test]
    fn trips_and_is_fixed() {
        let escaped = format!("{URL}&amp;autoReconnect=true&amp;x=y");
        assert_fixed("db-url-ampersand", &escaped, 1, "holds &amp;");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-url-ampersand", &format!("{URL}&autoReconnect=true&x=y"));
    }
}
