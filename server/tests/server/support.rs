//! A server in memory that answers one request at a time.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use app::api::asking::Cookies;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, header};
use backend::{Actor, Backend, Caller};
use borsh::BorshDeserialize;
use serde_json::Value;
use server::{Access, AppState, Assets, Config, OpenId, build_router};
use tower::ServiceExt as _;

/// What all servers of this test program log. It begins with the first of them: a place in the code
/// that was reached before would stay silent.
static LOG: LazyLock<Arc<Log>> = LazyLock::new(|| {
    let log = Arc::<Log>::default();
    tracing_subscriber::fmt().json().flatten_event(true).with_writer(log.clone()).init();
    log
});

#[derive(Default)]
struct Log(Mutex<Vec<u8>>);

impl Write for &Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines of one request, by its id.
pub(crate) fn logged(request_id: &str) -> Vec<Value> {
    let text = String::from_utf8(LOG.0.lock().unwrap().clone()).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["span"]["id"] == request_id).collect()
}

/// All that was logged by now.
pub(crate) fn all_logged() -> String {
    String::from_utf8(LOG.0.lock().unwrap().clone()).unwrap()
}

pub(crate) struct TestApp {
    router: Router,
    /// The back end for who works alone.
    pub(crate) backend: Caller,
    cookies: Cookies,
}

/// What came back, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The answer of a server function, as the browser reads it.
    pub(crate) fn unpack<T: BorshDeserialize>(&self) -> T {
        borsh::from_slice(&self.bytes).unwrap_or_else(|error| {
            panic!("{error}: status {} with {:?}", self.status, self.text())
        })
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl TestApp {
    pub(crate) async fn new() -> Self {
        Self::letting_in(Access::Open).await
    }

    pub(crate) async fn letting_in(access: Access) -> Self {
        Self::over(backend::testing::backend().await.unwrap(), access, None).await
    }

    /// A server over a database that others may work on, too.
    pub(crate) async fn over(backend: Backend, access: Access, openid: Option<OpenId>) -> Self {
        LazyLock::force(&LOG);
        let folder = client();
        let assets = Assets::from_folder(&folder).unwrap();
        fs::remove_dir_all(folder).unwrap();
        let config = Config {
            listen: "127.0.0.1:8080".parse().unwrap(),
            access,
            public_url: None,
            metrics: None,
            proxies: Vec::new(),
        };
        let state = AppState::new(backend.clone(), config, assets, openid).await.unwrap();
        let cookies = state.cookies;
        Self { router: build_router(state), backend: backend.caller(Actor::Local), cookies }
    }

    /// What a browser sends that keeps the word of a session.
    pub(crate) fn cookie(&self, word: &str) -> String {
        format!("{}={word}", self.session_cookie())
    }

    /// What the word of a session is called.
    pub(crate) fn session_cookie(&self) -> String {
        self.cookies.name()
    }

    /// What the word of a guest is called.
    pub(crate) fn guest_cookie(&self) -> String {
        self.cookies.guest_name()
    }

    /// What the word of a trip to a provider is called.
    pub(crate) fn trip_cookie(&self) -> String {
        self.cookies.trip_name()
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, "127.0.0.1:8080");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a file as the browser does when a person opens it.
    pub(crate) async fn open(&self, file: Vec<u8>) -> Answer {
        let request = Request::post("/designs/open")
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ORIGIN, "http://127.0.0.1:8080");
        self.send(request.body(Body::from(file)).unwrap()).await
    }

    /// Sends something as the console's own page does.
    pub(crate) async fn post(&self, path: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Calls a server function as the browser does.
    pub(crate) async fn call(&self, function: &str, arguments: Value) -> Answer {
        self.call_with(function, &arguments.to_string()).await
    }

    /// The same with any body.
    pub(crate) async fn call_with(&self, function: &str, body: &str) -> Answer {
        let request = Request::post(format!("/api/{function}"))
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// A design from a template; its id.
    pub(crate) async fn design(&self, template: &str) -> String {
        self.backend.create_design("Payments", Some(template), None).await.unwrap().id
    }
}

/// A folder like `dist/`.
pub(crate) fn client() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("topology-client-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), "<html><!-- list --><i>list</i><!-- /list --><script type=\"module\">start()</script></html>")
        .unwrap();
    fs::write(folder.join("app.js"), "console.log(1)").unwrap();
    fs::write(folder.join("app.js.br"), "packed by brotli").unwrap();
    fs::write(folder.join("app.js.gz"), "packed by gzip").unwrap();
    folder
}
