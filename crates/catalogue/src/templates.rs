//! The built-in patterns, as designs.

use messages::message;

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

static TEMPLATES: [Template; 11] = [
    Template {
        id: "all-in-one-local",
        name: message!("All in one, on one machine"),
        description: message!(
            "One server with its own H2 database, to try the product on a laptop. Not for more than one process."
        ),
        document: include_str!("../data/templates/all-in-one-local.design.json"),
    },
    Template {
        id: "all-in-one",
        name: message!("All in one"),
        description: message!(
            "Every component in one server with a MySQL database beside it. The smallest deployment that keeps its data safe."
        ),
        document: include_str!("../data/templates/all-in-one.design.json"),
    },
    Template {
        id: "active-active",
        name: message!("Active-active"),
        description: message!(
            "Two servers with every component behind one load balancer, sharing their folders and a MySQL database. Either one carries on alone."
        ),
        document: include_str!("../data/templates/active-active.design.json"),
    },
    Template {
        id: "guide-sample",
        name: message!("The guide's sample"),
        description: message!(
            "The five components on one host with offsets 0 to 4, named as in WSO2's guide for a distributed setup. Good to read the guide with."
        ),
        document: include_str!("../data/templates/guide-sample.design.json"),
    },
    Template {
        id: "single-of-each",
        name: message!("One of each"),
        description: message!(
            "Key Manager, Traffic Manager, Publisher, Developer Portal and Gateway, each on a host of its own, with a MySQL database. Each can be scaled later."
        ),
        document: include_str!("../data/templates/single-of-each.design.json"),
    },
    Template {
        id: "guide-ha",
        name: message!("Highly available"),
        description: message!(
            "Two of each component behind load balancers, two Traffic Managers that both count every event, and a MySQL database. No single server takes the API traffic down."
        ),
        document: include_str!("../data/templates/guide-ha.design.json"),
    },
    Template {
        id: "is-as-key-manager",
        name: message!("Identity Server as Key Manager"),
        description: message!(
            "Two servers of WSO2 Identity Server 5.10.0 in the Key Manager's place, behind a load balancer and with own keystores, beside two Gateways and two Traffic Managers that share their folders, a Publisher and a Developer Portal. API traffic goes on when any single server is down."
        ),
        document: include_str!("../data/templates/is-as-key-manager.design.json"),
    },
    Template {
        id: "portals-together",
        name: message!("Portals together"),
        description: message!(
            "Pattern 2: Publisher, Developer Portal and Traffic Manager in two servers, with two Gateways and two Key Managers apart, each behind a load balancer."
        ),
        document: include_str!("../data/templates/portals-together.design.json"),
    },
    Template {
        id: "internal-external",
        name: message!("Internal and external Gateways"),
        description: message!(
            "Pattern 4: one pair of Gateways for the own network and one for partners and the public, each an environment with its own load balancer and folders, managed by the same portals."
        ),
        document: include_str!("../data/templates/internal-external.design.json"),
    },
    Template {
        id: "two-clouds",
        name: message!("Gateways in two clouds"),
        description: message!(
            "Pattern 5: the external Gateways with their load balancer and folders in a public cloud, the internal ones with the portals, Key Managers and database in a private one. The list of connections says which of them cross between the two."
        ),
        document: include_str!("../data/templates/two-clouds.design.json"),
    },
    Template {
        id: "with-analytics",
        name: message!("With Analytics"),
        description: message!(
            "Two of each component, and API-M Analytics: Gateways and portals report every call to two workers that share the work, and a dashboard shows what they have summed up in a database of its own. Keystores of the house's own, as production needs them."
        ),
        document: include_str!("../data/templates/with-analytics.design.json"),
    },
];
