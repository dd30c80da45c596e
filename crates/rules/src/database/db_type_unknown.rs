//! The engine is one that this version knows, and a typed URL is one of that engine.

use super::urls;
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::{Engine, known};
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-type-unknown",
    code: 79,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "A database's engine is one that the product knows, and a typed URL belongs to it."
    ),
    why: message!(
        "An unknown type infers nothing: one database fails at start, the other silently becomes a local file. postgresql, oracle_rac and mariadb are such types in this version."
    ),
    fix: message!(
        "Choose the engine from the list; the bundle then has the value that the product knows."
    ),
    source: "[V] carbon-kernel v4.6.0 infer.json database.$1.type",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::DATABASE_ENGINE) else { return };
    for (database, _) in ctx.graph.databases() {
        let given = ctx.graph.setting(database, known::DATABASE_ENGINE);
        let Some(given) = given.as_ref().and_then(SettingValue::as_text) else { continue };
        let meant = ctx
            .catalogue
            .engines
            .iter()
            .find(|engine| engine.also.iter().any(|name| name.eq_ignore_ascii_case(given)));
        if let Some(meant) = meant.filter(|_| ctx.graph.engine(database).is_none()) {
            let message = text!(
                "{database} has the engine {given}, which {product} {version} does not know by this name. Use {engine}.",
                database = &database.name,
                given,
                product = &ctx.catalogue.product.name,
                version = &ctx.catalogue.product.version,
                engine = term(&meant.name)
            );
            let target =
                Target::Setting { node: Some(database.id.clone()), setting: setting.clone() };
            findings.push(target, message, use_engine(ctx, database, &setting, meant));
        }
    }
    for typed in urls::typed(ctx) {
        let own_driver = typed.database.settings.keys().any(|id| *id == *known::DATABASE_DRIVER);
        if own_driver || typed.url.starts_with(&typed.engine.url_start) {
            continue;
        }
        let message = text!(
            "{url} does not begin with {start}, as every URL of {engine} does.",
            url = typed.what(),
            start = &typed.engine.url_start,
            engine = term(&typed.engine.name)
        );
        let meant =
            ctx.catalogue.engines.iter().find(|engine| typed.url.starts_with(&engine.url_start));
        let fix = meant.and_then(|meant| use_engine(ctx, typed.database, &setting, meant));
        findings.push(typed.target(), message, fix);
    }
}

fn use_engine(
    ctx: &Context<'_>,
    database: &Node,
    setting: &SettingId,
    engine: &Engine,
) -> Option<crate::Fix> {
    let mut plan = Plan::new(ctx);
    plan.set(&database.id, setting, Some(engine.id.as_str().into()));
    plan.fix(text!("Use {name}", name = term(&engine.name)))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("db-type-unknown", "d: database database.engine=postgre", 1, "Use PostgreSQL");
        assert_fixed("db-type-unknown", "d: database database.engine=oracle_rac", 1, "Oracle RAC");
        assert_fixed("db-type-unknown", "d: database database.engine=MariaDB", 1, "Use MySQL");
        let url = "d: database database.apim_db.url=jdbc:db2://d.x:50000/apim_db";
        assert_fixed("db-type-unknown", url, 1, "does not begin with jdbc:mysql:");
        let none = "d: database database.apim_db.url=d.x/apim_db";
        assert_reported("db-type-unknown", none, 1, "does not begin");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-type-unknown", "d: database database.engine=postgresql");
        let own = "d: database database.apim_db.url=jdbc:mariadb://d.x/apim_db database.driver=org.mariadb.jdbc.Driver";
        assert_silent("db-type-unknown", own);
    }
}
