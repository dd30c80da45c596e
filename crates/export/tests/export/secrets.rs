//! The three ways in which a password gets to a server, run for real against a stand-in for the
//! product's own tool.
//!
//! Source: wso2-domain section 9; [D] Encrypting Passwords in Configuration Files, 3.1.0; cipher-tool
//! v1.1.9 and its issue 68.

use std::fs;

use topology::{Change, Design, SettingValue};

use crate::scripts::{Machine, ok, refused};
use crate::support::{bundle, config, shown, template, values};

fn kept(way: &str) -> Design {
    let mut design = template("guide-sample");
    for (id, value) in [("secrets", way), ("keystore.primary.file_name", "a&b.jks")] {
        let value = Some(SettingValue::Text(value.into()));
        Change::set_design_setting(&design, &id.parse().unwrap(), value)
            .apply(&mut design)
            .unwrap();
    }
    design
}

/// Like the real one: it takes the keystore from carbon.xml, the password from its word, and encrypts
/// what stands in brackets in the last table.
pub(crate) const TOOL: &str = r#"#!/bin/sh
set -eu
[ "$1" = -Dconfigure ]
cd "$CARBON_HOME"
echo "tool $2" >> calls
sed -n 's/^ *//; /<Location>\|<Type>\|<KeyAlias>/p' repository/conf/carbon.xml >> calls
sed '/^\[secrets\]/,$s/"\[\(.*\)\]"/"encrypted"/' repository/conf/deployment.toml > new
[ -n "${STUB_LAZY-}" ] || mv new repository/conf/deployment.toml
[ -z "${STUB_FAILS-}" ]
"#;

pub(crate) const CARBON: &str = "<Server>\n  <KeyStore>\n    <Location>${carbon.home}/repository/resources/security/wso2carbon.jks</Location>\n    <Type>JKS</Type>\n    <KeyAlias>wso2carbon</KeyAlias>\n  </KeyStore>\n  <InternalKeyStore>\n    <Location>x</Location>\n  </InternalKeyStore>\n  <TrustStore>\n    <Location>client-truststore.jks</Location>\n  </TrustStore>\n</Server>\n";

fn machine(name: &str, design: &Design) -> Machine {
    let machine = Machine::with(name, design);
    let home = machine.home();
    fs::write(home.join("bin/ciphertool.sh"), TOOL).unwrap();
    fs::write(home.join("repository/conf/carbon.xml"), CARBON).unwrap();
    fs::create_dir_all(home.join("repository/resources/security")).unwrap();
    fs::write(home.join("repository/resources/security/a&b.jks"), "a keystore").unwrap();
    machine
}

const SECRETS: &str = "ADMIN_PASSWORD=a\\b'c $d=e\nDATABASE_PASSWORD=`x`$(reboot)\nKEYSTORE_PASSWORD=k 1\nTRUSTSTORE_PASSWORD=t\n";

fn installed(machine: &Machine) -> String {
    fs::read_to_string(machine.home().join("repository/conf/deployment.toml")).unwrap()
}

#[test]
fn the_file_says_where_each_password_comes_from() {
    let key = |way: &str, key: &str| shown(&values(&config(&kept(way), "pub1"))[key]);
    for (way, admin, database) in [
        ("env", "$env{ADMIN_PASSWORD}", "$env{DATABASE_PASSWORD}"),
        ("secure-vault", "$secret{admin_password}", "$secret{database_password}"),
        ("plain", "@ADMIN_PASSWORD@", "@DATABASE_PASSWORD@"),
    ] {
        assert_eq!(key(way, "super_admin.password"), admin);
        assert_eq!(key(way, "database.apim_db.password"), database);
        assert_eq!(key(way, "apim.throttling.password"), "$ref{super_admin.password}");
        assert_eq!(key(way, "apim.gateway.environment[0].password"), "${admin.password}");
    }
    // The table stands last, where the product wants it.
    let vault = config(&kept("secure-vault"), "pub1");
    let (_, table) = vault.split_once("\n[secrets]\n").unwrap();
    assert_eq!(
        table,
        "admin_password = '[@ADMIN_PASSWORD@]'\ndatabase_password = '[@DATABASE_PASSWORD@]'\nkeystore_password = '[@KEYSTORE_PASSWORD@]'\ntruststore_password = '[@TRUSTSTORE_PASSWORD@]'\n"
    );
    assert!(!config(&kept("plain"), "pub1").contains("[secrets]"));
}

#[test]
fn the_vault_encrypts_with_the_drawn_keystore_before_the_first_start() {
    let machine = machine("vault", &kept("secure-vault"));
    assert!(machine.refused("pub1", "install").contains("ADMIN_PASSWORD has no value"));
    machine.secrets(&SECRETS.replace("k 1", "k[1]"));
    assert!(machine.refused("pub1", "install").contains("must not hold [ or ]"));
    machine.secrets(SECRETS);
    machine.ok("pub1", "install");
    let file = installed(&machine);
    let found = values(&file);
    assert_eq!(shown(&found["secrets.admin_password"]), "encrypted");
    assert_eq!(shown(&found["super_admin.password"]), "$secret{admin_password}");
    assert!(!file.contains("reboot") && !file.contains("k 1"), "{file}");
    let calls = fs::read_to_string(machine.home().join("calls")).unwrap();
    let location = "<Location>${carbon.home}/repository/resources/security/a&amp;b.jks</Location>";
    assert_eq!(calls.matches(location).count(), 2, "{calls}");
    assert!(calls.contains("tool -Dpassword=k 1\n"), "{calls}");
    assert!(calls.contains("<Location>client-truststore.jks</Location>"), "{calls}");

    // A start needs the keystore's password alone, and hands it on where the server looks for it.
    machine.secrets("KEYSTORE_PASSWORD=k 1\n");
    machine.ok("pub1", "start");
    let given = machine.home().join("password-tmp");
    assert_eq!(fs::read_to_string(&given).unwrap(), "k 1\n");
    assert_eq!(mode(&given), 0o600);
    machine.ok("pub1", "stop");
    machine.secrets("");
    assert!(machine.refused("pub1", "start").contains("KEYSTORE_PASSWORD has no value"));
}

#[test]
fn what_the_tool_left_readable_does_not_start() {
    let machine = machine("lazy", &kept("secure-vault"));
    machine.secrets(SECRETS);
    let lazy = [("STUB_LAZY", "1")];
    let says = refused(&machine.run_with("pub1", "install", &machine.home(), "/", &lazy));
    assert!(says.contains("left passwords readable"), "{says}");
    assert!(machine.refused("pub1", "start").contains("run install.sh first"));
    // Nor does what a tool that failed has left, also where an earlier run had worked.
    machine.ok("pub1", "install");
    let fails = [("STUB_FAILS", "1"), ("STUB_LAZY", "1")];
    let says = refused(&machine.run_with("pub1", "install", &machine.home(), "/", &fails));
    assert!(says.contains("failed, see its output"), "{says}");
    assert!(machine.refused("pub1", "start").contains("run install.sh first"));
    fs::remove_file(machine.home().join("repository/resources/security/a&b.jks")).unwrap();
    assert!(machine.refused("pub1", "install").contains("make the keystores first"));
}

#[test]
fn in_clear_they_stand_in_the_installed_file_alone() {
    let machine = machine("clear", &kept("plain"));
    machine.secrets(SECRETS);
    machine.ok("pub1", "install");
    let found = values(&installed(&machine));
    assert_eq!(shown(&found["super_admin.password"]), "a\\b'c $d=e");
    assert_eq!(shown(&found["database.apim_db.password"]), "`x`$(reboot)");
    assert_eq!(mode(&machine.home().join("repository/conf/deployment.toml")), 0o600);
    machine.secrets("");
    machine.ok("pub1", "start");
    machine.ok("pub1", "stop");
    for file in bundle(&kept("plain")).files {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("reboot"), "{}", file.path);
    }
}

/// Somebody else's design must not make a password part of what portals show.
#[test]
fn a_typed_marker_is_a_text() {
    let mut design = kept("plain");
    let id = "environment.description".parse().unwrap();
    for text in ["@ADMIN_PASSWORD@", "x = '@ADMIN_PASSWORD@'", "'@ADMIN_PASSWORD@'"] {
        let value = Some(SettingValue::Text(text.into()));
        Change::set_node_setting(&design, &"gw1".parse().unwrap(), &id, value)
            .apply(&mut design)
            .unwrap();
        let machine = machine("marker-text", &design);
        machine.secrets(SECRETS);
        machine.ok("pub1", "install");
        let found = values(&installed(&machine));
        let said = shown(&found["apim.gateway.environment[0].description"]);
        assert!(said.contains("@ADMIN_PASSWORD@") && !said.contains("$d"), "{said}");
        assert_eq!(shown(&found["super_admin.password"]), "a\\b'c $d=e");
    }
}

#[test]
fn preflight_asks_for_what_a_start_needs() {
    for (way, asked) in [("env", true), ("secure-vault", false), ("plain", false)] {
        let machine = machine(&format!("preflight-{way}"), &kept(way));
        machine.secrets(SECRETS);
        machine.ok("pub1", "install");
        machine.secrets("KEYSTORE_PASSWORD=k 1\n");
        let ran = machine.run_with("pub1", "preflight", &machine.home(), "/", &[]);
        let says = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(says.contains("the secret ADMIN_PASSWORD has no value"), asked, "{way}: {says}");
        assert!(!says.contains("not the exported one"), "{way}: {says}");
        ok(&machine.run_with("pub1", "install", &machine.home(), "/", &full()));
    }
}

fn full() -> [(&'static str, &'static str); 4] {
    [
        ("ADMIN_PASSWORD", "a"),
        ("DATABASE_PASSWORD", "d"),
        ("KEYSTORE_PASSWORD", "k"),
        ("TRUSTSTORE_PASSWORD", "t"),
    ]
}

fn mode(path: &std::path::Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Held to the letter, because it cannot be run here.
#[test]
fn batch_files_do_the_same() {
    let text = |way: &str, name: &str| {
        let bundle = bundle(&kept(way));
        let file = bundle.file(&format!("nodes/pub1/bin/{name}.bat")).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let vault = text("secure-vault", "install");
    for told in [
        "set \"vault_tool=bin\\ciphertool.bat\"",
        "set \"keystore_file=repository\\conf\\carbon.xml\"",
        "set \"store_secret=KEYSTORE_PASSWORD\"",
        "'-Dconfigure' ('-Dpassword=' +",
        ":not_encrypted\r\n",
        ":bad_in_vault\r\n",
    ] {
        assert!(vault.contains(told), "{told}: {vault}");
    }
    let start = text("secure-vault", "start");
    assert!(start.contains("set \"password_file=password-tmp.txt\""), "{start}");
    assert!(start.contains("set \"secrets=KEYSTORE_PASSWORD\"\r\n"), "{start}");
    let clear = text("plain", "install");
    assert!(clear.contains("[regex]::Replace") && !clear.contains("ciphertool"), "{clear}");
    assert!(text("plain", "start").contains("set \"secrets=\"\r\n"));
    let env = text("env", "install");
    assert!(!env.contains("regex") && !env.contains("secrets"), "{env}");
    for way in ["env", "secure-vault", "plain"] {
        for name in ["install", "start", "preflight"] {
            let text = text(way, name);
            assert!(text.is_ascii() && !text.contains("{{"), "{way} {name}");
            for label in text.lines().filter_map(|line| line.split("goto ").nth(1)) {
                assert!(text.contains(&format!("\r\n:{label}\r\n")), "{way} {name}: goto {label}");
            }
        }
    }
}
