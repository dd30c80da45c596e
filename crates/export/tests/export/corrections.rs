//! "Not as in the guide" stands above what is not as in the guide, and nowhere else.
//!
//! Source: wso2-domain section 3.1, by row; the guide's samples.

use topology::Design;
use topology::notation::design;

use crate::support::{bundle, config, template};

/// The corrections that stand above lines of a node's file which begin with this.
fn above(design: &Design, node: &str, line: &str) -> Vec<String> {
    let text = config(design, node);
    let lines: Vec<&str> = text.lines().collect();
    let at =
        lines.iter().position(|l| l.starts_with(line)).unwrap_or_else(|| panic!("{line}: {text}"));
    let comments = lines[..at].iter().rev().take_while(|line| line.starts_with('#'));
    comments
        .filter_map(|comment| comment.split_once("guide (")?.1.split_once(')'))
        .map(|(id, _)| id.to_owned())
        .collect()
}

fn case(text: &str, node: &str, line: &str, expected: &[&str]) {
    assert_eq!(above(&design(text), node, line), expected, "{line} of {node} in {text}");
}

#[test]
fn a_comment_stands_only_where_the_value_differs_from_the_guides() {
    // Row 3: the ports are shifted; without an offset the guide's 9099 is right.
    let portal = "d: devportal host=d.x\ng: gateway host=g.x";
    case(&format!("{portal}\nd -shows-> g"), "d", "ws_endpoint", &[]);
    case(&format!("{portal} +4\nd -shows-> g"), "d", "ws_endpoint", &["seed-3"]);
    case(&format!("{portal}\nd -shows-> g"), "d", "wss_endpoint", &["seed-12"]);
    // Row 4.
    case("p: publisher host=p.x", "p", "type = \"database_unique_id\"", &["seed-4"]);
    case("set user_store.type = database\np: publisher host=p.x", "p", "type = \"database\"", &[]);
    case(
        "set user_store.type = database\nk: key-manager host=k.x",
        "k",
        "type = \"database\"",
        &["seed-4"],
    );
    // Row 5: a Traffic Manager on H2 is as in the guide.
    let h2 = "t: traffic-manager host=t.x\nd: database database.engine=h2\nt -stores-in-> d";
    case(h2, "t", "type = \"h2\"", &[]);
    let server = "t: traffic-manager host=t.x\nd: database host=d.x\nt -stores-in-> d";
    case(server, "t", "type = \"mysql\"", &["seed-5"]);
    // Row 7: the guide's placeholder gives the same port while both offsets are equal.
    let km = "g: gateway host=g.x\nk: key-manager host=k.x";
    case(&format!("{km}\ng -validates-with-> k"), "g", "service_url", &[]);
    case(&format!("{km} +2\ng -validates-with-> k"), "g", "service_url", &["seed-7"]);
    let typed = "g: gateway key_manager.service_url=https://k.x:1/services/ host=g.x";
    case(typed, "g", "service_url", &[]);
    // Row 13: a list that a person gave, without apikey.
    case("g: gateway host=g.x", "g", "allow_headers", &["seed-13"]);
    case("g: gateway host=g.x cors.allow_headers=[authorization]", "g", "allow_headers", &[]);
    // Row 14.
    case("host h vm 127.0.0.1\ng: gateway @h", "g", "node_ip", &[]);
    case("host h vm 10.0.0.1\ng: gateway @h", "g", "node_ip", &["seed-14"]);
    // Row 16: the shipped file by name is what the guide ends up with.
    assert!(!config(&design("g: gateway host=g.x"), "g").contains("seed-16"));
    let own = "g: gateway host=g.x keystore.primary.file_name=own.jks";
    case(own, "g", "file_name = \"own.jks\"", &["seed-16"]);
}

/// Guide step 6.5 speaks of proxy ports for Gateways alone.
#[test]
fn proxy_ports_are_corrected_on_gateways_alone() {
    let behind = |role: &str, port: &str| {
        format!("n: {role} host=n.x\nlb: load-balancer host=lb.x {port}\nlb -balances-> n")
    };
    case(&behind("gateway", ""), "n", "proxyPort", &["seed-proxy"]);
    case(&behind("gateway", "port.management=443"), "n", "proxyPort", &[]);
    for role in ["publisher", "devportal", "key-manager", "all-in-one"] {
        case(&behind(role, ""), "n", "proxyPort", &[]);
    }
    let text = config(&design(&behind("gateway", "")), "n");
    assert!(text.contains("(seed-proxy-http)"), "{text}");
    assert!(!config(&design("n: gateway host=n.x"), "n").contains("seed-proxy"));
}

/// The runbook's table lists what the bundle's files say, and nothing else.
#[test]
fn the_runbook_lists_the_corrections_of_its_files() {
    let single = design("a: all-in-one host=a.x");
    for design in [template("guide-ha"), template("guide-sample"), template("all-in-one"), single] {
        let bundle = bundle(&design);
        let text =
            |path: &str| String::from_utf8(bundle.file(path).unwrap().bytes.clone()).unwrap();
        let files: String = bundle
            .files
            .iter()
            .filter(|file| file.path.ends_with("deployment.toml"))
            .map(|file| text(&file.path))
            .collect();
        let readme = text("README.md");
        for correction in &crate::support::catalogue().corrections {
            assert_eq!(
                readme.contains(&format!("| {} |", correction.id)),
                files.contains(&format!("({})", correction.id)),
                "{} in {}",
                correction.id,
                design.name()
            );
        }
    }
}
