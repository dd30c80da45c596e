//! No password is kept: a form takes names of secrets alone, but a program sends anything, and what is stored is in every
//! copy.

use messages::text;
use topology::catalogue::SettingKind;
use topology::{Catalogue, Design};

use crate::BackendError;

/// Refuses a design that holds something else where the name of a secret belongs.
///
/// # Errors
/// [`BackendError::Invalid`] with the node and the setting, and without what stands there.
pub(crate) fn refuse(design: &Design, catalogue: &Catalogue) -> Result<(), BackendError> {
    let of_design = design.settings().iter().map(|given| (None, given));
    let of_nodes =
        design.nodes().flat_map(|node| node.settings.iter().map(move |given| (Some(node), given)));
    for (node, (id, value)) in of_design.chain(of_nodes) {
        let spec = catalogue.setting(id.as_str());
        let kind = spec.map(|spec| &spec.kind).filter(|kind| **kind == SettingKind::Secret);
        if kind.is_none_or(|kind| kind.fits(value).is_ok()) {
            continue;
        }
        let setting = id.as_str();
        return Err(BackendError::Invalid(match node {
            Some(node) => text!(
                "{setting} of node {node} takes the name of a secret, such as ADMIN_PASSWORD, and never its value.",
                setting,
                node = node.id.as_str()
            ),
            None => text!(
                "{setting} of the design takes the name of a secret, such as ADMIN_PASSWORD, and never its value.",
                setting
            ),
        }));
    }
    Ok(())
}
