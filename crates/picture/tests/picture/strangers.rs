//! S3, S4 and S11: files of strangers. Whatever is opened is a design or a refusal, in little memory, and nothing in it is
//! followed anywhere.

use std::io::Write as _;
use std::net::TcpListener;

use flate2::Compression;
use flate2::write::GzEncoder;
use picture::{Format, Look, OpenError, document_in};
use topology::document;
use trials::Chance;

use crate::support::{draw, template, wso2am};

/// Every file that was changed somewhere: bytes flipped, cut out, doubled, or taken from another file.
fn spoiled(files: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut file = chance.one_of(files).clone();
    for _ in 0..=chance.below(6) {
        let at = chance.below(file.len());
        match chance.below(6) {
            0 => file[at] ^= 1 << chance.below(8),
            1 => file[at] = u8::try_from(chance.below(256)).unwrap_or_default(),
            2 => file.truncate(at.max(1)),
            3 => {
                let end = (at + chance.below(200)).min(file.len());
                let piece = file[at..end].to_vec();
                file.splice(at..at, piece);
            }
            4 => {
                let end = (at + chance.below(200)).min(file.len());
                file.drain(at..end);
            }
            _ => {
                let other = chance.one_of(files);
                let from = chance.below(other.len());
                let end = (from + chance.below(400)).min(other.len());
                file.splice(at..at, other[from..end].iter().copied());
            }
        }
        if file.is_empty() {
            file.push(b'<');
        }
    }
    file
}

#[test]
fn what_is_spoiled_anywhere_is_a_design_or_a_refusal() {
    let design = template("guide-sample");
    let svg = String::from_utf8(draw(&design, Format::Svg)).unwrap();
    // Without the fonts, which are most of it, and nothing of which is read.
    let (head, rest) = svg.split_once("<style>").unwrap();
    let (_, tail) = rest.split_once("</style>").unwrap();
    let files = [
        format!("{head}{tail}").into_bytes(),
        picture::draw(&design, wso2am(), Format::Png, &Look::default(), true).unwrap().bytes,
        document::write(&design).into_bytes(),
    ];
    let mut chance = Chance::new(20_260_930);
    let (mut opened, mut refused) = (0_u32, 0_u32);
    for _ in 0..trials::tries(2_000, 400_000) {
        let read = document_in(spoiled(&files, &mut chance)).ok();
        match read.and_then(|text| document::parse(&text).ok()) {
            // What is drawn of it holds the same design, and is drawn the same again.
            Some(design) => {
                opened += 1;
                if opened.is_multiple_of(100) {
                    let once = draw(&design, Format::Svg);
                    let text = document_in(once.clone()).unwrap();
                    assert_eq!(draw(&document::parse(&text).unwrap(), Format::Svg), once);
                }
            }
            None => refused += 1,
        }
    }
    assert!(opened > 50 && refused > 500, "{opened} were opened, {refused} were refused");
}

/// An archive of zip with entries of these names, without what packs well.
fn zip(names: &[&str]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for name in names {
        let offset = u32::try_from(out.len()).unwrap();
        let common = |out: &mut Vec<u8>| {
            // Version, flags, method, time, date.
            for value in [20_u16, 0, 0, 0, 33] {
                out.extend(value.to_le_bytes());
            }
            // Checksum and both sizes of nothing.
            out.extend([0; 12]);
            out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            out.extend([0; 2]);
        };
        out.extend(b"PK\x03\x04");
        common(&mut out);
        out.extend(name.bytes());
        directory.extend(b"PK\x01\x02\x14\x03");
        common(&mut directory);
        // Comment, disk, attributes: of a link in Unix.
        directory.extend([0; 6]);
        directory.extend(0xA1FF_0000_u32.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (size, offset) = (directory.len(), out.len());
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend(u16::try_from(names.len()).unwrap().to_le_bytes());
    }
    out.extend(u32::try_from(size).unwrap().to_le_bytes());
    out.extend(u32::try_from(offset).unwrap().to_le_bytes());
    out.extend([0; 2]);
    out
}

/// Nothing is ever unpacked: an archive is no design, whatever is in it.
#[test]
fn archives_of_any_kind_are_refused_unopened() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![0; 16 << 20]).unwrap();
    let gzip = packed.finish().unwrap();
    let mut tar = vec![0; 1_024];
    tar[..16].copy_from_slice(b"../../etc/passwd");
    tar[257..262].copy_from_slice(b"ustar");
    for (what, file) in [
        ("a way out", zip(&["../../etc/passwd"])),
        ("an absolute way", zip(&["/etc/passwd", "C:\\windows\\x"])),
        ("a name twice", zip(&["a.design.json", "a.design.json"])),
        ("names that are one", zip(&["A.design.json", "a.design.json"])),
        ("devices", zip(&["CON", "nul.txt"])),
        ("a design's name", zip(&["design.json"])),
        ("a bomb", gzip),
        ("a tar", tar),
        ("a program", b"\x7fELF\x02\x01\x01".to_vec()),
        ("a portable document", b"%PDF-1.7\n%%EOF".to_vec()),
    ] {
        let refused = document_in(file)
            .and_then(|text| document::parse(&text).map(|_| text).map_err(|_| OpenError::Unknown));
        assert!(refused.is_err(), "{what}");
    }
}

/// What reads a picture never goes where it points.
#[test]
fn nothing_that_a_picture_names_is_looked_up() {
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let at = canary.local_addr().unwrap();
    let svg = String::from_utf8(draw(&template("guide-sample"), Format::Svg)).unwrap();
    let (head, tail) = svg.split_at(svg.find('>').unwrap() + 1);
    let secret = std::env::temp_dir().join(format!("topology-secret-{}", std::process::id()));
    std::fs::write(&secret, "Canary-4711").unwrap();
    let read = format!("file://{}", secret.display());
    for (before, inside) in [
        (format!("<!DOCTYPE svg SYSTEM \"http://{at}/x.dtd\">"), String::new()),
        (
            format!("<!DOCTYPE svg [<!ENTITY x SYSTEM \"http://{at}/x\">]>"),
            "<title>&x;</title>".into(),
        ),
        (format!("<!DOCTYPE svg [<!ENTITY x SYSTEM \"{read}\">]>"), "<title>&x;</title>".into()),
        (format!("<?xml-stylesheet href=\"http://{at}/x.css\"?>"), String::new()),
        (String::new(), format!("<image href=\"http://{at}/x.png\"/>")),
        (String::new(), format!("<image href=\"{read}\"/>")),
        (String::new(), format!("<style>@import url(http://{at}/x.css);</style>")),
        (String::new(), format!("<use href=\"http://{at}/x.svg#a\"/>")),
        (String::new(), format!("<script href=\"http://{at}/x.js\"/>")),
        (
            String::new(),
            format!(
                "<g xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"http://{at}/\"/></g>"
            ),
        ),
    ] {
        let file = format!("{before}{head}{inside}{tail}");
        // It is opened as it is without that, or refused.
        if let Ok(text) = document_in(file.into_bytes()) {
            let opened = document::parse(&text).unwrap();
            assert_eq!(opened, template("guide-sample"), "{before}{inside}");
            for format in [Format::Svg, Format::Png, Format::Pdf] {
                let bytes = draw(&opened, format);
                assert!(!bytes.windows(11).any(|window| window == b"Canary-4711"));
            }
        }
    }
    std::fs::remove_file(secret).unwrap();
    assert!(canary.accept().is_err(), "somebody came");
}
