//! A database that lives in a process serves one process.

use crate::context::{Context, names, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-h2-distributed",
    code: 76,
    severity: Severity::Error,
    waivable: true,
    summary: message!("H2 serves one node only."),
    why: message!(
        "It is a file that one process opens: two nodes would have two databases that know nothing of each other."
    ),
    fix: message!("Choose a database server."),
    source: "[V] carbon-kernel v4.6.0 infer.json: the H2 URL is a local file; [D] databases for production",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (database, _) in ctx.graph.databases() {
        let Some(engine) = ctx.graph.engine(database).filter(|engine| engine.single_process) else {
            continue;
        };
        let users: Vec<&Node> = ctx
            .graph
            .incoming(&database.id)
            .iter()
            .filter_map(|link| ctx.design.node(&link.from))
            .collect();
        if users.len() < 2 {
            continue;
        }
        let message = text!(
            "{database} is {engine}, which only one node can open, but {nodes} use it. Choose a database server.",
            database = &database.name,
            engine = term(&engine.name),
            nodes = names(users)
        );
        let server = ctx.catalogue.engines.iter().find(|engine| !engine.single_process);
        let fix = server.zip(SettingId::new(known::DATABASE_ENGINE).ok()).and_then(
            |(server, setting)| {
                let mut plan = Plan::new(ctx);
                plan.set(&database.id, &setting, Some(SettingValue::Text(server.id.to_string())));
                plan.fix(text!("Use {name}", name = term(&server.name)))
            },
        );
        findings.push(Target::Node(database.id.clone()), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "g: gateway\nk: key-manager\nd: database database.engine=h2\ng -stores-in-> d\nk -stores-in-> d";
        assert_fixed("db-h2-distributed", design, 1, "g and k use it");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "db-h2-distributed",
            "a: all-in-one\nd: database database.engine=h2\na -stores-in-> d",
        );
        assert_silent(
            "db-h2-distributed",
            "g: gateway\nk: key-manager\nd: database\ng -stores-in-> d\nk -stores-in-> d",
        );
    }
}
