//! A node's file beside the product's defaults.

use export::{DefaultRow, DefaultValue, Exporter};

use crate::support::{catalogue, template};

fn rows(template_id: &str, node: &str) -> Vec<DefaultRow> {
    let design = template(template_id);
    let exporter = Exporter::new(&design, catalogue());
    let path = format!("nodes/{node}/repository/conf/deployment.toml");
    let rows = exporter.defaults(&path).expect("a configuration in TOML");
    let text = String::from_utf8(exporter.file(&path).unwrap().bytes()).unwrap();
    // Each row says where its key stands.
    for row in &rows {
        let line = text.lines().nth(row.line as usize - 1).unwrap();
        let name = row.key.rsplit('.').next().unwrap();
        assert!(line.contains(name.trim_end_matches("[]")), "{row:?}: {line}");
    }
    rows
}

fn row<'r>(rows: &'r [DefaultRow], key: &str) -> &'r DefaultRow {
    rows.iter().find(|row| row.key == key).unwrap_or_else(|| panic!("no {key}: {rows:#?}"))
}

/// Source: config-catalogue-3.1.0, defaults of default.json at the release tags.
#[test]
fn each_key_is_told_with_what_holds_without_it() {
    let rows = rows("guide-ha", "gw1");
    let offset = row(&rows, "server.offset");
    assert_eq!((&offset.default, offset.here.as_str()), (&DefaultValue::Same("0".into()), "0"));
    assert!(
        rows.iter()
            .any(|row| matches!(&row.default, DefaultValue::Other(other) if *other != row.here))
    );
    assert!(rows.iter().any(|row| matches!(row.default, DefaultValue::None)));
    // An array of tables has no default of its own.
    let group = row(&rows, "apim.throttling.url_group[].traffic_manager_urls");
    assert!(group.here.starts_with("[\"tcp://"), "{group:?}");
}

#[test]
fn what_is_no_configuration_in_toml_has_no_defaults() {
    let design = template("with-analytics");
    let exporter = Exporter::new(&design, catalogue());
    for path in
        ["README.md", "nodes/none/repository/conf/deployment.toml", "nodes/gw1/bin/start.sh"]
    {
        assert_eq!(exporter.defaults(path), None, "{path}");
    }
}
