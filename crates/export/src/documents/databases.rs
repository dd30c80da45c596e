//! `databases/README.md`: what to create before the first start.

use topology::catalogue::Engine;
use topology::{Graph, Node};

use super::{Page, line};
use crate::text::markdown;

pub(crate) fn render(graph: &Graph<'_>) -> String {
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
        line!(page, "| schema | holds | name | server | user | creation script, run once |");
        line!(page, "| --- | --- | --- | --- | --- | --- |");
        for schema in &graph.catalogue.schemas {
            if !graph.holds_schema(database, &schema.id) {
                continue;
            }
            let Some(found) = graph.connection_to(database, &schema.id) else { continue };
            let port = found.port.map_or_else(String::new, |port| format!(":{port}"));
            line!(
                page,
                "| {} | {} | {} | {}{port} | {} | `{}/{}` |",
                schema.name,
                schema.holds,
                markdown(found.name.as_deref().unwrap_or("not given")),
                markdown(found.hostname.as_deref().unwrap_or("not given")),
                markdown(found.username.as_deref().unwrap_or("not given")),
                schema.scripts,
                engine.script,
            );
        }
        line!(page);
        create(&mut page, graph, database, engine);
        notes(&mut page, engine);
        line!(page, "The scripts lie in the unpacked {}.", product.pack);
        if let Some(jar) = &engine.driver_jar {
            line!(
                page,
                "Put the driver ({jar}) into `{}` of every node that connects.",
                product.driver_folder
            );
        }
        if let Some(note) = &engine.driver_note {
            line!(page, "{note}");
        }
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

fn notes(page: &mut Page, engine: &Engine) {
    for note in &engine.notes {
        line!(page, "{note}");
    }
    if !engine.notes.is_empty() {
        line!(page);
    }
}

/// The statements that make the schemas, each once, with names as the engine quotes them.
fn create(page: &mut Page, graph: &Graph<'_>, database: &Node, engine: &Engine) {
    let mut statements: Vec<String> = Vec::new();
    for schema in graph.catalogue.schemas.iter().filter(|s| graph.holds_schema(database, &s.id)) {
        let Some(found) = graph.connection_to(database, &schema.id) else { continue };
        let (Some(name), Some(user)) = (&found.name, &found.username) else { continue };
        let password = found.password.as_deref().unwrap_or("the password");
        for template in &engine.create {
            // Each part ends in one slot at most, and what fills it is not read again.
            let values = [
                ("{name}", quoted(name, engine.quote.as_deref().unwrap_or("\""))),
                ("{user}", quoted(user, "'")),
                ("{password}", format!("'<{password}>'")),
            ];
            let fill = |part: &str| {
                let filled = values
                    .iter()
                    .find_map(|(slot, value)| Some(format!("{}{value}", part.strip_suffix(slot)?)));
                filled.unwrap_or_else(|| part.to_owned())
            };
            let statement: String = template.split_inclusive('}').map(fill).collect();
            if !statements.contains(&statement) {
                statements.push(statement);
            }
        }
    }
    if statements.is_empty() {
        return;
    }
    line!(
        page,
        "Sign in as the server's administrator, put the secret's value in, and run these before the scripts:"
    );
    line!(page);
    for statement in statements {
        line!(page, "    {statement}");
    }
    line!(page);
}

/// A name that stays a name: the mark around it is doubled inside, and a backslash as well, because
/// MySQL's texts know it as an escape.
fn quoted(name: &str, mark: &str) -> String {
    let inner = name.replace(mark, &mark.repeat(2));
    let inner = if mark == "'" { inner.replace('\\', "\\\\") } else { inner };
    format!("{mark}{inner}{mark}")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(quoted("apim_db", "`"), "`apim_db`");
        assert_eq!(quoted("a`; DROP", "`"), "`a``; DROP`");
        assert_eq!(quoted("o'x\\", "'"), "'o''x\\\\'");
    }
}
