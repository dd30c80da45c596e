//! Every value says where it came from, and names things that are in the design.

use export::{Exporter, OriginKind};
use topology::{Design, Target};

use crate::support::{catalogue, template};

fn config_origin(design: &Design, node: &str, line: &str) -> export::Origin {
    let exporter = Exporter::new(design, catalogue());
    let file = exporter.file(&format!("nodes/{node}/repository/conf/deployment.toml")).unwrap();
    let found =
        file.lines.iter().find(|l| l.text.starts_with(line)).unwrap_or_else(|| panic!("no {line}"));
    file.origins[found.origin.expect("the line has an origin") as usize].clone()
}

#[test]
fn each_kind_of_value_names_its_cause() {
    let ha = template("guide-ha");
    let node = |id: &str| Target::Node(id.parse().unwrap());
    let role = config_origin(&ha, "gw1", "server_role");
    assert_eq!((role.kind, &role.targets[0]), (OriginKind::Rule, &node("gw1")));
    let name = config_origin(&ha, "gw1", "hostname");
    assert_eq!(name.kind, OriginKind::Link);
    let url = config_origin(&ha, "gw1", "service_url");
    assert_eq!(url.kind, OriginKind::Link);
    assert!(url.targets.iter().any(|target| matches!(target, Target::Link(_))), "{url:?}");
    assert_eq!(url.correction, None, "port 443 is what the guide's URL without a port means");
    let deploys = config_origin(&ha, "pub1", "service_url");
    assert_eq!(deploys.correction.as_deref(), Some("seed-7"), "443 carries API calls");
    let secret = config_origin(&ha, "gw1", "password");
    assert_eq!(secret.kind, OriginKind::Secret);
    assert!(secret.text.to_string().contains("ADMIN_PASSWORD"), "{}", secret.text);
    let cors = config_origin(&ha, "gw1", "allow_origins");
    assert_eq!(cors.kind, OriginKind::Default);
}

#[test]
fn every_value_line_has_an_origin_with_a_source_and_living_targets() {
    for template in catalogue::templates() {
        let design = topology::document::parse(template.document).unwrap();
        let exporter = Exporter::new(&design, catalogue());
        for path in exporter.paths().iter().filter(|path| path.ends_with("deployment.toml")) {
            let file = exporter.file(path).unwrap();
            for line in file
                .lines
                .iter()
                .filter(|line| line.text.contains(" = ") && !line.text.starts_with('#'))
            {
                let origin =
                    line.origin.unwrap_or_else(|| panic!("{path}: {} has none", line.text));
                let origin = &file.origins[origin as usize];
                assert!(
                    !origin.source.is_empty() && !origin.text.is_empty(),
                    "{path}: {}",
                    line.text
                );
                assert!(!origin.targets.is_empty(), "{path}: {}", line.text);
                for target in &origin.targets {
                    let lives = match target {
                        Target::Design => true,
                        Target::Host(id) => design.host(id).is_some(),
                        Target::Node(id) => design.node(id).is_some(),
                        Target::Link(id) => design.link(id).is_some(),
                        Target::Setting { node, .. } => {
                            node.as_ref().is_none_or(|id| design.node(id).is_some())
                        }
                    };
                    assert!(lives, "{path}: {} points at {target:?}", line.text);
                }
            }
        }
    }
}

#[test]
fn a_preview_is_the_file_of_the_bundle() {
    let design = template("guide-sample");
    let exporter = Exporter::new(&design, catalogue());
    let bundle = exporter.bundle(&export::BundleOptions::default());
    let paths: Vec<&str> = bundle.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(exporter.paths(), paths);
    for file in &bundle.files {
        assert_eq!(exporter.file(&file.path).unwrap().bytes(), file.bytes, "{}", file.path);
    }
    assert_eq!(exporter.file("nodes/none/README.md"), None);
    assert_eq!(exporter.file("../etc/passwd"), None);
}
