//! `cargo xtask bench server`: many people at one server, in `bench/server`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::postgres::Postgres;
use crate::shell::{Result, cargo, command, root, run as finish, target, watch};
use crate::{debian, serve};

/// The whole crowd at a release build, its figures into `docs/benchmarks.md`. With `--small` the short form, with
/// `--postgres` a fresh PostgreSQL; whatever else is asked goes to the crowd.
pub fn run(args: &[String]) -> Result<()> {
    let is = |name: &str| args.iter().any(|arg| arg == name);
    if is("--small") {
        return match small(|_| ())? {
            true => Ok(()),
            false => Err("something is lost, see above".to_owned()),
        };
    }
    serve::build()?;
    finish(cargo().args(["build", "--release", "--package", "crowd"]))?;
    let postgres = if is("--postgres") { Some(Postgres::start()?) } else { None };
    let mut crowd = crowd("release", &serve::release_server())?;
    if let Some(postgres) = &postgres {
        crowd.arg("--database").arg(format!("{}/postgres", postgres.url()));
    }
    crowd.arg("--commit").arg(super::commit()?);
    crowd.arg("--write").arg(root().join("docs/benchmarks.md"));
    finish(crowd.args(args.iter().filter(|arg| *arg != "--postgres")))
}

/// The short form: few people for some seconds. Hands each line of the report to `each` and returns whether nothing is
/// lost. Its times are those of a debug build and mean nothing.
pub fn small(each: impl FnMut(&str)) -> Result<bool> {
    let server = serve::embedded_debug_server()?;
    finish(cargo().args(["build", "--package", "crowd"]))?;
    let mut crowd = crowd("debug", &server)?;
    crowd.args(["--seconds", "10", "--editors", "20", "--designs", "4", "--nodes", "20"]);
    watch(crowd.args(["--exports", "30"]), each)
}

fn crowd(profile: &str, server: &Path) -> Result<Command> {
    debian::ready(&debian::NGINX)?;
    let program: PathBuf = target().join(profile).join("crowd");
    let mut crowd = command(program);
    crowd.arg("--server").arg(server);
    Ok(crowd)
}
