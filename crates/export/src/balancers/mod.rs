//! `load-balancers/ID/`: the file that makes nginx or HAProxy do what the drawing says. A load
//! balancer that others run has only the page with the table.

mod front;
mod haproxy;
mod nginx;

pub(crate) use front::name as safe_name;

use topology::catalogue::known;
use topology::{Graph, Node};

use crate::file::RenderedFile;
use crate::plan::{Planned, Scope};

/// Software that the bundle writes a file for.
#[derive(Clone, Copy)]
struct Software {
    /// The value of the load balancer's setting.
    id: &'static str,
    file: &'static str,
    render: fn(&Graph<'_>, &Node, &str) -> RenderedFile,
    /// How the file is put in place, as lines of Markdown; `{id}` stands for the node's.
    place: &'static str,
}

const SOFTWARE: [Software; 2] = [
    Software {
        id: "nginx",
        file: "nginx.conf",
        render: nginx::render,
        place: include_str!("nginx.md"),
    },
    Software {
        id: "haproxy",
        file: "haproxy.cfg",
        render: haproxy::render,
        place: include_str!("haproxy.md"),
    },
];

/// Every load balancer's file.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let graph = scope.graph;
    let files = graph.balancers().filter_map(|(balancer, _)| {
        let software = software(graph, balancer)?;
        let path = format!("load-balancers/{}/{}", balancer.id, software.file);
        Some(Planned::new(path, move |path| (software.render)(graph, balancer, path)))
    });
    files.collect()
}

/// What the load balancer's page says of its file; `None` where the bundle has none.
pub(crate) fn place(graph: &Graph<'_>, balancer: &Node) -> Option<String> {
    Some(software(graph, balancer)?.place.replace("{id}", balancer.id.as_str()))
}

/// The software of a load balancer; `None` when others run it, and for one with nothing to publish,
/// because HAProxy refuses a file without a port.
fn software(graph: &Graph<'_>, balancer: &Node) -> Option<Software> {
    let kind = graph.setting(balancer, known::BALANCER_KIND)?;
    let found = SOFTWARE.into_iter().find(|software| kind.as_text() == Some(software.id))?;
    (!front::fronts(graph, balancer).is_empty()).then_some(found)
}
