//! Production has keys of its own.

use super::own_keystore::{PRIMARY, TLS, is_shipped, use_own};
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Environment, Node, SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-default",
    code: 99,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("In production no server shows the certificate that comes with the pack."),
    why: message!(
        "Everybody has its key. It is for localhost, and it ended on 25 January 2022: callers that check it refuse to talk."
    ),
    fix: message!(
        "Give the keystores names of their own, and make them with certificates/create-keystores of the bundle."
    ),
    source: "[V] fact sheet section 5: read from wso2carbon.jks of 3.1.0; [D] Configuring Keystores",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::TLS_KEYSTORE) else { return };
    if ctx.design.environment() != Environment::Production {
        return;
    }
    let nodes: Vec<&Node> = ctx
        .graph
        .components()
        .map(|(node, _)| node)
        .filter(|node| is_shipped(ctx, node, TLS))
        .collect();
    if nodes.is_empty() {
        return;
    }
    // The same answer for both: whoever has one of them made has the other one made as well.
    let primary = nodes.iter().any(|node| is_shipped(ctx, node, PRIMARY));
    let stores = if primary { [PRIMARY, TLS].as_slice() } else { [TLS].as_slice() };
    let message = text!(
        "{nodes} would show the certificate of wso2carbon.jks, whose key everybody has and which ended on 25 January 2022. Name a keystore of your own; the bundle has a script that makes it.",
        nodes = names(nodes)
    );
    findings.push(Target::Setting { node: None, setting }, message, use_own(ctx, stores));
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "keystore-default",
            "environment production\na: gateway\nb: key-manager keystore.tls.file_name=wso2carbon.jks",
            1,
            "a and b would show",
        );
        assert_fixed(
            "keystore-default",
            "environment production\nset keystore.primary.file_name = p.jks\na: gateway",
            1,
            "ended on 25 January 2022",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "keystore-default",
            "environment production\nset keystore.tls.file_name = own.jks\na: gateway",
        );
        assert_silent("keystore-default", "a: gateway");
    }
}
