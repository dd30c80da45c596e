//! Archives: the same bytes every time, and what other programs find in them.

use std::fs;
use std::io::{Cursor, Read as _};
use std::process::Command;

use export::{BundleOptions, Exporter, archive};

use crate::support::{bundle, catalogue, template};

#[test]
fn the_same_design_gives_the_same_bytes() {
    let design = template("guide-ha");
    let again = topology::document::parse(&topology::document::write(&design)).unwrap();
    for pack in [archive::zip, archive::tar_gz] {
        assert_eq!(pack(&bundle(&design)).unwrap(), pack(&bundle(&again)).unwrap());
    }
}

#[test]
fn a_zip_holds_every_file_below_one_folder_with_its_mode() {
    let bundle = bundle(&template("guide-sample"));
    let packed = archive::zip(&bundle).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    assert_eq!(zip.len(), bundle.files.len());
    for (index, file) in bundle.files.iter().enumerate() {
        let mut entry = zip.by_index(index).unwrap();
        assert_eq!(entry.name().unwrap(), format!("guide-sample-3.1.0/{}", file.path));
        assert_eq!(entry.unix_mode().unwrap() & 0o777, file.mode());
        assert_eq!(entry.last_modified().map(|time| time.year()), Some(1980));
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, file.bytes);
    }
}

#[test]
fn tar_unpacks_it_and_sha256sum_finds_it_whole() {
    let folder = std::env::temp_dir().join(format!("topology-export-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let packed = folder.join("bundle.tar.gz");
    fs::write(&packed, archive::tar_gz(&bundle(&template("guide-ha"))).unwrap()).unwrap();
    let run = |program: &str, args: &[&str], at: &std::path::Path| {
        let ran = Command::new(program).args(args).current_dir(at).output().unwrap();
        assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    run("tar", &["xzf", "bundle.tar.gz"], &folder);
    let root = folder.join("highly-available-3.1.0");
    let checked = run("sha256sum", &["-c", "SHA256SUMS"], &root);
    assert!(
        checked.lines().count() > 80 && checked.lines().all(|line| line.ends_with(": OK")),
        "{checked}"
    );
    let listed = run("find", &[".", "-type", "f", "-perm", "755"], &root);
    let mut listed: Vec<&str> = listed.lines().filter_map(|line| line.strip_prefix("./")).collect();
    listed.sort_unstable();
    let made = bundle(&template("guide-ha"));
    let scripts: Vec<&str> =
        made.files.iter().map(|f| f.path.as_str()).filter(|path| path.ends_with(".sh")).collect();
    assert_eq!(listed, scripts, "every script for a shell may be run, and nothing else");
    assert!(scripts.len() >= 43, "four for each of ten nodes and three for all: {scripts:?}");
    fs::remove_dir_all(&folder).unwrap();
}

/// Each design, one in a zip and the next in a tar: what tar and unzip make of it is whole.
#[test]
fn other_programs_unpack_every_bundle_whole() {
    let folder = std::env::temp_dir().join(format!("topology-unpacked-{}", std::process::id()));
    let zips = crate::certificates::have(&[("unzip", "unzip")]);
    let mut whole = 0;
    for (index, (name, _, bundle)) in crate::closed_world::tried().enumerate() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let (packed, program, args) = if zips && index % 2 == 0 {
            (archive::zip(bundle).unwrap(), "unzip", ["-qq", "packed"])
        } else {
            (archive::tar_gz(bundle).unwrap(), "tar", ["xzf", "packed"])
        };
        fs::write(folder.join("packed"), packed).unwrap();
        let run = |program: &str, args: &[&str], at: &std::path::Path| {
            let ran = Command::new(program).args(args).current_dir(at).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(ran.status.success(), "{name}: {program}: {said}");
        };
        run(program, &args, &folder);
        let root = folder.join(&bundle.root);
        run("sha256sum", &["--quiet", "-c", "SHA256SUMS"], &root);
        let there = fs::read(root.join("manifest.json")).unwrap();
        assert_eq!(there, bundle.file("manifest.json").unwrap().bytes, "{name}");
        whole += 1;
    }
    fs::remove_dir_all(&folder).unwrap();
    let least = if trials::is_long() { 200 } else { 40 };
    assert!(whole > least, "{whole} bundles");
}

#[test]
fn the_manifest_lists_what_is_there() {
    let bundle = bundle(&template("guide-sample"));
    let manifest: serde_json::Value =
        serde_json::from_slice(&bundle.file("manifest.json").unwrap().bytes).unwrap();
    let listed: Vec<&str> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    let there: Vec<&str> = bundle
        .files
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| !["manifest.json", "SHA256SUMS"].contains(path))
        .collect();
    assert_eq!(listed, there);
    let names: Vec<&str> = manifest["secrets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["ADMIN_PASSWORD", "DATABASE_PASSWORD", "KEYSTORE_PASSWORD", "TRUSTSTORE_PASSWORD"]
    );
}

#[test]
fn one_nodes_bundle_holds_that_node_alone() {
    let design = template("guide-ha");
    let options = BundleOptions { node: Some("gw1".parse().unwrap()) };
    let bundle = Exporter::new(&design, catalogue()).bundle(&options);
    assert_eq!(bundle.root, "highly-available-3.1.0-gw1");
    let nodes: Vec<&str> = bundle
        .files
        .iter()
        .filter_map(|file| file.path.strip_prefix("nodes/")?.split('/').next())
        .collect();
    let full = crate::support::bundle(&design);
    let of_node = full.files.iter().filter(|file| file.path.starts_with("nodes/gw1/")).count();
    assert!(nodes.len() == of_node && of_node >= 11, "{nodes:?}");
    assert!(nodes.iter().all(|node| *node == "gw1"), "{nodes:?}");
    for file in bundle.files.iter().filter(|file| file.path.starts_with("nodes/")) {
        assert_eq!(Some(file), full.file(&file.path), "the same bytes as in the whole bundle");
    }
}
