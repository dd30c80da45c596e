//! Designs whose graph is as bad as it may be: what grows faster than the drawing is found with them.

use std::fmt;

use topology::{
    Change, Design, Environment, Header, Host, Link, Node, Point, ProductRef, Settings, Zone,
};

/// A kind of graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Each node linked with the next.
    Chain,
    /// Each node linked with the first.
    Star,
    /// As many links between as few nodes as there may be.
    Clique,
    /// Each node linked with the next, and the last with the first.
    Ring,
    /// Zones one in another, with a host in each.
    Nested,
}

impl Shape {
    pub const ALL: [Self; 5] = [Self::Chain, Self::Star, Self::Clique, Self::Ring, Self::Nested];
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// How deep zones lie in one another.
const DEPTH: usize = 64;

/// A design of this shape with about so many nodes and links together.
///
/// # Panics
/// When it makes no design, which is a mistake here.
#[must_use]
pub fn shaped(shape: Shape, size: usize) -> Design {
    let mut design = Design::new(Header {
        name: format!("{shape} of {size}"),
        product: ProductRef { id: "wso2am".into(), version: "3.1.0".into() },
        environment: Environment::Production,
        settings: Settings::new(),
    });
    let mut change = Change::new();
    if shape == Shape::Nested {
        for depth in 0..DEPTH {
            let parent = depth.checked_sub(1).map(|outer| id(&format!("z{outer}")));
            let zone = Zone { id: id(&format!("z{depth}")), name: format!("Zone {depth}"), parent };
            change = change.then(Change::add_zone(zone));
        }
    }
    let nodes = match shape {
        // Half of n (n - 1) links, and n nodes.
        Shape::Clique => (1..).find(|n| n * (n - 1) / 2 + n >= size).unwrap_or(1),
        Shape::Chain | Shape::Star | Shape::Ring | Shape::Nested => size / 2,
    };
    for at in 0..nodes {
        let host = Host {
            id: id(&format!("h{at}")),
            hostname: format!("vm{at}.example.com"),
            address: String::new(),
            zone: (shape == Shape::Nested).then(|| id(&format!("z{}", at % DEPTH))),
            os: Default::default(),
            memory: None,
            cores: None,
        };
        change = change.then(Change::add_host(host)).then(Change::add_node(
            Node {
                id: id(&format!("n{at}")),
                role: id("gateway"),
                name: format!("Gateway {at}"),
                host: Some(id(&format!("h{at}"))),
                hostname: String::new(),
                offset: 0,
                replicas: 1,
                settings: Settings::new(),
            },
            // In a square, a card beside the other.
            Point { x: place(at % 64) * 240, y: place(at / 64) * 160 },
        ));
    }
    for (number, (from, to)) in pairs(shape, nodes).into_iter().enumerate() {
        change = change.then(Change::add_link(Link {
            id: id(&format!("l{number}")),
            from: id(&format!("n{from}")),
            to: id(&format!("n{to}")),
            kind: id("calls"),
        }));
    }
    change.apply(&mut design).expect("a design of this shape");
    design
}

fn pairs(shape: Shape, nodes: usize) -> Vec<(usize, usize)> {
    let next = || (1..nodes).map(|at| (at - 1, at));
    match shape {
        Shape::Chain | Shape::Nested => next().collect(),
        Shape::Ring => next().chain([(nodes - 1, 0)]).collect(),
        Shape::Star => (1..nodes).map(|at| (at, 0)).collect(),
        Shape::Clique => (0..nodes).flat_map(|from| (0..from).map(move |to| (from, to))).collect(),
    }
}

fn place(at: usize) -> i32 {
    i32::try_from(at).unwrap_or_default()
}

fn id<I: std::str::FromStr>(text: &str) -> I
where
    I::Err: fmt::Debug,
{
    text.parse().expect("an id")
}
