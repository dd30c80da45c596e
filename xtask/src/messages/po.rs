//! A language's file in gettext's format, which translators' tools read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use polib::catalog::Catalog;
use polib::message::Message;
use polib::metadata::CatalogMetadata;

use super::Messages;
use crate::files;
use crate::shell::Result;

/// English texts with their translations; those without one are not among them. A file that is not there
/// holds none.
pub fn read(file: &Path) -> Result<BTreeMap<String, String>> {
    if !file.exists() {
        return Ok(BTreeMap::new());
    }
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    // Tools of translators begin a file with an empty comment, which the parser does not survive.
    let text = files::read(file)?.replace("#\n", "");
    let catalog =
        polib::po_file::parse_from_reader(text.as_bytes()).map_err(|error| told(&error))?;
    let mut texts = BTreeMap::new();
    for message in catalog.messages() {
        let translation = message.msgstr().map_err(|_| told(&"a plural is not known here"))?;
        if !translation.is_empty() {
            texts.insert(message.msgid().to_owned(), translation.to_owned());
        }
    }
    Ok(texts)
}

/// Writes all texts in their order, with the translations that are known.
pub fn write(
    file: &Path,
    code: &str,
    messages: &Messages,
    known: &BTreeMap<String, String>,
) -> Result<()> {
    let mut catalog = Catalog::new(CatalogMetadata {
        project_id_version: "topology-designer".to_owned(),
        language: code.to_owned(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        ..CatalogMetadata::new()
    });
    for (text, files) in messages {
        let mut message = Message::build_singular();
        message.with_msgid(text.clone()).with_source(files.join("\n"));
        message.with_msgstr(known.get(text).cloned().unwrap_or_default());
        catalog.append_or_update(message.done());
    }
    let told = |error: std::io::Error| format!("{}: {error}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(told)?;
    }
    let mut writer = BufWriter::new(File::create(file).map_err(told)?);
    polib::po_file::write(&catalog, &mut writer).map_err(told)
}
