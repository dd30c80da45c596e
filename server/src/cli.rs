//! The grammar of the command line.

pub mod openid;

use std::net::SocketAddr;
use std::path::PathBuf;

use backend::Seal;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use openid::OpenIdArguments;

use crate::sender::Network;

/// Design distributed deployments of WSO2 API Manager, check them, and export what deploys them.
#[derive(Debug, Parser)]
#[command(name = "topology-designer", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the console.
    Serve(Box<Serve>),
    /// Write a copy of all that a console keeps, while it runs or not.
    Backup(Backup),
    /// Put a copy into a new database, of either kind.
    Restore(Restore),
    /// Look whether all that a console keeps is whole: exit code 1 when something is not.
    Verify(Verify),
    /// List the built-in patterns, or show one as a design.
    Templates(Templates),
    /// Check a design: exit code 1 when it has errors, 2 when it cannot be read.
    Validate(Validate),
    /// Write the bundle of a design to a folder or an archive.
    Export(Export),
    /// Say what is other in one design than in another: exit code 1 when something is.
    Diff(Diff),
    /// Explain a rule: what it checks, why, and how to fix it.
    Explain(Explain),
    /// Draw a design: SVG, PNG, PDF, Mermaid or draw.io.
    Render(Render),
    /// Write the review document of a design: HTML or PDF.
    Review(Review),
    /// Print the JSON Schema of a design.
    Schema,
    /// Print the description of the interface for programs, as `OpenAPI` has it.
    Openapi,
    /// Print a synthetic design: the same bytes for the same seed.
    Generate(Generate),
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub kept: Kept,
    /// Who is let in: everyone who reaches it, whoever has the word that is printed, or people with
    /// accounts. On a loopback address that is the word, elsewhere accounts.
    #[arg(long, value_enum, value_name = "WHO")]
    pub access: Option<AccessMode>,
    /// How people reach the console, such as `https://designs.example.com`, where a proxy stands in front.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Address or network of a proxy in front, such as 127.0.0.1 or 10.0.0.0/8: who it says sent a request, in
    /// X-Forwarded-For, is believed, and each sender's wrong words and passwords are counted. May be given several times.
    #[arg(long = "trust-proxy", value_name = "ADDRESS")]
    pub proxies: Vec<Network>,
    /// Address and port at which figures for Prometheus are read, under /metrics.
    #[arg(long, value_name = "ADDRESS")]
    pub metrics: Option<SocketAddr>,
    /// How the log is written to standard error.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Folder with the built client, instead of the one inside this program.
    #[arg(long, value_name = "DIR")]
    pub assets: Option<PathBuf>,
    #[command(flatten)]
    pub openid: OpenIdArguments,
}

/// Where designs are kept.
#[derive(Debug, Args)]
pub struct Kept {
    /// Folder of the database; created when it is not there.
    #[arg(long, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
    /// Database instead of the one in the folder: sqlite:PATH, created when it is not there, or
    /// `postgres://USER@HOST/DATABASE` for several servers.
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    pub database: Option<String>,
}

#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    pub kept: Kept,
    /// Where the copy is written; its name ends in .gz. It is there whole or not at all.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    pub kept: Kept,
    /// A copy that `backup` has written.
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    pub kept: Kept,
    /// A seal that `verify` printed before and that was kept elsewhere: what it covers must be as it was then.
    #[arg(long, value_name = "NUMBER:HASH")]
    pub seal: Option<Seal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AccessMode {
    /// Everyone who reaches it. Only on a loopback address.
    Open,
    /// Whoever has the word that is printed at the start.
    Token,
    /// People with accounts.
    Accounts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

#[derive(Debug, Args)]
pub struct Templates {
    #[command(subcommand)]
    pub command: Option<TemplatesCommand>,
}

#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Print a pattern's design.
    Show {
        /// The pattern's id, as `templates` lists it.
        name: String,
    },
}

#[derive(Debug, Args)]
pub struct Validate {
    /// A design, or a picture that holds one; `-` reads standard input.
    pub file: PathBuf,
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
    Sarif,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("target").required(true).args(["out", "archive"])))]
pub struct Export {
    /// A design, or a picture that holds one; `-` reads standard input.
    pub file: PathBuf,
    /// Write the bundle's folder into this one.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write one archive; its name ends in .zip or .tar.gz.
    #[arg(long, value_name = "FILE")]
    pub archive: Option<PathBuf>,
    /// Only this node.
    #[arg(long, value_name = "ID")]
    pub node: Option<String>,
    /// Export even with errors.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The design as it was, or a picture that holds one; `-` reads standard input.
    pub before: PathBuf,
    /// The design as it is.
    pub after: PathBuf,
    /// Say what becomes of each file of the bundle, too.
    #[arg(long)]
    pub files: bool,
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's id, as a finding names it.
    #[arg(required_unless_present = "all")]
    pub rule: Option<String>,
    /// Every rule, as one page of Markdown.
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
}

#[derive(Debug, Args)]
pub struct Render {
    /// A design, or a picture that holds one; `-` reads standard input.
    pub file: PathBuf,
    /// Where to write the picture; its ending says which kind it is.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The kind of picture, whatever the file's ending is.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PictureFormat>,
    #[arg(long, value_enum, default_value_t = PictureTheme::Light)]
    pub theme: PictureTheme,
    /// The line above the drawing, instead of the design's name.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub title: Option<String>,
    /// A date or a version that stands below the title, as it is given.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub date: Option<String>,
    /// Whether the picture explains its colours.
    #[arg(long, action = ArgAction::Set, default_value_t = true, value_name = "true|false")]
    pub legend: bool,
    /// Whether an SVG or PNG holds the design, so that it can be opened again.
    #[arg(long, action = ArgAction::Set, default_value_t = true, value_name = "true|false")]
    pub design: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    Svg,
    Png,
    Pdf,
    /// A flow chart of Mermaid.
    Mmd,
    /// A drawing of draw.io.
    Drawio,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PictureTheme {
    Light,
    Dark,
}

#[derive(Debug, Args)]
pub struct Review {
    /// A design, or a picture that holds one; `-` reads standard input.
    pub file: PathBuf,
    /// Where to write the document; its ending says which kind it is.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The kind of document, whatever the file's ending is.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PaperFormat>,
    /// The day that stands on it, and that waivers are held against; today when there is none. With a
    /// day the same design gives the same bytes.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// The title, instead of the design's name.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub title: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    Html,
    Pdf,
}

#[derive(Debug, Args)]
pub struct Generate {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=5_000))]
    pub nodes: u32,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}
