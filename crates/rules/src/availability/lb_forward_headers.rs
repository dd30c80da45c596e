//! A load balancer that others run sends what portals build their addresses of.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Node, SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "lb-forward-headers",
    code: 25,
    severity: Severity::Info,
    waivable: true,
    summary: message!(
        "A load balancer in front of portals sends the headers that say by which name and port it was called."
    ),
    why: message!(
        "Portals build their addresses of these headers. The files for nginx and HAProxy send them; whoever runs another one has to see to it."
    ),
    fix: message!("Give its README to whoever runs it: it lists the headers."),
    source: "[D] Configuring the Proxy Server and the Load Balancer; sections 2.12 and 6",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::BALANCER_KIND) else { return };
    for (balancer, _) in ctx.graph.balancers() {
        let kind = ctx.graph.setting(balancer, known::BALANCER_KIND);
        if kind.as_ref().and_then(|kind| kind.as_text()) != Some(known::BALANCER_EXTERNAL) {
            continue;
        }
        let reads = |node: &&Node| {
            ctx.graph.role(&node.id).is_some_and(|role| !role.behind_balancer.is_empty())
        };
        let portals: Vec<&Node> =
            ctx.graph.upstream(&balancer.id).into_iter().filter(reads).collect();
        if portals.is_empty() {
            continue;
        }
        let message = text!(
            "{balancer} is run by others: it has to send X-Forwarded-For, -Host, -Server and -Port and the host as it came to {nodes}. Its README lists what it has to do.",
            balancer = &balancer.name,
            nodes = names(portals.iter().copied())
        );
        let target = Target::Setting { node: Some(balancer.id.clone()), setting: setting.clone() };
        findings.push(target, message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    const BEHIND: &str = "\nlb -balances-> a\nlb -balances-> b";

    #[test]
    fn trips() {
        let design = format!("a: publisher\nb: publisher\nlb: load-balancer kind=external{BEHIND}");
        assert_reported("lb-forward-headers", &design, 1, "to a and b");
    }

    #[test]
    fn nearly_trips() {
        let own = format!("a: publisher\nb: publisher\nlb: load-balancer kind=haproxy{BEHIND}");
        assert_silent("lb-forward-headers", &own);
        let keys =
            format!("a: key-manager\nb: key-manager\nlb: load-balancer kind=external{BEHIND}");
        assert_silent("lb-forward-headers", &keys);
    }
}
