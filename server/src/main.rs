//! Reads the arguments and runs a command.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    server::run(server::cli::Arguments::parse())
}
