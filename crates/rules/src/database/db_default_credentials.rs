//! The product signs in to its database as a user of its own.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Environment, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-default-credentials",
    code: 86,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "The product's database user is neither the server's administrator nor, in production, the one of the samples."
    ),
    why: message!(
        "The administrator may do everything on the server, and the samples' user is what an attacker tries first. The console never sees the password, so it cannot check that it is not empty."
    ),
    fix: message!("Give a user of its own; databases/ creates it."),
    source: "[D] Security Guidelines for Production Deployment; [V] default user of the catalogue and guide samples; wso2-domain section 9",
    check,
};

/// What the fix calls the user.
const OWN: &str = "apim_user";

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::DATABASE_USERNAME) else { return };
    let spec = ctx.catalogue.setting(known::DATABASE_USERNAME);
    let usual = spec.and_then(|spec| spec.default.as_ref()).and_then(SettingValue::as_text);
    let production = ctx.design.environment() == Environment::Production;
    for (database, _) in ctx.graph.databases() {
        let Some(engine) = ctx.graph.engine(database).filter(|engine| engine.sql.is_some()) else {
            continue;
        };
        let users = ctx.catalogue.schemas.iter().filter_map(|schema| {
            let held = ctx.graph.holds_schema(database, &schema.id);
            let found = ctx.graph.connection_to(database, &schema.id).filter(|_| held)?;
            let setting = if engine.schema_is_user { &schema.name_setting } else { &setting };
            Some((found.username?, setting))
        });
        let mut told: Vec<String> = Vec::new();
        for (user, setting) in users {
            if told.contains(&user) {
                continue;
            }
            let administers = engine.administrators.iter().any(|a| a.eq_ignore_ascii_case(&user));
            let message = if administers {
                text!(
                    "The product signs in to {database} as {user}, the administrator of {engine}. Give it a user of its own.",
                    database = &database.name,
                    user = &user,
                    engine = term(&engine.name)
                )
            } else if production && usual == Some(user.as_str()) {
                text!(
                    "The product signs in to {database} as {user}, as in every sample. Give it a user of its own.",
                    database = &database.name,
                    user = &user
                )
            } else {
                continue;
            };
            let mut plan = Plan::new(ctx);
            let own = (!engine.schema_is_user).then(|| OWN.into());
            plan.set(&database.id, setting, own);
            let target =
                Target::Setting { node: Some(database.id.clone()), setting: setting.clone() };
            findings.push(target, message, plan.fix(text!("Use a user of its own")));
            told.push(user);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let root = "d: database host=d.x database.username=root";
        assert_fixed("db-default-credentials", root, 1, "the administrator of MySQL");
        let system = "d: database host=d.x database.engine=oracle database.apim_db.name=SYSTEM";
        assert_fixed("db-default-credentials", system, 1, "the administrator of Oracle");
        let sample = "environment production\nd: database host=d.x";
        assert_fixed("db-default-credentials", sample, 1, "as in every sample");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-default-credentials", "d: database host=d.x");
        let postgres = "environment production\nd: database host=d.x database.username=root1";
        assert_silent("db-default-credentials", postgres);
        assert_silent(
            "db-default-credentials",
            "environment production\nd: database database.engine=h2",
        );
    }
}
