//! S5: scripts of designs that are full of commands, run where each command leaves a trace.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use trials::{TEXTS, everywhere};

use crate::scripts::{Machine, SECRETS};
use crate::support::{bundle, catalogue, template};

/// Texts that run something in a shell that reads them.
fn commands() -> impl Iterator<Item = &'static str> {
    TEXTS.into_iter().filter(|text| text.contains("owned"))
}

/// A folder with a program `owned` that says by whom it was run.
struct Trap {
    folder: PathBuf,
}

impl Trap {
    fn new(machine: &Machine) -> Self {
        let folder = machine.folder.join("trap");
        fs::create_dir_all(&folder).unwrap();
        let program = format!("#!/bin/sh\necho \"$0 $*\" >> '{}/log'\n", folder.display());
        fs::write(folder.join("owned"), program).unwrap();
        fs::set_permissions(folder.join("owned"), fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    /// Runs a script with the trap before everything else.
    fn run(&self, script: &Path, home: &Path) {
        let path = format!("{}:{}", self.folder.display(), std::env::var("PATH").unwrap());
        let ran = Command::new("sh")
            .arg(script)
            .arg(home)
            .env_clear()
            .env("PATH", path)
            .env("HOME", &self.folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        // What it did is looked at; that a design of this kind cannot be installed is no failure.
        assert!(ran.status.code().is_some(), "{}: {ran:?}", script.display());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

#[test]
fn no_text_of_a_design_is_run_by_any_script() {
    let step = if trials::is_long() { 1 } else { 5 };
    let mut ran = 0;
    for (index, text) in commands().step_by(step).enumerate() {
        let design = everywhere(&template("guide-sample"), catalogue(), text);
        let machine = Machine::with(&format!("injected-{index}"), &design);
        machine.secrets(&format!("{SECRETS}\n{text}=x\n"));
        let trap = Trap::new(&machine);
        if index == 0 {
            let probe = machine.folder.join("probe.sh");
            fs::write(&probe, "owned probe\n").unwrap();
            trap.run(&probe, &machine.home());
            assert!(trap.log().contains("probe"), "the trap works");
            fs::remove_file(trap.folder.join("log")).unwrap();
        }
        for node in ["gw1", "km1"] {
            for script in ["install", "preflight", "start", "stop"] {
                let script = machine.bundle().join(format!("nodes/{node}/bin/{script}.sh"));
                trap.run(&script, &machine.home());
                ran += 1;
            }
        }
        for script in ["start-all.sh", "stop-all.sh", "certificates/create-keystores.sh"] {
            let script = machine.bundle().join(script);
            if script.exists() {
                trap.run(&script, &machine.folder);
                ran += 1;
            }
        }
        assert_eq!(trap.log(), "", "{text:?} was run");
        let strays = fs::read_dir(&machine.folder).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(strays.into_iter().all(|name| name != "owned"), "{text:?} wrote a file");
    }
    assert!(ran >= 40, "{ran} scripts were run");
    assert!(!Path::new("/tmp/owned").exists(), "a redirection was followed");
}

#[test]
fn shells_read_every_script_of_designs_that_are_full_of_texts() {
    let step = if trials::is_long() { 1 } else { 8 };
    let mut scripts = BTreeSet::new();
    for text in TEXTS.into_iter().step_by(step) {
        let design = everywhere(&template("guide-sample"), catalogue(), text);
        let made = bundle(&design).files.into_iter().filter(|file| file.path.ends_with(".sh"));
        scripts.extend(made.map(|file| (String::from_utf8(file.bytes).unwrap(), text)));
    }
    // Most are the same whatever is typed.
    let mut read: BTreeSet<String> = BTreeSet::new();
    let folder = tempdir("shells");
    for (script, text) in scripts {
        if read.insert(script.clone()) {
            let file = folder.join("script.sh");
            fs::write(&file, &script).unwrap();
            for shell in ["sh", "bash"] {
                let ran = Command::new(shell).arg("-n").arg(&file).output().unwrap();
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                assert!(ran.status.success(), "{shell}: {text:?}: {said}\n{script}");
            }
        }
    }
    fs::remove_dir_all(folder).unwrap();
    assert!(read.len() >= 20, "{} scripts", read.len());
}

pub(crate) fn tempdir(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("topology-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
