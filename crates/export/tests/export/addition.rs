//! What people add to `deployment.toml` is merged, said, and never breaks the file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use export::Exporter;
use export::addition::{self, Clash, Merged, Value};
use proptest::prelude::*;
use topology::catalogue::{keys::join, known};
use topology::{Change, Design, Graph, SettingValue, Target};

use crate::golden::assert_accepted;
use crate::support::{bundle, catalogue, template, values};

/// The guide's sample with an addition on its Gateway, and one on the design.
fn added(node: &str, design: &str) -> Design {
    let mut with = template("guide-sample");
    let id = || known::ADDITION.parse().unwrap();
    let gw1 = "gw1".parse().unwrap();
    let value = |text: &str| (!text.is_empty()).then(|| SettingValue::Text(text.to_owned()));
    let change = Change::set_node_setting(&with, &gw1, &id(), value(node));
    change.then(Change::set_design_setting(&with, &id(), value(design))).apply(&mut with).unwrap();
    with
}

/// One node's file alone.
fn config(design: &Design, node: &str) -> String {
    let exporter = Exporter::new(design, catalogue());
    let file = exporter.file(&format!("nodes/{node}/repository/conf/deployment.toml")).unwrap();
    String::from_utf8(file.bytes()).unwrap()
}

/// The Gateway's file without an addition.
fn before() -> String {
    static BEFORE: LazyLock<String> = LazyLock::new(|| config(&template("guide-sample"), "gw1"));
    BEFORE.clone()
}

fn merged(design: &Design, node: &str) -> Merged {
    let graph = Graph::new(design, catalogue());
    let id = node.parse().unwrap();
    addition::merged(&graph, design.node(&id).unwrap(), graph.role(&id).unwrap())
}

/// The lines that an addition brings into the Gateway's file.
fn new_lines(node: &str, design: &str) -> Vec<String> {
    let before = before();
    let mut before = before.lines().peekable();
    let text = config(&added(node, design), "gw1");
    let mut new = Vec::new();
    for line in text.lines() {
        if before.peek() == Some(&line) {
            before.next();
        } else {
            new.push(line.to_owned());
        }
    }
    assert_eq!(before.next(), None, "nothing of the drawing's is lost:\n{text}");
    new
}

#[test]
fn a_key_of_a_table_that_is_there_goes_below_its_keys() {
    for text in [
        "[apim.throttling]\njms.username = \"x\"\nenable_policy_deploy = true",
        "apim = { throttling = { jms = { username = \"x\" }, enable_policy_deploy = true } }",
        "apim.throttling.jms.username = 'x'\napim.throttling.enable_policy_deploy = true",
        "[apim.throttling.jms]\nusername = 'x'\n[apim.throttling]\nenable_policy_deploy = true",
    ] {
        let text = config(&added(text, ""), "gw1");
        let table = text.split("\n\n").find(|part| part.starts_with("[apim.throttling]")).unwrap();
        let (_, added) = table.split_once("# Added by hand\n").unwrap();
        assert_eq!(added, "enable_policy_deploy = true", "{text}");
        let new = "\n# Added by hand\n[apim.throttling.jms]\nusername = \"x\"\n";
        assert!(text.contains(new), "{text}");
    }
}

#[test]
fn new_tables_follow_and_tables_stand_before_what_lies_in_them() {
    assert_eq!(
        new_lines("[monitoring.jmx]\nrmi_hostname = \"gw.example.com\"\n", ""),
        ["# Added by hand", "[monitoring.jmx]", "rmi_hostname = \"gw.example.com\"", ""]
    );
    let text = config(&added("apim.sdk.group_id = \"a\"\napim.x = 1\n", ""), "gw1");
    let place = |heading: &str| text.find(heading).unwrap();
    assert!(place("\n[apim]\n") < place("\n[apim.key_manager]\n"), "{text}");
    assert!(place("\n[apim.sdk]\n") > place("\n[apim.cors]\n"), "{text}");
}

#[test]
fn elements_of_an_array_follow_its_last() {
    let element = "[[apim.throttling.url_group]]\ntraffic_manager_urls = [\"tcp://tm2:9611\"]\n\n[[event_handler]]\nname = \"x\"\nproperties.'a.b' = 1\n[event_handler.properties.c]\nd = [{ e = 1 }, { f.g = 2.50 }]\n";
    let text = config(&added(element, ""), "gw1");
    let expected = "\n\n# Added by hand\n[[apim.throttling.url_group]]\ntraffic_manager_urls = [\"tcp://tm2:9611\"]\n\n";
    let (before, after) = text.split_once(expected).unwrap_or_else(|| panic!("{text}"));
    assert!(
        before.contains("[[apim.throttling.url_group]]")
            && !after.contains("[[apim.throttling.url_group]]")
    );
    let handler = "\n# Added by hand\n[[event_handler]]\nname = \"x\"\nproperties.\"a.b\" = 1\nproperties.c.d = [{ e = 1 }, { f = { g = 2.5 } }]\n";
    assert!(text.contains(handler), "{text}");
    let found = values(&text);
    assert_eq!(
        found["apim.throttling.url_group[1].traffic_manager_urls"].as_array().unwrap().len(),
        1
    );
    assert_eq!(found["event_handler[0].properties.c.d[1].f.g"].as_float(), Some(2.5));
}

#[test]
fn what_the_drawing_writes_stands() {
    let text = "[server]\nhostname = \"other\"\nmode = \"single\"\n[apim]\ncors = 1\n[server.offset]\na = 1\n[[database.shared_db]]\n[apim.throttling.url_group]\nx = 1";
    let design = added(text, "");
    let said: Vec<(usize, String, Clash)> = merged(&design, "gw1")
        .left_out
        .into_iter()
        .map(|left| (left.line, join(&left.path), left.clash))
        .collect();
    let text = |text: &str| text.to_owned();
    assert_eq!(
        said,
        [
            (2, text("server.hostname"), Clash::Drawing),
            (5, text("apim.cors"), Clash::Table(text("apim.cors"))),
            (7, text("server.offset.a"), Clash::Value(text("server.offset"))),
            (8, text("database.shared_db"), Clash::Table(text("database.shared_db"))),
            (
                10,
                text("apim.throttling.url_group.x"),
                Clash::Array(text("apim.throttling.url_group"))
            ),
        ]
    );
    let lines = config(&design, "gw1");
    assert!(lines.contains("\n# Added by hand\nmode = \"single\"\n"), "{lines}");
    assert!(lines.contains("\n# Line 2 of the addition of Gateway is left out, server.hostname: the drawing writes it already\n"), "{lines}");
    assert_eq!(values(&lines)["server.hostname"], values(&before())["server.hostname"]);
}

#[test]
fn the_nodes_values_win_over_the_designs_and_both_are_there() {
    let design = added(
        "[transport.receiver]\nworker_threads = 20",
        "[transport.receiver]\nworker_threads = 10\nsession_timeout = 40",
    );
    let gw1 = values(&config(&design, "gw1"));
    assert_eq!(gw1["transport.receiver.worker_threads"].as_integer(), Some(20));
    assert_eq!(gw1["transport.receiver.session_timeout"].as_integer(), Some(40));
    let km1 = values(&config(&design, "km1"));
    assert_eq!(km1["transport.receiver.worker_threads"].as_integer(), Some(10));
    let left = merged(&design, "gw1").left_out;
    assert_eq!((left.len(), left[0].line, &left[0].clash), (1, 2, &Clash::Node));
    assert_eq!(merged(&design, "km1").left_out, []);
}

#[test]
fn what_is_no_toml_is_left_out_whole() {
    assert_eq!(
        new_lines("[monitoring.jmx]\nrmi_hostname = \n", "[monitoring.jmx]\nrmi_hostname = \"x\""),
        [
            "# Added by hand",
            "[monitoring.jmx]",
            "rmi_hostname = \"x\"",
            "",
            "",
            "# The addition of Gateway is left out: line 2 is no TOML, string values must be quoted, expected literal string",
        ]
    );
    assert_eq!(new_lines("   \n\n", ""), [""; 0]);
    assert_eq!(
        new_lines("[monitoring.jmx]\nrmi_hostname = 2020-01-01", "").last().unwrap(),
        "# Line 2 of the addition of Gateway is left out: monitoring.jmx.rmi_hostname holds a date, which no key takes: write it in quotes"
    );
}

#[test]
fn keys_that_nobody_knows_are_written_with_a_word() {
    assert_eq!(
        new_lines("[apim.throttling]\nnew_in_an_update = true", ""),
        [
            "# Added by hand",
            "# WSO2 API Manager 3.1.0 is not known to read this key",
            "new_in_an_update = true"
        ]
    );
}

#[test]
fn each_line_says_where_it_comes_from() {
    let design = added("\n[transport.receiver]\nworker_threads = 20", "[[datasource]]\nid = \"x\"");
    let exporter = Exporter::new(&design, catalogue());
    let file = exporter.file("nodes/gw1/repository/conf/deployment.toml").unwrap();
    let origin = |text: &str| {
        let line = file.lines.iter().find(|line| line.text.starts_with(text)).unwrap();
        &file.origins[line.origin.unwrap() as usize]
    };
    let setting = || known::ADDITION.parse().unwrap();
    let own = origin("worker_threads");
    let node = Some("gw1".parse().unwrap());
    assert_eq!(own.targets, [Target::Setting { node, setting: setting() }]);
    assert_eq!(own.text.to_string(), "Line 3 of the addition of Gateway.");
    assert!(own.source.contains("databridge.core.default.json"), "{}", own.source);
    for line in ["[[datasource]]", "id = "] {
        assert_eq!(origin(line).targets, [Target::Setting { node: None, setting: setting() }]);
    }
}

#[test]
fn secrets_of_an_addition_are_asked_for() {
    let text = "[output_adapter.email]\npassword = \"$env{MAIL_PASSWORD}\"\nusername = \"$env{not a name}\"\n[super_admin]\npassword = \"$env{LEFT_OUT}\"\n[[datasource]]\npassword = \"$env{NOT_RESOLVED}\"";
    let bundle = bundle(&added(text, ""));
    let file = |path: &str| {
        String::from_utf8(bundle.file(path).unwrap_or_else(|| panic!("{path}")).bytes.clone())
            .unwrap()
    };
    let example = file("secrets.env.example");
    assert!(example.contains("\n# output_adapter.email.password\nMAIL_PASSWORD=\n"), "{example}");
    for absent in ["LEFT_OUT", "NOT_RESOLVED", "not a name"] {
        assert!(!example.contains(absent), "{absent}");
    }
    assert!(file("nodes/gw1/bin/start.sh").contains("MAIL_PASSWORD"));
    assert!(!file("nodes/km1/bin/start.sh").contains("MAIL_PASSWORD"));
    assert!(file("manifest.json").contains("MAIL_PASSWORD"));
}

/// What a person takes from the environment is there at each start, however the others are kept; and
/// the vault's table, which the product's tool looks for at the end, stays there.
#[test]
fn an_addition_goes_with_the_vault() {
    let text = "[secrets]\nmail = \"[x]\"\n[monitoring.jmx]\nrmi_hostname = \"$env{JMX_NAME}\"\n[super_admin]\npassword = \"x\"";
    let mut design = added(text, "");
    let id = "secrets".parse().unwrap();
    let value = Some("secure-vault".into());
    Change::set_design_setting(&design, &id, value).apply(&mut design).unwrap();
    let file = config(&design, "gw1");
    let (before, vault) = file.split_once("\n[secrets]\n").unwrap();
    assert!(
        before.contains("\n[monitoring.jmx]\n") && before.contains("super_admin.password: the")
    );
    let end = "TRUSTSTORE_PASSWORD@]'\n# Added by hand\nmail = \"[x]\"\n";
    assert!(vault.ends_with(end), "{vault}");
    let bundle = bundle(&design);
    let start = &bundle.file("nodes/gw1/bin/start.sh").unwrap().bytes;
    let start = String::from_utf8_lossy(start);
    assert!(start.contains("KEYSTORE_PASSWORD") && start.contains("JMX_NAME"), "{start}");
    assert!(!start.contains("DATABASE_PASSWORD"));
}

const EXAMPLE: &str = r#"# Names of several lines, and comments, are dropped.
[transport.receiver]
worker_threads = 20
[apim.throttling]
enable_policy_deploy = true
service_url = "https://tm.example.com:9443/services/"
jms.password = "$env{JMS_PASSWORD}"
[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://dr-tm.example.com:9611"]
traffic_manager_auth_urls = ["ssl://dr-tm.example.com:9711"]
[apim.analytics]
enabled = true
[server]
hostname = "mine"
"#;

#[test]
fn an_example_is_as_accepted() {
    let shared = "[transport.passthru_https.sender.parameters]\nHostnameVerifier = \"Strict\"\n";
    let text = config(&added(EXAMPLE, shared), "gw1");
    assert_accepted("addition/gw1/deployment.toml", text.as_bytes());
}

/// Lines that clash with the file, with one another and with TOML.
const HOSTILE: [&str; 34] = [
    "[server]",
    "hostname = \"x\"",
    "server = 1",
    "server.hostname.x = 1",
    "[server.hostname]",
    "[[server]]",
    "[apim]",
    "[apim.throttling]",
    "[apim.throttling.url_group]",
    "[[apim.throttling.url_group]]",
    "[[apim.throttling]]",
    "traffic_manager_urls = []",
    "[apim.new.deep]",
    "[apim.new]",
    "[[apim.list]]",
    "[apim.list.inner]",
    "[[apim.list.inner.more]]",
    "a.b.c = 1",
    "a.b = { c = 2, \"d e\" = [[1], [2]] }",
    "a = [{ x = 1 }, { x.y = {} }]",
    "b = { }",
    "'quo.ted' = 'lit\\eral'",
    "\"\\u0000\\u202E\" = \"\\u007F\\u202E\\\"\"",
    "\"\" = \"\"\"\nlines\n  # no comment\n[x]\"\"\"",
    "c = '''\n\"\"\"'''",
    "d = [1, \"x\"]",
    "e = 1979-05-27",
    "f = 1e400",
    "g = 0xFF_FF",
    "h = -1_0.5e-3",
    "i = inf",
    "# a comment \u{1F680}",
    "nonsense",
    "j = \"${x} $env{A} $secret{b} & < > ]]> \\\\ %PATH%\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever stands in an addition: the file is TOML, the drawing's values stand, and each key is
    /// merged as it was or told.
    #[test]
    fn no_addition_breaks_a_file(
        node in proptest::collection::vec(0..HOSTILE.len(), 0..7),
        design in proptest::collection::vec(0..HOSTILE.len(), 0..5),
    ) {
        let text = |lines: &[usize]| lines.iter().map(|index| HOSTILE[*index]).collect::<Vec<_>>().join("\n");
        let (node, design) = (text(&node), text(&design));
        let with = added(&node, &design);
        let file = config(&with, "gw1");
        let found = values(&file);
        for (path, value) in values(&before()) {
            prop_assert_eq!(found.get(&path), Some(&value), "{}\n{}", path, file);
        }
        let all: toml::Table = file.parse().unwrap();
        // The node's own come first.
        let left = merged(&with, "gw1").left_out;
        let own = merged(&added(&node, ""), "gw1").left_out.len();
        for (text, left) in [(&node, &left[..own]), (&design, &left[own..])] {
            let Ok(addition) = addition::parse(text) else { continue };
            let mut told = left.iter().peekable();
            let mut lines = BTreeSet::new();
            for entry in &addition.entries {
                if told.next_if(|left| (left.line, &left.path) == (entry.line, &entry.path)).is_some() {
                    lines.insert(entry.path.clone());
                }
            }
            prop_assert_eq!(told.next(), None);
            for leaf in addition.leaves().iter().filter(|leaf| !leaf.in_array) {
                let merged = at(&all, &leaf.path);
                let told = lines.contains(&leaf.path);
                let same = merged == Some(&typed(leaf.value().unwrap()));
                prop_assert!(told || same, "{}: {merged:?}\n{file}", join(&leaf.path));
            }
        }
    }

    #[test]
    fn no_text_breaks_a_file(text in "[\\PC\n\t]{0,80}") {
        let file = config(&added(&text, ""), "gw1");
        prop_assert!(file.parse::<toml::Table>().is_ok(), "{}", file);
    }
}

fn at<'t>(table: &'t toml::Table, path: &[String]) -> Option<&'t toml::Value> {
    let (first, rest) = path.split_first()?;
    let value = table.get(first)?;
    if rest.is_empty() { Some(value) } else { at(value.as_table()?, rest) }
}

fn typed(value: &Value) -> toml::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => toml::Value::Array(items.iter().map(typed).collect()),
        Value::Table(entries) => toml::Value::Table(
            entries.iter().map(|(key, value)| (key.clone(), typed(value))).collect(),
        ),
    }
}
