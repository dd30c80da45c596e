//! A server that keeps users alone may have a file for them, at a price.

use super::mismatch;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "db-h2-gateway-tm",
    code: 77,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "Gateways and Traffic Managers use the shared database, not a file of their own."
    ),
    why: message!(
        "With a file of its own such a node knows no tenant and no user but the administrator it started with: checks by user fail there, and an administrator who changes the password is locked out of it."
    ),
    fix: message!(
        "Link the node with the shared database, or change its administrator's password by hand each time."
    ),
    source: "[V] profile templates of product-apim v3.1.0 use the shared database; [I] wso2-domain section 4.4: enough while only the super admin signs in",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (node, role) in ctx.graph.components().filter(|(_, role)| mismatch::keeps_users_alone(role))
    {
        for schema in ctx.catalogue.schemas.iter().filter(|s| role.schemas.contains(&s.id)) {
            let Some(found) = ctx.graph.connection(&node.id, &schema.id) else { continue };
            if !found.engine.single_process {
                continue;
            }
            let message = text!(
                "{node} keeps its users in a file of its own ({database}): tenants and a changed administrator are unknown there. Link it with the shared database.",
                node = &node.name,
                database = &found.node.name
            );
            let mut servers = ctx.graph.databases().map(|(database, _)| database);
            let server = servers.find(|database| {
                ctx.graph.engine(database).is_some_and(|engine| !engine.single_process)
                    && ctx.graph.holds_schema(database, &schema.id)
            });
            let fix =
                server.and_then(|server| mismatch::relink(ctx, node, found.node, server, schema));
            findings.push(Target::Node(node.id.clone()), message, fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    const LOCAL: &str = "t: traffic-manager\nk: key-manager\nl: database database.engine=h2\n\
                         d: database host=d.x\nk -stores-in-> d\n";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("db-h2-gateway-tm", &format!("{LOCAL}t -stores-in-> l"), 1, "(l)");
        let alone = "g: gateway\nl: database database.engine=h2\ng -stores-in-> l";
        assert_reported("db-h2-gateway-tm", alone, 1, "Link it with the shared database");
    }

    #[test]
    fn is_told_instead_of_a_mismatch() {
        assert_silent("db-mismatch-shared", &format!("{LOCAL}t -stores-in-> l"));
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-h2-gateway-tm", &format!("{LOCAL}t -stores-in-> d"));
        assert_silent(
            "db-h2-gateway-tm",
            "a: all-in-one\nl: database database.engine=h2\na -stores-in-> l",
        );
    }
}
