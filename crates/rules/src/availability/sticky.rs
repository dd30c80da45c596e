//! A load balancer keeps a client on one node where the role behind it needs that.

use crate::context::{Context, names, term};
use crate::finding::Findings;
use crate::fixes::Plan;
use messages::text;
use topology::catalogue::{Stickiness, StickinessNeed, known};
use topology::{Node, SettingId, SettingValue, Target};

/// Reports each load balancer that switches stickiness off in front of roles with this need.
pub(super) fn check(ctx: &Context<'_>, findings: &mut Findings, need: StickinessNeed) {
    let Ok(setting) = SettingId::new(known::BALANCER_STICKY) else { return };
    for (balancer, _) in ctx.graph.balancers() {
        let sticky = ctx.graph.value(balancer, known::BALANCER_STICKY);
        let sticky = sticky.and_then(SettingValue::as_bool);
        if sticky != Some(false) {
            continue;
        }
        let needy: Vec<(&Node, &Stickiness)> = ctx
            .graph
            .upstream(&balancer.id)
            .into_iter()
            .filter_map(|node| Some((node, ctx.graph.role(&node.id)?.stickiness.as_ref()?)))
            .filter(|(_, stickiness)| stickiness.need == need)
            .collect();
        let enough = if need == StickinessNeed::Always { 1 } else { 2 };
        let Some((_, stickiness)) = needy.first().filter(|_| needy.len() >= enough) else {
            continue;
        };
        let mut plan = Plan::new(ctx);
        plan.set(&balancer.id, &setting, Some(true.into()));
        let message = text!(
            "{balancer} is not sticky in front of {nodes}: {why}. Switch sticky sessions on.",
            balancer = &balancer.name,
            nodes = names(needy.iter().map(|(node, _)| *node)),
            why = term(&stickiness.why)
        );
        let target = Target::Setting { node: Some(balancer.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Switch sticky sessions on")));
    }
}
