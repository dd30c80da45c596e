//! S8, S6 and F4 on real connections: who may hear of a design, and what half a request does.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use backend::{Action, Verdict};
use tokio::net::TcpListener;

use crate::console::{Console, rest, status};
use crate::town::{About, Town, wanted};

/// The router of a town on a port of its own.
async fn listening(town: &Town) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = town.app.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Asks for a line, as a browser does; the status of the answer.
fn upgraded(address: SocketAddr, design: &str, headers: &str) -> u16 {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(
        stream,
        "GET /live/{design} HTTP/1.1\r\nhost: 127.0.0.1:8080\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n"
    )
    .unwrap();
    let mut head = [0; 64];
    let read = stream.read(&mut head).unwrap();
    status(&head[..read])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_is_given_to_those_alone_who_may_see_the_design() {
    let town = Town::new().await;
    let design = town.design().await;
    let address = listening(&town).await;
    for visitor in &town.visitors {
        let header = match &visitor.header {
            Some((name, value)) => format!("{name}: {value}\r\n"),
            None => String::new(),
        };
        let own = format!("{header}origin: http://127.0.0.1:8080\r\n");
        let found = match upgraded(address, &design, &own) {
            101 => Verdict::Yes,
            401 => Verdict::SignIn,
            403 => Verdict::No,
            404 => Verdict::Hidden,
            other => panic!("{}: {other}", visitor.name),
        };
        assert_eq!(found, wanted(visitor, Action::ViewDesign, About::Design), "{}", visitor.name);
        // A page of another site would hear with the cookies of whoever looks at it.
        for foreign in ["origin: https://evil.example\r\n", "sec-fetch-site: cross-site\r\n"] {
            let asked = upgraded(address, &design, &format!("{header}{foreign}"));
            assert_eq!(asked, 403, "{} with {foreign}", visitor.name);
        }
    }
    assert_eq!(upgraded(address, "none", ""), 401);
}

/// Half a request on many connections: others are answered, and the end comes when it is asked for.
#[test]
fn connections_on_which_nothing_comes_hold_nobody_up() {
    let console = Console::start(&[]);
    let mut open = Vec::new();
    for at in 0..120 {
        let mut stream = TcpStream::connect(&console.address).unwrap();
        let begin: &[u8] = match at % 3 {
            0 => b"",
            1 => b"POST /api/designs/list HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-le",
            _ => {
                b"POST /api/designs/list HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{"
            }
        };
        stream.write_all(begin).unwrap();
        open.push(stream);
    }
    let began = Instant::now();
    for _ in 0..10 {
        let (status, _) = console.call("designs/list", &serde_json::json!({}));
        assert_eq!(status, 200);
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    // Asked twice, it waits for nobody.
    console.signal("-TERM");
    std::thread::sleep(Duration::from_millis(300));
    console.signal("-TERM");
    let (ended, lines) = console.end();
    assert!(ended.code().is_some(), "{lines:#?}");
    drop(open);
}

/// Who goes away in the middle of what they send has sent nothing.
#[test]
fn a_request_that_breaks_off_does_nothing() {
    let console = Console::start(&[]);
    let id = console.design(6);
    let whole = serde_json::json!({ "id": id, "name": "Half a name" }).to_string();
    for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
        let mut stream = TcpStream::connect(&console.address).unwrap();
        write!(
            stream,
            "POST /api/designs/rename HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{}",
            whole.len(),
            &whole[..cut]
        )
        .unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let answer = rest(stream);
        assert!(answer.is_empty() || status(&answer) >= 400, "{cut}");
    }
    let (_, listed) = console.call("designs/list", &serde_json::json!({}));
    let listed: Vec<app::api::wire::DesignSummary> = borsh::from_slice(&listed).unwrap();
    assert!(listed.len() == 1 && listed[0].name != "Half a name" && listed[0].revision == 1);
    console.signal("-TERM");
    assert_eq!(console.end().0.code(), Some(0));
}

/// What a proxy says in the server's place is no answer of ours, and work stays with whoever sent it.
#[test]
fn a_page_of_a_proxy_is_not_taken_for_an_answer() {
    use app::api::packed::PackedEncoding;
    use app::api::wire::{DesignSummary, Saved};
    use axum::body::Bytes;
    use leptos::server_fn::Decodes;
    for page in [
        "",
        "<html><body><h1>502 Bad Gateway</h1></body></html>",
        "<!DOCTYPE html>\r\n<html><head><title>504 Gateway Time-out</title></head></html>",
        "upstream connect error or disconnect/reset before headers",
        "{\"error\":\"unavailable\"}",
    ] {
        let bytes = || Bytes::from_static(page.as_bytes());
        let saved = <PackedEncoding as Decodes<Saved>>::decode(bytes());
        assert!(saved.is_err(), "{page:?} is taken for a save");
        let error = <PackedEncoding as Decodes<app::api::ApiError>>::decode(bytes());
        assert!(error.is_err(), "{page:?} is taken for an error of ours");
        let listed = <PackedEncoding as Decodes<Vec<DesignSummary>>>::decode(bytes());
        assert!(listed.is_err(), "{page:?} is taken for a list");
    }
}
