//! Lines of files before and after, with signs, not by colour alone: below each other as `diff -u` shows
//! them, or side by side where there is room.

use editor::beside::{Row, rows};
use leptos::ev::resize;
use leptos::prelude::*;
use messages::{message, said, say};

use crate::api::wire::{ComparedFile, ComparedLine};
use crate::client::ui::browser::{self, storage};
use crate::client::ui::drawn::{El, button, el, icon};

/// How many files are open at once when there are several.
const OPEN: usize = 3;
/// Where it is kept whether people want two columns.
const KEY: &str = "side-by-side";
/// As `style/responsive.css` has it: there is no room for two columns below.
const WIDE: &str = "(min-width: 64em)";

/// Whether files stand side by side.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    wanted: RwSignal<bool>,
    wide: RwSignal<bool>,
}

impl Beside {
    /// As it was wanted last; of the part of the page that makes it.
    pub(super) fn new() -> Self {
        let wide = RwSignal::new(browser::fits(WIDE));
        let sized = window_event_listener(resize, move |_| {
            let now = browser::fits(WIDE);
            if wide.get_untracked() != now {
                wide.set(now);
            }
        });
        on_cleanup(move || sized.remove());
        Self { wanted: RwSignal::new(storage::read(KEY).is_some()), wide }
    }

    pub(super) fn is_on(self) -> bool {
        self.wide.get() && self.wanted.get()
    }

    pub(super) fn button(self) -> El {
        let button = button("btn btn--small only-wide", "beside", "");
        let button = button.flag("aria-pressed", self.is_on()).text(said("Side by side"));
        el("div", "choice-row").with(button)
    }

    /// False for what means something else.
    pub(super) fn hears(self, act: &str) -> bool {
        if act != "beside" {
            return false;
        }
        let wanted = !self.wanted.get_untracked();
        if wanted {
            storage::write(KEY, "yes");
        } else {
            storage::remove(KEY);
        }
        self.wanted.set(wanted);
        true
    }
}

/// How a comparison is shown.
#[derive(Default)]
pub(super) struct Manner<'f> {
    pub(super) beside: bool,
    /// Files that were asked for from the first line to the last; nothing where that cannot be asked
    /// (`data-act="whole"`).
    pub(super) whole: Option<&'f [ComparedFile]>,
}

/// The files below one another, each of which closes.
pub(super) fn difference(root: El, files: &[ComparedFile], manner: &Manner<'_>) -> El {
    let mut root = root;
    for (place, file) in files.iter().enumerate() {
        let whole = manner.whole.and_then(|all| all.iter().find(|other| other.path == file.path));
        let shown = whole.unwrap_or(file);
        let fate = match shown.fate.as_str() {
            "added" => message!("new"),
            "removed" => message!("goes"),
            _ => message!("changes"),
        };
        let summary = el("summary", "").span("mono", &file.path).span("quiet", said(fate));
        let lines = if manner.beside { columns(shown) } else { unified(shown) };
        let mut part = el("details", "diff").with(summary).with(lines);
        // What a person has asked for stays open.
        if place < OPEN || whole.is_some() {
            part = part.attr("open", "");
        }
        if shown.cut {
            let more = said("More changes in this file than are shown here.");
            part = part.with(el("p", "quiet").text(more));
        }
        let is_part = whole.is_none() && (file.cut || file.fate == "changed");
        if is_part && manner.whole.is_some() {
            let whole = button("btn btn--quiet btn--small", "whole", &file.path);
            part = part.with(whole.with(icon("file-text")).text(said("Show the whole file")));
        }
        root = root.with(part);
    }
    root
}

fn unified(file: &ComparedFile) -> El {
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
    lines
}

/// A table: lines that belong together stand in one row, however long they are.
fn columns(file: &ComparedFile) -> El {
    let numbers: Vec<(u32, u32)> =
        file.lines.iter().map(|line| (line.before, line.after)).collect();
    let side = |title| el("th", "").attr("scope", "col").attr("colspan", "2").text(title);
    let head = el("tr", "").with(side(said("Before"))).with(side(said("After")));
    let mut body = el("tbody", "");
    for row in rows(&numbers) {
        let line = |place: Option<usize>| place.and_then(|place| file.lines.get(place));
        body = body.with(match row {
            Row::Same(place) => cells(line(Some(place)), line(Some(place)), [" "; 2]),
            Row::Other(old, new) => cells(line(old), line(new), ["−", "+"]),
            Row::Folded(count) => {
                let says = say!("⋯ the same on both sides: {count}", count);
                let cell = el("td", "diff__gap").attr("colspan", "4").text(&says);
                el("tr", "").with(cell)
            }
        });
    }
    let widths = (0..4).fold(el("colgroup", ""), |group, _| group.with(el("col", "")));
    let table = el("table", "diff__columns").with(widths).with(el("thead", "").with(head));
    let table = table.with(body);
    el("div", "diff__beside").attr("tabindex", "0").with(table)
}

/// A line of each side, where it has one.
fn cells(old: Option<&ComparedLine>, new: Option<&ComparedLine>, signs: [&str; 2]) -> El {
    let [old_sign, new_sign] = signs;
    let is_other = old_sign != new_sign;
    let cell = |row: El, line: Option<&ComparedLine>, number: u32, sign: &str, class: &str| {
        let Some(line) = line else {
            return row.with(el("td", "diff__none").attr("colspan", "2"));
        };
        let class = if is_other { class } else { "" };
        row.with(el("td", "diff__number").text(&number.to_string()))
            .with(el("td", class).span("diff__sign", sign).text(&line.text))
    };
    let row = el("tr", "");
    let row = cell(row, old, old.map_or(0, |line| line.before), old_sign, "diff__line--old");
    cell(row, new, new.map_or(0, |line| line.after), new_sign, "diff__line--new")
}
