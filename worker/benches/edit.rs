//! What the worker does after an edit: it reads the change, checks the whole design anew and packs what it found.

use catalogue::{generate, wso2am_3_1_0};
use divan::{Bencher, black_box};
use topology::Change;
use worker::{Answer, Checker, Question, pack, unpack};

fn main() {
    divan::main();
}

#[divan::bench(args = [100, 1_000, 5_000])]
fn one_new_name(bencher: Bencher<'_, '_>, nodes: usize) {
    let mut design = generate(nodes, 1);
    let catalogue = pack(wso2am_3_1_0());
    let open =
        Question::Open { catalogue, design: Box::new(design.clone()), today: "2026-12-01".into() };
    let mut checker = Checker::default();
    checker.answer(open);
    let node = design.nodes().next().expect("a node").clone();
    let mut number = 0;
    let changes = || {
        number += 1;
        let mut renamed = node.clone();
        renamed.name = format!("renamed-{number}");
        let change = Change::set_node(&design, renamed);
        change.apply(&mut design).expect("the change fits");
        pack(&Question::Change(change))
    };
    bencher.with_inputs(changes).bench_local_values(|question| {
        let question = unpack(black_box(&question)).expect("a question");
        let answer = checker.answer(question);
        assert!(matches!(answer, Answer::Checked { .. }), "the change was checked");
        pack(&answer)
    });
}
