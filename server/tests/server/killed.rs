//! F2: the program is killed in the middle of whatever it does. What it leaves is the old or the new, and it goes on from
//! there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use app::api::wire::{OpenedDesign, Saved};
use serde_json::json;
use topology::{Change, Design, NodeId, Point, document};
use trials::Chance;

use crate::console::{Console, content, place, status};

const PROGRAM: &str = env!("CARGO_BIN_EXE_topology-designer");

/// Every node stands where the number of the revision says: a design of two revisions would show.
fn moved(design: &Design, revision: i64) -> Change {
    let x = i32::try_from(revision).unwrap() * 8;
    let nodes: Vec<NodeId> = design.nodes().map(|node| node.id.clone()).collect();
    Change::move_nodes(design, nodes.into_iter().map(|node| (node, Point { x, y: 0 })))
}

fn opened(console: &Console, id: &str) -> OpenedDesign {
    let (status, bytes) = console.call("designs/open", &json!({ "id": id }));
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    borsh::from_slice(&bytes).unwrap()
}

#[test]
fn a_server_that_is_killed_while_it_saves_has_one_revision_or_the_next() {
    let folder = place();
    let mut chance = Chance::new(9);
    let mut console = Console::start_in(&folder, "open", &[]);
    let id = console.design(40);
    let mut known = 1;
    for _ in 0..trials::tries(4, 60) {
        let OpenedDesign { mut design, mut revision, .. } = opened(&console, &id);
        let pause = Duration::from_millis(20 + chance.below(200) as u64);
        let program = console.program.id();
        let killer = thread::spawn(move || {
            thread::sleep(pause);
            Command::new("sh").args(["-c", &format!("kill -9 {program}")]).status().unwrap();
        });
        // Until nobody answers any more.
        loop {
            let change = moved(&design, revision + 1);
            let body = json!({ "id": id, "base": revision, "change": change }).to_string();
            let answer = console.asked_while_there("POST /api/designs/save", &body);
            let Some(answer) = answer else { break };
            assert_eq!(status(&answer), 200, "{}", String::from_utf8_lossy(&answer));
            let Ok(saved) = borsh::from_slice::<Saved>(content(&answer)) else { break };
            change.apply(&mut design).unwrap();
            revision = saved.revision;
            known = revision;
        }
        killer.join().unwrap();
        console.kill();
        console = Console::start_in(&folder, "open", &[]);
        let there = opened(&console, &id);
        assert!(
            there.revision == known || there.revision == known + 1,
            "{} was answered, {} is there",
            known,
            there.revision
        );
        if there.revision > 1 {
            let x = i32::try_from(there.revision).unwrap() * 8;
            let places = there.design.nodes().map(|node| there.design.position(&node.id).x);
            assert!(places.into_iter().all(|found| found == x), "two revisions are mixed");
        }
        known = there.revision;
    }
    assert!(known > 4, "{known} revisions");
    console.signal("-TERM");
    assert_eq!(console.end().0.code(), Some(0));
    let verified = Command::new(PROGRAM).arg("verify").current_dir(folder.path()).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

/// Every file below a folder.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn export(design: &Path, out: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["export", "--force"]).arg(design).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn an_export_that_is_killed_leaves_one_whole_bundle_and_the_next_one_leaves_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    // Two designs of one name, and so of one folder.
    let sample = document::parse(catalogue::template("guide-ha").unwrap().document).unwrap();
    let mut other = sample.clone();
    let mut node = other.nodes().next().unwrap().clone();
    node.name = "Another name".into();
    Change::set_node(&sample, node).apply(&mut other).unwrap();
    let designs = [sample, other].map(|design| document::write(&design));
    let files = ["a.json", "b.json"].map(|name| folder.path().join(name));
    let mut whole = Vec::new();
    let began = std::time::Instant::now();
    for (file, text) in files.iter().zip(&designs) {
        fs::write(file, text).unwrap();
        assert!(export(file, &out).status().unwrap().success());
        whole.push(tree(&out));
    }
    let usual = began.elapsed() / 2;
    assert!(whole[0] != whole[1] && whole[0].len() > 100);
    let mut chance = Chance::new(4);
    let mut seen = [0, 0];
    for at in 0..trials::tries(20, 400) {
        let mut program = export(&files[at % 2], &out).spawn().unwrap();
        // Mostly near the end, where folders change places.
        let part = 40 + chance.below(70);
        thread::sleep(usual * u32::try_from(part).unwrap() / 100);
        let _ = program.kill();
        program.wait().unwrap();
        let mut there = tree(&out);
        there.retain(|name, _| !name.starts_with(".topology-designer-"));
        let found = whole.iter().position(|bundle| *bundle == there);
        seen[found.unwrap_or_else(|| panic!("a mixture of {} files", there.len()))] += 1;
    }
    // Whatever was left by those that were killed is gone after one that was not, and its bytes are the same.
    assert!(export(&files[0], &out).status().unwrap().success());
    let there = tree(&out);
    let other: Vec<&String> = there.keys().filter(|name| !whole[0].contains_key(*name)).collect();
    assert!(there == whole[0], "other bytes, or something beside them: {other:?}");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "an empty folder was left");
    assert_eq!(seen[0] + seen[1], trials::tries(20, 400), "{seen:?}");
}

/// The tables are made step by step at the first start.
#[test]
fn a_database_that_was_killed_while_it_was_made_is_made_by_the_next_start() {
    let mut chance = Chance::new(2);
    for _ in 0..trials::tries(4, 60) {
        let folder = place();
        let mut program = Command::new(PROGRAM)
            .current_dir(folder.path())
            .args(["serve", "--access", "open", "--listen", "127.0.0.1:0", "--assets", "client"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(chance.below(60) as u64));
        let _ = program.kill();
        program.wait().unwrap();
        let console = Console::start_in(&folder, "open", &[]);
        let id = console.design(6);
        assert_eq!(opened(&console, &id).revision, 1);
        console.kill();
    }
}
