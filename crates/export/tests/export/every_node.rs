//! Every node of every template and generated design: installed, checked, started and stopped for real,
//! by the bundle's own scripts, beside stand-ins for whatever pack the node is of.
//!
//! Source: wso2-domain sections 1.3, 9 and 10.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use export::Bundle;

use crate::scripts::{OPTIMIZER, ok};
use crate::secrets::{CARBON, TOOL};

/// Takes the folder of the node from the environment, as each pack's own script does.
const SERVER: &str = r#"#!/bin/sh
flags='-Dhttpclient.hostnameVerifier="DefaultAndLocalhost" -Dorg.opensaml.httpclient.https.disableHostnameVerification=false'
echo "server $*" >> "$CARBON_HOME/calls"
echo "${CARBON_HOME##*/} ${*##* }" >> "$STUB_LOG"
case "$*" in
*start) sleep 600 >/dev/null 2>&1 & echo $! > "$CARBON_HOME/@PID@" ;;
*stop) kill "$(cat "$CARBON_HOME/@PID@")"; rm "$CARBON_HOME/@PID@" ;;
esac
"#;

/// Stands for all other machines: whoever is asked answers, and which name and port that was is noted.
const TIMEOUT: &str =
    "#!/bin/sh\nwhile [ $# -gt 2 ]; do shift; done\necho \"$1:$2\" >> \"$STUB_ASKED\"\n";
/// Stands for mounts: every folder is a file system of its own.
const DF: &str = "#!/bin/sh\nprintf 'head\\nfs 1 1 1 1%% %s\\n' \"$2\"\n";
const JAVA: &str = "#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\n";
const KEYTOOL: &str = "#!/bin/sh\necho 'Valid from: x until: Fri Jan 01 00:00:00 UTC 2100'\n";

/// A folder with an unpacked bundle, the tools that stand for the world, and the nodes' packs.
struct World {
    folder: PathBuf,
    tools: String,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A node as `start-all.sh` has it.
struct Line {
    id: String,
    folder: String,
}

impl World {
    fn new(index: usize, bundle: &Bundle) -> Self {
        let name = format!("topology-every-{}-{index}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        let path = std::env::var("PATH").unwrap();
        let world = Self { tools: format!("{}:{path}", folder.join("tools").display()), folder };
        let needed = |path: &str| path.starts_with("nodes/") || path.ends_with("-all.sh");
        for file in bundle.files.iter().filter(|file| needed(&file.path)) {
            world.write(&format!("bundle/{}", file.path), &file.bytes, file.mode());
        }
        for (tool, text) in
            [("timeout", TIMEOUT), ("df", DF), ("getent", "#!/bin/sh\n"), ("bin/java", JAVA)]
        {
            world.write(&format!("tools/{tool}"), text.as_bytes(), 0o755);
        }
        world.write("tools/bin/keytool", KEYTOOL.as_bytes(), 0o755);
        let example = bundle.file("secrets.env.example");
        let names = example.map_or("", |file| std::str::from_utf8(&file.bytes).unwrap());
        let names = names.lines().filter(|line| !line.starts_with('#') && line.ends_with('='));
        let given: String = names.map(|name| format!("{name}Long.and_Good+1\n")).collect();
        world.write("bundle/secrets.env", given.as_bytes(), 0o600);
        world
    }

    fn write(&self, path: &str, bytes: &[u8], mode: u32) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_default()
    }

    fn run(&self, script: &str, args: &[&Path]) -> Output {
        let mut command = Command::new(self.folder.join("bundle").join(script));
        command.args(args).current_dir("/").env_clear().env("PATH", &self.tools);
        command.env("APIM_BASE", &self.folder).env("JAVA_HOME", self.folder.join("tools"));
        command.env("STUB_LOG", self.folder.join("log"));
        command.env("STUB_ASKED", self.folder.join("asked")).output().unwrap()
    }

    fn nodes(&self) -> Vec<Line> {
        let text = self.read("bundle/start-all.sh");
        let lines = text.lines().filter(|line| line.starts_with("node '"));
        let part = |line: &str, at: usize| line.split('\'').nth(at).unwrap().to_owned();
        lines.map(|line| Line { id: part(line, 1), folder: part(line, 7) }).collect()
    }

    /// What a script's variable holds.
    fn word(&self, node: &str, script: &str, name: &str) -> Option<String> {
        let text = self.read(&format!("bundle/nodes/{node}/bin/{script}.sh"));
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name}='")))?;
        Some(line.trim_end_matches('\'').to_owned())
    }

    /// What has to lie in a node's folder before its scripts are run: the pack, stores and shares.
    fn unpack(&self, Line { id, folder }: &Line) {
        let at = |path: &str| format!("{folder}/{path}");
        let word = |script: &str, name: &str| self.word(id, script, name).unwrap_or_default();
        self.write(&at(&word("install", "config_file")), b"shipped", 0o644);
        let pid = word("preflight", "pid_file");
        self.write(&at(&pid), b"", 0o644);
        let server = SERVER.replace("@PID@", &pid);
        self.write(&at(&word("install", "start_script")), server.as_bytes(), 0o755);
        for (name, text) in [("optimizer", OPTIMIZER), ("vault_tool", TOOL)] {
            let path = word("install", name);
            if !path.is_empty() {
                self.write(&at(&path), text.as_bytes(), 0o755);
            }
        }
        if let Some(path) = self.word(id, "install", "keystore_file") {
            self.write(&at(&path), CARBON.as_bytes(), 0o644);
        }
        let checks = self.read(&format!("bundle/nodes/{id}/bin/preflight.sh"));
        let security = word("preflight", "security_folder");
        for line in checks.lines() {
            let argument = || line.split('\'').nth(1).unwrap();
            if line.starts_with("keystore '") || line.starts_with("truststore '") {
                self.write(&at(&format!("{security}/{}", argument())), b"a store", 0o644);
            }
            if line.starts_with("shared '") {
                fs::create_dir_all(self.folder.join(folder).join(argument())).unwrap();
            }
        }
    }
}

/// How many nodes were run, and how many addresses their checks before a start asked.
#[derive(Default)]
struct Lived {
    nodes: usize,
    asked: usize,
}

/// All nodes of a design, through their whole life.
fn live(index: usize, name: &str, bundle: &Bundle, open: &BTreeSet<String>) -> Lived {
    let world = World::new(index, bundle);
    let nodes = world.nodes();
    for node in &nodes {
        world.unpack(node);
        let (id, home) = (&node.id, world.folder.join(&node.folder));
        let ran = world.run(&format!("nodes/{id}/bin/install.sh"), &[&home]);
        assert!(ran.status.success(), "{name} {id}: {ran:?}");
        let config = world.word(id, "install", "config_file").unwrap();
        let installed = world.read(&format!("{}/{config}", node.folder));
        let exported = world.read(&format!("bundle/nodes/{id}/{config}"));
        if exported.contains("'@") || exported.contains("'[@") {
            assert!(installed.len() > 200 && !installed.contains("_PASSWORD@"), "{name} {id}");
        } else {
            assert_eq!(installed, exported, "{name} {id}: the exported file survives");
        }
        let calls = world.read(&format!("{}/calls", node.folder));
        let optimized = calls.contains("optimizer -Dprofile=");
        let optimizer = world.word(id, "install", "optimizer").unwrap();
        assert_eq!(optimized, !optimizer.is_empty(), "{name} {id}: {calls}");
        assert!(
            !optimized || calls.contains(" --skipConfigOptimization\n"),
            "{name} {id}: {calls}"
        );
    }
    if nodes.is_empty() {
        return Lived::default();
    }
    ok(&world.run("start-all.sh", &[Path::new("--all")]));
    let started = world.read("log");
    let folders: Vec<&str> = nodes.iter().map(|node| node.folder.as_str()).collect();
    let (order, verbs): (Vec<&str>, Vec<&str>) =
        started.lines().map(|line| line.split_once(' ').unwrap()).unzip();
    assert_eq!(order, folders, "{name}: in the runbook's order");
    assert!(verbs.iter().all(|verb| verb.trim_start_matches('-') == "start"), "{name}: {verbs:?}");
    let _ = fs::remove_file(world.folder.join("asked"));
    for node in &nodes {
        let (id, home) = (&node.id, world.folder.join(&node.folder));
        let ran = world.run(&format!("nodes/{id}/bin/preflight.sh"), &[&home]);
        assert!(ok(&ran).ends_with(&format!("{id}: no problem found\n")), "{name} {id}: {ran:?}");
    }
    let asked = world.read("asked");
    for asked in asked.lines() {
        assert!(open.contains(asked), "{name}: nobody listens at {asked}");
    }
    ok(&world.run("stop-all.sh", &[Path::new("--all")]));
    let stopped = world.read("log");
    let stopped: Vec<&str> =
        stopped[started.len()..].lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(stopped.iter().eq(folders.iter().rev()), "{name}: {stopped:?}");
    for node in &nodes {
        let pid = world.word(&node.id, "preflight", "pid_file").unwrap();
        assert!(!world.folder.join(&node.folder).join(pid).exists(), "{name}: {} runs", node.id);
    }
    Lived { nodes: nodes.len(), asked: asked.lines().count() }
}

#[test]
fn every_node_is_installed_checked_started_and_stopped() {
    let worlds: Vec<_> = crate::closed_world::tried().collect();
    let [next, nodes, asked] = [0, 0, 0].map(AtomicUsize::new);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some((name, design, bundle)) = worlds.get(index) else { break };
                    let open = crate::closed_world::listening(design);
                    let lived = live(index, name, bundle, &open);
                    nodes.fetch_add(lived.nodes, Ordering::Relaxed);
                    asked.fetch_add(lived.asked, Ordering::Relaxed);
                }
            });
        }
    });
    let (nodes, asked) = (nodes.into_inner(), asked.into_inner());
    let (least, fewest) = if trials::is_long() { (1_200, 4_000) } else { (300, 900) };
    assert!(nodes > least && asked > fewest, "{nodes} nodes were run, {asked} addresses asked");
}
