//! The folder that a database administrator works from: what to run on each server, in which order.

mod readme;
mod sql;

use topology::catalogue::{Engine, Sql};
use topology::{Graph, Node};

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};

/// Makes the schemas and lets the product in; before the product's own scripts.
const CREATE: &str = "01-create.sql";
/// After them.
const REDUCE: &str = "03-reduce-rights.sql";

/// One page for all databases, and the statements for each that is a server.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let graph = scope.graph;
    let mut planned = vec![Planned::new("databases/README.md", move |path| {
        RenderedFile::plain(path, Language::Markdown, &readme::render(graph))
    })];
    for (node, engine, sql) in servers(graph) {
        planned.push(Planned::new(format!("databases/{}/{CREATE}", node.id), move |path| {
            RenderedFile::plain(path, Language::Sql, &sql::create(graph, node, engine, sql))
        }));
        let mut held = graph.catalogue.schemas.iter().filter(|s| graph.holds_schema(node, &s.id));
        if held.any(|schema| schema.scripts.is_some()) {
            planned.push(Planned::new(format!("databases/{}/{REDUCE}", node.id), move |path| {
                RenderedFile::plain(path, Language::Sql, &sql::reduce(graph, node, engine, sql))
            }));
        }
    }
    planned
}

/// The databases that are servers of a known engine.
fn servers<'a>(
    graph: &Graph<'a>,
) -> impl Iterator<Item = (&'a Node, &'a Engine, &'a Sql)> + use<'a> {
    let known: Vec<_> = graph
        .databases()
        .filter_map(|(node, _)| {
            let engine = graph.engine(node)?;
            Some((node, engine, engine.sql.as_ref()?))
        })
        .collect();
    known.into_iter()
}
