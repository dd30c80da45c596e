//! The house's own tool: `cargo xtask run | test | build | bench | fuzz | docs | messages | tidy`.
//!
//! It needs nothing but the Rust toolchain, a C compiler, Node.js and npm, and fetches the rest from
//! the package registries into a cache that every clone of this user shares.

mod bench;
mod browser;
mod client;
mod debian;
mod docs;
mod files;
mod fuzz;
mod messages;
mod postgres;
mod serve;
mod shell;
mod stamp;
mod steps;
mod tidy;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  run [--listen ADDRESS] [--data DIR]   build what is stale and start the console
  test [--soak] [--only STEP] [--list]  every check there is; --soak tries everything out for hours
  build                                 target/release/topology-designer, the client inside
  bench [NAME]                          how long rules, changes and exports take
  bench canvas [--small]                the canvas beside other libraries, into docs/benchmarks.md
  bench server [--small] [--postgres]   200 people at one server, into docs/benchmarks.md
  fuzz [TARGET] [--seconds N]           libFuzzer on what strangers send
  docs                                  write docs/rules.md anew
  messages                              bring the languages in step with the texts of the sources
  client                                only the client, into dist/
  tidy                                  only the checks of the house's own rules
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest = args.get(1..).unwrap_or_default();
    let done = match args.first().map(String::as_str) {
        Some("run") => serve::run(rest),
        Some("test") => steps::test(rest),
        Some("build") => serve::build(),
        Some("bench") => bench::run(rest),
        Some("fuzz") => fuzz::run(rest),
        Some("docs") => docs::write(),
        Some("messages") => messages::write(),
        Some("client") => client::build().map(|_| ()),
        Some("tidy") => tidy::check().map(|_| ()),
        None | Some("help" | "--help" | "-h") => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(format!("there is no command `{other}`\n\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}
