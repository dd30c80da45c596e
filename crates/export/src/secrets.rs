//! Secrets by name: which a node needs, what each is for, and how its value gets to the server. Values
//! never come near this program.

use std::collections::BTreeMap;

use topology::catalogue::{ConfigLanguage, DatabaseField, ValueRule, Vault, known};
use topology::{Graph, Node, NodeId, Role, SettingValue};

use crate::addition;
use crate::config::is_chosen;
use crate::packs;

/// How the values of a node's secrets get to its server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping<'c> {
    /// The server reads them from its environment at each start.
    Environment,
    /// They are put into the file when the node is installed, and encrypted by the pack's tool.
    Vault(&'c Vault),
    /// They are put into the file when the node is installed, in clear.
    Clear,
}

impl<'c> Keeping<'c> {
    /// What holds for a node: the design's wish, where its pack has the tool for it.
    pub(crate) fn of(graph: &Graph<'c>, node: &Node) -> Self {
        let pack = packs::of(graph, node);
        let wish = graph.setting(node, known::SECRETS);
        match wish.as_ref().and_then(SettingValue::as_text) {
            // Nothing but a pack with such a tool has a file that holds values in its own way.
            Some(known::SECRETS_PLAIN) if pack.vault.is_some() => Self::Clear,
            Some(known::SECRETS_VAULT) => {
                pack.vault.as_ref().map_or(Self::Environment, Self::Vault)
            }
            _ => Self::Environment,
        }
    }

    /// The secrets that must have a value whenever the server starts; all of `needed` but those that
    /// the file holds by then.
    pub(crate) fn at_start(self, needed: &[&str], keystore: Option<&str>) -> Vec<String> {
        let needed: Vec<&str> = match self {
            Self::Environment => needed.to_vec(),
            Self::Vault(_) => keystore.into_iter().collect(),
            Self::Clear => Vec::new(),
        };
        needed.into_iter().map(str::to_owned).collect()
    }
}

/// How the secrets of these nodes are kept, as the design wishes it. A pack without the tool for it goes
/// on with the environment.
pub(crate) fn kept<'c>(graph: &Graph<'c>, nodes: &[(&Node, &Role)]) -> Keeping<'c> {
    let ways = nodes.iter().map(|(node, _)| Keeping::of(graph, node));
    let asked_for = |way: &Keeping<'_>| *way != Keeping::Environment;
    ways.into_iter().find(asked_for).unwrap_or(Keeping::Environment)
}

/// What the vault files a secret under.
pub(crate) fn alias(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Where `install` puts the value of a secret. Nothing that people typed is ever written like this:
/// their text stands in double quotes.
pub(crate) fn marker(name: &str) -> String {
    format!("@{name}@")
}

/// Ends the name of the environment variable that holds a secret's value in base64.
pub(crate) const BASE64: &str = "_BASE64";

/// A secret that someone has to supply before a node starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SecretUse {
    /// Config keys that hold it, such as `super_admin.password`.
    pub(crate) keys: Vec<String>,
    pub(crate) nodes: Vec<NodeId>,
    /// True when the value also becomes part of a URL, where more characters break it.
    pub(crate) in_url: bool,
    /// True when a person's own line takes it from the environment, however the others are kept.
    pub(crate) at_start: bool,
    /// True when the value becomes part of a YAML text, where most characters break it.
    pub(crate) in_yaml: bool,
    /// True when a node also wants the value in base64.
    pub(crate) in_base64: bool,
}

/// The secrets of the given nodes, by name.
pub(crate) fn of<'a>(
    graph: &Graph<'a>,
    nodes: impl Iterator<Item = (&'a Node, &'a Role)> + Clone,
) -> BTreeMap<String, SecretUse> {
    let mut secrets = drawn(graph, nodes.clone());
    for (node, role) in nodes {
        if addition::texts(graph, node, role).is_empty() {
            continue;
        }
        for (name, key) in addition::merged(graph, node, role).secrets {
            let secret = secrets.entry(name).or_default();
            secret.at_start = true;
            note(secret, node, key, false);
        }
    }
    secrets
}

/// The secrets that the drawing asks for, by name.
pub(crate) fn drawn<'a>(
    graph: &Graph<'a>,
    nodes: impl Iterator<Item = (&'a Node, &'a Role)>,
) -> BTreeMap<String, SecretUse> {
    let mut secrets: BTreeMap<String, SecretUse> = BTreeMap::new();
    for (node, role) in nodes {
        let yaml = graph.catalogue.program_of(role).config_language == ConfigLanguage::Yaml;
        let sections = graph.catalogue.sections.iter().filter(|s| s.roles.contains(&role.id));
        for section in sections.filter(|s| is_chosen(graph, node, &s.when)) {
            for entry in section.entries.iter().filter(|e| is_chosen(graph, node, &e.when)) {
                let Some(named) = named_by(graph, node, &entry.value) else { continue };
                let secret = secrets.entry(named.secret).or_default();
                let key = format!("{}.{}", section.table, entry.key);
                note(secret, node, key, named.in_url && !yaml);
                secret.in_yaml |= yaml;
                secret.in_base64 |= named.in_base64;
            }
        }
    }
    secrets
}

fn note(secret: &mut SecretUse, node: &Node, key: String, in_url: bool) {
    if !secret.keys.contains(&key) {
        secret.keys.push(key);
    }
    if secret.nodes.last() != Some(&node.id) {
        secret.nodes.push(node.id.clone());
    }
    secret.in_url |= in_url;
}

/// What a value does with the secret it refers to.
struct Named {
    secret: String,
    in_url: bool,
    in_base64: bool,
}

fn named_by(graph: &Graph<'_>, node: &Node, value: &ValueRule) -> Option<Named> {
    match value {
        ValueRule::Secret { id, base64 } => {
            let (secret, _) = graph.secret(node, id.as_str())?;
            // The product logs in to its message broker with a URL that holds the administrator's
            // password as it is.
            Some(Named { secret, in_url: *id == known::ADMIN_PASSWORD, in_base64: *base64 })
        }
        ValueRule::Database { schema, field: DatabaseField::Password } => {
            let connection = graph.connection(&node.id, schema)?;
            Some(Named { secret: connection.password?, in_url: false, in_base64: false })
        }
        _ => None,
    }
}
