//! The review document, to be saved: of the design as it is, or of a version.

use leptos::prelude::*;
use messages::{message, said};

use crate::client::desk::Desk;
use crate::client::routes;
use crate::client::ui::drawn::{El, drawn, el, icon};

/// By its ending, and what it is called.
pub(super) const PAPERS: [(&str, &str); 2] =
    [("html", message!("Review document (HTML)")), ("pdf", message!("Review document (PDF)"))];

/// Links to both forms of a version's.
pub(super) fn papers(desk: Desk, version: i64) -> AnyView {
    let id = desk.id();
    let draw = move |root: El| {
        let version = ["version=", &version.to_string()].concat();
        PAPERS.iter().fold(root, |root, (format, name)| {
            let address = routes::review(&id, format, &version);
            let link = el("a", "btn btn--small").attr("href", &address).attr("download", "");
            root.with(link.attr("rel", "external").with(icon("file-text")).text(said(name)))
        })
    };
    drawn("choice-row", said("Review document"), Box::new(draw), Box::new(|_, _, _| ()))
}
