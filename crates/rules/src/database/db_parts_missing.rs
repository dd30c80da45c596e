//! A database connection has all its parts.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{Text, message, text};
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-parts-missing",
    code: 80,
    severity: Severity::Error,
    waivable: false,
    summary: message!("A database has a host name, a port, schema names and a user."),
    why: message!(
        "The server makes the connection URL of these parts and stops at start when one is missing."
    ),
    fix: message!("Fill in what is missing."),
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
        let lacks = missing.iter().map(|part| lack(part));
        let Some(parts) = lacks.reduce(|list, part| text!("{list}, {part}", list, part)) else {
            continue;
        };
        let message =
            text!("{database} has {parts}. Fill it in.", database = &database.name, parts);
        let mut plan = Plan::new(ctx);
        let proposal = ctx.free_hostname(database.id.as_str());
        if missing == ["host name"] && topology::is_hostname(&proposal) {
            plan.replace(Node { hostname: proposal.clone(), ..database.clone() });
        }
        findings.push(
            Target::Node(database.id.clone()),
            message,
            plan.fix(text!("Call it {name}", name = &proposal)),
        );
    }
}

fn lack(part: &str) -> Text {
    match part {
        "host name" => text!("no host name"),
        "port" => text!("no port"),
        "schema name" => text!("no schema name"),
        "user name" => text!("no user name"),
        other => text!("no {part}", part = other),
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
        let told = |f: &crate::Finding| f.message.to_string() == "d has no user name. Fill it in.";
        assert!(found.iter().any(told), "{found:#?}");
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
