//! Servers of the product on one host have offsets.

use super::ports::Collision;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::RoleClass;

pub(crate) static RULE: Rule = Rule {
    id: "port-offset-missing",
    code: 32,
    severity: Severity::Error,
    waivable: false,
    summary: message!("Two servers on one host do not both have offset 0."),
    why: message!("Both want the default ports, and the second one does not start."),
    fix: message!("Give one of them an offset."),
    source: "guide step 1 and its samples, offsets 0 to 4; [V] carbon.xml /Server/Ports/Offset",
    check,
};

/// A collision of two servers that have no offset at all.
pub(super) fn is_plain(ctx: &Context<'_>, collision: &Collision<'_>) -> bool {
    let plain =
        |node: &topology::Node| node.offset == 0 && ctx.graph.is(&node.id, RoleClass::Component);
    collision.moves && plain(collision.node) && plain(collision.with)
}

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for collision in ctx.collisions().iter().filter(|c| is_plain(ctx, c)) {
        let message = text!(
            "{node} and {other} are on one host and both have offset 0, so both open port {port}. Give one an offset.",
            node = &collision.node.name,
            other = &collision.with.name,
            port = collision.port
        );
        findings.push(
            Target::Node(collision.node.id.clone()),
            message,
            ctx.taken().use_free_offset(ctx, collision.node),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    #[test]
    fn trips_and_is_fixed() {
        let design = "host h vm 10.0.0.1\na: key-manager @h\nb: gateway @h\nc: publisher @h";
        assert_fixed("port-offset-missing", design, 2, "both have offset 0");
    }

    #[test]
    fn the_fix_is_the_lowest_free_offset() {
        let design = "host h vm 10.0.0.1\na: key-manager @h\nb: gateway @h\nc: publisher @h +1";
        let found = findings("port-offset-missing", design);
        assert_eq!(found[0].fix.as_ref().unwrap().title.to_string(), "Use offset 2");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "port-offset-missing",
            "host h vm 10.0.0.1\na: key-manager @h\nb: gateway @h +1",
        );
    }
}
