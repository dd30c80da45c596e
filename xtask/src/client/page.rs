//! `dist/`: the page with the addresses of what it needs, and all that lies at those addresses.
//!
//! What may change has its hash in its address, so that no page mixes two versions.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::program::Made;
use crate::files;
use crate::shell::{Result, root};

/// Where `app/index.html` names a style sheet.
const STYLE: &str = "href=\"../style/";
/// Where it wants what starts the client.
const CLIENT: &str = "<!-- client -->";
/// And where the pictures that pages refer to.
const ICONS: &str = "<!-- icons -->";

/// Writes all of it anew.
pub fn write(made: &Made, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    }
    take(&root().join("public"), dist)?;
    take(&made.worker, dist)?;
    put(
        &dist.join("worker_loader.js"),
        b"importScripts(\"./worker.js\");wasm_bindgen(\"./worker_bg.wasm\");",
    )?;
    let folder = format!("client-{}", hash(&made.client)?);
    take(&made.client, &dist.join(&folder))?;

    let page = files::read(&root().join("app/index.html"))?;
    let page = with_styles(&page, |names| {
        let mut styles = String::new();
        for name in names {
            styles += &files::read(&root().join("style").join(name))?;
        }
        // One file comes sooner than nine.
        let file = dist.join("console.css");
        put(&file, styles.as_bytes())?;
        let address = format!("console-{}.css", hash(&file)?);
        fs::rename(&file, dist.join(&address)).map_err(|error| format!("{address}: {error}"))?;
        Ok(format!("/{address}"))
    })?;
    let icons = files::read(&root().join("style/icons.svg"))?;
    let page = replaced(&page, ICONS, icons.trim())?;
    let page = replaced(&page, CLIENT, &start(&folder))?;
    put(&dist.join("index.html"), page.as_bytes())
}

/// What fetches the client's files at once and starts it.
fn start(folder: &str) -> String {
    format!(
        r#"<meta name="client" content="/{folder}/" />
    <link rel="modulepreload" href="/{folder}/client.js" />
    <link rel="modulepreload" href="/{folder}/parts.js" />
    <link rel="preload" href="/{folder}/client_bg.wasm" as="fetch" type="application/wasm" crossorigin />
    <script type="module">
      import init from '/{folder}/client.js';
      // It is made ready beside the page; a drawing that came with the page is seen before it starts.
      const program = WebAssembly.compileStreaming(fetch('/{folder}/client_bg.wasm'));
      const picture = new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
      const hidden = new Promise((late) => setTimeout(late, 200));
      if (document.querySelector('.glimpse')) await Promise.race([picture, hidden]);
      await init({{ module_or_path: await program }});
    </script>"#
    )
}

/// The page with one style sheet, at the address that is given for all that it names, in their order.
fn with_styles(page: &str, address: impl FnOnce(&[&str]) -> Result<String>) -> Result<String> {
    let name = |line: &'_ str| -> Option<(usize, usize)> {
        let start = line.find(STYLE)? + STYLE.len();
        Some((start, start + line[start..].find('"')?))
    };
    let named = |line: &&str| name(line).is_some();
    let names: Vec<&str> =
        page.lines().filter_map(|line| name(line).map(|(start, end)| &line[start..end])).collect();
    let link = format!("<link rel=\"stylesheet\" href=\"{}\" />", address(&names)?);
    let before: Vec<&str> = page.lines().take_while(|line| !named(line)).collect();
    let after: Vec<&str> = page.lines().skip(before.len()).filter(|line| !named(line)).collect();
    Ok([&before.join("\n"), "\n    ", &link, "\n", &after.join("\n"), "\n"].concat())
}

fn replaced(page: &str, mark: &str, by: &str) -> Result<String> {
    match page.matches(mark).count() {
        1 => Ok(page.replace(mark, by)),
        found => Err(format!("app/index.html has `{mark}` {found} times instead of once")),
    }
}

/// The first half of the hash of a file, or of all files of a folder with their names.
fn hash(path: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    for file in files::below(path)? {
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        hasher.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    let mut text = String::new();
    for byte in &hasher.finalize()[..8] {
        write!(text, "{byte:02x}").expect("a String takes every write");
    }
    Ok(text)
}

/// Copies all files of a folder.
fn take(from: &Path, to: &Path) -> Result<()> {
    for file in files::below(from)? {
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        put(&to.join(file.strip_prefix(from).unwrap_or(&file)), &bytes)?;
    }
    Ok(())
}

pub(super) fn put(file: &Path, bytes: &[u8]) -> Result<()> {
    let told = |error: std::io::Error| format!("cannot write {}: {error}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(told)?;
    }
    fs::write(file, bytes).map_err(told)
}

#[cfg(test)]
mod tests {
    use super::{replaced, with_styles};

    #[test]
    fn all_style_sheets_are_one_in_their_order() {
        let page =
            "<head>\n<link href=\"../style/a.css\" />\n<link href=\"../style/b.css\" />\n<p>\n";
        let found = with_styles(page, |names| Ok(format!("/{}", names.join("+"))));
        let expected = "<head>\n    <link rel=\"stylesheet\" href=\"/a.css+b.css\" />\n<p>\n";
        assert_eq!(found.as_deref(), Ok(expected));
    }

    #[test]
    fn a_mark_stands_once() {
        assert_eq!(replaced("a <!-- x --> b", "<!-- x -->", "y").as_deref(), Ok("a y b"));
        assert!(replaced("a b", "<!-- x -->", "y").is_err());
    }
}
