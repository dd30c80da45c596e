//! The document as one page of HTML: everything is in it, nothing in it runs, and it is read on a
//! screen, by day or by night, on a telephone, and on paper. It is XML, too, so that a test reads it
//! with a parser that lets nothing pass.

use std::fmt::{self, Write};

use drawing::{Look, escape};

use crate::colours::{DARK, LIGHT, declared};
use crate::document::{Block, Cell, Document, Piece, Section, Table, Tone};
use crate::given::Given;

const STYLE: &str = include_str!("html.css");
/// Told to whoever opens the file from a disk; a server says the same in a header.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

pub(crate) fn html(document: &Document, given: &Given<'_>) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = page(&mut out, document, given);
    out
}

fn page(out: &mut String, document: &Document, given: &Given<'_>) -> fmt::Result {
    let title = escape(&document.title);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"generator\" content=\"Topology Designer\"/>\n<title>{title}: review document</title>"
    )?;
    out.push_str(&picture::fonts::STYLE);
    writeln!(
        out,
        "<style>\n:root{{color-scheme:light;{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{}}}}}\n{STYLE}{}</style>\n</head>\n<body>",
        declared(&LIGHT),
        declared(&DARK),
        labels(document)
    )?;
    head(out, document)?;
    out.push_str("<main>\n");
    for (number, section) in (1..).zip(&document.sections) {
        self::section(out, number, section, given)?;
    }
    out.push_str("</main>\n<footer>\n<p>");
    out.push_str(&escape(&document.title));
    if !document.state.is_empty() {
        write!(out, " · {}", escape(&document.state))?;
    }
    write!(out, "</p>\n<p>Bundle <code>{}</code></p>\n", escape(&document.bundle))?;
    out.push_str("</footer>\n</body>\n</html>\n");
    Ok(())
}

/// On a narrow screen a row is a card, and each cell says what it is.
fn labels(document: &Document) -> String {
    let mut out = String::from("@media screen and (max-width:720px){\n");
    let mut number = 0;
    for table in document.sections.iter().flat_map(|section| &section.blocks) {
        let Block::Table(table) = table else { continue };
        number += 1;
        for (at, column) in (1..).zip(&table.columns) {
            // Headings are ours and hold no quotes.
            if !column.title.is_empty() {
                let title = column.title;
                let rule =
                    format!(".t{number} td:nth-child({at})::before{{content:\"{title}\"}}\n");
                out.push_str(&rule);
            }
        }
    }
    out.push_str("}\n");
    out
}

fn head(out: &mut String, document: &Document) -> fmt::Result {
    writeln!(
        out,
        "<header>\n<p class=\"kicker\">Review document</p>\n<h1>{}</h1>\n<p class=\"about\">{}</p>",
        escape(&document.title),
        escape(&document.about)
    )?;
    out.push_str("<ul class=\"counts\">\n");
    for count in &document.counts {
        writeln!(
            out,
            "<li class=\"{}\"><strong>{}</strong> <span>{}</span></li>",
            class(count.tone),
            crate::words::grouped(count.number),
            count.label
        )?;
    }
    out.push_str("</ul>\n<dl>\n");
    for fact in &document.facts {
        writeln!(
            out,
            "<div><dt>{}</dt><dd class=\"{}\">{}</dd></div>",
            fact.label,
            class(fact.value.tone),
            said(&fact.value.text)
        )?;
    }
    out.push_str("</dl>\n<nav aria-label=\"Contents\">\n<ol>\n");
    for section in &document.sections {
        writeln!(out, "<li><a href=\"#{}\">{}</a></li>", section.id, section.title)?;
    }
    out.push_str("</ol>\n</nav>\n</header>\n");
    Ok(())
}

fn section(out: &mut String, number: usize, section: &Section, given: &Given<'_>) -> fmt::Result {
    let Section { id, title, .. } = section;
    writeln!(
        out,
        "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\"><span>{number}</span> {title}</h2>"
    )?;
    for block in &section.blocks {
        match block {
            Block::Heading(text) => writeln!(out, "<h3>{}</h3>", escape(text))?,
            Block::Text(Piece { text, tone }) => {
                writeln!(out, "<p class=\"{}\">{}</p>", class(*tone), said(text))?;
            }
            Block::Picture => figure(out, given)?,
            Block::Table(table) => self::table(out, table)?,
        }
    }
    out.push_str("</section>\n");
    Ok(())
}

/// The drawing on light paper, whatever the page is.
fn figure(out: &mut String, given: &Given<'_>) -> fmt::Result {
    let svg = drawing::dressed(given.design, given.catalogue, &look(given), "");
    writeln!(
        out,
        "<figure tabindex=\"0\" role=\"group\" aria-label=\"The drawing, to be scrolled\">\n{svg}</figure>"
    )
}

/// How the drawing is dressed in the document.
pub(crate) fn look(given: &Given<'_>) -> Look {
    let text = |text: Option<&str>| text.map(str::to_owned);
    Look { title: text(given.title), date: text(given.date), ..Look::default() }
}

fn table(out: &mut String, table: &Table) -> fmt::Result {
    let whole: u16 = table.columns.iter().map(|column| column.share).sum();
    // The nth table of the page, as `labels` counts them.
    let number = out.matches("<table").count() + 1;
    writeln!(out, "<table class=\"t{number}\" aria-label=\"{}\">\n<colgroup>", table.label)?;
    for column in &table.columns {
        let share = f32::from(column.share) * 100.0 / f32::from(whole.max(1));
        write!(out, "<col style=\"width:{share:.1}%\"/>")?;
    }
    out.push_str("</colgroup>\n<thead><tr>");
    for column in &table.columns {
        match column.title {
            "" => out.push_str("<td></td>"),
            title => write!(out, "<th scope=\"col\">{title}</th>")?,
        }
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            self::cell(out, cell)?;
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    Ok(())
}

fn cell(out: &mut String, cell: &Cell) -> fmt::Result {
    out.push_str("<td>");
    for Piece { text, tone } in &cell.0 {
        write!(out, "<div class=\"{}\">{}</div>", class(*tone), said(text))?;
    }
    out.push_str("</td>");
    Ok(())
}

/// A text with its line breaks, which XML has for nothing.
fn said(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("\n")
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Quiet => "quiet",
        Tone::Code => "code",
        Tone::QuietCode => "quiet code",
        Tone::Error => "error",
        Tone::Warning => "warning",
        Tone::Info => "info",
        Tone::Good => "success",
    }
}
