//! Two hundred generated designs, which between them have every engine, load balancer, kind of share,
//! operating system, keystore, way to keep secrets and what else the guide has settings for. A seed is a
//! design: the same on every machine.

use topology::{
    Change, Design, Environment, Header, Host, Link, Node, NodeId, OperatingSystem, Point,
    SettingValue,
};

pub(crate) const SEEDS: u64 = 200;

/// The settings of a database for each engine that several servers can share.
const ENGINES: [&[(&str, &str)]; 6] = [
    &[],
    &[("database.engine", "postgresql"), ("database.username", "apim")],
    &[("database.engine", "oracle"), ("database.sid", "ORCL")],
    &[("database.engine", "oracle-rac"), ("database.sid", "rac")],
    &[("database.engine", "mssql"), ("database.username", "apim")],
    &[("database.engine", "db2"), ("database.shared_db.name", "shareddb")],
];

/// What the guide has settings for, and what a production deployment chooses.
const SETTINGS: [&[(&str, &str)]; 4] = [
    &[],
    &[
        ("jwt.enable", "true"),
        ("jwt.encoding", "base64url"),
        ("jwt.header", "X-Caller"),
        ("oauth.token_encryption", "true"),
        ("tls.hostname_verifier", "Strict"),
    ],
    &[
        ("tls.versions", "always"),
        ("tls.hostname_verifier", "DefaultAndLocalhost"),
        ("packs.updated", "true"),
        ("cache_invalidation.enable", "true"),
    ],
    &[("tls.versions", "all"), ("workflow.enable", "true"), ("workflow.password", "WF_PASSWORD")],
];

/// The design of a seed: 5 to 24 nodes, and those that make some of them highly available.
pub(crate) fn design(seed: u64) -> Design {
    let size = usize::try_from(5 + seed % 20).unwrap();
    let mut design = catalogue::generate(size, seed);
    let mut change = Change::new();
    let mut header: Header = design.header().clone();
    header.environment = [Environment::Production, Environment::Test][pick(seed, 1, 2)];
    let kept = ["env", "secure-vault", "plain"][pick(seed, 8, 3)];
    drop(header.settings.insert("secrets".parse().unwrap(), kept.into()));
    if pick(seed, 2, 3) == 0 {
        for (id, value) in [
            ("keystore.primary.file_name", "apim.p12"),
            ("keystore.primary.type", "PKCS12"),
            ("keystore.primary.alias", "apim"),
            ("truststore.file_name", "trust.jks"),
        ] {
            drop(header.settings.insert(id.parse().unwrap(), value.into()));
        }
    }
    for (id, value) in SETTINGS[pick(seed, 8, SETTINGS.len())] {
        let value = value.parse().map_or_else(|_| (*value).into(), SettingValue::Bool);
        drop(header.settings.insert(id.parse().unwrap(), value));
    }
    change = change.then(Change::set_header(&design, header));
    for node in design.nodes() {
        change = change.then(Change::set_node(&design, varied(&design, seed, node)));
    }
    if pick(seed, 3, 6) == 0 {
        for host in design.hosts() {
            let windows = Host { os: OperatingSystem::Windows, ..host.clone() };
            change = change.then(Change::set_host(&design, windows));
        }
    }
    change.apply(&mut design).unwrap();
    grown(&mut design, seed);
    design
}

/// Makes some of the control components highly available, and groups of replicas of some Gateways.
fn grown(design: &mut Design, seed: u64) {
    for (what, id) in (10..).zip(["km1", "dev1", "pub1", "tm1"]) {
        let id: NodeId = id.parse().unwrap();
        if design.node(&id).is_some() && pick(seed, what, 4) == 0 {
            double(design, &id);
        }
    }
    let behind: Vec<Node> = design
        .links()
        .filter(|link| link.kind.as_str() == "balances" && link.to.as_str().starts_with("gw"))
        .filter_map(|link| design.node(&link.to).cloned())
        .collect();
    if pick(seed, 15, 8) == 0 {
        for node in behind {
            let replicas = u16::try_from(2 + pick(seed, 16, 2)).unwrap();
            // What runs several times cannot name the machine of one.
            let hostname = format!("{}.example.com", node.id);
            let node = Node { replicas, hostname, host: None, ..node };
            Change::set_node(design, node).apply(design).unwrap();
        }
    }
}

/// A second node like this one with a load balancer before both, which the callers are led to. Events
/// go to each of them (wso2-domain section 6), and what Traffic Managers know lies on a share.
fn double(design: &mut Design, id: &NodeId) {
    let node = design.node(id).unwrap().clone();
    let host = design.host(node.host.as_ref().unwrap()).unwrap().clone();
    let role = node.role.clone();
    let named = |name: String| -> NodeId { name.parse().unwrap() };
    let (second, balancer) = (named(format!("{id}b")), named(format!("lb-{id}")));
    let mut add = |change: Change| change.apply(design).unwrap();
    let host = Host {
        id: format!("{}b", host.id).parse().unwrap(),
        hostname: format!("b-{}", host.hostname),
        address: host.address.replacen("10.", "11.", 1),
        ..host
    };
    let mut front = Node {
        id: balancer.clone(),
        role: "load-balancer".parse().unwrap(),
        name: format!("Before {id}"),
        host: None,
        hostname: format!("{balancer}.example.com"),
        offset: 0,
        replicas: 1,
        settings: topology::Settings::new(),
    };
    front.settings.insert("sticky".parse().unwrap(), SettingValue::Bool(true));
    add(Change::add_host(host.clone()));
    add(Change::add_node(front, Point { x: 0, y: -400 }));
    let copy =
        Node { id: second.clone(), host: Some(host.id), name: format!("{} b", node.name), ..node };
    add(Change::add_node(copy, Point { x: 0, y: -200 }));
    let old: Vec<Link> = design.links().cloned().collect();
    let mut links = Vec::new();
    for link in old {
        if link.from == *id {
            links.push((second.clone(), link.kind, link.to));
        } else if link.to == *id && link.kind.as_str() == "reports-to" {
            links.push((link.from, link.kind, second.clone()));
        } else if link.to == *id {
            let gone = std::collections::BTreeSet::from([link.id]);
            Change::remove(design, &Default::default(), &gone).apply(design).unwrap();
            links.push((link.from, link.kind, balancer.clone()));
        }
    }
    let kind = |kind: &str| -> topology::LinkKindId { kind.parse().unwrap() };
    for to in [id.clone(), second.clone()] {
        links.push((balancer.clone(), kind("balances"), to));
    }
    if role.as_str() == "traffic-manager" {
        let share = named(format!("share-{id}"));
        let storage = Node {
            id: share.clone(),
            role: "shared-storage".parse().unwrap(),
            name: format!("Share of {id}"),
            host: None,
            hostname: format!("{share}.example.com"),
            offset: 0,
            replicas: 1,
            settings: topology::Settings::new(),
        };
        Change::add_node(storage, Point { x: 0, y: -600 }).apply(design).unwrap();
        for from in [id.clone(), second] {
            links.push((from, kind("mounts"), share.clone()));
        }
        let publishers = design.nodes().filter(|node| node.role.as_str() == "publisher");
        for publisher in publishers {
            links.push((publisher.id.clone(), kind("sends-policies-to"), balancer.clone()));
        }
    }
    for (from, kind, to) in links {
        let link = Link { id: design.free_link_id("x"), from, to, kind };
        Change::add_link(link).apply(design).unwrap();
    }
}

fn varied(design: &Design, seed: u64, node: &Node) -> Node {
    let mut node = node.clone();
    // Each stands on a host of its own, so any offset fits.
    if crate::support::catalogue().role(&node.role).is_some_and(|role| role.deployment.is_some()) {
        node.offset = u16::try_from(pick(seed, 20 + node.id.as_str().len() as u64, 4)).unwrap() * 7;
    }
    let mut set = |id: &str, value: SettingValue| {
        drop(node.settings.insert(id.parse().unwrap(), value));
    };
    match node.role.as_str() {
        "load-balancer" => {
            set("kind", ["nginx", "haproxy", "external"][pick(seed, 4, 3)].into());
            if pick(seed, 5, 4) == 0 {
                set("port.https", SettingValue::Integer(8443));
                set("port.management", SettingValue::Integer(9444));
            }
        }
        "database" => {
            for (id, value) in ENGINES[pick(seed, 6, ENGINES.len())] {
                set(id, (*value).into());
            }
        }
        "shared-storage" if pick(seed, 7, 3) == 0 => {
            let first = design.links().find(|link| link.to == node.id);
            if let Some(link) = first {
                set("share.kind", "rsync".into());
                set("share.manager", link.from.as_str().into());
            }
        }
        "gateway" | "all-in-one" => match pick(seed, 9, 4) {
            0 => set("jvm.memory", SettingValue::Integer(4096)),
            1 => set("cache.resource.expiry", SettingValue::Integer(60)),
            2 => set("cache.gateway_token.enable", SettingValue::Bool(false)),
            _ => {}
        },
        _ => {}
    }
    node
}

/// One of so many, by the seed and what it decides: neighbouring seeds differ in everything.
fn pick(seed: u64, what: u64, count: usize) -> usize {
    let mixed = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_mul(2 * what + 1);
    usize::try_from((mixed >> 33) % count as u64).unwrap()
}

#[test]
fn the_designs_differ_and_stay_what_they_are() {
    let texts = |seed| topology::document::write(&design(seed));
    let all: std::collections::BTreeSet<String> = (0..SEEDS).map(texts).collect();
    assert_eq!(all.len(), usize::try_from(SEEDS).unwrap());
    let joined: String = all.iter().map(String::as_str).collect();
    let kinds =
        ["nginx", "haproxy", "external", "rsync", "windows", "apim.p12", "production", "plain"];
    let settings = ["jwt.enable", "workflow.enable", "cache_invalidation", "Strict", "jvm.memory"];
    let engines = ["postgresql", "oracle-rac", "ORCL", "mssql", "db2"];
    let grown = ["\"km1b\"", "\"dev1b\"", "\"pub1b\"", "\"tm1b\"", "\"replicas\""];
    for part in kinds.iter().chain(&engines).chain(&settings).chain(&grown) {
        let designs = all.iter().filter(|text| text.contains(part)).count();
        assert!(designs >= 10, "{part} is in {designs} designs");
    }
    assert!(joined.contains("\"offset\": 21") && joined.contains("\"port.https\": 8443"));
}

#[test]
fn none_of_them_has_an_error() {
    for seed in 0..SEEDS {
        let found = rules::validate(&design(seed), crate::support::catalogue());
        let errors: Vec<String> = found
            .iter()
            .filter(|finding| finding.severity == rules::Severity::Error)
            .map(|finding| finding.message.to_string())
            .collect();
        assert!(errors.is_empty(), "seed {seed}: {errors:#?}");
    }
}
