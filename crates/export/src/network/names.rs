//! The names that machines have to resolve.

use std::collections::BTreeMap;

use topology::Graph;

use crate::documents::{Page, line};

/// Stands where the drawing knows no address.
pub(crate) const UNKNOWN: &str = "<address>";

/// Names by the address they lead to.
pub(crate) fn names(graph: &Graph<'_>) -> BTreeMap<String, Vec<String>> {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |address: &str, name: &str| {
        if name.is_empty() || topology::is_ip_address(name) {
            return;
        }
        let address = if address.is_empty() { UNKNOWN } else { address };
        let names = lines.entry(address.to_owned()).or_default();
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    };
    for host in graph.design.hosts() {
        add(&host.address, &host.hostname);
    }
    for node in graph.design.nodes() {
        let reached = graph.listening(node).next().is_some()
            || !graph.fronts(node).is_empty()
            || graph.engine(node).is_some();
        if let Some(name) = graph.own_name(node).filter(|_| reached) {
            let address = graph.host(node).map_or("", |host| host.address.as_str());
            add(address, name);
        }
    }
    lines
}

/// `network/hosts`: lines for the hosts file of every machine.
pub(super) fn hosts(graph: &Graph<'_>) -> String {
    let mut page = Page::default();
    line!(page, "# Lines for /etc/hosts of every machine, on Windows");
    line!(
        page,
        "# C:\\Windows\\System32\\drivers\\etc\\hosts, where DNS does not know these names."
    );
    for (address, names) in names(graph) {
        // A name that is none would change what the line says; a rule reports it.
        let (fit, unfit): (Vec<String>, Vec<String>) =
            names.into_iter().partition(|name| topology::is_hostname(name));
        for _ in unfit {
            line!(page, "# A name of {} is left out, because it is no host name.", shown(&address));
        }
        if fit.is_empty() {
            continue;
        }
        if topology::is_ip_address(&address) {
            line!(page, "{address} {}", fit.join(" "));
        } else {
            line!(page, "# The drawing knows no address for these: put it in.");
            for name in fit {
                line!(page, "# {UNKNOWN} {name}");
            }
        }
    }
    page.into_text()
}

/// What someone gave for an address may be any text.
fn shown(address: &str) -> &str {
    if topology::is_ip_address(address) { address } else { "a machine without an address" }
}
