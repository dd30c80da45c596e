//! A node announces one name: that of the one load balancer in front of it.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::Announces;

pub(crate) static RULE: Rule = Rule {
    id: "proxy-hostname-not-lb",
    code: 29,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("A node stands behind load balancers of one name."),
    why: message!(
        "A node has one host name and one proxy port in its file. Whoever comes through another load balancer is sent to the first one's name, which may not be reachable for them."
    ),
    fix: message!("Put one load balancer in front of the node, or give both the same name."),
    source: "section 2.2: server.hostname and proxyPort take one value; section 6",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (node, role) in ctx.graph.components() {
        let balancers = ctx.graph.balancers_of(&node.id);
        let (Some(first), true) = (balancers.first(), role.announces == Announces::Balancer) else {
            continue;
        };
        let name = ctx.graph.name_or_id(first);
        let other = |balancer: &&&topology::Node| ctx.graph.name_or_id(balancer) != name;
        if let Some(other) = balancers.iter().find(other) {
            let message = text!(
                "{node} announces the name and ports of {first}, but {other} passes calls to it as well, and redirects then lead to {name}. Use one load balancer or one name.",
                node = &node.name,
                first = &first.name,
                other = &other.name,
                name
            );
            findings.push(Target::Node(node.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let two = "a: publisher\nl: load-balancer host=in.x\nm: load-balancer host=out.x\nl -balances-> a\nm -balances-> a";
        assert_reported("proxy-hostname-not-lb", two, 1, "redirects then lead to in.x");
    }

    #[test]
    fn nearly_trips() {
        let one_name = "a: publisher\nl: load-balancer host=pub.x\nm: load-balancer host=pub.x\nl -balances-> a\nm -balances-> a";
        assert_silent("proxy-hostname-not-lb", one_name);
        // A Traffic Manager announces itself.
        let itself = "a: traffic-manager\nl: load-balancer host=in.x\nm: load-balancer host=out.x\nl -balances-> a\nm -balances-> a";
        assert_silent("proxy-hostname-not-lb", itself);
    }
}
