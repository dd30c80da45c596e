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
