//! Names that mean something to XML, HTML, Markdown, Mermaid or YAML mean nothing in a picture.

use picture::{Format, Look};
use roxmltree::Document;
use topology::{Change, Design, notation};

use crate::support::{draw_as, wso2am};

/// The last ones cannot stand in a document; what draws does not rely on that.
const NAMES: [&str; 12] = [
    "a\"] --> b[\"c",
    "]]></title><script>alert(1)</script>",
    "<b onmouseover='x'>&amp;&lt;&#60;",
    "%%{init: {\"theme\":\"dark\"}}%%",
    "end; subgraph x",
    "1. one `code` **bold** _low_ #quot; #59;",
    "---\\u0022: x",
    "שער מספר 1 مرحبا",
    "🙂👩‍👩‍👧‍👦 ﷽ 網關",
    "two\nlines\r\n---\nflowchart TD",
    "nul\u{0}l bell\u{7} \u{FFFE}",
    "\u{202E}turned\u{2028}",
];

/// These, and all that tests try everywhere.
fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(trials::TEXTS)
}

/// A zone, a host and two nodes that are all called like this, and a link between them.
fn called(name: &str) -> Design {
    let mut design =
        notation::design("host h1 vm1\na: gateway @h1\nb: key-manager @h1\na -validates-with-> b");
    for id in ["a", "b"] {
        let mut node = design.node(&id.parse().unwrap()).unwrap().clone();
        name.clone_into(&mut node.name);
        name.clone_into(&mut node.hostname);
        Change::set_node(&design, node).apply(&mut design).unwrap();
    }
    let mut host = design.hosts().next().unwrap().clone();
    name.clone_into(&mut host.hostname);
    Change::set_host(&design, host).apply(&mut design).unwrap();
    let mut header = design.header().clone();
    name.clone_into(&mut header.name);
    Change::set_header(&design, header).apply(&mut design).unwrap();
    design
}

/// What XML can carry of a name.
fn as_xml(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || c == '\u{FFFE}' { ' ' } else { c }).collect()
}

fn look(name: &str) -> Look {
    Look { date: Some(name.chars().take(picture::MOST_DATE).collect()), ..Look::default() }
}

#[test]
fn an_svg_is_xml_that_says_the_name_and_nothing_else() {
    for name in names() {
        let design = called(name);
        let bytes = draw_as(&design, Format::Svg, &look(name));
        let text = String::from_utf8(bytes).unwrap();
        let svg = Document::parse(&text).unwrap_or_else(|error| panic!("{name:?}: {error}"));
        let title = svg.root_element().first_element_child().unwrap();
        assert_eq!(title.text(), Some(as_xml(name).as_str()));
        let known = ["svg", "title", "style", "metadata", "design", "rect", "text", "g", "path"];
        for node in svg.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{name:?}: {node:?}");
            assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")));
        }
    }
}

#[test]
fn png_and_pdf_are_drawn_whatever_the_name_is() {
    // Drawn letter by letter: a few of them, and all where there is time.
    let step = if trials::is_long() { 1 } else { 12 };
    for name in names().step_by(step) {
        let design = called(name);
        for format in [Format::Png, Format::Pdf] {
            assert!(!draw_as(&design, format, &look(name)).is_empty(), "{name:?}");
        }
    }
}

#[test]
fn letters_that_the_fonts_lack_are_told() {
    let notes = |name: &str| {
        picture::draw(&called(name), wso2am(), Format::Png, &Look::default(), false).unwrap().notes
    };
    assert_eq!(notes("Gateway"), [""; 0]);
    assert!(notes("網關")[0].contains("not in the picture's fonts"), "{:?}", notes("網關"));
}

#[test]
fn a_drawio_file_is_xml_whose_labels_are_html_that_says_the_name() {
    for name in names() {
        let text = picture::drawio(&called(name), wso2am(), &look(name));
        let file = Document::parse(&text).unwrap_or_else(|error| panic!("{name:?}: {error}"));
        let cells = file.descendants().filter(|node| node.has_tag_name("mxCell"));
        let labels: Vec<&str> = cells.filter_map(|cell| cell.attribute("value")).collect();
        // Heading, host, two nodes, one link.
        assert_eq!(labels.len(), 5, "{name:?}: {labels:?}");
        for label in labels {
            // Read as HTML, the label has the tags that are ours and no other.
            let html = format!("<x>{}</x>", label.replace("<br>", "<br/>"));
            let html = Document::parse(&html).unwrap_or_else(|e| panic!("{label:?}: {e}"));
            for node in html.descendants().filter(roxmltree::Node::is_element) {
                let tag = node.tag_name().name();
                assert!(["x", "b", "br", "font"].contains(&tag), "{name:?}: {label:?}");
            }
        }
        let diagram = file.descendants().find(|node| node.has_tag_name("diagram")).unwrap();
        assert_eq!(diagram.attribute("name"), Some(as_xml(name).as_str()));
    }
}

/// Each line of a chart is one of the forms that are written, with quoted texts in which no sign is
/// left that Mermaid reads.
#[test]
fn a_mermaid_chart_has_only_lines_of_known_forms() {
    for name in names() {
        let text = picture::mermaid(&called(name), wso2am(), &look(name));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines[2], lines[3]), ("---", "---", "flowchart LR"), "{text}");
        let title = lines[1].strip_prefix("title: \"").unwrap().strip_suffix('"').unwrap();
        assert!(!title.contains(['"', '<', '%', '#', '{']), "{title}");
        for line in &lines[4..] {
            assert!(is_known(line.trim_start()), "{name:?}: {line:?} in\n{text}");
        }
        assert_eq!(lines.iter().filter(|line| line.contains("-->")).count(), 1, "{text}");
        assert_eq!(lines.iter().filter(|line| line.trim() == "end").count(), 1, "{text}");
    }
}

fn is_known(line: &str) -> bool {
    let id = |text: &str| {
        let digits = text.strip_prefix(['n', 'h', 'z']).unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    // The one text in quotes, and what stands before and after it.
    let Some((before, rest)) = line.split_once('"') else {
        let words: Vec<&str> = line.split(' ').collect();
        return matches!(words[..], ["end"] | ["classDef" | "class" | "linkStyle", _, _]);
    };
    let Some((label, after)) = rest.split_once('"') else { return false };
    let mut plain = label.replace("<br/>", "");
    // Numbers of signs.
    while let Some(at) = plain.find('#') {
        let Some(end) = plain[at..].find(';') else { return false };
        if !plain[at + 1..at + end].bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        plain.replace_range(at..=at + end, "");
    }
    let harmless = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || " .:,/()+-×".contains(c);
    let is_link =
        before.split_once(" -->|").is_some_and(|(from, nothing)| id(from) && nothing.is_empty())
            && after.strip_prefix("| ").is_some_and(id);
    let is_frame = before.strip_prefix("subgraph ").and_then(|rest| rest.strip_suffix('['));
    let is_frame = is_frame.is_some_and(id) && after == "]";
    let opens = ["[", "[(", "(["];
    let is_node = opens.iter().any(|open| before.strip_suffix(open).is_some_and(id))
        && ["]", ")]", "])"].contains(&after);
    plain.chars().all(harmless) && (is_link || is_frame || is_node)
}
