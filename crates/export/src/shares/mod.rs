//! `shares/ID/`: what gives several nodes the same folders. A file system that all of them mount, or
//! copies of the folders of the one node that may write.

mod copies;
mod folder;
mod mounts;
mod page;

use topology::{Graph, Node, OperatingSystem};

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};

/// Every share's page, its export, and the files of each node that uses it.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let graph = scope.graph;
    let mut planned = Vec::new();
    for (share, _) in graph.shares() {
        let folder = format!("shares/{}", share.id);
        planned.push(Planned::new(format!("{folder}/README.md"), move |path| {
            RenderedFile::plain(path, Language::Markdown, &page::render(graph, share))
        }));
        if graph.is_copied(share) {
            copies::plan(&mut planned, scope, share, &folder);
        } else {
            mounts::plan(&mut planned, scope, share, &folder);
        }
    }
    planned
}

/// Whether the bundle has service files and scripts for a node's machine.
fn has_systemd(graph: &Graph<'_>, node: &Node) -> bool {
    graph.host(node).is_none_or(|host| host.os != OperatingSystem::Windows)
}

/// A script of the bundle.
fn script(path: &str, text: &str) -> RenderedFile {
    RenderedFile { executable: true, ..RenderedFile::plain(path, Language::Shell, text) }
}
