//! Keystores made for real with keytool, and what comes out tried in a handshake.
//!
//! Source: wso2-domain section 5.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use export::Exporter;
use topology::{Design, notation::design};

use crate::scripts::{Machine, ok, refused};
use crate::support::{bundle, catalogue, config, values};

/// Own keystores, as production has them.
fn own() -> Design {
    design(
        "set keystore.primary.file_name = primary.jks
         set keystore.primary.alias = signing
         set keystore.tls.file_name = tls.p12
         set keystore.tls.type = PKCS12
         set keystore.tls.alias = tls
         set keystore.tls.password = TLS_PASSWORD
         set truststore.file_name = trust.jks
         host h1 vm1.example.com 10.0.0.11
         km1: key-manager @h1 host=km1.example.com
         gw1: gateway host=gw1.example.com
         lb: load-balancer host=gw.example.com
         gw1 -validates-with-> km1
         lb -balances-> gw1",
    )
}

const PASSWORDS: &str = "KEYSTORE_PASSWORD=k3y $tore\nTLS_PASSWORD=tl5-pa'ss\nTRUSTSTORE_PASSWORD=tru$t-1\nCA_PASSWORD=auth0rity\n";

/// A keytool that notes each command line, as anyone on the machine could with ps.
fn watched(machine: &Machine) -> PathBuf {
    let home = machine.folder.join("java");
    fs::create_dir_all(home.join("bin")).unwrap();
    let seen = machine.folder.join("seen");
    let text = format!(
        "#!/bin/sh\necho \"$*\" >> '{}'\nexec keytool {} \"$@\"\n",
        seen.display(),
        QUICK.join(" ")
    );
    fs::write(home.join("bin/keytool"), text).unwrap();
    fs::set_permissions(home.join("bin/keytool"), fs::Permissions::from_mode(0o755)).unwrap();
    home
}

fn create(machine: &Machine, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(machine.bundle().join("certificates/create-keystores.sh"));
    command.args(args).current_dir("/").env_clear().env("PATH", std::env::var("PATH").unwrap());
    command.env("JAVA_HOME", watched(machine)).envs(environment.iter().copied()).output().unwrap()
}

/// Whether tools are here; says in one line which is not, past the capture of a test's output.
pub(crate) fn have(tools: &[(&str, &str)]) -> bool {
    tools.iter().all(|(tool, package)| {
        let mut ask = Command::new(tool);
        let there = ask.arg("-help").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
        if !there {
            let says = format!("skipped: there is no {tool}, apt-get install {package}\n");
            std::io::stderr().write_all(says.as_bytes()).unwrap();
        }
        there
    })
}

/// A short life: nothing of it pays for the better compiler, or for more than one collector.
const QUICK: [&str; 2] = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"];

/// Comes with Java, as the product's machines have it.
pub(crate) const KEYTOOL: (&str, &str) = ("keytool", "default-jre-headless");

/// A machine with the bundle and its passwords; `None` without the tools.
fn ready(name: &str, design: &Design) -> Option<Machine> {
    if !have(&[KEYTOOL, ("openssl", "openssl")]) {
        return None;
    }
    let machine = Machine::with(name, design);
    machine.secrets(PASSWORDS);
    Some(machine)
}

fn out(machine: &Machine, path: &str) -> PathBuf {
    machine.bundle().join("certificates/out").join(path)
}

pub(crate) fn keytool() -> Command {
    let mut command = Command::new("keytool");
    command.args(QUICK);
    command
}

/// What keytool says of a store; it has to open.
fn told(store: &Path, password: &str, args: &[&str]) -> String {
    let mut command = keytool();
    command.args(["-J-Duser.language=en", "-list", "-keystore"]).arg(store);
    let ran = command.args(["-storepass", password]).args(args).output().unwrap();
    let told = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{}: {told}", store.display());
    told
}

fn run(command: &mut Command) -> String {
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// Key and chain of a keystore as openssl reads them.
fn pem(machine: &Machine, store: &Path, kind: &str, password: &str, alias: &str) -> PathBuf {
    let (p12, pem) = (machine.folder.join("one.p12"), machine.folder.join("key.pem"));
    let _ = fs::remove_file(&p12);
    run(keytool()
        .args(["-importkeystore", "-noprompt", "-srckeystore"])
        .arg(store)
        .args(["-srcstoretype", kind, "-srcstorepass", password, "-srcalias", alias])
        .arg("-destkeystore")
        .arg(&p12)
        .args(["-deststoretype", "PKCS12", "-deststorepass", "changeit"]));
    run(Command::new("openssl")
        .args(["pkcs12", "-nodes", "-passin", "pass:changeit", "-in"])
        .arg(&p12)
        .arg("-out")
        .arg(&pem));
    pem
}

/// A truststore as openssl reads it.
fn anchors(machine: &Machine, store: &Path, password: &str) -> PathBuf {
    let path = machine.folder.join("anchors.pem");
    fs::write(&path, told(store, password, &["-rfc"])).unwrap();
    path
}

/// Whether a caller with this truststore takes a server with this key for the one it is named.
fn shakes_hands(key: &Path, anchors: &Path, name: &str, port: u16) -> bool {
    let mut server = Command::new("openssl")
        .args(["s_server", "-quiet", "-accept", &port.to_string(), "-cert"])
        .arg(key)
        .arg("-cert_chain")
        .arg(key)
        .arg("-key")
        .arg(key)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end && std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let client = Command::new("openssl")
        .args(["s_client", "-connect", &format!("127.0.0.1:{port}"), "-servername", name])
        .args(["-verify_hostname", name, "-verify_return_error", "-CAfile"])
        .arg(anchors)
        .args(["-no-CApath", "-no-CAstore"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    client.status.success()
        && String::from_utf8_lossy(&client.stdout).contains("Verify return code: 0 (ok)")
}

#[test]
fn stores_open_have_every_name_and_hands_are_shaken() {
    let Some(machine) = ready("keystores", &own()) else { return };
    ok(&create(&machine, &[], &[]));

    // One primary key for all, byte for byte.
    let primary =
        |node: &str| fs::read(out(&machine, &format!("nodes/{node}/primary.jks"))).unwrap();
    assert_eq!(primary("km1"), primary("gw1"));
    let signing =
        told(&out(&machine, "nodes/gw1/primary.jks"), "k3y $tore", &["-v", "-alias", "signing"]);
    assert!(
        signing.contains("Data_Encipherment") && signing.contains("SHA256withRSA"),
        "{signing}"
    );
    assert!(signing.contains("2048-bit RSA"), "{signing}");

    // Every name that the drawing uses for a node.
    let names = told(&out(&machine, "nodes/gw1/tls.p12"), "tl5-pa'ss", &["-v", "-alias", "tls"]);
    for name in ["DNSName: gw1.example.com", "DNSName: gw.example.com", "DNSName: localhost"] {
        assert!(names.contains(name), "{name}: {names}");
    }
    let names = told(&out(&machine, "nodes/km1/tls.p12"), "tl5-pa'ss", &["-v", "-alias", "tls"]);
    for name in ["DNSName: km1.example.com", "DNSName: vm1.example.com", "IPAddress: 10.0.0.11"] {
        assert!(names.contains(name), "{name}: {names}");
    }
    // What signs tokens, under the name that gateways look for, and there alone.
    let trust =
        |node: &str| told(&out(&machine, &format!("nodes/{node}/trust.jks")), "tru$t-1", &[]);
    assert!(trust("gw1").contains("gateway_certificate_alias"));
    assert!(!trust("km1").contains("gateway_certificate_alias"));

    // The files are those that the nodes' configuration names, and open with its secrets.
    for node in ["km1", "gw1"] {
        let found = values(&config(&own(), node));
        for key in ["keystore.primary.file_name", "keystore.tls.file_name", "truststore.file_name"]
        {
            let file = found[key].as_str().unwrap();
            assert!(out(&machine, &format!("nodes/{node}/{file}")).is_file(), "{node} {file}");
        }
        assert_eq!(found["keystore.tls.password"].as_str(), Some("$env{TLS_PASSWORD}"));
    }

    let key = pem(&machine, &out(&machine, "nodes/km1/tls.p12"), "PKCS12", "tl5-pa'ss", "tls");
    let gateways = anchors(&machine, &out(&machine, "nodes/gw1/trust.jks"), "tru$t-1");
    assert!(shakes_hands(&key, &gateways, "km1.example.com", 24_801));
    assert!(!shakes_hands(&key, &gateways, "other.example.com", 24_802), "not its name");
    let key = pem(&machine, &out(&machine, "nodes/gw1/tls.p12"), "PKCS12", "tl5-pa'ss", "tls");
    let managers = anchors(&machine, &out(&machine, "nodes/km1/trust.jks"), "tru$t-1");
    assert!(shakes_hands(&key, &managers, "gw.example.com", 24_803));
    // The load balancer, with the files that its own configuration names.
    let key = out(&machine, "load-balancers/lb/lb.pem");
    let nodes = out(&machine, "load-balancers/lb/lb-nodes-ca.crt");
    assert!(shakes_hands(&key, &nodes, "gw.example.com", 24_804));
    assert!(out(&machine, "load-balancers/lb/lb.crt").is_file());

    // Nobody who lists processes saw a password.
    let seen = fs::read_to_string(machine.folder.join("seen")).unwrap();
    for password in ["k3y $tore", "tl5-pa'ss", "tru$t-1", "auth0rity"] {
        assert!(!seen.contains(password), "{seen}");
    }
    // And nobody else on the machine reads a key.
    let mode =
        fs::metadata(out(&machine, "load-balancers/lb/lb.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);

    // Again: keys stay, because what they encrypted has to stay readable.
    let before = (primary("gw1"), fs::read(out(&machine, "nodes/gw1/tls.p12")).unwrap());
    let said = ok(&create(&machine, &[], &[]));
    assert!(said.contains("_primary: kept primary/primary.jks"), "{said}");
    assert_eq!(before, (primary("gw1"), fs::read(out(&machine, "nodes/gw1/tls.p12")).unwrap()));
}

/// With the guide's own settings one file is both, so its certificate vouches for all.
#[test]
fn a_shared_keystore_vouches_for_every_node_that_shows_it() {
    let text = "km1: key-manager host=km1.x\ngw1: gateway host=gw1.x\ngw1 -validates-with-> km1";
    let design = design(text);
    let Some(machine) = ready("shared", &design) else { return };
    ok(&create(&machine, &["--self-signed"], &[("CERTIFICATE_DAYS", "7")]));
    let shared = out(&machine, "nodes/gw1/wso2carbon.jks");
    let told_of = told(&shared, "k3y $tore", &["-v", "-alias", "wso2carbon"]);
    assert!(told_of.contains("DNSName: km1.x") && told_of.contains("DNSName: gw1.x"), "{told_of}");
    // It has the name of the shipped one and another key, so gateways have to be told.
    let trust = told(&out(&machine, "nodes/gw1/client-truststore.jks"), "tru$t-1", &[]);
    assert!(trust.contains("gateway_certificate_alias"), "{trust}");
    let key = pem(&machine, &shared, "JKS", "k3y $tore", "wso2carbon");
    let trust = anchors(&machine, &out(&machine, "nodes/km1/client-truststore.jks"), "tru$t-1");
    assert!(shakes_hands(&key, &trust, "gw1.x", 24_811));
    let lasts = |seconds: &str| {
        let mut ask = Command::new("openssl");
        ask.args(["x509", "-noout", "-checkend", seconds, "-in"]).arg(&key);
        ask.stdout(Stdio::null()).status().unwrap().success()
    };
    assert!(lasts("500000") && !lasts("700000"), "seven days");
}

/// One file with two keys: the one that all share, and the one that its own callers see.
#[test]
fn a_file_may_hold_the_common_key_and_a_nodes_own() {
    let design =
        design("km1: key-manager host=km1.x\ngw1: gateway host=gw1.x keystore.tls.alias=own");
    let Some(machine) = ready("both", &design) else { return };
    ok(&create(&machine, &[], &[]));
    ok(&create(&machine, &[], &[]));
    let store = out(&machine, "nodes/gw1/wso2carbon.jks");
    let own = told(&store, "k3y $tore", &["-v", "-alias", "own"]);
    assert!(own.contains("DNSName: gw1.x") && !own.contains("km1.x"), "{own}");
    let print = |store: &Path| {
        let told = told(store, "k3y $tore", &["-v", "-alias", "wso2carbon"]);
        told.lines().find(|line| line.contains("SHA256:")).unwrap().to_owned()
    };
    assert_eq!(print(&store), print(&out(&machine, "nodes/km1/wso2carbon.jks")));
}

/// A request that another authority signs, and its answer taken in.
#[test]
fn an_authority_of_ones_own_signs_the_requests() {
    let Some(machine) = ready("requests", &own()) else { return };
    let said = ok(&create(&machine, &["--requests"], &[]));
    assert!(said.contains("--replies DIR"), "{said}");
    let folder = machine.folder.join("replies");
    fs::create_dir_all(&folder).unwrap();
    let (ca, key) = (folder.join("ca.pem"), machine.folder.join("ca.key"));
    run(Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=House CA",
            "-days",
            "30",
            "-keyout",
        ])
        .arg(&key)
        .arg("-out")
        .arg(&ca));
    for name in ["_primary", "km1", "gw1", "lb"] {
        let request = out(&machine, &format!("requests/{name}.csr"));
        let text =
            run(Command::new("openssl").args(["req", "-noout", "-text", "-in"]).arg(&request));
        assert!(name == "_primary" || text.contains("Subject Alternative Name"), "{text}");
        run(Command::new("openssl")
            .args([
                "x509",
                "-req",
                "-copy_extensions",
                "copy",
                "-days",
                "30",
                "-CAcreateserial",
                "-CA",
            ])
            .arg(&ca)
            .arg("-CAkey")
            .arg(&key)
            .arg("-in")
            .arg(&request)
            .arg("-out")
            .arg(folder.join(format!("{name}.pem"))));
    }
    ok(&create(&machine, &["--replies", folder.to_str().unwrap()], &[]));
    let key = pem(&machine, &out(&machine, "nodes/gw1/tls.p12"), "PKCS12", "tl5-pa'ss", "tls");
    let trust = anchors(&machine, &out(&machine, "nodes/km1/trust.jks"), "tru$t-1");
    assert!(shakes_hands(&key, &trust, "gw.example.com", 24_821));
    fs::remove_file(folder.join("km1.pem")).unwrap();
    let says = refused(&create(&machine, &["--replies", folder.to_str().unwrap()], &[]));
    assert!(says.contains("holds no km1.pem"), "{says}");
}

/// The public authorities stay, the certificate whose key everybody has goes.
#[test]
fn the_shipped_certificate_is_taken_out_of_the_truststore() {
    let Some(machine) = ready("base", &own()) else { return };
    let base = machine.folder.join("client-truststore.jks");
    for alias in ["wso2carbon", "public-authority", "gateway_certificate_alias"] {
        run(keytool()
            .args([
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-storetype",
                "JKS",
                "-storepass",
                "wso2carbon",
                "-keypass",
                "wso2carbon",
            ])
            .args(["-dname", "CN=x", "-alias", alias, "-keystore"])
            .arg(machine.folder.join(format!("{alias}.jks"))));
        let pem = machine.folder.join(format!("{alias}.pem"));
        run(keytool()
            .args(["-exportcert", "-rfc", "-storepass", "wso2carbon", "-alias", alias, "-keystore"])
            .arg(machine.folder.join(format!("{alias}.jks")))
            .arg("-file")
            .arg(&pem));
        run(keytool()
            .args([
                "-importcert",
                "-noprompt",
                "-storetype",
                "JKS",
                "-storepass",
                "wso2carbon",
                "-alias",
                alias,
                "-keystore",
            ])
            .arg(&base)
            .arg("-file")
            .arg(&pem));
    }
    ok(&create(&machine, &[], &[("TRUSTSTORE_BASE", base.to_str().unwrap())]));
    let trust = told(&out(&machine, "nodes/gw1/trust.jks"), "tru$t-1", &[]);
    assert!(trust.contains("public-authority") && !trust.contains("wso2carbon,"), "{trust}");
}

#[test]
fn keystores_are_refused_before_anything_is_made() {
    let Some(machine) = ready("refused", &own()) else { return };
    machine.secrets(&PASSWORDS.replace("auth0rity", "short"));
    let says = refused(&create(&machine, &[], &[]));
    assert!(says.contains("CA_PASSWORD has no value of at least six characters"), "{says}");
    assert!(!out(&machine, "").exists());
    assert!(refused(&create(&machine, &["--help"], &[])).contains("it takes --ca"));
    assert!(refused(&create(&machine, &["--replies"], &[])).contains("which folder"));
    let says = refused(&create(&machine, &["--self-signed"], &[("CERTIFICATE_DAYS", "long")]));
    assert!(says.contains("number of days"), "{says}");

    let odd = design("set keystore.tls.file_name = ../../stolen.jks\ngw1: gateway host=gw1.x");
    let Some(machine) = ready("odd", &odd) else { return };
    let says = refused(&create(&machine, &["--self-signed"], &[]));
    assert!(
        says.contains("bare file name") && !machine.folder.join("stolen.jks").exists(),
        "{says}"
    );
}

/// What cannot be run here is held to the letter: the same keys, with the mark that a call keeps.
#[test]
fn the_batch_file_makes_the_same_keys() {
    let bundle = bundle(&own());
    let text = |name: &str| {
        let file = bundle.file(&format!("certificates/create-keystores.{name}")).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let (shell, batch) = (text("sh"), text("bat"));
    let count = |text: &str, start: &str| text.lines().filter(|l| l.starts_with(start)).count();
    for function in ["pair", "place", "trust"] {
        let calls = count(&shell, &format!("{function} '"));
        assert!(calls > 0 && calls == count(&batch, &format!("call :{function} \"")), "{function}");
    }
    assert!(
        batch.contains("+dns:gw.example.com+dns:localhost+ip:127.0.0.1\" || exit /b 1\r\n"),
        "{batch}"
    );
    assert!(batch.contains("%names:+=,%"));
    assert!(!batch.lines().any(|line| line.contains("-storepass ") || line.contains("-keypass ")));
}

/// The command processor cuts longer lines off, also after it has put values for variables: no variable
/// of this script holds a list that grows with the design.
///
/// Source: Microsoft's "Command prompt line string limitation", 8191 characters.
#[test]
fn no_line_of_a_batch_file_is_too_long() {
    let text = |design: &Design| {
        let file = Exporter::new(design, catalogue()).file("certificates/create-keystores.bat");
        String::from_utf8(file.unwrap().bytes()).unwrap()
    };
    // One certificate for all, and for each node a keystore, a truststore and secrets of its own.
    let shared = catalogue::generate(500, 3);
    let mut apart = String::from("set keystore.primary.file_name = primary.p12\n");
    for number in 0..500 {
        apart.push_str(&format!(
            "gw{number}: gateway host=gateway-{number}.branch.example.com keystore.tls.file_name=own.p12 \
             keystore.tls.password=TLS_PASSWORD_{number} truststore.password=TRUST_PASSWORD_{number}\n"
        ));
    }
    for text in [text(&shared), text(&design(&apart))] {
        let longest = text.lines().map(str::len).max().unwrap();
        assert!((3_500..8_191).contains(&longest), "{longest} characters");
        let grows = |line: &str| line.starts_with("set \"") && line.len() > 200;
        assert!(!text.lines().any(grows), "a list in a variable");
    }
    for file in bundle(&shared).files.iter().filter(|file| file.path.ends_with(".bat")) {
        let longest = file.bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).max().unwrap();
        assert!(longest < 8_191, "{}: {longest} characters", file.path);
    }
}

/// A certificate with more names than a line holds has them all, in the order of the shell's script,
/// and every node still gets its truststore.
#[test]
fn many_names_reach_the_batch_file_in_parts() {
    let design = catalogue::generate(500, 3);
    let exporter = Exporter::new(&design, catalogue());
    let text = |name: &str| {
        let file = exporter.file(&format!("certificates/create-keystores.{name}")).unwrap();
        String::from_utf8(file.bytes()).unwrap()
    };
    let (shell, batch) = (text("sh"), text("bat"));
    let pair = shell.lines().find(|line| line.starts_with("pair '_primary'")).unwrap();
    let wanted = pair.rsplit('\'').nth(1).unwrap();
    let is_part = |line: &&str| line.starts_with("call :names ");
    let mut lines = batch.lines().skip_while(|line| !is_part(line));
    let mut parts: Vec<&str> = Vec::new();
    let after = loop {
        match lines.next() {
            Some(line) if is_part(&line) => parts.push(line.split('"').nth(1).unwrap()),
            other => break other.unwrap(),
        }
    };
    assert!(parts.len() > 2 && parts.join("+").replace('+', ",") == wanted, "{wanted}");
    assert!(after.starts_with("call :pair \"_primary\" ") && after.contains(" \"\" ||"), "{after}");
    let count = |text: &str, start: &str| text.lines().filter(|l| l.starts_with(start)).count();
    let placed = count(&shell, "place '");
    assert!(placed > 300 && placed == count(&batch, "call :give \""), "{placed} nodes");
}

/// Every pattern and some of the generated designs: what the script makes is what each node's
/// configuration names, it opens, vouches for the node under each of its names, and everybody's
/// truststore takes it. Not all two hundred: a node takes keytool about three seconds.
#[test]
fn every_pattern_gets_its_stores() {
    // A pair of keys takes its time: the larger patterns have more of the same.
    let (most, least) = if trials::is_long() { (usize::MAX, 60) } else { (6, 6) };
    let templates = catalogue::templates().iter().map(|template| {
        (template.id.to_owned(), topology::document::parse(template.document).unwrap())
    });
    each_gets_its_stores(templates.filter(|(_, design)| design.nodes().len() <= most), least);
}

#[test]
fn generated_designs_get_their_stores() {
    // A prime, so that they differ in size as well.
    let (count, least) = if trials::is_long() { (15, 60) } else { (1, 1) };
    let seeds = (3..crate::varied::SEEDS).step_by(13).take(count);
    each_gets_its_stores(
        seeds.map(|seed| (format!("seed-{seed}"), crate::varied::design(seed))),
        least,
    );
}

fn each_gets_its_stores(designs: impl Iterator<Item = (String, Design)>, least: usize) {
    let mut checked = 0;
    for (name, design) in designs {
        let Some(machine) = ready(&format!("pattern-{name}"), &design) else { return };
        let example = bundle(&design).file("secrets.env.example").unwrap().bytes.clone();
        let example = String::from_utf8(example).unwrap();
        let secrets: String = example
            .lines()
            .filter(|line| line.ends_with('=') && !line.starts_with('#'))
            .map(|line| format!("{line}{PASSWORD}\n"))
            .collect();
        machine.secrets(&format!("{secrets}CA_PASSWORD={PASSWORD}\n"));
        ok(&create(&machine, &[], &[]));
        checked += stores_serve(&name, &machine, &design);
    }
    assert!(checked > least, "{checked} nodes were looked at");
}

const PASSWORD: &str = "pa55 w0rd";

/// Checks the stores of every server of a design; how many there were.
fn stores_serve(name: &str, machine: &Machine, design: &Design) -> usize {
    let graph = topology::Graph::new(design, catalogue());
    let file = |node: &topology::Node, id: &str| {
        let file = graph.setting(node, id).unwrap().to_string();
        out(machine, &format!("nodes/{}/{file}", node.id))
    };
    let servers: Vec<&topology::Node> = graph.components().map(|(node, _)| node).collect();
    for (at, node) in servers.iter().enumerate() {
        let alias = graph.setting(node, "keystore.tls.alias").unwrap().to_string();
        let store = file(node, "keystore.tls.file_name");
        let chain = machine.folder.join("chain.pem");
        fs::write(&chain, told(&store, PASSWORD, &["-rfc", "-alias", &alias])).unwrap();
        // The next one's truststore, which is made in the same way as all.
        let caller = servers[(at + 1) % servers.len()];
        let trust = anchors(machine, &file(caller, "truststore.file_name"), PASSWORD);
        for called in [graph.name_or_id(node), graph.announced_name(node)] {
            let kind =
                if topology::is_ip_address(&called) { "-verify_ip" } else { "-verify_hostname" };
            let mut verify = Command::new("openssl");
            verify.args(["verify", "-no-CApath", "-no-CAstore", kind, &called, "-CAfile"]);
            let ran =
                verify.arg(&trust).arg("-untrusted").arg(&chain).arg(&chain).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(ran.status.success(), "{name}: {} as {called}: {said}", node.id);
        }
    }
    servers.len()
}
