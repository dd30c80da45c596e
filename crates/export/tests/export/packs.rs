//! Servers of several packs in one bundle: each one's files say what its own pack says.

use catalogue::wso2am_3_1_0;
use export::{BundleOptions, Exporter};
use topology::Catalogue;
use topology::catalogue::Pack;

use super::support::template;

/// The catalogue, with Traffic Managers of a pack that resembles the product's own in nothing.
fn with_another_pack() -> Catalogue {
    let mut catalogue = wso2am_3_1_0().clone();
    let mut pack: Pack = catalogue.own_pack().clone();
    let mut program = pack.programs[0].clone();
    "other".clone_into(&mut program.id);
    "conf/other.toml".clone_into(&mut program.config_file);
    "bin/other.sh".clone_into(&mut program.start_script_sh);
    "bin/other.bat".clone_into(&mut program.start_script_bat);
    "launch".clone_into(&mut program.background_word);
    "halt".clone_into(&mut program.stop_word);
    "logs/other.log".clone_into(&mut program.log_file);
    "other.pid".clone_into(&mut program.pid_file);
    pack.programs.push(program);
    "other-1.0".clone_into(&mut pack.id);
    "Other".clone_into(&mut pack.name);
    "1.0".clone_into(&mut pack.version);
    pack.optimizer = None;
    "lib".clone_into(&mut pack.driver_folder);
    "security".clone_into(&mut pack.security_folder);
    (pack.java_from, pack.java_to) = (17, 21);
    pack.shipped_stores.push("Its own store is empty.".to_owned());
    let role = catalogue.roles.iter_mut().find(|role| role.stem == "tm").unwrap();
    let deployment = role.deployment.as_mut().unwrap();
    deployment.pack = Some(pack.id.clone());
    deployment.program = Some("other".to_owned());
    deployment.server_role = None;
    catalogue.packs.push(pack);
    catalogue
}

#[test]
fn each_node_is_installed_checked_started_and_stopped_as_its_own_pack() {
    let catalogue = with_another_pack();
    let design = template("guide-ha");
    let bundle = Exporter::new(&design, &catalogue).bundle(&BundleOptions::default());
    let text = |path: &str| {
        let file = bundle.file(path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let has = |path: &str, parts: &[&str]| {
        for part in parts {
            assert!(text(path).contains(part), "{path} lacks {part}:\n{}", text(path));
        }
    };
    has("nodes/tm1/bin/install.sh", &["pack='other-1.0'", "optimizer=''", "'conf/other.toml'"]);
    has("nodes/tm1/bin/start.sh", &["'bin/other.sh'", "\"$profile_flag\" launch", "other.log"]);
    has("nodes/tm1/bin/stop.sh", &["\"$home/$start_script\" halt", "pid_file='other.pid'"]);
    has("nodes/tm1/bin/start.bat", &["bin\\other.bat", "\" --run %profile_flag%"]);
    has("nodes/tm1/bin/preflight.sh", &["java_from=17", "java_to=21", "'security'", "other.pid"]);
    has("nodes/tm1/conf/other.toml", &["· Other 1.0\n"]);
    assert!(!text("nodes/tm1/conf/other.toml").contains("server_role"));
    assert!(bundle.file("nodes/tm1/repository/conf/deployment.toml").is_none());
    has(
        "nodes/tm1/systemd/tm1.service",
        &["for Java 17 to 21", "Other 1.0", "PIDFile=/opt/other-1.0-tm1/other.pid"],
    );
    has("nodes/tm1/README.md", &["Other 1.0.", "Unpack other-1.0 once for this node alone.\n"]);
    has("nodes/gw1/bin/install.sh", &["pack='wso2am-3.1.0'", "profileSetup.sh"]);
    has(
        "README.md",
        &[
            "unpack wso2am-3.1.0 (Java 8 to 11) or other-1.0 (Java 17 to 21) once",
            "`repository/resources/security` (wso2am-3.1.0) or `security` (other-1.0) of its folder",
            "Its own store is empty.",
            "| `nodes/ID/conf/other.toml` |",
            "| `nodes/ID/repository/conf/deployment.toml` |",
            "/opt/other-1.0-tm1",
        ],
    );
    has(
        "databases/README.md",
        &["`repository/components/lib` (wso2am-3.1.0) or `lib` (other-1.0)"],
    );
    has("certificates/README.md", &["`security` (other-1.0) of that node"]);
}

/// The functions of these scripts look at the files that the variables name at that moment.
#[test]
fn start_all_and_stop_all_look_at_each_programs_own_files() {
    let catalogue = with_another_pack();
    let design = template("guide-ha");
    let exporter = Exporter::new(&design, &catalogue);
    for script in ["start-all.sh", "stop-all.sh"] {
        let file = exporter.file(script).unwrap();
        let (mut pid, mut log, mut seen) = ("", "", 0);
        for line in file.lines.iter().map(|line| line.text.as_str()) {
            pid = line.strip_prefix("pid_file=").unwrap_or(pid);
            log = line.strip_prefix("log_file=").unwrap_or(log);
            if let Some(call) = line.strip_prefix("node '") {
                let other = call.starts_with("tm");
                assert_eq!(pid, if other { "'other.pid'" } else { "'wso2carbon.pid'" }, "{line}");
                let wanted =
                    if other { "'logs/other.log'" } else { "'repository/logs/wso2carbon.log'" };
                assert!(log == wanted || script == "stop-all.sh", "{line}");
                seen += 1;
            }
        }
        assert!(seen > 4, "{script}");
    }
}
