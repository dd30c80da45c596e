//! S14: graphs that are as bad as they may be are laid out in a time that grows no worse than with the square of their size.
//! A chain does: it has as many layers as nodes. The layout is made beside the page, so that nobody else waits for it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use topology::Design;
use trials::{Shape, shaped};

/// What may pass for four times the design: with the square sixteen times as much, with the cube sixty-four.
const BOUND: u32 = 32;

fn best(design: &Design, runs: usize) -> Duration {
    let run = |_| {
        let began = Instant::now();
        let places = layout::arrange(design, catalogue::wso2am_3_1_0(), &BTreeSet::new());
        assert_eq!(places.len(), design.nodes().len());
        began.elapsed()
    };
    (0..runs).map(run).min().unwrap()
}

#[test]
fn a_layout_of_any_graph_grows_no_worse_than_with_the_square() {
    let size = trials::tries(150, 1_250);
    for shape in Shape::ALL {
        let small = best(&shaped(shape, size), 3);
        let large = best(&shaped(shape, size * 4), 2);
        assert!(
            large <= small * BOUND,
            "{shape}: {small:?} for {size}, {large:?} for four times it"
        );
    }
}
