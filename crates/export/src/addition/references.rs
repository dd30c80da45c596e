//! References in a text: what the product looks up when it starts.

/// What is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `$ref{}`: another key of the file.
    Key,
    /// `$env{}`: an environment variable.
    Environment,
    /// `$sys{}`: a property of the Java system.
    System,
    /// `$secret{}`: an entry of `[secrets]`.
    Secret,
}

/// One reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'t> {
    pub kind: ReferenceKind,
    pub name: &'t str,
}

/// Source: config-mapper v1.0.2 `ReferenceResolver`; the runtime's secure vault for `$secret{`.
const OPENINGS: [(&str, ReferenceKind); 4] = [
    ("$ref{", ReferenceKind::Key),
    ("$env{", ReferenceKind::Environment),
    ("$sys{", ReferenceKind::System),
    ("$secret{", ReferenceKind::Secret),
];

/// The references of a text, in their order.
#[must_use]
pub fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        rest = &rest[at..];
        let opening = OPENINGS.iter().find(|(opening, _)| rest.starts_with(opening));
        let named = opening.and_then(|(opening, kind)| {
            let (name, after) = rest[opening.len()..].split_once('}')?;
            Some((Reference { kind: *kind, name }, after))
        });
        rest = match named {
            Some((reference, after)) => {
                found.push(reference);
                after
            }
            None => &rest[1..],
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_with_its_name() {
        let found = references("$env{A}x$$ref{a.b}/$sys{c}-$secret{d}${admin.username}$env{ US$");
        let names: Vec<&str> = found.iter().map(|reference| reference.name).collect();
        assert_eq!(names, ["A", "a.b", "c", "d"]);
        assert_eq!(found[3].kind, ReferenceKind::Secret);
        assert_eq!(references("100 %"), []);
    }
}
