//! A large design is written, within bounds; with `cargo xtask test --soak` the largest.

use report::{Format, State};

use crate::reader::Pdf;
use crate::support::{section, table, text, wso2am};

#[test]
fn thousands_of_nodes_are_written_within_bounds() {
    let count = trials::tries(1_000, 5_000);
    let design = catalogue::generate(count, 1);
    let found: Vec<topology::Told> =
        rules::validate(&design, wso2am()).into_iter().map(topology::Told::from).collect();
    let given = crate::support::given(&design, &found, State::Revision(1));
    let document = report::document(&given);
    assert_eq!(table(&document, "machines", "Nodes").rows.len(), count, "each node stands there");
    // What is not whole says so, and where the rest is.
    for (id, label, what) in [
        ("connections", "Connections", "network/ports.csv"),
        ("findings", "notes", "`validate`"),
        ("findings", "warnings", "`validate`"),
    ] {
        let section = section(&document, id);
        let there = section
            .blocks
            .iter()
            .any(|block| matches!(block, report::Block::Table(table) if table.label == label));
        let rows = if there { table(&document, id, label).rows.len() } else { 0 };
        assert!(rows <= 5_000, "{id}: {rows}");
        assert!(rows < 5_000 || text(section).contains(what), "{id}");
    }
    for format in Format::ALL {
        let bytes = report::write(&given, format).unwrap();
        assert!(bytes.len() < 32 * 1024 * 1024, "{format:?}: {}", bytes.len());
        if format == Format::Pdf {
            let pdf = Pdf::read(&bytes);
            let pages = pdf.pages.len();
            assert!((20..2_000).contains(&pages), "{pages}");
            let last = pdf.pages.last().unwrap();
            assert!(last.contains(&format!("Page {pages} of {pages}")), "{last}");
            // A table that goes on has its head again.
            let heads = pdf.pages.iter().filter(|page| page.contains("Replicas")).count();
            assert!(heads > count / 100, "{heads}");
        }
    }
}
