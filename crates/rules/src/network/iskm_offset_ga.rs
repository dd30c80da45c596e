//! A server has an offset only where its pack reads one.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::known;

pub(crate) static RULE: Rule = Rule {
    id: "iskm-offset-ga",
    code: 133,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("An Identity Server in the Key Manager's place has no offset."),
    why: message!(
        "The pack as it was published does not read an offset from its configuration: it opens its usual ports, and everyone else is pointed at the shifted ones."
    ),
    fix: message!(
        "Give it a host of its own and offset 0, or update the pack and say so in the design."
    ),
    source: "[D] Configuring WSO2 Identity Server as a Key Manager, 3.1.0, step 2; section 8.2",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let updated = |node| {
        let said = ctx.graph.setting(node, known::PACKS_UPDATED);
        said.is_some_and(|value| value.as_bool() == Some(true))
    };
    for (node, role) in ctx.graph.components().filter(|(node, _)| node.offset > 0) {
        let pack = ctx.catalogue.pack_of(role);
        if pack.offset_in_config || updated(node) {
            continue;
        }
        let message = text!(
            "{node} has offset {offset}, which {pack} as it was published does not read: without an update it opens its usual ports. Use offset 0 on a host of its own, or say that the packs carry updates.",
            node = &node.name,
            offset = node.offset,
            pack = &pack.id
        );
        findings.push(Target::Node(node.id.clone()), message, ctx.taken().use_no_offset(ctx, node));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    #[test]
    fn trips_and_is_fixed() {
        let design =
            "host h vm 10.0.0.1\nhost i vm2 10.0.0.2\na: is-key-manager @h +1\ng: gateway @i";
        assert_fixed("iskm-offset-ga", design, 1, "a has offset 1");
    }

    /// Where the usual ports are taken, another host is for a person to find.
    #[test]
    fn no_fix_takes_the_ports_of_someone_else() {
        let design = "host h vm 10.0.0.1\na: is-key-manager @h +1\ng: gateway @h";
        let found = findings("iskm-offset-ga", design);
        assert!(found.len() == 1 && found[0].fix.is_none(), "{found:#?}");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("iskm-offset-ga", "set packs.updated = true\na: is-key-manager +1");
        assert_silent(
            "iskm-offset-ga",
            "host h vm 10.0.0.1\na: is-key-manager @h\nk: key-manager @h +1",
        );
    }
}
