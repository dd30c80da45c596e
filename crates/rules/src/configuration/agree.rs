//! Settings that nodes have to agree on.

use crate::context::{Context, term};
use crate::finding::Fix;
use crate::fixes::Plan;
use messages::{Text, text};
use std::collections::BTreeMap;
use topology::{Node, SettingId, SettingValue};

/// The effective values of some settings.
pub(super) type Values = Vec<Option<SettingValue>>;

pub(super) fn values(ctx: &Context<'_>, node: &Node, settings: &[&str]) -> Values {
    settings.iter().map(|id| ctx.graph.setting(node, id)).collect()
}

/// What most have, and one of them; of two that are as common, the lesser.
pub(super) fn usual<'g, 'a, V: Ord>(
    groups: &'g BTreeMap<V, Vec<&'a Node>>,
) -> Option<(&'g V, &'a Node)> {
    let (value, nodes) = groups.iter().rev().max_by_key(|(_, nodes)| nodes.len())?;
    Some((value, nodes.first()?))
}

/// A setting in which two differ, by its id and what people call it, with what each has.
pub(super) struct Difference {
    pub(super) setting: SettingId,
    pub(super) name: Text,
    pub(super) here: Text,
    pub(super) there: Text,
}

/// The first difference of two.
pub(super) fn differing(
    ctx: &Context<'_>,
    settings: &[&str],
    own: &Values,
    usual: &Values,
) -> Option<Difference> {
    let shown = |value: &Option<SettingValue>| match value {
        Some(value) => value.to_string().into(),
        None => text!("nothing"),
    };
    let mut pairs = settings.iter().zip(own.iter().zip(usual));
    let (id, (own, usual)) = pairs.find(|(_, (own, usual))| own != usual)?;
    Some(Difference {
        setting: SettingId::new(id).ok()?,
        name: ctx.catalogue.setting(id).map_or_else(Text::default, |spec| term(&spec.name)),
        here: shown(own),
        there: shown(usual),
    })
}

/// Says on the design what one node has, and takes back what nodes say for themselves.
pub(super) fn as_on(ctx: &Context<'_>, node: &Node, settings: &[&str]) -> Option<Fix> {
    let mut plan = Plan::new(ctx);
    for id in settings {
        let usual = ctx.catalogue.setting(id).and_then(|spec| spec.default.clone());
        let value = ctx.graph.setting(node, id).filter(|value| Some(value) != usual.as_ref());
        let id = SettingId::new(id).ok()?;
        plan.set_on_design(&id, value);
        for (other, _) in ctx.graph.components().filter(|(n, _)| n.settings.contains_key(&id)) {
            plan.set(&other.id, &id, None);
        }
    }
    plan.fix(text!("Use what {node} has on every node", node = &node.name))
}
