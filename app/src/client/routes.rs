//! Every address of the console as a function, and back.

/// What an address shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Page {
    Designs,
    Design(String),
    SignIn,
    Join,
    Account,
    Workspace(String),
    /// A part of the administration; the first has no name.
    Admin(String),
    /// A link to a design, by its id.
    Shared(String),
    Unknown,
}

/// The page of a path.
pub(crate) fn page(path: &str) -> Page {
    let mut parts = path.trim_matches('/').split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(""), None, None) => Page::Designs,
        (Some("designs"), Some(id), None) if !id.is_empty() => Page::Design(id.to_owned()),
        (Some("sign-in"), None, None) => Page::SignIn,
        (Some("join"), None, None) => Page::Join,
        (Some("account"), None, None) => Page::Account,
        (Some("admin"), None, None) => Page::Admin(String::new()),
        (Some("admin"), Some(part @ ("workspaces" | "log" | "system")), None) => {
            Page::Admin(part.to_owned())
        }
        (Some("s"), Some(id), None) if !id.is_empty() => Page::Shared(id.to_owned()),
        (Some("workspaces"), Some(id), None) if !id.is_empty() => Page::Workspace(id.to_owned()),
        _ => Page::Unknown,
    }
}

pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const ACCOUNT: &str = "/account";
pub(crate) const ADMIN: &str = "/admin";

pub(crate) fn admin(part: &str) -> String {
    if part.is_empty() { ADMIN.to_owned() } else { [ADMIN, "/", part].concat() }
}

/// The log of what was done, `csv` or `ndjson`: all of it, or what somebody did, or what was done of a kind.
pub(crate) fn log(format: &str, actor: &str, action: &str) -> String {
    [ADMIN, "/log.", format, "?actor=", actor, "&action=", action].concat()
}

/// The server's way to the provider that people sign in at; from there one comes back to this address of ours.
pub(crate) fn elsewhere(back: &str) -> String {
    let back = String::from(js_sys::encode_uri_component(back));
    ["/oidc/start?back=", &back].concat()
}

/// The server's way on for what a page has begun: to accept an invitation, or to connect an account.
pub(crate) const ELSEWHERE: &str = "/oidc/go";

pub(crate) fn workspace(id: &str) -> String {
    ["/workspaces/", id].concat()
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

/// Where a file goes that a person opens, for a workspace or for where it may go.
pub(crate) fn open(workspace: Option<&str>) -> String {
    match workspace {
        Some(id) => ["/designs/open?workspace=", id].concat(),
        None => "/designs/open".to_owned(),
    }
}

pub(crate) fn document(id: &str) -> String {
    format!("/designs/{id}/design.json")
}

/// The picture without fonts, for a page that has them.
pub(crate) fn plain_picture(id: &str) -> String {
    ["/designs/", id, "/topology.svg"].concat()
}

/// The review document of a design, `html` or `pdf`, and what was chosen for it.
pub(crate) fn review(id: &str, format: &str, choices: &str) -> String {
    ["/designs/", id, "/review.", format, "?", choices].concat()
}

/// A picture of a design, by its ending and what was chosen for it.
pub(crate) fn picture(id: &str, format: &str, choices: &str) -> String {
    ["/designs/", id, "/picture.", format, "?", choices].concat()
}
