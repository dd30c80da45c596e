//! What nginx and HAProxy are told: the drawing's names and ports and no others, in words that the
//! programs themselves accept.
//!
//! Source: wso2-domain sections 2.1 and 6.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use topology::catalogue::{RoleClass, Use};
use topology::notation::design;
use topology::replicas::Unfolded;
use topology::{Change, Design, Graph, Node, SettingValue};

use crate::closed_world::{designs, fewer};
use crate::proxies::{Folder, certificate, moved, nginx_main, program};
use crate::support::{bundle, catalogue, template};

/// The design with one kind of software for all of its load balancers.
pub(crate) fn with_kind(mut design: Design, kind: &str) -> Design {
    let graph = Graph::new(&design, catalogue());
    let mut change = Change::new();
    for node in design.nodes().filter(|node| graph.is(&node.id, RoleClass::Balancer)) {
        let mut node = node.clone();
        node.settings.insert("kind".parse().unwrap(), SettingValue::Text(kind.into()));
        change = change.then(Change::set_node(&design, node));
    }
    drop(graph);
    change.apply(&mut design).unwrap();
    design
}

/// The files of all load balancers by the load balancer's id.
pub(crate) fn files(design: &Design) -> BTreeMap<String, String> {
    let exporter = export::Exporter::new(design, catalogue());
    let found = exporter.paths().into_iter().filter_map(|path| {
        let (id, name) = path.strip_prefix("load-balancers/")?.split_once('/')?;
        (name != "README.md").then(|| {
            (id.to_owned(), String::from_utf8(exporter.file(&path).unwrap().bytes()).unwrap())
        })
    });
    found.collect()
}

fn file(text: &str, kind: &str, balancer: &str) -> String {
    files(&with_kind(design(text), kind)).remove(balancer).unwrap()
}

/// What a file listens on, and where it sends what comes there.
#[derive(Debug, Default, PartialEq)]
struct Read {
    ports: Vec<u16>,
    /// Names of load balancers and of nodes with their ports.
    names: BTreeSet<String>,
    /// By port, what is written there.
    servers: BTreeMap<u16, BTreeSet<String>>,
    sticky: BTreeSet<u16>,
}

fn port(text: &str) -> u16 {
    text.trim_start_matches(':').parse().unwrap_or_else(|_| panic!("no port: {text}"))
}

fn read_nginx(text: &str) -> Read {
    let mut read = Read::default();
    let mut upstreams: BTreeMap<&str, (BTreeSet<String>, bool)> = BTreeMap::new();
    let (mut upstream, mut listens) = ("", 0);
    for line in text.lines().map(|line| line.trim().trim_end_matches(';')) {
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["upstream", name, "{"] => {
                assert!(upstreams.insert(name, Default::default()).is_none(), "{name} twice");
                upstream = name;
            }
            ["ip_hash"] => upstreams.get_mut(upstream).unwrap().1 = true,
            ["server", "{"] => {}
            ["server", at] => drop(upstreams.get_mut(upstream).unwrap().0.insert((*at).into())),
            ["listen", at, ..] => {
                listens = port(at);
                read.ports.push(listens);
            }
            ["server_name", name] => drop(read.names.insert((*name).into())),
            ["proxy_pass", url] => {
                let name = url.split_once("://").unwrap().1;
                let (servers, sticky) = upstreams[name].clone();
                read.servers.insert(listens, servers);
                read.sticky.extend(sticky.then_some(listens));
            }
            _ => {}
        }
    }
    read
}

fn read_haproxy(text: &str) -> Read {
    let mut read = Read::default();
    let (mut listens, mut part) = (0, "");
    let mut port_of: BTreeMap<&str, u16> = BTreeMap::new();
    for line in text.lines() {
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["backend", name] => part = name,
            ["bind", at, ..] => {
                listens = port(at);
                read.ports.push(listens);
            }
            ["http-request", "set-header", "X-Forwarded-Server", name] => {
                read.names.insert((*name).into());
            }
            ["default_backend", name] => drop(port_of.insert(name, listens)),
            ["server", _, at, "check", ..] => {
                read.servers.entry(port_of[part]).or_default().insert((*at).into());
            }
            ["cookie", ..] | ["stick", "on", "src"] => drop(read.sticky.insert(port_of[part])),
            _ => {}
        }
    }
    read
}

/// What the drawing says of a load balancer.
fn drawn(graph: &Graph<'_>, balancer: &Node) -> Read {
    let mut read = Read::default();
    read.names.insert(graph.name_or_id(balancer));
    let sticky = graph.setting(balancer, "sticky") == Some(SettingValue::Bool(true));
    for (endpoint, port) in graph.fronts(balancer) {
        read.ports.push(port);
        let nodes = graph.upstream(&balancer.id).into_iter();
        let servers = nodes.filter_map(|node| {
            let found = graph.role(&node.id)?.endpoint(&endpoint.id)?;
            Some(format!("{}:{}", graph.name_or_id(node), found.port_at(node.offset)))
        });
        read.servers.insert(port, servers.collect());
        read.sticky.extend((sticky && endpoint.usage == Use::Management).then_some(port));
    }
    read
}

/// Each listens on what it publishes and nothing else, sends it to the nodes behind it and nobody
/// else, and never touches a port for events.
#[test]
fn files_hold_the_world_of_the_drawing() {
    let mut looked_at = 0;
    for (name, design) in designs() {
        for (kind, read) in
            [("nginx", read_nginx as fn(&str) -> Read), ("haproxy", read_haproxy as _)]
        {
            let design = with_kind(design.clone(), kind);
            let deployed = Unfolded::new(&design, catalogue());
            let graph = Graph::new(deployed.design(), catalogue());
            let files = files(&design);
            for (balancer, _) in graph.balancers() {
                let expected = drawn(&graph, balancer);
                let Some(text) = files.get(balancer.id.as_str()) else {
                    assert!(expected.ports.is_empty(), "{name}: {} has no file", balancer.id);
                    continue;
                };
                let mut unique = expected.ports.clone();
                unique.sort_unstable();
                unique.dedup();
                if unique.len() < expected.ports.len() {
                    continue;
                }
                let found = read(text);
                assert_eq!(found, expected, "{name}:\n{text}");
                let events: BTreeSet<String> = graph
                    .upstream(&balancer.id)
                    .into_iter()
                    .flat_map(|node| {
                        let name = graph.name_or_id(node);
                        let events = graph.listening(node).filter(|(e, _)| e.usage == Use::Events);
                        events.map(move |(_, port)| format!("{name}:{port}"))
                    })
                    .collect();
                let sent: BTreeSet<String> = found.servers.into_values().flatten().collect();
                assert!(sent.is_disjoint(&events), "{name}: events go through {}", balancer.id);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 300, "{looked_at} files were looked at");
}

/// The name of the load balancer is what the nodes announce, and the port their proxy port.
#[test]
fn nodes_announce_what_the_files_listen_on() {
    let ha = template("guide-ha");
    let found = read_nginx(&files(&ha)["lb-pub"]);
    let config = crate::support::config(&ha, "pub1");
    let values = crate::support::values(&config);
    assert_eq!(found.names, BTreeSet::from(["pub.example.com".to_owned()]));
    assert_eq!(values["server.hostname"].as_str(), Some("pub.example.com"));
    assert_eq!(values["transport.https.properties.proxyPort"].as_integer(), Some(443));
    assert_eq!(found.ports, [443]);
}

const PAIR: &str = "a: gateway +4 host=a.x\nb: gateway host=10.0.0.7\nlb: load-balancer host=gw.x\n\
                    lb -balances-> a\nlb -balances-> b";

/// Section 6: headers, five minutes, Upgrade, TLS to the nodes with a check of who they are.
#[test]
fn files_say_what_the_guide_asks_for() {
    let nginx = file(PAIR, "nginx", "lb");
    for told in [
        "upstream lb-gateway-servlet-https {",
        "    ip_hash;\n    server a.x:9447;\n    server 10.0.0.7:9443;\n",
        "    listen 9443 ssl;\n    server_name gw.x;",
        "    listen 80;\n",
        "proxy_set_header Host $http_host;",
        "proxy_set_header X-Forwarded-Host $host;",
        "proxy_set_header X-Forwarded-Server $host;",
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
        "proxy_set_header X-Forwarded-Port 9443;",
        "proxy_read_timeout 5m;\n        proxy_send_timeout 5m;",
        "proxy_set_header Upgrade $http_upgrade;\n        proxy_set_header Connection \"upgrade\";",
        "proxy_read_timeout 1h;",
        "proxy_ssl_verify on;",
        "proxy_ssl_name gw.x;",
        "proxy_ssl_trusted_certificate /etc/nginx/tls/lb-nodes-ca.crt;",
        "proxy_pass http://lb-gateway-passthru-http;",
    ] {
        assert!(nginx.contains(told), "{told} is not in:\n{nginx}");
    }
    assert_eq!(nginx.matches("ip_hash").count(), 1, "API traffic is not sticky:\n{nginx}");
    let haproxy = file(PAIR, "haproxy", "lb");
    let ca = "ssl verify required ca-file /etc/haproxy/tls/lb-nodes-ca.crt";
    for told in [
        "    bind :9443 ssl crt /etc/haproxy/tls/lb.pem\n",
        "    bind :80\n",
        "timeout client 5m\n    timeout server 5m",
        "timeout tunnel 1h",
        "option forwardfor",
        "set-header X-Forwarded-Host %[req.hdr(Host)]",
        "set-header X-Forwarded-Port 9443",
        "cookie NODE_9443 insert indirect nocache httponly",
        "stick on src",
        &format!("server a a.x:9447 check {ca} sni str(a.x) verifyhost a.x cookie a"),
        // An address is in no certificate that HAProxy can compare.
        &format!("server b 10.0.0.7:8243 check {ca} sni str(gw.x) verifyhost gw.x\n"),
        "server a a.x:8284 check\n",
    ] {
        assert!(haproxy.contains(told), "{told} is not in:\n{haproxy}");
    }
    assert_eq!(haproxy.matches("stick on").count(), 1, "{haproxy}");
    for kind in ["nginx", "haproxy"] {
        let off = file(&PAIR.replace("host=gw.x", "host=gw.x sticky=false"), kind, "lb");
        assert!(!off.contains("ip_hash") && !off.contains("stick on") && !off.contains("cookie"));
    }
}

/// The page names the file and how it is put in place; others' load balancers have the page alone.
#[test]
fn the_page_tells_where_the_file_goes() {
    let page = |kind: &str| {
        let design = with_kind(design(PAIR), kind);
        let bundle = bundle(&design);
        let page = bundle.file("load-balancers/lb/README.md").unwrap().bytes.clone();
        (files(&design).len(), String::from_utf8(page).unwrap())
    };
    let (count, nginx) = page("nginx");
    assert!(count == 1 && nginx.contains("`/etc/nginx/conf.d/lb.conf`"), "{nginx}");
    assert!(
        nginx.contains("nginx -t && systemctl reload nginx") && nginx.contains("lb-nodes-ca.crt")
    );
    let (count, haproxy) = page("haproxy");
    assert!(count == 1 && haproxy.contains("haproxy -c -f /etc/haproxy/haproxy.cfg"), "{haproxy}");
    let (count, external) = page("external");
    assert!(count == 0 && external.contains("holds no file for it"), "{external}");
    assert!(external.contains("gw.x:9443") && external.contains("`X-Forwarded-Port`"));
    let empty = design("lb: load-balancer host=gw.x");
    assert!(files(&empty).is_empty(), "HAProxy refuses a file without a port");
}

/// Names that no grammar allows, which only a forced export lets out.
const HOSTILE: [&str; 6] = [
    "x; } http { server { listen 1",
    "x\n    bind :1",
    "zz zz",
    "$host;zz",
    "x\";",
    "名前.example.com",
];

fn hostile(text: &str, kind: &str) -> Design {
    let mut design = with_kind(design(PAIR), kind);
    let mut change = Change::new();
    for node in design.nodes() {
        let mut node = node.clone();
        node.hostname = text.to_owned();
        node.name = text.to_owned();
        change = change.then(Change::set_node(&design, node));
    }
    change.apply(&mut design).unwrap();
    design
}

#[test]
fn what_is_no_name_gives_way_to_the_id() {
    for text in HOSTILE {
        for kind in ["nginx", "haproxy"] {
            let file = files(&hostile(text, kind)).remove("lb").unwrap();
            assert!(!file.contains(text), "{kind}: {file}");
            let read = if kind == "nginx" { read_nginx(&file) } else { read_haproxy(&file) };
            assert_eq!(read.names, BTreeSet::from(["lb".to_owned()]), "{file}");
            assert!(read.servers[&443].contains("a:8247"), "{file}");
        }
    }
}

/// Two endpoints or two roles on one port, and offsets beyond the last port: rules report them, and
/// the file still is one.
const ODD: [&str; 3] = [
    "a: gateway host=a.x\nlb: load-balancer host=gw.x port.http=443 port.ws=443\nlb -balances-> a",
    "a: publisher host=a.x\nb: devportal host=b.x\nlb: load-balancer host=gw.x\nlb -balances-> a\nlb -balances-> b",
    "a: gateway +60000 host=a.x\nb: gateway host=b.x\nlb: load-balancer host=gw.x\nlb -balances-> a\nlb -balances-> b",
];

/// Every template, every generated design, hostile ones and odd ones.
fn all(kind: &str) -> Vec<(String, Design)> {
    let ordinary = fewer(designs().into_iter(), |(name, _)| name);
    let ordinary = ordinary.map(|(name, design)| (name, with_kind(design, kind)));
    let odd = ODD.iter().map(|text| ((*text).to_owned(), with_kind(design(text), kind)));
    let step = if trials::is_long() { 1 } else { 16 };
    let texts = HOSTILE.iter().chain(trials::TEXTS.iter().step_by(step));
    let hostile = texts.map(|text| ((*text).to_owned(), hostile(text, kind)));
    ordinary.chain(odd).chain(hostile).collect()
}

/// A port that needs no privilege: the programs bind it even when they only check.
fn unprivileged(port: u16) -> u16 {
    if port < 1024 { port + 20_000 } else { port }
}

#[test]
fn nginx_accepts_every_file() {
    let folder = Folder::new("nginx-t");
    let Some(nginx) = program("nginx", "nginx-light") else { return };
    if !certificate(&folder, &["x.example.com".into()]) {
        return;
    }
    let mut checked = 0;
    for (name, design) in all("nginx") {
        let mut includes = Vec::new();
        for (id, text) in files(&design) {
            let text = moved(&text, &folder, |line| {
                match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                    // Names that resolve nowhere.
                    ["server", at] if *at != "{" => {
                        let port = at.trim_end_matches(';').rsplit(':').next().unwrap();
                        format!("    server 127.0.0.1:{port};")
                    }
                    ["listen", at, rest @ ..] => {
                        let port = unprivileged(port(at.trim_end_matches(';')));
                        let end = if rest.is_empty() { ";" } else { " ssl;" };
                        format!("    listen {port}{end}")
                    }
                    _ => line.to_owned(),
                }
            });
            includes.push(folder.write(&format!("{id}.conf"), &text));
        }
        if includes.is_empty() {
            continue;
        }
        let main = folder.write("main.conf", &nginx_main(&folder, &includes));
        let output = Command::new(&nginx).args(["-t", "-q", "-c", &main]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
        let warned = said.lines().any(|line| line.contains("[warn]"));
        assert!(!warned, "{name}: {said}");
        checked += 1;
    }
    let least = if trials::is_long() { 50 } else { 20 };
    assert!(checked > least, "{checked} designs were checked");
}

#[test]
fn haproxy_accepts_every_file() {
    let folder = Folder::new("haproxy-c");
    let Some(haproxy) = program("haproxy", "haproxy") else { return };
    if !certificate(&folder, &["x.example.com".into()]) {
        return;
    }
    let mut checked = 0;
    for (name, design) in all("haproxy") {
        for (id, text) in files(&design) {
            let text = moved(&text, &folder, |line| {
                match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                    ["server", node, at, rest @ ..] => {
                        let port = at.rsplit(':').next().unwrap();
                        format!("    server {node} 127.0.0.1:{port} {}", rest.join(" "))
                    }
                    _ => line.to_owned(),
                }
            });
            let path = folder.write(&format!("{id}.cfg"), &text);
            let output = Command::new(&haproxy).args(["-c", "-f", &path]).output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(output.status.success(), "{name} {id}: {said}\n{text}");
            assert!(!said.contains("[WARNING]"), "{name} {id}: {said}\n{text}");
            checked += 1;
        }
    }
    let least = if trials::is_long() { 100 } else { 20 };
    assert!(checked > least, "{checked} files were checked");
}
