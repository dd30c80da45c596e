//! `docs/guide-coverage.md` and `CONTRIBUTING.md` name only what there is.

use export::{BundleOptions, Exporter};

#[test]
fn what_the_coverage_of_the_guide_names_exists() {
    let page = include_str!("../../../docs/guide-coverage.md");
    let catalogue = catalogue::wso2am_3_1_0();
    let template = catalogue::template("guide-ha").expect("a template");
    let design = topology::document::parse(template.document).expect("a design");
    let bundle = Exporter::new(&design, catalogue).bundle(&BundleOptions::default());
    let mut seen = 0;
    for word in page.split('`').skip(1).step_by(2) {
        let Some((kind, name)) = word.split_once(':') else { continue };
        let there = match kind {
            "file" => bundle.file(name).is_some(),
            "rule" => rules::rule(name).is_some(),
            "template" => catalogue::template(name).is_some(),
            "setting" => catalogue.setting(name).is_some(),
            "correction" => catalogue.correction(name).is_some(),
            "role" => catalogue.roles.iter().any(|role| role.id == name),
            "link" => catalogue.link_kinds.iter().any(|kind| kind.id == name),
            _ => continue,
        };
        assert!(there, "{word} does not exist");
        seen += 1;
    }
    assert!(seen > 60, "{seen}");
}

/// Every numbered step of the guide, and what it calls a note, a tip or a warning.
const STEPS: [&str; 46] = [
    "1.1",
    "1.2",
    "1.3",
    "1.3, note",
    "1.4",
    "1.4, tip",
    "2",
    "3",
    "4",
    "4, HA",
    "5",
    "6",
    "6, note",
    "6.1, warning",
    "6.1.1",
    "6.1.2",
    "6.1.3",
    "6.1.4",
    "6.1.5",
    "6.2.1",
    "6.2.2",
    "6.2.3",
    "6.3.1.1",
    "6.3.1.1, note",
    "6.3.1.2",
    "6.3.1.2, rsync",
    "6.3.1.3",
    "6.3.2",
    "6.3.3",
    "6.3.4",
    "6.4.1.1",
    "6.4.1.2",
    "6.4.1.3",
    "6.4.1.4",
    "6.4.2",
    "6.4.3",
    "6.4.4",
    "6.5.1.1",
    "6.5.1.2",
    "6.5.1.3",
    "6.5.1.4",
    "6.5.1.4, note",
    "6.5.2",
    "6.5.3",
    "6.5.4",
    "6.5.5",
];

#[test]
fn every_step_of_the_guide_has_a_row_that_names_something() {
    let page = include_str!("../../../docs/guide-coverage.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(2)
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    for row in &rows {
        let [step, _, here] = row.as_slice() else { panic!("not three cells: {row:?}") };
        assert!(here.contains('`') && here.contains(':'), "{step} names nothing: {here}");
    }
    let more = ["6.5.5, note", "6.5.6", "6.5.7"];
    for step in STEPS.iter().chain(&more) {
        // Steps that are one thing share a row; what follows a comma in words belongs to its step.
        let has = |cell: &str| cell == *step || cell.split(", ").any(|part| part == *step);
        assert!(rows.iter().any(|row| has(row[0])), "the guide's step {step} has no row");
    }
}

/// What a contribution looks like is shown on one that is there.
#[test]
fn the_diff_in_contributing_is_what_the_files_hold() {
    let page = include_str!("../../../CONTRIBUTING.md");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let diff = page.split("```diff\n").nth(1).and_then(|rest| rest.split("```").next());
    let (mut file, mut seen) = (String::new(), 0);
    for line in diff.expect("a diff").lines() {
        if let Some(path) = line.strip_prefix("+++ b/") {
            file = std::fs::read_to_string(root.join(path)).expect(path);
            continue;
        }
        let added = line.strip_prefix('+').expect("a line that was added");
        assert!(file.lines().any(|line| line == added), "no file has the line {added}");
        seen += 1;
    }
    assert!(seen > 12, "{seen}");
}
