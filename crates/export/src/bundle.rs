//! All files of one export before they are packed.

use topology::{Catalogue, Design, NodeId};

use crate::{documents, text};

/// What goes into a bundle.
#[derive(Debug, Clone, Default)]
pub struct BundleOptions {
    /// Only this node's files, with the documents that belong to all of them.
    pub node: Option<NodeId>,
}

/// Files sorted by path, below one root folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The root folder's name, such as `payments-3.1.0`.
    pub root: String,
    pub files: Vec<BundleFile>,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Path below the root folder, with forward slashes.
    pub path: String,
    pub bytes: Vec<u8>,
    pub executable: bool,
}

impl BundleFile {
    /// The permission bits it is packed with.
    #[must_use]
    pub fn mode(&self) -> u32 {
        if self.executable { 0o755 } else { 0o644 }
    }
}

impl Bundle {
    /// What approvals name: SHA-256 over the list of checksums, which names every file with its own.
    #[must_use]
    pub fn hash(&self) -> String {
        let list = self.file("SHA256SUMS").map(|file| file.bytes.as_slice());
        documents::sha256(list.unwrap_or_default())
    }

    #[must_use]
    pub fn file(&self, path: &str) -> Option<&BundleFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// The root folder's name: the design's and the product's version.
pub(crate) fn root(design: &Design, catalogue: &Catalogue, options: &BundleOptions) -> String {
    let name = text::slug(design.name());
    let version = &catalogue.product.version;
    match &options.node {
        None => format!("{name}-{version}"),
        Some(node) => format!("{name}-{version}-{node}"),
    }
}
