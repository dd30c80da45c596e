//! What those have who administer the console: how it stands, and the log to take along.

use app::api::wire::{System, WorkspaceOverview};
use backend::{Action, Actor, Verdict};
use serde_json::Value;

use crate::town::{About, Town, Visitor, found, wanted};

/// Who administers the console: Ada, who came first.
async fn administrator(town: &Town) -> Visitor {
    let signed_in = town
        .app
        .backend
        .backend()
        .sign_in("ada@example.com", "correct horse battery", "")
        .await
        .unwrap();
    Visitor {
        name: "an administrator",
        actor: Actor::Person(signed_in.person),
        role: None,
        on_design: None,
        header: Some((axum::http::header::COOKIE, town.app.cookie(signed_in.session.reveal()))),
    }
}

#[tokio::test]
async fn the_log_is_taken_along_by_administrators_alone() {
    let mut town = Town::new().await;
    town.design().await;
    let ada = administrator(&town).await;
    town.visitors.push(ada);
    for visitor in &town.visitors {
        for path in ["/admin/log.csv", "/admin/log.ndjson"] {
            let answer = town.send(visitor, "GET", path, String::new()).await;
            let wanted = wanted(visitor, Action::AdministerConsole, About::Console);
            assert_eq!(found(&answer, wanted), wanted, "{} at {path}", visitor.name);
            let tells = answer.text().contains("design-role-changed");
            assert_eq!(tells, wanted == Verdict::Yes, "{} at {path}", visitor.name);
        }
    }
}

#[tokio::test]
async fn the_log_that_is_taken_along_is_whole_in_its_order_and_can_be_a_part() {
    let town = Town::new().await;
    let ada = administrator(&town).await;
    // More than is read at once.
    let workspace = &town.workspace;
    for number in 0..1_005 {
        town.owner.rename_workspace(workspace, &format!("=Name, \"{number}\"")).await.unwrap();
    }
    let get = async |path: &str| town.send(&ada, "GET", path, String::new()).await;
    let all = get("/admin/log.ndjson").await;
    assert_eq!(all.header("content-type"), "application/x-ndjson");
    let text = all.text();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.len() > 1_005, "{}", rows.len());
    assert!(rows.iter().zip(1..).all(|(row, number)| row["number"] == number));
    let last = rows.last().unwrap();
    assert_eq!(
        (&last["action"], &last["detail"]),
        (&"workspace-renamed".into(), &"=Name, \"1004\"".into())
    );
    assert!(
        last["seal"].as_str().unwrap().len() == 64 && last["time"].as_str().unwrap().ends_with('Z')
    );
    assert_eq!(last["email"], "ada@example.com");

    let table = get("/admin/log.csv?action=workspace-renamed").await;
    assert!(table.header("content-disposition").contains("what-was-done.csv"));
    let text = table.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 1_005);
    assert!(lines[0].starts_with("number,time,") && lines[1].contains(",workspace-renamed,"));
    assert!(lines[1].contains("\"'=Name, \"\"0\"\"\""), "{}", lines[1]);
    let nobody = get("/admin/log.ndjson?actor=nobody&action=").await;
    assert!(nobody.text().lines().all(|line| line.contains("\"actor\":\"nobody\"")));
}

#[tokio::test]
async fn an_administrator_is_told_how_the_console_stands_and_no_password() {
    let town = Town::new().await;
    let ada = administrator(&town).await;
    town.design().await;
    let answer = town.send(&ada, "POST", "/api/system/state", "{}".to_owned()).await;
    let system: System = answer.unpack();
    assert_eq!(system.version, env!("CARGO_PKG_VERSION"));
    assert_eq!((system.listen.as_str(), system.access.as_str()), ("127.0.0.1:8080", "accounts"));
    assert!(system.started_at > 0 && system.designs == 1 && system.people > 5, "{system:?}");
    assert!(!answer.text().contains("correct horse"));
    let listed = town.send(&ada, "POST", "/api/system/workspaces", "{}".to_owned()).await;
    let listed: Vec<WorkspaceOverview> = listed.unpack();
    let payments = listed.iter().find(|one| one.id == town.workspace).unwrap();
    assert_eq!((payments.name.as_str(), payments.designs), ("Payments", 1));
    assert!(payments.owners.contains(&"Ada".to_owned()), "{payments:?}");
}
