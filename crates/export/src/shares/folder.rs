//! The folders of a node that lie on a share, and what they are called on either side.

use topology::catalogue::SharedFolder;
use topology::{Graph, Node, Role};

use crate::home;

/// One folder of one node.
pub(super) struct Folder<'a> {
    pub(super) known: &'a SharedFolder,
    /// The folder on the node's machine.
    pub(super) place: String,
    /// Its name on the share.
    pub(super) name: &'a str,
}

pub(super) fn folders<'a>(graph: &Graph<'a>, node: &Node, role: &'a Role) -> Vec<Folder<'a>> {
    let home = home::linux_folder(graph, node);
    let of = |known: &'a SharedFolder| Folder {
        place: format!("{home}/{}", known.path),
        name: last(&known.path),
        known,
    };
    role.shared_folders.iter().map(of).collect()
}

/// The last part of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name that systemd asks for of a unit that mounts a folder: slashes become hyphens, and what
/// is no plain letter is written as its number.
///
/// Source: systemd.unit(5), String Escaping for Inclusion in Unit Names.
pub(super) fn unit_name(folder: &str) -> String {
    let mut name = String::new();
    for (index, byte) in folder.trim_matches('/').bytes().enumerate() {
        match byte {
            b'/' => name.push('-'),
            b'.' if index > 0 => name.push('.'),
            b':' | b'_' => name.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => name.push(char::from(byte)),
            byte => name.push_str(&format!("\\x{byte:02x}")),
        }
    }
    if name.is_empty() { "-.mount".to_owned() } else { format!("{name}.mount") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    #[expect(clippy::print_stdout, reason = "a test that was not run says so")]
    fn units_are_named_as_systemd_escapes_them() {
        let home = "/opt/wso2am-3.1.0-gw_1.b";
        let folders = [
            format!("{home}/repository/deployment/server/synapse-configs"),
            format!("{home}/repository/tenants"),
            "/".to_owned(),
            "/.hidden/a:b".to_owned(),
        ];
        assert_eq!(
            unit_name(&folders[1]),
            "opt-wso2am\\x2d3.1.0\\x2dgw_1.b-repository-tenants.mount"
        );
        for folder in folders {
            let escape =
                Command::new("systemd-escape").args(["--path", "--suffix=mount", &folder]).output();
            let Ok(escaped) = escape else {
                println!("not compared: systemd-escape is not installed");
                return;
            };
            assert_eq!(String::from_utf8_lossy(&escaped.stdout).trim_end(), unit_name(&folder));
        }
    }
}
