use super::*;
use crate::SettingValue;
use crate::notation::design;

const SMALL: &str = r#"{
  "format": 1,
  "name": "Payments",
  "product": {
    "id": "wso2am",
    "version": "3.1.0"
  },
  "environment": "production",
  "settings": {
    "admin.username": "admin"
  },
  "zones": [
    {
      "id": "dmz",
      "name": "DMZ",
      "parent": null
    }
  ],
  "hosts": [
    {
      "id": "h1",
      "hostname": "vm1.example.com",
      "address": "10.0.0.11",
      "zone": "dmz",
      "os": "linux",
      "memory": 8192,
      "cores": 4
    }
  ],
  "nodes": [
    {
      "id": "gw1",
      "role": "gateway",
      "name": "Gateway 1",
      "host": "h1",
      "hostname": "gw.example.com",
      "offset": 4
    },
    {
      "id": "lb-gw",
      "role": "load-balancer",
      "name": "Gateway LB",
      "settings": {
        "kind": "nginx",
        "sticky": true
      }
    }
  ],
  "links": [
    {
      "id": "l1",
      "from": "lb-gw",
      "to": "gw1",
      "kind": "balances"
    }
  ],
  "layout": {
    "gw1": {
      "x": 240,
      "y": 120
    }
  }
}
"#;

#[test]
fn reading_and_writing_keeps_every_byte() {
    let design = parse(SMALL).unwrap();
    assert_eq!(write(&design), SMALL);
}

#[test]
fn the_order_of_a_hand_edited_file_does_not_matter() {
    let shuffled = SMALL.replace("\"gw1\"", "\"zz\"").replace("gw1", "zz");
    let design = parse(&shuffled).unwrap();
    assert_eq!(design.nodes().map(|node| node.id.to_string()).collect::<Vec<_>>(), ["lb-gw", "zz"]);
}

fn refused(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn an_unknown_field_is_refused_with_its_path() {
    let message = refused(&SMALL.replace("\"offset\": 4", "\"ofset\": 4"));
    assert!(message.starts_with("nodes[0]") && message.contains("ofset"), "{message}");
}

#[test]
fn what_a_person_may_get_wrong_is_told_in_words() {
    for (from, to, expected) in [
        ("\"format\": 1", "\"format\": 7", "newer Topology Designer"),
        ("\"format\": 1,", "", "no \"format\""),
        ("\"to\": \"gw1\"", "\"to\": \"gw9\"", "link l1: names node gw9"),
        ("\"id\": \"gw1\"", "\"id\": \"lb-gw\"", "used twice"),
        ("\"Gateway 1\"", "\"a\\nb\"", "control characters"),
        ("\"parent\": null", "\"parent\": \"dmz\"", "inside itself"),
        ("\"id\": \"h1\"", "\"id\": \"../h1\"", "id"),
        ("\"x\": 240", "\"x\": 24000000", "beyond"),
        ("\"offset\": 4", "\"offset\": 70000", "offset"),
    ] {
        assert!(SMALL.contains(from));
        let message = refused(&SMALL.replace(from, to));
        assert!(message.contains(expected), "{message}");
    }
    assert!(refused("{").contains("line 1"));
    assert!(refused(&format!("{SMALL}x")).contains("more text"));
    assert!(refused(&" ".repeat(5_000_000)).contains("at most"));
    assert!(
        refused(&"[".repeat(100_000)).contains("JSON")
            || refused(&"[".repeat(100_000)).contains("invalid type")
    );
}

#[test]
fn a_change_is_held_to_the_same_limits() {
    let mut design = design("gw1: gateway");
    let mut node = design.node(&"gw1".parse().unwrap()).unwrap().clone();
    node.name = "x".repeat(200);
    let change = Change::set_node(&design, node);
    change.apply(&mut design).unwrap();
    assert!(check_change(&design, &change).unwrap_err().to_string().contains("node gw1: name"));
}

#[test]
fn hostile_nesting_is_named_before_anything_is_built() {
    for text in [
        "[".repeat(100_000),
        "{\"format\":1,\"settings\":".repeat(40),
        format!("{{\"format\":1,\"name\":{}{}}}", "[".repeat(100), "]".repeat(100)),
    ] {
        let message = refused(&text);
        assert!(message.contains("nested more than 32 deep (line 1, column "), "{message}");
    }
    let brackets = SMALL.replace("Gateway 1", &"[".repeat(100));
    assert_eq!(write(&parse(&brackets).unwrap()), brackets);
}

#[test]
fn what_would_not_be_read_again_is_not_written_to_be_kept() {
    let mut design = parse(SMALL).unwrap();
    assert_eq!(write_to_keep(&design).unwrap(), SMALL);
    let list = SettingValue::List(vec!["x".repeat(2_000); 100]);
    for number in 0..30 {
        design.header.settings.insert(format!("s{number}").parse().unwrap(), list.clone());
    }
    let error = write_to_keep(&design).unwrap_err();
    let found = write(&design).len();
    assert_eq!(error, DocumentError::Grown { found, most: Limits::DOCUMENT.bytes });
    assert!(error.to_string().contains(&format!("{found} bytes; at most 4194304")), "{error}");
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_names_every_field() {
    let schema = schema();
    for field in ["format", "environment", "hosts", "offset", "layout", "additionalProperties"] {
        assert!(schema.contains(&format!("\"{field}\"")), "{field}");
    }
}

/// One text of a design has several lines: what a person adds to `deployment.toml`.
#[test]
fn an_addition_has_lines_and_no_other_text_has() {
    let with = |id: &str, text: &str| {
        let design = design(&format!("set {id} = TEXT\ng: gateway {id}=TEXT"));
        parse(&write(&design).replace("\"TEXT\"", &serde_json::to_string(text).unwrap()))
    };
    let lines = "[transport.receiver]\nworker_threads = 20\n".repeat(300);
    let read = with("config.addition", &lines).unwrap();
    assert_eq!(write(&read).matches("worker_threads").count(), 600);
    assert!(matches!(with("config.addition", "a\rb"), Err(DocumentError::Field { .. })));
    assert!(matches!(
        with("config.addition", &"x".repeat(20_000)),
        Err(DocumentError::Field { path, message }) if path == "settings.config.addition" && message.to_string().contains("16384")
    ));
    assert!(matches!(with("admin.username", "a\nb"), Err(DocumentError::Field { .. })));
}

#[test]
fn a_lock_is_written_where_there_is_one_and_a_piece_reads_back() {
    let locked = SMALL.replace("\"y\": 120\n", "\"y\": 120,\n      \"locked\": true\n");
    let design = parse(&locked).unwrap();
    assert!(
        design.is_locked(&"gw1".parse().unwrap()) && !design.is_locked(&"lb-gw".parse().unwrap())
    );
    assert_eq!(write(&design), locked);
    let piece = write_piece(&design);
    assert!(!piece.contains('\n'));
    assert_eq!(parse(&piece).unwrap(), design);
}
