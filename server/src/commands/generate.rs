//! `generate`: a synthetic design for benchmarks.

use super::{Outcome, print};
use crate::cli::Generate;

pub(super) fn run(args: &Generate) -> Outcome {
    let design = catalogue::generate(args.nodes as usize, args.seed);
    print(&topology::document::write(&design))
}
