//! `cargo xtask test`: every check there is, in the order in which a failure is cheapest to learn of.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::postgres::Postgres;
use crate::shell::{Result, cargo, command, run, watch};
use crate::{bench, browser, client, debian, serve, tidy, tools};

/// What a step found: how many checks passed and failed.
#[derive(Default, Clone, Copy)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// A step that is one check.
    fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }
}

struct Step {
    name: &'static str,
    about: &'static str,
    /// Steps without which this one tells nothing.
    needs: &'static [&'static str],
    run: fn() -> Result<Tally>,
}

const STEPS: &[Step] = &[
    Step { name: "format", about: "the sources are formatted", needs: &[], run: format },
    Step { name: "tidy", about: "the house's own rules hold", needs: &[], run: tidiness },
    Step { name: "deny", about: "licences and sources are allowed ones", needs: &[], run: deny },
    Step { name: "clippy", about: "no lint, native", needs: &[], run: clippy },
    Step { name: "clippy-wasm", about: "no lint, client", needs: &[], run: clippy_wasm },
    Step { name: "tests", about: "unit and integration tests", needs: &[], run: tests },
    Step {
        name: "postgres",
        about: "the same tests of back end and server, on PostgreSQL",
        needs: &["tests"],
        run: on_postgres,
    },
    Step { name: "style", about: "colours have contrast, icons are there", needs: &[], run: style },
    Step { name: "pure", about: "pure crates build for WebAssembly", needs: &[], run: pure },
    Step {
        name: "client",
        about: "the client builds and keeps its budget",
        needs: &[],
        run: build_client,
    },
    Step {
        name: "browser",
        about: "the console in headless Chromium",
        needs: &["client"],
        run: in_browser,
    },
    Step {
        name: "canvas",
        about: "the canvas needs less than React Flow's in the same run",
        needs: &["client"],
        run: canvas,
    },
    Step {
        name: "crowd",
        about: "twenty people at one server lose nothing",
        needs: &["client"],
        run: crowd,
    },
];

/// Tests that try things out take their time: `crates/trials` reads what is set for them.
static SOAK: AtomicBool = AtomicBool::new(false);

pub fn test(args: &[String]) -> Result<()> {
    let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
    let given = args.len();
    args.retain(|arg| *arg != "--soak");
    SOAK.store(args.len() < given, Ordering::Relaxed);
    let steps: Vec<&Step> = match args.as_slice() {
        [] => STEPS.iter().collect(),
        ["--list"] => {
            for step in STEPS {
                println!("{:12} {}", step.name, step.about);
            }
            return Ok(());
        }
        ["--only", name] => {
            let found = STEPS.iter().find(|step| step.name == *name);
            vec![found.ok_or_else(|| {
                format!("there is no step `{name}`: see `cargo xtask test --list`")
            })?]
        }
        _ => return Err("usage: cargo xtask test [--soak] [--only STEP] [--list]".to_owned()),
    };
    let rows: Vec<Row> = steps.iter().enumerate().fold(Vec::new(), |mut rows, (at, step)| {
        println!("\n── {}/{} {}: {}", at + 1, steps.len(), step.name, step.about);
        rows.push(measure(step, &rows));
        rows
    });
    report(&rows)
}

struct Row {
    name: &'static str,
    time: Duration,
    outcome: Result<Tally>,
}

impl Row {
    fn is_good(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|tally| tally.failed == 0)
    }
}

fn measure(step: &Step, before: &[Row]) -> Row {
    let start = Instant::now();
    let lacks = before.iter().find(|row| step.needs.contains(&row.name) && !row.is_good());
    let outcome = match lacks {
        Some(row) => Err(format!("not run, for it needs `{}`", row.name)),
        None => (step.run)(),
    };
    if let Err(why) = &outcome {
        println!("  {why}");
    }
    Row { name: step.name, time: start.elapsed(), outcome }
}

fn report(rows: &[Row]) -> Result<()> {
    println!("\nstep          seconds  passed  failed");
    let mut sum = Tally::default();
    for row in rows {
        let tally = *row.outcome.as_ref().unwrap_or(&Tally { passed: 0, failed: 1 });
        sum.passed += tally.passed;
        sum.failed += tally.failed;
        let seconds = row.time.as_secs_f64();
        println!("{:12} {seconds:8.1} {:7} {:7}", row.name, tally.passed, tally.failed);
    }
    let seconds: f64 = rows.iter().map(|row| row.time.as_secs_f64()).sum();
    println!("{:12} {seconds:8.1}\n", "together");
    println!("{} passed, {} failed", sum.passed, sum.failed);
    let bad: Vec<&str> = rows.iter().filter(|row| !row.is_good()).map(|row| row.name).collect();
    if bad.is_empty() { Ok(()) } else { Err(format!("failed: {}", bad.join(", "))) }
}

fn format() -> Result<Tally> {
    let mut sum = Tally::default();
    // The targets' few lines are a workspace of their own.
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        let mut format = cargo();
        format.args(["fmt", "--manifest-path", manifest]);
        format.args(if manifest == "Cargo.toml" {
            &["--all", "--check"][..]
        } else {
            &["--check"]
        });
        let tally = Tally::one(watch(&mut format, |_| ())?);
        sum.passed += tally.passed;
        sum.failed += tally.failed;
    }
    Ok(sum)
}

fn tidiness() -> Result<Tally> {
    let checks = tidy::check()?;
    Ok(Tally { passed: checks, failed: 0 })
}

/// Without the network: advisories are not among these.
fn deny() -> Result<Tally> {
    let folder = tools::deny()?;
    let path = tools::path_with(&folder.into_iter().collect::<Vec<_>>())?;
    run(cargo().args(["fetch", "--locked", "--quiet"]))?;
    let mut deny = command("cargo-deny");
    deny.args(["--offline", "--locked", "--log-level", "error"]).env("PATH", path);
    deny.args(["check", "bans", "licenses", "sources"]);
    watch(&mut deny, |_| ()).map(Tally::one)
}

fn clippy() -> Result<Tally> {
    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]);
    watch(&mut clippy, |_| ()).map(Tally::one)
}

/// Alone, and never with the workspace: the client's feature excludes the server's.
fn clippy_wasm() -> Result<Tally> {
    tools::wasm_target()?;
    let mut sum = Tally::default();
    for (package, feature) in [("app", "csr"), ("worker", "run")] {
        let mut clippy = cargo();
        clippy.args(["clippy", "--package", package, "--no-default-features", "--quiet"]);
        clippy.args(["--features", feature, "--target", "wasm32-unknown-unknown"]);
        clippy.args(["--", "--deny", "warnings"]);
        let tally = Tally::one(watch(&mut clippy, |_| ())?);
        sum.passed += tally.passed;
        sum.failed += tally.failed;
    }
    Ok(sum)
}

fn tests() -> Result<Tally> {
    for program in &debian::READERS {
        debian::ready(program)?;
    }
    suites(tried().args(["test", "--workspace", "--no-fail-fast"]))
}

fn on_postgres() -> Result<Tally> {
    let server = Postgres::start()?;
    let mut tests = tried();
    tests.args(["test", "--package", "backend", "--package", "server", "--no-fail-fast"]);
    suites(tests.env("TOPOLOGY_DESIGNER_TEST_POSTGRES", server.url()))
}

/// `cargo` for tests.
fn tried() -> Command {
    let mut cargo = cargo();
    at_length(&mut cargo);
    cargo
}

/// Lets what runs tests run their long form, where somebody asked for it.
pub fn at_length(command: &mut Command) {
    if SOAK.load(Ordering::Relaxed) {
        command.env("TOPOLOGY_DESIGNER_SOAK", "1");
    }
}

/// Runs tests and counts them.
fn suites(command: &mut Command) -> Result<Tally> {
    let mut sum = Tally::default();
    let mut suites = 0;
    let succeeded = watch(command, |line| {
        if let Some(counts) = line.strip_prefix("test result: ") {
            suites += 1;
            sum.passed += before(counts, " passed");
            sum.failed += before(counts, " failed");
        }
    })?;
    closing(succeeded, sum, suites)
}

fn pure() -> Result<Tally> {
    tools::wasm_target()?;
    let mut check = cargo();
    check.args(["check", "--quiet", "--target", "wasm32-unknown-unknown"]);
    for name in tidy::PURE {
        check.args(["--package", name]);
    }
    watch(&mut check, |_| ()).map(Tally::one)
}

fn style() -> Result<Tally> {
    let mut sum = Tally::default();
    let succeeded =
        watch(command("node").args(["--test", "--test-reporter=tap", "style/"]), |line| {
            let count = |word: &str| line.strip_prefix(word).and_then(|rest| rest.parse().ok());
            sum.passed += count("# pass ").unwrap_or(0);
            sum.failed += count("# fail ").unwrap_or(0);
        })?;
    closing(succeeded, sum, sum.passed + sum.failed)
}

fn build_client() -> Result<Tally> {
    let mut sum = Tally::default();
    for (what, bytes, budget) in client::build()?.budgets() {
        println!(
            "  {bytes} bytes of WebAssembly and script in brotli {what}; the budget is {budget}"
        );
        sum.passed += u64::from(bytes <= budget);
        sum.failed += u64::from(bytes > budget);
    }
    Ok(sum)
}

fn in_browser() -> Result<Tally> {
    let server = serve::embedded_debug_server()?;
    let mut sum = Tally::default();
    let succeeded = browser::test(&server, |line| {
        sum.passed += before(line, " passed (");
        sum.failed +=
            if line.trim_start().ends_with(" failed") { before(line, " failed") } else { 0 };
    })?;
    closing(succeeded, sum, sum.passed + sum.failed)
}

fn canvas() -> Result<Tally> {
    let mut sum = Tally::default();
    let succeeded = bench::canvas::small(|line| judged(line, &mut sum))?;
    closing(succeeded, sum, sum.passed + sum.failed)
}

fn crowd() -> Result<Tally> {
    let mut sum = Tally::default();
    let succeeded = bench::server::small(|line| judged(line, &mut sum))?;
    closing(succeeded, sum, sum.passed + sum.failed)
}

/// Counts what a benchmark's short form says of one thing.
fn judged(line: &str, sum: &mut Tally) {
    sum.passed += u64::from(line.starts_with("ok "));
    sum.failed += u64::from(line.starts_with("not ok "));
}

/// A run that ends well without one test is a run that tested nothing.
fn closing(succeeded: bool, mut sum: Tally, suites: u64) -> Result<Tally> {
    if suites == 0 {
        return Err("no test ran, see above".to_owned());
    }
    if !succeeded && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(sum)
}

/// The number right before `word`, 0 when there is none.
fn before(line: &str, word: &str) -> u64 {
    let Some(end) = line.find(word) else { return 0 };
    let number = line[..end].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    number.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::before;

    #[test]
    fn reads_the_counts_of_both_runners() {
        let cargo = "ok. 75 passed; 2 failed; 0 ignored; 0 measured; finished in 0.03s";
        assert_eq!((before(cargo, " passed"), before(cargo, " failed")), (75, 2));
        assert_eq!(before("  12 passed (48.2s)", " passed"), 12);
        assert_eq!(before("nothing here", " passed"), 0);
    }
}
