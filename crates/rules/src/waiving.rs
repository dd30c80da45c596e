//! What people let stand. It runs after the rules, on what they found and as it is drawn.

use topology::Design;

use crate::finding::Finding;

/// Marks what is waived. `today` is the day as `2027-03-31`; without it no waiver is over.
pub(crate) fn mark(findings: &mut [Finding], design: &Design, today: Option<&str>) {
    for finding in findings {
        let waivable = crate::rule(finding.rule).is_some_and(|rule| rule.waivable);
        let key = (finding.rule.to_owned(), finding.target.clone());
        let waiver = design.waiver(&key).filter(|_| waivable);
        finding.waived =
            waiver.filter(|waiver| !today.is_some_and(|today| waiver.is_over(today))).cloned();
    }
}

/// Says which waivers do nothing. Only who runs every rule can know.
#[cfg(feature = "full")]
pub(crate) fn idle(findings: &[Finding], design: &Design) -> Vec<Finding> {
    use messages::text;
    use std::collections::BTreeSet;
    use topology::{Change, Fix, WaiverKey};
    let rule = &crate::structure::waiver_without_effect::RULE;
    let (mut found, mut used) = (BTreeSet::<WaiverKey>::new(), BTreeSet::<WaiverKey>::new());
    for finding in findings {
        let key = (finding.rule.to_owned(), finding.target.clone());
        if finding.waived.is_some() {
            used.insert(key.clone());
        }
        found.insert(key);
    }
    let idle = design.waivers().filter(|waiver| !used.contains(&waiver.key()));
    idle.map(|waiver| {
        let (name, key) = (&waiver.rule, waiver.key());
        let message = match (crate::rule(name), &waiver.until) {
            (None, _) => text!(
                "The waiver of {name} lets nothing stand: there is no such rule. Remove it.",
                name
            ),
            (Some(known), _) if !known.waivable => text!(
                "{name} cannot be waived: what it reports would break the bundle. Fix it, and remove the waiver.",
                name
            ),
            (Some(_), Some(until)) if found.contains(&key) => text!(
                "The waiver of {name} ended on {until}: the finding counts again. Fix it, or waive it anew.",
                name,
                until
            ),
            (Some(_), _) => text!(
                "The waiver of {name} lets nothing stand any more: the rule reports nothing there. Remove it.",
                name
            ),
        };
        let fix =
            Fix { title: text!("Remove the waiver"), change: Change::unwaive(design, &key) };
        Finding {
            rule: rule.id,
            severity: rule.severity,
            target: crate::structure::waiver_without_effect::shown_at(waiver, design),
            message,
            fix: Some(fix),
            waived: None,
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::{Finding, validate, validate_on};
    use topology::notation::design;
    use topology::{Change, Design, Severity, Target, Waiver};

    fn waived(text: &str, rule: &str, target: Target, until: Option<&str>) -> Design {
        let mut with = design(text);
        let waiver = Waiver {
            rule: rule.into(),
            target,
            reason: "We know.".into(),
            author: String::new(),
            until: until.map(Into::into),
        };
        Change::waive(&with, waiver).apply(&mut with).unwrap();
        with
    }

    fn of<'f>(findings: &'f [Finding], rule: &str) -> Vec<&'f Finding> {
        findings.iter().filter(|finding| finding.rule == rule).collect()
    }

    const GATEWAY: &str = "gw1: gateway\ngw2: gateway";

    fn first(rule: &str) -> Target {
        let found = validate(&design(GATEWAY), catalogue::wso2am_3_1_0());
        of(&found, rule)[0].target.clone()
    }

    #[test]
    fn a_waived_finding_is_still_told_and_says_why() {
        let rule = "role-missing-key-manager";
        let with = waived(GATEWAY, rule, first(rule), None);
        let found = validate(&with, catalogue::wso2am_3_1_0());
        let of_rule = of(&found, rule);
        assert_eq!(of_rule[0].waived.as_ref().unwrap().reason, "We know.");
        assert_eq!(of_rule[0].severity, Severity::Error);
        assert!(!of_rule[0].is_open() && found.iter().any(Finding::is_open));
        assert!(of(&found, "waiver-without-effect").is_empty());
    }

    #[test]
    fn one_that_is_over_counts_again_and_is_said() {
        let rule = "role-missing-key-manager";
        let with = waived(GATEWAY, rule, first(rule), Some("2027-03-31"));
        let on = |today| validate_on(&with, catalogue::wso2am_3_1_0(), today);
        assert!(!of(&on(Some("2027-03-31")), rule)[0].is_open());
        let later = on(Some("2027-04-01"));
        assert!(of(&later, rule)[0].is_open());
        let said = of(&later, "waiver-without-effect");
        assert!(said[0].message.to_string().contains("ended on 2027-03-31"), "{}", said[0].message);
        assert!(!of(&on(None), rule)[0].is_open(), "without a day nothing is over");
    }

    #[test]
    fn what_would_break_the_bundle_is_not_waived() {
        let text = "host h1 vm1 10.0.0.1\ngw1: gateway @h1\nkm1: key-manager @h1";
        let rule = "port-offset-missing";
        let found = validate(&design(text), catalogue::wso2am_3_1_0());
        let target = of(&found, rule)[0].target.clone();
        let with = waived(text, rule, target, None);
        let found = validate(&with, catalogue::wso2am_3_1_0());
        assert!(of(&found, rule).iter().all(|finding| finding.is_open()));
        let said = of(&found, "waiver-without-effect");
        assert!(said[0].message.to_string().contains("cannot be waived"), "{}", said[0].message);
    }

    #[test]
    fn one_that_matches_nothing_is_said_and_its_fix_removes_it() {
        let gone = Target::Node("gone".parse().unwrap());
        for (rule, says) in [("ha-without-lb", "any more"), ("no-such-rule", "no such rule")] {
            let mut with = waived("km1: key-manager", rule, gone.clone(), None);
            let found = validate(&with, catalogue::wso2am_3_1_0());
            let said = of(&found, "waiver-without-effect");
            assert_eq!(said.len(), 1);
            assert_eq!((said[0].severity, &said[0].target), (Severity::Info, &Target::Design));
            assert!(said[0].message.to_string().contains(says), "{}", said[0].message);
            said[0].fix.as_ref().unwrap().change.apply(&mut with).unwrap();
            let again = validate(&with, catalogue::wso2am_3_1_0());
            assert!(of(&again, "waiver-without-effect").is_empty());
        }
    }

    #[test]
    fn what_is_said_of_a_group_is_waived_for_the_group() {
        let text = "gw1: gateway ×3";
        let found = validate(&design(text), catalogue::wso2am_3_1_0());
        let one = of(&found, "ha-without-lb");
        let target = one[0].target.clone();
        let with = waived(text, "ha-without-lb", target, None);
        let found = validate(&with, catalogue::wso2am_3_1_0());
        assert!(of(&found, "ha-without-lb").iter().all(|finding| !finding.is_open()));
    }
}
