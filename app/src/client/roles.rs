//! What people are to a workspace or to a design, in words.

use messages::{message, said};

/// Roles with what they may, lowest first.
pub(crate) const ROLES: [(&str, &str, &str); 4] = [
    ("viewer", message!("Viewer"), message!("sees designs and their files")),
    ("commenter", message!("Commenter"), message!("says something about them, too")),
    ("editor", message!("Editor"), message!("makes, changes and exports them, too")),
    ("owner", message!("Owner"), message!("says who may what, too")),
];

/// What a role is called.
pub(crate) fn role_name(role: &str) -> &'static str {
    ROLES.iter().find(|(id, ..)| *id == role).map_or("", |(_, name, _)| said(name))
}
