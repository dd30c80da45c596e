//! Designs to draw.

use picture::{Format, Look};
use topology::{Catalogue, Design, document};

pub(crate) fn wso2am() -> &'static Catalogue {
    catalogue::load("wso2am", "3.1.0").unwrap()
}

pub(crate) fn template(id: &str) -> Design {
    document::parse(catalogue::template(id).unwrap().document).unwrap()
}

pub(crate) fn draw(design: &Design, format: Format) -> Vec<u8> {
    draw_as(design, format, &Look::default())
}

pub(crate) fn draw_as(design: &Design, format: Format, look: &Look) -> Vec<u8> {
    picture::draw(design, wso2am(), format, look, true).unwrap().bytes
}

pub(crate) fn text(design: &Design, format: Format) -> String {
    String::from_utf8(draw(design, format)).unwrap()
}
