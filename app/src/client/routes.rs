//! Every address of the console as a function, and back.

/// What an address shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Page {
    Designs,
    Design(String),
    Unknown,
}

/// The page of a path.
pub(crate) fn page(path: &str) -> Page {
    let mut parts = path.trim_matches('/').split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(""), None, None) => Page::Designs,
        (Some("designs"), Some(id), None) if !id.is_empty() => Page::Design(id.to_owned()),
        _ => Page::Unknown,
    }
}

pub(crate) fn design(id: &str) -> String {
    format!("/designs/{id}")
}

/// The archive of a design: `zip` or `tar.gz`, of one node or of all.
pub(crate) fn download(id: &str, format: &str, node: Option<&str>, force: bool) -> String {
    let node = node.map_or_else(String::new, |node| format!("&node={node}"));
    let force = if force { "&force=true" } else { "" };
    format!("/designs/{id}/download?format={format}{node}{force}")
}

/// Where a file goes that a person opens.
pub(crate) const OPEN: &str = "/designs/open";

pub(crate) fn document(id: &str) -> String {
    format!("/designs/{id}/design.json")
}

/// The picture without fonts, for a page that has them.
pub(crate) fn plain_picture(id: &str) -> String {
    ["/designs/", id, "/topology.svg"].concat()
}

/// A picture of a design, by its ending and what was chosen for it.
pub(crate) fn picture(id: &str, format: &str, choices: &str) -> String {
    ["/designs/", id, "/picture.", format, "?", choices].concat()
}
