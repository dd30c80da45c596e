//! The program's `export`: what it writes where, and what it leaves alone.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const ROOT: &str = "guide-sample-3.1.0";

/// A folder with the guide's sample in it.
fn workplace() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.design.json");
    fs::write(&file, catalogue::template("guide-sample").unwrap().document).unwrap();
    (folder, file)
}

fn export(file: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_topology-designer"))
        .arg("export")
        .arg(file)
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

/// Exports as a folder; the exit code and what was said.
fn to_folder(file: &Path, folder: &Path) -> (Option<i32>, String) {
    let out = export(file, &["--out", &folder.to_string_lossy()], &[]);
    (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
}

/// What lies in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_export_takes_the_place_of_the_old_one_whole() {
    let (folder, file) = workplace();
    let (out, root) = (folder.path().join("out"), folder.path().join("out").join(ROOT));
    assert_eq!(to_folder(&file, &out).0, Some(0));
    let whole = fs::read_to_string(root.join("SHA256SUMS")).unwrap();
    // An older bundle: a node more than now, and a file that has changed since.
    fs::create_dir_all(root.join("nodes/gone/bin")).unwrap();
    fs::write(root.join("nodes/gone/bin/start.sh"), "exit").unwrap();
    fs::write(root.join("README.md"), "older").unwrap();
    let manifest = root.join("manifest.json");
    let listed = fs::read_to_string(&manifest).unwrap().replacen(
        "\"files\": [",
        "\"files\": [{ \"path\": \"nodes/gone/bin/start.sh\" },",
        1,
    );
    fs::write(&manifest, listed).unwrap();
    let (code, said) = to_folder(&file, &out);
    assert_eq!(code, Some(0), "{said}");
    assert!(!root.join("nodes/gone").exists(), "nothing of the old bundle is left");
    assert_ne!(fs::read_to_string(root.join("README.md")).unwrap(), "older");
    assert_eq!(fs::read_to_string(root.join("SHA256SUMS")).unwrap(), whole);
    assert_eq!(names(&out), [ROOT], "nothing else lies about");
}

#[test]
fn what_a_person_put_into_a_bundle_is_kept_beside_the_new_one() {
    let (folder, file) = workplace();
    let (out, root) = (folder.path().join("out"), folder.path().join("out").join(ROOT));
    for expected in ["guide-sample-3.1.0-earlier", "guide-sample-3.1.0-earlier-2"] {
        assert_eq!(to_folder(&file, &out).0, Some(0));
        fs::write(root.join("secrets.env"), "ADMIN_PASSWORD=mine").unwrap();
        let (code, said) = to_folder(&file, &out);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(expected) && said.contains("secrets.env"), "{said}");
        assert!(!root.join("secrets.env").exists());
        assert_eq!(
            fs::read_to_string(out.join(expected).join("secrets.env")).unwrap(),
            "ADMIN_PASSWORD=mine"
        );
    }
    assert_eq!(names(&out).len(), 3, "{:?}", names(&out));
}

#[test]
fn a_folder_that_is_no_bundle_is_refused_and_an_empty_one_is_filled() {
    let (folder, file) = workplace();
    let root = folder.path().join(ROOT);
    for (name, text) in [
        ("thesis.txt", "years of work"),
        ("manifest.json", "{\"name\":\"a web app\",\"icons\":[]}"),
        ("manifest.json", "{\"generator\":{\"name\":\"other\"},\"files\":[]}"),
    ] {
        fs::create_dir(&root).unwrap();
        fs::write(root.join(name), text).unwrap();
        let (code, said) = to_folder(&file, folder.path());
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("not a bundle") && said.lines().count() == 1, "{said}");
        assert_eq!(names(&root), [name]);
        assert_eq!(fs::read_to_string(root.join(name)).unwrap(), text);
        fs::remove_dir_all(&root).unwrap();
    }
    fs::write(&root, "a file").unwrap();
    let (code, said) = to_folder(&file, folder.path());
    assert!(code == Some(2) && said.contains("is a file"), "{said}");
    fs::remove_file(&root).unwrap();
    fs::create_dir(&root).unwrap();
    assert_eq!(to_folder(&file, folder.path()).0, Some(0));
    assert!(root.join("manifest.json").exists());
    assert_eq!(names(folder.path()), ["a.design.json", ROOT]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let (folder, file) = workplace();
    let elsewhere = folder.path().join("elsewhere");
    let (out, root) = (folder.path().join("out"), folder.path().join("out").join(ROOT));
    // The root itself leads elsewhere, to a bundle even.
    assert_eq!(to_folder(&file, &out).0, Some(0));
    fs::rename(&root, &elsewhere).unwrap();
    symlink(&elsewhere, &root).unwrap();
    fs::write(elsewhere.join("README.md"), "untouched").unwrap();
    let (code, said) = to_folder(&file, &out);
    assert!(code == Some(2) && said.contains("is a link"), "{said}");
    assert_eq!(fs::read_to_string(elsewhere.join("README.md")).unwrap(), "untouched");
    // A folder inside the bundle leads elsewhere.
    fs::remove_file(&root).unwrap();
    assert_eq!(to_folder(&file, &out).0, Some(0));
    fs::remove_dir_all(root.join("nodes")).unwrap();
    symlink(elsewhere.join("nodes"), root.join("nodes")).unwrap();
    fs::write(elsewhere.join("nodes/gw1/README.md"), "untouched").unwrap();
    let (code, said) = to_folder(&file, &out);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(fs::read_to_string(elsewhere.join("nodes/gw1/README.md")).unwrap(), "untouched");
    assert!(fs::symlink_metadata(root.join("nodes")).unwrap().is_dir());
}

#[test]
fn an_archive_is_there_whole_or_as_it_was() {
    let (folder, file) = workplace();
    let archive = folder.path().join("a.zip");
    fs::write(&archive, "older").unwrap();
    let name = archive.to_string_lossy();
    assert_eq!(export(&file, &["--archive", &name], &[]).status.code(), Some(0));
    assert!(fs::read(&archive).unwrap().starts_with(b"PK"));
    assert_eq!(names(folder.path()), ["a.design.json", "a.zip"], "nothing lies beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&archive), mode(&file), "as readable as any new file");
    }
    let nowhere = folder.path().join("nowhere/a.zip");
    let out = export(&file, &["--archive", &nowhere.to_string_lossy()], &[]);
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2));
    assert!(said.contains("a.zip cannot be written"), "{said}");
}

#[test]
fn two_processes_in_two_places_of_the_world_give_the_same_bytes() {
    let (folder, file) = workplace();
    let worlds = [
        [("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        [("TZ", "America/Los_Angeles"), ("LANG", "C"), ("LC_ALL", "C")],
    ];
    for extension in ["zip", "tar.gz"] {
        let packed = worlds.map(|world| {
            let archive = folder.path().join(format!("{}.{extension}", world[1].1));
            let out = export(&file, &["--archive", &archive.to_string_lossy()], &world);
            assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
            fs::read(archive).unwrap()
        });
        assert!(packed[0] == packed[1] && packed[0].len() > 10_000, "{extension}");
    }
}

/// F10: nor does it matter how many threads there are, or in which order a map has its entries.
#[test]
fn bundles_pictures_and_papers_are_the_same_with_any_number_of_threads() {
    let (folder, file) = workplace();
    let given = file.to_string_lossy().into_owned();
    let worlds = [
        [("TOKIO_WORKER_THREADS", "1"), ("LC_ALL", "ar_EG.UTF-8"), ("TZ", "Asia/Kathmandu")],
        [("TOKIO_WORKER_THREADS", "9"), ("LC_ALL", "de_DE.UTF-8"), ("TZ", "Etc/GMT+12")],
    ];
    for (name, arguments) in [
        ("a.zip", vec!["export", &given, "--archive"]),
        ("a.svg", vec!["render", &given, "--out"]),
        ("a.png", vec!["render", &given, "--out"]),
        ("a.pdf", vec!["render", &given, "--out"]),
        ("b.html", vec!["review", &given, "--date", "2027-03-31", "--out"]),
        ("b.pdf", vec!["review", &given, "--date", "2027-03-31", "--out"]),
    ] {
        let made = worlds.map(|world| {
            let out = folder.path().join(format!("{}-{name}", world[0].1));
            let ran = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
                .args(&arguments)
                .arg(&out)
                .envs(world)
                .output()
                .unwrap();
            assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
            fs::read(out).unwrap()
        });
        assert!(made[0] == made[1] && made[0].len() > 1_000, "{name}");
    }
}

#[test]
fn sarif_names_its_schema_and_the_file_as_a_uri() {
    let (folder, file) = workplace();
    let strange = folder.path().join("my designs#1.json");
    let text = fs::read_to_string(&file).unwrap();
    let broken = text.replace("\"kind\": \"validates-with\"", "\"kind\": \"shows\"");
    fs::write(&strange, &broken).unwrap();
    let validate = |argument: &str, input: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
            .current_dir(folder.path())
            .args(["validate", argument, "--format", "sarif"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let _ = program.stdin.take().unwrap().write_all(input.as_bytes());
        let output = program.wait_with_output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    for (argument, uri) in [
        ("my designs#1.json", "my%20designs%231.json".to_owned()),
        ("-", "stdin".to_owned()),
        (
            &strange.to_string_lossy() as &str,
            format!("file://{}/my%20designs%231.json", folder.path().display()),
        ),
    ] {
        let sarif = validate(argument, &broken);
        assert_eq!(sarif["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], uri, "{argument}");
    }
}
