//! S6: pages of other sites change nothing, whatever they send with the cookies of whoever looks at them.

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::json;

use crate::support::Answer;
use crate::town::{Town, Visitor};

/// Everything that is kept but for when somebody was seen, line by line.
async fn kept(town: &Town) -> Vec<String> {
    let mut copy = Vec::new();
    town.app.backend.backend().copy_to(&mut copy).await.unwrap();
    let text = String::from_utf8(copy).unwrap();
    let mut table = String::new();
    let mut rows = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[1..lines.len() - 1] {
        if line.starts_with("{\"table\"") {
            table = (*line).to_owned();
        } else if !table.starts_with("{\"table\":\"sessions\"") {
            rows.push(format!("{table}{line}"));
        }
    }
    rows
}

/// What browsers say of a page of another site, and what a page makes them send.
const FOREIGN: [(&str, &str); 6] = [
    ("origin", "https://evil.example"),
    ("origin", "http://127.0.0.1:8080.evil.example"),
    ("origin", "http://127.0.0.1:9999"),
    ("origin", "null"),
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
];
const TYPES: [&str; 4] = [
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json",
];

async fn send(
    town: &Town,
    visitor: &Visitor,
    (method, path): (&Method, &str),
    headers: &[(&str, &str)],
    body: String,
) -> Answer {
    let mut request =
        Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some((name, value)) = &visitor.header {
        request = request.header(name, value);
    }
    town.app.send(request.body(Body::from(body)).unwrap()).await
}

fn owner(town: &Town) -> &Visitor {
    town.visitors.iter().find(|visitor| visitor.name == "owner").unwrap()
}

#[tokio::test]
async fn no_function_and_no_operation_takes_a_write_of_another_site() {
    let town = Town::new().await;
    let design = town.design().await;
    let before = kept(&town).await;
    let mut doors: Vec<(Method, String)> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (method, path.to_owned()))
        .collect();
    assert!(doors.iter().all(|(method, _)| *method == Method::POST), "no function is a GET");
    let api: serde_json::Value = serde_json::from_str(&server::rest_description()).unwrap();
    for (path, item) in api["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys().filter(|method| *method != "get") {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            doors.push((method, path.replace("{id}", &design)));
        }
    }
    doors.push((Method::POST, "/designs/open".to_owned()));
    doors.push((Method::POST, "/s/none".to_owned()));
    assert!(doors.len() > 70, "{}", doors.len());
    let body = json!({ "id": design, "name": "Taken over", "base": 1, "change": [] }).to_string();
    for (method, path) in &doors {
        for (at, foreign) in FOREIGN.iter().enumerate() {
            let kind = ("content-type", TYPES[at % TYPES.len()]);
            let headers = [*foreign, kind];
            let door = (method, path.as_str());
            let answer = send(&town, owner(&town), door, &headers, body.clone()).await;
            assert_eq!(answer.status, 403, "{method} {path} with {foreign:?}: {}", answer.text());
            assert_eq!(answer.header("set-cookie"), "", "{method} {path}");
        }
    }
    assert_eq!(kept(&town).await, before);
    // The same from the console's own page is done.
    let own = [("origin", "http://127.0.0.1:8080"), ("content-type", "application/json")];
    let rename = json!({ "id": design, "name": "Renamed" }).to_string();
    let path = (&Method::POST, "/api/designs/rename");
    assert_eq!(send(&town, owner(&town), path, &own, rename).await.status, 200);
    assert_ne!(kept(&town).await, before);
}

/// A link leads a browser anywhere, with its cookies: going there changes nothing.
#[tokio::test]
async fn going_to_an_address_changes_nothing() {
    let town = Town::new().await;
    let design = town.design().await;
    town.owner.create_version(&design, "First", "").await.unwrap();
    let before = kept(&town).await;
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    let api: serde_json::Value = serde_json::from_str(&server::rest_description()).unwrap();
    let operations = api["paths"].as_object().unwrap().keys().cloned();
    let pages = ["/", "/account", "/designs/{id}", "/designs/open", "/s/none", "/join"];
    let query = "?id={id}&name=Taken&title=x&word=x&password=x&base=1&change=[]";
    let led = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
    let mut asked = 0;
    for path in functions.chain(operations).chain(pages.map(str::to_owned)) {
        let path = format!("{path}{query}").replace("{id}", &design).replace(['{', '}'], "");
        for method in [Method::GET, Method::HEAD] {
            let door = (&method, path.as_str());
            let answer = send(&town, owner(&town), door, &led, String::new()).await;
            assert!(answer.status < 500, "{path}: {}", answer.text());
            let is_function = path.starts_with("/api/") && !path.starts_with("/api/v1/");
            assert!(!is_function || answer.status == 405, "{method} {path}: {}", answer.status);
            asked += 1;
        }
    }
    assert!(asked > 150, "{asked}");
    let is_log =
        |row: &String| row.starts_with("{\"table\":\"audit\"") || row.contains("audit-end");
    let without_log =
        |rows: Vec<String>| rows.into_iter().filter(|row| !is_log(row)).collect::<Vec<String>>();
    // That a bundle was taken away is written down; nothing else is.
    assert_eq!(without_log(kept(&town).await), without_log(before));
}
