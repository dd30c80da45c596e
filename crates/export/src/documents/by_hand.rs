//! What no file of the bundle can do: folders that partners share, files of the product to edit,
//! certificates to import, names to resolve.

use std::collections::BTreeMap;

use topology::catalogue::SettingKind;
use topology::{Graph, Node, Role};

use super::groups::groups;
use super::{Page, line};
use crate::network::{self, UNKNOWN};
use crate::text::markdown;

/// Whether there is anything to do by hand.
pub(super) fn is_needed(graph: &Graph<'_>, nodes: &[(&Node, &Role)]) -> bool {
    !shares(graph, nodes).is_empty()
        || !edited(graph, nodes).is_empty()
        || nodes.iter().any(|(_, role)| !role.edits.is_empty())
        || !trusting(nodes).is_empty()
}

pub(super) fn render(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    if !is_needed(graph, nodes) {
        return;
    }
    line!(page, "## By hand");
    line!(page);
    share(page, graph, nodes);
    edit(page, graph, nodes);
    edit_always(page, graph, nodes);
    trust(page, graph, nodes);
}

type Group<'a> = Vec<(&'a Node, &'a Role)>;

/// Groups with partners that have to share something, as far as the nodes belong to them.
fn shares<'a>(graph: &Graph<'a>, nodes: &[(&Node, &Role)]) -> Vec<Group<'a>> {
    let wanted: std::collections::BTreeSet<_> = nodes.iter().map(|(node, _)| &node.id).collect();
    groups(graph)
        .into_values()
        .filter(|group| {
            group.len() > 1
                && group.iter().any(|(node, _)| wanted.contains(&node.id))
                && group.iter().any(|(_, role)| !role.shared_folders.is_empty())
        })
        .collect()
}

/// The share that all nodes of a group keep their folders on.
fn drawn<'a>(graph: &Graph<'a>, group: &Group<'a>) -> Option<&'a Node> {
    let (first, _) = group.first()?;
    graph.shares_of(&first.id).into_iter().find(|share| {
        let shared = |node: &Node| graph.shares_of(&node.id).iter().any(|s| s.id == share.id);
        group.iter().all(|(node, _)| shared(node))
    })
}

fn share(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    for group in shares(graph, nodes) {
        let Some((_, role)) = group.first() else { continue };
        let ids: Vec<String> = group.iter().map(|(node, _)| format!("`{}`", node.id)).collect();
        if let Some(share) = drawn(graph, &group) {
            line!(
                page,
                "After installing {}, give them the folders of the share {}, as `shares/{}/README.md` says.",
                ids.join(", "),
                markdown(&share.name),
                share.id
            );
            line!(page);
            continue;
        }
        line!(
            page,
            "After installing {}, mount one shared folder for each of these on every one of them, with the same user id. Only these nodes use it:",
            ids.join(", ")
        );
        line!(page);
        for folder in &role.shared_folders {
            line!(
                page,
                "- `{}` below the node's folder: {} ({})",
                folder.path,
                folder.holds,
                markdown(&folder.source)
            );
        }
        line!(page);
    }
}

/// Nodes behind a load balancer with files to edit.
fn edited<'n>(graph: &Graph<'_>, nodes: &[(&'n Node, &'n Role)]) -> Group<'n> {
    let behind = |(node, role): &&(&Node, &Role)| {
        !role.behind_balancer.is_empty() && !graph.balancers_of(&node.id).is_empty()
    };
    nodes.iter().filter(behind).copied().collect()
}

fn edit(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    let edited = edited(graph, nodes);
    if edited.is_empty() {
        return;
    }
    line!(
        page,
        "After installing, edit these files, because no key of the configuration does it. The load balancer has to send the header."
    );
    line!(page);
    line!(page, "| node | file | set |");
    line!(page, "| --- | --- | --- |");
    for (node, role) in edited {
        for edit in &role.behind_balancer {
            let set: Vec<String> = edit.lines.iter().map(|line| format!("`{line}`")).collect();
            line!(page, "| `{}` | `{}` | {} |", node.id, edit.path, set.join(", "));
        }
    }
    line!(page);
    line!(
        page,
        "Without it, people who sign in are sent to the node instead of the load balancer."
    );
    line!(page);
}

/// Files that hold what no key of the configuration says.
fn edit_always(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    let mut edited = nodes.iter().filter(|(_, role)| !role.edits.is_empty()).peekable();
    if edited.peek().is_none() {
        return;
    }
    line!(
        page,
        "After installing, put these into the command line at the end of each file, in place of what it has there: no key of the configuration does it. On Windows the file ends in `.bat`, and a secret is written as `%NAME%`."
    );
    line!(page);
    line!(page, "| node | file | set |");
    line!(page, "| --- | --- | --- |");
    for (node, role) in edited {
        for edit in &role.edits {
            let set: Vec<String> =
                edit.lines.iter().map(|line| format!("`{}`", filled(graph, node, line))).collect();
            line!(page, "| `{}` | `{}` | {} |", node.id, edit.path, set.join(", "));
        }
    }
    line!(page);
}

/// A line with the values of the settings it names, and the names of their secrets.
fn filled(graph: &Graph<'_>, node: &Node, line: &str) -> String {
    let value = |id: &str| {
        let secret = graph.secret(node, id).map(|(name, _)| name);
        let kind = &graph.catalogue.setting(id)?.kind;
        let text = || graph.setting(node, id).map(|value| value.to_string());
        if matches!(kind, SettingKind::Secret) { secret } else { text() }
    };
    let part = |part: &str| {
        let slot = part.rsplit_once('{').and_then(|(before, id)| {
            let value = value(id.strip_suffix('}')?)?;
            // Between back quotes, and in a cell of a table.
            Some(format!("{before}{}", value.replace(['`', '|', '\n', '\r'], " ")))
        });
        slot.unwrap_or_else(|| part.to_owned())
    };
    line.split_inclusive('}').map(part).collect()
}

fn trusting<'n>(nodes: &[(&'n Node, &'n Role)]) -> Group<'n> {
    nodes.iter().filter(|(_, role)| !role.trusts.is_empty()).copied().collect()
}

fn trust(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    type Wanted<'r> = (&'r str, &'r str, &'r str, &'r str);
    let mut by_alias: BTreeMap<Wanted<'_>, Vec<String>> = BTreeMap::new();
    for (node, role) in trusting(nodes) {
        for known in &role.trusts {
            let folder = &graph.catalogue.pack_of(role).security_folder;
            let key = (known.alias.as_str(), known.what.as_str(), &*known.source, folder.as_str());
            by_alias.entry(key).or_default().push(format!("`{}`", node.id));
        }
    }
    for ((alias, what, source, folder), ids) in by_alias {
        line!(
            page,
            "Where `certificates/create-keystores` did not make the truststores, import into that of {} under the alias `{alias}` {what} ({}).",
            ids.join(", "),
            markdown(source)
        );
        line!(page);
        line!(
            page,
            "    keytool -importcert -alias {alias} -file signing.pem -keystore FOLDER/{folder}/TRUSTSTORE"
        );
        line!(page);
    }
}

/// The names that machines have to resolve, as lines of a hosts file.
pub(super) fn names(page: &mut Page, graph: &Graph<'_>) {
    let lines = network::names(graph);
    if lines.is_empty() {
        return;
    }
    line!(page, "## Names");
    line!(page);
    line!(
        page,
        "Every machine has to resolve these names. Where DNS does not, put the lines into `/etc/hosts`, on Windows `C:\\Windows\\System32\\drivers\\etc\\hosts`:"
    );
    line!(page);
    for (address, names) in lines {
        if address == UNKNOWN {
            for name in names {
                line!(page, "    {UNKNOWN} {name}");
            }
        } else {
            line!(page, "    {address} {}", names.join(" "));
        }
    }
    line!(page);
}
