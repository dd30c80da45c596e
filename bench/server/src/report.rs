//! The section of docs/benchmarks.md that is the server's.

use std::path::Path;

use crate::asked::Asked;
use crate::figures::{Figures, shown};
use crate::judge::Verdict;
use crate::running::CORES;

/// Puts the section of this kind of database into the page, at its end where there is none yet.
pub fn write(
    file: &Path,
    asked: &Asked,
    figures: &Figures,
    verdict: &Verdict,
) -> Result<(), String> {
    let wrong = |error| format!("{}: {error}", file.display());
    let page = std::fs::read_to_string(file).map_err(wrong)?;
    let kind = asked.database_kind();
    let page = placed(&page, kind, &section(asked, figures, verdict));
    std::fs::write(file, page).map_err(wrong)
}

fn placed(page: &str, kind: &str, section: &str) -> String {
    let (begin, end) =
        (format!("<!-- the server on {kind} -->\n"), format!("<!-- /the server on {kind} -->\n"));
    let (before, after) = match page.split_once(&begin) {
        Some((before, rest)) => {
            (before.to_owned(), rest.split_once(&end).map_or("", |(_, after)| after))
        }
        None => (format!("{}\n\n", page.trim_end()), ""),
    };
    format!("{before}{begin}{section}{end}{after}")
}

fn section(asked: &Asked, figures: &Figures, verdict: &Verdict) -> String {
    let Asked { editors, designs, nodes, exports, seconds, pause, .. } = asked;
    let mut text = format!(
        "## The server on {}: {editors} people in {designs} designs, {exports} exports a minute\n\n\
         Written by `cargo xtask bench server`; do not edit. Measured at commit {} on {} cores ({}), of which the server \
         has {CORES} at most; the people work on the same machine.\n\n\
         | | how many | p50, ms | p95, ms | p99, ms |\n| --- | ---: | ---: | ---: | ---: |\n",
        asked.database_kind(),
        asked.commit.as_deref().unwrap_or_default(),
        std::thread::available_parallelism().map_or(1, usize::from),
        processor(),
    );
    for (name, times) in figures.rows() {
        let [p50, p95, p99] = [0.5, 0.95, 0.99].map(|part| shown(times.quantile(part), 1));
        text += &format!("| {name} | {} | {p50} | {p95} | {p99} |\n", times.count);
    }
    text += &format!(
        "\n- {} changes in {seconds} s. {} times somebody else had saved meanwhile: the server put {} of these saves on top of that \
         and refused {}, which their pages put on top themselves and sent again. {}\n\
         - An archive has {:.0} KB and is made anew for each export. It comes at {} MB/s, and as a file from {} at {} MB/s: \
         making it is ×{} of giving it, the middle of all pairs.\n\
         - The server used {:.0} MiB of memory at most and {:.2} cores on average.\n\
         - A design has {nodes} nodes. Everyone has a page with a line and changes a node of their own each {pause} s on \
         average, saved with the revision that the page knows. A page takes in what others saved from its line, and fetches the design \
         where that is not enough{}. So does the console's page.\n",
        figures.changes,
        figures.merged + figures.conflicts,
        figures.merged,
        figures.conflicts,
        if verdict.is_good() {
            "Nothing was lost, and no request failed."
        } else {
            "Something was lost."
        },
        figures.archive / 1_000.0,
        shown(figures.rate(&figures.export), 1),
        figures.still_name,
        shown(figures.rate(&figures.still), 1),
        shown(figures.ratio, 1),
        figures.memory,
        figures.busy,
        if asked.without_findings {
            ""
        } else {
            "; it asks for findings when there is another revision, every half second at most"
        },
    );
    text
}

fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("model name"));
    let name = line.and_then(|line| line.split_once(':')).map(|(_, name)| name.trim().to_owned());
    name.unwrap_or_else(|| "a processor without a name".to_owned())
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn a_section_replaces_the_one_of_its_kind_and_nothing_else() {
        let page = placed("# Figures\n", "SQLite", "one\n");
        let page = placed(&page, "PostgreSQL", "two\n");
        let again = placed(&page, "SQLite", "three\n");
        assert_eq!(again, page.replace("one\n", "three\n"));
        assert!(again.starts_with("# Figures\n\n<!-- the server on SQLite -->\nthree\n"));
        assert!(again.ends_with("two\n<!-- /the server on PostgreSQL -->\n"), "{again}");
    }
}
