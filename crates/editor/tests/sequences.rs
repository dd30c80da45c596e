//! F9: whatever was done, all of it undone is the beginning byte for byte, and all of it done again is the end.

use editor::testing::TestEditor;
use editor::{Button, Input, Modifiers, Spot};
use topology::{Change, Design, Node, document};
use trials::Chance;

/// Commands that change something, or what is changed next.
const COMMANDS: [&str; 15] = [
    "add-here",
    "add-host",
    "add-zone",
    "collapse",
    "collapse-zone",
    "delete",
    "delete-and-link",
    "duplicate",
    "first-on-host",
    "lock",
    "select-all",
    "select-host",
    "select-none",
    "snapping",
    "undo",
];
const ROLES: [&str; 5] = ["gateway", "key-manager", "load-balancer", "database", "traffic-manager"];

fn sample(number: usize) -> Design {
    let templates = ["guide-sample", "guide-ha", "all-in-one"];
    let template = catalogue::template(templates[number % templates.len()]).unwrap();
    document::parse(template.document).unwrap()
}

/// Where a hand may be: on a node, mostly.
fn spot(chance: &mut Chance, hands: &TestEditor<'_>) -> (f64, f64) {
    let nodes: Vec<&Node> = hands.editor.design().nodes().collect();
    if nodes.is_empty() || chance.often(25) {
        let mut far = || f64::from(u32::try_from(chance.below(1_400)).unwrap()) - 100.0;
        return (far(), far());
    }
    let at = hands.editor.design().position(&chance.one_of(&nodes).id);
    (f64::from(at.x) + 40.0, f64::from(at.y) + 30.0)
}

/// One thing that a person does.
fn act(chance: &mut Chance, hands: &mut TestEditor<'_>) {
    let (from, to) = (spot(chance, hands), spot(chance, hands));
    match chance.below(9) {
        0 | 1 => {
            hands.drag(from, to);
        }
        2 => {
            let modifiers =
                Modifiers { shift: chance.often(50), alt: chance.often(30), command: false };
            hands.down_with(from.0, from.1, Button::Primary, modifiers);
            hands.to_with(to.0, to.1, modifiers).up(to.0, to.1);
        }
        3 => {
            hands.click(from.0, from.1);
        }
        4 => {
            let role = chance.one_of(&ROLES).parse().unwrap();
            hands.input(&Input::Place { role }).to(to.0, to.1).up(to.0, to.1);
        }
        5 => {
            hands.down(from.0, from.1).to(to.0, to.1);
            hands.key("Escape");
        }
        6 => {
            let at = Spot::new(from.0, from.1);
            hands.input(&Input::Wheel { at, dx: 8.0, dy: -40.0, zoom: chance.often(50) });
        }
        7 => edit(chance, hands),
        _ => {
            let command = *chance.one_of(&COMMANDS);
            hands.run(command);
        }
    }
}

/// What a form does.
fn edit(chance: &mut Chance, hands: &mut TestEditor<'_>) {
    let design = hands.editor.design().clone();
    let nodes: Vec<&Node> = design.nodes().collect();
    if nodes.is_empty() {
        return;
    }
    let node = *chance.one_of(&nodes);
    let name = chance.one_of(&trials::kept().collect::<Vec<_>>()).to_string();
    let change = match chance.below(3) {
        0 => Change::set_node(&design, Node { name, ..node.clone() }),
        1 => Change::set_node(&design, Node { offset: node.offset + 1, ..node.clone() }),
        _ => {
            let header = topology::Header { name, ..design.header().clone() };
            Change::set_header(&design, header)
        }
    };
    hands.editor.apply(change);
}

#[test]
fn all_of_it_undone_is_the_beginning_and_all_of_it_redone_is_the_end() {
    let catalogue = catalogue::wso2am_3_1_0();
    let (mut steps, mut changed) = (0_usize, 0_usize);
    for number in 0..trials::tries(400, 10_000) {
        let mut chance = Chance::new(number as u64);
        let begin = sample(number);
        let mut hands = TestEditor::new(begin.clone(), catalogue);
        for _ in 0..=chance.below(30) {
            act(&mut chance, &mut hands);
        }
        // Whatever is still held is let go.
        hands.key("Escape");
        // What was undone on the way is done again first, so that the end is the end.
        while hands.editor.can_redo() {
            hands.run("redo");
        }
        let end = document::write(hands.editor.design());
        while hands.editor.can_undo() {
            hands.run("undo");
            steps += 1;
        }
        assert_eq!(document::write(hands.editor.design()), document::write(&begin), "{number}");
        while hands.editor.can_redo() {
            hands.run("redo");
        }
        let again = document::write(hands.editor.design());
        assert_eq!(again, end, "{number}");
        changed += usize::from(again != document::write(&begin));
        // What came of it is a design that opens.
        assert_eq!(document::parse(&again).as_ref(), Ok(hands.editor.design()), "{number}");
    }
    assert!(steps > 500 && changed > 50, "{steps} steps, {changed} designs were changed");
}
