//! `shares/ID/README.md`: how the share is made, step by step.

use topology::{Graph, Node};

use super::folder::folders;
use super::{copies, has_systemd, mounts};
use crate::balancers::safe_name;
use crate::documents::{Page, line};
use crate::text::markdown;

pub(super) fn render(graph: &Graph<'_>, share: &Node) -> String {
    let mut page = Page::default();
    line!(page, "# {}", markdown(&share.name));
    line!(page);
    let users = graph.mounting(&share.id);
    if users.is_empty() {
        line!(page, "No node of the drawing keeps a folder on it.");
        return page.into_text();
    }
    line!(page, "Only these nodes use it, and all of them see the same files in these folders:");
    line!(page);
    line!(page, "| node | folder | holds | because |");
    line!(page, "| --- | --- | --- | --- |");
    for (node, role) in &users {
        for folder in folders(graph, node, role) {
            line!(
                page,
                "| `{}` | `{}` | {} | {} |",
                node.id,
                folder.place,
                folder.known.holds,
                markdown(&folder.known.source)
            );
        }
    }
    line!(page);
    if graph.is_copied(share) {
        copied(&mut page, graph, share);
    } else {
        mounted(&mut page, graph, share);
    }
    by_hand(&mut page, graph, share);
    page.into_text()
}

fn mounted(page: &mut Page, graph: &Graph<'_>, share: &Node) {
    let exported = mounts::exported(graph, share);
    let Some((first, _)) = graph.mounting(&share.id).into_iter().next() else { return };
    line!(page, "## On the file server {}", markdown(&safe_name(graph, share)));
    line!(page);
    line!(page, "1. Make the folders, for the user that the nodes run as:");
    line!(page);
    let uid = mounts::user_id(graph, first);
    for folder in exported.keys() {
        line!(page, "       mkdir -p {folder} && chown {uid} {folder}");
    }
    line!(page);
    line!(page, "2. Add the lines of `exports` to `/etc/exports`, and run `exportfs -ra`.");
    line!(page, "3. Let the nodes' machines reach TCP port 2049.");
    line!(page);
    line!(page, "## On each node's machine");
    line!(page);
    line!(
        page,
        "Install the client (`nfs-common` on Debian, `nfs-utils` on Red Hat), run the node's `install.sh`, and then as root, one node after the other and before the first start:"
    );
    line!(page);
    for (node, _) in graph.mounting(&share.id) {
        if has_systemd(graph, node) {
            line!(page, "    sh shares/{}/{}/mount.sh", share.id, node.id);
        }
    }
    line!(page);
    line!(
        page,
        "It fills an empty share with the files that the pack ships, because a mount hides them, and installs a unit of systemd for each folder. Where the product lies in another folder, change `Where=` in the unit and its name: `systemd-escape --path --suffix=mount FOLDER` tells it."
    );
    line!(page);
    line!(
        page,
        "All nodes run as the user with the number {uid}; with another one, a node cannot write what its partner made."
    );
}

fn copied(page: &mut Page, graph: &Graph<'_>, share: &Node) {
    let Some(writer) = graph.writer_of(share) else {
        line!(
            page,
            "The drawing does not say which of them writes, so there is nothing to copy from: name it in the drawing and export again."
        );
        return;
    };
    let user = &graph.catalogue.operations.user;
    let seconds = copies::interval(graph, share);
    line!(
        page,
        "`{}` alone writes. The others copy its folders, a change reaches them within about {seconds} seconds, and whatever they have that it has not is deleted. While it is down, nothing can be deployed; calls are served.",
        writer.id
    );
    line!(page);
    line!(
        page,
        "Whoever deploys is pointed at `{}` itself and not at the load balancer: its `service_url` says so in the files of the Publishers.",
        writer.id
    );
    line!(page);
    line!(page, "## On each machine that copies");
    line!(page);
    line!(
        page,
        "1. Install `rsync`, also on the machine of `{}`, and let the user `{user}` sign in there over SSH with a key and without a passphrase: `ssh {user}@{}` has to work without a question, TCP port 22.",
        writer.id,
        markdown(&safe_name(graph, writer))
    );
    line!(page, "2. After the node's `install.sh`, as root in this folder:");
    line!(page);
    for (node, _, _) in copies::copying(graph, share) {
        if !has_systemd(graph, node) {
            continue;
        }
        let (id, unit) = (&node.id, copies::unit(share, node));
        line!(page, "       install -D -m 755 {id}/sync.sh {}", copies::script_place(share, node));
        for kind in ["service", "timer"] {
            line!(page, "       install -m 644 {id}/sync.{kind} /etc/systemd/system/{unit}.{kind}");
        }
        line!(page, "       systemctl daemon-reload && systemctl enable --now {unit}.timer");
        line!(page);
    }
    line!(
        page,
        "3. Look at the first copy: `systemctl list-timers 'wso2-sync-*'` and `journalctl -u 'wso2-sync-*'`."
    );
}

/// Machines that run another system get no files.
fn by_hand(page: &mut Page, graph: &Graph<'_>, share: &Node) {
    let others: Vec<String> = graph
        .mounting(&share.id)
        .into_iter()
        .filter(|(node, _)| !has_systemd(graph, node))
        .map(|(node, _)| format!("`{}`", node.id))
        .collect();
    if !others.is_empty() {
        line!(page);
        line!(
            page,
            "On Windows ({}) there is no file for it: connect the folders with what the system has, such as a share and `mklink /D`, before the first start.",
            others.join(", ")
        );
    }
}
