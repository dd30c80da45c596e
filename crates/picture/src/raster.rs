//! PNG: twice as fine as the canvas, or as fine as its limits allow.

use drawing::Look;
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use topology::{Catalogue, Design};

use crate::{DrawError, Drawn, inside, vector};

/// Pixels to a unit of the canvas.
const FINE: f32 = 2.0;
/// Most pixels of a picture: 32 million are 128 MB while it is drawn.
const MOST_PIXELS: f32 = 32_000_000.0;
/// Most pixels of a side: what browsers and office programs open.
const MOST_SIDE: f32 = 16_000.0;
/// Pixels of a metre where an inch has 96.
const METRE: f32 = 96.0 / 0.0254;

pub(crate) fn png(
    design: &Design,
    catalogue: &Catalogue,
    look: &Look,
    document: Option<&str>,
) -> Result<Drawn, DrawError> {
    let laid = vector::lay(design, catalogue, look)?;
    let size = laid.tree.size();
    let scale = scale(size.width(), size.height());
    let (width, height) = (pixels(size.width() * scale), pixels(size.height() * scale));
    let mut pixmap = Pixmap::new(width, height).ok_or_else(|| wrong("it has no size"))?;
    // Whole pixels on each side, so that the paper's edge is as opaque as its middle.
    let fit = Transform::from_scale(whole(width) / size.width(), whole(height) / size.height());
    resvg::render(&laid.tree, fit, &mut pixmap.as_mut());
    let mut notes: Vec<String> = vector::note_missing(laid.missing).into_iter().collect();
    if scale < FINE {
        notes.push(format!(
            "The drawing is large, so the PNG shows it at {} % of its size, {width} by {height} pixels. SVG and PDF keep every detail.",
            pixels(scale * 100.0)
        ));
    }
    let bytes = encode(&pixmap, scale, document).map_err(wrong)?;
    Ok(Drawn { bytes, notes })
}

/// How many pixels a unit of the canvas gets.
fn scale(width: f32, height: f32) -> f32 {
    let by_side = MOST_SIDE / width.max(height);
    let by_area = (MOST_PIXELS / (width * height)).sqrt();
    FINE.min(by_side).min(by_area)
}

/// The paper covers everything, so that there is nothing to see through.
fn encode(
    pixmap: &Pixmap,
    scale: f32,
    document: Option<&str>,
) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let metre = pixels(METRE * scale);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: metre, yppu: metre, unit: Unit::Meter }));
    let mut writer = encoder.write_header()?;
    if let Some(document) = document {
        writer.write_text_chunk(&inside::chunk(document)?)?;
    }
    let opaque: Vec<u8> =
        pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the scale")]
fn pixels(length: f32) -> u32 {
    length.round().max(1.0) as u32
}

#[expect(clippy::cast_precision_loss, reason = "at most MOST_SIDE")]
fn whole(pixels: u32) -> f32 {
    pixels as f32
}

fn wrong(error: impl ToString) -> DrawError {
    DrawError::Drawing(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stays_within_its_limits() {
        assert!((scale(1_000.0, 800.0) - 2.0).abs() < f32::EPSILON);
        for (width, height) in [(20_000.0, 9_000.0), (2_000_000.0, 100.0), (3e6, 3e6)] {
            let scale = scale(width, height);
            assert!(scale < FINE && width * scale <= MOST_SIDE * 1.001, "{width} {scale}");
            assert!(width * scale * height * scale <= MOST_PIXELS * 1.001, "{height} {scale}");
        }
    }
}
