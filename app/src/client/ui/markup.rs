//! Parts of a page as text: what has many alike rows and one listener for all of them. A view of each
//! row would be several times the code.

use std::fmt::{self, Display, Formatter, Write as _};

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event};

/// A text between tags or in an attribute's quotes.
pub(crate) struct Text<'t>(pub(crate) &'t str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// An icon of the sprite.
pub(crate) fn icon(name: &str) -> String {
    format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>", Text(name))
}

/// What the part that an event came from says of itself: the value of the attribute of the nearest
/// element that has one.
pub(crate) fn told(event: &Event, attribute: &str) -> Option<String> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}
