//! What people type as a name, at every door through which a name comes in.

use app::api::wire::{DesignSummary, OpenedDesign};
use app::api::{ApiError, ErrorCode};
use serde_json::{Value, json};
use topology::{Change, Header, Node, document};

use crate::support::{Answer, TestApp};

const FINE: [&str; 4] = ["\u{1F680} launch", "'''", "\"; rm -rf / #", "$(reboot) `x` \\ %PATH%"];

/// Each with what the refusal says.
fn refused() -> [(String, &'static str); 4] {
    [
        ("x".repeat(10_000), "has 10000 characters; at most 120 fit"),
        ("a\nb".into(), "must be one line without control characters"),
        ("a\u{202E}b".into(), "must be one line without control characters"),
        ("\u{1F680}".repeat(121), "has 121 characters; at most 120 fit"),
    ]
}

struct Door {
    app: TestApp,
    id: String,
    opened: OpenedDesign,
}

impl Door {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let id = app.design("guide-sample").await;
        let opened = app.call("designs/open", json!({ "id": id })).await.unpack();
        Self { app, id, opened }
    }

    /// The document with this name, which only a hostile program writes.
    fn document(&self, name: &str) -> String {
        let text = document::write(&self.opened.design);
        let mut value: Value = serde_json::from_str(&text).unwrap();
        value["name"] = name.into();
        value.to_string()
    }

    /// One name at one door.
    async fn send(&self, door: &str, name: &str) -> Answer {
        let (app, id, design) = (&self.app, &self.id, &self.opened.design);
        match door {
            "create" => {
                app.call("designs/create", json!({ "name": name, "template": "guide-ha" })).await
            }
            "rename" => app.call("designs/rename", json!({ "id": id, "name": name })).await,
            "import" => {
                app.call("designs/import", json!({ "document": self.document(name) })).await
            }
            "save a node" => {
                let node = design.node(&"gw1".parse().unwrap()).unwrap();
                let node = Node { name: name.to_owned(), ..node.clone() };
                let change = Change::set_node(design, node);
                app.call("designs/save", json!({ "id": id, "base": 1, "change": change })).await
            }
            "save" | "overwrite" | "fork" => {
                let header = Header { name: name.to_owned(), ..design.header().clone() };
                let change = Change::set_header(design, header);
                let arguments = json!({ "id": id, "base": 1, "change": change });
                app.call(&format!("designs/{door}"), arguments).await
            }
            _ => panic!("no such door: {door}"),
        }
    }
}

const DOORS: [&str; 7] = ["create", "rename", "import", "save", "overwrite", "fork", "save a node"];

#[tokio::test]
async fn a_name_that_cannot_be_one_is_refused_at_every_door_and_nothing_is_written() {
    let door = Door::new().await;
    for way in DOORS {
        for (name, says) in refused() {
            let answer = door.send(way, &name).await;
            let error: ApiError = answer.unpack();
            assert_eq!((answer.status, error.code), (422, ErrorCode::Invalid), "{way}: {error}");
            assert!(error.message.to_string().contains(says), "{way}: {error}");
            assert!(
                error.message.to_string().contains("name") && error.message.to_string().len() < 200,
                "{way}: {error}"
            );
        }
    }
    let listed: Vec<DesignSummary> = door.app.call("designs/list", json!({})).await.unpack();
    assert_eq!((listed.len(), listed[0].revision), (1, 1));
}

#[tokio::test]
async fn a_strange_name_is_kept_as_it_is_and_goes_through_the_export() {
    for way in DOORS {
        for name in FINE {
            let door = Door::new().await;
            let answer = door.send(way, name).await;
            assert_eq!(answer.status, 200, "{way}: {name}: {}", answer.text());
            let id = match way {
                "create" | "import" | "fork" => answer.unpack::<DesignSummary>().id,
                _ => door.id.clone(),
            };
            let open: OpenedDesign =
                door.app.call("designs/open", json!({ "id": id })).await.unpack();
            let kept = match way {
                "save a node" => &open.design.node(&"gw1".parse().unwrap()).unwrap().name,
                _ => open.design.name(),
            };
            assert_eq!(kept, name, "{way}");
            let zip = door.app.get(&format!("/designs/{id}/download?format=zip")).await;
            let attached = zip.header("content-disposition");
            assert!(zip.status == 200 && zip.bytes.starts_with(b"PK"), "{way}: {name}");
            let plain = |c: char| c.is_ascii_alphanumeric() || " ;=\"-._".contains(c);
            assert!(attached.chars().all(plain), "{attached}");
        }
    }
}
