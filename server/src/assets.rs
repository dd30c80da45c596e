//! The built client, held in memory with its packed forms: from a folder, or from inside the program.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use axum::body::Bytes;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// One file of the client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asset {
    pub(crate) plain: Bytes,
    pub(crate) brotli: Option<Bytes>,
    pub(crate) gzip: Option<Bytes>,
    /// Of the content, with its quotes.
    pub(crate) etag: String,
    pub(crate) media_type: &'static str,
}

/// Every file of the client by its path, without the leading slash.
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Asset>,
    /// `'sha256-…'` of each script that stands inside `index.html`, for the content security policy.
    pub(crate) inline_scripts: Vec<String>,
}

impl Assets {
    /// Reads a folder like `dist/`, see `cargo xtask client`.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut raw = BTreeMap::new();
        collect(folder, folder, &mut raw)?;
        Ok(Self::new(raw))
    }

    /// The client inside this program; empty when it was built without.
    #[must_use]
    pub fn embedded() -> Self {
        Self::new(embedded())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.files.contains_key("index.html")
    }

    /// The console's page with something else in the place of the list that is coming; nothing when the page
    /// has no such place.
    pub(crate) fn page(&self, instead: &str) -> Option<String> {
        let page = str::from_utf8(&self.get("index.html")?.plain).ok()?;
        let (before, rest) = page.split_once("<!-- list -->")?;
        let (_, after) = rest.split_once("<!-- /list -->")?;
        Some([before, instead, after].concat())
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Asset> {
        self.files.get(path)
    }

    fn new(mut raw: BTreeMap<String, Vec<u8>>) -> Self {
        let mut files = BTreeMap::new();
        let names: Vec<String> = raw
            .keys()
            .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
            .cloned()
            .collect();
        for name in names {
            let brotli = raw.remove(&format!("{name}.br")).map(Bytes::from);
            let gzip = raw.remove(&format!("{name}.gz")).map(Bytes::from);
            let plain = raw.remove(&name).map(Bytes::from).unwrap_or_default();
            let etag = format!("\"{}\"", BASE64_STANDARD.encode(&Sha256::digest(&plain)[..12]));
            let media_type = media_type(&name);
            files.insert(name, Asset { plain, brotli, gzip, etag, media_type });
        }
        let page = files.get("index.html").map(|asset| String::from_utf8_lossy(&asset.plain));
        let inline_scripts = page.map_or_else(Vec::new, |page| script_hashes(&page));
        Self { files, inline_scripts }
    }
}

/// The hashes of scripts without a `src`.
fn script_hashes(page: &str) -> Vec<String> {
    let mut hashes = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let Some(open) = rest[start..].find('>') else { break };
        let tag = &rest[start..start + open];
        let body = &rest[start + open + 1..];
        let Some(end) = body.find("</script>") else { break };
        if !tag.contains(" src=") {
            let digest = Sha256::digest(&body.as_bytes()[..end]);
            hashes.push(format!("'sha256-{}'", BASE64_STANDARD.encode(digest)));
        }
        rest = &body[end..];
    }
    hashes
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn collect(root: &Path, folder: &Path, raw: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, raw)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let name = name.to_string_lossy().replace('\\', "/");
            if !name.starts_with('.') {
                raw.insert(name, fs::read(&path)?);
            }
        }
    }
    Ok(())
}

#[cfg(feature = "embed")]
fn embedded() -> BTreeMap<String, Vec<u8>> {
    #[derive(rust_embed::RustEmbed)]
    #[folder = "../dist"]
    struct Client;
    let names = <Client as rust_embed::RustEmbed>::iter();
    names
        // What the build keeps for itself.
        .filter(|name| !name.starts_with('.'))
        .filter_map(|name| {
            let file = <Client as rust_embed::RustEmbed>::get(&name)?;
            Some((name.into_owned(), file.data.into_owned()))
        })
        .collect()
}

#[cfg(not(feature = "embed"))]
fn embedded() -> BTreeMap<String, Vec<u8>> {
    BTreeMap::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_inside_the_page_are_hashed_and_others_are_not() {
        let page = "<script type=\"module\">hello</script><script src=\"/a.js\"></script>";
        // printf hello | openssl dgst -sha256 -binary | base64
        assert_eq!(script_hashes(page), ["'sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='"]);
    }
}
