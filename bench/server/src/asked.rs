//! What the crowd is told to do.

use std::path::PathBuf;

use clap::Parser;

/// Many people at one server, and what it costs them.
#[derive(Debug, Parser)]
#[command(name = "crowd", about)]
pub struct Asked {
    /// The server's program.
    #[arg(long, value_name = "PATH")]
    pub server: PathBuf,
    /// Folder with the built client, for a program that holds none.
    #[arg(long, value_name = "DIR")]
    pub assets: Option<PathBuf>,
    /// A database without designs, instead of a fresh one of SQLite.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// How long people work.
    #[arg(long, default_value_t = 60)]
    pub seconds: u64,
    #[arg(long, default_value_t = 200, value_parser = at_least_one)]
    pub editors: usize,
    #[arg(long, default_value_t = 20, value_parser = at_least_one)]
    pub designs: usize,
    /// Nodes of each design.
    #[arg(long, default_value_t = 100, value_parser = at_least_one)]
    pub nodes: usize,
    /// Archives that are taken in a minute.
    #[arg(long, default_value_t = 50, value_parser = at_least_one)]
    pub exports: usize,
    /// Seconds between two changes of one person, on average.
    #[arg(long, default_value_t = 2.0)]
    pub pause: f64,
    /// Pages do not ask for findings after each revision.
    #[arg(long)]
    pub without_findings: bool,
    /// The most memory that the server may have used, in MiB.
    #[arg(long, default_value_t = 512)]
    pub most_memory: u64,
    /// The page of figures to put the section into.
    #[arg(long, value_name = "FILE", requires = "commit")]
    pub write: Option<PathBuf>,
    /// What is measured.
    #[arg(long, value_name = "TEXT")]
    pub commit: Option<String>,
}

impl Asked {
    /// The database's kind, for people.
    pub fn database_kind(&self) -> &'static str {
        match &self.database {
            Some(url) if url.starts_with("postgres") => "PostgreSQL",
            _ => "SQLite",
        }
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("a number from 1 is needed".to_owned()),
        Ok(number) => Ok(number),
    }
}
