//! What holds for the rules as a whole.

use rules::{RULES, Severity, validate};
use std::collections::BTreeSet;

#[test]
fn ids_are_unique_and_numbers_ascend() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
    for rule in RULES {
        assert!(
            rule.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{}",
            rule.id
        );
        assert_eq!(rules::rule(rule.id).map(|found| found.code), Some(rule.code));
    }
    assert!(rules::rule("no-such-rule").is_none());
}

#[test]
fn every_rule_explains_itself() {
    for rule in RULES {
        for text in [rule.summary, rule.why, rule.fix] {
            assert!(text.len() > 10 && text.ends_with('.'), "{}: {text:?}", rule.id);
        }
        assert!(!rule.source.is_empty(), "{}", rule.id);
        let page = rule.page();
        for heading in ["What it checks", "Why it matters", "How to fix", "References"] {
            assert!(page.contains(heading), "{}", rule.id);
        }
    }
}

#[test]
fn no_template_has_an_error() {
    for template in catalogue::templates() {
        let design = topology::document::parse(template.document).expect("a template is a design");
        let errors: Vec<_> = validate(&design, catalogue::wso2am_3_1_0())
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        assert_eq!(errors, [], "{}", template.id);
    }
}

#[test]
fn generated_designs_have_no_error() {
    for seed in 0..20 {
        let design = catalogue::generate(60, seed);
        let found = validate(&design, catalogue::wso2am_3_1_0());
        assert!(
            found.iter().all(|finding| finding.severity != Severity::Error),
            "{seed}: {found:#?}"
        );
    }
}

#[test]
fn the_same_design_gives_the_same_findings() {
    let design =
        topology::notation::design("g: gateway\nh: gateway\nk: key-manager\nlb: load-balancer");
    let first = validate(&design, catalogue::wso2am_3_1_0());
    assert!(first.len() > 5);
    assert_eq!(first, validate(&design, catalogue::wso2am_3_1_0()));
    assert!(first.windows(2).all(|pair| pair[0].severity <= pair[1].severity));
}

/// A design whose parts are thrown together by a seed: roles and links that need not fit.
fn thrown_together(seed: u64) -> topology::Design {
    let catalogue = catalogue::wso2am_3_1_0();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut pick = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut text = String::from("host h1 vm1 10.0.0.1\nhost h2 vm2 10.0.0.2\n");
    let nodes = 1 + pick(9);
    for index in 0..nodes {
        let role = &catalogue.roles[pick(catalogue.roles.len())];
        let place = ["", " @h1", " @h2 +3", " +60000", " host=x.y", " host=_"][pick(6)];
        let replicas = ["", "", "", " ×2", " ×3"][pick(5)];
        text.push_str(&format!("n{index}: {}{place}{replicas}\n", role.id));
    }
    for index in 0..pick(14) {
        let kind = &catalogue.link_kinds[pick(catalogue.link_kinds.len())];
        text.push_str(&format!("l{index}: n{} -{}-> n{}\n", pick(nodes), kind.id, pick(nodes)));
    }
    topology::notation::design(&text)
}

#[test]
fn rules_are_total_and_their_fixes_apply() {
    let mut fixes = 0;
    for seed in 0..2_000 {
        let design = thrown_together(seed);
        for finding in validate(&design, catalogue::wso2am_3_1_0()) {
            assert!(finding.message.to_string().ends_with('.'), "{}", finding.message);
            if let Some(fix) = finding.fix {
                let mut fixed = design.clone();
                fix.change
                    .apply(&mut fixed)
                    .unwrap_or_else(|error| panic!("{}: {error}", finding.rule));
                fixes += 1;
            }
        }
    }
    assert!(fixes > 2_000, "{fixes} fixes were tried");
}
