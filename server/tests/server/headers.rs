//! S1: what every answer of every route tells the browser, whatever its status.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{Method, Request, header};

use crate::support::{Answer, TestApp};

/// Every source of the server.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// What stands in the place of a route's path in the sources, where that is no text.
fn named(place: &str) -> &'static [&'static str] {
    match place {
        "opening::OPENING" => &["/designs/open"],
        "DESCRIPTION" => &["/api/v1/openapi.json"],
        "CALLBACK" => &["/oidc/callback"],
        // A loop over formats.
        "&path" => &[
            "/designs/{id}/picture.svg",
            "/designs/{id}/picture.png",
            "/designs/{id}/picture.pdf",
            "/designs/{id}/picture.mmd",
            "/designs/{id}/picture.drawio",
            "/designs/{id}/review.html",
            "/designs/{id}/review.pdf",
        ],
        _ => panic!("this test does not know the route {place}: say which paths it has"),
    }
}

/// Every path that is routed: those in the sources, those that are described, the functions, and some that are not there.
fn paths() -> BTreeSet<String> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let mut paths = BTreeSet::new();
    for file in found {
        let text = fs::read_to_string(&file).unwrap();
        // What figures are read at is no part of the console, and unit tests have routes of their own.
        let text = text.split("#[cfg(test)]").next().unwrap();
        if file.ends_with("metrics.rs") {
            continue;
        }
        for after in text.split(".route(").skip(1) {
            let after = after.trim_start();
            match after.strip_prefix('"') {
                Some(literal) => paths.extend(literal.split('"').next().map(str::to_owned)),
                None => {
                    let place = after.split(',').next().unwrap().trim();
                    paths.extend(named(place).iter().map(|path| (*path).to_owned()));
                }
            }
        }
    }
    let api: serde_json::Value = serde_json::from_str(&server::rest_description()).unwrap();
    paths.extend(api["paths"].as_object().unwrap().keys().cloned());
    paths.extend(leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()));
    let others =
        ["/", "/app.js", "/nothing.js", "/account", "/api/v1/try/", "/api/v1/try/index.css"];
    paths.extend(others.map(str::to_owned));
    paths
}

fn check(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy:?}");
    for word in ["'unsafe-eval'", "http:", "https:", "*"] {
        assert!(!policy.split([' ', ';']).any(|one| one == word), "{what}: {policy}");
    }
    // Scripts that stand in a page are named by their hashes.
    let scripts = policy.split(';').find(|part| part.trim_start().starts_with("script-src"));
    assert!(!scripts.unwrap_or_default().contains("'unsafe-inline'"), "{what}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let referrer = answer.header("referrer-policy");
    assert!(matches!(referrer, "same-origin" | "no-referrer"), "{what}: {referrer:?}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
    assert!(!answer.header("x-request-id").is_empty(), "{what}");
    for tells in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(answer.header(tells), "", "{what}: {tells}");
    }
}

#[tokio::test]
async fn every_answer_of_every_route_says_what_pages_never_do() {
    let app = TestApp::new().await;
    let paths = paths();
    assert!(paths.len() > 90, "{paths:#?}");
    let mut statuses = BTreeSet::new();
    let methods = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::PATCH,
        Method::TRACE,
    ];
    for path in &paths {
        let design = app.design("guide-sample").await;
        let asked = path.replace("{*function}", "designs/list").replace("{*rest}", "nothing");
        let asked = asked.replace("{id}", &design).replace(['{', '}'], "");
        for method in &methods {
            let request = Request::builder()
                .method(method)
                .uri(&asked)
                .header(header::HOST, "127.0.0.1:8080")
                .header(header::ORIGIN, "http://127.0.0.1:8080")
                .header(header::CONTENT_TYPE, "application/json");
            let answer = app.send(request.body(Body::from("{}")).unwrap()).await;
            check(&answer, &format!("{method} {asked}: {}", answer.status));
            statuses.insert(answer.status);
        }
    }
    for status in [200, 404, 405, 422] {
        assert!(statuses.contains(&status), "{statuses:?}");
    }
    assert!(!statuses.contains(&500), "{statuses:?}");
}

#[tokio::test]
async fn what_is_refused_before_it_is_routed_says_it_as_well() {
    let app = TestApp::new().await;
    for (path, host, origin) in [
        ("/", "rebound.example", ""),
        ("/api/designs/list", "127.0.0.1:8080", "https://evil.example"),
        ("/designs/open", "127.0.0.1:8080", "null"),
    ] {
        let request = Request::post(path).header(header::HOST, host);
        let request = request.header(header::ORIGIN, origin);
        let answer = app.send(request.body(Body::from("{}")).unwrap()).await;
        assert!(matches!(answer.status, 403 | 421), "{path}: {}", answer.status);
        check(&answer, path);
    }
    // A body that is larger than anything, and a database that is away.
    let large = Request::post("/s/none")
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::CONTENT_TYPE, "application/json");
    let answer = app.send(large.body(Body::from("x".repeat(1 << 20))).unwrap()).await;
    check(&answer, "too large");
    app.backend.backend().close().await;
    let answer = app.get("/readyz").await;
    assert_eq!(answer.status, 500);
    check(&answer, "the database is away");
}
