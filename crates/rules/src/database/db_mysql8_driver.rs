//! The driver class is the one of the JAR that is planned.

use super::urls;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-mysql8-driver",
    code: 83,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("A typed driver class is the one of the JAR that is named beside it."),
    why: message!(
        "Connector/J 8 has com.mysql.cj.jdbc.Driver and only warns of the older name; Connector/J 5.1 does not have the newer one, and the server does not start."
    ),
    fix: message!("Leave the class empty: the JAR decides it."),
    source: "[D] Changing to MySQL; [V] carbon-kernel v4.6.0 infer.json infers com.mysql.jdbc.Driver",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::DATABASE_DRIVER) else { return };
    for (database, _) in ctx.graph.databases() {
        let jar = urls::text(ctx, database, known::DATABASE_DRIVER_JAR);
        let class = urls::text(ctx, database, known::DATABASE_DRIVER);
        let (Some(jar), Some(class)) = (jar, class) else { continue };
        let engine = ctx.graph.engine(database);
        let Some(driver) = engine.and_then(|engine| engine.driver_of(&jar)) else { continue };
        if driver.class != class {
            let message = text!(
                "{database} has the driver class {class}, but {jar} has {right}. Leave the class to the JAR.",
                database = &database.name,
                class,
                jar,
                right = &driver.class
            );
            let mut plan = Plan::new(ctx);
            plan.set(&database.id, &setting, None);
            let node = Some(database.id.clone());
            let target = Target::Setting { node, setting: setting.clone() };
            findings.push(target, message, plan.fix(text!("Use {name}", name = &driver.class)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const EIGHT: &str = "d: database host=d.x database.driver_jar=mysql-connector-java-8.0.28.jar";

    #[test]
    fn trips_and_is_fixed() {
        let old = format!("{EIGHT} database.driver=com.mysql.jdbc.Driver");
        assert_fixed("db-mysql8-driver", &old, 1, "com.mysql.cj.jdbc.Driver");
        let new = "d: database host=d.x database.driver_jar=mysql-connector-java-5.1.49.jar database.driver=com.mysql.cj.jdbc.Driver";
        assert_fixed("db-mysql8-driver", new, 1, "has com.mysql.jdbc.Driver");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-mysql8-driver", EIGHT);
        let right = format!("{EIGHT} database.driver=com.mysql.cj.jdbc.Driver");
        assert_silent("db-mysql8-driver", &right);
    }
}
