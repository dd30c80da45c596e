//! The design speaks of roles, links and a product version that the catalogue knows.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "role-not-in-version",
    code: 7,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "Roles, kinds of links and the product version are ones that the catalogue knows."
    ),
    why: message!("What the catalogue does not know gets no configuration."),
    fix: message!(
        "Choose a role or version of the catalogue; remove what another version brought along."
    ),
    source: "[V] product-apim tags v3.1.0 to v4.7.0: roles differ from version to version",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let (wanted, known) = (ctx.design.product(), &ctx.catalogue.product);
    if wanted.id != known.id || wanted.version != known.version {
        let message = text!(
            "The design is for {wanted} {version}, and it was checked with the catalogue of {known} {other}. Choose a version that is known.",
            wanted = &wanted.id,
            version = &wanted.version,
            known = &known.id,
            other = &known.version
        );
        findings.push(Target::Design, message, None);
    }
    for (node, _) in ctx.graph.nodes().iter().filter(|(_, role)| role.is_none()) {
        let message = text!(
            "{node} has the role {role}, which {product} {version} does not have. Replace the node.",
            node = &node.name,
            role = node.role.as_str(),
            product = &known.name,
            version = &known.version
        );
        findings.push(Target::Node(node.id.clone()), message, None);
    }
    let unknown = ctx.graph.links().iter().filter(|joined| joined.kind.is_none());
    for link in unknown.map(|joined| joined.link) {
        let message = text!(
            "Link {link} is of the kind {kind}, which {product} {version} does not have. Remove it.",
            link = link.id.as_str(),
            kind = link.kind.as_str(),
            product = &known.name,
            version = &known.version
        );
        findings.push(Target::Link(link.id.clone()), message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported(
            "role-not-in-version",
            "c: control-plane",
            1,
            "c has the role control-plane",
        );
        assert_reported(
            "role-not-in-version",
            "g: gateway\nk: key-manager\ng -whispers-to-> k",
            1,
            "whispers-to",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("role-not-in-version", "g: gateway\nk: key-manager\ng -validates-with-> k");
    }

    #[test]
    fn another_version_is_told() {
        let mut design = topology::notation::design("g: gateway");
        let mut header = design.header().clone();
        header.product.version = "9.9.9".into();
        topology::Change::set_header(&design, header).apply(&mut design).unwrap();
        let found = crate::validate(&design, catalogue::wso2am_3_1_0());
        let told = |f: &crate::Finding| f.message.to_string().contains("9.9.9");
        assert!(found.iter().any(|f| f.rule == "role-not-in-version" && told(f)));
    }
}
