//! Whether keystores are those that are shipped, and the change to ones of the house's own.

use crate::context::Context;
use crate::finding::Fix;
use crate::fixes::Plan;
use messages::text;
use topology::catalogue::known;
use topology::{Node, SettingId, SettingValue};

/// A keystore's setting and the name that a fix gives it.
pub(super) const PRIMARY: (&str, &str) = (known::PRIMARY_KEYSTORE, "primary.jks");
pub(super) const TLS: (&str, &str) = (known::TLS_KEYSTORE, "tls.jks");

/// Whether a node uses the file that comes with the pack. What has no such setting uses no such file.
pub(super) fn is_shipped(ctx: &Context<'_>, node: &Node, (setting, _): (&str, &str)) -> bool {
    let shipped = ctx.catalogue.setting(setting).and_then(|spec| spec.default.as_ref());
    ctx.graph.uses_setting(node, setting) && ctx.graph.setting(node, setting).as_ref() == shipped
}

/// Names own files for the whole design, and takes back what nodes say of the shipped ones.
pub(super) fn use_own(ctx: &Context<'_>, stores: &[(&str, &str)]) -> Option<Fix> {
    let mut plan = Plan::new(ctx);
    for (setting, file) in stores {
        let id = SettingId::new(setting).ok()?;
        for (node, _) in ctx.graph.components() {
            if node.settings.contains_key(&id) && is_shipped(ctx, node, (setting, file)) {
                plan.set(&node.id, &id, None);
            }
        }
        let shipped = ctx.catalogue.setting(setting).and_then(|spec| spec.default.as_ref());
        if ctx.design.setting(&id).or(shipped) == shipped {
            plan.set_on_design(&id, Some(SettingValue::Text((*file).to_owned())));
        }
    }
    plan.fix(match stores {
        [] => return None,
        [(_, first), (_, second)] => text!("Use {first} and {second}", first, second),
        [(_, name), ..] => text!("Use {name}", name),
    })
}
