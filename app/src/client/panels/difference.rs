//! Lines of files before and after, as `diff -u` shows them: with signs, not by colour alone.

use messages::{message, said};

use crate::api::wire::ComparedFile;
use crate::client::ui::drawn::{El, el};

/// How many files are open at once when there are several.
const OPEN: usize = 3;

/// The files below one another, each of which closes.
pub(super) fn difference(root: El, files: &[ComparedFile]) -> El {
    let mut root = root;
    for (place, file) in files.iter().enumerate() {
        let fate = match file.fate.as_str() {
            "added" => message!("new"),
            "removed" => message!("goes"),
            _ => message!("changes"),
        };
        let summary = el("summary", "").span("mono", &file.path).span("quiet", said(fate));
        let mut lines = el("pre", "diff__lines").attr("tabindex", "0");
        let mut last = 0;
        for line in &file.lines {
            // Where lines are left out, the numbers jump.
            if line.after > last + 1 && last > 0 {
                lines = lines.span("diff__gap", "⋯");
            }
            last = line.after.max(last);
            let (sign, class) = match (line.before, line.after) {
                (0, _) => ("+", "diff__line diff__line--new"),
                (_, 0) => ("−", "diff__line diff__line--old"),
                _ => (" ", "diff__line"),
            };
            lines = lines.with(el("span", class).span("diff__sign", sign).text(&line.text));
        }
        let mut part = el("details", "diff").with(summary).with(lines);
        if place < OPEN {
            part = part.attr("open", "");
        }
        if file.cut {
            let more = said("More changes in this file than are shown here.");
            part = part.with(el("p", "quiet").text(more));
        }
        root = root.with(part);
    }
    root
}
