//! A driver class comes with a JAR that has it.

use super::urls;
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-driver-missing",
    code: 82,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A driver class or JAR of one's own is given with the other."),
    why: message!(
        "The pack has no driver but H2's: the server finds its driver class in the JAR that is put on every node, or it does not start."
    ),
    fix: message!(
        "Name both the JAR and its class, or neither, and the engine's usual driver is taken."
    ),
    source: "[D] Changing the default databases: the JAR goes to repository/components/lib on every node; [V] ansible-apim variable jdbc_driver",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let (Ok(jar_setting), Ok(class_setting)) =
        (SettingId::new(known::DATABASE_DRIVER_JAR), SettingId::new(known::DATABASE_DRIVER))
    else {
        return;
    };
    for (database, _) in ctx.graph.databases() {
        let Some(engine) = ctx.graph.engine(database) else { continue };
        let jar = urls::text(ctx, database, known::DATABASE_DRIVER_JAR);
        let class = urls::text(ctx, database, known::DATABASE_DRIVER);
        let (message, setting) = match (&jar, &class) {
            (Some(jar), None) if engine.driver_of(jar).is_none() => (
                text!(
                    "{jar} of {database} is no driver of {engine} that is known here. Give its class too.",
                    jar,
                    database = &database.name,
                    engine = term(&engine.name)
                ),
                &jar_setting,
            ),
            (None, Some(class)) if engine.drivers.iter().all(|known| known.class != *class) => (
                text!(
                    "No JAR is named for the driver class {class} of {database}. Name the JAR that has it.",
                    class,
                    database = &database.name
                ),
                &class_setting,
            ),
            _ => continue,
        };
        let mut plan = Plan::new(ctx);
        plan.set(&database.id, setting, None);
        let target = Target::Setting { node: Some(database.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Take the usual driver")));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let class = "d: database host=d.x database.driver=org.mariadb.jdbc.Driver";
        assert_fixed("db-driver-missing", class, 1, "Name the JAR");
        let jar = "d: database host=d.x database.driver_jar=mariadb-java-client-2.7.jar";
        assert_fixed("db-driver-missing", jar, 1, "Give its class too");
    }

    #[test]
    fn nearly_trips() {
        for given in [
            "",
            " database.driver=com.mysql.cj.jdbc.Driver",
            " database.driver_jar=mysql-connector-java-8.0.28.jar",
            " database.driver_jar=mariadb-java-client-2.7.jar database.driver=org.mariadb.jdbc.Driver",
            " database.engine=h2",
        ] {
            assert_silent("db-driver-missing", &format!("d: database host=d.x{given}"));
        }
    }
}
