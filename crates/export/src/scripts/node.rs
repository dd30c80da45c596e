//! Scripts of one node: install, check, start and stop.

use topology::catalogue::{Pack, Program};
use topology::{Graph, Node, Role};

use super::{Script, filled, keeping, local, preflight};
use crate::file::{Language, RenderedFile};
use crate::home;
use crate::java;
use crate::plan::{Planned, Scope};

macro_rules! script {
    ($name:literal, $language:ident) => {
        Script {
            name: $name,
            template: include_str!(concat!("templates/", $name)),
            language: Language::$language,
        }
    };
}

pub(super) const SCRIPTS: [Script; 8] = [
    script!("install.bat", Batch),
    script!("install.sh", Shell),
    script!("preflight.bat", Batch),
    script!("preflight.sh", Shell),
    script!("start.bat", Batch),
    script!("start.sh", Shell),
    script!("stop.bat", Batch),
    script!("stop.sh", Shell),
];

/// The places in them.
#[cfg(test)]
pub(super) const NAMES: [&str; 40] = [
    "id",
    "pack",
    "folder",
    "folder_word",
    "config_file",
    "start_script",
    "pid_file",
    "log_file",
    "optimizer",
    "optimizer_keep_flag",
    "background_word",
    "stop_word",
    "run_word",
    "profile_flag",
    "secrets",
    "secrets_at_start",
    "secrets_in_urls",
    "secrets_in_urls_at_start",
    "marks",
    "secrets_in_base64",
    "read_secrets",
    "check_secrets",
    "check_errors",
    "installed",
    "unlock",
    "put",
    "put_errors",
    "memory",
    "java_flags",
    "hostname_verifier",
    "tcp",
    "running",
    "security_folder",
    "java_from",
    "java_to",
    "ports",
    "shipped_passwords",
    "stores",
    "shares",
    "others",
];

/// Every node's scripts.
pub(super) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let of_node = |(node, role): &'s (&Node, &Role)| {
        SCRIPTS.iter().map(move |script| {
            Planned::new(format!("nodes/{}/bin/{}", node.id, script.name), move |path| {
                render(script, scope.graph, node, role, path)
            })
        })
    };
    scope.nodes.iter().flat_map(of_node).collect()
}

/// Fills a script for one node.
fn render(
    script: &Script,
    graph: &Graph<'_>,
    node: &Node,
    role: &Role,
    path: &str,
) -> RenderedFile {
    let (pack, program) = (graph.catalogue.pack_of(role), graph.catalogue.program_of(role));
    let profile = role.deployment.as_ref().and_then(|deployment| deployment.profile.as_deref());
    let windows = script.windows();
    let folder =
        if windows { home::windows_folder(graph, node) } else { home::linux_folder(graph, node) };
    let keep_flag = pack.optimizer.as_ref().map_or("", |optimizer| &optimizer.keep_flag);
    let java_flags: Vec<&str> = java::flags(graph).map(|flag| flag.flag.as_str()).collect();
    let mut values = vec![
        ("id", script.quoted(node.id.as_str())),
        ("pack", script.quoted(&pack.id)),
        // In a comment, where an id and a pack's name need no quotes.
        ("folder", folder.clone()),
        ("folder_word", script.quoted(&folder)),
        ("config_file", script.quoted(&local(&program.config_file, windows))),
        ("start_script", script.quoted(&start_script(program, windows))),
        ("pid_file", script.quoted(&local(&program.pid_file, windows))),
        ("log_file", script.quoted(&local(&program.log_file, windows))),
        ("optimizer", script.quoted(&optimizer(pack, profile, windows))),
        ("optimizer_keep_flag", script.quoted(keep_flag)),
        // Words of the catalogue that need no quotes.
        ("background_word", program.background_word.clone()),
        ("stop_word", program.stop_word.clone()),
        ("run_word", program.run_word.clone()),
        (
            "profile_flag",
            script.quoted(&profile.map_or_else(String::new, |name| format!("-Dprofile={name}"))),
        ),
        ("memory", script.quoted(&java::memory(graph, node))),
        ("java_flags", script.quoted(&java_flags.join(" "))),
        ("hostname_verifier", script.quoted(&java::hostname_verifier(graph, node))),
    ];
    values.extend(keeping::values(script, graph, node, role));
    values.extend(preflight::values(script, graph, node, role));
    filled(script, &values, path)
}

/// The optimizer's path; empty when the node runs the default profile, which needs everything, and
/// when its pack has no optimizer.
fn optimizer(pack: &Pack, profile: Option<&str>, windows: bool) -> String {
    match (profile, &pack.optimizer) {
        (Some(_), Some(optimizer)) if windows => local(&optimizer.script_bat, true),
        (Some(_), Some(optimizer)) => optimizer.script_sh.clone(),
        _ => String::new(),
    }
}

fn start_script(program: &Program, windows: bool) -> String {
    if windows { local(&program.start_script_bat, true) } else { program.start_script_sh.clone() }
}
