//! A line of a file in coloured pieces. It reads what the exporter writes, not every TOML or YAML there is.

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Toml,
    Yaml,
    Script,
    Plain,
}

impl Language {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "toml" => Self::Toml,
            "yaml" => Self::Yaml,
            "shell" | "batch" => Self::Script,
            _ => Self::Plain,
        }
    }
}

/// The pieces of a line with the class each is drawn in; together they are the line.
pub(super) fn of(language: Language, line: &str) -> Vec<(&'static str, String)> {
    let start = line.trim_start();
    match language {
        Language::Plain => vec![("", line.to_owned())],
        _ if start.starts_with('#') && !start.starts_with("#!") => {
            vec![("tok-comment", line.to_owned())]
        }
        Language::Script if start.starts_with("rem ") => vec![("tok-comment", line.to_owned())],
        Language::Script => strings(line),
        Language::Toml if start.starts_with('[') => vec![("tok-section", line.to_owned())],
        Language::Toml => assigned(line, " = "),
        Language::Yaml if start.ends_with(':') => vec![("tok-section", line.to_owned())],
        Language::Yaml => assigned(line, ": "),
    }
}

/// A key, what stands between, and its value.
fn assigned(line: &str, between: &'static str) -> Vec<(&'static str, String)> {
    let Some((key, value)) = line.split_once(between) else { return strings(line) };
    let mut pieces = vec![("tok-key", key.to_owned()), ("", between.to_owned())];
    if value.starts_with(['"', '\'', '[']) {
        pieces.extend(strings(value));
    } else {
        pieces.push(("tok-number", value.to_owned()));
    }
    pieces
}

/// Texts in quotes, and what lies between them.
fn strings(line: &str) -> Vec<(&'static str, String)> {
    let mut pieces: Vec<(&'static str, String)> = Vec::new();
    let (mut quote, mut escaped) = (None, false);
    for c in line.chars() {
        let class = match quote {
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                "tok-string"
            }
            None => "",
            Some(open) => {
                if c == open && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
                "tok-string"
            }
        };
        match pieces.last_mut() {
            Some((last, text)) if *last == class => text.push(c),
            _ => pieces.push((class, c.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_line() {
        let lines = [
            "service_url = \"https://km:9443/services/\"",
            "list = [\"a \\\" b\", \"c\"]",
            "offset = 4",
            "    offset: 2",
            "  - \"text: of a list\"",
            "siddhi:",
            "[[apim.throttling.url_group]]",
            "# a comment",
            "",
            "é = \"ü😀",
        ];
        for line in lines {
            for language in [Language::Toml, Language::Yaml, Language::Script, Language::Plain] {
                let whole: String = of(language, line).into_iter().map(|(_, text)| text).collect();
                assert_eq!(whole, line);
            }
        }
        assert_eq!(of(Language::Toml, "offset = 4")[2], ("tok-number", "4".to_owned()));
        assert_eq!(of(Language::Yaml, "  offset: 4")[2], ("tok-number", "4".to_owned()));
        assert_eq!(of(Language::Yaml, "id: \"w1\"")[2], ("tok-string", "\"w1\"".to_owned()));
    }
}
