//! Server functions as the browser calls them.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn a_design_is_made_opened_and_listed() {
    let app = TestApp::new().await;
    let made =
        app.call("designs/create", json!({ "name": "Payments", "template": "guide-sample" })).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let open = app.call("designs/open", json!({ "id": id })).await.json();
    assert_eq!(open["revision"], 1);
    assert!(open["document"].as_str().unwrap().contains("\"format\": 1"));
    let listed = app.call("designs/list", json!({})).await.json();
    assert_eq!(listed[0]["name"], "Payments");
    let catalogue =
        app.call("catalogue/load", json!({ "product": "wso2am", "version": "3.1.0" })).await;
    assert_eq!(catalogue.json()["product"]["name"], "WSO2 API Manager");
    let templates = app.call("templates/list", json!({})).await.json();
    assert!(templates.as_array().unwrap().len() >= 5);
    assert!(templates[0]["picture"].as_str().unwrap().starts_with("<svg"));
}

#[tokio::test]
async fn a_stale_save_is_a_conflict_that_names_the_revision() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let rename = app.call("designs/rename", json!({ "id": id, "name": "Other" })).await;
    assert_eq!(rename.json()["revision"], 2);
    let stale = app.call("designs/save", json!({ "id": id, "base": 1, "change": [] })).await;
    assert_eq!(stale.status, 409);
    assert_eq!((&stale.json()["code"], &stale.json()["revision"]), (&json!("conflict"), &json!(2)));
    let fresh = app.call("designs/save", json!({ "id": id, "base": 2, "change": [] })).await;
    assert_eq!(fresh.json()["revision"], 3);
}

#[tokio::test]
async fn errors_are_sentences_with_a_code() {
    let app = TestApp::new().await;
    let missing = app.call("designs/open", json!({ "id": "nothing" })).await;
    assert_eq!((missing.status, &missing.json()["code"]), (404, &json!("not-found")));
    assert!(missing.json()["message"].as_str().unwrap().starts_with("There is no such design"));
    let name = app.call("designs/create", json!({ "name": " ", "template": null })).await;
    assert_eq!(
        (name.status, &name.json()["message"]),
        (422, &json!("The name must not be empty."))
    );
    let import =
        app.call("designs/import", json!({ "document": "{\"format\":1,\"nope\":2}" })).await;
    assert_eq!(import.status, 422);
    assert!(import.text().contains("nope"), "{}", import.text());
}

#[tokio::test]
async fn the_server_checks_and_previews_what_is_saved() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let checked = app.call("validation/validate", json!({ "id": id })).await.json();
    let findings = checked["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["severity"] != "error"));
    let files = app.call("export/files", json!({ "id": id })).await.json();
    assert_eq!(files["root"], "payments-3.1.0");
    let path = "nodes/gw1/repository/conf/deployment.toml";
    let preview = app.call("export/preview", json!({ "id": id, "path": path })).await.json();
    assert_eq!(preview["language"], "toml");
    let line = preview["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["text"].as_str().unwrap().starts_with("server_role"))
        .unwrap();
    let origin = &preview["origins"][usize::try_from(line["origin"].as_u64().unwrap()).unwrap()];
    assert_eq!(
        (&origin["kind"], &origin["targets"][0]),
        (&json!("rule"), &json!({ "kind": "node", "id": "gw1" }))
    );
}
