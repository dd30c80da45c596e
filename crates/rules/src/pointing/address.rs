//! Addresses that a person typed over, and the nodes they lead to.

use crate::context::Context;
use crate::finding::Findings;
use crate::fixes::Plan;
use topology::catalogue::{AddressSetting, Endpoint, Protocol, RoleClass};
use topology::{Node, SettingId, SettingValue, Target};

/// The parts of a URL.
pub(super) struct Parts<'t> {
    pub(super) scheme: &'t str,
    pub(super) host: &'t str,
    pub(super) port: Option<u32>,
    pub(super) path: &'t str,
}

impl<'t> Parts<'t> {
    /// The parts of a URL with a scheme; `None` for what is no URL, which another rule reports.
    pub(super) fn of(url: &'t str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse().ok()?)),
            _ => (authority, None),
        };
        Some(Self { scheme, host: host.trim_matches(['[', ']']), port, path })
    }

    pub(super) fn with(&self, port: Option<u32>, path: &str) -> String {
        let host =
            if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.to_owned() };
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{host}{port}{path}", self.scheme)
    }
}

/// A URL in a setting of a node.
pub(super) struct Typed<'a> {
    pub(super) node: &'a Node,
    pub(super) address: &'a AddressSetting,
    pub(super) url: &'a str,
}

/// Every URL that somebody typed over.
pub(super) fn typed<'a>(ctx: &Context<'a>) -> Vec<Typed<'a>> {
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
    for Typed { node, address, url } in typed(ctx) {
        let Some(parts) = Parts::of(url) else { continue };
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
        let message = format!(
            "{} of {} leads to port {port}, but {} has offset {} and listens on {right}.",
            name_of(ctx, &address.setting),
            node.name,
            target.name,
            target.offset
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
            plan.fix(format!("Use port {right}")),
        );
    }
}

pub(super) fn is_web_socket(endpoint: &Endpoint) -> bool {
    matches!(endpoint.protocol, Protocol::Ws | Protocol::Wss)
}

pub(super) fn target_of(node: &Node, setting: &SettingId) -> Target {
    Target::Setting { node: Some(node.id.clone()), setting: setting.clone() }
}

pub(super) fn name_of(ctx: &Context<'_>, setting: &SettingId) -> String {
    ctx.catalogue
        .setting(setting.as_str())
        .map_or_else(|| setting.to_string(), |spec| spec.name.clone())
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn takes_urls_apart() {
        let parts = Parts::of("https://[::1]:9443/services/").unwrap();
        assert_eq!(
            (parts.scheme, parts.host, parts.port, parts.path),
            ("https", "::1", Some(9443), "/services/")
        );
        assert_eq!(parts.with(Some(1), "/x"), "https://[::1]:1/x");
        let plain = Parts::of("wss://gw.x").unwrap();
        assert_eq!((plain.host, plain.port, plain.path), ("gw.x", None, ""));
        assert!(Parts::of("gw.x:9443").is_none() && Parts::of("https://gw.x:port/").is_none());
    }
}
