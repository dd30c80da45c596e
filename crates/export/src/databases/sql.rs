//! Statements of one database server, with people's names quoted as its engine wants it.

use topology::catalogue::{Engine, Names, Schema, Sql};
use topology::{Graph, Node};

use crate::documents::{Page, line};

/// `01-create.sql`.
pub(super) fn create(graph: &Graph<'_>, database: &Node, engine: &Engine, sql: &Sql) -> String {
    let mut page = Page::default();
    line!(page, "-- {} for {}: schemas, the product's user, its rights.", engine.name, database.id);
    line!(
        page,
        "-- Run it as the server's administrator. The password is asked for, not written here."
    );
    statements(&mut page, graph, database, engine, sql, (&sql.password, &sql.create), |_| true);
    page.into_text()
}

/// `03-reduce-rights.sql`.
pub(super) fn reduce(graph: &Graph<'_>, database: &Node, engine: &Engine, sql: &Sql) -> String {
    let mut page = Page::default();
    line!(page, "-- {} for {}: what the product's user needs each day.", engine.name, database.id);
    line!(page, "-- Run it as the server's administrator, after the product's own scripts.");
    // Where the product makes its tables itself, it needs the right to it for good.
    let scripted = |schema: &Schema| schema.scripts.is_some();
    statements(&mut page, graph, database, engine, sql, (&[], &sql.reduce), scripted);
    page.into_text()
}

/// The lines that every file begins with, then the statements for each schema, each once.
fn statements(
    page: &mut Page,
    graph: &Graph<'_>,
    database: &Node,
    engine: &Engine,
    sql: &Sql,
    (password, templates): (&[String], &[String]),
    wanted: impl Fn(&Schema) -> bool,
) {
    let mut written: Vec<String> = Vec::new();
    let mut left_out: Vec<&Schema> = Vec::new();
    let mut secret = String::new();
    let held = graph.catalogue.schemas.iter().filter(|s| graph.holds_schema(database, &s.id));
    for schema in held.filter(|schema| wanted(schema)) {
        let found = graph.design.node(&database.id);
        let found = found.and_then(|node| graph.connection_to(node, &schema.id));
        let Some(found) = found else { continue };
        secret = found.password.unwrap_or_default();
        let names = found.name.zip(found.username);
        let Some((name, user)) = names.filter(|(name, user)| speakable(engine, sql, name, user))
        else {
            left_out.push(schema);
            continue;
        };
        let values = [
            ("{name}", identifier(sql, &name)),
            ("{user}", identifier(sql, &user)),
            ("{name-text}", text(sql, &name)),
            ("{user-text}", text(sql, &user)),
            ("{secret}", secret.clone()),
        ];
        for template in templates {
            let statement = fill(template, &values);
            if !written.contains(&statement) {
                written.push(statement);
            }
        }
    }
    let head: Vec<&String> = sql.head.iter().chain(password).collect();
    if !head.is_empty() {
        line!(page);
    }
    for head in head {
        line!(page, "{}", fill(head, &[("{secret}", secret.clone())]));
    }
    for schema in left_out {
        line!(page);
        line!(
            page,
            "-- {}: nothing, because the name of the schema or of the user is missing or is none that {} takes.",
            schema.id,
            engine.name
        );
    }
    for statement in written {
        line!(page);
        line!(page, "{statement}");
    }
}

/// Whether the tool takes these names as names.
fn speakable(engine: &Engine, sql: &Sql, name: &str, user: &str) -> bool {
    let acted_upon = |text: &str| sql.never.iter().any(|never| text.contains(never.as_str()));
    if acted_upon(name) || acted_upon(user) {
        return false;
    }
    // Without marks around it, a name is a name only when it looks like one.
    let plain = |names: &Names| names.fit(name) && names.fit_user(user);
    !sql.close.is_empty() || engine.names.as_ref().is_some_and(plain)
}

/// A name that stays a name: the mark after it is doubled inside.
fn identifier(sql: &Sql, name: &str) -> String {
    if sql.close.is_empty() {
        return name.to_owned();
    }
    format!("{}{}{}", sql.open, name.replace(&sql.close, &sql.close.repeat(2)), sql.close)
}

/// The same as a text.
fn text(sql: &Sql, name: &str) -> String {
    let mut quoted = String::from("'");
    for c in name.chars() {
        if sql.doubled.contains(c) {
            quoted.push(c);
        }
        quoted.push(c);
    }
    quoted.push('\'');
    quoted
}

/// Fills the slots of a template. What fills one is not read again.
pub(super) fn fill(template: &str, values: &[(&str, String)]) -> String {
    // Each part ends in one slot at most.
    let part = |part: &str| {
        let filled = values
            .iter()
            .find_map(|(slot, value)| Some(format!("{}{value}", part.strip_suffix(slot)?)));
        filled.unwrap_or_else(|| part.to_owned())
    };
    template.split_inclusive('}').map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(engine: &str) -> &'static Sql {
        let engine = catalogue::wso2am_3_1_0().engine(&engine.parse().unwrap()).unwrap();
        engine.sql.as_ref().unwrap()
    }

    #[test]
    fn names_cannot_leave_their_quotes() {
        for (engine, name, expected) in [
            ("mysql", "apim_db", "`apim_db`"),
            ("mysql", "a`; DROP", "`a``; DROP`"),
            ("postgresql", "a\"; DROP", "\"a\"\"; DROP\""),
            ("mssql", "a]; DROP", "[a]]; DROP]"),
            ("oracle", "apim_db", "apim_db"),
        ] {
            assert_eq!(identifier(sql(engine), name), expected);
        }
        assert_eq!(text(sql("mysql"), "o'x\\"), "'o''x\\\\'");
        assert_eq!(text(sql("postgresql"), "o'x\\"), "'o''x\\'");
    }

    #[test]
    fn a_name_is_not_read_again() {
        let values = [("{name}", "{user}".to_owned()), ("{user}", "u".to_owned())];
        assert_eq!(fill("a {name} {user} {other}", &values), "a {user} u {other}");
    }
}
