//! The PDF, read back: pages, texts, bookmarks.

use report::{Format, State, Version};
use topology::{Change, Design};

use crate::reader::Pdf;
use crate::support::{template, told, version, written};

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("")
}

#[test]
fn each_section_is_there_with_what_it_says() {
    let design = template("guide-ha");
    let known = version();
    let state = State::Version(&known);
    let pdf = Pdf::read(&written(&design, state, Format::Pdf));
    let document = told(&design, state);
    let all = words(&pdf.pages.concat());
    for (number, section) in (1..).zip(&document.sections) {
        assert!(all.contains(&words(&format!("{number}{}", section.title))), "{}", section.title);
    }
    for fact in &document.facts {
        assert!(all.contains(&words(&fact.value.text)), "{fact:?}");
    }
    for node in design.nodes() {
        assert!(all.contains(&words(&node.name)), "{}", node.name);
    }
    assert!(all.contains(&words("Two Gateways more. Asked for by Payments.")));
    assert!(all.contains(&words("The ports are right.")));
}

#[test]
fn pages_are_counted_and_named() {
    let pdf = Pdf::read(&written(&template("guide-ha"), State::Revision(12), Format::Pdf));
    let all = pdf.pages.len();
    assert!((4..40).contains(&all), "{all}");
    for (number, page) in (1..).zip(&pdf.pages) {
        assert!(page.contains(&format!("Page {number} of {all}")), "{page}");
        assert_eq!(number > 1, page.contains("Revision 12 · 2027-03-31"), "{page}");
    }
    // The first page says where each section begins.
    let contents = pdf.pages[0].split_once("Contents").unwrap().1;
    let mut lines = contents.lines().map(str::trim).filter(|line| !line.is_empty());
    while let (Some(number), Some(title), Some(page)) = (lines.next(), lines.next(), lines.next()) {
        if number.starts_with("Bundle") {
            break;
        }
        let page: usize = page.parse().unwrap();
        assert!(pdf.pages[page - 1].contains(title), "{number} {title} on {page}");
    }
}

#[test]
fn sections_are_bookmarks() {
    let design = template("guide-sample");
    let bytes = written(&design, State::File, Format::Pdf);
    let pdf = Pdf::read(&bytes);
    assert_eq!(pdf.bookmarks(), told(&design, State::File).sections.len());
    let has = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    assert!(has(b"+Inter") && has(b"+JetBrainsMono") && has(b"/ToUnicode"));
    assert!(!has(b"/CreationDate"), "nobody gave a time");
    assert!(!has(b"/JavaScript") && !has(b"/URI"));
}

/// A text of many lines is more than a page: it goes on below the head, and none of it is lost.
#[test]
fn a_row_that_is_higher_than_a_page_goes_on() {
    let mut design: Design = template("guide-sample");
    let lines: Vec<String> = (1..=150).map(|n| format!("key_{n} = {n}")).collect();
    let id = crate::support::wso2am()
        .settings
        .iter()
        .find(|spec| {
            matches!(spec.kind, topology::catalogue::SettingKind::Toml) && spec.scope.design
        })
        .unwrap();
    let mut header = design.header().clone();
    header.settings.insert(id.id.clone(), lines.join("\n").as_str().into());
    Change::set_header(&design, header).apply(&mut design).unwrap();
    let pdf = Pdf::read(&written(&design, State::File, Format::Pdf));
    let has =
        |page: &usize| pdf.pages[*page].lines().any(|line| lines.iter().any(|one| one == line));
    let on: Vec<usize> = (0..pdf.pages.len()).filter(has).collect();
    assert!(on.len() >= 2, "{on:?}");
    for line in &lines {
        assert!(pdf.pages.iter().any(|page| page.lines().any(|there| there == line)), "{line}");
    }
    for page in &on {
        assert!(pdf.pages[*page].contains("What it does"), "the head is on page {page}");
    }
}

#[test]
fn letters_that_the_fonts_lack_are_told() {
    let pages = |name: &str| {
        let version = Version { name: name.into(), ..version() };
        let written = written(&template("guide-sample"), State::Version(&version), Format::Pdf);
        Pdf::read(&written).pages[0].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(!pages("Go live").contains("not in the fonts"), "{}", pages("Go live"));
    assert!(pages("決済").contains("not in the fonts"), "{}", pages("決済"));
}
