//! Pictures over plain GETs.

use backend::Format;

use crate::support::TestApp;

#[tokio::test]
async fn each_format_comes_with_its_type_and_a_name_and_is_not_kept() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let types = [
        ("svg", "image/svg+xml", "<svg"),
        ("png", "image/png", "\u{FFFD}PNG"),
        ("pdf", "application/pdf", "%PDF-1."),
        ("mmd", "text/vnd.mermaid; charset=utf-8", "---\ntitle: \"Payments"),
        ("drawio", "application/vnd.jgraph.mxfile", "<mxfile"),
    ];
    assert_eq!(types.map(|(ending, ..)| ending), Format::ALL.map(Format::extension));
    for (ending, media_type, begins) in types {
        let picture = app.get(&format!("/designs/{id}/picture.{ending}")).await;
        assert_eq!((picture.status, picture.header("content-type")), (200, media_type));
        let name = format!("attachment; filename=\"payments-3.1.0.{ending}\"");
        assert_eq!(picture.header("content-disposition"), name);
        assert_eq!(picture.header("cache-control"), "no-store");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
        assert!(picture.text().starts_with(begins), "{ending}");
        let policy = picture.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
            "{policy}"
        );
        assert!(!policy.contains("script-src"), "{policy}");
    }
}

#[tokio::test]
async fn a_picture_looks_as_asked() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let asked = format!(
        "/designs/{id}/picture.svg?theme=dark&title=Before%20%3Cthe%3E%20move&date=1%20May&legend=false&design=false&revision=7"
    );
    let svg = app.get(&asked).await.text();
    assert!(svg.contains("<title>Before &lt;the&gt; move</title>"), "{}", &svg[..300]);
    assert!(svg.contains("3.1.0 · 1 May</text>") && svg.contains("#0e131c"));
    assert!(!svg.contains("<metadata>") && !svg.contains(">Client traffic</text>"));
    let plain = app.get(&format!("/designs/{id}/picture.svg?title=&date=%20")).await.text();
    assert!(plain.contains("<title>Payments</title>") && plain.contains(">Client traffic</text>"));
    assert!(plain.contains("<metadata>") && !plain.contains(" · </text>"));
}

#[tokio::test]
async fn what_cannot_be_drawn_is_said() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let long = "x".repeat(201);
    for (address, status, says) in [
        (format!("/designs/{id}/picture.svg?theme=pink"), 400, "light or dark"),
        (format!("/designs/{id}/picture.png?title={long}"), 422, "at most 200"),
        (format!("/designs/{id}/picture.svg?legend=maybe"), 400, "legend"),
        ("/designs/none/picture.pdf".to_owned(), 404, "no such design"),
        (format!("/designs/{id}/picture.gif"), 404, "no such file"),
    ] {
        let answer = app.get(&address).await;
        assert_eq!(answer.status, status, "{address}: {}", answer.text());
        assert!(answer.text().contains(says), "{address}: {}", answer.text());
    }
}

#[tokio::test]
async fn several_are_drawn_at_once_and_each_is_whole() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let address = format!("/designs/{id}/picture.png");
    let asked = (0..6).map(|_| app.get(&address));
    let drawn = futures_util::future::join_all(asked).await;
    assert!(drawn.iter().all(|answer| answer.status == 200 && answer.bytes == drawn[0].bytes));
}
