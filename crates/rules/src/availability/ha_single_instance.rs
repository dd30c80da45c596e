//! Where some components have a second instance, the others have one too.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Role, Scale};
use topology::{Node, RoleId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "ha-single-instance",
    code: 15,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("Where some components have a second instance, the others have one too."),
    why: message!(
        "The one that stands alone takes down what it does for everybody, however many there are of the rest."
    ),
    fix: message!("Add a second instance, or accept that this part is down while it is restarted."),
    source: "guide step 6, the notes on high availability of each component",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut counted: BTreeMap<&RoleId, (&Role, Vec<&Node>)> = BTreeMap::new();
    for (node, role) in ctx.graph.components().filter(|(_, role)| role.scale != Scale::Single) {
        counted.entry(&role.id).or_insert_with(|| (role, Vec::new())).1.push(node);
    }
    if !counted.values().any(|(_, nodes)| nodes.len() > 1) {
        return;
    }
    for (role, nodes) in counted.values() {
        if let [node] = nodes.as_slice() {
            let message = text!(
                "{node} is the only {role}, while others have a second instance: what it does is down when it is. Add another.",
                node = &node.name,
                role = term(&role.name)
            );
            findings.push(Target::Node(node.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported(
            "ha-single-instance",
            "g: gateway\nh: gateway\nk: key-manager",
            1,
            "k is the only",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("ha-single-instance", "g: gateway\nk: key-manager");
        assert_silent(
            "ha-single-instance",
            "g: gateway\nh: gateway\nk: key-manager\nl: key-manager",
        );
    }
}
