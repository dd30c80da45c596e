//! The commands: each a thin shell over the crates that the console uses.

mod copies;
mod diff;
mod explain;
mod export;
mod files;
mod folder;
mod generate;
mod left;
mod openid;
mod render;
mod report;
mod review;
mod serve;
mod swap;
mod templates;
mod validate;
mod verify;

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::{Arguments, Command};

/// The input could not be read, or the output not be written.
const UNREADABLE: u8 = 2;
/// The design has errors.
const HAS_ERRORS: u8 = 1;

/// How a command ends; an error is a sentence for standard error.
type Outcome = Result<u8, String>;

/// Runs one command to its end.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    let outcome = match arguments.command {
        Command::Serve(args) => serve::run(&args),
        Command::Backup(args) => copies::backup(&args),
        Command::Restore(args) => copies::restore(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Templates(args) => templates::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Render(args) => render::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Schema => print(&topology::document::schema()),
        Command::Openapi => print(&crate::rest::description()),
        Command::Generate(args) => generate::run(&args),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            say(&message);
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Writes to standard output. A reader that has enough, such as `head`, is no error.
fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("standard output cannot be written: {error}"))
        }
        _ => Ok(0),
    }
}

/// The day, in UTC: what waivers are held against.
fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    topology::date_of(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A line for people, on standard error.
fn say(message: &str) {
    // There is nobody left to tell when this fails.
    let _ = writeln!(io::stderr(), "topology-designer: {message}");
}
