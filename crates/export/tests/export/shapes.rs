//! S14: a graph that is as bad as it may be takes a bundle no longer than its size says.

use std::time::{Duration, Instant};

use topology::Design;
use trials::{Shape, shaped};

use crate::support::{bundle, catalogue};

/// What linear work may take for four times the design; quadratic work takes sixteen times as long.
const BOUND: u32 = 12;

fn best(design: &Design, runs: usize) -> (Duration, usize) {
    let run = |_| {
        let began = Instant::now();
        let files = bundle(design).files.len();
        (began.elapsed(), files)
    };
    (0..runs).map(run).min().unwrap()
}

#[test]
fn a_bundle_of_any_graph_takes_as_long_as_the_graph_is_large() {
    let size = trials::tries(60, 1_000);
    for shape in Shape::ALL {
        let (small, _) = best(&shaped(shape, size), 2);
        let (large, files) = best(&shaped(shape, size * 4), 1);
        assert!(files > 30, "{shape}: {files} files");
        assert!(
            large <= small * BOUND,
            "{shape}: {small:?} for {size}, {large:?} for four times it"
        );
    }
}

#[test]
fn a_design_with_the_longest_texts_that_fit_is_written() {
    let text = "W".repeat(2_048);
    let sample = crate::support::template("guide-sample");
    let design = trials::everywhere(&sample, catalogue(), &text);
    let began = Instant::now();
    assert!(bundle(&design).files.len() > 60);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
