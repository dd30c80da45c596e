//! Reads a PDF back: the pages in their order, each with its texts as they are copied. It knows what
//! the writer writes and no more; what it does not know fails.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

pub(crate) struct Pdf {
    objects: BTreeMap<u32, Object>,
    /// The texts of each page, one line for each piece that is drawn.
    pub(crate) pages: Vec<String>,
}

struct Object {
    dictionary: String,
    stream: Vec<u8>,
}

/// Letters by the number of their glyph.
type Letters = BTreeMap<u16, String>;

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
        let mut pdf = Self { objects: objects(bytes), pages: Vec::new() };
        let root = pdf.objects.values().find(|object| has(&object.dictionary, "/Type /Catalog"));
        let root = reference(&root.expect("a catalogue").dictionary, "/Pages").expect("pages");
        let mut pages = Vec::new();
        pdf.kids(root, &mut pages);
        pdf.pages = pages.iter().map(|page| pdf.texts(*page)).collect();
        pdf
    }

    /// How many bookmarks there are.
    pub(crate) fn bookmarks(&self) -> usize {
        let is_one = |object: &&Object| {
            object.dictionary.contains("/Title") && object.dictionary.contains("/Parent")
        };
        self.objects.values().filter(is_one).count()
    }

    fn kids(&self, at: u32, pages: &mut Vec<u32>) {
        let dictionary = &self.objects[&at].dictionary;
        match dictionary.split_once("/Kids") {
            Some((_, kids)) => {
                let list = kids.split_once('[').unwrap().1.split_once(']').unwrap().0;
                let numbers: Vec<u32> =
                    list.split_whitespace().filter_map(|n| n.parse().ok()).collect();
                numbers.chunks(2).for_each(|kid| self.kids(kid[0], pages));
            }
            None => pages.push(at),
        }
    }

    fn texts(&self, page: u32) -> String {
        let dictionary = &self.objects[&page].dictionary;
        let mut fonts = BTreeMap::new();
        let resources = reference(dictionary, "/Resources")
            .map_or(dictionary, |at| &self.objects[&at].dictionary);
        let named = resources.split_once("/Font").map_or("", |(_, rest)| rest);
        let named = named.split_once("<<").map_or("", |(_, rest)| rest);
        let named = named.split_once(">>").map_or("", |(inner, _)| inner);
        for entry in named.split('/').skip(1) {
            let mut words = entry.split_whitespace();
            let (name, at) = (words.next().unwrap(), words.next().unwrap().parse().unwrap());
            fonts.insert(name.to_owned(), self.letters(at));
        }
        let at = reference(dictionary, "/Contents").expect("contents");
        shown(&self.objects[&at].stream, &fonts)
    }

    /// What glyphs of a font are as text.
    fn letters(&self, font: u32) -> Letters {
        let at = reference(&self.objects[&font].dictionary, "/ToUnicode")
            .expect("a way back to letters");
        let text = String::from_utf8(self.objects[&at].stream.clone()).unwrap();
        let mut letters = Letters::new();
        for part in text.split("beginbfchar").skip(1) {
            let (part, _) = part.split_once("endbfchar").unwrap();
            let hex: Vec<&str> =
                part.split(['<', '>']).map(str::trim).filter(|hex| !hex.is_empty()).collect();
            for pair in hex.chunks(2) {
                letters.insert(u16::from_str_radix(pair[0], 16).unwrap(), utf16(&unhexed(pair[1])));
            }
        }
        assert!(!text.contains("beginbfrange"), "ranges are not read here");
        letters
    }
}

fn has(dictionary: &str, what: &str) -> bool {
    dictionary.split_whitespace().collect::<String>().contains(&what.replace(' ', ""))
}

/// The object that an entry leads to.
fn reference(dictionary: &str, key: &str) -> Option<u32> {
    let mut rest = dictionary;
    while let Some((_, after)) = rest.split_once(key) {
        let mut words = after.split_whitespace();
        if after.starts_with(char::is_whitespace)
            && let Some(Ok(number)) = words.next().map(str::parse)
            && words.nth(1).is_some_and(|word| word.starts_with('R'))
        {
            return Some(number);
        }
        rest = after;
    }
    None
}

fn objects(bytes: &[u8]) -> BTreeMap<u32, Object> {
    let mut objects = BTreeMap::new();
    let find = |from: usize, what: &[u8]| {
        bytes[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let mut at = 0;
    while let Some(start) = find(at, b" 0 obj") {
        let digits = bytes[..start].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&bytes[start - digits..start]).unwrap().parse().unwrap();
        let end = find(start, b"endobj").unwrap();
        let stream = find(start, b"stream").filter(|stream| *stream < end);
        let text = |to: usize| String::from_utf8_lossy(&bytes[start + 6..to]).into_owned();
        let dictionary = text(stream.unwrap_or(end));
        let mut data = Vec::new();
        at = end;
        if let Some(stream) = stream {
            let length = dictionary.split_once("/Length ").unwrap().1;
            let length: usize = length
                .chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>()
                .parse()
                .unwrap();
            let from = stream + 6 + usize::from(bytes[stream + 6] == b'\r') + 1;
            let raw = &bytes[from..from + length];
            if dictionary.contains("/FlateDecode") {
                ZlibDecoder::new(raw).read_to_end(&mut data).unwrap();
            } else {
                data.extend_from_slice(raw);
            }
            at = find(from + length, b"endobj").unwrap();
        }
        objects.insert(number, Object { dictionary, stream: data });
    }
    objects
}

fn unhexed(hex: &str) -> Vec<u8> {
    let hex: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    let digit = |byte: &[u8]| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 16).unwrap();
    hex.chunks(2).map(digit).collect()
}

/// A text string of the format: UTF-16 behind a mark, or the format's own letters, of which what writes
/// takes ASCII's alone.
fn spelled(bytes: &[u8]) -> String {
    let plain = || {
        assert!(bytes.is_ascii(), "{bytes:?}");
        bytes.iter().copied().map(char::from).collect()
    };
    bytes.strip_prefix(&[0xFE, 0xFF]).map_or_else(plain, utf16)
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}

/// What is shown by a page's content. Of the drawing, which is drawn as an object of its own or in
/// place, only what is written here is read.
fn shown(content: &[u8], fonts: &BTreeMap<String, Letters>) -> String {
    let (mut out, mut operands): (String, Vec<Token>) = (String::new(), Vec::new());
    let (mut font, mut instead): (Option<&Letters>, Option<String>) = (None, None);
    let mut at = 0;
    while let Some(token) = token(content, &mut at) {
        let Token::Word(word) = &token else {
            operands.push(token);
            continue;
        };
        match word.as_str() {
            "Tf" => {
                let name = operands.iter().find_map(|operand| match operand {
                    Token::Name(name) => Some(name),
                    _ => None,
                });
                font = Some(&fonts[name.expect("a font's name")]);
            }
            "Tj" | "TJ" => {
                for operand in &operands {
                    let Token::Text(glyphs) = operand else { continue };
                    if let Some(text) = &instead {
                        if !out.ends_with(text.as_str()) {
                            out.push_str(text);
                        }
                        continue;
                    }
                    for glyph in glyphs.chunks_exact(2) {
                        let glyph = u16::from_be_bytes([glyph[0], glyph[1]]);
                        out.push_str(
                            font.and_then(|font| font.get(&glyph)).map_or("", String::as_str),
                        );
                    }
                }
            }
            // What stands in a span is copied as the span says.
            "BDC" => {
                let actual = operands
                    .iter()
                    .position(|one| matches!(one, Token::Name(name) if name == "ActualText"));
                if let Some(Token::Text(text)) = actual.and_then(|actual| operands.get(actual + 1))
                {
                    instead = Some(spelled(text));
                }
            }
            "EMC" => instead = None,
            "ET" => out.push('\n'),
            number if number.parse::<f64>().is_ok() => continue,
            _ => {}
        }
        operands.clear();
    }
    out
}

enum Token {
    /// An operator or a number.
    Word(String),
    Name(String),
    Text(Vec<u8>),
}

fn token(content: &[u8], at: &mut usize) -> Option<Token> {
    let is_mark = |byte: u8| b"[]<>()/{}".contains(&byte);
    while let Some(byte) = content.get(*at) {
        match byte {
            b'(' => return Some(Token::Text(literal(content, at))),
            b'<' if content.get(*at + 1) == Some(&b'<') => *at += 2,
            b'<' => {
                let end = content[*at..].iter().position(|byte| *byte == b'>').unwrap() + *at;
                let hex = std::str::from_utf8(&content[*at + 1..end]).unwrap();
                *at = end + 1;
                return Some(Token::Text(unhexed(hex)));
            }
            byte if byte.is_ascii_whitespace() || (is_mark(*byte) && *byte != b'/') => *at += 1,
            first => {
                let from = *at;
                *at += 1;
                let goes_on = |byte: &u8| !byte.is_ascii_whitespace() && !is_mark(*byte);
                *at += content[*at..].iter().take_while(|byte| goes_on(byte)).count();
                let word = String::from_utf8_lossy(&content[from..*at]).into_owned();
                return Some(match first {
                    b'/' => Token::Name(word[1..].to_owned()),
                    _ => Token::Word(word),
                });
            }
        }
    }
    None
}

/// A text in brackets, with what is escaped in it.
fn literal(content: &[u8], at: &mut usize) -> Vec<u8> {
    let (mut text, mut depth) = (Vec::new(), 0);
    loop {
        let byte = content[*at];
        *at += 1;
        match byte {
            b'(' if depth == 0 => depth = 1,
            b')' if depth == 1 => return text,
            b'\\' => {
                let escaped = content[*at];
                *at += 1;
                match escaped {
                    b'n' => text.push(b'\n'),
                    b'r' => text.push(b'\r'),
                    b't' => text.push(b'\t'),
                    b'b' => text.push(8),
                    b'f' => text.push(12),
                    b'0'..=b'7' => {
                        let octal = std::str::from_utf8(&content[*at - 1..*at + 2]).unwrap();
                        text.push(u8::from_str_radix(octal, 8).unwrap());
                        *at += 2;
                    }
                    other => text.push(other),
                }
            }
            b'(' => {
                depth += 1;
                text.push(byte);
            }
            b')' => {
                depth -= 1;
                text.push(byte);
            }
            byte => text.push(byte),
        }
    }
}
