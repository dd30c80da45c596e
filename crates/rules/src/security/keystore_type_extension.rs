//! A keystore is of the type that its name says.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{Text, message, text};
use std::collections::BTreeSet;
use topology::catalogue::known;
use topology::graph::SettingPlace;
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-type-extension",
    code: 103,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A file that ends in .p12 or .pfx has the type PKCS12, one that ends in .jks the type JKS."
    ),
    why: message!(
        "A keystore of another type than the configuration says does not open, and the server does not start."
    ),
    fix: message!("Choose the type that fits the name, or rename the file."),
    source: "[V] fact sheet section 5; RFC 7292 and the Java documentation for the endings",
    check,
};

/// File name and type of each store.
const STORES: [(&str, &str); 3] = [
    (known::PRIMARY_KEYSTORE, known::PRIMARY_KEYSTORE_TYPE),
    (known::TLS_KEYSTORE, known::TLS_KEYSTORE_TYPE),
    (known::TRUSTSTORE, known::TRUSTSTORE_TYPE),
];

/// What a file's ending says of its type.
fn told_by(file: &str) -> Option<&'static str> {
    let (_, ending) = file.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "p12" | "pfx" => Some("PKCS12"),
        "jks" => Some("JKS"),
        _ => None,
    }
}

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    // What stands on the design is said once, not for every node.
    let mut said: BTreeSet<Target> = BTreeSet::new();
    for (node, _) in ctx.graph.components() {
        for (file, kind) in STORES {
            if let Some((target, message)) = mismatch(ctx, node, file, kind)
                && said.insert(target.clone())
            {
                let wanted = SettingValue::Text(message.wanted.to_owned());
                let mut plan = Plan::new(ctx);
                if let Target::Setting { node, setting } = &target {
                    match node {
                        Some(node) => plan.set(node, setting, Some(wanted)),
                        None => plan.set_on_design(setting, Some(wanted)),
                    }
                }
                let fix = plan.fix(text!("Use the type {kind}", kind = message.wanted));
                findings.push(target, message.text, fix);
            }
        }
    }
}

struct Mismatch {
    wanted: &'static str,
    text: Text,
}

/// Where the type has to change, and what to say.
fn mismatch(ctx: &Context<'_>, node: &Node, file: &str, kind: &str) -> Option<(Target, Mismatch)> {
    let (name, name_place) = ctx.graph.setting_with_place(node, file)?;
    let (given, kind_place) = ctx.graph.setting_with_place(node, kind)?;
    let wanted = told_by(name.as_text()?)?;
    if given.as_text() == Some(wanted) {
        return None;
    }
    let on_node = name_place == SettingPlace::Node || kind_place == SettingPlace::Node;
    let owner = on_node.then(|| node.id.clone());
    let (name, given) = (name.to_string(), given.to_string());
    let text = if on_node {
        text!(
            "{node} says that {name} is of the type {given}, and its name says {wanted}. Choose the type that fits, or rename the file.",
            node = &node.name,
            name,
            given,
            wanted
        )
    } else {
        text!(
            "The design says that {name} is of the type {given}, and its name says {wanted}. Choose the type that fits, or rename the file.",
            name,
            given,
            wanted
        )
    };
    let target = Target::Setting { node: owner, setting: SettingId::new(kind).ok()? };
    Some((target, Mismatch { wanted, text }))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let on_node = "a: gateway keystore.tls.file_name=tls.P12\nb: key-manager";
        assert_fixed(
            "keystore-type-extension",
            on_node,
            1,
            "a says that tls.P12 is of the type JKS",
        );
        let on_design = "set truststore.type = PKCS12\na: gateway\nb: key-manager";
        assert_fixed(
            "keystore-type-extension",
            on_design,
            1,
            "The design says that client-truststore.jks",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "keystore-type-extension",
            "a: gateway keystore.tls.file_name=tls.p12 keystore.tls.type=PKCS12\nb: gateway keystore.tls.file_name=tls.keystore",
        );
    }
}
