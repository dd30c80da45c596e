//! The built-in patterns, as designs.

/// A pattern to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    pub id: &'static str,
    pub name: &'static str,
    /// One paragraph: what it is for and what it consists of.
    pub description: &'static str,
    /// The design, in its canonical form.
    pub document: &'static str,
}

/// The patterns, simplest first.
#[must_use]
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The pattern with this id.
#[must_use]
pub fn template(id: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.id == id)
}

static TEMPLATES: [Template; 5] = [
    Template {
        id: "all-in-one-local",
        name: "All in one, on one machine",
        description: "One server with its own H2 database, to try the product on a laptop. Not for more than one process.",
        document: include_str!("../data/templates/all-in-one-local.design.json"),
    },
    Template {
        id: "all-in-one",
        name: "All in one",
        description: "Every component in one server with a MySQL database beside it. The smallest deployment that keeps its data safe.",
        document: include_str!("../data/templates/all-in-one.design.json"),
    },
    Template {
        id: "guide-sample",
        name: "The guide's sample",
        description: "The five components on one host with offsets 0 to 4, named as in WSO2's guide for a distributed setup. Good to read the guide with.",
        document: include_str!("../data/templates/guide-sample.design.json"),
    },
    Template {
        id: "single-of-each",
        name: "One of each",
        description: "Key Manager, Traffic Manager, Publisher, Developer Portal and Gateway, each on a host of its own, with a MySQL database. Each can be scaled later.",
        document: include_str!("../data/templates/single-of-each.design.json"),
    },
    Template {
        id: "guide-ha",
        name: "Highly available",
        description: "Two of each component behind load balancers, two Traffic Managers that both count every event, and a MySQL database. No single server takes the API traffic down.",
        document: include_str!("../data/templates/guide-ha.design.json"),
    },
];
