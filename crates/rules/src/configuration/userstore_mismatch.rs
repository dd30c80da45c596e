//! All nodes look for users in one place.

use super::agree::{Difference, Values, as_on, differing, usual, values};
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::known;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "userstore-mismatch",
    code: 89,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Every node has the same user store."),
    why: message!(
        "Each type is another class with other columns on one database, or another directory: who signs in on one node is unknown on the next."
    ),
    fix: message!("Give the user store on the design, where it holds for every node."),
    source: "[V] carbon-kernel v4.6.0 infer.json; fact sheet section 3.1 row 4: the guide's own samples differ",
    check,
};

/// What makes a user store the one that it is.
const PARTS: [&str; 5] = [
    known::USER_STORE,
    known::USER_STORE_URL,
    known::USER_STORE_BASE,
    known::USER_STORE_USERS,
    known::USER_STORE_GROUPS,
];

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut stores: BTreeMap<Values, Vec<&Node>> = BTreeMap::new();
    for (node, _) in ctx.graph.components() {
        stores.entry(values(ctx, node, &PARTS)).or_default().push(node);
    }
    let Some((most, first)) = usual(&stores) else { return };
    let odd: Vec<&Node> = stores
        .iter()
        .filter(|(own, _)| *own != most)
        .flat_map(|(_, nodes)| nodes)
        .copied()
        .collect();
    let Some(node) = odd.first() else { return };
    let own = values(ctx, node, &PARTS);
    let Some(Difference { setting, name, here, there }) = differing(ctx, &PARTS, &own, most) else {
        return;
    };
    let message = text!(
        "{nodes} would look for users elsewhere than {first}: “{name}” is {here} on {node}, and {there} on {first}. Say it on the design alone.",
        nodes = names(odd.iter().copied()),
        first = &first.name,
        name,
        here,
        node = &node.name,
        there
    );
    let target = Target::Setting { node: Some(node.id.clone()), setting };
    findings.push(target, message, as_on(ctx, first, &PARTS));
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "userstore-mismatch";

    #[test]
    fn trips_and_is_fixed() {
        let kind = "k: key-manager\ng: gateway\nt: traffic-manager user_store.type=database";
        assert_fixed(RULE, kind, 1, "“User store” is database on t, and database_unique_id on");
        let url = "set user_store.type = read_only_ldap\nset user_store.connection_url = ldap://a.x\nk: key-manager\ng: gateway\nt: traffic-manager user_store.connection_url=ldap://b.x";
        assert_fixed(RULE, url, 1, "“Directory URL” is ldap://b.x on t, and ldap://a.x on");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(RULE, "set user_store.type = database\nk: key-manager\ng: gateway");
        assert_silent(RULE, "k: key-manager user_store.type=database_unique_id\ng: gateway");
    }
}
