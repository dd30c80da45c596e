//! All nodes of a machine, started and stopped for real against the stand-in of the product, and the
//! checks before a start.
//!
//! Source: wso2-domain sections 9 and 10.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use topology::{Design, Host, OperatingSystem, notation::design};

use crate::certificates::{KEYTOOL, have};
use crate::scripts::{Machine, SECRETS, ok, refused};
use crate::support::{bundle, template};

/// Three nodes on this machine and one elsewhere, at ports that nothing else has.
fn small(offset: u16) -> Design {
    design(&format!(
        "host here localhost 127.0.0.1
         host there elsewhere.example.com 192.0.2.7
         db: database host=localhost database.port={}
         km1: key-manager @here +{}
         tm1: traffic-manager @here +{}
         gw1: gateway @here +{}
         gw2: gateway @there
         km1 -reports-to-> tm1
         gw1 -reports-to-> tm1
         gw1 -validates-with-> km1
         gw1 -stores-in-> db",
        offset + 9_000,
        offset,
        offset + 50,
        offset + 150
    ))
}

/// Runs a script of the bundle's top with nothing but a path in its environment.
fn run(machine: &Machine, script: &str, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(machine.bundle().join(script));
    command.args(args).current_dir("/").env_clear().env("PATH", std::env::var("PATH").unwrap());
    command.env("APIM_BASE", &machine.folder).env("STUB_LOG", log(machine));
    command.envs(environment.iter().copied()).output().unwrap()
}

fn log(machine: &Machine) -> PathBuf {
    machine.folder.join("log")
}

fn logged(machine: &Machine) -> String {
    fs::read_to_string(log(machine)).unwrap_or_default()
}

fn folder(machine: &Machine, node: &str) -> PathBuf {
    machine.folder.join(format!("wso2am-3.1.0-{node}"))
}

/// Unpacked and installed nodes.
fn installed(name: &str, design: &Design, nodes: &[&str]) -> Machine {
    let machine = Machine::with(name, design);
    machine.secrets(SECRETS);
    for node in nodes {
        let home = folder(&machine, node);
        machine.unpack(&home);
        ok(&machine.run_with(node, "install", &home, "/", &[]));
    }
    machine
}

/// Listens a while after a node was started, and says so in the log before it does.
fn answer_later(machine: &Machine, node: &'static str, port: u16) -> JoinHandle<TcpListener> {
    let log = log(machine);
    std::thread::spawn(move || {
        let end = Instant::now() + Duration::from_secs(30);
        while Instant::now() < end {
            let text = fs::read_to_string(&log).unwrap_or_default();
            if text.contains(&format!("{node} start\n")) {
                std::thread::sleep(Duration::from_millis(700));
                let text = fs::read_to_string(&log).unwrap_or_default();
                fs::write(&log, format!("{text}{node} answers\n")).unwrap();
                return TcpListener::bind(("127.0.0.1", port)).unwrap();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("{node} was never started");
    })
}

#[test]
fn all_nodes_of_a_machine_start_one_after_another_and_stop_in_reverse() {
    let design = small(20_000);
    let machine = installed("all", &design, &["km1", "tm1", "gw1"]);
    // Where each role answers: 9443, 9611 and 8243, each with its offset.
    let ready = [("km1", 29_443), ("tm1", 29_661), ("gw1", 28_393)];
    let listeners: Vec<_> =
        ready.iter().map(|(node, port)| answer_later(&machine, node, *port)).collect();
    let said = ok(&run(&machine, "start-all.sh", &[], &[]));
    let expected = "km1 start\nkm1 answers\ntm1 start\ntm1 answers\ngw1 start\ngw1 answers\n";
    assert_eq!(logged(&machine), expected, "{said}");
    for (node, port) in ready {
        assert!(said.contains(&format!("{node}: ready, it answers on port {port}\n")), "{said}");
    }
    assert!(said.contains("gw2: on elsewhere.example.com run: sh start-all.sh gw2\n"), "{said}");
    let listeners: Vec<TcpListener> = listeners.into_iter().map(|l| l.join().unwrap()).collect();

    let again = ok(&run(&machine, "start-all.sh", &["tm1"], &[]));
    assert_eq!(again, "tm1: it runs already\ntm1: ready, it answers on port 29661\n");
    assert_eq!(logged(&machine), expected, "nothing was started twice");

    let said = ok(&run(&machine, "stop-all.sh", &[], &[]));
    let stopped = format!("{expected}gw1 stop\ntm1 stop\nkm1 stop\n");
    assert_eq!(logged(&machine), stopped, "{said}");
    assert!(said.contains("gw2: on elsewhere.example.com run: sh stop-all.sh gw2\n"), "{said}");
    let said = ok(&run(&machine, "stop-all.sh", &["km1"], &[]));
    assert_eq!(said, "km1: it does not run\n");
    drop(listeners);
}

#[test]
fn what_does_not_start_keeps_the_later_ones_from_starting() {
    let machine = installed("late", &small(20_300), &["km1", "tm1", "gw1"]);
    // It starts and never answers.
    let says = refused(&run(&machine, "start-all.sh", &[], &[("APIM_TIMEOUT", "1")]));
    assert!(
        says.contains("km1 does not answer on port 29743 after 1 seconds")
            && says.contains("wso2am-3.1.0-km1/repository/logs/wso2carbon.log"),
        "{says}"
    );
    assert_eq!(logged(&machine), "km1 start\n");
    ok(&run(&machine, "stop-all.sh", &["km1"], &[]));

    // It ends while it is waited for.
    let home = folder(&machine, "km1");
    fs::write(
        home.join("bin/wso2server.sh"),
        "sleep 2 >/dev/null 2>&1 & echo $! > \"$CARBON_HOME/wso2carbon.pid\"\n",
    )
    .unwrap();
    let says = refused(&run(&machine, "start-all.sh", &["km1"], &[]));
    assert!(says.contains("km1 has ended while it started"), "{says}");

    // It does not start at all.
    machine.secrets("");
    let says = refused(&run(&machine, "start-all.sh", &["km1", "tm1"], &[]));
    assert!(says.contains("km1 was not started, and none of the nodes after it"), "{says}");

    let says = refused(&run(&machine, "start-all.sh", &["km1", "nobody"], &[]));
    assert!(says.contains("no node nobody in this bundle"), "{says}");
    let says = refused(&run(&machine, "start-all.sh", &[], &[("APIM_TIMEOUT", "1m")]));
    assert!(says.contains("number of seconds"), "{says}");
}

#[test]
fn a_machine_that_is_nobodys_host_is_told_so() {
    let machine = Machine::with("nobody", &template("guide-ha"));
    for script in ["start-all.sh", "stop-all.sh"] {
        let ran = run(&machine, script, &[], &[]);
        assert!(refused(&ran).contains("no node of this bundle has this machine for its host"));
        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        let nodes: Vec<&str> = said.lines().filter_map(|line| line.split(':').next()).collect();
        let mut order = ["km1", "km2", "tm1", "tm2", "pub1", "pub2", "dev1", "dev2", "gw1", "gw2"];
        if script == "stop-all.sh" {
            order.reverse();
        }
        assert_eq!(nodes, order, "the order of the runbook");
        assert!(
            said.contains(&format!("km1: on km1.example.com run: sh {script} km1\n")),
            "{said}"
        );
    }
}

/// A Java that says which it is, with the keytool of the real one behind it.
fn java(machine: &Machine, version: &str) -> PathBuf {
    let home = machine.folder.join(format!("java-{version}"));
    fs::create_dir_all(home.join("bin")).unwrap();
    let script = |name: &str, text: String| {
        let path = home.join("bin").join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    script("java", format!("#!/bin/sh\necho 'openjdk version \"{version}\" 2022-01-18' >&2\n"));
    script("keytool", "#!/bin/sh\nexec keytool \"$@\"\n".to_owned());
    home
}

fn keytool(args: &[&str]) {
    let ran = crate::certificates::keytool().args(args).output();
    let ran = ran.expect("keytool is there: `cargo xtask test` installs it");
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stdout));
}

fn key(store: &Path, alias: &str, days: &str, start: &str) {
    let store = store.to_str().unwrap();
    keytool(&[
        "-genkeypair",
        "-keystore",
        store,
        "-storetype",
        "JKS",
        "-storepass",
        "keypass1",
        "-keypass",
        "keypass1",
        "-alias",
        alias,
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=x",
        "-validity",
        days,
        "-startdate",
        start,
    ]);
}

const PASSWORDS: &str = "ADMIN_PASSWORD=adm1n-x\nDATABASE_PASSWORD=database1\nKEYSTORE_PASSWORD=keypass1\nTRUSTSTORE_PASSWORD=keypass1\n";

#[test]
fn preflight_finds_nothing_where_everything_is_in_place() {
    if !have(&[KEYTOOL]) {
        return;
    }
    let design = small(20_600);
    let machine = installed("preflight", &design, &["km1", "gw1"]);
    machine.secrets(PASSWORDS);
    let java_home = java(&machine, "11.0.22");
    let home = folder(&machine, "gw1");
    let security = home.join("repository/resources/security");
    fs::create_dir_all(&security).unwrap();
    key(&security.join("wso2carbon.jks"), "wso2carbon", "400", "-1d");
    key(&security.join("client-truststore.jks"), "any", "400", "-1d");
    let environment = [("JAVA_HOME", java_home.to_str().unwrap())];
    // The database, and the nodes that start before this one: 9443, 5672, 9611 and 9711 shifted.
    let _up: Vec<TcpListener> = [29_600, 30_043, 26_322, 30_261, 30_361]
        .iter()
        .map(|port| TcpListener::bind(("127.0.0.1", *port)).unwrap())
        .collect();
    let ran = machine.run_with("gw1", "preflight", &home, "/", &environment);
    assert_eq!(ok(&ran), "gw1: no problem found\n", "{ran:?}");
}

#[test]
fn preflight_says_each_problem_in_one_line() {
    if !have(&[KEYTOOL]) {
        return;
    }
    let mut design = small(21_000);
    let production = topology::Header {
        environment: topology::Environment::Production,
        ..design.header().clone()
    };
    topology::Change::set_header(&design, production).apply(&mut design).unwrap();
    let machine = installed("problems", &design, &["gw1"]);
    let home = folder(&machine, "gw1");
    let problems = |environment: &[(&str, &str)]| {
        refused(&machine.run_with("gw1", "preflight", &home, "/", environment))
    };
    let old = java(&machine, "1.7.0_80");
    let new = java(&machine, "17.0.1");
    let right = java(&machine, "1.8.0_292");
    let right = [("JAVA_HOME", right.to_str().unwrap())];

    let found = problems(&[]);
    assert!(found.contains("gw1: JAVA_HOME is not set"), "{found}");
    assert!(
        found.contains("wso2carbon.jks is missing")
            && found.contains("client-truststore.jks is missing")
    );
    assert!(found.contains("gw1: tm1 does not answer at localhost on port 26722\n"), "{found}");
    assert!(found.contains("gw1: db does not answer at localhost on port 30000\n"), "{found}");
    assert_eq!(
        found.lines().filter(|line| line.starts_with("gw1: ")).count(),
        found.lines().count()
    );
    for java in [old, new] {
        let found = problems(&[("JAVA_HOME", java.to_str().unwrap())]);
        assert!(found.contains("and the product runs with 8 to 11"), "{found}");
    }

    let _taken = TcpListener::bind("127.0.0.1:29393").unwrap();
    let found = problems(&right);
    assert!(found.contains("gw1: port 29393 is taken by another program\n"), "{found}");
    assert!(!found.contains("Java is"), "{found}");

    let config = home.join("repository/conf/deployment.toml");
    let exported = fs::read(&config).unwrap();
    fs::write(&config, "replaced\n").unwrap();
    assert!(problems(&right).contains("deployment.toml is not the exported one: run install.sh\n"));
    fs::write(&config, exported).unwrap();

    machine.secrets(&PASSWORDS.replace("adm1n-x", "admin").replace("database1", "a&b"));
    let found = problems(&right);
    assert!(
        found.contains("ADMIN_PASSWORD has the value that every fresh installation has"),
        "{found}"
    );
    assert!(found.contains("DATABASE_PASSWORD must not hold & <"), "{found}");
    machine.secrets(&PASSWORDS.replace("ADMIN_PASSWORD=adm1n-x\n", ""));
    assert!(problems(&right).contains("the secret ADMIN_PASSWORD has no value"));

    let security = home.join("repository/resources/security");
    fs::create_dir_all(&security).unwrap();
    let store = security.join("wso2carbon.jks");
    let with = |days: &str, start: &str, alias: &str, passwords: &str| {
        let _ = fs::remove_file(&store);
        key(&store, alias, days, start);
        machine.secrets(passwords);
        problems(&right)
    };
    let found = with(
        "400",
        "-1d",
        "wso2carbon",
        &PASSWORDS.replace("KEYSTORE_PASSWORD=keypass1", "KEYSTORE_PASSWORD=other99"),
    );
    assert!(
        found
            .contains("wso2carbon.jks does not open as JKS with the password of KEYSTORE_PASSWORD"),
        "{found}"
    );
    let found = with("400", "-1d", "another", PASSWORDS);
    assert!(found.contains("wso2carbon.jks has no entry wso2carbon\n"), "{found}");
    let found = with("1", "-3d", "wso2carbon", PASSWORDS);
    assert!(found.contains("the certificate wso2carbon in wso2carbon.jks has ended: "), "{found}");
    let found = with("20", "-1d", "wso2carbon", PASSWORDS);
    assert!(found.contains("in wso2carbon.jks ends within 30 days: "), "{found}");
    // One password for the file, another one for the key in it.
    let path = store.to_str().unwrap();
    key(&store, "odd", "400", "-1d");
    keytool(&[
        "-keypasswd",
        "-keystore",
        path,
        "-storetype",
        "JKS",
        "-storepass",
        "keypass1",
        "-alias",
        "wso2carbon",
        "-keypass",
        "keypass1",
        "-new",
        "otherpass",
    ]);
    let found = problems(&right);
    assert!(found.contains("the key wso2carbon in wso2carbon.jks does not open with"), "{found}");
    let found = with("400", "-1d", "wso2carbon", PASSWORDS);
    assert!(!found.contains("wso2carbon.jks"), "{found}");

    // The service asks no other machine.
    let path = machine.bundle().join("nodes/gw1/bin/preflight.sh");
    let mut local = Command::new(path);
    local.arg("--local").arg(&home).env_clear().env("PATH", std::env::var("PATH").unwrap());
    let found = refused(&local.envs(right).output().unwrap());
    assert!(!found.contains("does not answer") && found.contains("is taken"), "{found}");
}

/// What may be silent because it starts later is no problem, and folders have to be mounted.
#[test]
fn preflight_knows_the_order_and_the_share() {
    let design = design(
        "km1: key-manager host=localhost +21400
         tm1: traffic-manager host=localhost +21450
         tm2: traffic-manager host=localhost +21500
         share: shared-storage host=localhost
         km1 -reports-to-> tm1
         tm1 -mounts-> share
         tm2 -mounts-> share",
    );
    let machine = installed("order", &design, &["km1", "tm1"]);
    let run = |node: &str| machine.run_with(node, "preflight", &folder(&machine, node), "/", &[]);
    let ran = run("km1");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        said.contains("km1: tm1 does not answer at localhost on port 31061 yet; it starts later\n"),
        "{said}"
    );
    assert!(!refused(&ran).contains("does not answer"));

    let shared = folder(&machine, "tm1").join("repository/deployment/server/executionplans");
    assert!(refused(&run("tm1")).contains("executionplans is missing"));
    fs::create_dir_all(&shared).unwrap();
    assert!(refused(&run("tm1")).contains("executionplans is not mounted"));
    fs::remove_dir(&shared).unwrap();
    // Another file system under a link stands for a mount.
    std::os::unix::fs::symlink("/dev/shm", &shared).unwrap();
    assert!(!refused(&run("tm1")).contains("executionplans"));
}

#[test]
fn preflight_says_what_it_could_not_check() {
    let machine = installed("tools", &small(21_700), &["gw1"]);
    // A path with no tool but those that every system has, and no bash.
    let bin = machine.folder.join("path");
    fs::create_dir_all(&bin).unwrap();
    for tool in ["sh", "cat", "cmp", "date", "dirname", "grep", "head", "sed", "ps", "df", "id"] {
        let found =
            ["/bin", "/usr/bin"].iter().map(|f| Path::new(f).join(tool)).find(|p| p.exists());
        if let Some(found) = found {
            std::os::unix::fs::symlink(found, bin.join(tool)).unwrap();
        }
    }
    let mut command = Command::new(machine.bundle().join("nodes/gw1/bin/preflight.sh"));
    command.arg(folder(&machine, "gw1")).env_clear().env("PATH", &bin);
    let ran = command.output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(said.contains("not checked: whether tm1 answers at localhost"), "{said}");
    assert!(said.contains("not checked: whether the name localhost resolves"), "{said}");

    let mut command = Command::new(machine.bundle().join("start-all.sh"));
    for tool in ["tr", "uname"] {
        std::os::unix::fs::symlink(Path::new("/usr/bin").join(tool), bin.join(tool)).unwrap();
    }
    let says = refused(&command.env_clear().env("PATH", &bin).output().unwrap());
    assert!(says.contains("needs bash with timeout, or nc"), "{says}");
}

/// Section 9: with reserved ports, without what does harm; section 10: the unit.
#[test]
fn machine_files_are_the_catalogues() {
    let ha = bundle(&template("guide-ha"));
    let text = |path: &str| String::from_utf8(ha.file(path).unwrap().bytes.clone()).unwrap();
    let kernel = text("operations/sysctl.conf");
    assert!(
        kernel.contains("\nnet.ipv4.ip_local_reserved_ports = 5672,8099,8243,8280,"),
        "{kernel}"
    );
    assert!(kernel.lines().all(|line| line.starts_with('#') || !line.contains("tcp_tw_recycle")));
    let limits = text("operations/limits.conf");
    assert!(limits.contains("\nwso2carbon hard nofile 65535\n"), "{limits}");
    let unit = text("nodes/gw1/systemd/gw1.service");
    for line in [
        "EnvironmentFile=/etc/wso2am/gw1.env",
        "ExecStartPre=/bin/sh /opt/highly-available-3.1.0/nodes/gw1/bin/preflight.sh --local /opt/wso2am-3.1.0-gw1",
        "ExecStart=/bin/sh /opt/highly-available-3.1.0/nodes/gw1/bin/start.sh /opt/wso2am-3.1.0-gw1",
        "PIDFile=/opt/wso2am-3.1.0-gw1/wso2carbon.pid",
        "Type=forking",
        "User=wso2carbon",
        "Restart=on-failure",
        "LimitNOFILE=4096:65535",
    ] {
        assert!(unit.lines().any(|found| found == line), "{line} is not in:\n{unit}");
    }
    let mut windows = design("host h1 vm1.x 10.0.0.1\nkm1: key-manager @h1");
    let host = windows.hosts().next().unwrap().clone();
    let host = Host { os: OperatingSystem::Windows, ..host };
    topology::Change::set_host(&windows, host).apply(&mut windows).unwrap();
    assert!(bundle(&windows).file("nodes/km1/systemd/km1.service").is_none());
}

/// What cannot be run here is held to the letter.
#[test]
fn batch_files_for_all_nodes_know_order_and_ports() {
    let ha = bundle(&template("guide-ha"));
    let text = |path: &str| String::from_utf8(ha.file(path).unwrap().bytes.clone()).unwrap();
    let calls = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("call :node "));
        lines.map(|line| line.split('"').nth(1).unwrap().to_owned()).collect()
    };
    let (start, stop) = (text("start-all.bat"), text("stop-all.bat"));
    assert!(start.contains(
        "call :node \"gw1\" \"gw1.example.com\" \"wso2am-3.1.0-gw1\" \"8243\" || exit /b 1\r\n"
    ));
    let mut reversed = calls(&stop);
    reversed.reverse();
    assert_eq!(calls(&start), reversed);
    assert_eq!(calls(&start).len(), 10);
    let preflight = text("nodes/gw1/bin/preflight.bat");
    assert!(
        preflight.contains("call :reaches \"tm1\" \"tm1.example.com\" \"5672\" \"earlier\""),
        "{preflight}"
    );
    // Asked to look at this machine alone, it skips what asks others, and nothing else.
    let (local, others) = preflight.split_once("if defined alone goto told\r\n").unwrap();
    let shared = "call :shared \"repository\\deployment\\server\\synapse-configs\" ||";
    assert!(local.contains(shared) && local.contains("call :keystore "), "{local}");
    let (others, rest) = others.split_once("\r\n:told\r\n").unwrap();
    let asks =
        |line: &str| ["call :resolves ", "call :reaches "].iter().any(|c| line.starts_with(c));
    assert!(others.lines().count() > 5 && others.lines().all(asks), "{others}");
    assert!(!local.lines().chain(rest.lines()).any(asks), "{preflight}");
    assert!(!text("nodes/pub1/bin/preflight.bat").contains("call :shared "), "it shares nothing");
    assert!(preflight.contains("set \"ports=5672 8099 8243 8280 8672 9099 9443 9763 9999 11111\""));
}
