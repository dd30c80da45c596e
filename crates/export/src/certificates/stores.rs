//! The stores that a node's settings name, and the names of a node.

use topology::catalogue::known;
use topology::{Graph, Node, Role};

/// A keystore or a truststore, as a node's file names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Store {
    pub(crate) file: String,
    /// `JKS` or `PKCS12`.
    pub(crate) kind: String,
    /// The name of the secret that opens it.
    pub(crate) secret: String,
    /// The key in it; empty for a truststore.
    pub(crate) alias: String,
}

/// The keystore that signs and encrypts, the same for all.
pub(crate) fn primary(graph: &Graph<'_>, node: &Node) -> Option<Store> {
    let ids = [
        known::PRIMARY_KEYSTORE,
        known::PRIMARY_KEYSTORE_TYPE,
        known::PRIMARY_KEYSTORE_PASSWORD,
        known::PRIMARY_KEYSTORE_ALIAS,
    ];
    store(graph, node, ids)
}

/// The keystore whose certificate callers see.
pub(crate) fn tls(graph: &Graph<'_>, node: &Node) -> Option<Store> {
    let ids = [
        known::TLS_KEYSTORE,
        known::TLS_KEYSTORE_TYPE,
        known::TLS_KEYSTORE_PASSWORD,
        known::TLS_KEYSTORE_ALIAS,
    ];
    store(graph, node, ids)
}

/// The certificates that a node trusts.
pub(crate) fn truststore(graph: &Graph<'_>, node: &Node) -> Option<Store> {
    let ids = [known::TRUSTSTORE, known::TRUSTSTORE_TYPE, known::TRUSTSTORE_PASSWORD, ""];
    store(graph, node, ids)
}

/// A store that the node's role knows of.
fn store(graph: &Graph<'_>, node: &Node, ids: [&str; 4]) -> Option<Store> {
    let [file, kind, secret, alias] = ids;
    if !graph.uses_setting(node, file) {
        return None;
    }
    let text = |id: &str| Some(graph.setting(node, id)?.as_text()?.to_owned());
    Some(Store {
        file: text(file)?,
        kind: text(kind)?,
        secret: graph.secret(node, secret)?.0,
        alias: if alias.is_empty() { String::new() } else { text(alias)? },
    })
}

/// Names under which the product looks for certificates in a node's truststore. Where the keystore may
/// be the one that is shipped, so may what it looks for.
pub(crate) fn trusted<'r>(graph: &Graph<'_>, node: &Node, role: &'r Role) -> Vec<&'r str> {
    let shipped = graph.catalogue.setting(known::PRIMARY_KEYSTORE).and_then(|s| s.default.clone());
    if graph.setting(node, known::PRIMARY_KEYSTORE) == shipped {
        return Vec::new();
    }
    role.trusts.iter().map(|trusted| trusted.alias.as_str()).collect()
}

/// Every name that the drawing uses for a node, as a certificate writes it: its own, its host's, the
/// host's address, those of the load balancers in front of it, and how its own programs call it.
pub(crate) fn alternative_names(graph: &Graph<'_>, node: &Node) -> Vec<String> {
    let mut names: Vec<String> = vec![graph.name_or_id(node), graph.announced_name(node)];
    names.push(node.hostname.clone());
    if let Some(host) = graph.host(node) {
        names.extend([host.hostname.clone(), host.address.clone()]);
    }
    for balancer in graph.balancers_of(&node.id) {
        names.extend([graph.name_or_id(balancer), balancer.hostname.clone()]);
    }
    names.extend(["localhost".to_owned(), "127.0.0.1".to_owned()]);
    written(names)
}

/// The names of a load balancer that ends TLS itself.
pub(crate) fn balancer_names(graph: &Graph<'_>, balancer: &Node) -> Vec<String> {
    let mut names = vec![graph.name_or_id(balancer), balancer.hostname.clone()];
    if let Some(host) = graph.host(balancer) {
        names.extend([host.hostname.clone(), host.address.clone()]);
    }
    written(names)
}

/// Each once, in this order; what is neither a host name nor an address is left out, because it
/// would change the meaning of the others.
fn written(names: Vec<String>) -> Vec<String> {
    let mut written: Vec<String> = Vec::new();
    for name in names {
        let entry = if topology::is_ip_address(&name) {
            format!("ip:{name}")
        } else if topology::is_hostname(&name) {
            format!("dns:{name}")
        } else {
            continue;
        };
        if !written.contains(&entry) {
            written.push(entry);
        }
    }
    written
}

/// The subject of a certificate: a name that has no mark of its own there.
pub(crate) fn common_name(graph: &Graph<'_>, node: &Node) -> String {
    let name = graph.name_or_id(node);
    if topology::is_hostname(&name) || name.parse::<std::net::Ipv4Addr>().is_ok() {
        name
    } else {
        node.id.to_string()
    }
}
