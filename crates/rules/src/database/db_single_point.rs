//! Partners that stand in for each other have a database that does too.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::known;
use topology::{RoleId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-single-point",
    code: 87,
    severity: Severity::Info,
    waivable: true,
    summary: message!("Nodes that stand in for each other have a database that runs as a cluster."),
    why: message!(
        "When the one database server is down, so are all of them: the database decides how available the deployment is."
    ),
    fix: message!(
        "Run it as a cluster, a failover pair or a managed service, and say so in its settings."
    ),
    source: "[I] wso2-domain section 13",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (database, _) in ctx.graph.databases() {
        let Some(engine) = ctx.graph.engine(database) else { continue };
        let said = ctx.graph.setting(database, known::DATABASE_CLUSTERED);
        let clustered = engine.clustered || said.and_then(|value| value.as_bool()) == Some(true);
        if engine.single_process || clustered {
            continue;
        }
        let mut users: BTreeMap<&RoleId, usize> = BTreeMap::new();
        for link in ctx.graph.incoming(&database.id) {
            if let Some(role) = ctx.graph.role(&link.from) {
                *users.entry(&role.id).or_default() += 1;
            }
        }
        if users.values().any(|count| *count > 1) {
            let message = text!(
                "{database} is one server under nodes that stand in for each other: when it is down, all of them are. Run it as a cluster and say so in its settings.",
                database = &database.name
            );
            findings.push(Target::Node(database.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    const LINKS: &str = "k: key-manager\nl: key-manager\nk -stores-in-> d\nl -stores-in-> d";

    #[test]
    fn trips() {
        let design = format!("d: database host=d.x\n{LINKS}");
        assert_reported("db-single-point", &design, 1, "d is one server");
    }

    #[test]
    fn nearly_trips() {
        for settings in ["database.clustered=true", "database.engine=oracle-rac"] {
            let design = format!("d: database host=d.x {settings}\n{LINKS}");
            assert_silent("db-single-point", &design);
        }
        let single = "d: database host=d.x\nk: key-manager\np: publisher\nk -stores-in-> d\np -stores-in-> d";
        assert_silent("db-single-point", single);
    }
}
