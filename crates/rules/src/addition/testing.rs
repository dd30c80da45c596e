//! Designs with an addition.

use crate::testing::{fix, of};
use topology::catalogue::known;
use topology::{Change, Design, SettingValue};

/// A design of the notation with a text on a node, or on the design where no node is named.
pub(crate) fn added(notation: &str, owner: &str, text: &str) -> Design {
    let mut design = topology::notation::design(notation);
    let id = known::ADDITION.parse().unwrap();
    let value = Some(SettingValue::Text(text.to_owned()));
    let change = match owner {
        "" => Change::set_design_setting(&design, &id, value),
        node => Change::set_node_setting(&design, &node.parse().unwrap(), &id, value),
    };
    change.apply(&mut design).unwrap();
    design
}

/// The messages of a rule for a text on a Gateway, without their beginning.
pub(crate) fn told(rule: &str, text: &str) -> Vec<String> {
    let found = of(rule, &added("g: gateway", "g", text));
    found.into_iter().map(|f| f.message.to_string().replace(" of the addition of g", "")).collect()
}

/// Asserts that a rule says one thing that begins so.
pub(crate) fn assert_told(rule: &str, text: &str, beginning: &str) {
    let told = told(rule, text);
    assert!(told.len() == 1 && told[0].starts_with(beginning), "{told:#?}");
}

/// Asserts that a rule says nothing.
pub(crate) fn assert_untold(rule: &str, text: &str) {
    assert_eq!(told(rule, text), [""; 0]);
}

/// Asserts that the fixes of a rule make this of a text.
pub(crate) fn assert_becomes(rule: &str, text: &str, count: usize, fixed: &str) {
    let design = fix(rule, added("g: gateway", "g", text), count, "Line ");
    let value = design.node(&"g".parse().unwrap()).unwrap().settings.get(known::ADDITION).cloned();
    let text = value.as_ref().and_then(SettingValue::as_text).unwrap_or_default();
    assert_eq!(text, fixed);
}
