//! A deployment of separate components has a Publisher and a Developer Portal.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;
use topology::{Point, Target};

pub(crate) static RULE: Rule = Rule {
    id: "role-missing-portal",
    code: 4,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A deployment of separate components has a Publisher and a Developer Portal."
    ),
    why: message!(
        "Without a Publisher no API can be made; without a Developer Portal nobody can subscribe to one."
    ),
    fix: message!("Add the one that is missing, or keep this finding when it runs elsewhere."),
    source: "guide step 6; [V] product-apim v3.1.0 profiles",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let distributed = ctx.specialists().next().is_some();
    if !distributed {
        return;
    }
    let portals = [
        (Function::ApiPublishing, text!("APIs cannot be made or published")),
        (Function::DeveloperPortal, text!("developers cannot find APIs or subscribe to them")),
    ];
    for (function, without) in portals {
        let Some(role) =
            ctx.catalogue.specialist(function).filter(|_| ctx.providers(function).is_empty())
        else {
            continue;
        };
        let mut plan = Plan::new(ctx);
        plan.node(role, Point { x: 0, y: 0 }, ctx.free_hostname(&role.stem));
        let message = text!(
            "There is no {role}: {without}. Add one, unless it runs elsewhere.",
            role = term(&role.name),
            without
        );
        let fix = plan.fix(text!("Add a {role}", role = term(&role.name)));
        findings.push(Target::Design, message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "role-missing-portal",
            "gw1: gateway\npub1: publisher",
            1,
            "no Developer Portal",
        );
        assert_fixed("role-missing-portal", "gw1: gateway", 2, "There is no");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("role-missing-portal", "gw1: gateway\npub1: publisher\ndev1: devportal");
        assert_silent("role-missing-portal", "a: all-in-one\ndb1: database");
        assert_silent("role-missing-portal", "");
        assert_silent("role-missing-portal", "a: all-in-one\nw: analytics-worker");
    }
}
