//! What the document says: the first page, and then each section in a file of its own.

mod connections;
mod decisions;
mod findings;
mod machines;
mod settings;
mod version;

use export::{BundleOptions, Exporter};
use topology::{Environment, Graph, Severity};

use crate::document::{Block, Count, Document, Fact, Piece, Section, Tone};
use crate::given::{Given, State};
use crate::words::count;

/// The most rows of a table. What a deployment has stands there whole; only the connections and the
/// findings of some thousand nodes are more than anybody reads, and stand whole elsewhere.
const MOST_ROWS: usize = 5_000;

pub(crate) fn document(given: &Given<'_>) -> Document {
    let exporter = Exporter::new(given.design, given.catalogue);
    let bundle = exporter.bundle(&BundleOptions::default()).hash();
    let graph = Graph::new(given.design, given.catalogue);
    let mut sections = Vec::new();
    if let State::Version(version) = given.state {
        sections.push(version::section(version, &bundle));
    }
    sections.push(picture());
    sections.push(decisions::section(&graph, &exporter));
    sections.push(machines::section(&graph));
    sections.push(findings::section(given));
    sections.push(connections::section(&exporter));
    Document {
        title: given.title().to_owned(),
        about: about(given),
        state: state(given),
        facts: facts(given, &bundle),
        counts: counts(given),
        sections,
        bundle,
    }
}

fn picture() -> Section {
    let mut section = Section::new("picture", "The drawing");
    section.blocks.push(Block::Picture);
    section
}

fn environment(given: &Given<'_>) -> &'static str {
    match given.design.environment() {
        Environment::Development => "Development",
        Environment::Test => "Test",
        Environment::Production => "Production",
    }
}

fn about(given: &Given<'_>) -> String {
    let product = &given.catalogue.product;
    format!("{} {} · {}", product.name, product.version, environment(given))
}

/// Which state, and of which day, in one line.
fn state(given: &Given<'_>) -> String {
    let state = match given.state {
        State::File => String::new(),
        State::Revision(number) => format!("Revision {number}"),
        State::Version(version) => format!("Version {}, {}", version.number, version.name),
    };
    let parts = [state.as_str(), given.date.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn facts(given: &Given<'_>, bundle: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut fact = |label, tone, value: String| {
        if !value.is_empty() {
            facts.push(Fact { label, value: Piece::new(tone, value) });
        }
    };
    let (design, product) = (given.design, &given.catalogue.product);
    // A title of its own does not hide which design it is.
    let name = if given.title() == design.name() { "" } else { design.name() };
    fact("Design", Tone::Plain, name.to_owned());
    fact("Product", Tone::Plain, format!("{} {}", product.name, product.version));
    fact("Environment", Tone::Plain, environment(given).to_owned());
    match given.state {
        State::File => {}
        State::Revision(number) => fact("Revision", Tone::Plain, number.to_string()),
        State::Version(version) => {
            fact("Version", Tone::Plain, format!("{}, {}", version.number, version.name));
            fact("Approval", version::tone(version), version::approval(version));
        }
    }
    fact("Date", Tone::Plain, given.date.unwrap_or_default().to_owned());
    fact("Size", Tone::Plain, size(given));
    fact("Bundle, SHA-256", Tone::Code, bundle.to_owned());
    facts
}

/// How large the deployment is.
fn size(given: &Given<'_>) -> String {
    let design = given.design;
    let (deployed, _) = topology::replicas::size(design);
    let nodes = count(design.nodes().len(), "node", "nodes");
    let nodes = if deployed == design.nodes().len() {
        nodes
    } else {
        format!("{nodes} drawn, {} with replicas", crate::words::grouped(deployed))
    };
    let hosts = count(design.hosts().len(), "host", "hosts");
    let links = count(design.links().len(), "link", "links");
    format!("{nodes} · {hosts} · {links}")
}

fn counts(given: &Given<'_>) -> Vec<Count> {
    let open = |severity| {
        given.findings.iter().filter(|told| told.is_open() && told.severity == severity).count()
    };
    // What is nothing is said in green, or quietly.
    let told = |number, (one, several), tone, without| Count {
        number,
        label: if number == 1 { one } else { several },
        tone: if number == 0 { without } else { tone },
    };
    let waived = given.findings.iter().filter(|told| !told.is_open()).count();
    vec![
        told(open(Severity::Error), ("error", "errors"), Tone::Error, Tone::Good),
        told(open(Severity::Warning), ("warning", "warnings"), Tone::Warning, Tone::Good),
        told(open(Severity::Info), ("note", "notes"), Tone::Info, Tone::Quiet),
        told(waived, ("waived", "waived"), Tone::Plain, Tone::Quiet),
    ]
}

/// What is said below a table that is not whole.
fn more(section: &mut Section, all: usize, what: &str, elsewhere: &str) {
    if let Some(more) = all.checked_sub(MOST_ROWS).filter(|more| *more > 0) {
        let (shown, more) = (crate::words::grouped(MOST_ROWS), crate::words::grouped(more));
        section.quiet(format!("The first {shown} stand here, and {more} more {what} {elsewhere}"));
    }
}
