//! A keystore for TLS replaces no other.

use super::own_keystore::{PRIMARY, TLS, is_shipped, use_own};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-tls-only",
    code: 101,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "Who has a keystore of its own for TLS has one for signing and encrypting as well."
    ),
    why: message!(
        "Tokens are signed and stored data is encrypted with the primary keystore: with the shipped one, anybody can sign and read."
    ),
    fix: message!(
        "Set the primary keystore as well, before the first start: changing it later means migrating what was encrypted."
    ),
    source: "[V] fact sheet section 5, note 2: keystore.tls leaves primary and internal on wso2carbon.jks",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::PRIMARY_KEYSTORE) else { return };
    for (node, _) in ctx.graph.components() {
        if is_shipped(ctx, node, PRIMARY) && !is_shipped(ctx, node, TLS) {
            let message = text!(
                "{node} has a TLS keystore of its own, and still signs and encrypts with the shipped wso2carbon.jks, whose key everybody has. Set the primary keystore as well.",
                node = &node.name
            );
            let target = Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
            findings.push(target, message, use_own(ctx, &[PRIMARY]));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "keystore-tls-only",
            "set keystore.tls.file_name = own.jks\na: gateway\nb: key-manager",
            2,
            "still signs and encrypts",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "keystore-tls-only",
            "set keystore.tls.file_name = t.jks\nset keystore.primary.file_name = p.jks\na: gateway",
        );
        assert_silent("keystore-tls-only", "a: gateway");
        assert_silent("keystore-tls-only", "a: analytics-worker keystore.tls.file_name=own.jks");
    }
}
