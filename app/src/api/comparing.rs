//! Files beside other files.

use leptos::prelude::*;
use topology::Change;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::Comparison;

/// What a change would make of the files of what is saved, from which it has to be made; and, where a
/// node's `deployment.toml` is named, its keys with what the product does where nobody writes them.
#[server(endpoint = "export/compare", input = Asked, output = Packed)]
pub async fn compare_files(
    id: String,
    change: Change,
    defaults_of: Option<String>,
) -> Result<Comparison, ApiError> {
    let caller = super::caller()?;
    let compared = caller.compare(&id, change).await?;
    let defaults = match defaults_of {
        Some(path) => caller.defaults(&id, &path).await?,
        None => Vec::new(),
    };
    Ok(Comparison {
        revision: compared.revision,
        files: compared.files.into_iter().map(Into::into).collect(),
        defaults: defaults.into_iter().map(Into::into).collect(),
    })
}

#[cfg(feature = "ssr")]
impl From<backend::ChangedFile> for super::wire::ComparedFile {
    fn from(file: backend::ChangedFile) -> Self {
        let line = |line: backend::DiffLine| super::wire::ComparedLine {
            before: line.before.unwrap_or(0),
            after: line.after.unwrap_or(0),
            text: line.text,
        };
        let fate = match file.fate {
            backend::Fate::Added => "added",
            backend::Fate::Removed => "removed",
            backend::Fate::Changed => "changed",
        };
        Self {
            path: file.path,
            fate: fate.to_owned(),
            lines: file.lines.into_iter().map(line).collect(),
            cut: file.cut,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::DefaultRow> for super::wire::DefaultRow {
    fn from(row: backend::DefaultRow) -> Self {
        use backend::DefaultValue as D;
        let (state, default) = match row.default {
            D::Same(value) => ("same", value),
            D::Other(value) => ("other", value),
            D::Inferred => ("inferred", String::new()),
            D::None => ("none", String::new()),
            D::Unknown => ("unknown", String::new()),
        };
        let (line, key, here, source) = (row.line, row.key, row.here, row.source);
        Self { line, key, state: state.to_owned(), default, here, source }
    }
}
