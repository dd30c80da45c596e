//! S4: names in an archive lead nowhere but into its folder, on any system, whatever was typed.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use export::archive;

use crate::injected::tempdir;
use crate::typed::typed;

/// What Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "nul", "aux", "prn", "com1", "lpt1"];

#[test]
fn every_name_in_an_archive_is_plain_and_no_two_are_one_anywhere() {
    for (text, bundle) in typed() {
        let paths = bundle.files.iter().map(|file| format!("{}/{}", bundle.root, file.path));
        let mut seen = BTreeSet::new();
        for path in paths {
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
            assert!(path.bytes().all(is_plain), "{text:?}: {path}");
            assert!(seen.insert(path.to_lowercase()), "{text:?}: {path} is there twice");
            for part in path.split('/') {
                assert!(!part.is_empty() && part != "." && part != "..", "{text:?}: {path}");
                assert!(!part.ends_with('.') && !part.ends_with(' '), "{text:?}: {path}");
                let stem = part.split('.').next().unwrap().to_lowercase();
                assert!(!DEVICES.contains(&stem.as_str()), "{text:?}: {path}");
            }
            assert!(path.len() < 200, "{text:?}: {path}");
        }
    }
}

/// What unpacks an archive, and how it is called; what is not there is said.
const UNPACKERS: [(&str, &[&str], bool); 3] = [
    ("tar", &["-xzf", "packed"], false),
    ("unzip", &["-qq", "packed"], true),
    ("bsdtar", &["-xf", "packed"], true),
];

#[test]
fn what_other_programs_unpack_stays_inside_its_folder() {
    let step = if trials::is_long() { 1 } else { 30 };
    let mut unpacked = BTreeSet::new();
    for (text, bundle) in typed().iter().step_by(step) {
        for (program, arguments, is_zip) in UNPACKERS {
            let package = if program == "bsdtar" { "libarchive-tools" } else { program };
            if !crate::certificates::have(&[(program, package)]) {
                continue;
            }
            let folder = tempdir("inside");
            let inside = folder.join("inside");
            fs::create_dir(&inside).unwrap();
            let pack = if is_zip { archive::zip } else { archive::tar_gz };
            fs::write(inside.join("packed"), pack(bundle).unwrap()).unwrap();
            let ran = Command::new(program).args(arguments).current_dir(&inside).output().unwrap();
            assert!(ran.status.success(), "{program} {text:?}: {ran:?}");
            let names = |folder: &std::path::Path| {
                let entries = fs::read_dir(folder).unwrap();
                let name = |entry: std::io::Result<fs::DirEntry>| {
                    entry.unwrap().file_name().into_string().unwrap()
                };
                entries.map(name).collect::<BTreeSet<String>>()
            };
            assert_eq!(names(&folder), BTreeSet::from(["inside".to_owned()]), "{program}");
            let wanted = BTreeSet::from(["packed".to_owned(), bundle.root.clone()]);
            assert_eq!(names(&inside), wanted, "{program} {text:?}");
            for file in &bundle.files {
                let there = fs::read(inside.join(&bundle.root).join(&file.path)).unwrap();
                assert!(there == file.bytes, "{program} {text:?}: {}", file.path);
            }
            fs::remove_dir_all(folder).unwrap();
            unpacked.insert(program);
        }
    }
    assert!(unpacked.contains("tar") && unpacked.contains("unzip"), "{unpacked:?}");
}
