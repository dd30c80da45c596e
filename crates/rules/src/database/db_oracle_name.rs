//! An engine whose URL names an instance has one.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-oracle-name",
    code: 81,
    severity: Severity::Error,
    waivable: false,
    summary: message!("An Oracle database has a SID, or a service name for RAC."),
    why: message!(
        "The product makes the URL of the SID, not of a schema's name: without one the server stops at start."
    ),
    fix: message!("Give the SID, or type the whole URL."),
    source: "[V] carbon-kernel v4.6.0 infer.json: jdbc:oracle:thin:@hostname:port/sid; [D] Changing to Oracle RAC",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::DATABASE_SID) else { return };
    for (database, _) in ctx.graph.databases() {
        let Some(engine) = ctx.graph.engine(database).filter(|engine| engine.sid) else { continue };
        let mut held = ctx.catalogue.schemas.iter().filter_map(|schema| {
            let held = ctx.graph.holds_schema(database, &schema.id);
            ctx.graph.connection_to(database, &schema.id).filter(|_| held)
        });
        if held.any(|connection| !connection.typed && connection.sid.is_none()) {
            let message = text!(
                "{database} is {engine}, which is reached by its SID or service, and has none. Give it.",
                database = &database.name,
                engine = term(&engine.name)
            );
            let node = Some(database.id.clone());
            findings.push(Target::Setting { node, setting: setting.clone() }, message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        for engine in ["oracle", "oracle-rac"] {
            let design = format!("d: database host=d.x database.engine={engine}");
            assert_reported("db-oracle-name", &design, 1, "has none. Give it.");
        }
    }

    #[test]
    fn nearly_trips() {
        let given = "d: database host=d.x database.engine=oracle database.sid=ORCL";
        assert_silent("db-oracle-name", given);
        assert_silent("db-oracle-name", "d: database host=d.x");
        let typed = "d: database database.engine=oracle database.schemas=[apim_db] database.apim_db.url=jdbc:oracle:thin:@d.x:1521/ORCL";
        assert_silent("db-oracle-name", typed);
    }
}
