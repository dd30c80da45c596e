//! The scripts, run for real against a stand-in for the product that records what it was called with
//! and replaces `deployment.toml` as the real optimizer does.
//!
//! Source: wso2-domain sections 1.3 and 10; product-apim v3.1.0 profileSetup.sh, wso2server.sh.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{bundle, template};

/// A bundle on disk beside an unpacked stand-in of the product.
pub(crate) struct Machine {
    pub(crate) folder: PathBuf,
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub(crate) const OPTIMIZER: &str = r#"#!/bin/sh
# Like the real one: the profile has to come first, without the flag the file is replaced, and the
# last line goes back to where it was called from, unquoted.
userLocation=$(pwd)
case $1 in -Dprofile=*) ;; *) echo "no profile" >&2; exit 1 ;; esac
echo "optimizer $*" >> ../calls
case ${2-} in --skipConfigOptimization | -skip* | skip*) ;; *) echo replaced > ../repository/conf/deployment.toml ;; esac
cd $userLocation
"#;
/// Like the real one: an inherited `CARBON_HOME` decides which folder is started.
const SERVER: &str = r#"#!/bin/sh
[ -n "${CARBON_HOME-}" ] || CARBON_HOME=$(cd "$(dirname "$0")/.." && pwd)
echo "server $*" >> calls
echo "home=$CARBON_HOME" >> calls
echo "admin=${ADMIN_PASSWORD-}" >> calls
echo "memory=${JVM_MEM_OPTS-}" >> calls
echo "java=${JAVA_OPTS-}" >> calls
[ -z "${STUB_LOG-}" ] || echo "${CARBON_HOME##*-} ${*##* }" >> "$STUB_LOG"
case "$*" in
*start) sleep 60 >/dev/null 2>&1 & echo $! > "$CARBON_HOME/wso2carbon.pid" ;;
*stop) kill "$(cat "$CARBON_HOME/wso2carbon.pid")"; rm "$CARBON_HOME/wso2carbon.pid" ;;
esac
"#;

impl Machine {
    pub(crate) fn new(name: &str) -> Self {
        Self::with(name, &template("guide-sample"))
    }

    pub(crate) fn with(name: &str, design: &topology::Design) -> Self {
        let folder =
            std::env::temp_dir().join(format!("topology-scripts-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let machine = Self { folder };
        machine.unpack(&machine.home());
        for file in bundle(design).files {
            let path = machine.bundle().join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file.bytes).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(file.mode())).unwrap();
        }
        machine
    }

    pub(crate) fn unpack(&self, home: &Path) {
        fs::create_dir_all(home.join("bin")).unwrap();
        fs::create_dir_all(home.join("repository/conf")).unwrap();
        fs::write(home.join("repository/conf/deployment.toml"), "shipped\n").unwrap();
        fs::write(home.join("bin/profileSetup.sh"), OPTIMIZER).unwrap();
        fs::write(home.join("bin/wso2server.sh"), SERVER).unwrap();
    }

    /// A path with a quote in it, as people have; one with a blank the product cannot take.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.join("it's-here/wso2am-3.1.0")
    }

    /// The bundle itself may lie below a blank.
    pub(crate) fn bundle(&self) -> PathBuf {
        self.folder.join("my bundle")
    }

    pub(crate) fn secrets(&self, text: &str) {
        fs::write(self.bundle().join("secrets.env"), text).unwrap();
    }

    fn run(&self, node: &str, script: &str) -> Output {
        self.run_with(node, script, &self.home(), "/", &[])
    }

    pub(crate) fn run_with(
        &self,
        node: &str,
        script: &str,
        home: &Path,
        from: impl AsRef<Path>,
        environment: &[(&str, &str)],
    ) -> Output {
        let path = self.bundle().join(format!("nodes/{node}/bin/{script}.sh"));
        let mut command = Command::new(path);
        command.arg(home).current_dir(from).env_clear().envs(environment.iter().copied());
        command.env("PATH", std::env::var("PATH").unwrap()).output().unwrap()
    }

    pub(crate) fn ok(&self, node: &str, script: &str) -> String {
        ok(&self.run(node, script))
    }

    pub(crate) fn refused(&self, node: &str, script: &str) -> String {
        refused(&self.run(node, script))
    }

    fn config(&self) -> String {
        fs::read_to_string(self.home().join("repository/conf/deployment.toml")).unwrap()
    }

    pub(crate) fn calls(&self) -> String {
        fs::read_to_string(self.home().join("calls")).unwrap_or_default()
    }
}

pub(crate) fn ok(ran: &Output) -> String {
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

pub(crate) fn refused(ran: &Output) -> String {
    assert_eq!(ran.status.code(), Some(1), "{ran:?} had to be refused");
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

pub(crate) const SECRETS: &str = "ADMIN_PASSWORD=pa$s w'rd=1\r\nDATABASE_PASSWORD=`x`$(reboot)\nKEYSTORE_PASSWORD=k\nTRUSTSTORE_PASSWORD=t\n# a note\nPATH=/nowhere\n";

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
            machine.bundle().join(format!("nodes/{node}/repository/conf/deployment.toml"));
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
        ("a%b", "URL"),
        ("a?b", "URL"),
        ("a:b", "URL"),
    ] {
        machine.secrets(&SECRETS.replace("pa$s w'rd=1", bad));
        let refused = machine.refused("gw1", "start");
        assert!(refused.contains("ADMIN_PASSWORD") && refused.contains(says), "{bad}: {refused}");
    }
    // Only the administrator's becomes part of a URL.
    machine.secrets(&SECRETS.replace("KEYSTORE_PASSWORD=k", "KEYSTORE_PASSWORD=a@b/c#d%?:"));
    machine.ok("gw1", "start");
    machine.ok("gw1", "stop");
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

/// Five nodes on one machine: installing a second one over the first would take away what the first
/// needs. Source: wso2-domain section 1.3, "there is no undo".
#[test]
fn one_folder_serves_one_node() {
    let machine = Machine::new("marker");
    machine.ok("km1", "install");
    let calls = machine.calls();
    let says = machine.refused("gw1", "install");
    assert!(
        says.contains("belongs to the node km1") && says.contains("/opt/wso2am-3.1.0-gw1"),
        "{says}"
    );
    assert_eq!(machine.calls(), calls, "refused before the optimizer ran");
    let theirs = machine.bundle().join("nodes/km1/repository/conf/deployment.toml");
    assert_eq!(machine.config(), fs::read_to_string(theirs).unwrap());
    let other = machine.folder.join("wso2am-3.1.0-gw1");
    machine.unpack(&other);
    ok(&machine.run_with("gw1", "install", &other, "/", &[]));
    machine.ok("km1", "install");
}

#[test]
fn a_failed_optimizer_has_claimed_the_folder() {
    let machine = Machine::new("claim");
    fs::write(machine.home().join("bin/profileSetup.sh"), "exit 3\n").unwrap();
    assert!(machine.refused("km1", "install").contains("failed"));
    assert!(machine.refused("gw1", "install").contains("belongs to the node km1"));
}

#[test]
fn a_relative_folder_and_an_inherited_home_lead_to_the_folder_that_was_named() {
    let machine = Machine::new("relative");
    let (home, from) = (Path::new("it's-here/wso2am-3.1.0"), machine.folder.clone());
    machine.secrets(SECRETS);
    for script in ["install", "start", "stop"] {
        let other = [("CARBON_HOME", "/somewhere/else"), ("CDPATH", "/")];
        ok(&machine.run_with("gw1", script, home, &from, &other));
    }
    let calls = machine.calls();
    let here = fs::canonicalize(machine.home()).unwrap();
    let expected = format!("home={}\n", here.display());
    assert_eq!(calls.matches(&expected).count(), 2, "{calls}");
}

/// Source: profileSetup.sh of product-apim v3.1.0 ends in `cd $userLocation`.
#[test]
fn a_folder_with_a_blank_is_refused_before_anything_happens() {
    let machine = Machine::new("blank");
    let home = machine.folder.join("Program Files/wso2am-3.1.0");
    machine.unpack(&home);
    for script in ["install", "start", "stop"] {
        let says = refused(&machine.run_with("gw1", script, &home, "/", &[]));
        assert!(says.contains("has a blank") && says.lines().count() == 1, "{says}");
    }
    assert!(
        !home.join("calls").exists() && !home.join("repository/conf/deployment.toml.node").exists()
    );
}

#[test]
fn stop_says_when_nothing_runs() {
    let machine = Machine::new("stopped");
    assert!(machine.refused("gw1", "stop").contains("there is no wso2carbon.pid"));
    // A process that has ended and was waited for: its number is free.
    let mut ended = Command::new("true").spawn().unwrap();
    ended.wait().unwrap();
    fs::write(machine.home().join("wso2carbon.pid"), ended.id().to_string()).unwrap();
    assert!(machine.refused("gw1", "stop").contains("is gone"));
    fs::write(machine.home().join("wso2carbon.pid"), "1; reboot").unwrap();
    assert!(machine.refused("gw1", "stop").contains("no process number"));
    assert_eq!(machine.calls(), "");
}

/// Text in the place of a secret's name never becomes part of a command, even when the export was
/// forced past the finding.
#[test]
fn a_hostile_secret_name_runs_nothing() {
    let touched = std::env::temp_dir().join(format!("topology-touched-{}", std::process::id()));
    let hostile = format!("A-}}$(touch${{IFS}}{})${{B", touched.display());
    let design = crate::hostile::with_secrets(&hostile);
    let machine = Machine::with("hostile", &design);
    machine.secrets(&format!("{SECRETS}\n{hostile}=x\n"));
    for node in ["km1", "gw1"] {
        let home = machine.folder.join(node);
        machine.unpack(&home);
        for script in ["install", "start", "stop"] {
            ok(&machine.run_with(node, script, &home, "/", &[]));
        }
    }
    assert!(!touched.exists(), "the text of a setting was run");

    // And were it to get into a script all the same, the script refuses before it looks it up.
    let start = machine.bundle().join("nodes/gw1/bin/start.sh");
    let text = fs::read_to_string(&start).unwrap();
    let spoiled = text.replacen("secrets='", &format!("secrets='{hostile} "), 1);
    assert_ne!(text, spoiled);
    fs::write(&start, spoiled).unwrap();
    let home = machine.folder.join("gw1");
    let says = refused(&machine.run_with("gw1", "start", &home, "/", &[]));
    assert!(says.contains("is no name of a secret") && !touched.exists(), "{says}");
}

/// What cannot be run here is held to the letter: the exact match that keeps gw1 from stopping gw10,
/// the exit codes, the absolute folder.
#[test]
fn batch_files_name_one_folder_and_stop_one_server() {
    let bundle = bundle(&template("guide-sample"));
    let text = |name: &str| {
        let file = bundle.file(&format!("nodes/gw1/bin/{name}.bat")).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    for name in ["install", "preflight", "start", "stop"] {
        let text = text(name);
        assert!(text.contains("do set \"home=%%~fI\""), "{name} makes the folder absolute");
        assert!(text.contains(&format!("rem   {name}.bat C:\\wso2am-3.1.0-gw1\r\n")), "{name}");
        assert!(text.contains("has a blank"), "{name}");
    }
    let stop = text("stop");
    assert!(stop.contains("'-Dcarbon.home=' + [char]34 + $env:home + [char]34"), "{stop}");
    assert!(stop.contains("OrdinalIgnoreCase"));
    assert!(stop.contains("no server runs from \"%home%\" 1>&2\r\nexit /b 1"), "{stop}");
    let start = text("start");
    assert!(start.contains("set \"CARBON_HOME=%home%\"") && !start.contains("tokens=1,* delims=="));
    assert!(text("install").contains("if not \"%result%\"==\"0\" goto not_optimized"));
}

/// The shape of a script: what is left of it when its quoted words and its numbers are all alike and a
/// line that repeats stands once. Scripts of one shape are parsed and judged alike.
fn shape(text: &str) -> String {
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            // The odd parts are quoted; what is filled in never breaks out of its quotes.
            let parts = line.split('\'').enumerate();
            let plain = parts.map(|(at, part)| if at % 2 == 1 { "x" } else { part });
            let plain = plain.collect::<Vec<_>>().join("'");
            plain.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
        })
        .collect();
    lines.dedup();
    lines.join("\n")
}

/// One of each shape of all the scripts of every design is read by both shells and by their checker.
#[test]
fn shells_and_their_checker_accept_every_script() {
    let mut shapes: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut read = 0;
    for (name, _, bundle) in crate::closed_world::worlds() {
        let is_script = |path: &str| path.ends_with(".sh") || path.ends_with(".bat");
        for file in bundle.files.iter().filter(|file| is_script(&file.path)) {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(!text.contains("{{"), "{name} {}: a place is not filled", file.path);
        }
        for file in bundle.files.iter().filter(|file| file.path.ends_with(".sh")) {
            let text = std::str::from_utf8(&file.bytes).unwrap();
            let title = format!("{name} {}", file.path);
            shapes.entry(shape(text)).or_insert((title, text.to_owned()));
            read += 1;
        }
    }
    assert!(read > 5_000, "{read} scripts were looked at");
    let machine = Machine::new("shellcheck");
    let mut scripts = Vec::new();
    for (index, (title, text)) in shapes.values().enumerate() {
        let path = machine.folder.join(format!("{index}.sh"));
        fs::write(&path, text).unwrap();
        for shell in ["sh", "bash"] {
            let ran = Command::new(shell).arg("-n").arg(&path).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(ran.status.success(), "{shell}: {title}: {said}");
        }
        scripts.push(path);
    }
    assert!(scripts.len() > 20, "{} shapes", scripts.len());
    let ran = Command::new("shellcheck").arg("--severity=style").args(&scripts).output();
    let ran = ran.expect("shellcheck is there: `cargo xtask test` installs it");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
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
