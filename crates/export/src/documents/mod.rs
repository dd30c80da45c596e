//! What people read: the runbook, one page for each node and load balancer, and the list
//! of secrets.

mod balancer;
mod by_hand;
mod groups;
mod manifest;
mod node;
mod runbook;
mod secrets;
mod waivers;

pub(crate) use manifest::{checksums, render as manifest, sha256};
pub(crate) use runbook::{start_steps, used_corrections};
pub use waivers::target_name;

use std::fmt::{self, Write as _};

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};

/// The pages of a bundle, its picture, the design itself, and the list of secrets.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let graph = scope.graph;
    let mut planned = vec![
        page("README.md", move || runbook::render(graph, &scope.nodes)),
        Planned::new("design.json", move |path| {
            RenderedFile::plain(path, Language::Json, scope.document)
        }),
        Planned::new("topology.svg", move |path| {
            let picture = drawing::svg(scope.drawn, graph.catalogue);
            RenderedFile::plain(path, Language::Svg, &picture)
        }),
        Planned::new("secrets.env.example", move |path| {
            RenderedFile::plain(path, Language::Text, &secrets::render(graph, &scope.nodes))
        }),
    ];
    planned.extend(graph.balancers().map(|(node, _)| {
        let path = format!("load-balancers/{}/README.md", node.id);
        page(path, move || balancer::render(graph, node))
    }));
    planned.extend(scope.nodes.iter().map(|(node, role)| {
        page(format!("nodes/{}/README.md", node.id), move || node::render(graph, node, role))
    }));
    planned
}

fn page<'s>(path: impl Into<String>, text: impl Fn() -> String + 's) -> Planned<'s> {
    Planned::new(path, move |path| RenderedFile::plain(path, Language::Markdown, &text()))
}

/// Text that grows by lines.
#[derive(Default)]
pub(crate) struct Page(String);

impl Page {
    pub(crate) fn line(&mut self, text: fmt::Arguments<'_>) {
        self.0.write_fmt(text).expect("a String takes every write");
        self.0.push('\n');
    }

    /// Lines that stand as they are.
    pub(crate) fn lines(&mut self, text: &str) {
        for text in text.lines() {
            self.line(format_args!("{text}"));
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// `line!(page, "…", …)` writes one line; without text, an empty one.
macro_rules! line {
    ($page:expr) => { $page.line(format_args!("")) };
    ($page:expr, $($text:tt)+) => { $page.line(format_args!($($text)+)) };
}
pub(crate) use line;
