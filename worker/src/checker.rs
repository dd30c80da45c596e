//! A design that is kept checked.

use drawing::Sheet;
use topology::{Catalogue, Design, Graph, Shown, Told};

use crate::{Answer, Question, unpack};

/// Designs of fewer nodes are checked at once without practice.
const SMALL: usize = 300;
/// How many nodes are looked at in all turns of practice, and how many turns there are at most.
const BUSY: usize = 10_000;
const MOST: usize = 10;

/// The design as the page last said it is, and what it is checked against.
#[derive(Debug, Default)]
pub struct Checker {
    open: Option<(Catalogue, Design)>,
    /// The day, as the page says.
    today: String,
}

impl Checker {
    /// How often to practise, see [`Checker::practise`]: not for a design so small that it is checked at once anyhow, and
    /// less often the longer it takes.
    #[must_use]
    pub fn turns_of_practice(&self) -> u16 {
        let nodes = self.open.as_ref().map_or(0, |(_, design)| design.nodes().len());
        if nodes < SMALL { 0 } else { (BUSY / nodes).min(MOST).try_into().unwrap_or_default() }
    }

    /// Checks the design once more and forgets what it found. A browser translates a program a second time, and better,
    /// once it has seen what is busy in it: after some checks, of which none need be one that somebody waits for.
    pub fn practise(&self) {
        if let Some((catalogue, design)) = &self.open {
            drop(rules::validate_on(design, catalogue, Some(&self.today)));
        }
    }

    pub fn answer(&mut self, question: Question) -> Answer {
        let (mut arranging, mut away, mut routing) = (None, None, false);
        match question {
            Question::Arrange { pinned } => arranging = Some(pinned),
            Question::WhatIf { off } => away = Some(off),
            Question::Ways => routing = true,
            Question::Open { catalogue, design, today } => {
                let Some(catalogue) = unpack::<Catalogue>(&catalogue) else { return Answer::Lost };
                self.open = Some((catalogue, *design));
                self.today = today;
            }
            Question::Replace(design) => {
                let Some((_, old)) = &mut self.open else { return Answer::Lost };
                *old = *design;
            }
            Question::Change(change) => {
                let Some((_, design)) = &mut self.open else { return Answer::Lost };
                if change.apply(design).is_err() {
                    return Answer::Lost;
                }
                if change.is_layout_only() {
                    return Answer::Same;
                }
            }
        }
        let Some((catalogue, design)) = &self.open else { return Answer::Lost };
        if let Some(pinned) = arranging {
            return Answer::Arranged(layout::arrange(design, catalogue, &pinned));
        }
        if let Some(off) = away {
            let outcomes = rules::outage::outcomes(design, catalogue, &off);
            return Answer::Outage {
                outcomes,
                points: rules::outage::single_points(design, catalogue),
            };
        }
        if routing {
            let shown = Shown::of(design);
            let design = shown.as_ref().map_or(design, |shown| &shown.design);
            let sheet = Sheet::new(&Graph::new(design, catalogue), |id| design.position(id));
            return Answer::Ways(sheet.find_ways());
        }
        let findings = rules::validate_on(design, catalogue, Some(&self.today))
            .into_iter()
            .map(Told::from)
            .collect();
        let rules = rules::RULES.iter().map(|rule| rule.id.to_owned()).collect();
        Answer::Checked { rules, findings }
    }
}

#[cfg(test)]
mod tests {
    use topology::notation::design;
    use topology::{Change, NodeId, Point};

    use super::*;
    use crate::pack;

    /// A question and its answer as they travel.
    fn ask(checker: &mut Checker, question: &Question) -> Answer {
        let answer = checker.answer(unpack(&pack(question)).unwrap());
        unpack(&pack(&answer)).unwrap()
    }

    fn opened(text: &str) -> (Checker, Design) {
        let (mut checker, design) = (Checker::default(), design(text));
        let catalogue = pack(catalogue::wso2am_3_1_0());
        let today = "2026-11-25".to_owned();
        let open = Question::Open { catalogue, design: Box::new(design.clone()), today };
        assert!(matches!(ask(&mut checker, &open), Answer::Checked { .. }));
        (checker, design)
    }

    fn expected(design: &Design) -> Vec<Told> {
        let found = rules::validate(design, catalogue::wso2am_3_1_0());
        found.into_iter().map(Told::from).collect()
    }

    #[test]
    fn after_each_change_it_finds_what_the_rules_find_in_the_whole() {
        let (mut checker, mut drawn) = opened("gw1: gateway\nkm1: key-manager");
        let changes = [
            Change::remove(&drawn, &[NodeId::new("km1").unwrap()].into(), &Default::default()),
            Change::set_header(
                &drawn,
                topology::Header {
                    environment: topology::Environment::Production,
                    ..drawn.header().clone()
                },
            ),
        ];
        for change in changes {
            change.apply(&mut drawn).unwrap();
            let Answer::Checked { rules, findings } = ask(&mut checker, &Question::Change(change))
            else {
                panic!("a change of the deployment is checked");
            };
            assert_eq!(findings, expected(&drawn));
            assert!(!findings.is_empty() && findings.iter().all(|f| rules.contains(&f.rule)));
        }
        let other = design("db: database");
        let Answer::Checked { findings, .. } =
            ask(&mut checker, &Question::Replace(Box::new(other.clone())))
        else {
            panic!("another design is checked");
        };
        assert_eq!(findings, expected(&other));
    }

    #[test]
    fn large_designs_are_practised_on_which_changes_nothing() {
        let turns = |nodes: usize| {
            let open = Question::Open {
                catalogue: pack(catalogue::wso2am_3_1_0()),
                design: Box::new(catalogue::generate(nodes, 1)),
                today: "2026-11-25".to_owned(),
            };
            let mut checker = Checker::default();
            assert_eq!(checker.turns_of_practice(), 0, "there is nothing to practise on");
            let before = checker.answer(open);
            checker.practise();
            let same = checker.open.as_ref().unwrap().1.clone();
            assert_eq!(checker.answer(Question::Replace(Box::new(same))), before);
            checker.turns_of_practice()
        };
        assert_eq!([100, 400, 900, 5_000].map(turns), [0, 10, 10, 2]);
    }

    #[test]
    fn places_are_kept_and_not_checked() {
        let (mut checker, mut drawn) = opened("gw1: gateway");
        let id = NodeId::new("gw1").unwrap();
        let moved = Change::move_nodes(&drawn, vec![(id.clone(), Point { x: 80, y: 8 })]);
        moved.apply(&mut drawn).unwrap();
        assert_eq!(ask(&mut checker, &Question::Change(moved)), Answer::Same);
        // The next change says where the node was, which has to be where the worker has it.
        let again = Change::move_nodes(&drawn, vec![(id, Point { x: 160, y: 8 })]);
        assert_eq!(ask(&mut checker, &Question::Change(again)), Answer::Same);
    }

    #[test]
    fn the_nodes_are_laid_out_but_for_those_that_stay() {
        let (mut checker, drawn) =
            opened("gw1: gateway\nkm1: key-manager\ngw1 -validates-with-> km1");
        let pinned = [NodeId::new("km1").unwrap()].into();
        let Answer::Arranged(places) = ask(&mut checker, &Question::Arrange { pinned }) else {
            panic!("places are the answer");
        };
        assert_eq!(places.len(), 2);
        let place = |id: &str| places.iter().find(|(node, _)| node.as_str() == id).unwrap().1;
        assert_eq!(place("km1"), drawn.position(&NodeId::new("km1").unwrap()));
        assert_ne!(place("gw1"), place("km1"));
    }

    #[test]
    fn links_go_around_the_cards_in_between() {
        let (mut checker, drawn) =
            opened("a: gateway\nb: publisher\nc: key-manager\nl1: a -validates-with-> c");
        let places = [("a", 0), ("b", 300), ("c", 600)];
        let places = places.map(|(id, x)| (NodeId::new(id).unwrap(), Point { x, y: 0 }));
        let moved = Change::move_nodes(&drawn, places);
        assert_eq!(ask(&mut checker, &Question::Change(moved)), Answer::Same);
        let Answer::Ways(ways) = ask(&mut checker, &Question::Ways) else {
            panic!("ways are the answer");
        };
        assert_eq!(ways.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["l1"]);
        assert!(ways[0].1.len() > 2);
    }

    #[test]
    fn it_says_what_stops_in_the_design_as_it_is() {
        let (mut checker, drawn) = opened("gw1: gateway");
        let off = [NodeId::new("gw1").unwrap()].into();
        let Answer::Outage { outcomes, points } = ask(&mut checker, &Question::WhatIf { off })
        else {
            panic!("capabilities are the answer");
        };
        let catalogue = catalogue::wso2am_3_1_0();
        let off = [NodeId::new("gw1").unwrap()].into();
        assert_eq!(outcomes, rules::outage::outcomes(&drawn, catalogue, &off));
        assert_eq!(points, rules::outage::single_points(&drawn, catalogue));
        assert!(outcomes.iter().any(|one| one.state == topology::outage::State::Stops));
    }

    /// A waiver holds until the day that the page names is past it.
    #[test]
    fn waivers_are_held_against_the_day_of_the_page() {
        let (mut checker, drawn) = opened("gw1: gateway");
        let found = expected(&drawn);
        let one = found.iter().find(|finding| finding.waivable).unwrap();
        for (until, open) in [("2026-11-25", false), ("2026-11-24", true)] {
            let waiver = topology::Waiver {
                rule: one.rule.clone(),
                target: one.target.clone(),
                reason: "r".into(),
                author: String::new(),
                until: Some(until.into()),
            };
            let mut waived = drawn.clone();
            Change::waive(&drawn, waiver).apply(&mut waived).unwrap();
            let Answer::Checked { findings, .. } =
                ask(&mut checker, &Question::Replace(Box::new(waived)))
            else {
                panic!("a design is checked");
            };
            let same = findings.iter().find(|f| f.rule == one.rule && f.target == one.target);
            assert_eq!(same.unwrap().is_open(), open, "{until}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let (mut checker, drawn) = opened("gw1: gateway");
        let gone =
            Change::remove(&drawn, &[NodeId::new("gw1").unwrap()].into(), &Default::default());
        assert!(matches!(
            ask(&mut checker, &Question::Change(gone.clone())),
            Answer::Checked { .. }
        ));
        assert_eq!(ask(&mut checker, &Question::Change(gone.clone())), Answer::Lost);
        assert_eq!(ask(&mut Checker::default(), &Question::Change(gone)), Answer::Lost);
        assert!(unpack::<Question>(b"nonsense").is_none());
    }
}
