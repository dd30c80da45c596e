//! What people are told to do that no file can do for them.
//!
//! Source: wso2-domain sections 1.3, 2.12, 4.1 to 4.3, 5, 6, 7 and 10.

use topology::notation::design;
use topology::{Change, Design, Host, OperatingSystem};

use crate::support::{bundle, template};

fn document(design: &Design, path: &str) -> String {
    let bundle = bundle(design);
    let file = bundle.file(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// Section 7: which folders partners share.
#[test]
fn partners_share_the_folders_of_their_role() {
    let folders = |text: &str| {
        let readme = document(&design(text), "README.md");
        let lines: Vec<String> = readme
            .lines()
            .filter_map(|line| line.strip_prefix("- `repository/")?.split_once('`'))
            .map(|(path, _)| path.to_owned())
            .collect();
        lines
    };
    let server = "deployment/server";
    assert_eq!(folders("a: gateway\nb: gateway"), [format!("{server}/synapse-configs")]);
    assert_eq!(
        folders("a: traffic-manager\nb: traffic-manager"),
        [format!("{server}/executionplans")]
    );
    let pair = ["userstores", "executionplans", "synapse-configs"].map(|f| format!("{server}/{f}"));
    assert_eq!(folders("a: all-in-one\nb: all-in-one"), [&pair[..], &["tenants".into()]].concat());
    for alone in [
        "a: gateway",
        "a: gateway\nb: gateway environment.name=Other",
        "a: key-manager\nb: key-manager",
        "a: publisher\nb: publisher",
    ] {
        assert_eq!(folders(alone), [""; 0], "{alone}");
    }
}

/// Section 10: one node of a group first.
#[test]
fn partners_start_one_after_another() {
    let ha = template("guide-ha");
    let readme = document(&ha, "README.md");
    let step = |node: &str| -> u32 {
        let row = readme.lines().find(|line| line.contains(&format!(" | `{node}` | "))).unwrap();
        row.split('|').nth(1).unwrap().trim().parse().unwrap()
    };
    for [first, second] in [["km1", "km2"], ["tm1", "tm2"], ["pub1", "pub2"], ["gw1", "gw2"]] {
        assert_eq!(step(first) + 1, step(second), "{first} before {second}");
    }
    let apart = design("g1: gateway host=a.x\ng2: gateway host=b.x environment.name=Other");
    let readme = document(&apart, "README.md");
    assert_eq!(readme.matches("\n| 1 | `g").count(), 2, "two groups start together:\n{readme}");
    assert!(!readme.contains("Partners"), "{readme}");
}

/// Section 2.12: portals behind a load balancer need an edit outside of the configuration.
#[test]
fn portals_behind_a_load_balancer_are_edited_by_hand() {
    let behind = |role: &str| {
        let text = format!("n: {role} host=n.x\nlb: load-balancer host=lb.x\nlb -balances-> n");
        document(&design(&text), "README.md").matches("settings.js`").count()
    };
    assert_eq!([behind("publisher"), behind("devportal"), behind("all-in-one")], [2, 1, 3]);
    assert_eq!([behind("gateway"), behind("key-manager")], [0, 0]);
    assert!(!document(&design("n: publisher host=n.x"), "README.md").contains("settings.js"));
}

/// Section 5, points 8 and 9; guide step 6.5.
#[test]
fn the_runbook_tells_of_names_certificates_and_the_shipped_stores() {
    let readme = document(&template("guide-ha"), "README.md");
    for told in [
        "gateway_certificate_alias",
        "have the password wso2carbon",
        "25 January 2022",
        "\n    10.0.3.11 tm1.example.com\n",
        "\n    <address> gw.example.com\n",
    ] {
        assert!(readme.contains(told), "{told} is not in:\n{readme}");
    }
    let sample = document(&template("guide-sample"), "README.md");
    for node in ["km1", "tm1", "pub1", "dev1", "gw1"] {
        assert!(sample.contains(&format!("`/opt/wso2am-3.1.0-{node}`")), "{sample}");
    }
    assert!(!sample.contains("/opt/wso2am-3.1.0`") && !sample.contains("/opt/wso2am-3.1.0 "));
}

/// Section 6: stickiness for what signs in, headers, what WebSocket needs.
#[test]
fn a_load_balancer_is_sticky_on_management_ports_alone() {
    let gateways = document(&template("guide-ha"), "load-balancers/lb-gw/README.md");
    assert!(gateways.contains("Sticky sessions: on port 9443 alone"), "{gateways}");
    assert!(gateways.contains("WebSocket, ports 8099 and 9099") && gateways.contains("`Upgrade`"));
    for header in
        ["Host", "X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-For", "X-Forwarded-Port"]
    {
        assert!(gateways.contains(&format!("`{header}`")), "{header}");
    }
    let keys = document(&template("guide-ha"), "load-balancers/lb-km/README.md");
    assert!(keys.contains("on port 443 alone") && !keys.contains("WebSocket"), "{keys}");
}

/// Sections 4.1, 4.3 and 9.
#[test]
fn databases_are_made_with_the_right_letters_and_rights() {
    let ha = template("guide-ha");
    let mysql = ["README.md", "db1/01-create.sql", "db1/03-reduce-rights.sql"]
        .map(|file| document(&ha, &format!("databases/{file}")))
        .concat();
    for told in [
        "CREATE DATABASE `apim_db` CHARACTER SET latin1 COLLATE latin1_general_cs;",
        "GRANT ALL ON `shared_db`.* TO 'wso2carbon';",
        "REVOKE ALL PRIVILEGES ON `shared_db`.* FROM 'wso2carbon';",
        "com.mysql.cj.jdbc.Driver",
    ] {
        assert!(mysql.contains(told), "{told} is not in:\n{mysql}");
    }
    let h2 = document(&template("all-in-one-local"), "databases/README.md");
    assert!(h2.contains("password wso2carbon") && h2.contains("Not tried"), "{h2}");
    let mut odd = "d: database host=d.x".to_owned();
    odd.push_str(" database.username=o'x database.apim_db.name=a`b{user}");
    let odd = document(&design(&odd), "databases/d/01-create.sql");
    assert!(odd.contains("CREATE DATABASE `a``b{user}` ") && odd.contains("'o''x'"), "{odd}");
}

/// Section 1.3: a folder for each node, as its operating system writes it.
#[test]
fn a_node_on_windows_has_its_folder_there() {
    let mut design = design("host h1 vm1.x 10.0.0.1\nkm1: key-manager @h1\ngw1: gateway @h1 +1");
    let host = design.hosts().next().unwrap().clone();
    let windows = Host { os: OperatingSystem::Windows, ..host };
    Change::set_host(&design, windows).apply(&mut design).unwrap();
    let readme = document(&design, "README.md");
    for node in ["km1", "gw1"] {
        assert!(readme.contains(&format!("| `C:\\wso2am-3.1.0-{node}` |")), "{readme}");
    }
}

/// Nothing is asked for before what it needs is there: databases need the unpacked product and its
/// password, load balancers their certificates, the vault its keystore, and a preflight the nodes that
/// start earlier.
#[test]
fn each_step_of_the_runbook_comes_after_what_it_needs() {
    for template in catalogue::templates() {
        let design = topology::document::parse(template.document).unwrap();
        let runbook = document(&design, "README.md");
        let steps = runbook.split("## Steps").nth(1).unwrap().split("## ").next().unwrap();
        let place = |words: &str| steps.find(words);
        for (earlier, later) in [
            ("network/hosts", "Prepare the load balancers"),
            ("unpack ", "Prepare the databases"),
            ("secrets.env.example", "create-keystores"),
            ("create-keystores", "Prepare the load balancers"),
            ("create-keystores", "/bin/install.sh"),
            ("Prepare the databases", "/bin/preflight.sh"),
            ("/bin/install.sh", "/bin/preflight.sh"),
            ("/bin/preflight.sh", "/bin/start.sh"),
        ] {
            let (Some(first), Some(second)) = (place(earlier), place(later)) else {
                assert!(later.contains("load balancers"), "{}: {earlier}, {later}", template.id);
                continue;
            };
            assert!(first < second, "{}: {later} before {earlier}:\n{steps}", template.id);
        }
        // One node's check and start are one step: the next one's check wants this one to answer.
        let last = steps.lines().rfind(|line| !line.is_empty()).unwrap();
        assert!(last.contains("preflight.sh") && last.contains("start.sh"), "{last}");
    }
}

/// What the checks say and people let stand is in the runbook, whatever they typed.
#[test]
fn waivers_are_listed_with_their_reasons() {
    let mut with = design("gw1: gateway");
    assert!(!document(&with, "README.md").contains("let stand"));
    let waiver = |target| topology::Waiver {
        rule: "ha-single-instance".into(),
        target,
        reason: "One | is *enough*.".into(),
        author: String::new(),
        until: Some("2027-03-31".into()),
    };
    let targets = [topology::Target::Node("gw1".parse().unwrap()), topology::Target::Design];
    for target in targets {
        Change::waive(&with, waiver(target)).apply(&mut with).unwrap();
    }
    let readme = document(&with, "README.md");
    assert!(
        readme.contains("| ha-single-instance | gw1 | One \\| is \\*enough\\*. |  | 2027-03-31 |"),
        "{readme}"
    );
    assert!(readme.contains("| ha-single-instance | the design |"), "{readme}");
}
