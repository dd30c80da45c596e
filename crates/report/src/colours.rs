//! The colours of the document: those of the console, light and dark.

/// A colour by its name in the console's style sheet; a test compares them.
pub(crate) type Colour = (&'static str, &'static str);

pub(crate) const LIGHT: [Colour; 16] = [
    ("canvas", "#fbfbfc"),
    ("surface", "#ffffff"),
    ("sunken", "#f4f5f7"),
    ("border", "#dfe2e8"),
    ("border-strong", "#858d9c"),
    ("text", "#1b2029"),
    ("text-quiet", "#59616f"),
    ("accent", "#2f5fd0"),
    ("error", "#c02b2b"),
    ("error-tint", "#fdecec"),
    ("warning", "#915807"),
    ("warning-tint", "#fdf3df"),
    ("info", "#2b63b8"),
    ("info-tint", "#e8f0fb"),
    ("success", "#1b7542"),
    ("success-tint", "#e5f5ec"),
];

pub(crate) const DARK: [Colour; 16] = [
    ("canvas", "#0e131c"),
    ("surface", "#151b27"),
    ("sunken", "#10151f"),
    ("border", "#2a3446"),
    ("border-strong", "#76839b"),
    ("text", "#e8ecf3"),
    ("text-quiet", "#a2adc0"),
    ("accent", "#7fa5ff"),
    ("error", "#ff8a8a"),
    ("error-tint", "#3a1c22"),
    ("warning", "#f0b755"),
    ("warning-tint", "#362a14"),
    ("info", "#86b6ff"),
    ("info-tint", "#1a2b47"),
    ("success", "#6fd39b"),
    ("success-tint", "#143023"),
];

/// The colours as declarations of a style sheet.
pub(crate) fn declared(colours: &[Colour]) -> String {
    colours.iter().map(|(name, value)| format!("--{name}:{value};")).collect()
}

/// Red, green and blue of a light colour: paper is white.
pub(crate) fn light(name: &str) -> (u8, u8, u8) {
    let value = LIGHT.iter().find(|colour| colour.0 == name).map_or("#000000", |colour| colour.1);
    let part = |at: usize| value.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    (part(1).unwrap_or(0), part(3).unwrap_or(0), part(5).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_a_token_of_the_console() {
        let tokens = include_str!("../../../style/tokens.css");
        let (bright, dark) = tokens.split_once(":root[data-theme='dark']").unwrap();
        for (part, colours) in [(bright, LIGHT), (dark, DARK)] {
            for (name, value) in colours {
                let after = part.split_once(&format!("--{name}: ")).expect(name).1;
                assert_eq!(after.split_once(';').unwrap().0, value, "{name}");
            }
        }
    }

    #[test]
    fn a_colour_is_three_numbers() {
        assert_eq!(light("accent"), (0x2f, 0x5f, 0xd0));
        assert_eq!(light("text"), (0x1b, 0x20, 0x29));
    }
}
