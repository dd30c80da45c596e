//! Every door of the server, and who comes through: what the one table of rights says, at each of them.

use std::collections::BTreeSet;

use backend::{Action, Actor, Verdict};
use serde_json::{Value, json};

use crate::town::{About, Town, found, wanted};

/// A door: the path behind `/api/`, what it does to what, and arguments with which it would do it.
type Door = (&'static str, Action, About, fn(&str, &str) -> Value);

/// Every server function. What is missing here is found by the test below.
const FUNCTIONS: &[Door] = &[
    (
        "comments/begin",
        Action::CommentOnDesign,
        About::Design,
        |d, _| json!({ "id": d, "topic": { "about": "thing", "target": { "kind": "design" } }, "text": "Why?", "name": "Me" }),
    ),
    ("comments/list", Action::ViewDesign, About::Design, |d, _| json!({ "id": d })),
    ("comments/waiting", Action::UseConsole, About::Console, |_, _| json!({})),
    (
        "comments/reply",
        Action::CommentOnDesign,
        About::Nothing,
        |_, _| json!({ "thread": "none", "text": "So.", "name": "" }),
    ),
    ("comments/seen", Action::ViewDesign, About::Design, |d, _| json!({ "id": d })),
    (
        "comments/settle",
        Action::CommentOnDesign,
        About::Nothing,
        |_, _| json!({ "thread": "none", "is_settled": true }),
    ),
    (
        "reviews/approved-only",
        Action::ManageWorkspace,
        About::Workspace,
        |_, w| json!({ "workspace": w, "is_on": false }),
    ),
    (
        "reviews/ask",
        Action::EditDesign,
        About::Design,
        |d, _| json!({ "id": d, "version": 1, "reviewers": ["none"], "message": "" }),
    ),
    (
        "reviews/close",
        Action::EditDesign,
        About::Design,
        |d, _| json!({ "id": d, "review": "none" }),
    ),
    ("reviews/colleagues", Action::ViewHistory, About::Design, |d, _| json!({ "id": d })),
    (
        "reviews/judge",
        Action::CommentOnDesign,
        About::Design,
        |d, _| json!({ "id": d, "version": 1, "approves": false, "message": "" }),
    ),
    ("reviews/standing", Action::ViewHistory, About::Design, |d, _| json!({ "id": d })),
    (
        "catalogue/load",
        Action::UseConsole,
        About::Everyone,
        |_, _| json!({ "product": "wso2am", "version": "3.1.0" }),
    ),
    (
        "designs/create",
        Action::CreateDesign,
        About::Workspace,
        |_, w| json!({ "name": "New", "workspace": w }),
    ),
    ("designs/delete", Action::DeleteDesign, About::Design, |d, _| json!({ "id": d })),
    ("designs/duplicate", Action::ExportDesign, About::Design, |d, _| json!({ "id": d })),
    ("designs/fork", Action::ExportDesign, About::Design, |d, _| json!({ "id": d, "change": [] })),
    (
        "designs/import",
        Action::CreateDesign,
        About::Workspace,
        |_, w| json!({ "document": catalogue::template("all-in-one").unwrap().document, "workspace": w }),
    ),
    (
        "designs/invite",
        Action::ManageDesign,
        About::Design,
        |d, _| json!({ "id": d, "email": "new@example.com", "role": "viewer" }),
    ),
    ("designs/list", Action::UseConsole, About::Console, |_, _| json!({})),
    ("designs/open", Action::ViewDesign, About::Design, |d, _| json!({ "id": d })),
    (
        "designs/overwrite",
        Action::EditDesign,
        About::Design,
        |d, _| json!({ "id": d, "base": 1, "change": [] }),
    ),
    ("designs/people", Action::ShareDesign, About::Design, |d, _| json!({ "id": d })),
    (
        "designs/read",
        Action::UseConsole,
        About::Console,
        |_, _| json!({ "text": catalogue::template("all-in-one").unwrap().document }),
    ),
    (
        "designs/remove-invitation",
        Action::ManageDesign,
        About::Design,
        |d, _| json!({ "id": d, "invitation": "none" }),
    ),
    (
        "designs/rename",
        Action::EditDesign,
        About::Design,
        |d, _| json!({ "id": d, "name": "Other" }),
    ),
    ("designs/restore", Action::DeleteDesign, About::Design, |d, _| json!({ "id": d })),
    (
        "designs/save",
        Action::EditDesign,
        About::Design,
        |d, _| json!({ "id": d, "base": 1, "change": [] }),
    ),
    (
        "designs/set-person",
        Action::ManageDesign,
        About::Design,
        |d, _| json!({ "id": d, "user": "none", "role": "viewer" }),
    ),
    ("export/compare", Action::ViewDesign, About::Design, |d, _| json!({ "id": d, "change": [] })),
    ("export/files", Action::ViewDesign, About::Design, |d, _| json!({ "id": d })),
    (
        "export/preview",
        Action::ViewDesign,
        About::Design,
        |d, _| json!({ "id": d, "path": "README.md" }),
    ),
    ("people/audit", Action::AdministerConsole, About::Console, |_, _| json!({})),
    ("people/list", Action::AdministerConsole, About::Console, |_, _| json!({})),
    (
        "people/set",
        Action::AdministerConsole,
        About::Console,
        |_, _| json!({ "id": "nobody", "is_admin": false, "is_disabled": false }),
    ),
    (
        "session/disconnect",
        Action::UseConsole,
        About::Oneself,
        |_, _| json!({ "issuer": "none", "subject": "none" }),
    ),
    ("session/end", Action::UseConsole, About::Oneself, |_, _| json!({ "id": "none" })),
    (
        "session/join",
        Action::UseConsole,
        About::Everyone,
        |_, _| json!({ "word": "none", "email": "", "name": "", "password": "" }),
    ),
    ("session/leave-to-connect", Action::UseConsole, About::Oneself, |_, _| json!({})),
    (
        "session/leave-to-join",
        Action::UseConsole,
        About::Everyone,
        |_, _| json!({ "word": "none" }),
    ),
    ("session/list", Action::UseConsole, About::Oneself, |_, _| json!({})),
    ("session/own-ways", Action::UseConsole, About::Oneself, |_, _| json!({})),
    (
        "session/password",
        Action::UseConsole,
        About::Oneself,
        |_, _| json!({ "old": "wrong", "new": "wrong" }),
    ),
    ("session/rename", Action::UseConsole, About::Oneself, |_, _| json!({ "name": "Name" })),
    (
        "session/sign-in",
        Action::UseConsole,
        About::Everyone,
        |_, _| json!({ "email": "x@example.com", "password": "wrong" }),
    ),
    ("session/sign-out", Action::UseConsole, About::Everyone, |_, _| json!({})),
    ("session/ways", Action::UseConsole, About::Everyone, |_, _| json!({})),
    ("session/welcome", Action::UseConsole, About::Everyone, |_, _| json!({ "word": "none" })),
    ("session/whoami", Action::UseConsole, About::Everyone, |_, _| json!({})),
    (
        "shares/create",
        Action::ShareDesign,
        About::Design,
        |d, _| json!({ "id": d, "share": { "role": "viewer", "days": 7 } }),
    ),
    ("shares/list", Action::ShareDesign, About::Design, |d, _| json!({ "id": d })),
    (
        "shares/open",
        Action::UseConsole,
        About::Everyone,
        |_, _| json!({ "share": "none", "word": "none", "passphrase": "" }),
    ),
    ("shares/revoke", Action::ShareDesign, About::Design, |d, _| json!({ "id": d })),
    ("system/state", Action::AdministerConsole, About::Console, |_, _| json!({})),
    ("system/workspaces", Action::AdministerConsole, About::Console, |_, _| json!({})),
    ("templates/list", Action::UseConsole, About::Console, |_, _| json!({})),
    (
        "tokens/create",
        Action::UseConsole,
        About::Oneself,
        |_, _| json!({ "name": "T", "scopes": "read", "days": 1 }),
    ),
    ("tokens/list", Action::UseConsole, About::Oneself, |_, _| json!({})),
    ("tokens/remove", Action::UseConsole, About::Oneself, |_, _| json!({ "id": "none" })),
    ("validation/validate", Action::ViewDesign, About::Design, |d, _| json!({ "id": d })),
    ("versions/compare", Action::ViewHistory, About::Design, |d, _| json!({ "id": d })),
    (
        "versions/create",
        Action::EditDesign,
        About::Design,
        |d, _| json!({ "id": d, "name": "One", "message": "" }),
    ),
    ("versions/list", Action::ViewHistory, About::Design, |d, _| json!({ "id": d })),
    ("versions/open", Action::ViewHistory, About::Design, |d, _| json!({ "id": d, "number": 1 })),
    ("workspaces/create", Action::UseConsole, About::Oneself, |_, _| json!({ "name": "W" })),
    (
        "workspaces/invitations",
        Action::ManageWorkspace,
        About::Workspace,
        |_, w| json!({ "id": w }),
    ),
    (
        "workspaces/invite",
        Action::ManageWorkspace,
        About::Workspace,
        |_, w| json!({ "id": w, "email": "new@example.com", "role": "viewer" }),
    ),
    ("workspaces/members", Action::ViewWorkspace, About::Workspace, |_, w| json!({ "id": w })),
    (
        "workspaces/remove-invitation",
        Action::ManageWorkspace,
        About::Workspace,
        |_, w| json!({ "id": w, "invitation": "none" }),
    ),
    (
        "workspaces/rename",
        Action::ManageWorkspace,
        About::Workspace,
        |_, w| json!({ "id": w, "name": "Payments" }),
    ),
    (
        "workspaces/set-member",
        Action::ManageWorkspace,
        About::Workspace,
        |_, w| json!({ "id": w, "user": "none", "role": "viewer" }),
    ),
];

/// Every plain address of a design.
const ADDRESSES: &[(&str, Action)] = &[
    ("download", Action::ExportDesign),
    ("design.json", Action::ExportDesign),
    ("topology.svg", Action::ViewDesign),
    ("picture.svg", Action::ViewDesign),
    ("picture.png", Action::ViewDesign),
    ("picture.mmd", Action::ViewDesign),
    ("review.html", Action::ViewDesign),
    ("review.pdf", Action::ViewDesign),
    ("review.html?version=1", Action::ViewHistory),
];

#[tokio::test]
async fn each_server_function_lets_in_whom_the_table_lets_in() {
    let known: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.trim_start_matches("/api/").to_owned())
        .collect();
    let listed: BTreeSet<String> = FUNCTIONS.iter().map(|door| door.0.to_owned()).collect();
    assert_eq!(known, listed, "every function stands in the table of this test");
    let town = Town::new().await;
    for (function, action, about, arguments) in FUNCTIONS {
        for visitor in &town.visitors {
            // What ends one's own session is asked by those who have none.
            if *function == "session/sign-out" && visitor.actor != Actor::Nobody {
                continue;
            }
            let design = town.design().await;
            let mut wanted = wanted(visitor, *action, *about);
            // A program does not agree in the name of a person.
            if *function == "reviews/judge" && matches!(visitor.actor, Actor::Token { .. }) {
                wanted = Verdict::No;
            }
            let body = arguments(&design, &town.workspace).to_string();
            let answer = town.send(visitor, "POST", &format!("/api/{function}"), body).await;
            assert_eq!(
                found(&answer, wanted),
                wanted,
                "{} at {function}: {} {}",
                visitor.name,
                answer.status,
                answer.text()
            );
            // A door that was shut has changed nothing.
            if wanted != Verdict::Yes && *about == About::Design {
                let (open, revision) = town.owner.load(&design).await.unwrap();
                assert_eq!((open.name(), revision), ("Payments", 1), "{function}");
            }
        }
    }
}

#[tokio::test]
async fn each_address_of_a_design_lets_in_whom_the_table_lets_in() {
    let town = Town::new().await;
    let design = town.design().await;
    for (address, action) in ADDRESSES {
        for visitor in &town.visitors {
            let wanted = wanted(visitor, *action, About::Design);
            let path = format!("/designs/{design}/{address}");
            let answer = town.send(visitor, "GET", &path, String::new()).await;
            assert_eq!(found(&answer, wanted), wanted, "{} at {address}", visitor.name);
            let holds = answer.text().contains("gw1");
            assert!(wanted == Verdict::Yes || !holds, "{} at {address}", visitor.name);
        }
    }
    // A picture holds the design for those alone who may take it away.
    for visitor in &town.visitors {
        let path = format!("/designs/{design}/picture.svg");
        let answer = town.send(visitor, "GET", &path, String::new()).await;
        let may = wanted(visitor, Action::ExportDesign, About::Design) == Verdict::Yes;
        let taken = town.owner.import_file(answer.bytes, Some(&town.workspace)).await;
        assert_eq!(taken.is_ok(), may, "{}", visitor.name);
    }
    // The page shows its first sight to those alone who may see it.
    for visitor in &town.visitors {
        let page = town.send(visitor, "GET", &format!("/designs/{design}"), String::new()).await;
        let may = wanted(visitor, Action::ViewDesign, About::Design) == Verdict::Yes;
        assert_eq!(
            (page.status, page.text().contains("#role-gateway")),
            (200, may),
            "{}",
            visitor.name
        );
    }
}

#[tokio::test]
async fn a_file_is_opened_where_one_may_make_designs() {
    let town = Town::new().await;
    let document = catalogue::template("all-in-one").unwrap().document;
    for visitor in &town.visitors {
        let path = format!("/designs/open?workspace={}", town.workspace);
        let answer = town.send(visitor, "POST", &path, document.to_owned()).await;
        let wanted = wanted(visitor, Action::CreateDesign, About::Workspace);
        assert_eq!(found(&answer, wanted), wanted, "{}", visitor.name);
    }
}

/// Addresses that a clever visitor writes differently lead nowhere.
#[tokio::test]
async fn no_other_way_of_writing_an_address_opens_it() {
    let town = Town::new().await;
    let design = town.design().await;
    let nobody = &town.visitors[0];
    for path in [
        format!("//designs/{design}/design.json"),
        format!("/designs//{design}/design.json"),
        format!("/designs/{design}//design.json"),
        format!("/designs/{design}%2fdesign.json"),
        format!("/designs/{design}/design.json/"),
        format!("/designs/{design}/design.json."),
        format!("/designs/{design}/..;/design.json"),
        format!("/DESIGNS/{design}/DESIGN.JSON"),
        "/designs/:id/design.json".to_owned(),
        "/designs/{id}/design.json".to_owned(),
        "/designs/%c0%ae%c0%ae/design.json".to_owned(),
    ] {
        let answer = town.send(nobody, "GET", &path, String::new()).await;
        assert!(!answer.text().contains("gw1"), "{path}: {}", answer.status);
    }
}
