//! What a design exports to: the list of files, one file with its origins, or the whole bundle.

use topology::{Catalogue, Design, Graph, NodeId, document};

use crate::bundle::{self, Bundle, BundleFile, BundleOptions};
use crate::documents;
use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope, plan};

/// Renders the files of one design.
pub struct Exporter<'a> {
    graph: Graph<'a>,
    document: String,
}

const MANIFEST: &str = "manifest.json";
const CHECKSUMS: &str = "SHA256SUMS";

impl<'a> Exporter<'a> {
    #[must_use]
    pub fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        Self { graph: Graph::new(design, catalogue), document: document::write(design) }
    }

    /// The root folder's name: the design's and the product's version.
    #[must_use]
    pub fn root(&self, options: &BundleOptions) -> String {
        bundle::root(&self.graph, options)
    }

    /// Every path of the whole bundle, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let scope = self.scope(&BundleOptions::default());
        let planned = plan(&scope).into_iter().map(|file| file.path);
        let mut paths: Vec<String> =
            planned.chain([MANIFEST, CHECKSUMS].map(str::to_owned)).collect();
        paths.sort();
        paths
    }

    /// The node a path belongs to.
    #[must_use]
    pub fn node_of(&self, path: &str) -> Option<&'a NodeId> {
        let (folder, rest) = path.split_once('/')?;
        let id = rest.split('/').next()?;
        let known = matches!(folder, "nodes" | "load-balancers" | "shares" | "databases");
        let nodes = self.graph.design.nodes();
        nodes.map(|node| &node.id).find(|node| known && node.as_str() == id)
    }

    /// One file with the origins of its lines; `None` when the bundle has no such path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<RenderedFile> {
        let options = BundleOptions::default();
        if path == MANIFEST || path == CHECKSUMS {
            let bundle = self.bundle(&options);
            let text = String::from_utf8_lossy(&bundle.file(path)?.bytes).into_owned();
            let language = if path == MANIFEST { Language::Json } else { Language::Text };
            return Some(RenderedFile::plain(path, language, &text));
        }
        let scope = self.scope(&options);
        plan(&scope).iter().find(|file| file.path == path).map(Planned::render)
    }

    /// The bundle. A node that is not a server of the product has only the documents.
    #[must_use]
    pub fn bundle(&self, options: &BundleOptions) -> Bundle {
        let scope = self.scope(options);
        let mut files: Vec<BundleFile> = plan(&scope)
            .into_iter()
            .map(|planned| {
                let rendered = planned.render();
                BundleFile {
                    bytes: rendered.bytes(),
                    executable: rendered.executable,
                    path: planned.path,
                }
            })
            .collect();
        let manifest = documents::manifest(&self.graph, &scope.nodes, &self.document, &files);
        insert(&mut files, MANIFEST, manifest);
        let checksums = documents::checksums(&files);
        insert(&mut files, CHECKSUMS, checksums);
        Bundle { root: self.root(options), files }
    }

    fn scope(&self, options: &BundleOptions) -> Scope<'_, 'a> {
        Scope::new(&self.graph, &self.document, options)
    }
}

/// Keeps the files sorted.
fn insert(files: &mut Vec<BundleFile>, path: &str, text: String) {
    let at = files.partition_point(|file| file.path.as_str() < path);
    let file = BundleFile { path: path.to_owned(), bytes: text.into_bytes(), executable: false };
    files.insert(at, file);
}
