//! A rehearsal of `guide-ha`: stubs for every port of every node on loopback, and in front of them
//! real nginx and real HAProxy with the exported files. Only addresses, ports and places of
//! certificates are changed, because the names resolve nowhere here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use topology::catalogue::{Protocol, RoleClass, Use};
use topology::{Design, Graph};

use crate::balancers::{files, with_kind};
use crate::proxies::{Folder, Running, certificate, moved, nginx_main, program};
use crate::support::{catalogue, template};

/// A port that nobody uses, below those that the system gives to connections: whoever asked for it
/// opens it a moment later.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = 21_000 + u16::try_from(std::process::id() % 100).unwrap() * 100;
    loop {
        let port = start + NEXT.fetch_add(1, Ordering::Relaxed) % 10_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Says who it is and what it was sent; a WebSocket is answered with its own bytes.
fn stub(who: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let who = who.clone();
            thread::spawn(move || {
                let _ = answer(stream, &who);
            });
        }
    });
    port
}

fn head_of(stream: &mut TcpStream) -> std::io::Result<String> {
    let (mut head, mut byte) = (Vec::new(), [0_u8]);
    while !head.ends_with(b"\r\n\r\n") && head.len() < 16_384 {
        if stream.read(&mut byte)? == 0 {
            break;
        }
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn answer(mut stream: TcpStream, who: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    loop {
        let head = head_of(&mut stream)?;
        if head.is_empty() {
            return Ok(());
        }
        if head.to_ascii_lowercase().contains("upgrade: websocket") {
            // RFC 6455 section 1.3: what belongs to the key that the test sends.
            let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
            let switched = format!(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                 Sec-WebSocket-Accept: {accept}\r\n"
            );
            stream.write_all(format!("{switched}X-Stub: {who}\r\n\r\n").as_bytes())?;
            let mut bytes = [0_u8; 64];
            loop {
                match stream.read(&mut bytes)? {
                    0 => return Ok(()),
                    read => stream.write_all(&bytes[..read])?,
                }
            }
        }
        let body = format!("who: {who}\n{head}");
        let length = body.len();
        stream.write_all(
            format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes(),
        )?;
    }
}

/// Everything that listens, and how a test reaches it.
struct Stage {
    folder: Folder,
    /// By `name:port` of a node, where its stub listens.
    stubs: BTreeMap<String, u16>,
    /// By load balancer and port, where it listens here.
    fronts: BTreeMap<(String, u16), u16>,
    /// By load balancer and port, where a test speaks plainly to it, with TLS added where it wants it.
    doors: BTreeMap<(String, u16), u16>,
    running: Vec<Running>,
}

impl Stage {
    /// Stubs for every port of every node; one HAProxy speaks TLS for those that do, and another one
    /// on the side of the callers.
    fn set(name: &str, design: &Design, haproxy: &std::path::Path) -> Option<Self> {
        let folder = Folder::new(name);
        let graph = Graph::new(design, catalogue());
        let names: BTreeSet<String> = design.nodes().map(|node| graph.name_or_id(node)).collect();
        if !certificate(&folder, &names.into_iter().collect::<Vec<_>>()) {
            return None;
        }
        let tls = |protocol| matches!(protocol, Protocol::Https | Protocol::Wss);
        let mut helper = String::from(
            "defaults\n    mode tcp\n    timeout connect 5s\n    timeout client 60s\n    timeout server 60s\n",
        );
        let mut listen = |port: u16, bind: &str, to: u16, server: &str| {
            let pem = folder.join("all.pem");
            let bind = bind.replace("PEM", &pem);
            helper.push_str(&format!(
                "listen l{port}\n    bind 127.0.0.1:{port}{bind}\n    server s 127.0.0.1:{to}{server}\n"
            ));
        };
        let mut stubs = BTreeMap::new();
        for (node, _) in graph.components() {
            let name = graph.name_or_id(node);
            for (endpoint, port) in graph.listening(node) {
                let plain = stub(format!("{} {}", node.id, endpoint.id));
                let here = if tls(endpoint.protocol) {
                    let here = free_port();
                    listen(here, " ssl crt PEM", plain, "");
                    here
                } else {
                    plain
                };
                stubs.insert(format!("{name}:{port}"), here);
            }
        }
        let (mut fronts, mut doors) = (BTreeMap::new(), BTreeMap::new());
        for (balancer, _) in graph.balancers() {
            let name = graph.name_or_id(balancer);
            for (endpoint, port) in graph.fronts(balancer) {
                let (key, here) = ((balancer.id.to_string(), port), free_port());
                fronts.insert(key.clone(), here);
                let door = if tls(endpoint.protocol) {
                    let door = free_port();
                    listen(door, "", here, &format!(" ssl verify none sni str({name})"));
                    door
                } else {
                    here
                };
                doors.insert(key, door);
            }
        }
        let helper = folder.write("helper.cfg", &helper);
        let mut stage = Self { folder, stubs, fronts, doors, running: Vec::new() };
        stage.running.push(Running::start(Command::new(haproxy).args(["-db", "-f", &helper])));
        Some(stage)
    }

    /// An exported file for here.
    fn moved(&self, balancer: &str, text: &str) -> String {
        let here = |port: &str| self.fronts[&(balancer.to_owned(), port.parse().unwrap())];
        moved(text, &self.folder, |line| {
            match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                ["listen", port, "ssl;"] => format!("    listen 127.0.0.1:{} ssl;", here(port)),
                ["listen", port] => {
                    format!("    listen 127.0.0.1:{};", here(port.trim_end_matches(';')))
                }
                ["bind", port, rest @ ..] => format!(
                    "    bind 127.0.0.1:{} {}",
                    here(port.trim_start_matches(':')),
                    rest.join(" ")
                ),
                ["server", at] if *at != "{" => {
                    format!("    server 127.0.0.1:{};", self.stubs[at.trim_end_matches(';')])
                }
                ["server", id, at, rest @ ..] => {
                    format!("    server {id} 127.0.0.1:{} {}", self.stubs[*at], rest.join(" "))
                }
                _ => line.to_owned(),
            }
        })
    }

    /// A connection to a load balancer's port, once it is there.
    fn connect(&self, balancer: &str, port: u16) -> TcpStream {
        let door = self.doors[&(balancer.to_owned(), port)];
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            match TcpStream::connect(("127.0.0.1", door)) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                    return stream;
                }
                Err(error) => assert!(Instant::now() < end, "{balancer}:{port}: {error}"),
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The whole answer to one request; asks again while the way is not open yet.
    fn get(&self, balancer: &str, name: &str, port: u16) -> String {
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            let mut stream = self.connect(balancer, port);
            let request = format!(
                "GET /services/ HTTP/1.1\r\nHost: {name}:{port}\r\nConnection: close\r\n\r\n"
            );
            let mut answer = String::new();
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read_to_string(&mut answer);
            if answer.starts_with("HTTP/1.1 200") {
                return answer;
            }
            assert!(Instant::now() < end, "{balancer}:{port}: {answer:?}");
            thread::sleep(Duration::from_millis(100));
        }
    }
}

/// Who answered.
fn who(answer: &str) -> String {
    let line = answer.lines().find_map(|line| line.strip_prefix("who: "));
    line.unwrap_or_else(|| panic!("nobody: {answer}")).to_owned()
}

/// Requests reach the right component, sticky ones one node, others all nodes; nodes see what the
/// caller asked for; sockets open in both ways.
fn rehearse(design: &Design, stage: &Stage) {
    let graph = Graph::new(design, catalogue());
    let mut ports = 0;
    for (balancer, _) in graph.balancers() {
        let (id, name) = (balancer.id.as_str(), graph.name_or_id(balancer));
        let nodes: BTreeSet<String> =
            graph.upstream(&balancer.id).iter().map(|node| node.id.to_string()).collect();
        for (endpoint, port) in graph.fronts(balancer) {
            ports += 1;
            if matches!(endpoint.protocol, Protocol::Ws | Protocol::Wss) {
                upgrade(stage, id, &name, port, endpoint.id.as_str());
                continue;
            }
            let mut reached = BTreeSet::new();
            for _ in 0..6 {
                let answer = stage.get(id, &name, port);
                let who = who(&answer);
                let (node, at) = who.split_once(' ').unwrap();
                assert_eq!(at, endpoint.id.as_str(), "{id}:{port}");
                assert!(nodes.contains(node), "{id}:{port} reached {node}");
                reached.insert(node.to_owned());
                let sent = answer.to_ascii_lowercase();
                for header in [
                    format!("\nhost: {name}:{port}\r"),
                    format!("\nx-forwarded-host: {name}"),
                    format!("\nx-forwarded-server: {name}\r"),
                    format!("\nx-forwarded-port: {port}\r"),
                    "\nx-forwarded-for: 127.0.0.1\r".to_owned(),
                ] {
                    assert!(sent.contains(&header), "{header:?} is not in {answer}");
                }
            }
            let sticky = endpoint.usage == Use::Management;
            let expected = if sticky { 1 } else { nodes.len() };
            assert_eq!(reached.len(), expected, "{id}:{port} reached {reached:?}");
        }
    }
    assert!(ports >= 9, "{ports} ports were tried");
}

fn upgrade(stage: &Stage, id: &str, name: &str, port: u16, endpoint: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let mut stream = stage.connect(id, port);
        let request = format!(
            "GET /chat HTTP/1.1\r\nHost: {name}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        let _ = stream.write_all(request.as_bytes());
        let head = head_of(&mut stream).unwrap_or_default();
        if head.starts_with("HTTP/1.1 101") {
            let stub = head.to_ascii_lowercase();
            assert!(
                stub.contains(&format!("x-stub: gw1 {endpoint}"))
                    || stub.contains(&format!("x-stub: gw2 {endpoint}")),
                "{head}"
            );
            stream.write_all(b"hello").unwrap();
            let mut back = [0_u8; 5];
            stream.read_exact(&mut back).unwrap();
            assert_eq!(&back, b"hello");
            return;
        }
        assert!(Instant::now() < end, "{id}:{port}: {head:?}");
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn nginx_in_front_of_guide_ha() {
    let programs = program("nginx", "nginx-light").zip(program("haproxy", "haproxy"));
    let Some((nginx, haproxy)) = programs else { return };
    let design = with_kind(template("guide-ha"), "nginx");
    let Some(mut stage) = Stage::set("rehearsal-nginx", &design, &haproxy) else { return };
    // One nginx for all five.
    let includes: Vec<String> = files(&design)
        .iter()
        .map(|(id, text)| stage.folder.write(&format!("{id}.conf"), &stage.moved(id, text)))
        .collect();
    let main = stage.folder.write("main.conf", &nginx_main(&stage.folder, &includes));
    stage.running.push(Running::start(Command::new(nginx).args(["-c", &main])));
    rehearse(&design, &stage);
}

#[test]
fn haproxy_in_front_of_guide_ha() {
    let Some(haproxy) = program("haproxy", "haproxy") else { return };
    let design = with_kind(template("guide-ha"), "haproxy");
    let graph = Graph::new(&design, catalogue());
    assert!(design.nodes().any(|node| graph.is(&node.id, RoleClass::Balancer)));
    let Some(mut stage) = Stage::set("rehearsal-haproxy", &design, &haproxy) else { return };
    for (id, text) in files(&design) {
        let path = stage.folder.write(&format!("{id}.cfg"), &stage.moved(&id, &text));
        stage.running.push(Running::start(Command::new(&haproxy).args(["-db", "-f", &path])));
    }
    rehearse(&design, &stage);
}
