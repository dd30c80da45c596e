//! What a load balancer publishes: each port with the nodes behind it, whatever software it is.

use messages::{Text, text};
use topology::catalogue::{Endpoint, Protocol, Use, known};
use topology::graph::SettingPlace;
use topology::{Graph, Node, SettingId, Target};

use crate::file::{Origin, OriginKind};

/// One port of a load balancer, for one component.
pub(super) struct Front<'a> {
    /// The name of its upstream: the load balancer, the component and the endpoint.
    pub(super) upstream: String,
    pub(super) port: u16,
    pub(super) endpoint: &'a Endpoint,
    pub(super) sticky: bool,
    pub(super) servers: Vec<Server<'a>>,
}

/// A node behind it.
pub(super) struct Server<'a> {
    pub(super) node: &'a Node,
    /// The name or address to connect to.
    pub(super) name: String,
    pub(super) port: u16,
}

impl Front<'_> {
    /// Callers and nodes speak TLS.
    pub(super) fn tls(&self) -> bool {
        matches!(self.endpoint.protocol, Protocol::Https | Protocol::Wss)
    }

    pub(super) fn web_socket(&self) -> bool {
        matches!(self.endpoint.protocol, Protocol::Ws | Protocol::Wss) || self.endpoint.upgrades
    }

    /// Why it listens there.
    pub(super) fn origin(&self, graph: &Graph<'_>, balancer: &Node) -> Origin {
        let setting = self.endpoint.front.as_ref().map(|front| &front.setting);
        let place = setting.and_then(|id| graph.setting_with_place(balancer, id.as_str()));
        let given = matches!(place, Some((_, SettingPlace::Node | SettingPlace::Design)));
        let kind = if given { OriginKind::Setting } else { OriginKind::Default };
        let own = |setting: &SettingId| Target::Setting {
            node: Some(balancer.id.clone()),
            setting: setting.clone(),
        };
        let mut targets: Vec<Target> = setting.map(own).into_iter().collect();
        targets.push(Target::Node(balancer.id.clone()));
        Origin {
            kind,
            targets,
            text: text!(
                "{balancer} publishes this here: {endpoint}. Others are pointed at this port.",
                balancer = &balancer.name,
                endpoint = messages::term(&self.endpoint.name)
            ),
            source: self.endpoint.source.clone(),
            correction: None,
        }
    }
}

impl Server<'_> {
    /// `name:port`, with brackets around an IPv6 address.
    pub(super) fn authority(&self) -> String {
        format!("{}:{}", topology::url::bracketed(&self.name), self.port)
    }

    /// Why it stands behind this port.
    pub(super) fn origin(&self, graph: &Graph<'_>, balancer: &Node, endpoint: &Endpoint) -> Origin {
        let link = graph.outgoing(&balancer.id).iter().find(|link| link.to == self.node.id);
        let mut targets = vec![Target::Node(self.node.id.clone())];
        targets.extend(link.map(|link| Target::Link(link.id.clone())));
        let (node, balancer) = (&self.node.name, &balancer.name);
        let text = if endpoint.shifted && self.node.offset > 0 {
            text!(
                "{node} stands behind {balancer} and listens here: {port} and the offset {offset}.",
                node,
                balancer,
                port = endpoint.port,
                offset = self.node.offset
            )
        } else {
            text!("{node} stands behind {balancer} and listens here.", node, balancer)
        };
        Origin {
            kind: OriginKind::Link,
            targets,
            text,
            source: endpoint.source.clone(),
            correction: None,
        }
    }
}

/// Why its sessions are sticky.
pub(super) fn sticky_origin(graph: &Graph<'_>, balancer: &Node) -> Origin {
    let given = balancer.settings.keys().any(|id| *id == *known::BALANCER_STICKY);
    let setting = SettingId::new(known::BALANCER_STICKY).ok();
    let targets =
        setting.map(|setting| Target::Setting { node: Some(balancer.id.clone()), setting });
    let spec = graph.catalogue.setting(known::BALANCER_STICKY);
    Origin {
        kind: if given { OriginKind::Setting } else { OriginKind::Default },
        targets: targets.into_iter().collect(),
        text: spec.map_or_else(Text::default, |spec| messages::term(&spec.help)),
        source: spec.map_or_else(String::new, |spec| spec.source.clone()),
        correction: None,
    }
}

/// The ports of a load balancer in the order in which the nodes' endpoints are listed. Where two want
/// one port, which a rule reports, the first has it: a file that is refused as a whole helps nobody.
pub(super) fn fronts<'a>(graph: &Graph<'a>, balancer: &Node) -> Vec<Front<'a>> {
    let upstream = graph.upstream(&balancer.id);
    let given = graph.setting(balancer, known::BALANCER_STICKY).and_then(|value| value.as_bool());
    let mut fronts: Vec<Front<'a>> = Vec::new();
    let mut seen: Vec<&topology::RoleId> = Vec::new();
    for first in &upstream {
        if seen.contains(&&first.role) {
            continue;
        }
        seen.push(&first.role);
        let Some(role) = graph.role(&first.id) else { continue };
        for endpoint in role.endpoints.iter().filter(|endpoint| is_web(endpoint.protocol)) {
            let Some(port) = graph.front_port(balancer, endpoint) else { continue };
            let alike = upstream.iter().filter(|node| node.role == first.role);
            let servers: Vec<Server<'a>> = alike
                .filter_map(|node| {
                    let port = u16::try_from(endpoint.port_at(node.offset)).ok()?;
                    Some(Server { node, name: name(graph, node), port })
                })
                .collect();
            if servers.is_empty() || fronts.iter().any(|front| front.port == port) {
                continue;
            }
            fronts.push(Front {
                upstream: format!("{}-{}-{}", balancer.id, role.id, endpoint.id),
                port,
                endpoint,
                sticky: given == Some(true) && endpoint.usage == Use::Management,
                servers,
            });
        }
    }
    fronts
}

/// Only what is asked and answered goes through one; events never do.
fn is_web(protocol: Protocol) -> bool {
    match protocol {
        Protocol::Http | Protocol::Https | Protocol::Ws | Protocol::Wss => true,
        Protocol::Tcp
        | Protocol::Tls
        | Protocol::Amqp
        | Protocol::Amqps
        | Protocol::Rmi
        | Protocol::Jdbc => false,
    }
}

/// The name of a node. What is no name, which a rule reports, could end a line of the file and begin
/// another: the id takes its place, whose letters are harmless everywhere.
pub(crate) fn name(graph: &Graph<'_>, node: &Node) -> String {
    let name = graph.name_or_id(node);
    let fits = topology::is_hostname(&name) || topology::is_ip_address(&name);
    if fits { name } else { node.id.to_string() }
}
