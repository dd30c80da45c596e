//! F3: there is no room left. Whoever saves is told so, what was saved is there, and work goes on as soon as there is room.

use std::process::Command;

use app::api::wire::{OpenedDesign, Saved};
use app::api::{ApiError, ErrorCode};
use serde_json::json;
use topology::{Change, SettingValue};

use crate::console::{Console, place};

/// Files may grow to half a MiB, in blocks of 512 bytes; what is told of it is no signal.
const NO_ROOM: &str = "trap '' XFSZ; ulimit -S -f 1024; exec \"$0\" \"$@\"";

fn opened(console: &Console, id: &str) -> OpenedDesign {
    let (status, bytes) = console.call("designs/open", &json!({ "id": id }));
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    borsh::from_slice(&bytes).unwrap()
}

/// A change that makes the document longer by this letter.
fn longer(open: &OpenedDesign, letter: char) -> Change {
    let id = "host.notes".parse().unwrap();
    let text = SettingValue::List(vec![letter.to_string().repeat(2_000); 40]);
    Change::set_design_setting(&open.design, &id, Some(text))
}

#[test]
fn a_save_for_which_there_is_no_room_is_refused_and_the_next_one_is_kept() {
    let folder = place();
    // What is here before there is none: the tables, and a design.
    let console = Console::start_in(&folder, "open", &[]);
    let id = console.design(20);
    console.signal("-TERM");
    assert_eq!(console.end().0.code(), Some(0));

    let program = ["sh", "-c", NO_ROOM, env!("CARGO_BIN_EXE_topology-designer")];
    let console = Console::start_by(&program, &folder, "open", &[]);
    let mut refused = None;
    let mut open = opened(&console, &id);
    for letter in ('a'..='z').cycle().take(60) {
        let change = longer(&open, letter);
        let arguments = json!({ "id": id, "base": open.revision, "change": change });
        let (status, bytes) = console.call("designs/save", &arguments);
        if status == 200 {
            let saved: Saved = borsh::from_slice(&bytes).unwrap();
            change.apply(&mut open.design).unwrap();
            open.revision = saved.revision;
            continue;
        }
        let error: ApiError = borsh::from_slice(&bytes).unwrap();
        assert_eq!((status, error.code), (500, ErrorCode::Internal), "{error}");
        assert!(error.message.to_string().contains("Nothing was changed"), "{error}");
        refused = Some(change);
        break;
    }
    let refused = refused.expect("the room is small");
    // What was said to be saved is there, and nothing of what was not.
    let there = opened(&console, &id);
    assert_eq!((there.revision, &there.design), (open.revision, &open.design));
    let health = console.ask("GET /healthz", "");
    assert!(String::from_utf8_lossy(&health).contains("200 OK"));

    let more = ["--pid", &console.program.id().to_string(), "--fsize=unlimited"].map(str::to_owned);
    assert!(Command::new("prlimit").args(more).status().unwrap().success());
    let arguments = json!({ "id": id, "base": open.revision, "change": refused });
    let (status, bytes) = console.call("designs/save", &arguments);
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    assert_eq!(opened(&console, &id).revision, open.revision + 1);
    console.signal("-TERM");
    assert_eq!(console.end().0.code(), Some(0));
    let verified = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
        .arg("verify")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[test]
fn an_export_for_which_there_is_no_room_leaves_what_was_there() {
    let folder = place();
    let file = folder.path().join("a.json");
    std::fs::write(&file, catalogue::template("guide-ha").unwrap().document).unwrap();
    let archive = folder.path().join("a.zip");
    std::fs::write(&archive, "older").unwrap();
    let small = NO_ROOM.replace("1024", "8");
    let ran = Command::new("sh")
        .args(["-c", &small, env!("CARGO_BIN_EXE_topology-designer"), "export", "--force"])
        .arg(&file)
        .arg("--archive")
        .arg(&archive)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("a.zip cannot be written"), "{said}");
    assert_eq!(std::fs::read_to_string(&archive).unwrap(), "older");
    let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let left = names.filter(|name| name.to_string_lossy().starts_with(".topology"));
    assert_eq!(left.count(), 0);
}
