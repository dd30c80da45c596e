//! Server functions as the browser calls them.

use app::api::wire::{
    BundleListing, Comparison, DesignSummary, FilePreview, OpenedDesign, Saved, TemplateSummary,
    Validation,
};
use app::api::{ApiError, ErrorCode};
use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use topology::{Catalogue, Design, Target};

use crate::support::TestApp;

#[tokio::test]
async fn a_design_is_made_opened_and_listed() {
    let app = TestApp::new().await;
    let made =
        app.call("designs/create", json!({ "name": "Payments", "template": "guide-sample" })).await;
    assert_eq!((made.status, made.header("content-type")), (200, "application/octet-stream"));
    let id = made.unpack::<DesignSummary>().id;
    let open: OpenedDesign = app.call("designs/open", json!({ "id": id })).await.unpack();
    assert_eq!((&open.id, open.revision), (&id, 1));
    assert_eq!((open.design.name(), open.design.nodes().len()), ("Payments", 6));
    let listed: Vec<DesignSummary> = app.call("designs/list", json!({})).await.unpack();
    assert_eq!(listed[0].name, "Payments");
    let packed: Vec<u8> = app
        .call("catalogue/load", json!({ "product": "wso2am", "version": "3.1.0" }))
        .await
        .unpack();
    let catalogue: Catalogue = borsh::from_slice(&packed).unwrap();
    assert_eq!(catalogue.product.name, "WSO2 API Manager");
    let templates: Vec<TemplateSummary> = app.call("templates/list", json!({})).await.unpack();
    assert!(templates.len() >= 5);
    for template in &templates {
        assert!(template.picture.starts_with("<svg") && template.dark.starts_with("<svg"));
        assert_ne!(template.picture, template.dark);
        assert!(template.nodes > 0 && template.hosts > 0, "{}", template.id);
    }
}

#[tokio::test]
async fn a_stale_save_is_a_conflict_that_names_the_revision() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let rename = app.call("designs/rename", json!({ "id": id, "name": "Other" })).await;
    assert_eq!(rename.unpack::<Saved>().revision, 2);
    let stale = app.call("designs/save", json!({ "id": id, "base": 1, "change": [] })).await;
    assert_eq!(stale.status, 409);
    let error: ApiError = stale.unpack();
    assert_eq!((error.code, error.revision), (ErrorCode::Conflict, Some(2)));
    let fresh = app.call("designs/save", json!({ "id": id, "base": 2, "change": [] })).await;
    assert_eq!(fresh.unpack::<Saved>().revision, 3);
}

#[tokio::test]
async fn errors_are_sentences_with_a_code() {
    let app = TestApp::new().await;
    let missing = app.call("designs/open", json!({ "id": "nothing" })).await;
    assert_eq!(missing.status, 404);
    let missing: ApiError = missing.unpack();
    assert_eq!(missing.code, ErrorCode::NotFound);
    assert!(missing.message.to_string().starts_with("There is no such design"));
    let name = app.call("designs/create", json!({ "name": " ", "template": null })).await;
    assert_eq!(name.status, 422);
    let name: ApiError = name.unpack();
    assert_eq!(
        (name.code, name.message.to_string().as_str()),
        (ErrorCode::Invalid, "The name must not be empty.")
    );
    let import =
        app.call("designs/import", json!({ "document": "{\"format\":1,\"nope\":2}" })).await;
    assert_eq!(import.status, 422);
    let import: ApiError = import.unpack();
    assert!(import.message.to_string().contains("nope"), "{import}");
}

#[tokio::test]
async fn what_was_copied_elsewhere_is_read_and_not_kept() {
    let app = TestApp::new().await;
    let piece = topology::notation::design("host h1 vm1.x\ngw1: gateway @h1");
    let text = topology::document::write_piece(&piece);
    let read: Design = app.call("designs/read", json!({ "text": text })).await.unpack();
    assert_eq!(read, piece);
    for hostile in ["", "{", "[[[[[[", "{\"format\":99}", "{\"format\":1,\"nope\":2}"] {
        let answer = app.call("designs/read", json!({ "text": hostile })).await;
        assert_eq!(answer.status, 422, "{hostile}");
        assert!(answer.unpack::<ApiError>().message.to_string().len() > 20);
    }
    let listed: Vec<DesignSummary> = app.call("designs/list", json!({})).await.unpack();
    assert!(listed.is_empty());
}

#[tokio::test]
async fn the_server_checks_and_previews_what_is_saved() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let checked: Validation = app.call("validation/validate", json!({ "id": id })).await.unpack();
    assert!(checked.findings.iter().all(|finding| finding.severity != topology::Severity::Error));
    let files: BundleListing = app.call("export/files", json!({ "id": id })).await.unpack();
    assert_eq!(files.root, "payments-3.1.0");
    let path = "nodes/gw1/repository/conf/deployment.toml";
    let preview: FilePreview =
        app.call("export/preview", json!({ "id": id, "path": path })).await.unpack();
    assert_eq!(preview.language, "toml");
    let line = preview.lines.iter().find(|line| line.text.starts_with("server_role")).unwrap();
    let origin = &preview.origins[line.origin.unwrap() as usize];
    assert_eq!(
        (origin.kind.as_str(), &origin.targets[0]),
        ("rule", &Target::Node("gw1".parse().unwrap()))
    );
}

/// What a refused call says, with its status.
async fn refusal(app: &TestApp, function: &str, arguments: &str) -> (u16, ApiError) {
    let answer = app.call_with(function, arguments).await;
    assert_eq!(answer.header("content-type"), "application/octet-stream", "{}", answer.text());
    (answer.status, answer.unpack())
}

#[tokio::test]
async fn arguments_that_cannot_be_read_are_named_with_their_field() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let save = |rest: &str| format!("{{\"id\":\"{id}\",{rest}}}");
    let bad_id = r#""base":1,"change":[{"after":{"record":"zone","id":"../z","name":"Z"}}]"#;
    let unknown = r#""base":1,"change":[{"after":{"record":"zone","id":"z","name":"Z","x":1}}]"#;
    for (function, arguments, says) in [
        ("designs/open", "{\"id\":5}".to_owned(), "id: invalid type: integer `5`"),
        ("designs/open", "{}".to_owned(), "missing field `id`"),
        ("designs/open", "not JSON".to_owned(), "expected ident at line 1"),
        ("designs/open", format!("{{\"id\":\"{id}\"}} more"), "trailing characters"),
        ("designs/open", String::new(), "EOF while parsing"),
        ("designs/save", save("\"base\":\"1\",\"change\":[]"), "base: invalid type"),
        ("designs/save", save("\"base\":1,\"change\":[{}]"), "change: the change is not well"),
        ("designs/save", save(bad_id), "change[0].after: an id starts with"),
        ("designs/save", save(unknown), "change[0].after: unknown field `x`"),
        ("designs/rename", save(&format!("\"name\":[\"{}\"]", "x".repeat(9_000))), "name: "),
    ] {
        let (status, error) = refusal(&app, function, &arguments).await;
        assert_eq!((status, error.code), (422, ErrorCode::Invalid), "{error}");
        assert!(
            error.message.to_string().starts_with("The request was not understood: "),
            "{error}"
        );
        assert!(
            error.message.to_string().contains(says) && error.message.to_string().len() < 400,
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_call_that_is_refused_before_it_runs_answers_in_the_form_of_the_function() {
    let app = TestApp::new().await;
    let (status, error) = refusal(&app, "designs/forget", "{}").await;
    assert_eq!((status, error.code), (404, ErrorCode::NotFound));
    assert!(error.message.to_string().contains("Reload it."), "{error}");
    let large = serde_json::json!({ "document": "x".repeat(10 * 1024 * 1024) }).to_string();
    let (status, error) = refusal(&app, "designs/import", &large).await;
    assert_eq!((status, error.code), (413, ErrorCode::Invalid));
    assert!(error.message.to_string().contains("at most 9 MiB, a design 4 MiB"), "{error}");
    for (header, value, expected) in [
        ("host", "rebound.example", (421, ErrorCode::Refused)),
        ("origin", "https://elsewhere.example", (403, ErrorCode::Refused)),
    ] {
        let mut request = Request::post("/api/designs/list").body(Body::from("{}")).unwrap();
        request.headers_mut().insert("host", "127.0.0.1:8080".parse().unwrap());
        request.headers_mut().insert(header, value.parse().unwrap());
        let answer = app.send(request).await;
        let error: ApiError = answer.unpack();
        assert_eq!((answer.status, error.code), expected, "{error}");
        assert!(
            error.message.to_string().ends_with('.') && !error.message.to_string().contains('\n'),
            "{error}"
        );
    }
    let wrong = Request::get("/api/designs/list").header("host", "127.0.0.1:8080");
    let answer = app.send(wrong.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.unpack::<ApiError>().code), (405, ErrorCode::Refused));
}

/// What a change would make of the files, without making it.
#[tokio::test]
async fn the_files_of_a_change_are_compared_and_nothing_is_stored() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let opened: OpenedDesign = app.call("designs/open", json!({ "id": id })).await.unpack();
    let gw1 = opened.design.node(&"gw1".parse().unwrap()).unwrap().clone();
    let moved = topology::Node { offset: gw1.offset + 7, ..gw1 };
    let change = topology::Change::set_node(&opened.design, moved);
    let compare = |change: &topology::Change| {
        app.call("export/compare", json!({ "id": id, "change": change }))
    };
    let compared: Comparison = compare(&change).await.unpack();
    assert_eq!(compared.revision, opened.revision);
    let path = "nodes/gw1/repository/conf/deployment.toml";
    let file = compared.files.iter().find(|file| file.path == path).unwrap();
    assert_eq!((file.fate.as_str(), file.cut), ("changed", false));
    let sides = |text: &str| {
        let line = file.lines.iter().find(|line| line.text == text).unwrap();
        (line.before > 0, line.after > 0)
    };
    assert_eq!((sides("offset = 0"), sides("offset = 7")), ((true, false), (false, true)));
    // What describes the whole bundle is no news.
    assert!(compared.files.iter().all(|file| file.path != "manifest.json"));
    let again: OpenedDesign = app.call("designs/open", json!({ "id": id })).await.unpack();
    assert_eq!((again.revision, &again.design), (opened.revision, &opened.design));
    // One that was made from something else is a conflict, and one whose result is no design is refused.
    let stale = compare(&change.inverted()).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.unpack::<ApiError>().code, ErrorCode::Conflict);
    let gw1 = opened.design.node(&"gw1".parse().unwrap()).unwrap().clone();
    let nameless = topology::Node { name: String::new(), ..gw1 };
    let refused = compare(&topology::Change::set_node(&opened.design, nameless)).await;
    assert_eq!(refused.status, 422);
}

#[tokio::test]
async fn a_configuration_is_put_beside_the_products_defaults() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let path = "nodes/gw1/repository/conf/deployment.toml";
    let ask = |path: &str| {
        app.call("export/compare", json!({ "id": id, "change": [], "defaults_of": path }))
    };
    let Comparison { files, defaults: rows, .. } = ask(path).await.unpack();
    assert_eq!(files, []);
    let row = rows.iter().find(|row| row.key == "server.offset").unwrap();
    assert_eq!((row.state.as_str(), row.here.as_str()), ("same", "0"));
    assert!(rows.iter().any(|row| row.state == "other" && row.default != row.here));
    assert_eq!(ask("README.md").await.status, 404);
}
