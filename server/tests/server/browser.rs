//! A browser before a server of the tests: it keeps cookies, and follows where it is sent.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, header};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::support::{Answer, TestApp};

#[derive(Default, Clone)]
pub(crate) struct Browser {
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    /// The word of its session.
    pub(crate) fn session(&self) -> Option<String> {
        let mut all = self.cookies.iter();
        all.find(|(name, _)| name.starts_with("td-session-")).map(|(_, word)| word.clone())
    }

    /// Keeps this word of a session instead, or none.
    pub(crate) fn keep_session(&mut self, app: &TestApp, word: Option<String>) {
        self.cookies.retain(|name, _| !name.starts_with("td-session-"));
        self.cookies.extend(word.map(|word| (app.session_cookie(), word)));
    }

    pub(crate) async fn get(&mut self, app: &TestApp, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(app, request).await
    }

    pub(crate) async fn call(&mut self, app: &TestApp, function: &str, arguments: Value) -> Answer {
        let request = Request::post(format!("/api/{function}"))
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        self.send(app, request.body(Body::from(arguments.to_string())).unwrap()).await
    }

    async fn send(&mut self, app: &TestApp, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        headers.insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let answer = app.send(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Goes to the provider from this address of the console; the address it is sent back to, without the host.
    pub(crate) async fn leave(&mut self, app: &TestApp, path: &str) -> String {
        let sent = self.get(app, path).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        visit(sent.header("location")).await
    }

    /// The whole way; where it ends.
    pub(crate) async fn sign_in(&mut self, app: &TestApp, back: &str) -> String {
        let returned = self.leave(app, &format!("/oidc/start?back={back}")).await;
        self.get(app, &returned).await.header("location").to_owned()
    }
}

/// Asks a provider as a browser does; where it sends it, without the host.
pub(crate) async fn visit(address: &str) -> String {
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let response = client.get(address.parse().expect(address)).await.unwrap();
    assert_eq!(response.status(), 303, "{address}");
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    let rest = location.strip_prefix("http://127.0.0.1:8080").expect(location);
    rest.to_owned()
}
