//! Files for the machines themselves, to be looked through before anyone installs them: limits, kernel
//! settings, and each node's unit for systemd.

mod machine;
mod unit;

use topology::{Node, OperatingSystem, Role};

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};

pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let graph = scope.graph;
    let text = |path: &str, text: String| RenderedFile::plain(path, Language::Text, &text);
    let mut planned = vec![
        Planned::new("operations/limits.conf", move |path| text(path, machine::limits(graph))),
        Planned::new("operations/sysctl.conf", move |path| text(path, machine::kernel(graph))),
    ];
    // systemd is Linux's; a node without a host may come to stand on either.
    let on_linux = |(node, _): &&(&Node, &Role)| {
        graph.host(node).is_none_or(|host| host.os == OperatingSystem::Linux)
    };
    planned.extend(scope.nodes.iter().filter(on_linux).map(|(node, role)| {
        Planned::new(format!("nodes/{0}/systemd/{0}.service", node.id), move |path| {
            text(path, unit::render(graph, node, role))
        })
    }));
    planned
}
