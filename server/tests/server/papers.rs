//! Review documents over plain GETs and for programs.

use backend::{Actor, Role};

use crate::support::TestApp;
use crate::town::Town;

#[tokio::test]
async fn each_format_comes_with_its_type_and_a_name_and_runs_nothing() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    for (ending, media_type, begins) in [
        ("html", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("pdf", "application/pdf", "%PDF-1."),
    ] {
        let path = format!("/designs/{id}/review.{ending}");
        let paper = app.get(&format!("{path}?date=2027-03-31")).await;
        assert_eq!((paper.status, paper.header("content-type")), (200, media_type));
        let name = format!("attachment; filename=\"payments-3.1.0-review.{ending}\"");
        assert_eq!(paper.header("content-disposition"), name);
        assert_eq!(paper.header("cache-control"), "no-store");
        let policy = paper.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
            "{policy}"
        );
        assert!(!policy.contains("script-src"), "{policy}");
        assert!(paper.text().starts_with(begins), "{ending}");
        let again = app.get(&format!("{path}?date=2027-03-31")).await;
        assert!(again.bytes == paper.bytes, "{ending}");
        let program = format!("/api/v1/designs/{id}/review?format={ending}&date=2027-03-31");
        assert!(app.get(&program).await.bytes == paper.bytes, "{ending}");
    }
}

#[tokio::test]
async fn it_says_what_was_asked_for_it() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let asked = format!("/designs/{id}/review.html?title=Before%20%3Cthe%3E%20move&date=1%20May");
    let page = app.get(&asked).await.text();
    assert!(page.contains("<h1>Before &lt;the&gt; move</h1>"), "{page}");
    assert!(page.contains("Revision 1 · 1 May") && !page.contains("id=\"version\""));
    let plain = app.get(&format!("/designs/{id}/review.html?title=%20&date=")).await.text();
    let today = plain.split_once("<dt>Date</dt><dd class=\"plain\">").unwrap().1;
    assert!(topology::is_date(&today[..10]), "{}", &today[..20]);
    assert!(plain.contains("<h1>Payments</h1>"));
}

#[tokio::test]
async fn a_version_comes_with_what_people_said_of_it() {
    let town = Town::new().await;
    let design = town.design().await;
    town.owner.create_version(&design, "Go live", "Two Gateways more.").await.unwrap();
    let editor = town.visitors.iter().find(|visitor| {
        visitor.role == Some(Role::Editor) && matches!(visitor.actor, Actor::Person(_))
    });
    let editor = editor.expect("an editor");
    let caller = town.app.backend.backend().caller(editor.actor.clone());
    caller.judge(&design, 1, backend::Opinion::Approved, "The ports are right.").await.unwrap();
    let path = format!("/designs/{design}/review.html?version=1");
    let answer = town.send(editor, "GET", &path, String::new()).await;
    let name = "attachment; filename=\"payments-3.1.0-v1-review.html\"";
    assert_eq!((answer.status, answer.header("content-disposition")), (200, name));
    let page = answer.text();
    for said in
        ["Version 1, Go live", "Two Gateways more.", "The ports are right.", "Approved by 1"]
    {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("today it makes"), "the bytes are those that were judged");
    let none = town.send(editor, "GET", &path.replace("=1", "=7"), String::new()).await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn what_cannot_be_written_is_said() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let long = "x".repeat(201);
    for (address, status, says) in [
        (format!("/designs/{id}/review.pdf?title={long}"), 422, "at most 200"),
        (format!("/designs/{id}/review.html?date={}", &long[..61]), 422, "at most 60"),
        (format!("/designs/{id}/review.html?version=soon"), 400, "version"),
        (format!("/designs/{id}/review.html?version=1"), 404, "no such version"),
        (format!("/api/v1/designs/{id}/review?format=docx"), 400, "html or pdf"),
        (format!("/api/v1/designs/{id}/review?colour=pink"), 400, "colour"),
        ("/designs/none/review.pdf".to_owned(), 404, "no such design"),
    ] {
        let answer = app.get(&address).await;
        assert_eq!(answer.status, status, "{address}: {}", answer.text());
        assert!(answer.text().contains(says), "{address}: {}", answer.text());
    }
}
