//! The program on the command line: what it prints, and its exit codes.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn run(args: &[&str]) -> Output {
    run_with(args, "")
}

fn run_with(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses early closes its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn template(name: &str) -> String {
    let shown = run(&["templates", "show", name]);
    assert_eq!(shown.status.code(), Some(0));
    text(&shown.stdout)
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("topology-cli-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn templates_are_listed_and_valid() {
    let listed = text(&run(&["templates"]).stdout);
    let names: Vec<&str> = listed.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(names.contains(&"guide-ha") && names.len() >= 5, "{listed}");
    for name in names {
        let checked = run_with(&["validate", "-"], &template(name));
        assert_eq!(checked.status.code(), Some(0), "{name}: {}", text(&checked.stdout));
    }
    let unknown = run(&["templates", "show", "nothing"]);
    assert_eq!((unknown.status.code(), text(&unknown.stdout).as_str()), (Some(2), ""));
}

#[test]
fn findings_as_json_are_alone_on_standard_output_and_decide_the_exit_code() {
    let broken =
        template("guide-sample").replace("\"kind\": \"validates-with\"", "\"kind\": \"shows\"");
    let checked = run_with(&["validate", "-", "--format", "json"], &broken);
    assert_eq!(checked.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(
        findings.iter().any(|f| f["rule"] == "km-url-missing" && f["severity"] == "error"),
        "{report}"
    );
    for finding in findings {
        let keys: Vec<&str> = finding.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["fix", "message", "rule", "severity", "target"]);
    }
    let sarif: Value =
        serde_json::from_slice(&run_with(&["validate", "-", "--format", "sarif"], &broken).stdout)
            .unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings.len());
}

/// Lines of a person are looked at by the rules of the server alone.
#[test]
fn each_wrong_line_of_an_addition_is_a_finding() {
    let lines = "[server]\\nhostname = 'x'\\n[apim.workflow]\\nusername = 'x'\\n[transport.receiver]\\nworker_thread = 5";
    let setting = format!("\"settings\": {{\"config.addition\": \"{lines}\"}}");
    let design = template("guide-sample").replacen("\"settings\": {}", &setting, 1);
    let checked = run_with(&["validate", "-", "--format", "json"], &design);
    assert_eq!(checked.status.code(), Some(1), "{}", text(&checked.stderr));
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let said = |rule: &str, line: &str| {
        report["findings"].as_array().unwrap().iter().any(|finding| {
            finding["rule"] == rule
                && finding["message"].as_str().unwrap().starts_with(line)
                && finding["target"]["id"]["setting"] == "config.addition"
        })
    };
    assert!(
        said("cfg-duplicate-key", "Line 2 of the design's addition: server.hostname"),
        "{report}"
    );
    assert!(said("cfg-known-wrong-key", "Line 4 of the design's addition: "), "{report}");
    assert!(said("cfg-unknown-key", "Line 6 of the design's addition: "), "{report}");
    // The file is written all the same, and the other lines are in it.
    let folder = folder("addition");
    let out = run_with(&["export", "-", "--force", "--out", &folder.to_string_lossy()], &design);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let file = folder.join("guide-sample-3.1.0/nodes/gw1/repository/conf/deployment.toml");
    let file = fs::read_to_string(file).unwrap();
    assert!(file.contains("worker_thread = 5") && !file.contains("hostname = \"x\""), "{file}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_no_design_is_refused_with_its_place() {
    for (input, says) in [
        ("nonsense", "not JSON"),
        ("{}", "format"),
        ("{\"format\": 7}", "newer Topology Designer"),
        ("{\"format\":1,\"extra\":1}", "extra"),
    ] {
        let checked = run_with(&["validate", "-"], input);
        assert_eq!(
            (checked.status.code(), text(&checked.stdout).as_str()),
            (Some(2), ""),
            "{input}"
        );
        assert!(text(&checked.stderr).contains(says), "{input}: {}", text(&checked.stderr));
    }
    let missing = run(&["validate", "/nowhere/at.all"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("/nowhere/at.all cannot be read"));
}

#[test]
fn a_bundle_is_written_as_a_folder_and_as_archives() {
    let folder = folder("export");
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let design = template("guide-sample");
    let out = run_with(&["export", "-", "--out", &at("")], &design);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let root = folder.join("guide-sample-3.1.0");
    assert!(
        fs::read_to_string(root.join("nodes/gw1/repository/conf/deployment.toml"))
            .unwrap()
            .contains("gateway-worker")
    );
    let summed = Command::new("sha256sum")
        .args(["--quiet", "-c", "SHA256SUMS"])
        .current_dir(&root)
        .status()
        .unwrap();
    assert!(summed.success());
    for name in ["a.zip", "a.tar.gz"] {
        assert_eq!(
            run_with(&["export", "-", "--archive", &at(name)], &design).status.code(),
            Some(0)
        );
        assert!(fs::metadata(folder.join(name)).unwrap().len() > 10_000);
    }
    let other = run_with(&["export", "-", "--archive", &at("a.rar")], &design);
    assert_eq!(other.status.code(), Some(2));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn errors_stop_an_export_without_force_and_leave_nothing_behind() {
    let folder = folder("force");
    let file = folder.join("b.zip").to_string_lossy().into_owned();
    let broken =
        template("guide-sample").replace("\"kind\": \"validates-with\"", "\"kind\": \"shows\"");
    let refused = run_with(&["export", "-", "--archive", &file], &broken);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("--force") && !folder.join("b.zip").exists());
    assert_eq!(
        run_with(&["export", "-", "--archive", &file, "--force"], &broken).status.code(),
        Some(0)
    );
    assert_eq!(
        run_with(&["export", "-", "--archive", &file, "--node", "zz"], &broken).status.code(),
        Some(2)
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_page_of_all_rules_is_the_one_in_docs() {
    let page = text(&run(&["explain", "--all"]).stdout);
    let kept = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md"));
    assert!(kept.is_ok_and(|kept| kept == page), "docs/rules.md is old: run `cargo xtask docs`");
}

#[test]
fn rules_explain_themselves_and_the_schema_is_one() {
    let page = text(&run(&["explain", "km-url-missing"]).stdout);
    for heading in ["What it checks", "Why it matters", "How to fix", "References"] {
        assert!(page.contains(heading), "{page}");
    }
    assert_eq!(run(&["explain", "nothing"]).status.code(), Some(2));
    let schema: Value = serde_json::from_slice(&run(&["schema"]).stdout).unwrap();
    assert_eq!(schema["title"], "Topology Designer design, format 1");
}

#[test]
fn drawings_and_synthetic_designs_are_the_same_each_time() {
    let folder = folder("render");
    let file = folder.join("a.svg").to_string_lossy().into_owned();
    let generated = run(&["generate", "--nodes", "50", "--seed", "7"]);
    assert_eq!(generated.stdout, run(&["generate", "--nodes", "50", "--seed", "7"]).stdout);
    let drawn = run_with(&["render", "-", "--out", &file], &text(&generated.stdout));
    assert_eq!(drawn.status.code(), Some(0));
    assert!(fs::read_to_string(&file).unwrap().starts_with("<svg"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_drawing_is_rendered_as_asked_and_read_again() {
    let folder = folder("pictures");
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let design = template("guide-sample");
    let looks = ["--theme", "dark", "--title", "Before", "--date", "1 May", "--legend", "false"];
    for (name, begins) in [
        ("a.svg", b"<svg".as_slice()),
        ("a.png", b"\x89PNG"),
        ("a.pdf", b"%PDF"),
        ("a.mmd", b"---\ntitle: \"Before"),
        ("a.drawio", b"<mxfile"),
    ] {
        let out = at(name);
        let args = [&["render", "-", "--out", &out], looks.as_slice()].concat();
        let drawn = run_with(&args, &design);
        assert_eq!(drawn.status.code(), Some(0), "{name}: {}", text(&drawn.stderr));
        assert!(fs::read(&out).unwrap().starts_with(begins), "{name}");
    }
    let svg = fs::read_to_string(at("a.svg")).unwrap();
    assert!(svg.contains("<title>Before</title>") && svg.contains(" · 1 May<"));
    assert!(svg.contains("#0e131c") && !svg.contains(">Events</text>"));
    // The picture is a design file as well, for every command.
    let checked = run(&["validate", &at("a.png")]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
    let again = run(&["render", &at("a.png"), "--out", &at("b"), "--format", "svg"]);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    let once = run_with(&["render", "-", "--out", &at("c.svg")], &design);
    assert_eq!(once.status.code(), Some(0));
    assert!(fs::read(at("b")).unwrap() == fs::read(at("c.svg")).unwrap());
    // Without the design it is a picture and nothing else.
    let out = at("d.png");
    run_with(&["render", "-", "--out", &out, "--design", "false"], &design);
    let refused = run(&["validate", &out]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("holds no design"), "{}", text(&refused.stderr));
    let unknown = run_with(&["render", "-", "--out", &at("a.gif")], &design);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains(".drawio"), "{}", text(&unknown.stderr));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_review_document_is_written_as_asked() {
    let folder = folder("review");
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let design = template("guide-sample");
    let review = |args: &[&str]| run_with(&[&["review", "-"], args].concat(), &design);
    let about = ["--date", "2027-03-31", "--title", "Before <the> move"];
    for (name, begins) in [("a.html", b"<!DOCTYPE html>".as_slice()), ("a.pdf", b"%PDF")] {
        let written = review(&[&["--out", &at(name)], about.as_slice()].concat());
        assert_eq!(written.status.code(), Some(0), "{name}: {}", text(&written.stderr));
        assert!(fs::read(at(name)).unwrap().starts_with(begins), "{name}");
    }
    let page = fs::read_to_string(at("a.html")).unwrap();
    assert!(page.contains("<h1>Before &lt;the&gt; move</h1>") && page.contains("2027-03-31"));
    // The same day, the same bytes, whatever the file is called.
    let again = review(&[&["--out", &at("b"), "--format", "html"], about.as_slice()].concat());
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert!(fs::read_to_string(at("b")).unwrap() == page);
    for (args, says) in [
        (["--out", "a.docx", "--date", "2027-03-31"], ".html or .pdf"),
        (["--out", "a.pdf", "--date", "soon"], "is no day"),
    ] {
        let refused = review(&args);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains(says), "{}", text(&refused.stderr));
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_a_picture_could_not_keep_is_said() {
    let folder = folder("notes");
    let file = folder.join("a.png").to_string_lossy().into_owned();
    let design = template("guide-sample").replacen("\"name\": \"", "\"name\": \"網關 ", 1);
    let drawn = run_with(&["render", "-", "--out", &file], &design);
    assert_eq!(drawn.status.code(), Some(0));
    assert!(text(&drawn.stderr).contains("2 characters are not in the picture's fonts"));
    fs::remove_dir_all(folder).unwrap();
}

/// A person lets an error stand: it is told with the reason, and counts for nothing.
#[test]
fn what_is_waived_is_marked_and_does_not_count() {
    let broken =
        template("guide-sample").replace("\"kind\": \"validates-with\"", "\"kind\": \"shows\"");
    let json = |design: &str| -> (Option<i32>, Vec<Value>, String) {
        let checked = run_with(&["validate", "-", "--format", "json"], design);
        let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        (checked.status.code(), findings, text(&checked.stderr))
    };
    let (_, before, _) = json(&broken);
    let waivers: Vec<Value> = before
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| {
            serde_json::json!({
                "rule": finding["rule"], "target": finding["target"],
                "reason": "Done by hand.", "author": "Ada", "until": "9999-12-31",
            })
        })
        .collect();
    assert!(!waivers.is_empty());
    let mut document: Value = serde_json::from_str(&broken).unwrap();
    document["waivers"] = Value::Array(waivers.clone());
    let (code, after, said) = json(&document.to_string());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("0 errors") && said.contains(&format!("{} waived", waivers.len())));
    let marked: Vec<&Value> = after.iter().filter(|finding| !finding["waived"].is_null()).collect();
    assert_eq!(marked.len(), waivers.len());
    assert_eq!(marked[0]["waived"]["reason"], "Done by hand.");
    let plain = run_with(&["validate", "-"], &document.to_string());
    assert!(text(&plain.stdout).contains("waived: Done by hand. (Ada) Until 9999-12-31."));
    let sarif = run_with(&["validate", "-", "--format", "sarif"], &document.to_string());
    let sarif: Value = serde_json::from_slice(&sarif.stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let suppressed = |result: &&Value| !result["suppressions"].as_array().unwrap().is_empty();
    assert_eq!(results.iter().filter(suppressed).count(), waivers.len());
    let folder = folder("waived");
    let out = run_with(&["export", "-", "--out", &folder.to_string_lossy()], &document.to_string());
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let readme = fs::read_to_string(folder.join("guide-sample-3.1.0/README.md")).unwrap();
    assert!(readme.contains("## What was let stand") && readme.contains("| Done by hand. | Ada |"));
    // After its last day it counts again.
    document["waivers"][0]["until"] = "2020-01-01".into();
    let (code, after, _) = json(&document.to_string());
    assert_eq!(code, Some(1));
    assert!(after.iter().any(|finding| finding["rule"] == "waiver-without-effect"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_other_is_said_by_meaning_and_in_the_files() {
    let folder = folder("diff");
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let old = template("guide-sample");
    let mut new: Value = serde_json::from_str(&old).unwrap();
    new["environment"] = "production".into();
    let nodes = new["nodes"].as_array_mut().unwrap();
    let gateway = nodes.iter_mut().find(|node| node["id"] == "gw1").unwrap();
    gateway["offset"] = 9.into();
    new["layout"]["gw1"]["x"] = 4_000.into();
    fs::write(at("old.json"), &old).unwrap();
    fs::write(at("new.json"), new.to_string()).unwrap();

    let same = run(&["diff", &at("old.json"), &at("old.json")]);
    assert_eq!((same.status.code(), text(&same.stdout).as_str()), (Some(0), ""));
    let told = run(&["diff", &at("old.json"), &at("new.json"), "--files"]);
    assert_eq!(told.status.code(), Some(1), "{}", text(&told.stderr));
    let told = text(&told.stdout);
    for line in [
        "~ The design: environment",
        ": offset 4 → 9",
        "--- nodes/gw1/repository/conf/deployment.toml",
        "-offset = 4",
        "+offset = 9",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let report = run(&["diff", &at("old.json"), &at("new.json"), "--format", "json"]);
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    let told = report["differences"].as_array().unwrap();
    let parts: Vec<&str> = told.iter().map(|one| one["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["environment", "offset"]);
    assert_eq!(run(&["diff", &at("old.json"), &at("none.json")]).status.code(), Some(2));
    fs::remove_dir_all(folder).unwrap();
}
