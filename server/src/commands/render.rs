//! `render`: the drawing as a file.

use std::io::Write as _;

use picture::{Format, Look, Theme};

use super::{Outcome, files, say};
use crate::cli::{PictureFormat, PictureTheme, Render};

pub(super) fn run(args: &Render) -> Outcome {
    let format = format(args)?;
    let design = files::design(&args.file)?;
    let look = Look {
        theme: match args.theme {
            PictureTheme::Light => Theme::Light,
            PictureTheme::Dark => Theme::Dark,
        },
        title: args.title.clone(),
        date: args.date.clone(),
        legend: args.legend,
    };
    let catalogue = files::catalogue(&design)?;
    let drawn = picture::draw(&design, catalogue, format, &look, args.design)
        .map_err(|error| error.to_string())?;
    files::write(&args.out, |out| out.write_all(&drawn.bytes))?;
    for note in drawn.notes {
        say(&note);
    }
    Ok(0)
}

fn format(args: &Render) -> Result<Format, String> {
    if let Some(format) = args.format {
        return Ok(match format {
            PictureFormat::Svg => Format::Svg,
            PictureFormat::Png => Format::Png,
            PictureFormat::Pdf => Format::Pdf,
            PictureFormat::Mmd => Format::Mermaid,
            PictureFormat::Drawio => Format::Drawio,
        });
    }
    let extension = args.out.extension().and_then(|extension| extension.to_str());
    extension.and_then(Format::of).ok_or_else(|| {
        let out = args.out.display();
        format!("{out} has to end in .svg, .png, .pdf, .mmd or .drawio; or say which with --format")
    })
}
