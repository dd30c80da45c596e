//! The scripts, run for real against a stand-in for the product that records what it was called with
//! and replaces `deployment.toml` as the real optimizer does.
//!
//! Source: wso2-domain sections 1.3 and 10; product-apim v3.1.0 profileSetup.sh, wso2server.sh.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{bundle, template};

/// A bundle on disk beside an unpacked stand-in of the product.
struct Machine {
    folder: PathBuf,
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const OPTIMIZER: &str = r#"#!/bin/sh
# Like the real one: the profile has to come first, and without the flag the file is replaced.
case $1 in -Dprofile=*) ;; *) echo "no profile" >&2; exit 1 ;; esac
echo "optimizer $*" >> ../calls
case ${2-} in --skipConfigOptimization | -skip* | skip*) ;; *) echo replaced > ../repository/conf/deployment.toml ;; esac
"#;
const SERVER: &str = r#"#!/bin/sh
echo "server $*" >> calls
echo "admin=$ADMIN_PASSWORD" >> calls
"#;

impl Machine {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("topology-scripts-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let machine = Self { folder };
        // A path with a blank and a quote in it, as people have.
        let home = machine.home();
        fs::create_dir_all(home.join("bin")).unwrap();
        fs::create_dir_all(home.join("repository/conf")).unwrap();
        fs::write(home.join("repository/conf/deployment.toml"), "shipped\n").unwrap();
        fs::write(home.join("bin/profileSetup.sh"), OPTIMIZER).unwrap();
        fs::write(home.join("bin/wso2server.sh"), SERVER).unwrap();
        for file in bundle(&template("guide-sample")).files {
            let path = machine.folder.join("bundle").join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file.bytes).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(file.mode())).unwrap();
        }
        machine
    }

    fn home(&self) -> PathBuf {
        self.folder.join("it's here/wso2am-3.1.0")
    }

    fn secrets(&self, text: &str) {
        fs::write(self.folder.join("bundle/secrets.env"), text).unwrap();
    }

    fn run(&self, node: &str, script: &str) -> Output {
        let path = self.folder.join(format!("bundle/nodes/{node}/bin/{script}.sh"));
        let mut command = Command::new(path);
        command.arg(self.home()).current_dir("/").env_clear();
        command.env("PATH", std::env::var("PATH").unwrap()).output().unwrap()
    }

    fn ok(&self, node: &str, script: &str) -> String {
        let ran = self.run(node, script);
        let errors = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{script} of {node}: {errors}");
        String::from_utf8_lossy(&ran.stdout).into_owned()
    }

    fn refused(&self, node: &str, script: &str) -> String {
        let ran = self.run(node, script);
        assert_eq!(ran.status.code(), Some(1), "{script} of {node} had to be refused");
        String::from_utf8_lossy(&ran.stderr).into_owned()
    }

    fn config(&self) -> String {
        fs::read_to_string(self.home().join("repository/conf/deployment.toml")).unwrap()
    }

    fn calls(&self) -> String {
        fs::read_to_string(self.home().join("calls")).unwrap_or_default()
    }
}

const SECRETS: &str = "ADMIN_PASSWORD=pa$s w'rd=1\r\nDATABASE_PASSWORD=`x`$(reboot)\nKEYSTORE_PASSWORD=k\nTRUSTSTORE_PASSWORD=t\n# a note\nPATH=/nowhere\n";

#[test]
fn the_exported_file_survives_the_optimizer_on_every_node() {
    let profiles = [
        ("gw1", "gateway-worker"),
        ("pub1", "api-publisher"),
        ("dev1", "api-devportal"),
        ("tm1", "traffic-manager"),
        ("km1", "api-key-manager"),
    ];
    for (node, profile) in profiles {
        let machine = Machine::new(node);
        machine.ok(node, "install");
        machine.ok(node, "install");
        let exported =
            machine.folder.join(format!("bundle/nodes/{node}/repository/conf/deployment.toml"));
        assert_eq!(machine.config(), fs::read_to_string(exported).unwrap());
        let kept = machine.home().join("repository/conf/deployment.toml.before-topology-designer");
        assert_eq!(
            fs::read_to_string(kept).unwrap(),
            "shipped\n",
            "the second run keeps the first copy"
        );
        let call = format!("optimizer -Dprofile={profile} --skipConfigOptimization");
        assert_eq!(machine.calls(), format!("{call}\n{call}\n"));

        machine.secrets(SECRETS);
        machine.ok(node, "start");
        machine.ok(node, "stop");
        let calls = machine.calls();
        assert!(calls.contains(&format!("server -Dprofile={profile} start\n")), "{calls}");
        assert!(calls.contains("server stop\n"), "{calls}");
        assert!(calls.contains("admin=pa$s w'rd=1\n"), "taken as it stands: {calls}");
    }
}

#[test]
fn start_refuses_what_would_fail_at_midnight() {
    let machine = Machine::new("refuse");
    let refused = machine.refused("gw1", "start");
    assert!(refused.contains("secret ADMIN_PASSWORD has no value"), "{refused}");

    machine.secrets(SECRETS);
    let refused = machine.refused("gw1", "start");
    assert!(refused.contains("run install.sh first"), "{refused}");

    machine.ok("gw1", "install");
    for (bad, says) in [
        ("a&b", "& <"),
        ("a<b", "& <"),
        ("a\"b", "double quote"),
        ("a@b", "URL"),
        ("a#b", "URL"),
        ("a/b", "URL"),
    ] {
        machine.secrets(&SECRETS.replace("pa$s w'rd=1", bad));
        let refused = machine.refused("gw1", "start");
        assert!(refused.contains("ADMIN_PASSWORD") && refused.contains(says), "{bad}: {refused}");
    }
    // Only the administrator's becomes part of a URL.
    machine.secrets(&SECRETS.replace("KEYSTORE_PASSWORD=k", "KEYSTORE_PASSWORD=a@b/c#d"));
    machine.ok("gw1", "start");
    assert!(!machine.calls().contains("reboot"));
}

#[test]
fn install_names_what_is_missing() {
    let machine = Machine::new("missing");
    fs::remove_file(machine.home().join("bin/profileSetup.sh")).unwrap();
    assert!(machine.refused("km1", "install").contains("profileSetup.sh"));
    fs::remove_dir_all(machine.home()).unwrap();
    assert!(machine.refused("km1", "install").contains("there is no folder"));
    assert_eq!(machine.calls(), "");
}

/// The list of a loop that shellcheck would rather quote has names of secrets, which have no blanks.
#[test]
fn shells_and_their_checker_accept_every_script() {
    let machine = Machine::new("shellcheck");
    let mut scripts: Vec<PathBuf> = Vec::new();
    for node in ["gw1", "tm1"] {
        for name in ["install.sh", "start.sh", "stop.sh"] {
            scripts.push(machine.folder.join(format!("bundle/nodes/{node}/bin/{name}")));
        }
    }
    for script in &scripts {
        let ran = Command::new("sh").arg("-n").arg(script).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    if Path::new("/usr/bin/shellcheck").exists() {
        let ran =
            Command::new("shellcheck").arg("--severity=style").args(&scripts).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    }
}

#[test]
fn batch_files_have_windows_line_ends_and_no_line_runs_typed_text() {
    for file in
        bundle(&template("guide-sample")).files.iter().filter(|file| file.path.ends_with(".bat"))
    {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", file.path);
        assert!(text.starts_with("@echo off\r\n") && text.is_ascii(), "{}", file.path);
        for label in text.lines().filter_map(|line| line.split("goto ").nth(1)) {
            assert!(text.contains(&format!("\r\n:{label}\r\n")), "{}: goto {label}", file.path);
        }
    }
}
