//! The page as it was read and accepted, without the drawing, which has files of its own, and without
//! what changes with every file of the bundle. `UPDATE_GOLDEN=1 cargo test -p report golden` writes it
//! again.

use std::fs;
use std::path::Path;

use report::{Format, State};

use crate::support::{html, template, version, written};

fn accepted(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, made).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(made == expected, "{name} is not as accepted; made:\n{made}");
}

#[test]
fn the_guides_sample_is_as_accepted() {
    let html = html(&template("guide-sample"));
    let fonts = html.replace(picture::fonts::STYLE.as_str(), "<!-- fonts -->\n");
    assert_ne!(fonts, html, "the fonts are in it");
    let (before, after) = fonts.split_once("<svg").unwrap();
    let (_, after) = after.split_once("</svg>").unwrap();
    let page = format!("{before}<!-- drawing -->{after}");
    let hash = page.split_once("Bundle <code>").unwrap().1.split_once('<').unwrap().0.to_owned();
    assert_eq!(page.matches(&hash).count(), 2);
    accepted("guide-sample.html", &page.replace(&hash, "BUNDLE"));
}

#[test]
fn the_same_is_given_and_the_same_is_written() {
    let (design, version) = (template("guide-ha"), version());
    for format in Format::ALL {
        for state in [State::Revision(3), State::Version(&version)] {
            let once = written(&design, state, format);
            assert!(once == written(&design, state, format), "{format:?}");
        }
    }
}
