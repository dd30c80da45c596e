//! Going through many findings: which to show, in which order and groups, and fixing all of a kind.

use std::collections::BTreeSet;

use messages::say;

use crate::{Change, Design, LinkId, NodeId, Record, Severity, Target, Told};

/// What findings are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    #[default]
    Severity,
    Object,
    Rule,
}

/// Which findings a person wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sieve {
    pub grouping: Grouping,
    /// Severities that are left out.
    pub hidden: Vec<Severity>,
    /// Words that must stand in the message, the rule or the object's name; letters of the Latin
    /// alphabet match in both cases.
    pub words: String,
    /// Only what is about these.
    pub only: Option<(BTreeSet<NodeId>, BTreeSet<LinkId>)>,
}

/// Findings under one heading, by their places in the list that was grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub heading: Heading,
    pub findings: Vec<usize>,
}

/// What the findings of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    Severity(Severity),
    Object(Target),
    Rule(String),
    /// People let them stand.
    Waived,
}

impl Sieve {
    /// The findings that pass, in groups: in the order of the worst finding of each, and what is waived
    /// at the end.
    #[must_use]
    pub fn groups(&self, findings: &[Told], design: &Design) -> Vec<Group> {
        let (mut groups, mut waived) = (Vec::<Group>::new(), Vec::new());
        for (place, finding) in findings.iter().enumerate() {
            if !self.passes(finding, design) {
                continue;
            }
            if !finding.is_open() {
                waived.push(place);
                continue;
            }
            let heading = match self.grouping {
                Grouping::Severity => Heading::Severity(finding.severity),
                Grouping::Object => Heading::Object(object(&finding.target)),
                Grouping::Rule => Heading::Rule(finding.rule.clone()),
            };
            match groups.iter_mut().find(|group| group.heading == heading) {
                Some(group) => group.findings.push(place),
                None => groups.push(Group { heading, findings: vec![place] }),
            }
        }
        if !waived.is_empty() {
            groups.push(Group { heading: Heading::Waived, findings: waived });
        }
        groups
    }

    fn passes(&self, finding: &Told, design: &Design) -> bool {
        let touches = |(nodes, links): &(BTreeSet<NodeId>, BTreeSet<LinkId>)| match &finding.target
        {
            Target::Node(id) | Target::Setting { node: Some(id), .. } => nodes.contains(id),
            Target::Link(id) => links.contains(id),
            Target::Host(host) => {
                let mut chosen = nodes.iter().filter_map(|id| design.node(id));
                chosen.any(|node| node.host.as_ref() == Some(host))
            }
            Target::Design | Target::Setting { node: None, .. } => false,
        };
        let message = finding.message.to_string();
        let says = |word: &str| {
            has(&message, word)
                || has(&finding.rule, word)
                || has(&name_of(&finding.target, design), word)
        };
        !self.hidden.contains(&finding.severity)
            && self.only.as_ref().is_none_or(touches)
            && self.words.split_ascii_whitespace().all(says)
    }
}

/// The thing that a target lies on: a node for its settings.
fn object(target: &Target) -> Target {
    match target {
        Target::Setting { node: Some(id), .. } => Target::Node(id.clone()),
        Target::Setting { node: None, .. } => Target::Design,
        other => other.clone(),
    }
}

/// What people call a thing of the design; empty for what is gone.
#[must_use]
pub fn name_of(target: &Target, design: &Design) -> String {
    let node = |id| design.node(id).map_or("", |node| node.name.as_str());
    match target {
        Target::Node(id) | Target::Setting { node: Some(id), .. } => node(id).to_owned(),
        Target::Link(id) => match design.link(id) {
            Some(link) => [node(&link.from), " → ", node(&link.to)].concat(),
            None => String::new(),
        },
        Target::Host(id) => design.host(id).map(|host| host.hostname.clone()).unwrap_or_default(),
        Target::Design | Target::Setting { node: None, .. } => say!("The design"),
    }
}

/// Whether a word stands in a text; case counts for other letters than those of ASCII.
#[must_use]
pub fn has(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    word.is_empty() || text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// The finding whose fix a person probably means: one about what is selected, else the one they are at.
#[must_use]
pub fn fix_in_reach(
    findings: &[Told],
    design: &Design,
    selected: (BTreeSet<NodeId>, BTreeSet<LinkId>),
    at: Option<usize>,
) -> Option<usize> {
    let has_fix = |finding: &Told| finding.is_open() && finding.fix.is_some();
    let sieve = Sieve { only: Some(selected), ..Sieve::default() };
    let chosen = findings.iter().position(|f| has_fix(f) && sieve.passes(f, design));
    chosen.or_else(|| at.filter(|at| findings.get(*at).is_some_and(has_fix)))
}

/// What came of fixing several findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FixedAll {
    /// All fixes as one step.
    pub change: Change,
    pub fixed: usize,
    /// Fixes that did not fit any more after those before them.
    pub skipped: usize,
}

/// A change whose new links have ids that are free in this design: fixes that were made side by side
/// give their links the same one.
fn with_free_links(change: &Change, design: &Design) -> Change {
    let mut free = Change::new();
    let mut taken = design.clone();
    for (_, edit) in change.edits() {
        let (before, mut after) = (edit.before.clone(), edit.after.clone());
        if let (None, Some(Record::Link(link))) = (&before, &mut after) {
            if taken.link(&link.id).is_some() {
                link.id = taken.free_link_id("l");
            }
            // Two links of one fix must not get the same id either; the ends may be new with it.
            taken.links.insert(link.id.clone(), std::sync::Arc::new(link.clone()));
        }
        free.push(before, after);
    }
    free
}

/// The fixes of one rule's open findings as one change, each on top of those before it. Every fix was
/// made for the design as it is, so one that changes what another has changed does not fit any more:
/// it is left out, and the next answer of the rules brings it anew.
#[must_use]
pub fn fix_all(rule: &str, findings: &[Told], design: &Design) -> FixedAll {
    let mut now = design.clone();
    let mut all = FixedAll::default();
    for fix in findings
        .iter()
        .filter(|finding| finding.rule == rule && finding.is_open())
        .filter_map(|finding| finding.fix.as_ref())
    {
        let change = with_free_links(&fix.change, &now);
        if change.apply(&mut now).is_ok() {
            all.change = all.change.then(change);
            all.fixed += 1;
        } else {
            all.skipped += 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::design;
    use crate::{Fix, Waiver};

    fn told(rule: &str, severity: Severity, target: Target, message: &str) -> Told {
        Told {
            rule: rule.into(),
            severity,
            target,
            message: message.into(),
            why: String::new(),
            fix: None,
            waivable: true,
            waived: None,
        }
    }

    fn node(id: &str) -> Target {
        Target::Node(id.parse().unwrap())
    }

    fn setting(id: &str) -> Target {
        Target::Setting { node: Some(id.parse().unwrap()), setting: "port.https".parse().unwrap() }
    }

    fn list() -> (Vec<Told>, Design) {
        let waived = Waiver {
            rule: "c".into(),
            target: node("gw1"),
            reason: "r".into(),
            author: String::new(),
            until: None,
        };
        let findings = vec![
            told("a", Severity::Error, node("gw1"), "Gateway 1 has no Key Manager."),
            told("b", Severity::Error, setting("gw2"), "The port is taken."),
            told("a", Severity::Warning, node("gw2"), "Something."),
            Told {
                waived: Some(waived),
                ..told("c", Severity::Warning, node("gw1"), "It stands.")
            },
            told("d", Severity::Info, Target::Host("h1".parse().unwrap()), "A host."),
        ];
        (findings, design("host h1 vm1 10.0.0.1\ngw1: gateway @h1\ngw2: gateway"))
    }

    fn shape(sieve: &Sieve) -> Vec<(Heading, Vec<usize>)> {
        let (findings, design) = list();
        let groups = sieve.groups(&findings, &design);
        groups.into_iter().map(|group| (group.heading, group.findings)).collect()
    }

    #[test]
    fn by_severity_by_object_and_by_rule_with_the_waived_at_the_end() {
        use Heading::{Object, Rule, Waived};
        let by = |grouping| shape(&Sieve { grouping, ..Sieve::default() });
        assert_eq!(
            by(Grouping::Severity),
            [
                (Heading::Severity(Severity::Error), vec![0, 1]),
                (Heading::Severity(Severity::Warning), vec![2]),
                (Heading::Severity(Severity::Info), vec![4]),
                (Waived, vec![3]),
            ]
        );
        let host = Target::Host("h1".parse().unwrap());
        assert_eq!(
            by(Grouping::Object),
            [
                (Object(node("gw1")), vec![0]),
                (Object(node("gw2")), vec![1, 2]),
                (Object(host), vec![4]),
                (Waived, vec![3]),
            ]
        );
        let rule = |id: &str| Rule(id.to_owned());
        assert_eq!(
            by(Grouping::Rule),
            [
                (rule("a"), vec![0, 2]),
                (rule("b"), vec![1]),
                (rule("d"), vec![4]),
                (Waived, vec![3])
            ]
        );
    }

    #[test]
    fn severities_words_and_the_selection_leave_others_out() {
        let places = |sieve: Sieve| -> Vec<usize> {
            let mut places: Vec<usize> = shape(&sieve).into_iter().flat_map(|(_, at)| at).collect();
            places.sort_unstable();
            places
        };
        let hidden = vec![Severity::Error, Severity::Info];
        assert_eq!(places(Sieve { hidden, ..Sieve::default() }), [2, 3]);
        let words = |words: &str| places(Sieve { words: words.into(), ..Sieve::default() });
        assert_eq!(words("key MANAGER"), [0]);
        assert_eq!(words("key port"), [0; 0]);
        assert_eq!(words("GW2"), [1, 2], "the object's name counts");
        assert_eq!(words("vm1"), [4]);
        assert_eq!(words("  ").len(), 5);
        let only = |id: &str| Some(([id.parse().unwrap()].into(), BTreeSet::new()));
        assert_eq!(places(Sieve { only: only("gw2"), ..Sieve::default() }), [1, 2]);
        assert_eq!(places(Sieve { only: only("gw1"), ..Sieve::default() }), [0, 3, 4]);
    }

    #[test]
    fn links_of_fixes_that_were_made_side_by_side_get_ids_of_their_own() {
        let design = design("gw1: gateway\ngw2: gateway\nkm1: key-manager");
        let linked = |from: &str| {
            let change = Change::add_link(crate::Link {
                id: "l1".parse().unwrap(),
                from: from.parse().unwrap(),
                to: "km1".parse().unwrap(),
                kind: "validates-with".parse().unwrap(),
            });
            let fix = Some(Fix { title: "Link".into(), change });
            Told { fix, ..told("a", Severity::Error, node(from), "") }
        };
        let all = fix_all("a", &[linked("gw1"), linked("gw2")], &design);
        assert_eq!((all.fixed, all.skipped), (2, 0));
        let mut fixed = design;
        all.change.apply(&mut fixed).unwrap();
        let ends: Vec<&str> = fixed.links().map(|link| link.from.as_str()).collect();
        assert_eq!(ends, ["gw1", "gw2"]);
    }

    #[test]
    fn a_fix_of_the_selection_comes_before_the_one_people_are_at() {
        let (mut findings, design) = list();
        let fix = Some(Fix { title: "Fix".into(), change: Change::new() });
        for at in [1, 3, 4] {
            findings[at].fix = fix.clone();
        }
        let reach = |ids: &[&str], at| {
            let nodes = ids.iter().map(|id| id.parse().unwrap()).collect();
            fix_in_reach(&findings, &design, (nodes, BTreeSet::new()), at)
        };
        assert_eq!(reach(&["gw2"], Some(4)), Some(1));
        assert_eq!(reach(&["gw1"], None), Some(4), "its host; what is waived is left alone");
        assert_eq!(reach(&[], Some(4)), Some(4));
        assert_eq!(reach(&[], Some(0)), None, "it has no fix");
        assert_eq!(reach(&[], None), None);
    }

    #[test]
    fn all_of_a_kind_are_fixed_in_one_step_and_what_does_not_fit_is_counted() {
        let design = design("gw1: gateway\ngw2: gateway");
        let moved = |id: &str, offset| {
            let id: NodeId = id.parse().unwrap();
            let after = crate::Node { offset, ..design.node(&id).unwrap().clone() };
            let change = Change::set_node(&design, after);
            let fix = Some(Fix { title: "Move".into(), change });
            Told { fix, ..told("a", Severity::Error, Target::Node(id), "") }
        };
        let other = Told { rule: "b".into(), ..moved("gw1", 9) };
        let findings = [
            moved("gw1", 1),
            other,
            moved("gw2", 2),
            moved("gw2", 3),
            told("a", Severity::Error, node("gw1"), ""),
        ];
        let all = fix_all("a", &findings, &design);
        assert_eq!((all.fixed, all.skipped), (2, 1));
        let mut fixed = design.clone();
        all.change.apply(&mut fixed).unwrap();
        let offset = |id: &str| fixed.node(&id.parse().unwrap()).unwrap().offset;
        assert_eq!((offset("gw1"), offset("gw2")), (1, 2));
        all.change.inverted().apply(&mut fixed).unwrap();
        assert_eq!(fixed, design);
    }
}
