//! Copies: each node that may not write fetches the folders of the one that may, again and again.
//!
//! Source: [D] Configuring rsync for Deployment Synchronization; guide step 6.5, note on rsync.

use topology::catalogue::known;
use topology::{Graph, Node, Role};

use super::folder::folders;
use super::{has_systemd, script};
use crate::balancers::safe_name;
use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};
use crate::scripts::fill::fill;
use crate::scripts::shell;

pub(super) fn plan<'s>(
    planned: &mut Vec<Planned<'s>>,
    scope: &'s Scope<'s, '_>,
    share: &'s Node,
    at: &str,
) {
    let graph = scope.graph;
    for (node, role, writer) in copying(graph, share) {
        let wanted = scope.nodes.iter().any(|(wanted, _)| wanted.id == node.id);
        if !wanted || !has_systemd(graph, node) || !has_systemd(graph, writer) {
            continue;
        }
        let at = format!("{at}/{}", node.id);
        planned.push(Planned::new(format!("{at}/sync.sh"), move |path| {
            script(path, &sync_script(graph, node, role, writer))
        }));
        planned.push(Planned::new(format!("{at}/sync.service"), move |path| {
            RenderedFile::plain(path, Language::Text, &service(graph, share, node, writer))
        }));
        planned.push(Planned::new(format!("{at}/sync.timer"), move |path| {
            RenderedFile::plain(path, Language::Text, &timer(graph, share, node))
        }));
    }
}

/// The nodes that copy, each with the one that it copies from.
pub(super) fn copying<'a>(graph: &Graph<'a>, share: &Node) -> Vec<(&'a Node, &'a Role, &'a Node)> {
    let Some(writer) = graph.writer_of(share) else { return Vec::new() };
    let nodes = graph.mounting(&share.id).into_iter();
    nodes
        .filter(|(node, _)| node.role == writer.role && node.id != writer.id)
        .map(|(node, role)| (node, role, writer))
        .collect()
}

/// The name of the service and the timer of a node.
pub(super) fn unit(share: &Node, node: &Node) -> String {
    format!("wso2-sync-{}-{}", share.id, node.id)
}

/// Where the script lies on the node's machine.
pub(super) fn script_place(share: &Node, node: &Node) -> String {
    format!("/usr/local/lib/{}.sh", unit(share, node))
}

/// How often, in seconds.
pub(super) fn interval(graph: &Graph<'_>, share: &Node) -> String {
    graph.setting(share, known::SHARE_INTERVAL).map_or_else(String::new, |value| value.to_string())
}

fn sync_script(graph: &Graph<'_>, node: &Node, role: &Role, writer: &Node) -> String {
    let user = &graph.catalogue.operations.user;
    let name = topology::url::bracketed(&safe_name(graph, writer));
    let pairs: Vec<String> = folders(graph, writer, role)
        .iter()
        .zip(folders(graph, node, role))
        .map(|(from, to)| {
            let remote = format!("{user}@{name}:{}/", from.place);
            format!("copy {} {}", shell(&remote), shell(&format!("{}/", to.place)))
        })
        .collect();
    let values = [
        ("id", node.id.to_string()),
        ("writer", writer.id.to_string()),
        ("folders", pairs.join("\n")),
    ];
    fill(include_str!("sync.sh"), &values)
}

fn service(graph: &Graph<'_>, share: &Node, node: &Node, writer: &Node) -> String {
    let operations = &graph.catalogue.operations;
    format!(
        "# {unit}.service: started by {unit}.timer.\n\
         [Unit]\n\
         Description=Copy the shared folders of {writer} to {node}\n\
         Wants=network-online.target\n\
         After=network-online.target\n\
         \n\
         [Service]\n\
         Type=oneshot\n\
         User={user}\n\
         Group={group}\n\
         ExecStart=/bin/sh {place}\n",
        unit = unit(share, node),
        writer = writer.id,
        node = node.id,
        user = operations.user,
        group = operations.group,
        place = script_place(share, node),
    )
}

fn timer(graph: &Graph<'_>, share: &Node, node: &Node) -> String {
    format!(
        "# {unit}.timer: the next copy begins this long after the last one ended, so two never meet.\n\
         [Unit]\n\
         Description=Copy the shared folders to {node} again and again\n\
         \n\
         [Timer]\n\
         OnActiveSec=0\n\
         OnUnitInactiveSec={seconds}s\n\
         AccuracySec=1s\n\
         \n\
         [Install]\n\
         WantedBy=timers.target\n",
        unit = unit(share, node),
        node = node.id,
        seconds = interval(graph, share),
    )
}
