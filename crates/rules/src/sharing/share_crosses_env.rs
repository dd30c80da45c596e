//! A folder of a share belongs to one group.

use super::groups::key;
use crate::context::{Context, names};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::{MOST_LINKS, Plan, right_of};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::RoleClass;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "share-crosses-env",
    code: 114,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A share holds the folders of one gateway environment."),
    why: message!(
        "Gateways serve whatever lies in their folder: an API for inside would be served outside as well."
    ),
    fix: message!("Give each environment a share of its own."),
    source: "[I] section 7: the share belongs to one gateway environment",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (share, _) in ctx.graph.shares() {
        // By the name of a folder on the share: two roles may have two there.
        let mut groups: BTreeMap<_, Vec<&Node>> = BTreeMap::new();
        let mut folders: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (node, role) in ctx.graph.mounting(&share.id) {
            let group = key(ctx, node, role);
            for folder in &role.shared_folders {
                let name = folder.path.rsplit('/').next().unwrap_or(&folder.path);
                let users = folders.entry(name).or_default();
                if !users.contains(&group) {
                    users.push(group.clone());
                }
            }
            groups.entry(group).or_default().push(node);
        }
        let Some(crossing) = folders.values().find(|users| users.len() > 1) else { continue };
        let [stay, go] = [0, 1].map(|at| groups.get(&crossing[at]).cloned().unwrap_or_default());
        let message = text!(
            "{share} holds one folder for {first} and for {second}, which are two environments: APIs of one are served by the other. Give each its own share.",
            share = &share.name,
            first = names(stay.iter().copied()),
            second = names(go.iter().copied())
        );
        findings.push(Target::Node(share.id.clone()), message, part(ctx, share, &go));
    }
}

/// Moves one group to a new share with the same settings.
fn part(ctx: &Context<'_>, share: &Node, go: &[&Node]) -> Option<Fix> {
    let role = ctx.catalogue.role_of_class(RoleClass::Storage)?;
    if go.len() > MOST_LINKS {
        return None;
    }
    let mut plan = Plan::new(ctx);
    let own = plan.node(role, right_of(ctx.design, &share.id), ctx.free_hostname(&role.stem));
    let links = ctx.graph.incoming(&share.id).iter();
    for link in links.filter(|link| go.iter().any(|node| node.id == link.from)) {
        plan.unlink(link);
        plan.link(&link.from, &link.kind, &own);
    }
    plan.fix(text!("Give {nodes} a share of their own", nodes = names(go.iter().copied())))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "share-crosses-env";

    #[test]
    fn trips_and_is_fixed() {
        let two = "a: gateway\nb: gateway environment.name=inside\ns: shared-storage host=s.x\n\
                   a -mounts-> s\nb -mounts-> s";
        assert_fixed(RULE, two, 1, "for a and for b");
        let beside =
            "a: gateway\nb: all-in-one\ns: shared-storage host=s.x\na -mounts-> s\nb -mounts-> s";
        assert_fixed(RULE, beside, 1, "two environments");
    }

    #[test]
    fn nearly_trips() {
        // Two roles keep two folders on one server.
        let apart = "a: gateway\nb: gateway\nt: traffic-manager\ns: shared-storage host=s.x\n\
                     a -mounts-> s\nb -mounts-> s\nt -mounts-> s";
        assert_silent(RULE, apart);
    }
}
