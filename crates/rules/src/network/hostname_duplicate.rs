//! A name leads to one machine.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::network::folded;
use crate::rule::Rule;
use foldhash::quality::RandomState;
use messages::{message, text};
use std::borrow::Cow;
use std::collections::HashMap;
use topology::{Host, Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "hostname-duplicate",
    code: 42,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "A host name belongs to one host, one load balancer, or to nodes of one host."
    ),
    why: message!(
        "A URL with that name reaches one of the two machines, and nobody can say which."
    ),
    fix: message!(
        "Give one of them a name of its own. Nodes behind a load balancer may carry the load balancer's name."
    ),
    source: "[I] one name resolves to one machine; guide step 6.5, host names of Gateways",
    check,
};

/// What has a name, by the name.
type Known<'d, T> = HashMap<Cow<'d, str>, &'d T, RandomState>;

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    // The last host that has a name.
    let two_each = 2 * ctx.design.hosts().len();
    let mut hosts: Known<'_, Host> =
        HashMap::with_capacity_and_hasher(two_each, RandomState::default());
    for host in ctx.design.hosts() {
        for name in [&host.hostname, &host.address].into_iter().filter(|name| !name.is_empty()) {
            let first = hosts.insert(folded(name), host);
            if let Some(first) = first.filter(|first| first.id != host.id) {
                let message = text!(
                    "Hosts {first} and {second} are both called {name}. Give one another name.",
                    first = first.id.as_str(),
                    second = host.id.as_str(),
                    name
                );
                findings.push(Target::Host(host.id.clone()), message, None);
            }
        }
    }
    let mut nodes: Known<'_, Node> = HashMap::default();
    // A node that carries its load balancer's name is reached by its host's name instead.
    let named = ctx.own_names().filter(|(node, _, own_name)| {
        !node.hostname.is_empty() && *own_name == Some(node.hostname.as_str())
    });
    for (node, _, _) in named {
        // The first node keeps its name.
        let first = *nodes.entry(folded(&node.hostname)).or_insert(node);
        if first.id == node.id {
            continue;
        }
        if node.host.is_some() && node.host == first.host {
            continue;
        }
        let mut plan = Plan::new(ctx);
        let domain = node.hostname.split_once('.').map_or("example.com", |(_, domain)| domain);
        let own = format!("{}.{domain}", node.id);
        if ctx.is_free_hostname(&own) && topology::is_hostname(&own) {
            plan.replace(Node { hostname: own.clone(), ..node.clone() });
        }
        let message = text!(
            "{first} and {second} are both called {name}, on different machines. Give one another host name.",
            first = &first.name,
            second = &node.name,
            name = &node.hostname
        );
        let fix = plan.fix(text!("Call it {name}", name = &own));
        findings.push(Target::Node(node.id.clone()), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "a: gateway host=x.example.com\nb: key-manager host=X.example.com";
        assert_fixed("hostname-duplicate", design, 1, "a and b are both called");
        assert_reported(
            "hostname-duplicate",
            "host h vm 10.0.0.1\nhost i vm 10.0.0.2",
            1,
            "Hosts h and i",
        );
    }

    #[test]
    fn nearly_trips() {
        let shared = "lb: load-balancer host=gw.x\na: gateway host=gw.x\nb: gateway host=gw.x\nlb -balances-> a\nlb -balances-> b";
        assert_silent("hostname-duplicate", shared);
        assert_silent(
            "hostname-duplicate",
            "host h vm 10.0.0.1\na: gateway @h host=x.y\nb: key-manager @h +1 host=x.y",
        );
    }
}
