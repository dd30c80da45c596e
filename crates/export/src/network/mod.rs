//! `network/`: names to resolve, and who talks to whom on which port, as a table for a firewall's
//! keeper and as a page for people.

mod connection;
mod csv;
mod flows;
mod names;
mod page;

pub(crate) use connection::connections;
pub use connection::{Connection, Party};
use flows::flows;
pub(crate) use flows::of_node;
pub(crate) use names::{UNKNOWN, names};

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};

pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let graph = scope.graph;
    vec![
        Planned::new("network/hosts", move |path| {
            RenderedFile::plain(path, Language::Text, &names::hosts(graph))
        }),
        Planned::new("network/ports.csv", move |path| {
            RenderedFile::plain(path, Language::Csv, &csv::render(&connections(graph)))
        }),
        Planned::new("network/README.md", move |path| {
            RenderedFile::plain(path, Language::Markdown, &page::render(graph, &flows(graph)))
        }),
    ]
}
