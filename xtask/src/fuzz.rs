//! `cargo xtask fuzz`: libFuzzer on what strangers send. The short form on any compiler is a test of the crate `fuzzed`.

use std::fs;

use crate::shell::{Result, command, root, run as finish};
use crate::tools;

/// How long each target is tried when nobody says.
const SECONDS: u32 = 60;
/// What one input may take: more is a way to stop a server.
const BOUNDS: [&str; 4] =
    ["-timeout=10", "-rss_limit_mb=2048", "-max_len=65536", "-print_final_stats=1"];

pub fn run(args: &[String]) -> Result<()> {
    let (names, seconds) = asked(args)?;
    let folder = tools::fuzz()?;
    let path = tools::path_with(&folder.into_iter().collect::<Vec<_>>())?;
    for name in names {
        println!("── {name}, {seconds} s");
        // What is found lies beside the corpus that people keep.
        let found = root().join("fuzz/found").join(&name);
        fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
        let mut fuzz = command("cargo-fuzz");
        fuzz.args(["fuzz", "run", &name]).env_remove("CARGO_TARGET_DIR");
        // The hooks of libFuzzer and of the address sanitizer are in the stable compiler too, behind switches that it
        // takes only with this. Nothing that people use is built so.
        fuzz.env("RUSTC_BOOTSTRAP", "1");
        fuzz.arg(&found).arg(root().join("fuzz/corpus").join(&name));
        fuzz.arg("--").arg(format!("-max_total_time={seconds}")).args(BOUNDS);
        let done = finish(fuzz.current_dir(root().join("fuzz")).env("PATH", &path));
        done.map_err(|why| {
            format!("{name}: {why}. What breaks it is in fuzz/artifacts/{name}: mend it, and put it into fuzz/corpus/{name}")
        })?;
    }
    Ok(())
}

fn asked(args: &[String]) -> Result<(Vec<String>, u32)> {
    let all = targets()?;
    let usage = || format!("usage: cargo xtask fuzz [{}] [--seconds N]", all.join("|"));
    let (mut names, mut seconds) = (Vec::new(), SECONDS);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--seconds" {
            seconds = args.next().and_then(|text| text.parse().ok()).ok_or_else(usage)?;
        } else if all.contains(arg) {
            names.push(arg.clone());
        } else {
            return Err(usage());
        }
    }
    Ok((if names.is_empty() { all } else { names }, seconds))
}

/// Each target has a folder in the corpus.
fn targets() -> Result<Vec<String>> {
    let corpus = root().join("fuzz/corpus");
    let entries =
        fs::read_dir(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}
