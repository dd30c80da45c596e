//! APIs are deployed to several Gateways through their load balancer.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::{Function, RoleClass, known};
use topology::url::Url;
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "ha-gateway-mgmt-lb",
    code: 14,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A deployment URL that a person gave names no single Gateway of several that share their APIs."
    ),
    why: message!(
        "While that one Gateway is down, nothing can be deployed, although the others could take it."
    ),
    fix: message!("Clear the field, so that the load balancer in front of them is used."),
    source: "guide step 6.3, note on service_url; section 2.5",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::DEPLOYMENT_URL) else { return };
    for node in ctx.providers(Function::ApiPublishing) {
        let Some(url) = node.settings.get(&setting).and_then(SettingValue::as_text) else {
            continue;
        };
        let Some((named, partners)) = single(ctx, url) else { continue };
        let message = text!(
            "The deployment URL of {node} leads to {gateway} alone, although {others} could take APIs as well. Clear it.",
            node = &node.name,
            gateway = &named.name,
            others = names(partners.iter().copied().filter(|partner| partner.id != named.id))
        );
        let mut plan = Plan::new(ctx);
        plan.set(&node.id, &setting, None);
        let target = Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Let the drawing decide")));
    }
}

/// The one Gateway at a URL that has partners behind its load balancer, where all of them may write.
fn single<'a>(ctx: &Context<'a>, url: &str) -> Option<(&'a Node, Vec<&'a Node>)> {
    let reached = ctx.reached_by(Url::parse(url)?.host);
    let [named] = reached else { return None };
    let gateway = ctx.graph.provides(&named.id, Function::ApiGateway)
        && !ctx.graph.is(&named.id, RoleClass::Balancer);
    let partners = ctx.graph.partners(named);
    let free = gateway && partners.len() > 1 && ctx.graph.writer_for(named).is_none();
    free.then_some((*named, partners))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const PAIR: &str = "a: gateway host=a.x\nb: gateway host=b.x\nlb: load-balancer host=gw.x\n\
                        lb -balances-> a\nlb -balances-> b\na -mounts-> s\nb -mounts-> s\n";

    #[test]
    fn trips_and_is_fixed() {
        let design = format!(
            "{PAIR}s: shared-storage host=s.x\np: publisher environment.service_url=https://a.x:9443/services/"
        );
        assert_fixed("ha-gateway-mgmt-lb", &design, 1, "leads to a alone, although b");
    }

    #[test]
    fn nearly_trips() {
        let at_front = format!(
            "{PAIR}s: shared-storage host=s.x\np: publisher environment.service_url=https://gw.x:9443/services/"
        );
        assert_silent("ha-gateway-mgmt-lb", &at_front);
        // With rsync the one that writes is the right one.
        let copied = format!(
            "{PAIR}s: shared-storage host=s.x share.kind=rsync share.manager=a\n\
             p: publisher environment.service_url=https://a.x:9443/services/"
        );
        assert_silent("ha-gateway-mgmt-lb", &copied);
    }
}
