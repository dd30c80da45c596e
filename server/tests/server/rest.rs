//! The interface for programs: who comes through, and what it answers.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, header};
use backend::{Action, Verdict};
use serde_json::{Value, json};

use crate::support::{Answer, TestApp};
use crate::town::{About, Town, found, wanted};

/// An operation: how it is asked, what it does to what, and a body with which it would do it. `{id}` is the design, `{w}` the
/// workspace.
type Door = (&'static str, &'static str, Action, About, fn(&str) -> Value);

const NOTHING: fn(&str) -> Value = |_| Value::Null;

/// Every operation. What is missing here is found by the test below.
const OPERATIONS: &[Door] = &[
    ("get", "/designs", Action::UseConsole, About::Console, NOTHING),
    (
        "post",
        "/designs",
        Action::CreateDesign,
        About::Workspace,
        |w| json!({ "name": "New", "workspace": w }),
    ),
    ("get", "/designs/{id}", Action::ViewDesign, About::Design, NOTHING),
    ("put", "/designs/{id}", Action::EditDesign, About::Design, |_| document()),
    ("delete", "/designs/{id}", Action::DeleteDesign, About::Design, NOTHING),
    ("get", "/designs/{id}/findings", Action::ViewDesign, About::Design, NOTHING),
    ("post", "/findings", Action::UseConsole, About::Console, |_| document()),
    ("get", "/designs/{id}/files", Action::ViewDesign, About::Design, NOTHING),
    ("get", "/designs/{id}/bundle", Action::ExportDesign, About::Design, NOTHING),
    ("get", "/designs/{id}/review", Action::ViewDesign, About::Design, NOTHING),
    ("get", "/designs/{id}/versions", Action::ViewHistory, About::Design, NOTHING),
    (
        "post",
        "/designs/{id}/versions",
        Action::EditDesign,
        About::Design,
        |_| json!({ "name": "One" }),
    ),
    ("get", "/designs/{id}/versions/{number}", Action::ViewHistory, About::Design, NOTHING),
    ("get", "/designs/{id}/compare", Action::ViewHistory, About::Design, NOTHING),
    ("get", "/designs/{id}/shares", Action::ShareDesign, About::Design, NOTHING),
    ("post", "/designs/{id}/shares", Action::ShareDesign, About::Design, |_| json!({})),
    ("delete", "/designs/{id}/shares/{share}", Action::ShareDesign, About::Design, NOTHING),
    ("get", "/designs/{id}/people", Action::ShareDesign, About::Design, NOTHING),
    (
        "put",
        "/designs/{id}/people/{person}",
        Action::ManageDesign,
        About::Design,
        |_| json!({ "role": "viewer" }),
    ),
    ("delete", "/designs/{id}/people/{person}", Action::ManageDesign, About::Design, NOTHING),
    ("get", "/designs/{id}/threads", Action::ViewDesign, About::Design, NOTHING),
    (
        "post",
        "/designs/{id}/threads",
        Action::CommentOnDesign,
        About::Design,
        |_| json!({ "topic": { "about": "thing", "target": { "kind": "design" } }, "text": "Why?" }),
    ),
    (
        "post",
        "/threads/{thread}/comments",
        Action::CommentOnDesign,
        About::Design,
        |_| json!({ "text": "So." }),
    ),
    (
        "put",
        "/threads/{thread}/settled",
        Action::CommentOnDesign,
        About::Design,
        |_| json!({ "settled": true }),
    ),
];

fn document() -> Value {
    serde_json::from_str(catalogue::template("all-in-one").unwrap().document).unwrap()
}

#[tokio::test]
async fn each_operation_lets_in_whom_the_table_lets_in() {
    let api: Value = serde_json::from_str(&server::rest_description()).unwrap();
    let described: BTreeSet<(String, String)> = api["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let path = path.trim_start_matches("/api/v1").to_owned();
            let path = path.replace("/threads/{id}", "/threads/{thread}");
            item.as_object().unwrap().keys().map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    let listed: BTreeSet<(String, String)> =
        OPERATIONS.iter().map(|door| (door.0.to_owned(), door.1.to_owned())).collect();
    assert_eq!(described, listed, "every operation stands in the table of this test");
    let town = Town::new().await;
    for (method, path, action, about, body) in OPERATIONS {
        for visitor in &town.visitors {
            let design = town.design().await;
            town.owner.create_version(&design, "First", "").await.unwrap();
            let topic = backend::Topic::Thing { target: topology::Target::Design };
            let thread = town.owner.begin_thread(&design, &topic, "Look.", "").await.unwrap();
            let path = path
                .replace("{id}", &design)
                .replace("{number}", "1")
                .replace("{share}", "none")
                .replace("{person}", "none")
                .replace("{thread}", &thread);
            let query = if path.ends_with("/compare") { "?before=1" } else { "" };
            let mut request = Request::builder()
                .method(Method::from_bytes(method.to_uppercase().as_bytes()).unwrap())
                .uri(format!("/api/v1{path}{query}"))
                .header(header::HOST, "127.0.0.1:8080")
                .header(header::IF_MATCH, "\"1\"");
            if let Some((name, value)) = &visitor.header {
                request = request.header(name, value);
            }
            let body = match body(&town.workspace) {
                Value::Null => Body::empty(),
                body => Body::from(body.to_string()),
            };
            let answer = town.app.send(request.body(body).unwrap()).await;
            let wanted = wanted(visitor, *action, *about);
            let place =
                format!("{} at {method} {path}: {} {}", visitor.name, answer.status, answer.text());
            assert_eq!(found(&answer, wanted), wanted, "{place}");
            if wanted != Verdict::Yes {
                assert_eq!(answer.header("content-type"), "application/problem+json", "{place}");
                // Deleted, the owner would not find it.
                assert_eq!(town.owner.load(&design).await.unwrap().1, 1, "{place}");
            }
        }
    }
}

async fn ask(
    app: &TestApp,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header(header::HOST, "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    app.send(request.body(body).unwrap()).await
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

#[tokio::test]
async fn a_program_makes_checks_changes_exports_and_deletes_a_design() {
    let app = TestApp::new().await;
    let made = ask(
        &app,
        "POST",
        "/designs",
        &[],
        &json!({ "name": "Payments", "template": "guide-sample" }),
    )
    .await;
    assert_eq!((made.status, made.header("etag")), (201, "\"1\""));
    let place = made.header("location").trim_start_matches("/api/v1").to_owned();
    let id = json_of(&made)["id"].as_str().unwrap().to_owned();
    assert_eq!(place, format!("/designs/{id}"));

    // What is read is the document, and is not sent twice.
    let read = ask(&app, "GET", &place, &[], &Value::Null).await;
    assert_eq!((read.status, read.header("etag")), (200, "\"1\""));
    let mut document = json_of(&read);
    assert_eq!(
        ask(&app, "GET", &place, &[("if-none-match", "\"1\"")], &Value::Null).await.status,
        304
    );

    // Who writes says what they have seen; nobody overwrites anybody.
    document["name"] = json!("Payments 2");
    assert_eq!(ask(&app, "PUT", &place, &[], &document).await.status, 428);
    let put = ask(&app, "PUT", &place, &[("if-match", "\"1\"")], &document).await;
    assert_eq!((put.status, put.header("etag")), (200, "\"2\""));
    let late = ask(&app, "PUT", &place, &[("if-match", "\"1\"")], &document).await;
    assert_eq!((late.status, late.header("etag")), (412, "\"2\""));
    assert_eq!(json_of(&late)["title"], "Precondition Failed");
    let broken = ask(&app, "PUT", &place, &[("if-match", "\"2\"")], &json!({ "format": 1 })).await;
    assert_eq!(broken.status, 422, "{}", broken.text());

    // The same words as on the command line, and the same bundle as in the console.
    let found = json_of(&ask(&app, "GET", &format!("{place}/findings"), &[], &Value::Null).await);
    assert_eq!((found["revision"].as_i64(), found["errors"].as_u64()), (Some(2), Some(0)));
    assert!(found["findings"][0]["rule"].is_string());
    let loose = json_of(&ask(&app, "POST", "/findings", &[], &document).await);
    assert_eq!((&loose["findings"], &loose["revision"]), (&found["findings"], &Value::Null));
    let bundle =
        ask(&app, "GET", &format!("{place}/bundle?format=tar.gz"), &[], &Value::Null).await;
    assert_eq!((bundle.status, bundle.header("content-type")), (200, "application/gzip"));
    assert_eq!(bundle.bytes, app.get(&format!("/designs/{id}/download?format=tar.gz")).await.bytes);
    assert_eq!(
        ask(&app, "GET", &format!("{place}/bundle?format=rar"), &[], &Value::Null).await.status,
        400
    );
    let files = json_of(&ask(&app, "GET", &format!("{place}/files"), &[], &Value::Null).await);
    assert!(files["files"].as_array().unwrap().iter().any(|file| file["path"] == "README.md"));

    // A version, and what has become of it.
    let version =
        ask(&app, "POST", &format!("{place}/versions"), &[], &json!({ "name": "One" })).await;
    assert_eq!((version.status, json_of(&version)["number"].as_i64()), (201, Some(1)));
    document["name"] = json!("Payments 3");
    assert_eq!(ask(&app, "PUT", &place, &[("if-match", "\"2\"")], &document).await.status, 200);
    let was = json_of(&ask(&app, "GET", &format!("{place}/versions/1"), &[], &Value::Null).await);
    assert_eq!(was["name"], "Payments 2");
    let since =
        json_of(&ask(&app, "GET", &format!("{place}/compare?before=1"), &[], &Value::Null).await);
    assert_eq!(since["differences"][0]["to"], "Payments 3");
    assert!(!since["files"].as_array().unwrap().is_empty());

    // A link, and its end.
    let share =
        json_of(&ask(&app, "POST", &format!("{place}/shares"), &[], &json!({ "days": 1 })).await);
    let url = share["url"].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:8080/s/") && url.contains("#tdh_"), "{url}");
    let one = format!("{place}/shares/{}", share["share"]["id"].as_str().unwrap());
    assert_eq!(ask(&app, "DELETE", &one, &[], &Value::Null).await.status, 204);

    // What is said about a line of a file, settled.
    let topic = json!({ "about": "line", "path": "README.md", "text": "# Payments" });
    let thread = ask(
        &app,
        "POST",
        &format!("{place}/threads"),
        &[],
        &json!({ "topic": topic, "text": "Why?" }),
    )
    .await;
    let thread = json_of(&thread)["id"].as_str().unwrap().to_owned();
    let reply =
        ask(&app, "POST", &format!("/threads/{thread}/comments"), &[], &json!({ "text": "So." }))
            .await;
    assert_eq!(reply.status, 204, "{}", reply.text());
    let settled =
        ask(&app, "PUT", &format!("/threads/{thread}/settled"), &[], &json!({ "settled": true }))
            .await;
    assert_eq!(settled.status, 204, "{}", settled.text());
    let threads = json_of(&ask(&app, "GET", &format!("{place}/threads"), &[], &Value::Null).await);
    assert_eq!(threads[0]["comments"].as_array().unwrap().len(), 2);
    assert!(threads[0]["resolved_at"].is_i64() && threads[0]["topic"]["path"] == "README.md");

    assert_eq!(ask(&app, "DELETE", &place, &[], &Value::Null).await.status, 204);
    let gone = ask(&app, "GET", &place, &[], &Value::Null).await;
    assert_eq!((gone.status, gone.header("content-type")), (404, "application/problem+json"));
    assert!(json_of(&gone)["detail"].as_str().unwrap().contains("There is no such design"));
}

#[tokio::test]
async fn a_list_comes_in_pieces() {
    let app = TestApp::new().await;
    let mut made = BTreeSet::new();
    for _ in 0..5 {
        made.insert(app.design("all-in-one").await);
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = json_of(
            &ask(&app, "GET", &format!("/designs?limit=2{after}"), &[], &Value::Null).await,
        );
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2);
        seen.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!((seen.len(), seen.into_iter().collect::<BTreeSet<_>>()), (5, made));
    assert_eq!(ask(&app, "GET", "/designs?page=2", &[], &Value::Null).await.status, 400);
}

#[tokio::test]
async fn what_is_not_asked_rightly_is_a_problem_with_a_sentence() {
    let app = TestApp::new().await;
    for (method, path, body, status) in [
        ("GET", "/nothing", Value::Null, 404),
        ("POST", "/designs", json!({ "name": "A", "colour": "red" }), 400),
        ("POST", "/designs", json!({ "name": "A", "document": {} }), 422),
        ("POST", "/designs", json!({ "name": "A", "template": "none" }), 404),
        ("PATCH", "/designs", Value::Null, 405),
    ] {
        let answer = ask(&app, method, path, &[], &body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = json_of(&answer);
        assert_eq!(problem["status"], status);
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{problem}");
    }
    // A page of another site writes nothing here either.
    let foreign = ask(
        &app,
        "POST",
        "/designs",
        &[("origin", "https://evil.example")],
        &json!({ "name": "A" }),
    )
    .await;
    assert_eq!((foreign.status, foreign.header("content-type")), (403, "application/problem+json"));
}

#[tokio::test]
async fn the_page_to_try_it_is_whole_and_loads_nothing_from_elsewhere() {
    let app = TestApp::new().await;
    let page = app.get("/api/v1/try/").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    let named = |attribute: &str| -> Vec<String> {
        let parts = text.split(attribute).skip(1);
        parts.filter_map(|part| part.split('"').next().map(str::to_owned)).collect()
    };
    let files: Vec<String> = named("src=\"").into_iter().chain(named("href=\"")).collect();
    assert!(files.len() >= 4, "{files:?}");
    for file in files {
        assert!(!file.contains("//"), "{file}");
        let path = format!("/api/v1/try/{}", file.trim_start_matches("./"));
        assert_eq!(app.get(&path).await.status, 200, "{path}");
    }
    let starts = app.get("/api/v1/try/swagger-initializer.js").await.text();
    assert!(starts.contains("/api/v1/openapi.json"), "{starts}");
    assert_eq!(app.get("/api/v1/try/nothing.js").await.status, 404);
}

#[tokio::test]
async fn a_program_says_who_may_what_with_a_design() {
    let town = Town::new().await;
    let design = town.design().await;
    let (_, word) = town.owner.create_token("Rights", "read manage", 1).await.unwrap();
    let token = format!("Bearer {}", word.reveal());
    let people = format!("/designs/{design}/people");
    let list = async || {
        let headers = [("authorization", token.as_str())];
        json_of(&ask(&town.app, "GET", &people, &headers, &Value::Null).await)
    };
    let find = |listed: &Value, name: &str| {
        listed.as_array().unwrap().iter().find(|one| one["name"] == name).cloned()
    };
    let viewer = find(&list().await, "viewer").unwrap();
    assert_eq!(
        (&viewer["role"], &viewer["in_workspace"], &viewer["on_design"]),
        (&json!("viewer"), &json!("viewer"), &Value::Null)
    );
    let theirs = format!("{people}/{}", viewer["id"].as_str().unwrap());
    let put = |role: &'static str| {
        let (theirs, token, app) = (theirs.clone(), token.clone(), &town.app);
        async move {
            let headers = [("authorization", token.as_str())];
            ask(app, "PUT", &theirs, &headers, &json!({ "role": role })).await.status
        }
    };
    // What counts for nothing is not kept, and what is no role is refused.
    assert_eq!((put("viewer").await, put("boss").await, put("editor").await), (422, 422, 204));
    let viewer = find(&list().await, "viewer").unwrap();
    assert_eq!((&viewer["role"], &viewer["on_design"]), (&json!("editor"), &json!("editor")));
    let gone = ask(&town.app, "DELETE", &theirs, &[("authorization", &token)], &Value::Null).await;
    assert_eq!(gone.status, 204);
    assert_eq!(find(&list().await, "viewer").unwrap()["role"], "viewer");
}
