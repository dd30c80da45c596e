//! Whatever people type, the files stay what they are.

use proptest::prelude::*;
use topology::catalogue::SettingKind;
use topology::{Change, Design, SettingValue};

use crate::support::{bundle, catalogue, config, template, values};

const NASTY: [&str; 9] = [
    "\"; rm -rf / #",
    "R&D <prod> \"x\"",
    "'''\"\"\"",
    "]]\\n[[x",
    "$(reboot) `reboot` %PATH% !x!",
    "../../etc/passwd",
    "名前 😀 é",
    "| a | b |",
    "{{id}} ${admin} $env{X}",
];

/// The guide's sample with one text in every place that takes one.
fn with_text(text: &str) -> Design {
    let mut design = template("guide-sample");
    let mut header = design.header().clone();
    header.name = text.to_owned();
    let mut change = Change::set_header(&design, header);
    for node in design.nodes() {
        let mut edited = node.clone();
        edited.name = text.to_owned();
        for id in [
            "environment.description",
            "database.username",
            "database.apim_db.name",
            "truststore.file_name",
        ] {
            edited.settings.insert(id.parse().unwrap(), SettingValue::Text(text.to_owned()));
        }
        change = change.then(Change::set_node(&design, edited));
    }
    change.apply(&mut design).unwrap();
    design
}

/// The guide's sample with one text in the place of every secret's name, on the design and on nodes.
pub(crate) fn with_secrets(text: &str) -> Design {
    let mut design = template("guide-sample");
    let value = SettingValue::Text(text.to_owned());
    let secrets = || catalogue().settings.iter().filter(|spec| spec.kind == SettingKind::Secret);
    let mut header = design.header().clone();
    header.settings.extend(
        secrets().filter(|spec| spec.scope.design).map(|spec| (spec.id.clone(), value.clone())),
    );
    let mut change = Change::set_header(&design, header);
    for node in design.nodes() {
        let mut edited = node.clone();
        edited.settings.extend(
            secrets()
                .filter(|spec| spec.scope.roles.contains(&node.role))
                .map(|spec| (spec.id.clone(), value.clone())),
        );
        change = change.then(Change::set_node(&design, edited));
    }
    change.apply(&mut design).unwrap();
    design
}

/// Source: decision 5, a secret is a name.
#[test]
fn what_is_no_name_of_a_secret_never_leaves() {
    for text in NASTY.into_iter().chain(["A-}$(touch${IFS}/tmp/x)${B", "A B", "A&calc", "hunter2"])
    {
        let design = with_secrets(text);
        let count = bundle(&design).files.into_iter().filter(|file| file.path != "design.json");
        for file in count {
            let content = String::from_utf8_lossy(&file.bytes).into_owned();
            assert!(!content.contains(text), "{} holds {text:?}", file.path);
        }
        let found = values(&config(&design, "km1"));
        for (path, name) in [
            ("super_admin.password", "ADMIN_PASSWORD"),
            ("keystore.tls.key_password", "KEYSTORE_PASSWORD"),
            ("database.apim_db.password", "DATABASE_PASSWORD"),
            ("truststore.password", "TRUSTSTORE_PASSWORD"),
        ] {
            assert_eq!(found[path].as_str(), Some(format!("$env{{{name}}}").as_str()), "{path}");
        }
    }
}

#[test]
fn files_parse_and_paths_stay_inside_whatever_the_names() {
    for text in NASTY {
        let design = with_text(text);
        let bundle = bundle(&design);
        for file in &bundle.files {
            assert!(!file.path.contains("..") && !file.path.starts_with('/'), "{}", file.path);
            assert!(file.path.bytes().all(|b| b.is_ascii_graphic()), "{}", file.path);
        }
        assert!(
            bundle.root.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)),
            "{}",
            bundle.root
        );
        for node in ["km1", "gw1", "dev1"] {
            let found = values(&config(&design, node));
            let name = found["truststore.file_name"].as_str().unwrap();
            // What the server makes of it after it is copied into XML is what was typed.
            let back = name
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            assert_eq!(back, text);
            assert!(found["server.server_role"].as_str().is_some());
        }
    }
}

#[test]
fn a_text_that_had_to_be_escaped_says_so() {
    let text = config(&with_text("R&D"), "km1");
    let line = text
        .lines()
        .position(|line| line.contains("R&amp;D") && line.starts_with("file_name"))
        .unwrap();
    assert!(text.lines().nth(line - 1).unwrap().contains("entities"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_single_line_is_harmless(text in "[^\\p{C}]{1,60}") {
        let design = with_text(&text);
        for node in ["km1", "tm1", "pub1", "dev1", "gw1"] {
            let text = config(&design, node);
            prop_assert!(text.parse::<toml::Table>().is_ok(), "{}", text);
        }
    }
}
