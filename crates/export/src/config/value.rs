//! What one key holds on one node, and why.

use messages::{Text, text};
use topology::catalogue::{
    ConfigLanguage, DatabaseField, Entry, GuideValue, Pointer, PointerOf, RoleClass, Section,
    StandsAt, ValueRule, When,
};
use topology::graph::{Peer, Reach, SettingPlace};
use topology::{Graph, Node, Role, SchemaId, SettingId, SettingValue, Target};

use super::guide;
use crate::file::{Origin, OriginKind};
use crate::secrets::{self, BASE64, Keeping};
use crate::text::xml;

/// A value that TOML and YAML can hold and the product reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<String>),
    /// A text that `install` replaces on the machine: in single quotes, as nothing else is.
    Marker(String),
}

/// A value with its origin.
#[derive(Debug, Clone)]
pub(super) struct Evaluated {
    pub(super) value: Value,
    pub(super) origin: Origin,
    /// True when people's text was escaped on the way.
    pub(super) escaped: bool,
}

/// True for values that mean something only beside another one.
pub(super) fn is_accessory(rule: &ValueRule) -> bool {
    matches!(rule, ValueRule::Literal { .. })
}

/// The node whose file is written, and the peer a section repeats for.
pub(super) struct Reader<'r, 'd> {
    pub(super) graph: &'r Graph<'d>,
    pub(super) node: &'r Node,
    pub(super) role: &'r Role,
    pub(super) peer: Option<&'r Peer<'d>>,
}

/// A value before its correction and source are added.
struct Found {
    value: Value,
    kind: OriginKind,
    targets: Vec<Target>,
    text: Text,
    /// Written by the catalogue, not by a person: already as the file wants it.
    ready: bool,
    /// A person's address instead of the drawing's, of which no correction speaks.
    typed_over: bool,
}

impl<'d> Reader<'_, 'd> {
    /// The value of an entry; `None` leaves its key out.
    pub(super) fn evaluate(&self, section: &Section, entry: &Entry) -> Option<Evaluated> {
        let mut found = self.find(&entry.value)?;
        if is_accessory(&entry.value) {
            self.asked_for(&mut found, section.when.iter().chain(&entry.when));
        }
        let as_in_guide = found.typed_over
            || entry
                .guide
                .as_ref()
                .is_some_and(|said| guide::has(said, &found.value, self.own_port(said, &found)));
        // What is written in YAML is copied into no XML.
        let ready = found.ready || self.writes_yaml();
        let (value, escaped) = if ready { (found.value, false) } else { escape(found.value) };
        let value = match value {
            Value::Text(text) => Value::Text(format!("{}{text}", entry.before)),
            other => other,
        };
        let origin = Origin {
            kind: found.kind,
            targets: found.targets,
            text: found.text,
            source: entry.source.clone(),
            correction: entry.correction.clone().filter(|_| !as_in_guide),
        };
        Some(Evaluated { value, origin, escaped })
    }

    /// Says of a literal which setting brought it.
    fn asked_for<'w>(&self, found: &mut Found, mut when: impl Iterator<Item = &'w When>) {
        let chosen = when.find_map(|when| match when {
            When::Setting(chosen) => Some(&chosen.id),
            _ => None,
        });
        let Some(id) = chosen else { return };
        let given = self.graph.setting_with_place(self.node, id.as_str());
        let place = given.map_or(SettingPlace::Default, |(_, place)| place);
        if place != SettingPlace::Default {
            found.kind = OriginKind::Setting;
        }
        found.targets = vec![self.setting_target(self.node, id, place), self.myself()];
        found.text = text!("“{setting}” asks for this value.", setting = self.name_of(id));
    }

    fn writes_yaml(&self) -> bool {
        self.graph.catalogue.program_of(self.role).config_language == ConfigLanguage::Yaml
    }

    /// The port that the guide's placeholder gives on this node. For what stands behind a load
    /// balancer the guide has no placeholder.
    fn own_port(&self, guide: &GuideValue, found: &Found) -> Option<u32> {
        let fronted = found.targets.first().and_then(Target::node);
        if fronted.is_some_and(|node| self.graph.is(node, RoleClass::Balancer)) {
            return None;
        }
        let endpoint = self.role.endpoint(guide.own_port_of.as_ref()?)?;
        Some(endpoint.port_at(self.node.offset))
    }

    fn find(&self, rule: &ValueRule) -> Option<Found> {
        let (graph, node) = (self.graph, self.node);
        match rule {
            ValueRule::Literal { value } => Some(Found {
                value: plain(value),
                kind: OriginKind::Default,
                targets: vec![self.myself()],
                text: text!("Always this value."),
                ready: true,
                typed_over: false,
            }),
            ValueRule::ServerRole => self.server_role(),
            ValueRule::AnnouncedName => Some(self.announced_name()),
            ValueRule::Address => Some(self.address()),
            ValueRule::NodeId { longest } => Some(self.node_id(*longest)),
            ValueRule::Offset { plus } => Some(self.offset(*plus)),
            ValueRule::Setting { id } => self.setting(node, id),
            ValueRule::Given { id, .. } => self.given(node, id),
            ValueRule::PeerSetting { id } => self.setting(self.peer?.node, id),
            ValueRule::Secret { id, base64 } => {
                let (name, place) = graph.secret(node, id.as_str())?;
                let name = if *base64 { format!("{name}{BASE64}") } else { name };
                Some(self.secret(&name, vec![self.setting_target(node, id, place)]))
            }
            ValueRule::Pointer(pointer) => self.pointer(pointer),
            ValueRule::Writer(pointer) => self.only_writer(pointer),
            ValueRule::FrontPort { endpoint } => {
                let balancer = graph.balancers_of(&node.id).into_iter().next()?;
                let port = graph.front_port(balancer, self.role.endpoint(endpoint)?)?;
                Some(Found {
                    value: Value::Integer(i64::from(port)),
                    kind: OriginKind::Link,
                    targets: self.in_front(balancer),
                    text: text!(
                        "The port that {balancer} publishes this one on.",
                        balancer = &balancer.name
                    ),
                    ready: true,
                    typed_over: false,
                })
            }
            ValueRule::Database { schema, field } => self.database(schema, *field),
            ValueRule::DatabaseSetting { schema, id } => {
                self.given(graph.database_for(&node.id, schema)?, id)
            }
        }
    }

    fn node_id(&self, longest: Option<u16>) -> Found {
        let id = self.node.id.as_str();
        let longest = longest.map_or(id.len(), usize::from);
        Found {
            value: Value::Text(id.chars().take(longest).collect()),
            kind: OriginKind::Rule,
            targets: vec![self.myself()],
            text: text!("The id of {node}, which no other node has.", node = &self.node.name),
            ready: true,
            typed_over: false,
        }
    }

    fn offset(&self, plus: u16) -> Found {
        let Node { offset, name, .. } = self.node;
        Found {
            value: Value::Integer(i64::from(*offset) + i64::from(plus)),
            kind: if *offset == 0 { OriginKind::Default } else { OriginKind::Setting },
            targets: vec![self.myself()],
            text: match plus {
                0 => text!(
                    "The offset of {node}, added to each of its ports that shift.",
                    node = name
                ),
                _ => text!(
                    "The offset of {node}, added to each of its ports that shift. The pack's own offset, {plus}, is in it.",
                    node = name,
                    plus
                ),
            },
            ready: true,
            typed_over: false,
        }
    }

    fn server_role(&self) -> Option<Found> {
        let server_role = self.role.deployment.as_ref()?.server_role.as_ref()?;
        Some(Found {
            value: Value::Text(server_role.clone()),
            kind: OriginKind::Rule,
            targets: vec![self.myself()],
            text: text!("The server role of a {role}.", role = messages::term(&self.role.name)),
            ready: true,
            typed_over: false,
        })
    }

    fn announced_name(&self) -> Found {
        let (graph, node) = (self.graph, self.node);
        let name = graph.announced_name(node);
        let lent = graph.balancers_of(&node.id).into_iter().next();
        match lent.filter(|balancer| graph.name_or_id(balancer) == name) {
            Some(balancer) => Found {
                value: Value::Text(name),
                kind: OriginKind::Link,
                targets: self.in_front(balancer),
                text: text!(
                    "The name of {balancer}, under which others reach {node}.",
                    balancer = &balancer.name,
                    node = &node.name
                ),
                ready: false,
                typed_over: false,
            },
            None => Found {
                value: Value::Text(name),
                kind: OriginKind::Setting,
                targets: self.named_by(node),
                text: text!("The name that {node} is reached by.", node = &node.name),
                ready: false,
                typed_over: false,
            },
        }
    }

    fn address(&self) -> Found {
        let (graph, node) = (self.graph, self.node);
        let host = graph.host(node);
        match host.filter(|host| !host.address.is_empty()) {
            Some(host) => Found {
                value: Value::Text(host.address.clone()),
                kind: OriginKind::Setting,
                targets: vec![Target::Host(host.id.clone()), self.myself()],
                text: text!("The address of the host {host}.", host = &host.hostname),
                ready: false,
                typed_over: false,
            },
            None => Found {
                value: Value::Text(graph.name_or_id(node)),
                kind: OriginKind::Setting,
                targets: self.named_by(node),
                text: text!("No address is known for the host, so its name stands here."),
                ready: false,
                typed_over: false,
            },
        }
    }

    /// What people call a setting.
    fn name_of(&self, id: &SettingId) -> Text {
        let spec = self.graph.catalogue.setting(id.as_str());
        spec.map_or_else(|| id.as_str().into(), |spec| messages::term(&spec.name))
    }

    fn setting(&self, owner: &Node, id: &SettingId) -> Option<Found> {
        let (value, place) = self.graph.setting_with_place(owner, id.as_str())?;
        let setting = self.name_of(id);
        let text = match place {
            SettingPlace::Node => text!("“{setting}” of {node}.", setting, node = &owner.name),
            SettingPlace::Design => text!("“{setting}” of the design, for every node.", setting),
            SettingPlace::Default => text!("The default of “{setting}”.", setting),
        };
        let kind = match place {
            SettingPlace::Default => OriginKind::Default,
            SettingPlace::Node | SettingPlace::Design => OriginKind::Setting,
        };
        let mut targets = vec![self.setting_target(owner, id, place)];
        targets
            .extend(self.peer.and_then(|peer| peer.link).map(|link| Target::Link(link.id.clone())));
        let ready = place == SettingPlace::Default;
        Some(Found { value: plain(&value), kind, targets, text, ready, typed_over: false })
    }

    /// A setting with another value than its default, which is the product's own.
    fn given(&self, owner: &Node, id: &SettingId) -> Option<Found> {
        let (value, place) = self.graph.setting_with_place(owner, id.as_str())?;
        let usual = self.graph.catalogue.setting(id.as_str())?.default.as_ref();
        let says_nothing = place == SettingPlace::Default
            || usual == Some(&value)
            || value.as_text().is_some_and(str::is_empty);
        if says_nothing { None } else { self.setting(owner, id) }
    }

    /// The text that a person gave, of a setting that stands for itself.
    pub(super) fn given_text(&self, id: &SettingId) -> Option<String> {
        match self.given(self.node, id)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn pointer(&self, pointer: &Pointer) -> Option<Found> {
        let node = self.node;
        if let (Some(id), Some(typed)) = (&pointer.setting, self.typed_over(pointer)) {
            return Some(Found {
                value: if pointer.list {
                    Value::List(vec![typed.to_owned()])
                } else {
                    Value::Text(typed.to_owned())
                },
                kind: OriginKind::Setting,
                targets: vec![self.setting_target(node, id, SettingPlace::Node)],
                text: text!(
                    "“{setting}” of {node}, instead of what the drawing says.",
                    setting = self.name_of(id),
                    node = &node.name
                ),
                ready: false,
                typed_over: true,
            });
        }
        let reached: Vec<(Reach<'_>, Vec<Target>)> = self
            .reached(pointer)?
            .into_iter()
            .map(|peer| (peer.reach.clone(), path_to(&peer, &peer.reach)))
            .collect();
        let url = |reach: &Reach<'_>| url(pointer, reach);
        let first = reached.first()?;
        let partner = self.peer.filter(|peer| {
            pointer.of == PointerOf::Each && peer.link.is_none() && peer.node.id != node.id
        });
        let text = match partner {
            Some(peer) => text!(
                "{other} stands behind the same load balancer as {node}.",
                other = &peer.node.name,
                node = &node.name
            ),
            None => describe(&reached, node),
        };
        let value = if pointer.list {
            Value::List(reached.iter().map(|(reach, _)| url(reach)).collect())
        } else {
            Value::Text(url(&first.0))
        };
        let mut targets: Vec<Target> = Vec::new();
        let shown = if pointer.list { reached.len() } else { 1 };
        for target in reached.iter().take(shown).flat_map(|(_, targets)| targets) {
            if !targets.contains(target) {
                targets.push(target.clone());
            }
        }
        let kind =
            if pointer.of == PointerOf::Itself { OriginKind::Rule } else { OriginKind::Link };
        Some(Found { value, kind, targets, text, ready: false, typed_over: false })
    }

    /// Those whose addresses a pointer writes.
    pub(super) fn reached(&self, pointer: &Pointer) -> Option<Vec<Peer<'d>>> {
        let (graph, node) = (self.graph, self.node);
        match pointer.of {
            PointerOf::Each => {
                let peer = self.peer?;
                let reach = graph.reach_peer(peer, &pointer.endpoint, pointer.at)?;
                Some(vec![Peer { reach, ..peer.clone() }])
            }
            PointerOf::Links => {
                Some(graph.peers(&node.id, &pointer.kinds, &pointer.endpoint, pointer.at))
            }
            PointerOf::Itself => Some(vec![graph.itself(node, &pointer.endpoint, pointer.at)?]),
        }
    }

    /// The one node that may write where those share a folder that a pointer leads to, when that is
    /// another node than the one that reads the file. What a person typed over stands.
    pub(super) fn writer(&self, pointer: &Pointer) -> Option<Peer<'d>> {
        if self.typed_over(pointer).is_some() {
            return None;
        }
        let peer = self.reached(pointer)?.into_iter().next()?;
        let node = self.graph.writer_for(peer.node).filter(|node| node.id != self.node.id)?;
        let reach = self.graph.reach(node, &pointer.endpoint, StandsAt::Node)?;
        Some(Peer { link: peer.link, node, reach })
    }

    fn only_writer(&self, pointer: &Pointer) -> Option<Found> {
        let peer = self.writer(pointer)?;
        let share = self.graph.shares_of(&peer.node.id).into_iter().next()?;
        let url = url(pointer, &peer.reach);
        let mut targets = path_to(&peer, &peer.reach);
        targets.push(Target::Node(share.id.clone()));
        Some(Found {
            value: Value::Text(url),
            kind: OriginKind::Link,
            targets,
            text: text!(
                "{node} alone may write to {share}; the others copy from it.",
                node = &peer.node.name,
                share = &share.name
            ),
            ready: false,
            typed_over: false,
        })
    }

    /// An address that a person typed over the drawing's.
    pub(super) fn typed_over(&self, pointer: &Pointer) -> Option<&str> {
        let typed = self.node.settings.get(pointer.setting.as_ref()?)?.as_text()?;
        (!typed.is_empty()).then_some(typed)
    }

    fn database(&self, schema: &SchemaId, field: DatabaseField) -> Option<Found> {
        let graph = self.graph;
        let connection = graph.connection(&self.node.id, schema)?;
        let database = connection.node;
        let link = graph.outgoing(&self.node.id).iter().find(|link| link.to == database.id);
        let mut targets = vec![Target::Node(database.id.clone())];
        targets.extend(link.map(|link| Target::Link(link.id.clone())));
        let given = |text: Option<String>| text.map(Value::Text);
        let in_parts = connection.url.is_none();
        let part = |text: Option<String>| text.filter(|_| in_parts).map(Value::Text);
        // The product makes the URL of one of the two.
        let by_sid = connection.engine.sid;
        let (value, ready) = match field {
            DatabaseField::Type => (Value::Text(connection.engine.type_value.clone()), true),
            DatabaseField::Url if connection.typed => {
                return self.setting(database, &connection.schema.url_setting);
            }
            DatabaseField::Url => (given(connection.url)?, false),
            DatabaseField::Hostname => (part(connection.hostname)?, false),
            // A text, as in the guide's samples: the template takes either.
            DatabaseField::Port => (part(connection.port.map(|port| port.to_string()))?, true),
            DatabaseField::Name => (part(connection.name.filter(|_| !by_sid))?, false),
            DatabaseField::Sid => (part(connection.sid)?, false),
            DatabaseField::Username => (given(connection.username)?, false),
            DatabaseField::Driver => (given(connection.driver)?, false),
            DatabaseField::Password => return Some(self.secret(&connection.password?, targets)),
            DatabaseField::JdbcUrl if connection.typed => {
                return self.setting(database, &connection.schema.url_setting);
            }
            DatabaseField::JdbcUrl => (given(connection.jdbc_url())?, false),
            DatabaseField::JdbcDriver => {
                let planned = graph.driver(database).map(|driver| driver.class.clone());
                let shipped = connection.engine.driver_class.clone();
                (given(connection.driver.or(planned).or(shipped))?, false)
            }
            DatabaseField::TestQuery => (Value::Text(connection.engine.test_query.clone()), true),
            DatabaseField::InitQuery => (given(connection.engine.init_query.clone())?, true),
        };
        let text = text!(
            "{node} keeps the {schema} in {database}.",
            node = &self.node.name,
            schema = messages::term(&connection.schema.name),
            database = &database.name
        );
        Some(Found { value, kind: OriginKind::Link, targets, text, ready, typed_over: false })
    }

    fn secret(&self, name: &str, targets: Vec<Target>) -> Found {
        let (yaml, bare) = (self.writes_yaml(), name.strip_suffix(BASE64));
        let secret = bare.unwrap_or(name);
        let keeping = Keeping::of(self.graph, self.node);
        let value = match keeping {
            Keeping::Environment if yaml => Value::Text(format!("${{env:{name}}}")),
            Keeping::Environment => Value::Text(format!("$env{{{name}}}")),
            Keeping::Vault(_) => Value::Text(format!("$secret{{{}}}", secrets::alias(name))),
            Keeping::Clear => Value::Marker(secrets::marker(name)),
        };
        let text = match keeping {
            Keeping::Environment if yaml && bare.is_some() => text!(
                "The secret {secret}. The start script takes its value from secrets.env and puts it into base64.",
                secret
            ),
            Keeping::Environment => text!(
                "The secret {secret}. The start script takes its value from secrets.env.",
                secret
            ),
            Keeping::Vault(_) => text!(
                "The secret {secret}. Its value is encrypted in [secrets] at the end of this file.",
                secret
            ),
            Keeping::Clear => text!(
                "The secret {secret}. The install script puts its value here, from secrets.env.",
                secret
            ),
        };
        let kind = OriginKind::Secret;
        Found { value, kind, targets, text, ready: true, typed_over: false }
    }

    fn myself(&self) -> Target {
        Target::Node(self.node.id.clone())
    }

    /// The node, and its host where that gives the name.
    fn named_by(&self, node: &Node) -> Vec<Target> {
        let mut targets = vec![Target::Node(node.id.clone())];
        let host = self.graph.host(node).filter(|host| {
            self.graph
                .own_name(node)
                .is_some_and(|name| name == host.hostname || name == host.address)
        });
        targets.extend(host.map(|host| Target::Host(host.id.clone())));
        targets
    }

    /// A load balancer in front of this node, and the link between them.
    fn in_front(&self, balancer: &Node) -> Vec<Target> {
        let link = self.graph.outgoing(&balancer.id).iter().find(|link| link.to == self.node.id);
        let mut targets = vec![Target::Node(balancer.id.clone())];
        targets.extend(link.map(|link| Target::Link(link.id.clone())));
        targets.push(self.myself());
        targets
    }

    fn setting_target(&self, owner: &Node, id: &SettingId, place: SettingPlace) -> Target {
        let spec = self.graph.catalogue.setting(id.as_str());
        let design = place == SettingPlace::Design
            || (place == SettingPlace::Default
                && spec.is_some_and(|spec| !spec.scope.roles.contains(&owner.role)));
        let node = (!design).then(|| owner.id.clone());
        Target::Setting { node, setting: id.clone() }
    }
}

/// The nodes and the link that an address came by.
fn path_to(peer: &Peer<'_>, reach: &Reach<'_>) -> Vec<Target> {
    let mut targets = vec![Target::Node(reach.node.id.clone())];
    if reach.node.id != peer.node.id {
        targets.push(Target::Node(peer.node.id.clone()));
    }
    targets.extend(peer.link.map(|link| Target::Link(link.id.clone())));
    targets
}

fn describe(reached: &[(Reach<'_>, Vec<Target>)], node: &Node) -> Text {
    let mut names: Vec<&str> = reached.iter().map(|(reach, _)| reach.node.name.as_str()).collect();
    names.dedup();
    if names == [node.name.as_str()] {
        return text!("{node} itself, at the name and port it listens on.", node = &node.name);
    }
    text!("The drawing links {node} with {names}.", node = &node.name, names = names.join(", "))
}

fn url(pointer: &Pointer, reach: &Reach<'_>) -> String {
    let Pointer { scheme, path, .. } = pointer;
    let mark = if scheme.is_empty() { "" } else { "://" };
    format!("{scheme}{mark}{}{path}", reach.authority())
}

fn plain(value: &SettingValue) -> Value {
    match value {
        SettingValue::Bool(value) => Value::Bool(*value),
        SettingValue::Integer(value) => Value::Integer(*value),
        SettingValue::Text(text) => Value::Text(text.clone()),
        SettingValue::List(list) => Value::List(list.clone()),
    }
}

/// Makes people's text fit for the XML the server makes of it. Says whether anything changed.
fn escape(value: Value) -> (Value, bool) {
    match value {
        Value::Text(text) => {
            let escaped = xml(&text);
            let changed = escaped != text;
            (Value::Text(escaped), changed)
        }
        Value::List(list) => {
            let escaped: Vec<String> = list.iter().map(|text| xml(text)).collect();
            let changed = escaped != list;
            (Value::List(escaped), changed)
        }
        other => (other, false),
    }
}
