//! Whatever people add to a file: the rules say something, and their fixes apply.

use rules::{Finding, validate};
use topology::{Change, Design, SettingValue};

const LINES: [&str; 30] = [
    "[server]",
    "hostname = \"x\"",
    "mode = \"ha\"",
    "offset = 3",
    "[[server]]",
    "[apim.throttling]",
    "receiver_url = \"tcp://x:9611\"",
    "[[apim.throttling.url_group]]",
    "traffic_manager_urls = [\"http://a:1\", \"b\"]",
    "traffic_manager_auth_urls = [\"ssl://a:1\"]",
    "type = \"loadbalance\"",
    "[transport.receiver]",
    "type = 'thrift'",
    "ssl_receiver_thread_pool_size = 5",
    "[apim]",
    "workflow = { username = \"x\", password = \"y\" }",
    "[[apim.analytics.analytics_node]]",
    "[apim.workflow]",
    "username = \"$env{x}\" # comment",
    "password = \"\"\"a\nb\"\"\"",
    "x = { password = 'p', \"ö\" = [\"$ref{nowhere}\"] }",
    "[database.apim_db.pool_options]",
    "max_active = 5",
    "transport.https.properties = { proxyPort = 446, port = 1 }",
    "[[datasource]]",
    "password = \"$ref{super_admin.password}$secret{z}\"",
    "\"a\\u202Eb\".'' = 1",
    "nonsense",
    "d = 2020-01-01",
    "",
];

fn added(node: &str, design: &str) -> Design {
    let mut with = topology::notation::design(
        "environment production\ng: gateway +3\nt: traffic-manager\nd: database\ng -reports-to-> t\ng -validates-with-> t",
    );
    let id = "config.addition".parse().unwrap();
    let value = |text: &str| Some(SettingValue::Text(text.to_owned()));
    Change::set_node_setting(&with, &"g".parse().unwrap(), &id, value(node))
        .then(Change::set_design_setting(&with, &id, value(design)))
        .apply(&mut with)
        .unwrap();
    with
}

#[test]
fn rules_are_total_and_their_fixes_apply() {
    let mut state = 7_u64;
    let mut pick = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % below as u64).unwrap()
    };
    let (mut fixes, mut findings) = (0, 0);
    for _ in 0..250 {
        let mut text = |most: usize| {
            let lines: Vec<&str> = (0..pick(most)).map(|_| LINES[pick(LINES.len())]).collect();
            lines.join("\n")
        };
        let design = added(&text(9), &text(5));
        let before = validate(&design, catalogue::wso2am_3_1_0());
        for finding in before.clone() {
            let message = finding.message.to_string();
            let plain = !message.contains(['\n', '\u{202E}']);
            assert!(message.ends_with('.') && plain, "{message}");
            findings += usize::from(message.contains("addition"));
            let Some(fix) = finding.fix else { continue };
            let mut fixed = design.clone();
            fix.change
                .apply(&mut fixed)
                .unwrap_or_else(|error| panic!("{}: {error}", finding.rule));
            fixes += usize::from(message.contains("addition"));
            // What was repaired is not said again, and what could be read still can.
            let after = validate(&fixed, catalogue::wso2am_3_1_0());
            let again =
                after.iter().any(|f| f.rule == finding.rule && f.message == finding.message);
            assert!(
                !again || finding.target.node().is_none(),
                "{} {}",
                finding.rule,
                finding.message
            );
            let unreadable = |found: &[Finding]| {
                let of = |f: &&Finding| f.rule == "cfg-unparseable" && f.target == finding.target;
                found.iter().filter(of).count()
            };
            assert!(unreadable(&after) <= unreadable(&before), "{fixed:?}");
        }
    }
    assert!(fixes > 100 && findings > 800, "{fixes} of {findings}");
}
