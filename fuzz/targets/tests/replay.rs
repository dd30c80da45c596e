//! The corpus and mutations of it, on any compiler: `cargo xtask fuzz` goes further.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use fuzzed::{Mutator, TARGETS, Target};

/// Mutations of each seed. More with `FUZZ_ROUNDS`.
const ROUNDS: usize = 80;

fn replay(name: &str) {
    let target = TARGETS.into_iter().find(|target| target.name == name).unwrap();
    let seeds = seeds(name);
    assert!(seeds.len() >= 8, "{name} has {} seeds", seeds.len());
    let accepted = seeds.iter().filter(|(file, seed)| run(target, seed, &file.display())).count();
    // Patterns get through and hostile ones do not, so both sides of the target are tried.
    assert!(accepted >= 3 && accepted < seeds.len(), "{accepted} of {} are accepted", seeds.len());
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    let mut mutator = Mutator::new(1);
    let mut deep = 0;
    for round in 0..rounds.unwrap_or(ROUNDS) {
        for (at, (file, seed)) in seeds.iter().enumerate() {
            let (_, other) = &seeds[(at + round + 1) % seeds.len()];
            let bytes = mutator.mutated(seed, other, target.words);
            deep += usize::from(run(target, &bytes, &file.display()));
        }
    }
    assert!(deep >= seeds.len(), "only {deep} mutations get beyond the first refusal");
}

/// Says which bytes it was, and keeps them, before it fails.
fn run(target: Target, bytes: &[u8], from: &dyn std::fmt::Display) -> bool {
    catch_unwind(|| (target.run)(bytes)).unwrap_or_else(|_| {
        let file = std::env::temp_dir().join(format!("fuzzed-{}", target.name));
        fs::write(&file, bytes).unwrap();
        panic!(
            "{} of {from} breaks {}; it is in {}",
            bytes.escape_ascii(),
            target.name,
            file.display()
        )
    })
}

fn seeds(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(name);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

#[test]
fn document() {
    replay("document");
}

#[test]
fn additions() {
    replay("additions");
}

#[test]
fn names() {
    replay("names");
}

#[test]
fn picture() {
    replay("picture");
}

/// What a mutation makes is the same everywhere, so that a failure can be had again.
#[test]
fn the_mutator_is_the_same_each_time_and_changes_something() {
    const SEED: &[u8] = br#"{"a": 1, "b": 2, "c": [3, 4, "x", "y", "z"]}"#;
    let of = |seed| {
        let mut mutator = Mutator::new(seed);
        (0..200).map(|_| mutator.mutated(SEED, b"other", &["null"])).collect::<Vec<_>>()
    };
    assert_eq!(of(1), of(1));
    let changed = of(1).iter().filter(|bytes| bytes.as_slice() != SEED).count();
    assert!(changed > 150, "{changed} of 200");
    assert_ne!(of(1), of(2));
}
