//! How long all rules take, and a change before them.

use catalogue::{generate, wso2am_3_1_0};
use divan::{Bencher, black_box};
use topology::{Change, Point};

fn main() {
    divan::main();
}

#[divan::bench(args = [10, 100, 1_000, 5_000], sample_count = 10)]
fn every_rule(bencher: Bencher<'_, '_>, nodes: usize) {
    let design = generate(nodes, 1);
    bencher.bench(|| rules::validate(black_box(&design), wso2am_3_1_0()));
}

/// Work that must not grow with the design.
#[divan::bench(args = [10, 1_000, 5_000])]
fn one_move(bencher: Bencher<'_, '_>, nodes: usize) {
    let design = generate(nodes, 1);
    let id = design.nodes().next().expect("a node").id.clone();
    let change = Change::move_nodes(&design, [(id, Point { x: 7, y: 7 })]);
    bencher.with_inputs(|| design.clone()).bench_local_refs(|design| change.apply(design));
}
