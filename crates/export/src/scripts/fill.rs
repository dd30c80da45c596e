//! `{{name}}` in a template, and nothing more.

/// Replaces each `{{name}}`. A name that is not given stays, and a test of the templates finds it.
pub(crate) fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        let end = from.find("}}").map_or(from.len(), |end| end + 2);
        let (slot, after) = from.split_at(end);
        let name = slot.trim_start_matches('{').trim_end_matches('}');
        match values.iter().find(|(known, _)| *known == name) {
            // What was filled in is never read again: a value may hold braces.
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(slot),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_not_read_again() {
        let values = [("a", "{{b}}".to_owned()), ("b", "2".to_owned())];
        assert_eq!(fill("{{a}}-{{b}}-{{c}}-{{", &values), "{{b}}-2-{{c}}-{{");
    }
}
