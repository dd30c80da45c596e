//! What each kind of file is, and that it is the same each time.

use picture::{DrawError, Format, Look, Theme};

use crate::support::{draw, draw_as, template, text, wso2am};

#[test]
fn the_same_design_gives_the_same_bytes() {
    let design = template("guide-ha");
    for format in Format::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            let look = Look { theme, ..Look::default() };
            assert!(
                draw_as(&design, format, &look) == draw_as(&design, format, &look),
                "{format:?} {theme:?}"
            );
        }
    }
}

#[test]
fn every_format_is_what_its_name_says() {
    let design = template("guide-ha");
    assert!(text(&design, Format::Svg).starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(draw(&design, Format::Png).starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(draw(&design, Format::Pdf).starts_with(b"%PDF-1."));
    assert!(text(&design, Format::Mermaid).contains("\nflowchart LR\n"));
    assert!(text(&design, Format::Drawio).starts_with("<mxfile "));
    for format in Format::ALL {
        assert_eq!(Format::of(format.extension()), Some(format));
    }
    assert_eq!(Format::of("gif"), None);
}

/// Nothing outside is asked for: no address but the names of XML's own.
#[test]
fn an_svg_stands_alone_with_its_fonts() {
    let svg = text(&template("guide-ha"), Format::Svg);
    assert_eq!(svg.matches("url(").count(), 2);
    assert_eq!(svg.matches("url(data:font/woff2;base64,").count(), 2);
    let address = svg.matches("http").count() - svg.matches("xmlns=\"http").count();
    let inside = svg.split_once("<metadata>").unwrap().1.split_once("</metadata>").unwrap().0;
    assert_eq!(address, inside.matches("http").count(), "outside of the design itself");
    assert!(!svg.contains("<script") && !svg.contains("href"));
}

#[test]
fn a_pdf_has_its_fonts_inside_and_its_text_as_text() {
    let pdf = draw(&template("guide-ha"), Format::Pdf);
    let has = |what: &[u8]| pdf.windows(what.len()).any(|window| window == what);
    // Fonts whose programs are in the file, with the table that leads back to letters.
    assert!(has(b"/FontFile2") || has(b"/FontFile3"), "no font inside");
    assert!(has(b"/ToUnicode"));
    assert!(has(b"+Inter") && has(b"+JetBrainsMono"));
    assert!(!has(b"/CreationDate"), "nobody gave a date");
}

#[test]
fn light_and_dark_differ_in_each_format_with_colours() {
    let design = template("guide-sample");
    let dark = Look { theme: Theme::Dark, ..Look::default() };
    for format in Format::ALL {
        assert!(draw(&design, format) != draw_as(&design, format, &dark), "{format:?}");
    }
}

#[test]
fn titles_and_dates_are_bounded() {
    let design = template("guide-sample");
    let refused =
        |look: &Look| picture::draw(&design, wso2am(), Format::Svg, look, false).unwrap_err();
    let long = |count: usize| Some("x".repeat(count));
    let error = refused(&Look { title: long(201), ..Look::default() });
    assert_eq!(error, DrawError::TooLong { field: "title", found: 201, most: 200 });
    let error = refused(&Look { date: long(61), ..Look::default() });
    assert!(error.to_string().contains("at most 60"), "{error}");
}

/// A large one is drawn whole, and a PNG says that it was made smaller.
#[test]
fn five_thousand_nodes_are_drawn_within_bounds() {
    let design = catalogue::generate(5_000, 1);
    for format in Format::ALL {
        let drawn = picture::draw(&design, wso2am(), format, &Look::default(), true).unwrap();
        assert!(drawn.bytes.len() < picture::MOST_BYTES, "{format:?}: {}", drawn.bytes.len());
        assert_eq!(format == Format::Png, !drawn.notes.is_empty(), "{format:?}: {:?}", drawn.notes);
    }
}
