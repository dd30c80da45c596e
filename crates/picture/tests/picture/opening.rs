//! Pictures open again as the design they show, and files that only look so are refused.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use picture::{Format, Look, OpenError, document_in};
use topology::{Change, document};

use crate::support::{draw, template, wso2am};

#[test]
fn svg_and_png_hold_the_design_and_a_design_file_is_itself() {
    let mut design = template("guide-ha");
    let mut header = design.header().clone();
    header.name = "A <b> & ]]> \"c\" 🙂 שלום \\u003c".into();
    Change::set_header(&design, header).apply(&mut design).unwrap();
    for format in [Format::Svg, Format::Png] {
        let text = document_in(draw(&design, format)).unwrap();
        assert_eq!(document::parse(&text).unwrap(), design, "{format:?}");
    }
    let text = document::write(&design);
    assert_eq!(document_in(text.clone().into_bytes()).unwrap(), text);
}

#[test]
fn a_design_of_five_thousand_nodes_fits_into_its_picture() {
    let design = catalogue::generate(5_000, 1);
    let bytes = draw(&design, Format::Svg);
    assert!(bytes.len() < picture::MOST_BYTES, "{}", bytes.len());
    assert_eq!(document::parse(&document_in(bytes).unwrap()).unwrap(), design);
}

#[test]
fn a_picture_that_was_written_again_by_others_still_opens() {
    let design = template("guide-sample");
    let svg = String::from_utf8(draw(&design, Format::Svg)).unwrap();
    // What editors do: a declaration, a comment, a prefix for the name, other line ends.
    let again = svg
        .replace("<design xmlns=", "<td:design xmlns:td=")
        .replace("</design>", "</td:design>")
        .replace('\n', "\r\n");
    let again = format!("\u{FEFF}<?xml version=\"1.0\"?>\r\n<!-- edited -->\r\n{again}");
    let text = document_in(again.into_bytes()).unwrap();
    assert_eq!(document::parse(&text).unwrap(), design);
}

#[test]
fn pictures_without_a_design_say_so() {
    let design = template("guide-sample");
    for format in [Format::Svg, Format::Png] {
        let drawn = picture::draw(&design, wso2am(), format, &Look::default(), false).unwrap();
        let error = document_in(drawn.bytes).unwrap_err();
        assert!(matches!(error, OpenError::Nothing(_)), "{error}");
        assert!(error.to_string().contains("holds no design"), "{error}");
    }
    assert_eq!(document_in(draw(&design, Format::Pdf)), Err(OpenError::Unknown));
    assert_eq!(document_in(b"<html><body/></html>".to_vec()), Err(OpenError::Unknown));
    assert_eq!(document_in(vec![0xff, 0xfe, 0]), Err(OpenError::Unknown));
}

/// A PNG of these chunks, each with its checksum.
fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in chunks {
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend(*kind);
        out.extend(data);
        let mut sum = flate2::Crc::new();
        sum.update(*kind);
        sum.update(data);
        out.extend(sum.sum().to_be_bytes());
    }
    out
}

fn header(width: u32, height: u32) -> (&'static [u8; 4], Vec<u8>) {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend([8, 2, 0, 0, 0]);
    (b"IHDR", data)
}

fn text_chunk(packed: &[u8]) -> (&'static [u8; 4], Vec<u8>) {
    (b"iTXt", [b"topology-designer\0\x01\0\0\0".as_slice(), packed].concat())
}

fn zlib(size: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..size / 65_536 {
        encoder.write_all(&[b' '; 65_536]).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn what_unfolds_without_end_is_refused() {
    let body = (b"IDAT", zlib(65_536));
    let bomb = zlib(256 * 1024 * 1024);
    assert!(bomb.len() < 300_000, "{}", bomb.len());
    let file = png(&[header(1, 1), text_chunk(&bomb), body.clone()]);
    assert!(matches!(document_in(file), Err(OpenError::Inside { .. })));
    // One byte too many is refused as well.
    let file = png(&[header(1, 1), text_chunk(&zlib(5 * 1024 * 1024)), body.clone()]);
    assert!(matches!(document_in(file), Err(OpenError::Inside { .. })));
    // Pixels are never unpacked, however many a header claims.
    let file = png(&[header(50_000, 50_000), text_chunk(&zlib(65_536)), body.clone()]);
    assert!(document_in(file).is_ok_and(|text| text.len() == 65_536));
    let file = png(&[header(0x7fff_ffff, 0x7fff_ffff), text_chunk(&zlib(65_536)), body.clone()]);
    assert!(matches!(document_in(file), Err(OpenError::Damaged { .. })));
    let profile = [b"p\0\0".as_slice(), &bomb].concat();
    let file = png(&[header(1, 1), (b"iCCP", profile), text_chunk(&zlib(65_536)), body]);
    assert!(document_in(file).is_ok_and(|text| text.len() == 65_536));
}

#[test]
fn damaged_pictures_are_refused_with_their_kind() {
    let design = template("guide-sample");
    let good = draw(&design, Format::Png);
    for length in [8, 20, 33, 60, 200] {
        let error = document_in(good[..length].to_vec()).unwrap_err();
        assert!(error.to_string().starts_with("The PNG is damaged"), "{length}: {error}");
    }
    let mut broken = good;
    broken[70] ^= 0xff;
    assert!(document_in(broken).is_err());
    let svg = String::from_utf8(draw(&design, Format::Svg)).unwrap();
    let error = document_in(svg.as_bytes()[..svg.len() / 2].to_vec()).unwrap_err();
    assert!(error.to_string().starts_with("The SVG is damaged"), "{error}");
}

#[test]
fn hostile_xml_is_refused_quickly() {
    let laughs = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>";
    assert!(matches!(document_in(laughs.into()), Err(OpenError::Damaged { .. })));
    let outside = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><design xmlns=\"urn:topology-designer:design\">&a;</design></metadata></svg>";
    assert!(matches!(document_in(outside.into()), Err(OpenError::Damaged { .. })));
    assert!(matches!(
        document_in("<svg>".repeat(1_000_000).into()),
        Err(OpenError::Damaged { .. })
    ));
    assert!(matches!(
        document_in("<svg/>".repeat(3_000_000).into()),
        Err(OpenError::Damaged { .. })
    ));
    let many = format!("<svg>{}</svg>", "<a/>".repeat(3_000_000));
    assert!(matches!(document_in(many.into()), Err(OpenError::Damaged { .. })));
    let large = vec![b'{'; picture::MOST_BYTES + 1];
    assert!(matches!(document_in(large), Err(OpenError::TooLarge { .. })));
}
