//! A text notation for designs, for tests and examples: one line a thing.
//!
//! ```text
//! environment production            design settings and environment
//! set admin.username = root
//! host h1 vm1.example.com 10.0.0.11 a host: id, name, and if known: address, memory=MB, cores=N
//! gw1: gateway @h1 +4 host=gw.example.com port.https=8443 sticky=false
//! gw2: gateway ×4                   drawn once, deployed four times
//! l1: gw1 -validates-with-> km1     a link with its id, or without: gw1 -validates-with-> km1
//! ```
//! A node's name is its id. `host=` is the node's own name; every other `key=value` is a setting,
//! a number or truth value where it reads as one.

use crate::{
    Change, Design, Environment, Header, Host, Link, Node, Point, ProductRef, SettingId,
    SettingValue,
};

/// The design that a notation describes, for product `wso2am` 3.1.0.
///
/// # Panics
/// On a line that is no notation: this is for texts that a programmer wrote.
#[must_use]
#[expect(clippy::panic, reason = "a wrong fixture is a programming error, and the line says which")]
pub fn design(text: &str) -> Design {
    let mut design = Design::new(Header {
        name: "Test".into(),
        product: ProductRef { id: "wso2am".into(), version: "3.1.0".into() },
        environment: Environment::Development,
        settings: Default::default(),
    });
    let lines =
        || text.lines().map(|l| l.split('#').next().unwrap_or(l).trim()).filter(|l| !l.is_empty());
    let is_link = |line: &&str| line.contains("->");
    for line in lines().filter(|l| !is_link(l)).chain(lines().filter(is_link)) {
        let applied = read(&design, line).map(|change| change.apply(&mut design));
        if !matches!(applied, Some(Ok(()))) {
            panic!("not a notation: {line:?} ({applied:?})");
        }
    }
    design
}

fn read(design: &Design, line: &str) -> Option<Change> {
    if let Some(name) = line.strip_prefix("environment ") {
        let environment = serde_json::from_value(name.trim().into()).ok()?;
        return Some(Change::set_header(design, Header { environment, ..design.header().clone() }));
    }
    if let Some(rest) = line.strip_prefix("set ") {
        let (id, value) = rest.split_once('=')?;
        let id: SettingId = id.trim().parse().ok()?;
        return Some(Change::set_design_setting(design, &id, Some(value_of(value.trim()))));
    }
    if let Some(rest) = line.strip_prefix("host ") {
        return host(rest);
    }
    if line.contains("->") { link(design, line) } else { node(design, line) }
}

fn host(rest: &str) -> Option<Change> {
    let mut words = rest.split_whitespace();
    let id = words.next()?.parse().ok()?;
    let hostname = words.next()?.to_owned();
    let mut host = Host {
        id,
        hostname,
        address: String::new(),
        zone: None,
        os: Default::default(),
        memory: None,
        cores: None,
    };
    for word in words {
        match word.split_once('=') {
            Some(("memory", value)) => host.memory = Some(value.parse().ok()?),
            Some(("cores", value)) => host.cores = Some(value.parse().ok()?),
            Some(_) => return None,
            None => host.address = word.to_owned(),
        }
    }
    Some(Change::add_host(host))
}

fn node(design: &Design, line: &str) -> Option<Change> {
    let (id, rest) = line.split_once(':')?;
    let mut words = rest.split_whitespace();
    let mut node = Node {
        id: id.trim().parse().ok()?,
        role: words.next()?.parse().ok()?,
        name: id.trim().to_owned(),
        host: None,
        hostname: String::new(),
        offset: 0,
        replicas: 1,
        settings: Default::default(),
    };
    for word in words {
        if let Some(host) = word.strip_prefix('@') {
            node.host = Some(host.parse().ok()?);
        } else if let Some(offset) = word.strip_prefix('+') {
            node.offset = offset.parse().ok()?;
        } else if let Some(replicas) = word.strip_prefix('×') {
            node.replicas = replicas.parse().ok()?;
        } else {
            match word.split_once('=')? {
                ("host", name) => node.hostname = name.to_owned(),
                (id, value) => drop(node.settings.insert(id.parse().ok()?, value_of(value))),
            }
        }
    }
    let column = i32::try_from(design.nodes().len()).ok()?;
    Some(Change::add_node(node, Point { x: column * 240, y: 0 }))
}

fn link(design: &Design, line: &str) -> Option<Change> {
    let (id, rest) = match line.split_once(':') {
        Some((id, rest)) => (id.trim().parse().ok()?, rest),
        None => (design.free_link_id("l"), line),
    };
    let (left, to) = rest.split_once("->")?;
    let (from, kind) = left.trim().split_once(" -")?;
    Some(Change::add_link(Link {
        id,
        from: from.trim().parse().ok()?,
        to: to.trim().parse().ok()?,
        kind: kind.trim().parse().ok()?,
    }))
}

fn value_of(text: &str) -> SettingValue {
    if let Ok(value) = text.parse() {
        return SettingValue::Bool(value);
    }
    if let Ok(value) = text.parse() {
        return SettingValue::Integer(value);
    }
    match text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        Some(list) => SettingValue::List(list.split(',').map(|t| t.trim().to_owned()).collect()),
        None => SettingValue::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        let design = design(
            "environment production
             set admin.username = root
             host h1 vm1.example.com 10.0.0.11 memory=8192 cores=4
             gw1: gateway @h1 +4 host=gw.example.com sticky=false port.https=8443 tags=[a,b]
             km1: key-manager   # a comment
             gw1 -validates-with-> km1",
        );
        assert_eq!(design.environment(), Environment::Production);
        let h1 = design.host(&"h1".parse().unwrap()).unwrap();
        assert_eq!((h1.address.as_str(), h1.memory, h1.cores), ("10.0.0.11", Some(8192), Some(4)));
        let gw1 = design.node(&"gw1".parse().unwrap()).unwrap();
        assert_eq!((gw1.offset, gw1.hostname.as_str()), (4, "gw.example.com"));
        assert_eq!(gw1.settings.len(), 3);
        let link = design.links().next().unwrap();
        assert_eq!((link.id.as_str(), link.kind.as_str()), ("l1", "validates-with"));
    }

    #[test]
    #[should_panic(expected = "not a notation")]
    fn a_wrong_line_says_itself() {
        let _ = design("nonsense");
    }
}
