//! `databases/README.md`: what to create before the first start.

use topology::Graph;

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
            line!(
                page,
                "The product creates it in its own folder on the first start, and only one process can open it."
            );
            line!(page);
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
        line!(page, "The scripts lie in the unpacked {}.", product.pack);
        if let Some(jar) = &engine.driver_jar {
            line!(
                page,
                "Put the driver ({jar}) into `{}` of every node that connects.",
                product.driver_folder
            );
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
