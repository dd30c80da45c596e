//! The console's own fonts: how wide a text is, where it breaks into lines, and its glyphs.

use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use rustybuzz::{Direction, Feature, ShapePlan, UnicodeBuffer, Variation, script, ttf_parser};

/// A face of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Strong,
    Code,
}

pub(super) struct Faces {
    regular: Cut,
    strong: Cut,
    code: Cut,
}

/// A font of one weight.
struct Cut {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    plan: ShapePlan,
    units: f32,
}

/// What joins letters to other signs: people read here what was typed.
const PLAIN: [&[u8; 4]; 3] = [b"calt", b"liga", b"dlig"];

impl Faces {
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            regular: Cut::new(&picture::fonts::SANS, 400.0)?,
            strong: Cut::new(&picture::fonts::SANS, 600.0)?,
            code: Cut::new(&picture::fonts::CODE, 400.0)?,
        })
    }

    fn cut(&self, face: Face) -> &Cut {
        match face {
            Face::Regular => &self.regular,
            Face::Strong => &self.strong,
            Face::Code => &self.code,
        }
    }

    pub(super) fn font(&self, face: Face) -> Font {
        self.cut(face).font.clone()
    }

    /// Whether a letter can be drawn; what breaks a line is not drawn.
    pub(super) fn has(&self, c: char) -> bool {
        c.is_control() || self.regular.shaper.glyph_index(stand_in(c)).is_some()
    }

    /// The glyphs of a line as they are drawn. A letter that the font lacks is its box, and is still the letter when it
    /// is copied: a file says of each glyph which letter it is, but never of the box, so that a box has something
    /// without width beside it, and what stands for several glyphs is written out.
    pub(super) fn drawn(&self, face: Face, text: &str) -> Vec<KrillaGlyph> {
        let blank = self.cut(face).shaper.glyph_index(' ').map_or(0, |id| u32::from(id.0));
        let beside = |glyph: KrillaGlyph| {
            let range = glyph.text_range.clone();
            let blank = KrillaGlyph::new(GlyphId::new(blank), 0.0, 0.0, 0.0, 0.0, range, None);
            let is_box = glyph.glyph_id.to_u32() == 0;
            std::iter::once(glyph).chain(is_box.then_some(blank))
        };
        self.glyphs(face, text).into_iter().flat_map(beside).collect()
    }

    /// The glyphs of a line, from left to right.
    pub(super) fn glyphs(&self, face: Face, text: &str) -> Vec<KrillaGlyph> {
        self.cut(face).shape(text)
    }

    /// How wide a line is.
    pub(super) fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        self.glyphs(face, text).iter().map(|glyph| glyph.x_advance).sum::<f32>() * size
    }

    /// A text in lines that are no wider than this, unless one sign is. Its own line breaks are kept.
    pub(super) fn lines(&self, face: Face, size: f32, text: &str, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            self.broken(face, paragraph, width / size, &mut lines);
        }
        lines
    }

    fn broken(&self, face: Face, text: &str, most: f32, lines: &mut Vec<String>) {
        let glyphs = self.glyphs(face, text);
        let (mut start, mut at, mut width) = (0, 0, 0.0);
        // The last place to break in this line: behind a blank, and behind a mark within a word.
        let (mut blank, mut mark) = (0, 0);
        let from = |glyph: usize| glyphs.get(glyph).map_or(text.len(), |g| g.text_range.start);
        while at < glyphs.len() {
            width += glyphs[at].x_advance;
            let sign = text[glyphs[at].text_range.clone()].chars().next_back().unwrap_or(' ');
            if width > most && at > start && !sign.is_whitespace() {
                let end = [blank, mark].into_iter().find(|end| *end > start).unwrap_or(at);
                lines.push(text[from(start)..from(end)].trim_end().to_owned());
                (start, at, width) = (end, end, 0.0);
                continue;
            }
            at += 1;
            if sign.is_whitespace() {
                blank = at;
            } else if "-/._:,;@=&|)".contains(sign) {
                mark = at;
            }
        }
        lines.push(text[from(start)..].trim_end().to_owned());
    }

    /// A text that is cut with an ellipsis where it is wider than this.
    pub(super) fn fitted(&self, face: Face, size: f32, text: &str, width: f32) -> String {
        if self.width(face, size, text) <= width {
            return text.to_owned();
        }
        let room = width - self.width(face, size, "…");
        let first = self.lines(face, size, text, room).into_iter().next().unwrap_or_default();
        first + "…"
    }
}

impl Cut {
    fn new(data: &'static [u8], weight: f32) -> Option<Self> {
        let font = Font::new_variable(data.into(), 0, &[(Tag::new(b"wght"), weight)])?;
        let mut shaper = rustybuzz::Face::from_slice(data, 0)?;
        let tag = ttf_parser::Tag::from_bytes;
        shaper.set_variations(&[Variation { tag: tag(b"wght"), value: weight }]);
        let features = PLAIN.map(|name| Feature::new(tag(name), 0, ..));
        let direction = Direction::LeftToRight;
        let plan = ShapePlan::new(&shaper, direction, Some(script::LATIN), None, &features);
        let units = font.units_per_em();
        Some(Self { font, shaper, plan, units })
    }

    #[expect(clippy::cast_precision_loss, reason = "units of a font, far below what f32 counts")]
    fn shape(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        for (at, c) in text.char_indices() {
            buffer.add(stand_in(c), u32::try_from(at).unwrap_or(u32::MAX));
        }
        // One direction for all: the fonts have no letters that are read the other way.
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaped = rustybuzz::shape_with_plan(&self.shaper, &self.plan, buffer);
        let (infos, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut glyphs = Vec::with_capacity(infos.len());
        for (at, (info, place)) in infos.iter().zip(places).enumerate() {
            let start = info.cluster as usize;
            let next =
                infos[at..].iter().map(|next| next.cluster as usize).find(|end| *end > start);
            let em = |units: i32| units as f32 / self.units;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(place.x_advance),
                em(place.x_offset),
                em(place.y_offset),
                em(place.y_advance),
                start..next.unwrap_or(text.len()),
                None,
            ));
        }
        glyphs
    }
}

/// The console writes arrows, which its fonts do not have; they have a mark that says the same.
fn stand_in(c: char) -> char {
    match c {
        '→' => '›',
        '\t' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_they_may_be_and_lose_nothing() {
        let faces = Faces::new().unwrap();
        let long = "x".repeat(200);
        for text in [
            "The Gateway calls the Key Manager at an address that nobody listens on.",
            "https://km.example.com:9443/services/and/on/and/on/to/the/end?of=it",
            "決済のゲートウェイ שער מספר 1 🙂👩‍👩‍👧‍👦",
            &long,
        ] {
            for face in [Face::Regular, Face::Strong, Face::Code] {
                let lines = faces.lines(face, 8.0, text, 60.0);
                assert!(lines.iter().all(|line| faces.width(face, 8.0, line) <= 60.0), "{lines:?}");
                let letters = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(letters(&lines.concat()), letters(text));
            }
        }
        assert_eq!(faces.lines(Face::Regular, 8.0, "a\n\nb", 60.0), ["a", "", "b"]);
        let url = faces.lines(Face::Code, 8.0, "one km.example.com", 56.0);
        assert_eq!(url, ["one", "km.example.", "com"]);
    }

    #[test]
    fn what_is_too_long_for_one_line_ends_in_an_ellipsis() {
        let faces = Faces::new().unwrap();
        let fitted = |text: &str| faces.fitted(Face::Regular, 8.0, text, 80.0);
        assert_eq!(fitted("Payments"), "Payments");
        let cut = fitted("Payments of all the branches of the house");
        assert!(cut.ends_with('…') && faces.width(Face::Regular, 8.0, &cut) <= 80.0, "{cut}");
    }

    #[test]
    fn a_letter_that_is_not_there_is_known() {
        let faces = Faces::new().unwrap();
        assert!("Gateway 1 → Zürich ×2…\n".chars().all(|c| faces.has(c)));
        assert!(!faces.has('決') && !faces.has('ш'));
        let glyphs = faces.glyphs(Face::Regular, "a決b");
        let ids: Vec<u32> = glyphs.iter().map(|glyph| glyph.glyph_id.to_u32()).collect();
        assert!(ids[0] != 0 && ids[1] == 0 && ids[2] != 0);
        assert_eq!(glyphs[1].text_range, 1..4, "it is copied as what it is");
        let drawn = faces.drawn(Face::Regular, "a決b");
        assert_eq!((drawn.len(), drawn[2].text_range.clone()), (4, 1..4));
        assert!(drawn[2].x_advance.abs() < f32::EPSILON, "what stands beside it takes no room");
    }
}
