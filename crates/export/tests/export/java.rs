//! What Java is told: its memory, and how names in certificates are checked.
//!
//! Source: product-apim v3.1.0 wso2server.sh and wso2server.bat; wso2-domain sections 5 and 9.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use topology::Design;
use topology::notation::design;

use crate::scripts::{Machine, SECRETS, refused};
use crate::support::bundle;

fn file(design: &Design, path: &str) -> String {
    let bundle = bundle(design);
    let file = bundle.file(path).unwrap_or_else(|| panic!("no file {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// Section 9: 1024 MB, 2048 for Gateways.
#[test]
fn memory_is_the_roles_the_designs_or_the_nodes() {
    for (settings, node, most) in [
        ("", "g", 2048),
        ("", "k", 1024),
        ("set jvm.memory = 3000\n", "g", 3000),
        ("set jvm.memory = 3000\n", "k", 3000),
        ("set jvm.memory = 3000\n", "big", 8192),
    ] {
        let text = format!(
            "{settings}g: gateway host=g.x\nk: key-manager host=k.x\nbig: gateway host=b.x jvm.memory=8192"
        );
        let design = design(&text);
        let flags = format!("-Xms256m -Xmx{most}m");
        let start = file(&design, &format!("nodes/{node}/bin/start.sh"));
        assert!(start.contains(&format!("\nmemory='{flags}'\n")), "{text}: {start}");
        let start = file(&design, &format!("nodes/{node}/bin/start.bat"));
        assert!(start.contains(&format!("set \"memory={flags}\"")), "{text}: {start}");
        // Behind the size that stands in wso2server.bat, and before what a person adds.
        assert!(start.contains("set \"JAVA_OPTS=%memory% %java_flags% %JAVA_OPTS%\""), "{start}");
        let unit = file(&design, &format!("nodes/{node}/systemd/{node}.service"));
        let line = format!("Environment=\"JVM_MEM_OPTS={flags}\"\nEnvironmentFile=");
        assert!(unit.contains(&line), "{unit}");
    }
}

#[test]
fn the_server_is_started_with_its_memory_or_the_environments() {
    let machine = Machine::new("memory");
    machine.secrets(SECRETS);
    machine.ok("gw1", "install");
    for (given, seen) in [(None, "-Xms256m -Xmx2048m"), (Some("-Xmx5g"), "-Xmx5g")] {
        let environment: Vec<(&str, &str)> =
            given.iter().map(|value| ("JVM_MEM_OPTS", *value)).collect();
        let ran = machine.run_with("gw1", "start", &machine.home(), "/", &environment);
        crate::scripts::ok(&ran);
        machine.ok("gw1", "stop");
        assert!(machine.calls().contains(&format!("memory={seen}\n")), "{}", machine.calls());
    }
}

/// Section 9, extra flags: in production, and before what a person adds.
#[test]
fn java_is_hardened_in_production() {
    let flags = "-Djdk.tls.ephemeralDHKeySize=2048 -Djdk.tls.rejectClientInitiatedRenegotiation=true -Djdk.xml.entityExpansionLimit=10000";
    for (environment, expected) in [("production", flags), ("test", "")] {
        let text = format!("environment {environment}\ng: gateway host=g.x");
        let machine = Machine::with(&format!("hardened-{environment}"), &design(&text));
        machine.secrets(SECRETS);
        machine.ok("g", "install");
        for given in ["", "-Dx=1"] {
            let environment = [("JAVA_OPTS", given)];
            let ran = machine.run_with("g", "start", &machine.home(), "/", &environment);
            crate::scripts::ok(&ran);
            machine.ok("g", "stop");
            let seen = [expected, given].map(str::to_owned).join(" ");
            let line = format!("java={}\n", seen.trim());
            assert!(machine.calls().contains(&line), "{line}: {}", machine.calls());
        }
        let start = file(&design(&text), "nodes/g/bin/start.bat");
        assert!(start.contains(&format!("set \"java_flags={expected}\"")), "{start}");
    }
}

/// The end of the product's own script, as far as it matters here.
const FLAGS: &str = "exit 0\n    -Dorg.opensaml.httpclient.https.disableHostnameVerification=true \\\n    -Dhttpclient.hostnameVerifier=AllowAll \\\n    -DworkerNode=false \\\n";

#[test]
fn install_writes_into_the_start_script_how_names_are_checked() {
    for (verifier, flag, unchecked) in [
        ("Strict", "Strict", "false"),
        ("DefaultAndLocalhost", "DefaultAndLocalhost", "false"),
        ("AllowAll", "AllowAll", "true"),
    ] {
        let text = format!("set tls.hostname_verifier = {verifier}\ng: gateway host=g.x");
        let machine = Machine::with(&format!("verifier-{verifier}"), &design(&text));
        let script = machine.home().join("bin/wso2server.sh");
        fs::write(&script, FLAGS).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o751)).unwrap();
        let expected = FLAGS
            .replace("AllowAll", flag)
            .replace("Verification=true", &format!("Verification={unchecked}"));
        for _ in 0..2 {
            machine.ok("g", "install");
            assert_eq!(fs::read_to_string(&script).unwrap(), expected);
            assert_eq!(fs::metadata(&script).unwrap().permissions().mode() & 0o777, 0o751);
        }
    }
}

#[test]
fn install_leaves_the_start_script_alone_or_says_what_is_missing() {
    let machine = Machine::with("verifier-unset", &design("g: gateway host=g.x"));
    let script = machine.home().join("bin/wso2server.sh");
    fs::write(&script, FLAGS).unwrap();
    machine.ok("g", "install");
    assert_eq!(fs::read_to_string(&script).unwrap(), FLAGS);

    let text = "set tls.hostname_verifier = Strict\ng: gateway host=g.x";
    let machine = Machine::with("verifier-missing", &design(text));
    let said = refused(&machine.run_with("g", "install", &machine.home(), "/", &[]));
    assert!(said.contains("has no -Dhttpclient.hostnameVerifier"), "{said}");
}
