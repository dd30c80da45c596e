//! S2 and S5: every text of the corpus in every place that takes one, and each kind of file still what it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use export::{Bundle, Exporter};
use roxmltree::Document;
use topology::Design;
use topology::catalogue::SettingKind;
use trials::{TEXTS, everywhere};

use crate::network::rows;
use crate::support::{bundle, catalogue, template, values};

/// The bundle of a design that is full of one text, for each of them. `with-analytics` has the files of the other products.
pub(crate) fn typed() -> &'static [(&'static str, Bundle)] {
    static TYPED: LazyLock<Vec<(&'static str, Bundle)>> = LazyLock::new(|| {
        let made = |text: &'static str| {
            let name = if text.len().is_multiple_of(4) { "with-analytics" } else { "guide-sample" };
            (text, bundle(&everywhere(&template(name), catalogue(), text)))
        };
        // As many at once as there are processors: they are many, and each takes its time.
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let texts: &'static [&'static str] = &TEXTS;
        let pieces = texts.chunks(texts.len().div_ceil(workers));
        std::thread::scope(|scope| {
            let running: Vec<_> = pieces
                .map(|piece| {
                    scope.spawn(move || piece.iter().copied().map(made).collect::<Vec<_>>())
                })
                .collect();
            running.into_iter().flat_map(|one| one.join().unwrap()).collect()
        })
    });
    &TYPED
}

/// Whether a line of Markdown holds what a reader would make a link or an element of, where it was typed.
fn leads_somewhere(line: &str) -> bool {
    let mut plain = String::new();
    let mut rest = line;
    // Outside of code; a stroke before a mark takes its meaning away.
    while let Some(at) = rest.find(['`', '\\']) {
        plain.push_str(&rest[..at]);
        if rest[at..].starts_with('\\') {
            let next = rest[at + 1..].chars().next().map_or(0, char::len_utf8);
            rest = &rest[at + 1 + next..];
            plain.push('.');
            continue;
        }
        let ticks = rest[at..].bytes().take_while(|byte| *byte == b'`').count();
        let fence = &rest[at..at + ticks];
        let inner = &rest[at + ticks..];
        let Some(end) = inner.find(fence) else { return true };
        rest = &inner[end + ticks..];
        plain.push('.');
    }
    plain.push_str(rest);
    let links = plain.match_indices("](").any(|(at, _)| {
        let to = plain[at + 2..].split(')').next().unwrap_or_default();
        !to.starts_with("https://") && to.contains(':')
    });
    let lower = plain.to_lowercase();
    links
        || plain.contains('<')
        || ["javascript:", "vbscript:", "data:", "gopher:", "://169.254.", "://user"]
            .iter()
            .any(|s| lower.contains(s))
}

#[test]
fn a_reader_of_markdown_sees_when_something_leads_somewhere() {
    for line in [
        "<a>",
        "[x](javascript:1)",
        "a javascript:1",
        "`a` <b>",
        "``` open",
        "![x](data:y)",
        "see http://169.254.169.254/x",
    ] {
        assert!(leads_somewhere(line), "{line}");
    }
    for line in [
        "`<a>` and `javascript:1`",
        "\\[x\\](https\\://y)",
        "[x](https://y.example/)",
        "javascript\\:1",
        "[x](other.md)",
        "&lt;a&gt;",
    ] {
        assert!(!leads_somewhere(line), "{line}");
    }
}

#[test]
fn no_page_of_a_bundle_has_a_link_or_an_element_that_somebody_typed() {
    let mut pages = 0;
    for (text, bundle) in typed() {
        for file in bundle.files.iter().filter(|file| file.path.ends_with(".md")) {
            let page = std::str::from_utf8(&file.bytes).unwrap();
            // What stands indented by four, or between fences, is code.
            let mut fenced = false;
            for line in page.lines() {
                if line.trim_start().starts_with("```") {
                    fenced = !fenced;
                    continue;
                }
                let is_code = fenced || line.starts_with("    ");
                assert!(is_code || !leads_somewhere(line), "{text:?} in {}: {line}", file.path);
            }
            pages += 1;
        }
    }
    assert!(pages > 1_000, "{pages}");
}

#[test]
fn a_bundles_drawing_says_what_was_typed_and_holds_nothing_that_acts() {
    const KNOWN: [&str; 12] = [
        "svg", "title", "style", "metadata", "design", "rect", "text", "g", "path", "circle",
        "line", "tspan",
    ];
    for (text, bundle) in typed() {
        let svg = std::str::from_utf8(&bundle.file("topology.svg").unwrap().bytes).unwrap();
        let svg = Document::parse(svg).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        for node in svg.descendants().filter(roxmltree::Node::is_element) {
            assert!(KNOWN.contains(&node.tag_name().name()), "{text:?}: {node:?}");
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && name != "href", "{text:?}: {node:?}");
                assert!(!value.contains("url(") || value.contains("url(#"), "{text:?}: {node:?}");
            }
        }
    }
}

/// What the server makes of a value after it was copied into XML.
fn as_read(value: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    marks.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Each setting is found in the file by a harmless text; with any other text the same key has that text, or what the
/// drawing says where it is none that may stand there.
#[test]
fn what_was_typed_is_the_value_that_is_read_or_is_left_out() {
    const HARMLESS: &str = "harmless.example.com";
    let sample = template("guide-sample");
    let nodes = ["km1", "gw1", "pub1"];
    let whole = |text: &str| everywhere(&sample, catalogue(), text);
    let config = |design: &Design, node: &str| {
        let path = format!("nodes/{node}/repository/conf/deployment.toml");
        let file = Exporter::new(design, catalogue()).file(&path).unwrap();
        String::from_utf8(file.bytes()).unwrap()
    };
    let mut places: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for node in nodes {
        let found = values(&config(&whole(HARMLESS), node));
        let with = found.into_iter().filter(|(_, value)| value.as_str() == Some(HARMLESS));
        places.insert(node, with.map(|(path, _)| path).collect());
    }
    let count: usize = places.values().map(BTreeSet::len).sum();
    assert!(count >= 12, "{places:?}");
    let (mut kept, mut left) = (0, 0);
    let step = if trials::is_long() { 1 } else { 4 };
    let plain = TEXTS.iter().filter(|text| topology::text::check_line(text).is_ok());
    let plain = plain.step_by(step);
    for text in plain {
        let design = whole(text);
        for node in nodes {
            let found = values(&config(&design, node));
            for path in &places[node] {
                match found.get(path).and_then(|value| value.as_str()) {
                    Some(value) if as_read(value) == *text => kept += 1,
                    Some(value) => {
                        assert!(!as_read(value).contains(text), "{text:?} at {path}: {value:?}");
                        left += 1;
                    }
                    None => left += 1,
                }
            }
        }
    }
    assert!(kept * step > 500, "{kept} were kept, {left} were left out");
}

#[test]
fn every_kind_of_file_is_still_one_of_its_kind() {
    let (mut tomls, mut yamls, mut tables) = (0, 0, 0);
    for (text, bundle) in typed() {
        for file in &bundle.files {
            let said = || format!("{text:?} in {}", file.path);
            let content = std::str::from_utf8(&file.bytes).unwrap();
            let name = file.path.rsplit('/').next().unwrap();
            if name.ends_with(".toml") {
                let read = content.parse::<toml::Table>();
                assert!(read.is_ok(), "{}: {read:?}", said());
                tomls += 1;
            } else if name.ends_with(".yaml") {
                let read = serde_yaml_ng::from_str::<serde_yaml_ng::Value>(content);
                assert!(read.is_ok(), "{}: {read:?}", said());
                yamls += 1;
            } else if name.ends_with(".json") {
                let read = serde_json::from_str::<serde_json::Value>(content);
                assert!(read.is_ok(), "{}: {read:?}", said());
            } else if name == "ports.csv" {
                for row in rows(content) {
                    assert_eq!(row.len(), 12, "{}: {row:?}", said());
                    let is_formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t']);
                    assert!(!row.iter().any(is_formula), "{}: {row:?}", said());
                }
                tables += 1;
            } else if name == "hosts" {
                // Names alone, one line for each: nothing that was typed begins a line of its own.
                for line in content.lines().filter(|line| !line.starts_with('#')) {
                    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_: \t".contains(c);
                    assert!(line.chars().all(is_plain), "{}: {line}", said());
                }
            }
        }
    }
    assert!(tomls > 500 && yamls > 10 && tables > 100, "{tomls} {yamls} {tables}");
}

/// Only a text that names a secret stands where a secret's name does; the design itself is the one file that holds what
/// was typed.
#[test]
fn what_is_no_name_of_a_secret_is_in_no_file_of_the_bundle() {
    let secrets = catalogue().settings.iter().filter(|spec| spec.kind == SettingKind::Secret);
    assert!(secrets.count() > 5);
    for text in ["Canary-4711-hunter2", "canary value", "P@ssw0rd!Canary"] {
        let design = crate::hostile::with_secrets(text);
        for file in bundle(&design).files.iter().filter(|file| file.path != "design.json") {
            let content = String::from_utf8_lossy(&file.bytes);
            assert!(!content.contains(text), "{} holds {text}", file.path);
        }
    }
}
