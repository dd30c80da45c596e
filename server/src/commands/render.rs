//! `render`: the drawing as a file.

use std::io::Write as _;

use super::{Outcome, files};
use crate::cli::Render;

pub(super) fn run(args: &Render) -> Outcome {
    if args.out.extension().is_none_or(|extension| extension != "svg") {
        return Err(format!("{} has to end in .svg", args.out.display()));
    }
    let design = files::design(&args.file)?;
    let picture = drawing::svg(&design, files::catalogue(&design)?);
    files::write(&args.out, |out| out.write_all(picture.as_bytes()))?;
    Ok(0)
}
