//! Sheets as pages of a PDF, with what stands on every page.

use krilla::Document as Pdf;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use picture::Laid;

use super::faces::{Face, Faces};
use super::flow::Place;
use super::sheet::{Frame, MARGIN, Mark, Sheet, Style, Words};
use crate::ReportError;
use crate::colours::light;
use crate::document::Document;

pub(super) fn paint(
    document: &Document,
    sheets: &[Sheet],
    faces: &Faces,
    drawing: &Laid,
    places: &[Place],
) -> Result<Vec<u8>, ReportError> {
    let wrong = |what: &str| ReportError::Writing(what.to_owned());
    let mut pdf = Pdf::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let (width, height) = sheet.size();
        let size = Size::from_wh(width, height).ok_or_else(|| wrong("a page has no size"))?;
        let mut page = pdf.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        for mark in &sheet.marks {
            match mark {
                Mark::Text(words) => write(&mut surface, faces, words),
                Mark::Fill { at, colour } => fill(&mut surface, *at, colour),
                Mark::Picture { at } => place(&mut surface, drawing, *at)?,
                Mark::Link { .. } => {}
            }
        }
        around(&mut surface, document, faces, sheet, (number, sheets.len()));
        surface.finish();
        for mark in &sheet.marks {
            let Mark::Link { at, section } = mark else { continue };
            let (Some(rect), Some(place)) = (rect(*at), places.get(*section)) else { continue };
            let target = Target::Destination(Destination::Xyz(destination(*place)));
            let title = document.sections.get(*section).map(|section| section.title.to_owned());
            page.add_annotation(Annotation::new_link(LinkAnnotation::new(rect, target), title));
        }
        page.finish();
    }
    pdf.set_outline(outline(document, places));
    pdf.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .description("Review document".to_owned())
            .language("en".to_owned())
            .creator("Topology Designer".to_owned()),
    );
    pdf.finish().map_err(|error| wrong(&error.to_string()))
}

fn outline(document: &Document, places: &[Place]) -> Outline {
    let mut outline = Outline::new();
    for (number, (section, place)) in (1..).zip(document.sections.iter().zip(places)) {
        let title = format!("{number} {}", section.title);
        outline.push_child(OutlineNode::new(title, destination(*place)));
    }
    outline
}

fn destination(place: Place) -> XyzDestination {
    XyzDestination::new(place.page, Point::from_xy(0.0, place.y - 12.0))
}

fn colour(name: &str) -> Fill {
    let (red, green, blue) = light(name);
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn write(surface: &mut Surface<'_>, faces: &Faces, words: &Words) {
    let Words { x, y, text, style } = words;
    if text.is_empty() {
        return;
    }
    surface.set_fill(Some(colour(style.colour)));
    let glyphs = faces.drawn(style.face, text);
    let start = Point::from_xy(*x, *y);
    surface.draw_glyphs(start, &glyphs, faces.font(style.face), text, style.size, false);
}

fn rect(at: Frame) -> Option<Rect> {
    Rect::from_xywh(at.x, at.y, at.w, at.h)
}

fn fill(surface: &mut Surface<'_>, at: Frame, name: &str) {
    let mut path = PathBuilder::new();
    if let Some(rect) = rect(at) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(colour(name)));
        surface.draw_path(&path);
    }
}

fn place(surface: &mut Surface<'_>, drawing: &Laid, at: Frame) -> Result<(), ReportError> {
    let no_size = || ReportError::Writing("the drawing has no size".to_owned());
    let size = Size::from_wh(at.w, at.h).ok_or_else(no_size)?;
    surface.push_transform(&Transform::from_translate(at.x, at.y));
    let painted = drawing.paint(surface, size);
    surface.pop();
    Ok(painted?)
}

/// What stands on every page: which document, which state, which bundle, and where one is in it.
fn around(
    surface: &mut Surface<'_>,
    document: &Document,
    faces: &Faces,
    sheet: &Sheet,
    (number, all): (usize, usize),
) {
    let style = Style::new(Face::Regular, 7.8, "text-quiet");
    let (right, half) = (MARGIN + sheet.width(), sheet.width() / 2.0 - 10.0);
    let mut line = |x: f32, y: f32, text: String| {
        write(surface, faces, &Words { x, y, text, style });
    };
    let width = |text: &str| faces.width(style.face, style.size, text);
    let fitted = |text: &str| faces.fitted(style.face, style.size, text, half);
    // The first page says all of this itself.
    if number > 0 {
        line(MARGIN, 44.0, fitted(&document.title));
        let state = fitted(&document.state);
        line(right - width(&state), 44.0, state);
    }
    let foot = sheet.size().1 - 32.0;
    let page = format!("Page {} of {all}", number + 1);
    let short = document.bundle.get(..16).unwrap_or_default();
    line(MARGIN, foot, format!("Bundle {short}…"));
    line(right - width(&page), foot, page);
    let across = |y| Frame { x: MARGIN, y, w: right - MARGIN, h: 0.5 };
    if number > 0 {
        fill(surface, across(51.0), "border");
    }
    fill(surface, across(foot - 14.0), "border");
}
