//! The addresses that a node's file holds: the same walk over the same pointers that writes it, so
//! that what is said about the network cannot differ from what is configured.

use topology::catalogue::{Category, DatabaseField, Endpoint, Pointer, Use, ValueRule};
use topology::graph::Peer;
use topology::url::Url;
use topology::{Graph, Node, Role};

use super::value::Reader;
use super::walk;

/// One address in a node's file.
#[derive(Debug, Clone)]
pub(crate) struct Address<'d> {
    /// The key that holds it.
    pub(crate) key: String,
    /// Who listens there; nobody known for an address that a person typed over.
    pub(crate) to: Option<&'d Node>,
    pub(crate) name: String,
    pub(crate) port: u32,
    /// The endpoint that answers; absent for databases and for what was typed over.
    pub(crate) endpoint: Option<&'d Endpoint>,
    /// The scheme of the URL, or `jdbc`.
    pub(crate) scheme: String,
    /// Only shown to people and their programs, who then call it.
    pub(crate) shown: bool,
}

/// Every address in the file of a node, in the order of the file.
pub(crate) fn addresses<'d>(graph: &Graph<'d>, node: &Node, role: &Role) -> Vec<Address<'d>> {
    let mut found: Vec<Address<'d>> = Vec::new();
    walk(graph, node, role, |section, here, peer| {
        let reader = Reader { graph, node, role, peer };
        // Keys that an entry before has given an address.
        let mut only: Vec<String> = Vec::new();
        for entry in here {
            let key = format!("{}.{}", section.table, entry.key);
            match &entry.value {
                ValueRule::Given { id, called } => {
                    let value = reader.given_text(id);
                    only.extend(value.is_some().then(|| key.clone()));
                    let url = value.filter(|_| *called);
                    found.extend(url.and_then(|url| typed_address(&url, &key)));
                }
                ValueRule::Writer(pointer) => {
                    let peer = reader.writer(pointer);
                    only.extend(peer.is_some().then(|| key.clone()));
                    found.extend(peer.map(|peer| address(&reader, pointer, &key, peer)));
                }
                ValueRule::Pointer(pointer) if !only.contains(&key) => {
                    found.extend(pointed(&reader, pointer, &key));
                }
                ValueRule::Database {
                    schema,
                    field: DatabaseField::Type | DatabaseField::JdbcUrl,
                } => {
                    found.extend(stored(&reader, schema, &section.table));
                }
                _ => {}
            }
        }
    });
    found
}

fn pointed<'d>(reader: &Reader<'_, 'd>, pointer: &Pointer, key: &str) -> Vec<Address<'d>> {
    if let Some(typed) = reader.typed_over(pointer) {
        return typed_address(typed, key).into_iter().collect();
    }
    let peers = reader.reached(pointer).unwrap_or_default();
    let kept = if pointer.list { peers.len() } else { 1 };
    peers.into_iter().take(kept).map(|peer| address(reader, pointer, key, peer)).collect()
}

fn address<'d>(
    reader: &Reader<'_, 'd>,
    pointer: &Pointer,
    key: &str,
    peer: Peer<'d>,
) -> Address<'d> {
    let endpoint = reader.graph.role(&peer.node.id).and_then(|r| r.endpoint(&pointer.endpoint));
    Address {
        key: key.to_owned(),
        to: Some(peer.reach.node),
        shown: pointer.shown || is_shown(reader.graph, &peer, endpoint),
        name: peer.reach.name,
        port: peer.reach.port,
        endpoint,
        scheme: pointer.scheme.clone(),
    }
}

/// API calls are made by whoever reads the address, and so are links for people.
fn is_shown(graph: &Graph<'_>, peer: &Peer<'_>, endpoint: Option<&Endpoint>) -> bool {
    let traffic = endpoint.is_some_and(|endpoint| endpoint.usage == Use::Traffic);
    let client = peer.link.and_then(|link| graph.kind(&link.id));
    traffic || client.is_some_and(|kind| kind.category == Category::Client)
}

/// Host and port of a URL, with the usual port where it names none.
fn typed_address<'d>(url: &str, key: &str) -> Option<Address<'d>> {
    let url = Url::parse(url)?;
    Some(Address {
        key: key.to_owned(),
        to: None,
        name: url.host.to_owned(),
        port: url.port.unwrap_or_else(|| usual_port(url.scheme)),
        endpoint: None,
        scheme: url.scheme.to_owned(),
        shown: false,
    })
}

/// The port that a URL means when it names none.
fn usual_port(scheme: &str) -> u32 {
    match scheme {
        "http" | "ws" => 80,
        "ldap" => 389,
        "ldaps" => 636,
        _ => 443,
    }
}

/// Every server of the database that holds a schema.
fn stored<'d>(
    reader: &Reader<'_, 'd>,
    schema: &topology::SchemaId,
    table: &str,
) -> Vec<Address<'d>> {
    let graph = reader.graph;
    let Some(database) = graph.database_for(&reader.node.id, schema) else { return Vec::new() };
    let servers = graph.database_addresses(database).into_iter();
    let address = |(name, port)| Address {
        key: table.to_owned(),
        to: Some(database),
        name,
        port: u32::from(port),
        endpoint: None,
        scheme: "jdbc".to_owned(),
        shown: false,
    };
    servers.map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::typed_address;

    #[test]
    fn a_typed_url_gives_its_host_and_port() {
        for (url, name, port) in [
            ("https://km.x:9443/services/", "km.x", 9443),
            ("https://km.x/services/", "km.x", 443),
            ("http://gw.x", "gw.x", 80),
            ("wss://[fe80::1]:8099", "fe80::1", 8099),
            ("https://[fe80::1]/x", "fe80::1", 443),
            ("ldap://ldap.x", "ldap.x", 389),
            ("ldaps://ldap.x", "ldap.x", 636),
        ] {
            let found = typed_address(url, "k").unwrap();
            assert_eq!((found.name.as_str(), found.port), (name, port), "{url}");
        }
        assert!(typed_address("nothing", "k").is_none());
        assert!(typed_address("https://a:b", "k").is_none());
    }
}
