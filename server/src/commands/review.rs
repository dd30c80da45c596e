//! `review`: the review document as a file.

use std::io::Write as _;

use report::{Format, Given, State};
use topology::{Told, is_date};

use super::{Outcome, files};
use crate::cli::{PaperFormat, Review};

pub(super) fn run(args: &Review) -> Outcome {
    let format = format(args)?;
    let date = match &args.date {
        Some(date) if is_date(date) => date.clone(),
        Some(date) => return Err(format!("`{date}` is no day: write it as 2027-03-31")),
        None => super::today(),
    };
    let design = files::design(&args.file)?;
    let catalogue = files::catalogue(&design)?;
    let findings = rules::validate_on(&design, catalogue, Some(&date));
    let findings: Vec<Told> = findings.into_iter().map(Told::from).collect();
    let given = Given {
        design: &design,
        catalogue,
        findings: &findings,
        title: args.title.as_deref(),
        date: Some(&date),
        state: State::File,
    };
    let bytes = report::write(&given, format).map_err(|error| error.to_string())?;
    files::write(&args.out, |out| out.write_all(&bytes))?;
    Ok(0)
}

fn format(args: &Review) -> Result<Format, String> {
    if let Some(format) = args.format {
        return Ok(match format {
            PaperFormat::Html => Format::Html,
            PaperFormat::Pdf => Format::Pdf,
        });
    }
    let extension = args.out.extension().and_then(|extension| extension.to_str());
    extension.and_then(Format::of).ok_or_else(|| {
        let out = args.out.display();
        format!("{out} has to end in .html or .pdf; or say which with --format")
    })
}
