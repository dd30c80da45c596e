//! A network file system: the server's line for `/etc/exports`, and for each node and folder a unit
//! that mounts it.

use std::collections::{BTreeMap, BTreeSet};

use topology::catalogue::known;
use topology::{Graph, Node, Role};

use super::folder::{Folder, folders, unit_name};
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
    planned.push(Planned::new(format!("{at}/exports"), move |path| {
        RenderedFile::plain(path, Language::Text, &exports(graph, share))
    }));
    for (node, role) in graph.mounting(&share.id) {
        let wanted = scope.nodes.iter().any(|(wanted, _)| wanted.id == node.id);
        if !wanted || !has_systemd(graph, node) || role.shared_folders.is_empty() {
            continue;
        }
        for (index, known) in role.shared_folders.iter().enumerate() {
            let name = super::folder::last(&known.path);
            planned.push(Planned::new(format!("{at}/{}/{name}.mount", node.id), move |path| {
                let all = folders(graph, node, role);
                let text = all.get(index).map(|folder| unit(graph, share, node, folder));
                RenderedFile::plain(path, Language::Text, &text.unwrap_or_default())
            }));
        }
        planned.push(Planned::new(format!("{at}/{}/mount.sh", node.id), move |path| {
            script(path, &mount_script(graph, share, node, role))
        }));
    }
}

/// The folders on the share, each with the machines that may mount it.
pub(super) fn exported(graph: &Graph<'_>, share: &Node) -> BTreeMap<String, BTreeSet<String>> {
    let root = graph.share_path(share);
    let mut exported: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (node, role) in graph.mounting(&share.id) {
        for folder in folders(graph, node, role) {
            let machines = exported.entry(format!("{root}/{}", folder.name)).or_default();
            machines.insert(machine(graph, node));
        }
    }
    exported
}

/// A node's machine, as a server recognizes it: by its address where the drawing has one, because
/// the name of a caller is looked up backwards.
fn machine(graph: &Graph<'_>, node: &Node) -> String {
    let address = graph.host(node).map(|host| host.address.clone());
    let address = address.filter(|address| topology::is_ip_address(address));
    address.unwrap_or_else(|| safe_name(graph, node))
}

fn exports(graph: &Graph<'_>, share: &Node) -> String {
    let mut text = format!(
        "# {}: lines for /etc/exports of its server. Then run: exportfs -ra\n\
         # Written by Topology Designer: change the drawing and export again.\n\
         # Each folder is open to the nodes that share it, and to nobody else.\n",
        share.id
    );
    for (folder, machines) in exported(graph, share) {
        text.push_str(&folder);
        for machine in machines {
            text.push_str(&format!(" {machine}(rw,sync,no_subtree_check)"));
        }
        text.push('\n');
    }
    text
}

/// `server:folder`, with brackets around an IPv6 address.
fn remote(graph: &Graph<'_>, share: &Node, folder: &Folder<'_>) -> String {
    let (name, root) = (safe_name(graph, share), graph.share_path(share));
    format!("{}:{root}/{}", topology::url::bracketed(&name), folder.name)
}

fn unit(graph: &Graph<'_>, share: &Node, node: &Node, folder: &Folder<'_>) -> String {
    let (id, what) = (&node.id, remote(graph, share, folder));
    format!(
        "# {id}: {holds}. mount.sh gives this unit the name that systemd asks for:\n\
         # {unit}\n\
         [Unit]\n\
         Description=Shared folder {name} of {id}\n\
         Wants=network-online.target\n\
         After=network-online.target\n\
         \n\
         [Mount]\n\
         What={what}\n\
         Where={place}\n\
         Type=nfs\n\
         Options=hard,noatime,_netdev\n\
         \n\
         [Install]\n\
         WantedBy=remote-fs.target\n",
        holds = folder.known.holds,
        unit = unit_name(&folder.place),
        name = folder.name,
        place = folder.place,
    )
}

fn mount_script(graph: &Graph<'_>, share: &Node, node: &Node, role: &Role) -> String {
    let calls: Vec<String> = folders(graph, node, role)
        .iter()
        .map(|folder| {
            format!(
                "share {} {} {} {}",
                shell(&unit_name(&folder.place)),
                shell(&format!("{}.mount", folder.name)),
                shell(&folder.place),
                shell(&remote(graph, share, folder)),
            )
        })
        .collect();
    let home = crate::home::linux_folder(graph, node);
    let values = [
        ("id", node.id.to_string()),
        ("home", shell(&home)),
        ("uid", user_id(graph, node)),
        ("folders", calls.join("\n")),
    ];
    fill(include_str!("mount.sh"), &values)
}

/// The number of the user that a node runs as.
pub(super) fn user_id(graph: &Graph<'_>, node: &Node) -> String {
    graph.setting(node, known::USER_ID).map_or_else(String::new, |value| value.to_string())
}
