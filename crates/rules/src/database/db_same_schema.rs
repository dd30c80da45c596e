//! Each of the product's schemas is one of its own.

use crate::context::{Context, term};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::Schema;
use topology::graph::DatabasePlace;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "db-same-schema",
    code: 75,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("The API Manager database and the shared database are two schemas."),
    why: message!(
        "No table has the same name in both today, but every document and sample keeps two: an update of the product may count on it."
    ),
    fix: message!("Give one of them another name."),
    source: "[V] product-apim v3.1.0 dbscripts have no common table; [D] every sample keeps two; wso2-domain section 4.3",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut held: BTreeMap<DatabasePlace, (&Node, &Schema)> = BTreeMap::new();
    for (database, _) in ctx.graph.databases() {
        let schemas = ctx.catalogue.schemas.iter();
        for schema in schemas.filter(|schema| ctx.graph.holds_schema(database, &schema.id)) {
            let Some(found) = ctx.graph.connection_to(database, &schema.id) else { continue };
            if found.url.is_none() && found.name.is_none() {
                continue;
            }
            let (first, other) = *held.entry(found.place()).or_insert((database, schema));
            if other.id == schema.id {
                continue;
            }
            let message = text!(
                "{schema} of {database} and {other} of {first} are one schema. Give one of them another name.",
                schema = term(&schema.name),
                database = &database.name,
                other = term(&other.name),
                first = &first.name
            );
            let fix = apart(ctx, database, schema).or_else(|| apart(ctx, first, other));
            let setting = schema.name_setting.clone();
            let target = Target::Setting { node: Some(database.id.clone()), setting };
            findings.push(target, message, fix);
        }
    }
}

/// Takes back the name or URL that a person gave.
fn apart(ctx: &Context<'_>, database: &Node, schema: &Schema) -> Option<Fix> {
    let mut given = [&schema.url_setting, &schema.name_setting].into_iter();
    let setting = given.find(|setting| database.settings.contains_key(*setting))?;
    let mut plan = Plan::new(ctx);
    plan.set(&database.id, setting, None);
    plan.fix(text!("Use the usual name for {schema}", schema = schema.id.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "db-same-schema",
            "d: database host=d.x database.shared_db.name=apim_db",
            1,
            "are one schema",
        );
        let two = "a: database host=D.x database.schemas=[apim_db]\n\
                   b: database host=d.x database.schemas=[shared_db] database.shared_db.name=apim_db";
        assert_fixed("db-same-schema", two, 1, "of b and API Manager database of a");
        let url = "d: database host=d.x database.apim_db.url=jdbc:mysql://d.x/x database.shared_db.url=jdbc:mysql://d.x/x";
        assert_fixed("db-same-schema", url, 1, "are one schema");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-same-schema", "d: database host=d.x\ne: database host=d.x");
        assert_silent("db-same-schema", "d: database database.engine=h2");
        let ports = "a: database host=d.x database.schemas=[apim_db]\n\
                     b: database host=d.x database.port=3307 database.schemas=[shared_db] database.shared_db.name=apim_db";
        assert_silent("db-same-schema", ports);
    }
}
