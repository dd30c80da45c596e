//! S8 and S9 on the line: what it tells is a part of the design, and is for those alone who may see it at that moment.

use std::time::Duration;

use app::api::live::ToPage;
use axum::http::{Request, header};
use backend::{NewShare, Role, Secret};
use futures_util::StreamExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::town::Town;

/// Longer than a word takes on one machine.
const WHILE: Duration = Duration::from_secs(20);

struct Line(WebSocketStream<TcpStream>);

impl Line {
    /// Opens a design's line with a cookie, and hears the revision that the design is at.
    async fn open(town: &Town, design: &str, cookie: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = town.app.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let request = Request::builder()
            .uri(format!("ws://127.0.0.1:8080/live/{design}"))
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header(header::COOKIE, cookie)
            .header(header::CONNECTION, "Upgrade")
            .header(header::UPGRADE, "websocket")
            .header(header::SEC_WEBSOCKET_VERSION, "13")
            .header(header::SEC_WEBSOCKET_KEY, generate_key());
        let stream = TcpStream::connect(address).await.unwrap();
        let (line, _) = client_async(request.body(()).unwrap(), stream).await.unwrap();
        let mut line = Self(line);
        assert!(matches!(line.hear().await, Some(ToPage::Revision(_))));
        line
    }

    /// The next word on the line; nothing where it has ended.
    async fn hear(&mut self) -> Option<ToPage> {
        loop {
            match timeout(WHILE, self.0.next()).await.expect("it says something, or ends") {
                Some(Ok(Message::Binary(bytes))) => {
                    return Some(borsh::from_slice(&bytes).unwrap());
                }
                Some(Ok(Message::Ping(_))) => {}
                Some(_) | None => return None,
            }
        }
    }
}

/// Each of these hears what is saved, and nothing more from the moment on at which they may not see the design any more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_ends_with_what_let_somebody_in() {
    let town = Town::new().await;
    let backend = town.owner.backend();
    for way in ["a session", "a role", "a link"] {
        let design = town.design().await;
        let visitor = |role: Role| {
            let of = |role: Role| town.visitors.iter().find(|one| one.name == role.as_str());
            of(role).and_then(|one| one.header.clone()).unwrap().1
        };
        let (made, word) = town.owner.share(&design, NewShare::default()).await.unwrap();
        let cookie = match way {
            "a session" => visitor(Role::Viewer),
            "a role" => visitor(Role::Editor),
            _ => {
                let guest = backend.open_share(&made.id, &word, "").await.unwrap().word;
                format!("{}={}", town.app.guest_cookie(), guest.reveal())
            }
        };
        let mut line = Line::open(&town, &design, &cookie).await;
        town.owner.rename_design(&design, "Seen").await.unwrap();
        let told = line.hear().await;
        assert!(matches!(told, Some(ToPage::Changed { revision: 2, .. })), "{way}: {told:?}");
        match way {
            "a session" => {
                let word = cookie.split_once('=').unwrap().1;
                backend.sign_out(&Secret::given(word)).await.unwrap();
            }
            "a role" => {
                let editor = town.visitors.iter().find(|one| one.name == Role::Editor.as_str());
                let person = editor.unwrap().actor.person().unwrap().id.clone();
                town.owner.set_member(&town.workspace, &person, None).await.unwrap();
            }
            _ => town.owner.revoke(&design, Some(&made.id)).await.unwrap(),
        }
        town.owner.rename_design(&design, "Not for them").await.unwrap();
        let told = line.hear().await;
        assert!(told.is_none(), "{way} ended, and this was heard: {told:?}");
    }
}
