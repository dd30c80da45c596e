//! Secrets by name: which a node needs, and what each is for. Values never come near this program.

use std::collections::BTreeMap;

use topology::catalogue::{DatabaseField, ValueRule, known};
use topology::{Graph, Node, NodeId, Role};

/// A secret that someone has to supply before a node starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SecretUse {
    /// Config keys that hold it, such as `super_admin.password`.
    pub(crate) keys: Vec<String>,
    pub(crate) nodes: Vec<NodeId>,
    /// True when the value also becomes part of a URL, where more characters break it.
    pub(crate) in_url: bool,
}

/// The secrets of the given nodes, by name.
pub(crate) fn of<'a>(
    graph: &Graph<'a>,
    nodes: impl Iterator<Item = (&'a Node, &'a Role)>,
) -> BTreeMap<String, SecretUse> {
    let mut secrets: BTreeMap<String, SecretUse> = BTreeMap::new();
    for (node, role) in nodes {
        for section in graph.catalogue.sections.iter().filter(|s| s.roles.contains(&role.id)) {
            for entry in &section.entries {
                let Some((name, in_url)) = named_by(graph, node, &entry.value) else { continue };
                let secret = secrets.entry(name).or_default();
                let key = format!("{}.{}", section.table, entry.key);
                if !secret.keys.contains(&key) {
                    secret.keys.push(key);
                }
                if secret.nodes.last() != Some(&node.id) {
                    secret.nodes.push(node.id.clone());
                }
                secret.in_url |= in_url;
            }
        }
    }
    secrets
}

/// The secret a value refers to, and whether the value ends up in a URL.
fn named_by(graph: &Graph<'_>, node: &Node, value: &ValueRule) -> Option<(String, bool)> {
    match value {
        ValueRule::Secret { id } => {
            let (name, _) = graph.secret(node, id.as_str())?;
            // The product logs in to its message broker with a URL that holds the administrator's
            // password as it is.
            Some((name, *id == known::ADMIN_PASSWORD))
        }
        ValueRule::Database { schema, field: DatabaseField::Password } => {
            let connection = graph.connection(&node.id, schema)?;
            Some((connection.password?, false))
        }
        _ => None,
    }
}
