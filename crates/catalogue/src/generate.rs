//! Synthetic designs for benchmarks: realistic shapes of any size, the same bytes for the same seed.

use crate::wso2am_3_1_0;
use topology::{
    Change, Design, Environment, Header, Host, Link, Node, NodeId, Point, ProductRef, SettingValue,
    Settings,
};

/// Distance of columns and rows on the drawing.
const COLUMN: i32 = 304;
const ROW: i32 = 152;
/// Groups of gateways stacked in one column before the next one begins.
const STACK: usize = 25;

/// A design of exactly this many nodes: one database, one of each control component, and groups of
/// two to four gateways with a load balancer and a share each; what is left over are clients.
#[must_use]
pub fn generate(nodes: usize, seed: u64) -> Design {
    let mut builder = Builder::new(seed);
    if nodes < 6 {
        builder.small(nodes);
    } else {
        builder.distributed(nodes);
    }
    builder.design
}

struct Builder {
    design: Design,
    change: Change,
    random: Random,
    links: usize,
    hosts: usize,
}

impl Builder {
    fn new(seed: u64) -> Self {
        let product = &wso2am_3_1_0().product;
        let design = Design::new(Header {
            name: format!("Generated {seed}"),
            product: ProductRef { id: product.id.clone(), version: product.version.clone() },
            environment: Environment::Test,
            settings: Settings::new(),
        });
        Self { design, change: Change::new(), random: Random(seed), links: 0, hosts: 0 }
    }

    fn small(&mut self, nodes: usize) {
        let plan = [
            ("db1", "database"),
            ("apim1", "all-in-one"),
            ("client1", "client"),
            ("client2", "client"),
            ("client3", "client"),
        ];
        for (index, (id, role)) in plan.into_iter().take(nodes).enumerate() {
            self.node(
                id,
                role,
                (i32::try_from(index).unwrap_or(0), 0),
                role != "client",
                Settings::new(),
            );
        }
        if nodes >= 2 {
            self.link("apim1", "stores-in", "db1");
        }
        for client in ["client1", "client2", "client3"].into_iter().take(nodes.saturating_sub(2)) {
            self.link(client, "calls", "apim1");
        }
        self.finish();
    }

    fn distributed(&mut self, nodes: usize) {
        for (id, role, at) in [
            ("db1", "database", (-1, 2)),
            ("tm1", "traffic-manager", (-2, 0)),
            ("km1", "key-manager", (-2, 4)),
            ("pub1", "publisher", (-3, 1)),
            ("dev1", "devportal", (-3, 3)),
        ] {
            self.node(id, role, at, true, Settings::new());
        }
        for id in ["tm1", "km1", "pub1", "dev1"] {
            self.link(id, "stores-in", "db1");
        }
        for (from, kind, to) in [
            ("km1", "reports-to", "tm1"),
            ("pub1", "reports-to", "tm1"),
            ("dev1", "validates-with", "km1"),
            ("pub1", "opens", "dev1"),
        ] {
            self.link(from, kind, to);
        }
        let (mut left, mut group) = (nodes - 5, 0);
        while left > 0 {
            left -= self.group(group, left);
            group += 1;
        }
        self.finish();
    }

    /// One group of gateways with its load balancer and its share; a single gateway needs neither.
    /// Returns how many nodes it took.
    fn group(&mut self, group: usize, left: usize) -> usize {
        let column = i32::try_from(group / STACK).unwrap_or(0) * 4;
        let row = i32::try_from(group % STACK).unwrap_or(0) * 4;
        let name = SettingValue::Text(format!("Group {}", group + 1));
        let settings: Settings =
            "environment.name".parse().map(|id| (id, name)).into_iter().collect();
        let gateways = match left {
            1..=3 => 1,
            _ => (2 + self.random.below(3)).min(left - 2),
        };
        let target = if gateways == 1 { format!("gw{group}-1") } else { format!("lb{group}") };
        let share = format!("share{group}");
        if gateways > 1 {
            self.node(&target, "load-balancer", (column, row), true, Settings::new());
            self.node(&share, "shared-storage", (column + 2, row), true, Settings::new());
        }
        for index in 1..=gateways {
            let id = format!("gw{group}-{index}");
            let at = (column + 1, row + i32::try_from(index).unwrap_or(0) - 1);
            self.node(&id, "gateway", at, true, settings.clone());
            for (kind, to) in
                [("validates-with", "km1"), ("reports-to", "tm1"), ("stores-in", "db1")]
            {
                self.link(&id, kind, to);
            }
            if gateways > 1 {
                self.link(&target, "balances", &id);
                self.link(&id, "mounts", &share);
            }
        }
        self.link("pub1", "publishes-to", &target);
        self.link("dev1", "shows", &target);
        if gateways > 1 {
            return gateways + 2;
        }
        for client in 1..left {
            let id = format!("client{group}-{client}");
            let at = (column - 1, row + i32::try_from(client).unwrap_or(0) - 1);
            self.node(&id, "client", at, false, Settings::new());
            self.link(&id, "calls", &target);
        }
        left
    }

    fn node(
        &mut self,
        id: &str,
        role: &str,
        (column, row): (i32, i32),
        hosted: bool,
        settings: Settings,
    ) {
        let (Ok(node_id), Ok(role)) = (id.parse::<NodeId>(), role.parse()) else { return };
        let mut node = Node {
            id: node_id,
            role,
            name: id.to_owned(),
            host: None,
            hostname: String::new(),
            offset: 0,
            replicas: 1,
            settings,
        };
        if let Some(host) = format!("h-{id}").parse().ok().filter(|_| hosted) {
            self.hosts += 1;
            let address = format!(
                "10.{}.{}.{}",
                self.hosts / 62_500,
                self.hosts / 250 % 250,
                1 + self.hosts % 250
            );
            node.host = Some(topology::HostId::clone(&host));
            let host = Host {
                id: host,
                hostname: format!("{id}.example.com"),
                address,
                zone: None,
                os: Default::default(),
                memory: None,
                cores: None,
            };
            self.change = std::mem::take(&mut self.change).then(Change::add_host(host));
        }
        let at = Point { x: column * COLUMN, y: row * ROW };
        self.change = std::mem::take(&mut self.change).then(Change::add_node(node, at));
    }

    fn link(&mut self, from: &str, kind: &str, to: &str) {
        self.links += 1;
        if let (Ok(id), Ok(from), Ok(to), Ok(kind)) =
            (format!("l{:05}", self.links).parse(), from.parse(), to.parse(), kind.parse())
        {
            self.change = std::mem::take(&mut self.change).then(Change::add_link(Link {
                id,
                from,
                to,
                kind,
            }));
        }
    }

    fn finish(&mut self) {
        let applied = self.change.apply(&mut self.design);
        debug_assert_eq!(applied, Ok(()), "a generated design holds together");
    }
}

/// splitmix64: enough for shapes, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let bound = bound.max(1) as u64;
        usize::try_from((z ^ (z >> 31)) % bound).unwrap_or(0)
    }
}
