//! `crowd`: many people at one server. Each has a page with a line, changes a node of their own, hears of the others and
//! looks at what they did, as the console's page does; others take archives meanwhile. Afterwards every change has to be
//! there, and an archive is weighed against a file server that gives the same bytes.
//!
//! `cargo xtask bench server` builds what this needs and starts it. It runs on Linux: what a process uses is read there.

mod asked;
mod ears;
mod export;
mod figures;
mod findings;
mod judge;
mod page;
mod random;
mod report;
mod running;
mod still;
mod talk;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use app::api::designs::{ImportDesign, ListDesigns, OpenDesign};
use clap::Parser as _;
use tokio::time::Instant;
use topology::{NodeId, document};

use asked::Asked;
use judge::{Kept, Seat, Verdict};
use page::{Page, Seen};
use running::Server;
use still::Still;
use talk::Talker;

/// How long pages may take to open before anything is measured.
const SETTLE: Duration = Duration::from_secs(1);
/// How long the last word may take to reach everyone.
const LAST_WORD: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let asked = Asked::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    match runtime.block_on(run(&asked)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => failed(&why),
    }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("crowd: {why}");
    ExitCode::from(2)
}

/// Starts the server, lets the crowd in, and says what came of it. False when something is lost.
async fn run(asked: &Asked) -> Result<bool, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no folder for data: {error}"))?;
    let server = Server::start(asked, folder.path()).await?;
    let still = Still::start(folder.path()).await?;
    let designs = designs(asked, &server).await?;
    let began = Instant::now() + SETTLE;
    let until = began + Duration::from_secs(asked.seconds);
    let pages = pages(asked, &server, &designs, began, until);
    let exports = export::take(asked, server.address, &still, &designs, began, until);
    let (pages, exports) = tokio::join!(pages, exports);
    let mut seats = pages?;
    last_word(&mut seats).await;
    let kept = kept(&server, &designs).await?;
    let memory = server.most_memory()?;
    let cpu = server.cpu()?;
    server.stop().await;
    let verdict = Verdict::new(asked, &seats, &kept, &exports, memory);
    let figures = figures::Figures::new(asked, &seats, &exports, memory, cpu, still.name());
    print!("{}", figures.text());
    for line in verdict.lines() {
        println!("{line}");
    }
    if let Some(file) = &asked.write {
        report::write(file, asked, &figures, &verdict)?;
    }
    Ok(verdict.is_good())
}

/// Puts the designs into the server's database, which has to be empty. Their ids.
async fn designs(asked: &Asked, server: &Server) -> Result<Vec<Arc<str>>, String> {
    let mut talker = Talker::new(server.address);
    let there = talker.ask(&ListDesigns {}).await.map_err(|why| why.to_string())?;
    if !there.is_empty() {
        return Err("this database has designs: name one that is empty".to_owned());
    }
    let mut ids = Vec::new();
    for seed in 1..=asked.designs {
        let design = catalogue::generate(asked.nodes, seed as u64);
        let import = ImportDesign { document: document::write(&design), workspace: None };
        let made = talker.ask(&import).await.map_err(|why| why.to_string())?;
        ids.push(made.id.into());
    }
    Ok(ids)
}

/// Everybody at their page, until all of them have saved what they did.
async fn pages(
    asked: &Asked,
    server: &Server,
    designs: &[Arc<str>],
    began: Instant,
    until: Instant,
) -> Result<Vec<(Seat, Seen)>, String> {
    let mut people = Vec::new();
    for number in 0..asked.editors {
        let place = number % designs.len();
        let seat = Seat { number, design: place };
        let page = Page {
            address: server.address,
            design: designs[place].clone(),
            // Those of one design have different nodes.
            node: number / designs.len(),
            number: number as u64,
            pause: Duration::from_secs_f64(asked.pause),
            findings: !asked.without_findings,
        };
        people.push((seat, tokio::spawn(page.sit(began, until))));
    }
    let mut seen = Vec::new();
    for (seat, page) in people {
        let page = page.await.map_err(|error| format!("a page broke: {error}"))?;
        seen.push((seat, page?));
    }
    Ok(seen)
}

/// Waits until everyone has heard of the last save of their design, and then hangs up.
async fn last_word(seats: &mut [(Seat, Seen)]) {
    let end = Instant::now() + LAST_WORD;
    let last = judge::last_revisions(seats);
    for (seat, seen) in seats.iter_mut() {
        seen.ears.wait(last[&seat.design], end).await;
    }
    for (_, seen) in seats {
        seen.ears.close();
    }
}

/// What the server has in the end.
async fn kept(server: &Server, designs: &[Arc<str>]) -> Result<Vec<Kept>, String> {
    let mut talker = Talker::new(server.address);
    let mut kept = Vec::new();
    for id in designs {
        let open = talker.ask(&OpenDesign { id: id.to_string() }).await;
        let open = open.map_err(|why| why.to_string())?;
        kept.push(Kept { revision: open.revision, design: open.design });
    }
    Ok(kept)
}

/// The node of this number in a design.
fn node_of(design: &topology::Design, number: usize) -> Option<NodeId> {
    design.nodes().nth(number).map(|node| node.id.clone())
}
