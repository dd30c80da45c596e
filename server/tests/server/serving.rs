//! The real program as a server: its log, its end, its database.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::console::{Console, rest};
use crate::support::client;

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
