//! Install, start and stop scripts of one node, for POSIX shells and for Windows.

mod fill;
mod quote;

use topology::catalogue::Product;
use topology::{Graph, Node, Role};

use crate::file::{Language, RenderedFile};
use crate::home;
use crate::plan::{Planned, Scope};
use crate::secrets;
use fill::fill;

/// A script that every node has.
struct Script {
    /// File name below the node's `bin`.
    name: &'static str,
    template: &'static str,
    language: Language,
}

const SCRIPTS: [Script; 6] = [
    Script {
        name: "install.bat",
        template: include_str!("templates/install.bat"),
        language: Language::Batch,
    },
    Script {
        name: "install.sh",
        template: include_str!("templates/install.sh"),
        language: Language::Shell,
    },
    Script {
        name: "start.bat",
        template: include_str!("templates/start.bat"),
        language: Language::Batch,
    },
    Script {
        name: "start.sh",
        template: include_str!("templates/start.sh"),
        language: Language::Shell,
    },
    Script {
        name: "stop.bat",
        template: include_str!("templates/stop.bat"),
        language: Language::Batch,
    },
    Script {
        name: "stop.sh",
        template: include_str!("templates/stop.sh"),
        language: Language::Shell,
    },
];

/// Every node's scripts.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
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
    let product = &graph.catalogue.product;
    let needed = secrets::of(graph, std::iter::once((node, role)));
    let strict: Vec<&str> =
        needed.iter().filter(|(_, used)| used.in_url).map(|(name, _)| name.as_str()).collect();
    let all: Vec<&str> = needed.keys().map(String::as_str).collect();
    let profile = role.deployment.as_ref().and_then(|deployment| deployment.profile.as_deref());
    let windows = script.language == Language::Batch;
    let folder = if windows {
        home::windows_folder(product, node)
    } else {
        home::linux_folder(product, node)
    };
    let values = [
        ("id", quoted(node.id.as_str(), windows)),
        ("pack", quoted(&product.pack, windows)),
        // In a comment, where an id and a pack's name need no quotes.
        ("folder", folder.clone()),
        ("folder_word", quoted(&folder, windows)),
        ("config_file", quoted(&local(&product.config_file, windows), windows)),
        ("start_script", quoted(&start_script(product, windows), windows)),
        ("pid_file", quoted(&local(&product.pid_file, windows), windows)),
        ("log_file", quoted(&local(&product.log_file, windows), windows)),
        ("optimizer", quoted(&optimizer(product, profile, windows), windows)),
        ("optimizer_keep_flag", quoted(&product.optimizer_keep_flag, windows)),
        (
            "profile_flag",
            quoted(&profile.map_or_else(String::new, |name| format!("-Dprofile={name}")), windows),
        ),
        ("secrets", quoted(&all.join(" "), windows)),
        ("secrets_in_urls", quoted(&strict.join(" "), windows)),
    ];
    let text = fill(script.template, &values);
    let mut file = RenderedFile::plain(path, script.language, &text);
    file.executable = !windows;
    file
}

/// The optimizer's path; empty when the node runs the default profile, which needs everything.
fn optimizer(product: &Product, profile: Option<&str>, windows: bool) -> String {
    match profile {
        None => String::new(),
        Some(_) if windows => local(&product.optimizer_bat, true),
        Some(_) => product.optimizer_sh.clone(),
    }
}

fn start_script(product: &Product, windows: bool) -> String {
    if windows { local(&product.start_script_bat, true) } else { product.start_script_sh.clone() }
}

/// A path of the pack as the operating system writes it.
fn local(path: &str, windows: bool) -> String {
    if windows { path.replace('/', "\\") } else { path.to_owned() }
}

fn quoted(value: &str, windows: bool) -> String {
    if windows { quote::batch(value) } else { quote::shell(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_filled_completely() {
        let names = [
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
            "profile_flag",
            "secrets",
            "secrets_in_urls",
        ];
        for script in &SCRIPTS {
            let values: Vec<(&str, String)> =
                names.iter().map(|name| (*name, "x".into())).collect();
            let values: [(&str, String); 13] = values.try_into().unwrap();
            let filled = fill(script.template, &values);
            assert!(!filled.contains("{{"), "{}: {filled}", script.name);
        }
        let all: String = SCRIPTS.iter().map(|script| script.template).collect();
        for name in names {
            assert!(all.contains(&format!("{{{{{name}}}}}")), "no script uses {name}");
        }
    }
}
