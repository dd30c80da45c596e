//! `databases/README.md`: what to create before the first start, and how.

use topology::catalogue::{Engine, Schema, Sql};
use topology::graph::DatabaseConnection;
use topology::{Graph, Node};

use super::sql::fill;
use super::{CREATE, REDUCE};
use crate::documents::{Page, line};
use crate::packs;
use crate::scripts::shell;
use crate::text::markdown;

pub(super) fn render(graph: &Graph<'_>) -> String {
    let mut page = Page::default();
    let product = &graph.catalogue.product;
    line!(page, "# Databases");
    line!(page);
    if graph.databases().next().is_none() {
        line!(page, "The drawing holds no database.");
        return page.into_text();
    }
    for (database, _) in graph.databases() {
        let Some(engine) = graph.engine(database) else {
            line!(page, "## {}", markdown(&database.name));
            line!(page);
            line!(page, "Its engine is not known to {} {}.", product.name, product.version);
            line!(page);
            continue;
        };
        line!(page, "## {} ({})", markdown(&database.name), engine.name);
        line!(page);
        if engine.single_process {
            line!(page, "It lies in the product's own folder, and only one process can open it.");
            line!(page);
            notes(&mut page, engine);
            continue;
        }
        let held: Vec<(&Schema, DatabaseConnection<'_>)> = graph
            .catalogue
            .schemas
            .iter()
            .filter(|schema| graph.holds_schema(database, &schema.id))
            .filter_map(|schema| Some((schema, graph.connection_to(database, &schema.id)?)))
            .collect();
        table(&mut page, &held, engine);
        if let Some(sql) = &engine.sql {
            order(&mut page, graph, database, engine, sql, &held);
        }
        notes(&mut page, engine);
        driver(&mut page, graph, database, engine);
        let users: Vec<String> = graph
            .incoming(&database.id)
            .iter()
            .filter_map(|link| graph.design.node(&link.from))
            .map(|node| markdown(&node.name))
            .collect();
        if !users.is_empty() {
            line!(page, "It is used by {}.", users.join(", "));
        }
        line!(page);
    }
    page.into_text()
}

fn table(page: &mut Page, held: &[(&Schema, DatabaseConnection<'_>)], engine: &Engine) {
    line!(page, "| schema | holds | name | server | user | creation script, run once |");
    line!(page, "| --- | --- | --- | --- | --- | --- |");
    for (schema, found) in held {
        let port = found.port.map_or_else(String::new, |port| format!(":{port}"));
        let server = match &found.url {
            Some(url) if found.typed => markdown(url),
            _ => format!("{}{port}", markdown(found.hostname.as_deref().unwrap_or("not given"))),
        };
        line!(
            page,
            "| {} | {} | {} | {server} | {} | {} |",
            schema.name,
            schema.holds,
            markdown(found.name.as_deref().unwrap_or("not given")),
            markdown(found.username.as_deref().unwrap_or("not given")),
            script(schema, engine).map_or_else(
                || "none: the product makes its tables itself".to_owned(),
                |script| format!("`{script}`")
            ),
        );
    }
    line!(page);
}

/// Create, the product's scripts, reduce: each with the commands that do it.
fn order(
    page: &mut Page,
    graph: &Graph<'_>,
    database: &Node,
    engine: &Engine,
    sql: &Sql,
    held: &[(&Schema, DatabaseConnection<'_>)],
) {
    let Some((_, first)) = held.first() else { return };
    let create = words(first, &format!("{}/{CREATE}", database.id), "");
    let as_administrator = "In this folder, as the server's administrator:";
    let commands = sql.run_with_password.iter().map(|command| fill(command, &create));
    step(page, "1. Create the schemas and the user", as_administrator, commands);

    let in_pack =
        format!("In the unpacked {}, as the product's user:", graph.catalogue.own_pack().id);
    let commands: Vec<String> = held
        .iter()
        .filter_map(|(schema, found)| Some((script(schema, engine)?, found)))
        .map(|(script, found)| fill(&sql.run_script, &words(found, "", &script)))
        .collect();
    // Whoever makes tables itself needs the right to it for good.
    if !commands.is_empty() {
        step(page, "2. Run the product's scripts", &in_pack, commands.into_iter());
        let reduce = words(first, &format!("{}/{REDUCE}", database.id), "");
        let command = std::iter::once(fill(&sql.run, &reduce));
        step(page, "3. Reduce the user's rights", as_administrator, command);
        line!(
            page,
            "From day to day the product changes no tables that its scripts made. An update that does needs the right to it again."
        );
        line!(page);
    }
    line!(page, "### What else to know");
    line!(page);
}

/// The script that makes a schema's tables; `None` where the product does it itself.
fn script(schema: &Schema, engine: &Engine) -> Option<String> {
    Some(format!("{}/{}", schema.scripts.as_ref()?, engine.script))
}

fn step(page: &mut Page, title: &str, place: &str, commands: impl Iterator<Item = String>) {
    line!(page, "### {title}");
    line!(page);
    line!(page, "{place}");
    line!(page);
    for command in commands {
        line!(page, "    {command}");
    }
    line!(page);
}

/// What stands in a command, each as one word of a shell.
fn words(found: &DatabaseConnection<'_>, file: &str, script: &str) -> Vec<(&'static str, String)> {
    let given = |text: &Option<String>, absent: &str| word(text.as_deref().unwrap_or(absent));
    vec![
        ("{host}", given(&found.hostname, "SERVER")),
        ("{port}", found.port.map_or_else(|| "PORT".to_owned(), |port| port.to_string())),
        ("{sid}", given(&found.sid, "SID")),
        ("{name}", given(&found.name, "SCHEMA")),
        ("{user}", given(&found.username, "USER")),
        ("{secret}", found.password.clone().unwrap_or_default()),
        ("{file}", word(file)),
        ("{script}", word(script)),
    ]
}

/// A word without quotes where it needs none, so that people can read the command.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { shell(text) }
}

fn notes(page: &mut Page, engine: &Engine) {
    for note in &engine.notes {
        line!(page, "{note}");
    }
    if !engine.notes.is_empty() {
        line!(page);
    }
}

/// The JAR that every node needs, and what to know of it.
fn driver(page: &mut Page, graph: &Graph<'_>, database: &Node, engine: &Engine) {
    let known = graph.driver(database);
    let named = graph.setting(database, topology::catalogue::known::DATABASE_DRIVER_JAR);
    let named = named.as_ref().and_then(|value| value.as_text()).filter(|jar| !jar.is_empty());
    let jar = named.map(markdown).or_else(|| known.map(|driver| driver.name.clone()));
    if let Some(jar) = jar {
        let callers = graph.incoming(&database.id).iter();
        let callers: Vec<_> = callers
            .filter_map(|link| Some((graph.design.node(&link.from)?, graph.role(&link.from)?)))
            .collect();
        let folder = packs::each(&packs::used(graph, &callers), |pack| &pack.driver_folder);
        line!(page, "Put the driver ({jar}) into {folder} of every node that connects.");
    }
    if let Some(note) = &engine.driver_note {
        line!(page, "{note}");
    }
}
