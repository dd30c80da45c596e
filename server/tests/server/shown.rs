//! S2 and S13 in what the server sends: pages say what was typed and hold nothing that acts, and what is secret is in no
//! answer and no line of the log.

use backend::NewShare;
use roxmltree::Document;
use serde_json::json;
use server::Access;
use topology::{Design, document};

use crate::support::{TestApp, all_logged};

/// The guide's sample with one text everywhere; a design that holds no name of a secret is not kept.
fn typed(text: &str) -> Design {
    let sample = document::parse(catalogue::template("guide-sample").unwrap().document).unwrap();
    let catalogue = catalogue::wso2am_3_1_0();
    trials::without_secrets(&trials::everywhere(&sample, catalogue, text), catalogue)
}

/// What a desk of the page may be made of.
const KNOWN: [&str; 14] = [
    "div", "svg", "g", "rect", "path", "text", "title", "use", "circle", "line", "style", "tspan",
    "defs", "symbol",
];

/// The page's desk, held to what it may be made of.
fn check(page: &str, text: &str) {
    let desk = &page[page.find("<div class=\"designer\"").unwrap_or_else(|| panic!("{page}"))..];
    let end = desk.find("<script").unwrap_or(desk.len());
    let desk = Document::parse(&desk[..end]).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let mut elements = 0;
    for node in desk.descendants().filter(roxmltree::Node::is_element) {
        assert!(KNOWN.contains(&node.tag_name().name()), "{text:?}: {node:?}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && name != "src", "{text:?}: {node:?}");
            assert!(name != "href" || value.starts_with('#'), "{text:?}: {node:?}");
            assert!(!value.to_lowercase().contains("javascript:"), "{text:?}: {node:?}");
        }
        elements += 1;
    }
    assert!(elements > 10, "{text:?}: {elements} elements");
}

#[tokio::test]
async fn pages_of_designs_and_links_say_what_was_typed_and_nothing_in_them_acts() {
    let app = TestApp::letting_in(Access::Open).await;
    let step = if trials::is_long() { 1 } else { 6 };
    let mut seen = 0;
    for text in trials::kept().step_by(step) {
        let document = document::write(&typed(text));
        let id = app.backend.import_design(document, None).await.unwrap().id;
        check(&app.get(&format!("/designs/{id}")).await.text(), text);
        let (made, word) = app.backend.share(&id, NewShare::default()).await.unwrap();
        let opened = app
            .post(&format!("/s/{}", made.id), &json!({ "word": word.reveal() }).to_string())
            .await;
        assert_eq!(opened.status, 200, "{text:?}: {}", opened.text());
        check(&opened.text(), text);
        seen += 1;
    }
    assert!(seen >= 20, "{seen}");
}

/// Nothing else says this.
const CANARY: &str = "Canary-0815-hunter2";

#[tokio::test]
async fn what_is_secret_is_in_no_answer_and_no_line_of_the_log() {
    let app = TestApp::letting_in(Access::Accounts).await;
    let mut answers = Vec::new();
    let post =
        async |function: &str, arguments: serde_json::Value| app.call(function, arguments).await;
    for (function, arguments) in [
        ("session/sign-in", json!({ "email": "a@b.c", "password": CANARY })),
        ("session/sign-in", json!({ "email": CANARY, "password": CANARY })),
        ("session/welcome", json!({ "word": CANARY })),
        (
            "session/join",
            json!({ "word": CANARY, "email": "a@b.c", "name": "A", "password": CANARY }),
        ),
        ("session/password", json!({ "old": CANARY, "new": CANARY })),
        ("shares/open", json!({ "share": "none", "word": CANARY, "passphrase": CANARY })),
        ("session/sign-in", json!({ "email": "a@b.c", "password": [CANARY] })),
        ("designs/open", json!({ "id": "none", "password": CANARY })),
    ] {
        let answer = post(function, arguments).await;
        // A field that is of another kind is quoted to whoever sent it, and to nobody else.
        if !answer.text().contains("was not understood") {
            answers.push((function, answer));
        }
    }
    let id = app.design("guide-sample").await;
    let sent = app.get(&format!("/designs/{id}/design.json?token={CANARY}")).await;
    answers.push(("a query", sent));
    answers.push(("a link", app.post("/s/none", &json!({ "word": CANARY }).to_string()).await));
    let request = axum::http::Request::get("/api/v1/designs")
        .header("host", "127.0.0.1:8080")
        .header("authorization", format!("Bearer {CANARY}"))
        .header("cookie", format!("{}; {}={CANARY}", app.cookie(CANARY), app.guest_cookie()));
    let answer = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
    answers.push(("a token", answer));
    assert!(answers.len() >= 9, "{} answers were looked at", answers.len());
    for (what, answer) in answers {
        assert!(answer.status >= 400, "{what}: {}", answer.status);
        assert!(!answer.text().contains(CANARY), "{what}: {}", answer.text());
        let headers = format!("{:?}", answer.headers);
        assert!(!headers.contains(CANARY), "{what}: {headers}");
    }
    // A design with a password where a name belongs is refused without saying it.
    let mut document: serde_json::Value =
        serde_json::from_str(catalogue::template("guide-sample").unwrap().document).unwrap();
    let secret = catalogue::wso2am_3_1_0()
        .settings
        .iter()
        .find(|spec| spec.kind == topology::catalogue::SettingKind::Secret)
        .unwrap();
    document["settings"] = json!({ secret.id.as_str(): CANARY });
    let refused = app.backend.import_design(document.to_string(), None).await.unwrap_err();
    assert!(!refused.to_string().contains(CANARY), "{refused}");
    let logged = all_logged();
    assert!(logged.contains("\"status\""), "there is a log");
    assert!(!logged.contains(CANARY), "it is in the log");
    assert!(!format!("{refused:?}").contains(CANARY), "{refused:?}");
}
