//! Gateways and Key Managers make the same tokens for back ends.

use super::agree::{Difference, Values, as_on, differing, usual, values};
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::known;
use topology::{Node, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-jwt-mismatch",
    code: 127,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Gateways and Key Managers have the same settings for JSON Web Tokens."),
    why: message!(
        "A token is made on a Key Manager for one call and on a Gateway for the next: back ends get other headers from each, or none."
    ),
    fix: message!(
        "Give the settings on the design, where they hold for every node, and none on nodes."
    ),
    source: "guide step 6.5; [V] fact sheet section 2.12: in 3.1.0 on Key Managers and Gateways",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Some(spec) = ctx.catalogue.setting(known::JWT_ENABLE) else { return };
    let mut with: BTreeMap<Values, Vec<&Node>> = BTreeMap::new();
    let mut odd: Vec<&Node> = Vec::new();
    for (node, _) in ctx.graph.components().filter(|(_, r)| spec.scope.roles.contains(&r.id)) {
        let own = values(ctx, node, &known::JWT);
        if own.first() == Some(&Some(SettingValue::Bool(true))) {
            with.entry(own).or_default().push(node);
        } else {
            odd.push(node);
        }
    }
    // Where nobody sends tokens, the rest says nothing.
    let Some((most, first)) = usual(&with) else { return };
    odd.extend(with.iter().filter(|(own, _)| *own != most).flat_map(|(_, nodes)| nodes));
    let Some(node) = odd.first() else { return };
    let own = values(ctx, node, &known::JWT);
    let Some(Difference { setting, name, here, there }) = differing(ctx, &known::JWT, &own, most)
    else {
        return;
    };
    let message = text!(
        "{nodes} would make other tokens for back ends than {first}: “{name}” is {here} on {node}, and {there} on {first}. Say it on the design, for all of them.",
        nodes = names(odd.iter().copied()),
        first = &first.name,
        name,
        here,
        node = &node.name,
        there
    );
    let target = Target::Setting { node: Some(node.id.clone()), setting };
    findings.push(target, message, as_on(ctx, first, &known::JWT));
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "cfg-jwt-mismatch";

    #[test]
    fn trips_and_is_fixed() {
        let one = "g: gateway\nk: key-manager jwt.enable=true jwt.header=X-Who";
        assert_fixed(
            RULE,
            one,
            1,
            "g would make other tokens for back ends than k: “Send a token to back ends” is false on g",
        );
        let off = "set jwt.enable = true\ng: gateway\nk: key-manager jwt.enable=false";
        assert_fixed(RULE, off, 1, "is false on k, and true on g");
        let header = "set jwt.enable = true\ng: gateway\nh: gateway\nk: key-manager jwt.header=X";
        assert_fixed(RULE, header, 1, "“Header” is X on k, and X-JWT-Assertion on g");
        let class = "set jwt.enable = true\ng: gateway jwt.generator_impl=a.B\nk: key-manager";
        assert_fixed(RULE, class, 1, "“Generator class” is a.B on g, and nothing on k");
        let identity = "set jwt.enable = true\ng: gateway\ni: is-key-manager jwt.enable=false";
        assert_fixed(RULE, identity, 1, "is false on i, and true on g");
        let several = "set jwt.enable = true\ng: gateway\nh: gateway\nk: key-manager jwt.header=X\nl: key-manager jwt.header=Y";
        assert_fixed(RULE, several, 1, "k and l would make other tokens for back ends than g");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            RULE,
            "set jwt.enable = true\nset jwt.header = X\ng: gateway\nk: key-manager",
        );
        // Only those who read it have to agree, and only where it is on.
        assert_silent(RULE, "g: gateway jwt.header=A\nk: key-manager jwt.header=B");
        assert_silent(RULE, "p: publisher jwt.enable=true\ng: gateway\nk: key-manager");
    }
}
