//! A Publisher says where its Developer Portal is.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::{Function, LinkPurpose};

pub(crate) static RULE: Rule = Rule {
    id: "devportal-url-missing",
    code: 61,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("A Publisher is linked with the Developer Portal that stands apart from it."),
    why: message!(
        "The link to the Developer Portal that people see in the Publisher leads to localhost."
    ),
    fix: message!("Draw the link \"links people to\" from the Publisher to the Developer Portal."),
    source: "guide step 6.3; [V] carbon-apimgt v6.6.163 api-manager.xml.j2, default of apim.devportal.url",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let opens = ctx.catalogue.link_kinds.iter().find(|kind| {
        kind.purpose == LinkPurpose::Points && kind.function == Some(Function::DeveloperPortal)
    });
    let (Some(opens), Some(portal)) = (opens, ctx.providers(Function::DeveloperPortal).first())
    else {
        return;
    };
    for publisher in ctx.providers(Function::ApiPublishing) {
        let itself = ctx.graph.provides(&publisher.id, Function::DeveloperPortal);
        if itself || ctx.graph.outgoing_of(&publisher.id, &opens.id).next().is_some() {
            continue;
        }
        let typed = ctx.catalogue.addresses.iter().any(|address| {
            address.kinds.contains(&opens.id) && publisher.settings.contains_key(&address.setting)
        });
        if typed {
            continue;
        }
        let message = text!(
            "{publisher} is not linked with {portal}: the link that people see leads to localhost. Draw the link \"{link}\".",
            publisher = &publisher.name,
            portal = &portal.name,
            link = term(&opens.name)
        );
        let mut plan = Plan::new(ctx);
        plan.link(&publisher.id, &opens.id, &portal.id);
        let title = text!("Link with {names}", names = &portal.name);
        findings.push(Target::Node(publisher.id.clone()), message, plan.fix(title));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "devportal-url-missing",
            "p: publisher\nd: devportal",
            1,
            "leads to localhost",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("devportal-url-missing", "p: publisher\nd: devportal\np -opens-> d");
        assert_silent("devportal-url-missing", "p: publisher");
        assert_silent("devportal-url-missing", "a: all-in-one");
        assert_silent(
            "devportal-url-missing",
            "p: publisher devportal.url=https://portal.example.com/devportal\nd: devportal",
        );
    }
}
