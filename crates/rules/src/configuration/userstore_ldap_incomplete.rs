//! A directory of users is described completely.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::{ValueRule, When, known};
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "userstore-ldap-incomplete",
    code: 90,
    severity: Severity::Error,
    waivable: false,
    summary: message!("A user store of an LDAP type has a URL, a user and a base DN."),
    why: message!(
        "The server checks the URL before it starts, and the places where users and groups are refer to the base DN: without them it ends at once. Without a user it may not search."
    ),
    fix: message!("Give what is missing; both search bases do instead of the base DN."),
    source: "[V] carbon-kernel v4.6.0 validator.json, infer.json; fact sheet sections 0 and 4.4",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    if !ctx.graph.components().any(|(node, _)| is_directory(ctx, node)) {
        return;
    }
    let given = |id: &str| {
        let value = SettingId::new(id).ok().and_then(|id| ctx.design.setting(&id));
        value.is_some_and(|value| value.as_text().is_some_and(|text| !text.is_empty()))
    };
    let searched = given(known::USER_STORE_USERS) && given(known::USER_STORE_GROUPS);
    for (id, found) in [
        (known::USER_STORE_URL, given(known::USER_STORE_URL)),
        (known::USER_STORE_NAME, given(known::USER_STORE_NAME)),
        (known::USER_STORE_BASE, given(known::USER_STORE_BASE) || searched),
    ] {
        let (Ok(setting), Some(spec)) = (SettingId::new(id), ctx.catalogue.setting(id)) else {
            continue;
        };
        if !found {
            let message = text!(
                "Users are kept in a directory, and “{setting}” is not given. Without it the servers do not start, or find nobody.",
                setting = term(&spec.name)
            );
            findings.push(Target::Setting { node: None, setting }, message, None);
        }
    }
}

/// Whether a node's file describes a directory: the catalogue says for which types it does.
fn is_directory(ctx: &Context<'_>, node: &topology::Node) -> bool {
    let asks_url = |value: &ValueRule| matches!(value, ValueRule::Given { id, .. } if *id == *known::USER_STORE_URL);
    let section = ctx.catalogue.sections.iter().find(|section| {
        section.roles.contains(&node.role) && section.entries.iter().any(|e| asks_url(&e.value))
    });
    section.is_some_and(|section| {
        section.when.iter().all(|when| match when {
            When::Setting(chosen) => ctx
                .graph
                .setting(node, chosen.id.as_str())
                .is_some_and(|value| chosen.is.contains(&value)),
            _ => true,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent, findings};

    const RULE: &str = "userstore-ldap-incomplete";

    #[test]
    fn trips() {
        for kind in [
            "read_only_ldap",
            "read_write_ldap",
            "active_directory",
            "read_only_ldap_unique_id",
            "read_write_ldap_unique_id",
            "active_directory_unique_id",
        ] {
            let text = format!("set user_store.type = {kind}\nk: key-manager");
            assert_reported(RULE, &text, 3, "is not given");
        }
        let one = "set user_store.type = read_only_ldap\nset user_store.connection_url = ldap://a.x\nset user_store.connection_name = cn=a\nset user_store.user_search_base = ou=Users\nk: key-manager";
        assert_reported(RULE, one, 1, "“Base DN” is not given");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(RULE, "k: key-manager");
        assert_silent(RULE, "set user_store.type = read_only_ldap");
        let base = "set user_store.type = read_only_ldap\nset user_store.connection_url = ldap://a.x\nset user_store.connection_name = cn=a\n";
        let whole = format!("{base}set user_store.base_dn = dc=a\nk: key-manager");
        assert_silent(RULE, &whole);
        let searched = format!(
            "{base}set user_store.user_search_base = ou=a\nset user_store.group_search_base = ou=b\nk: key-manager"
        );
        assert_eq!(findings(RULE, &searched), []);
    }
}
