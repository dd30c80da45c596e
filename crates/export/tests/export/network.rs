//! Who talks to whom: the table against the files that make the connections.

use std::collections::BTreeSet;

use topology::notation::design;
use topology::replicas::Unfolded;

use crate::closed_world::worlds;
use crate::support::{bundle, shown, template, values};

fn document(design: &topology::Design, path: &str) -> String {
    String::from_utf8(bundle(design).file(path).unwrap().bytes.clone()).unwrap()
}

/// The rows of a table as RFC 4180 has them, by a reader that knows nothing of its writer.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (inside, c) {
            (true, '"') if rest.peek() == Some(&'"') => field.extend(rest.next()),
            (_, '"') => inside = !inside,
            (false, ',') => row.push(std::mem::take(&mut field)),
            (false, '\r') => assert_eq!(rest.peek(), Some(&'\n'), "a lone carriage return"),
            (false, '\n') => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            (_, c) => field.push(c),
        }
    }
    assert!(!inside && row.is_empty() && field.is_empty(), "the last line is not ended");
    rows
}

/// Name and port of an address in a file, with the scheme's port where there is none.
fn authority(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', ';', '?']).next()?;
    let usual = if scheme == "http" || scheme == "ws" { "80" } else { "443" };
    Some(match authority.rsplit_once(':') {
        Some((name, port)) => (name.trim_matches(['[', ']']).to_owned(), port.to_owned()),
        None => (authority.to_owned(), usual.to_owned()),
    })
}

/// Issue 3: from the same links that made the configuration.
#[test]
fn every_address_of_every_file_has_a_row() {
    let mut compared = 0;
    for (name, _, bundle) in worlds() {
        let text =
            String::from_utf8(bundle.file("network/ports.csv").unwrap().bytes.clone()).unwrap();
        let rows = rows(&text);
        assert!(rows.iter().all(|row| row.len() == 12), "{name}: {rows:?}");
        let open: BTreeSet<(&str, &str)> =
            rows.iter().map(|row| (row[8].as_str(), row[9].as_str())).collect();
        let by_node: BTreeSet<(&str, &str, &str)> =
            rows.iter().map(|row| (row[0].as_str(), row[8].as_str(), row[9].as_str())).collect();
        for file in bundle.files.iter().filter(|file| file.path.ends_with("deployment.toml")) {
            let node = file.path.split('/').nth(1).unwrap();
            let found = values(std::str::from_utf8(&file.bytes).unwrap());
            for (path, value) in &found {
                let texts = match value {
                    toml::Value::Array(items) => items.iter().map(shown).collect(),
                    other => vec![shown(other)],
                };
                for text in texts.iter().filter(|text| !text.contains("${")) {
                    let Some((host, port)) = authority(text) else { continue };
                    compared += 1;
                    let row = (host.as_str(), port.as_str());
                    assert!(
                        open.contains(&row),
                        "{name} {}: no row for {path} = {text}",
                        file.path
                    );
                    // What the node calls itself stands with the node.
                    if path.ends_with("service_url") || path.contains("throttl") {
                        let row = (node, host.as_str(), port.as_str());
                        assert!(by_node.contains(&row), "{name} {}: {path} = {text}", file.path);
                    }
                }
            }
            for table in ["apim_db", "shared_db"] {
                let part = |key: &str| found.get(&format!("database.{table}.{key}")).map(shown);
                if let Some((host, port)) = part("hostname").zip(part("port")) {
                    compared += 1;
                    let row = (node, host.as_str(), port.as_str());
                    assert!(by_node.contains(&row), "{name} {}: {table}", file.path);
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared} addresses were compared");
}

/// And the other way round: nobody is let in where nobody listens.
#[test]
fn every_row_leads_to_someone_who_listens() {
    for (name, design, bundle) in worlds() {
        let ports = bundle.file("network/ports.csv").unwrap();
        let rows = rows(std::str::from_utf8(&ports.bytes).unwrap());
        let deployed = Unfolded::new(design, crate::support::catalogue());
        let graph = topology::Graph::new(deployed.design(), crate::support::catalogue());
        for row in rows.iter().skip(1).filter(|row| !row[4].is_empty()) {
            let node = graph.design.node(&row[4].parse().unwrap()).unwrap();
            let port: u32 = row[9].parse().unwrap();
            let listens = graph.listening(node).any(|(_, open)| open == port)
                || graph.fronts(node).iter().any(|(_, open)| u32::from(*open) == port)
                || graph.database_addresses(node).iter().any(|(_, open)| u32::from(*open) == port)
                || row[10] == "SSH";
            assert!(listens, "{name}: {row:?}");
        }
    }
}

#[test]
fn rows_say_zones_and_nothing_in_them_is_a_formula() {
    let ha = template("guide-ha");
    let found = rows(&document(&ha, "network/ports.csv"));
    let has =
        |wanted: [&str; 4]| found.iter().any(|row| [&row[0], &row[4], &row[9], &row[10]] == wanted);
    assert!(has(["gw1", "tm1", "5672", "AMQP"]) && has(["gw1", "tm2", "9611", "TCP"]));
    assert!(has(["gw1", "lb-km", "443", "HTTPS"]) && !has(["gw1", "km1", "9443", "HTTPS"]));
    assert!(has(["lb-km", "km1", "9443", "HTTPS"]) && has(["pub1", "db1", "3306", "JDBC"]));
    assert!(has(["", "lb-gw", "443", "HTTPS"]), "API clients come from outside");

    let mut odd =
        design("gw1: gateway host=gw.x\ntm1: traffic-manager host=tm.x\ngw1 -reports-to-> tm1");
    for name in ["=cmd|' /C calc'!A0", "@x", "+1", "a,\"b\"\r\nc"] {
        let node = topology::Node {
            name: name.into(),
            ..odd.node(&"gw1".parse().unwrap()).unwrap().clone()
        };
        topology::Change::set_node(&odd, node).apply(&mut odd).unwrap();
        let text = document(&odd, "network/ports.csv");
        for row in rows(&text) {
            assert_eq!(row.len(), 12, "{text}");
            assert!(row.iter().all(|field| !field.starts_with(['=', '@', '+', '-'])), "{text}");
        }
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }
}

#[test]
fn the_page_keeps_monitoring_closed_and_hosts_holds_names_alone() {
    let ha = template("guide-ha");
    let page = document(&ha, "network/README.md");
    let closed = page.split("## Keep closed").nth(1).unwrap();
    assert!(closed.contains("| 9999 | JMX registry (monitoring) |"), "{page}");
    let hosts = document(&ha, "network/hosts");
    assert!(hosts.contains("\n10.0.1.11 gw1.example.com\n"), "{hosts}");
    assert!(hosts.contains("\n# <address> "), "load balancers have no address: {hosts}");
    let mut odd = design("host h1 vm1.x 10.0.0.1\ngw1: gateway @h1");
    let host = odd.hosts().next().unwrap().clone();
    let spoiled = topology::Host { hostname: "a b\n6.6.6.6 bank.example".into(), ..host };
    topology::Change::set_host(&odd, spoiled).apply(&mut odd).unwrap();
    let hosts = document(&odd, "network/hosts");
    assert!(!hosts.contains("6.6.6.6") && hosts.contains("is left out"), "{hosts}");
}
