//! `docs/guide-coverage.md` names only what there is.

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
