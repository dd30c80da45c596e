//! The two fonts of the console, in the two forms that pictures need: as they are for browsers, and
//! unpacked for what draws here. No font of the machine is ever looked for.

use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg::fontdb::Database;

static INTER: &[u8] = include_bytes!("../../../public/fonts/inter-latin.woff2");
static MONO: &[u8] = include_bytes!("../../../public/fonts/jetbrains-mono-latin.woff2");

/// The fonts as a style sheet with everything in it.
pub static STYLE: LazyLock<String> = LazyLock::new(|| {
    let face = |family: &str, weights: &str, font: &[u8]| {
        format!(
            "@font-face{{font-family:'{family}';font-weight:{weights};src:url(data:font/woff2;base64,{}) format('woff2')}}",
            STANDARD.encode(font)
        )
    };
    let (sans, mono) = (face("Inter", "100 900", INTER), face("JetBrains Mono", "100 800", MONO));
    format!("<style>{sans}{mono}</style>\n")
});

/// Inter, unpacked: one font of all weights.
pub static SANS: LazyLock<Vec<u8>> = LazyLock::new(|| unpacked(INTER));
/// `JetBrains` Mono, unpacked.
pub static CODE: LazyLock<Vec<u8>> = LazyLock::new(|| unpacked(MONO));

/// They are part of this program; a test reads them.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    wuff::decompress_woff2(packed).unwrap_or_default()
}

/// The fonts for what draws here.
pub(crate) static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [&SANS, &CODE] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    fonts.set_monospace_family("JetBrains Mono");
    Arc::new(fonts)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_are_there_and_no_other() {
        let names: Vec<&str> = FONTS.faces().map(|face| face.families[0].0.as_str()).collect();
        assert_eq!(names, ["Inter", "JetBrains Mono"]);
        assert!(STYLE.len() > 80_000 && STYLE.is_ascii());
    }
}
