//! Folders that nodes see alike: mounted from a file server, or copied from the node that writes.
//!
//! Source: wso2-domain section 7 and section 3.1 row 17.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use topology::notation::design;
use topology::{Design, NodeId};

use crate::proxies::Folder;
use crate::support::{bundle, catalogue, config, shown, template, values};
use export::{BundleOptions, Exporter};

fn text(design: &Design, path: &str) -> String {
    let bundle = bundle(design);
    let file = bundle.file(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn paths(design: &Design) -> Vec<String> {
    let files = bundle(design).files.into_iter().map(|file| file.path);
    files.filter(|path| path.starts_with("shares/")).collect()
}

const ENVIRONMENT: &str = "a: gateway host=a.x\nb: gateway +3 host=b.x\nlb: load-balancer host=gw.x\n\
                           lb -balances-> a\nlb -balances-> b\np: publisher host=p.x\n\
                           p -publishes-to-> lb\na -mounts-> s\nb -mounts-> s\n";

fn copied() -> Design {
    design(&format!(
        "{ENVIRONMENT}s: shared-storage host=s.x share.kind=rsync share.manager=b share.interval=90"
    ))
}

/// Section 7: gateways share their APIs, Traffic Managers their policies.
#[test]
fn the_guides_pairs_mount_their_folders() {
    let ha = template("guide-ha");
    assert_eq!(
        paths(&ha),
        [
            "share-gw/README.md",
            "share-gw/exports",
            "share-gw/gw1/mount.sh",
            "share-gw/gw1/synapse-configs.mount",
            "share-gw/gw2/mount.sh",
            "share-gw/gw2/synapse-configs.mount",
            "share-tm/README.md",
            "share-tm/exports",
            "share-tm/tm1/executionplans.mount",
            "share-tm/tm1/mount.sh",
            "share-tm/tm2/executionplans.mount",
            "share-tm/tm2/mount.sh",
        ]
        .map(|path| format!("shares/{path}"))
    );
    let exports = text(&ha, "shares/share-gw/exports");
    let line = "\n/srv/wso2/gateways/synapse-configs 10.0.1.11(rw,sync,no_subtree_check) 10.0.1.12(rw,sync,no_subtree_check)\n";
    assert!(exports.ends_with(line), "{exports}");
    let unit = text(&ha, "shares/share-tm/tm2/executionplans.mount");
    for told in [
        "What=nfs1.example.com:/srv/wso2/traffic-managers/executionplans\n",
        "Where=/opt/wso2am-3.1.0-tm2/repository/deployment/server/executionplans\n",
        "Type=nfs\n",
        "# opt-wso2am\\x2d3.1.0\\x2dtm2-repository-deployment-server-executionplans.mount\n",
    ] {
        assert!(unit.contains(told), "{told} is not in:\n{unit}");
    }
    let runbook = text(&ha, "README.md");
    for share in ["share-gw", "share-tm"] {
        assert!(runbook.contains(&format!("`shares/{share}/README.md`")), "{runbook}");
    }
    assert!(!runbook.contains("mount one shared folder"), "{runbook}");
}

#[test]
fn an_all_in_one_pair_shares_four_folders() {
    let pair = design(
        "a: all-in-one host=a.x\nb: all-in-one host=b.x\ns: shared-storage host=s.x\na -mounts-> s\nb -mounts-> s",
    );
    for name in ["userstores", "executionplans", "synapse-configs", "tenants"] {
        let unit = text(&pair, &format!("shares/s/b/{name}.mount"));
        assert!(unit.contains(&format!("What=s.x:/srv/wso2/{name}\n")), "{unit}");
    }
    let tenants = text(&pair, "shares/s/a/tenants.mount");
    assert!(tenants.contains("Where=/opt/wso2am-3.1.0-a/repository/tenants\n"), "{tenants}");
    let machines = "a.x(rw,sync,no_subtree_check) b.x(rw,sync,no_subtree_check)";
    assert_eq!(text(&pair, "shares/s/exports").matches(machines).count(), 4);
}

/// Section 3.1 row 17: with rsync the Publisher deploys to the one node that writes.
#[test]
fn with_copies_deployments_go_to_the_node_that_writes() {
    let value = |design: &Design, node: &str, key: &str| {
        values(&config(design, node)).get(key).map(shown).unwrap_or_default()
    };
    let url = "apim.gateway.environment[0].service_url";
    let copied = copied();
    assert_eq!(value(&copied, "p", url), "https://b.x:9446/services/");
    let told = config(&copied, "p");
    assert!(told.contains("Not as in the guide (seed-17)"), "{told}");
    // What callers are shown stays at the load balancer.
    let shown = value(&copied, "p", "apim.gateway.environment[0].https_endpoint");
    assert_eq!(shown, "https://gw.x:443");
    let mounted = design(&format!("{ENVIRONMENT}s: shared-storage host=s.x share.manager=b"));
    assert_eq!(value(&mounted, "p", url), "https://gw.x:9443/services/");
    assert!(!config(&mounted, "p").contains("seed-17"));
    let typed = ENVIRONMENT.replace("host=p.x", "host=p.x environment.service_url=https://z.x/");
    let typed =
        design(&format!("{typed}s: shared-storage host=s.x share.kind=rsync share.manager=b"));
    assert_eq!(value(&typed, "p", url), "https://z.x/");
    // Section 2.10: of an all-in-one pair the second points at the first.
    let pair = design(
        "a: all-in-one host=a.x\nb: all-in-one host=b.x\na -mounts-> s\nb -mounts-> s\n\
         s: shared-storage host=s.x share.kind=rsync share.manager=a",
    );
    assert!(value(&pair, "a", url).starts_with("https://localhost:"));
    assert_eq!(value(&pair, "b", url), "https://a.x:9443/services/");
    // Policies too.
    let traffic = design(
        "t: traffic-manager host=t.x\nu: traffic-manager host=u.x\np: publisher host=p.x\n\
         p -reports-to-> t\np -reports-to-> u\nt -mounts-> s\nu -mounts-> s\n\
         s: shared-storage host=s.x share.kind=rsync share.manager=u",
    );
    assert_eq!(value(&traffic, "p", "apim.throttling.service_url"), "https://u.x:9443/services/");
}

#[test]
fn the_others_copy_from_the_node_that_writes() {
    let copied = copied();
    assert_eq!(
        paths(&copied),
        ["README.md", "a/sync.service", "a/sync.sh", "a/sync.timer"]
            .map(|path| format!("shares/s/{path}"))
    );
    let script = text(&copied, "shares/s/a/sync.sh");
    let folder = "repository/deployment/server/synapse-configs/";
    assert!(
        script.contains(&format!(
            "copy 'wso2carbon@b.x:/opt/wso2am-3.1.0-b/{folder}' '/opt/wso2am-3.1.0-a/{folder}'"
        )),
        "{script}"
    );
    assert!(text(&copied, "shares/s/a/sync.timer").contains("OnUnitInactiveSec=90s\n"));
    let page = text(&copied, "shares/s/README.md");
    assert!(page.contains("`b` alone writes") && page.contains("wso2-sync-s-a.timer"), "{page}");
    let nobody = design(&format!("{ENVIRONMENT}s: shared-storage host=s.x share.kind=rsync"));
    assert_eq!(paths(&nobody), ["shares/s/README.md"]);
    assert!(text(&nobody, "shares/s/README.md").contains("does not say which of them writes"));
}

/// What is no folder gives way to the default, and one node's bundle has that node's files.
#[test]
fn scripts_hold_plain_words() {
    for path in ["/a b", "/x;reboot", "../x", "/$(id)", "/a\"b", "/%h"] {
        let mut design = design(&format!("{ENVIRONMENT}s: shared-storage host=s.x"));
        let mut share = design.node(&"s".parse().unwrap()).unwrap().clone();
        share.settings.insert("share.path".parse().unwrap(), path.into());
        share.hostname = "x y;z".into();
        topology::Change::set_node(&design, share).apply(&mut design).unwrap();
        let exporter = Exporter::new(&design, catalogue());
        for file in exporter.bundle(&BundleOptions::default()).files {
            if file.path.starts_with("shares/") {
                let text = String::from_utf8(file.bytes).unwrap();
                assert!(!text.contains(path) && !text.contains("x y;z"), "{}: {text}", file.path);
            }
        }
        assert!(text(&design, "shares/s/a/mount.sh").contains("'s:/srv/wso2/synapse-configs'"));
    }
    let ha = template("guide-ha");
    let options = BundleOptions { node: Some(NodeId::new("gw2").unwrap()) };
    let files = Exporter::new(&ha, catalogue()).bundle(&options).files;
    let mine = |path: &str| path.starts_with("shares/") && path.matches('/').count() > 2;
    assert!(files.iter().filter(|file| mine(&file.path)).all(|file| file.path.contains("/gw2/")));
    assert!(files.iter().any(|file| file.path == "shares/share-gw/gw2/mount.sh"));
}

fn executable(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The script that mounts, run with stubs of what only root may do.
#[test]
fn the_mount_script_fills_an_empty_share_once() {
    let folder = Folder::new("mount");
    let home = folder.0.join("home");
    let configs = home.join("repository/deployment/server/synapse-configs");
    fs::create_dir_all(configs.join("default")).unwrap();
    fs::write(configs.join("default/api.xml"), "<api/>").unwrap();
    let uid = fs::metadata(&home).unwrap().uid();
    let tools = folder.0.join("tools");
    fs::create_dir_all(folder.0.join("units")).unwrap();
    fs::create_dir_all(folder.0.join("share")).unwrap();
    fs::create_dir_all(&tools).unwrap();
    let share = folder.join("share");
    executable(&tools.join("id"), "#!/bin/sh\necho 0\n");
    // What is written into the mounted folder is kept, as on a file server.
    executable(&tools.join("mount"), &format!("#!/bin/sh\ncp -R '{share}/.' \"$4/\"\n"));
    executable(
        &tools.join("umount"),
        &format!("#!/bin/sh\ncp -R \"$1/.\" '{share}/'\nrm -rf \"$1\"\nmkdir \"$1\"\n"),
    );
    executable(&tools.join("setpriv"), "#!/bin/sh\nshift 3\nexec \"$@\"\n");
    executable(
        &tools.join("systemctl"),
        &format!("#!/bin/sh\necho \"$@\" >> '{}'\n", folder.join("said")),
    );
    let design = design(&format!("{ENVIRONMENT}s: shared-storage host=s.x"));
    let at_home = |text: String| text.replace("/opt/wso2am-3.1.0-a", &folder.join("home"));
    let script = at_home(text(&design, "shares/s/a/mount.sh"))
        .replace("/etc/systemd/system", &folder.join("units"));
    folder.write("a/synapse-configs.mount", &text(&design, "shares/s/a/synapse-configs.mount"));
    let run = |script: &str| {
        let path = folder.write("a/mount.sh", script);
        let places = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
        let output = Command::new("sh").arg(path).env("PATH", places).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let (fine, said) = run(&script);
    if uid != 802 {
        assert!(!fine && said.contains("the drawing says 802"), "{said}");
    }
    let script = script.replace("802", &uid.to_string());
    let (fine, said) = run(&script);
    assert!(fine && said.contains("was empty"), "{said}");
    assert_eq!(fs::read_to_string(format!("{share}/default/api.xml")).unwrap(), "<api/>");
    let units: Vec<_> = fs::read_dir(folder.join("units")).unwrap().collect();
    assert_eq!(units.len(), 1, "{units:?}");
    let said = fs::read_to_string(folder.join("said")).unwrap();
    assert!(said.contains("enable --now opt-wso2am\\x2d3.1.0\\x2da-repository"), "{said}");
    fs::write(configs.join("default/late.xml"), "<api/>").unwrap();
    let (fine, said) = run(&script);
    assert!(fine && !said.contains("was empty"), "{said}");
    assert!(!Path::new(&share).join("default/late.xml").exists(), "a full share is left alone");
}

/// The script that copies, run with real rsync over a stub of ssh.
#[test]
fn the_copies_follow_the_node_that_writes() {
    let Some(rsync) = crate::proxies::program("rsync", "rsync") else { return };
    let folder = Folder::new("rsync");
    let name = "repository/deployment/server/synapse-configs";
    let [from, to] = ["b", "a"].map(|node| folder.0.join(node).join(name));
    fs::create_dir_all(&from).unwrap();
    fs::create_dir_all(&to).unwrap();
    fs::write(from.join("new.xml"), "<api/>").unwrap();
    fs::write(to.join("old.xml"), "<api/>").unwrap();
    let tools = folder.0.join("tools");
    fs::create_dir_all(&tools).unwrap();
    // ssh -o BatchMode=yes -l USER HOST COMMAND…
    executable(
        &tools.join("ssh"),
        &format!(
            "#!/bin/sh\nshift 2\n[ \"$1\" = -l ] && shift 2\necho \"$1\" > '{}'\nshift\nexec \"$@\"\n",
            folder.join("host")
        ),
    );
    let script = text(&copied(), "shares/s/a/sync.sh")
        .replace("/opt/wso2am-3.1.0-", &format!("{}/", folder.0.display()));
    let path = folder.write("sync.sh", &script);
    let places = format!(
        "{}:{}:{}",
        tools.display(),
        rsync.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let output = Command::new("sh").arg(path).env("PATH", places).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(to.join("new.xml").exists() && !to.join("old.xml").exists());
    assert_eq!(fs::read_to_string(folder.join("host")).unwrap().trim(), "b.x");
}

/// Units in words that systemd understands.
#[test]
fn systemd_accepts_every_unit() {
    if crate::proxies::program("systemd-analyze", "systemd").is_none() {
        return;
    }
    let folder = Folder::new("units");
    let mut units = Vec::new();
    for (design, unit) in [
        (template("guide-ha"), "shares/share-gw/gw1/synapse-configs.mount"),
        (copied(), "shares/s/a/sync.service"),
        (copied(), "shares/s/a/sync.timer"),
    ] {
        let text = text(&design, unit);
        let first =
            text.lines().find(|line| line.ends_with(".mount")).map(|line| line[2..].to_owned());
        let name = first.unwrap_or_else(|| unit.rsplit('/').next().unwrap().to_owned());
        units.push(folder.write(&name, &text));
    }
    let output = Command::new("systemd-analyze").arg("verify").args(&units).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // Neither a bus nor a script in its place is there while tests run.
    let about_ours = said.lines().filter(|line| {
        units.iter().any(|unit| line.contains(unit.as_str()))
            || line.contains("Unknown")
            || line.contains("Failed to parse")
    });
    let wrong: Vec<&str> = about_ours.collect();
    assert!(wrong.is_empty(), "{said}");
}
