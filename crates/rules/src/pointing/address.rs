//! Addresses that a person typed over, and the nodes they lead to.

use crate::context::{Context, term};
use crate::finding::Findings;
use crate::fixes::Plan;
use messages::{Text, text};
use topology::catalogue::{AddressSetting, Endpoint, Protocol, RoleClass};
use topology::url::Url;
use topology::{Node, SettingId, SettingValue, Target};

/// A URL in a setting of a node.
#[derive(Clone, Copy)]
pub(crate) struct Typed<'a> {
    pub(super) node: &'a Node,
    pub(super) address: &'a AddressSetting,
    pub(super) url: &'a str,
}

/// Every URL that somebody typed over; kept by [`Context::typed`].
pub(crate) fn typed<'a>(ctx: &Context<'a>) -> Vec<Typed<'a>> {
    let addresses = &ctx.catalogue.addresses;
    let mut found = Vec::new();
    for node in ctx.design.nodes().filter(|node| !node.settings.is_empty()) {
        for address in addresses {
            if let Some(SettingValue::Text(url)) = node.settings.get(&address.setting) {
                found.push(Typed { node, address, url });
            }
        }
    }
    found
}

/// Servers that are reached by this name themselves, not over a load balancer.
pub(super) fn named<'a>(ctx: &Context<'a>, name: &str) -> Vec<&'a Node> {
    let known = ctx.reached_by(name);
    if known.iter().any(|node| ctx.graph.is(&node.id, RoleClass::Balancer)) {
        return Vec::new();
    }
    known.to_vec()
}

/// Reports typed URLs that name a server and the default port of what it should listen on, where the
/// server has an offset and nobody of that name listens there.
pub(super) fn check_ports(
    ctx: &Context<'_>,
    findings: &mut Findings,
    wanted: impl Fn(&Endpoint) -> bool,
) {
    for Typed { node, address, url } in ctx.typed().iter().copied() {
        let Some(parts) = Url::parse(url) else { continue };
        let Some(port) = parts.port else { continue };
        let candidates = named(ctx, parts.host);
        if candidates.iter().any(|node| ctx.graph.listening(node).any(|(_, open)| open == port)) {
            continue;
        }
        let meant = candidates.iter().find_map(|node| {
            let endpoint = ctx.graph.role(&node.id)?.endpoint(&address.endpoint)?;
            (wanted(endpoint) && u32::from(endpoint.port) == port).then_some((node, endpoint))
        });
        let Some((target, endpoint)) = meant else { continue };
        let right = endpoint.port_at(target.offset);
        let message = text!(
            "{setting} of {node} leads to port {port}, but {target} has offset {offset} and listens on {right}.",
            setting = name_of(ctx, &address.setting),
            node = &node.name,
            port,
            target = &target.name,
            offset = target.offset,
            right
        );
        let mut plan = Plan::new(ctx);
        plan.set(
            &node.id,
            &address.setting,
            Some(SettingValue::Text(parts.with(Some(right), parts.path))),
        );
        findings.push(
            target_of(node, &address.setting),
            message,
            plan.fix(text!("Use port {port}", port = right)),
        );
    }
}

pub(super) fn is_web_socket(endpoint: &Endpoint) -> bool {
    matches!(endpoint.protocol, Protocol::Ws | Protocol::Wss)
}

pub(super) fn target_of(node: &Node, setting: &SettingId) -> Target {
    Target::Setting { node: Some(node.id.clone()), setting: setting.clone() }
}

pub(super) fn name_of(ctx: &Context<'_>, setting: &SettingId) -> Text {
    let known = ctx.catalogue.setting(setting.as_str());
    known.map_or_else(|| setting.as_str().into(), |spec| term(&spec.name))
}
