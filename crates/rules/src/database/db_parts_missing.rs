//! A database connection has all its parts.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-parts-missing",
    code: 80,
    severity: Severity::Error,
    waivable: false,
    summary: "A database has a host name, a port, schema names and a user.",
    why: "The server makes the connection URL of these parts and stops at start when one is missing.",
    fix: "Fill in what is missing.",
    source: "[V] config-mapper v1.0.2: an unresolved reference ends the start",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (database, _) in ctx.graph.databases() {
        let mut missing: Vec<&str> = Vec::new();
        for schema in ctx
            .catalogue
            .schemas
            .iter()
            .filter(|schema| ctx.graph.holds_schema(database, &schema.id))
        {
            let connection = ctx.graph.connection_to(database, &schema.id);
            for part in connection.iter().flat_map(|connection| connection.missing()) {
                if !missing.contains(&part) {
                    missing.push(part);
                }
            }
        }
        if missing.is_empty() {
            continue;
        }
        let message = format!("{} has no {}. Fill it in.", database.name, missing.join(", no "));
        let mut plan = Plan::new(ctx);
        let proposal = ctx.free_hostname(database.id.as_str());
        if missing == ["host name"] && topology::is_hostname(&proposal) {
            plan.replace(Node { hostname: proposal.clone(), ..database.clone() });
        }
        findings.push(
            Target::Node(database.id.clone()),
            message,
            plan.fix(format!("Call it {proposal}")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("db-parts-missing", "d: database", 1, "d has no host name");
    }

    #[test]
    fn an_empty_part_is_told_by_name() {
        let mut design = topology::notation::design("d: database host=db.x");
        let (node, setting) = ("d".parse().unwrap(), "database.username".parse().unwrap());
        topology::Change::set_node_setting(&design, &node, &setting, Some("".into()))
            .apply(&mut design)
            .unwrap();
        let found = crate::validate(&design, catalogue::wso2am_3_1_0());
        assert!(found.iter().any(|f| f.message == "d has no user name. Fill it in."), "{found:#?}");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-parts-missing", "d: database host=db.x");
        assert!(findings("db-parts-missing", "d: database database.engine=h2").is_empty());
        let typed =
            "d: database database.schemas=[apim_db] database.apim_db.url=jdbc:mysql://d.x/apim_db";
        assert_silent("db-parts-missing", typed);
        let listed =
            "d: database database.engine=oracle-rac database.sid=rac database.addresses=[r1.x]";
        assert_silent("db-parts-missing", listed);
    }
}
