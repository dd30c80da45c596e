//! What people typed stays text, whatever it is.

use report::{Asked, Format, State, Verdict, Version};
use roxmltree::{Document, ParsingOptions};
use topology::{Change, Design, Environment, View, Waiver, notation};

use crate::reader::Pdf;
use crate::support::{findings, given, version, wso2am};

/// The last ones cannot stand in a document; what writes does not rely on that.
const NAMES: [&str; 9] = [
    "]]></title></style><script>alert(1)</script>",
    "<b onmouseover='x'>&amp;&lt;&#60;\" style=\"x",
    "<!-- --> <![CDATA[ javascript:alert(1)",
    "שער מספר 1 مرحبا",
    "🙂👩‍👩‍👧‍👦 ﷽ 網關",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft-1234567890-Donaudampfschifffahrts",
    "two\nlines\r\n---\n\ttabs",
    "nul\u{0}l bell\u{7} \u{FFFE}",
    "\u{202E}turned\u{2028}",
];

/// These, and all that tests try everywhere.
fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(trials::TEXTS)
}

/// Everything in it that a person names is called like this.
fn called(name: &str) -> Design {
    let mut design =
        notation::design("host h1 vm1\na: gateway @h1\nb: key-manager @h1\na -validates-with-> b");
    for id in ["a", "b"] {
        let mut node = design.node(&id.parse().unwrap()).unwrap().clone();
        name.clone_into(&mut node.name);
        name.clone_into(&mut node.hostname);
        node.settings.insert("environment.name".parse().unwrap(), name.into());
        node.settings.insert("unknown.setting".parse().unwrap(), name.into());
        Change::set_node(&design, node).apply(&mut design).unwrap();
    }
    let mut host = design.hosts().next().unwrap().clone();
    name.clone_into(&mut host.hostname);
    name.clone_into(&mut host.address);
    Change::set_host(&design, host).apply(&mut design).unwrap();
    let mut header = design.header().clone();
    name.clone_into(&mut header.name);
    header.environment = Environment::Production;
    Change::set_header(&design, header).apply(&mut design).unwrap();
    let view = View {
        id: "v1".parse().unwrap(),
        step: 1,
        name: name.to_owned(),
        area: None,
        lit: vec!["a".parse().unwrap()],
        notes: name.to_owned(),
    };
    Change::save_view(&design, view).apply(&mut design).unwrap();
    let waiver = Waiver {
        rule: name.to_owned(),
        target: topology::Target::Node("a".parse().unwrap()),
        reason: name.to_owned(),
        author: name.to_owned(),
        until: None,
    };
    Change::waive(&design, waiver).apply(&mut design).unwrap();
    design
}

fn of(name: &str) -> Version {
    let verdict =
        Verdict { who: name.into(), approves: true, message: name.into(), day: name.into() };
    let asked = Asked {
        by: name.into(),
        whom: vec![name.into()],
        message: name.into(),
        day: name.into(),
        is_open: true,
    };
    Version {
        name: name.into(),
        message: name.into(),
        author: name.into(),
        verdicts: vec![verdict],
        asked: vec![asked],
        ..version()
    }
}

/// What XML can carry of a name.
fn as_xml(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || c == '\u{FFFE}' { ' ' } else { c }).collect()
}

fn write(name: &str, format: Format) -> Vec<u8> {
    let (design, version) = (called(name), of(name));
    let found = findings(&design);
    let date: String = name.chars().take(report::MOST_DATE).collect();
    let all = report::Given {
        date: Some(&date),
        title: Some(name),
        ..given(&design, &found, State::Version(&version))
    };
    assert_eq!(all.catalogue, wso2am());
    report::write(&all, format).unwrap()
}

#[test]
fn html_says_the_name_and_nothing_else() {
    const KNOWN: [&str; 44] = [
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav",
        "section", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span",
        "strong", "code", "a", "figure", "table", "colgroup", "col", "thead", "tbody", "tr", "th",
        "td", "svg", "rect", "text", "g", "path", "circle", "tspan", "use", "symbol",
    ];
    for name in names() {
        let text = String::from_utf8(write(name, Format::Html)).unwrap();
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let page = Document::parse_with_options(&text, options)
            .unwrap_or_else(|error| panic!("{name:?}: {error}"));
        for node in page.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            assert!(KNOWN.contains(&tag), "{name:?}: {node:?}");
            for attribute in node.attributes() {
                let key = attribute.name();
                assert!(!key.starts_with("on") && key != "src", "{name:?}: {node:?}");
                assert!(key != "href" || attribute.value().starts_with('#'), "{name:?}: {node:?}");
            }
        }
        let title = page.descendants().find(|node| node.has_tag_name("h1")).unwrap();
        let lines = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(lines(title.text().unwrap()), lines(&as_xml(name)), "{name:?}");
        // Lines that were typed are lines.
        let notes = page.descendants().find(|node| node.text() == Some("two\nlines\n---\n tabs"));
        assert!(name != NAMES[6] || notes.is_some(), "{name:?}");
        // In the page's own words nothing is asked for: the addresses are names of XML's own.
        let (_, body) = text.split_once("<body>").unwrap();
        for asks in ["url(", "@import"] {
            assert!(name.contains(asks) || !body.contains(asks), "{name:?}");
        }
    }
}

/// Each name is in the document as it was typed: selected and copied it is what it was, also where
/// the fonts have only a box for a letter.
#[test]
fn pdf_is_written_whatever_the_name_is() {
    for name in NAMES {
        let pdf = Pdf::read(&write(name, Format::Pdf));
        assert!(pdf.pages.len() > 2, "{name:?}");
        let letters = |text: &str| {
            let kept = |c: &char| !c.is_whitespace() && !c.is_control();
            text.chars().filter(kept).collect::<String>()
        };
        let (all, name) = (letters(&pdf.pages.concat()), letters(name));
        // A letter that joins others may be spelled in another order of marks; the first is there.
        let start: String = name.chars().take(4).collect();
        assert!(all.contains(&start), "{name:?} in {all}");
    }
}
