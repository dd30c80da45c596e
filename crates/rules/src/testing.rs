//! Helpers for the rules' own tests.

use crate::{Finding, validate};
use topology::Design;

/// The findings of one rule for a design in the text notation.
pub(crate) fn findings(rule: &str, notation: &str) -> Vec<Finding> {
    of(rule, &topology::notation::design(notation))
}

pub(crate) fn of(rule: &str, design: &Design) -> Vec<Finding> {
    validate(design, catalogue::wso2am_3_1_0())
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

/// Asserts that a rule reports nothing.
pub(crate) fn assert_silent(rule: &str, notation: &str) {
    assert_eq!(findings(rule, notation), [], "{rule}");
}

/// Asserts that a rule reports this many times, that each message holds the text, and that applying
/// the fixes one after another makes the rule silent, undoably.
pub(crate) fn assert_fixed(rule: &str, notation: &str, count: usize, text: &str) {
    fix(rule, topology::notation::design(notation), count, text);
}

/// The same, and gives the design as the fixes leave it.
pub(crate) fn fix(rule: &str, mut design: Design, count: usize, text: &str) -> Design {
    let found = of(rule, &design);
    assert_eq!(found.len(), count, "{found:#?}");
    assert!(found.iter().all(|finding| finding.message.to_string().contains(text)), "{found:#?}");
    for _ in 0..=2 * count {
        let Some(finding) = of(rule, &design).into_iter().next() else { return design };
        let fix = finding.fix.unwrap_or_else(|| panic!("no fix: {}", finding.message));
        let before = design.clone();
        fix.change.apply(&mut design).expect("a fix applies");
        let mut back = design.clone();
        fix.change.inverted().apply(&mut back).expect("a fix is undone");
        assert_eq!(back, before);
    }
    panic!("{rule} still reports: {:#?}", of(rule, &design));
}

/// Asserts that a rule reports this many times with this text, without asking for a fix.
pub(crate) fn assert_reported(rule: &str, notation: &str, count: usize, text: &str) {
    let found = findings(rule, notation);
    assert_eq!(found.len(), count, "{found:#?}");
    assert!(found.iter().all(|finding| finding.message.to_string().contains(text)), "{found:#?}");
}
