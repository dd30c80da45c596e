//! The real program as a server: its log, its end, its database.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use app::api::wire::DesignSummary;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::client;

pub(crate) struct Console {
    program: Child,
    pub(crate) address: String,
    lines: Receiver<String>,
    /// What was logged before the address was known.
    first: Vec<String>,
    /// The database and the client, as long as the console lives.
    folder: TempDir,
}

impl Console {
    fn start(arguments: &[&str]) -> Self {
        Self::letting_in("open", arguments, &[])
    }

    /// One that lets these in, with variables of its own.
    pub(crate) fn letting_in(access: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let assets = client();
        fs::rename(&assets, folder.path().join("client")).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
            .current_dir(folder.path())
            .args(["serve", "--access", access, "--listen", "127.0.0.1:0", "--assets", "client"])
            .args(arguments)
            .envs(variables.iter().copied())
            .env_remove("RUST_LOG")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(program.stderr.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut first = Vec::new();
        let address = loop {
            let line = lines.recv_timeout(Duration::from_secs(30)).expect("the console starts");
            let port = line
                .split("127.0.0.1:")
                .nth(1)
                .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
            first.push(line);
            if let Some(port) = port {
                break format!("127.0.0.1:{port}");
            }
        };
        Self { program, address, lines, first, folder }
    }

    /// Sends a request; the answer is still to be read.
    fn send(&self, head: &str, body: &str) -> TcpStream {
        self.send_with(head, "", body)
    }

    /// The same with lines of its head, each with its end.
    fn send_with(&self, head: &str, more: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let (address, length) = (&self.address, body.len());
        write!(
            stream,
            "{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{more}\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        stream
    }

    pub(crate) fn ask(&self, head: &str, body: &str) -> Vec<u8> {
        rest(self.send(head, body))
    }

    pub(crate) fn ask_with(&self, head: &str, more: &str, body: &str) -> Vec<u8> {
        rest(self.send_with(head, more, body))
    }

    /// A design of so many nodes; its id.
    fn design(&self, nodes: usize) -> String {
        let document = topology::document::write(&catalogue::generate(nodes, 1));
        let body = json!({ "document": document }).to_string();
        let answer = self.ask("POST /api/designs/import", &body);
        borsh::from_slice::<DesignSummary>(content(&answer)).unwrap().id
    }

    pub(crate) fn signal(&self, name: &str) {
        // The shell's own: the program of that name is not on every machine.
        let kill = format!("kill {name} {}", self.program.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// How it ended, and what it had logged.
    pub(crate) fn end(mut self) -> (ExitStatus, Vec<String>) {
        let started = Instant::now();
        let status = loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                break status;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "the console does not end");
            thread::sleep(Duration::from_millis(20));
        };
        self.first.extend(self.lines.iter());
        drop(self.folder);
        (status, self.first)
    }
}

fn rest(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    bytes
}

/// What comes after the head of an answer.
fn content(answer: &[u8]) -> &[u8] {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    &answer[end + 4..]
}

#[test]
fn every_line_of_the_log_is_an_object_and_a_request_has_one() {
    let console = Console::start(&["--log-format", "json"]);
    let id = console.design(300);
    let health = String::from_utf8(console.ask("GET /healthz?secret=1", "")).unwrap();
    console.ask("POST /api/designs/open", "{");
    // Whoever asks goes away while the archive leaves.
    let mut download = console.send(&format!("GET /designs/{id}/download?force=true"), "");
    download.read_exact(&mut [0; 1_000]).unwrap();
    drop(download);
    console.ask("GET /healthz", "");
    console.signal("-TERM");
    let (status, lines) = console.end();
    assert_eq!(status.code(), Some(0), "{lines:#?}");
    let logged: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    assert!(!lines.iter().any(|line| line.contains("secret")), "{lines:#?}");
    let requests: Vec<&Value> = logged.iter().filter(|line| line["span"].is_object()).collect();
    assert_eq!(requests.len(), 5, "{lines:#?}");
    // Besides: where the console is, and that it was asked to stop.
    assert_eq!(logged.len(), 7, "{lines:#?}");
    let health_line = requests.iter().find(|line| line["span"]["path"] == "/healthz").unwrap();
    let span = &health_line["span"];
    assert_eq!((&span["method"], &health_line["status"]), (&json!("GET"), &json!(200)));
    assert!(health_line["latency_ms"].is_f64(), "{health_line}");
    let request_id = span["id"].as_str().unwrap();
    assert!(health.contains(&format!("x-request-id: {request_id}\r\n")), "{health}");
    let malformed = requests.iter().find(|line| line["span"]["path"] == "/api/designs/open");
    assert_eq!(malformed.unwrap()["status"], 422);
}

#[test]
fn a_download_in_flight_is_finished_after_the_first_signal() {
    let mut console = Console::start(&[]);
    let id = console.design(400);
    let mut download = console.send(&format!("GET /designs/{id}/download?force=true"), "");
    let mut begin = [0; 1_000];
    download.read_exact(&mut begin).unwrap();
    console.signal("-TERM");
    thread::sleep(Duration::from_millis(300));
    assert!(console.program.try_wait().unwrap().is_none(), "it waits for the download");
    assert!(TcpStream::connect(&console.address).is_err(), "nobody new is let in");
    let mut answer = begin.to_vec();
    answer.extend(rest(download));
    assert!(answer.ends_with(b"\r\n0\r\n\r\n"), "the last chunk is there");
    let (status, lines) = console.end();
    assert_eq!(status.code(), Some(0), "{lines:#?}");
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let console = Console::start(&[]);
    let id = console.design(400);
    let mut download = console.send(&format!("GET /designs/{id}/download?force=true"), "");
    download.read_exact(&mut [0; 1_000]).unwrap();
    console.signal("-INT");
    thread::sleep(Duration::from_millis(300));
    console.signal("-INT");
    let asked = Instant::now();
    let (status, lines) = console.end();
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert_eq!(status.code(), Some(2), "{lines:#?}");
    assert!(lines.last().unwrap().contains("stopped before every answer was sent"), "{lines:#?}");
}

#[test]
fn designs_are_kept_in_the_database_that_a_url_names() {
    let console = Console::start(&["--database", "sqlite:kept/here.sqlite"]);
    assert!(console.folder.path().join("kept/here.sqlite").exists());
    assert!(!console.folder.path().join("data").exists());
    console.signal("-TERM");
    assert_eq!(console.end().0.code(), Some(0));
    let client = client();
    for (url, says) in [
        // Nobody listens there.
        ("postgres://me:secret@127.0.0.1:1/designs", "PostgreSQL at 127.0.0.1:1/designs"),
        ("mysql://me:secret@db/designs", "this mysql: URL is not supported"),
        ("here.sqlite", "give a URL such as sqlite:"),
    ] {
        let refused = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
            .args(["serve", "--access", "open", "--database", url, "--assets"])
            .arg(&client)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{text}");
        assert!(text.contains(says) && text.lines().count() == 1, "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

#[test]
fn figures_are_read_at_an_address_of_their_own() {
    let console = Console::start(&["--metrics", "127.0.0.1:0"]);
    let place = loop {
        let line = console.lines.recv_timeout(Duration::from_secs(30)).expect("it says where");
        if let Some((_, place)) = line.split_once("figures are at http://") {
            break place.trim_end_matches("/metrics").to_owned();
        }
    };
    console.ask("GET /designs/none/design.json", "");
    console.ask("GET /made/up/by/somebody", "");
    let mut stream = TcpStream::connect(&place).unwrap();
    write!(stream, "GET /metrics HTTP/1.1\r\nhost: {place}\r\nconnection: close\r\n\r\n").unwrap();
    let figures = String::from_utf8(rest(stream)).unwrap();
    for wanted in [
        "topology_designer_requests_total{method=\"GET\",place=\"/designs/{id}/design.json\",status=\"404\"} 1",
        "topology_designer_request_seconds_bucket{place=\"/designs/{id}/design.json\",le=\"0.05\"}",
        "topology_designer_database_connections{state=\"idle\"}",
    ] {
        assert!(figures.contains(wanted), "{wanted}: {figures}");
    }
    assert!(!figures.contains("made/up"), "{figures}");
    // The console itself gives none away.
    let page = String::from_utf8(console.ask("GET /metrics", "")).unwrap();
    assert!(!page.contains("topology_designer_requests_total"), "{page}");
    console.signal("-TERM");
    assert_eq!(console.end().0.code(), Some(0));
}
