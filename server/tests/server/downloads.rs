//! Archives, documents and pictures over plain GETs.

use std::io::{Cursor, Read as _};

use app::api::wire::DesignSummary;
use export::{BundleOptions, Exporter, archive};
use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn archives_come_with_a_name_and_the_same_bytes_each_time() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let zip = app.get(&format!("/designs/{id}/download?format=zip")).await;
    assert_eq!((zip.status, zip.header("content-type")), (200, "application/zip"));
    assert_eq!(zip.header("content-disposition"), "attachment; filename=\"payments-3.1.0.zip\"");
    assert!(zip.bytes.starts_with(b"PK\x03\x04"));
    assert_eq!(app.get(&format!("/designs/{id}/download?format=zip")).await.bytes, zip.bytes);

    let (design, _) = app.backend.load(&id).await.unwrap();
    let catalogue = catalogue::load("wso2am", "3.1.0").unwrap();
    let bundle = Exporter::new(&design, catalogue).bundle(&BundleOptions::default());
    assert!(zip.bytes == archive::zip(&bundle).unwrap(), "what is streamed is what is packed");
    let tar = app.get(&format!("/designs/{id}/download?format=tar.gz")).await;
    assert!(tar.bytes == archive::tar_gz(&bundle).unwrap());

    let tar = app.get(&format!("/designs/{id}/download?format=tar.gz&node=gw1")).await;
    assert_eq!(
        tar.header("content-disposition"),
        "attachment; filename=\"payments-3.1.0-gw1.tar.gz\""
    );
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(Cursor::new(tar.bytes)).read_to_end(&mut unpacked).unwrap();
    let text = String::from_utf8_lossy(&unpacked);
    assert!(
        text.contains("server_role = \"gateway-worker\"")
            && !text.contains("server_role = \"api-publisher\"")
    );
}

#[tokio::test]
async fn errors_are_refused_until_someone_insists() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let open = app.backend.open_design(&id).await.unwrap();
    let broken = open.document.replace("\"kind\": \"validates-with\"", "\"kind\": \"shows\"");
    let id = app.backend.import_design(broken, None).await.unwrap().id;
    let refused = app.get(&format!("/designs/{id}/download?format=zip")).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("export anyway"), "{}", refused.text());
    assert_eq!(app.get(&format!("/designs/{id}/download?format=zip&force=true")).await.status, 200);
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    for (path, status) in [
        (format!("/designs/{id}/download?format=rar"), 400),
        (format!("/designs/{id}/download?format=zip&node=nobody"), 404),
        ("/designs/none/download?format=zip".to_owned(), 404),
        ("/designs/none/design.json".to_owned(), 404),
    ] {
        assert_eq!(app.get(&path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_document_and_its_picture_can_be_taken_away() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let document = app.get(&format!("/designs/{id}/design.json")).await;
    assert_eq!(
        document.header("content-disposition"),
        "attachment; filename=\"payments-3.1.0.design.json\""
    );
    let again = app.call("designs/import", json!({ "document": document.text() })).await;
    assert_eq!(again.unpack::<DesignSummary>().name, "Payments");
    let picture = app.get(&format!("/designs/{id}/topology.svg")).await;
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert!(picture.text().contains("Gateway 1"));
}
