//! `manifest.json` and `SHA256SUMS`: what the bundle consists of, for machines.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use topology::{Graph, Node, Role};

use super::runbook;
use crate::bundle::BundleFile;
use crate::secrets;

/// The manifest of a bundle that consists of `files` (and of the manifest and the checksums).
pub(crate) fn render(
    graph: &Graph<'_>,
    nodes: &[(&Node, &Role)],
    document: &str,
    files: &[BundleFile],
) -> String {
    let product = &graph.catalogue.product;
    let listed: Vec<Value> = files
        .iter()
        .map(|file| {
            json!({
                "path": file.path,
                "sha256": sha256(&file.bytes),
                "bytes": file.bytes.len(),
                "mode": format!("{:04o}", file.mode()),
            })
        })
        .collect();
    let servers: Vec<Value> = runbook::in_start_order(nodes)
        .into_iter()
        .map(|(node, role)| {
            let ports: Vec<Value> = graph
                .listening(node)
                .map(|(endpoint, port)| json!({ "endpoint": endpoint.id, "port": port }))
                .collect();
            json!({
                "id": node.id,
                "name": node.name,
                "role": node.role,
                "hostname": graph.name_or_id(node),
                "offset": node.offset,
                "profile": role.deployment.as_ref().and_then(|d| d.profile.clone()),
                "ports": ports,
            })
        })
        .collect();
    let names: Vec<Value> = secrets::of(graph, nodes.iter().copied())
        .into_iter()
        .map(|(name, used)| json!({ "name": name, "keys": used.keys, "nodes": used.nodes }))
        .collect();
    let corrections: Vec<&str> =
        runbook::used_corrections(graph, nodes).iter().map(|c| c.id.as_str()).collect();
    let manifest = json!({
        "manifest": 1,
        "generator": { "name": "topology-designer", "version": env!("CARGO_PKG_VERSION") },
        "product": { "id": product.id, "version": product.version },
        "design": { "name": graph.design.name(), "sha256": sha256(document.as_bytes()) },
        "nodes": servers,
        "secrets": names,
        "corrections": corrections,
        "files": listed,
    });
    let mut text = serde_json::to_string_pretty(&manifest).expect("JSON values are written");
    text.push('\n');
    text
}

/// One line for each file, as `sha256sum -c` reads it.
pub(crate) fn checksums(files: &[BundleFile]) -> String {
    let mut text = String::new();
    for file in files {
        writeln!(text, "{}  {}", sha256(&file.bytes), file.path)
            .expect("a String takes every write");
    }
    text
}

/// Lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a String takes every write");
    }
    text
}
