//! Browsers are not told to send credentials to every origin.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-cors-credentials",
    code: 130,
    severity: Severity::Error,
    waivable: true,
    summary: message!("CORS credentials are allowed for named origins only."),
    why: message!(
        "Browsers refuse an answer that allows credentials and has * for its origin: no page can call the APIs."
    ),
    fix: message!("Name the origins, or do not allow credentials."),
    source: "[V] the comment of api-manager.xml on AllowCredentials; Fetch standard, CORS protocol and credentials",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (node, _) in ctx.graph.components() {
        let allowed = ctx.graph.setting(node, known::CORS_ALLOW_CREDENTIALS);
        let origins = ctx.graph.setting(node, known::CORS_ALLOW_ORIGINS);
        let given = node.settings.keys().any(|id| *id == known::CORS_ALLOW_CREDENTIALS)
            || node.settings.keys().any(|id| *id == known::CORS_ALLOW_ORIGINS);
        if given && allowed == Some(SettingValue::Bool(true)) && origins.is_some_and(has_star) {
            let message = text!(
                "{node} allows credentials for every origin, which browsers refuse. Name the origins, or do not allow credentials.",
                node = &node.name
            );
            let target = SettingId::new(known::CORS_ALLOW_CREDENTIALS).map_or_else(
                |_| Target::Node(node.id.clone()),
                |setting| Target::Setting { node: Some(node.id.clone()), setting },
            );
            findings.push(target, message, None);
        }
    }
}

fn has_star(origins: SettingValue) -> bool {
    match origins {
        SettingValue::Text(text) => text.split(',').any(|origin| origin.trim() == "*"),
        SettingValue::List(list) => list.iter().any(|origin| origin.trim() == "*"),
        SettingValue::Bool(_) | SettingValue::Integer(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported(
            "cfg-cors-credentials",
            "g: gateway cors.allow_credentials=true",
            1,
            "browsers refuse",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("cfg-cors-credentials", "g: gateway");
        assert_silent(
            "cfg-cors-credentials",
            "g: gateway cors.allow_credentials=true cors.allow_origins=https://portal.example.com",
        );
    }
}
