//! What a design exports to: the list of files, one file with its origins, or the whole bundle.

use topology::catalogue::Correction;
use topology::replicas::Unfolded;
use topology::{Catalogue, Design, Graph, NodeId, document};

use crate::bundle::{self, Bundle, BundleFile, BundleOptions};
use crate::defaults::{self, DefaultRow};
use crate::documents;
use crate::file::{Language, RenderedFile};
use crate::network::{self, Connection};
use crate::plan::{Planned, Scope, plan};

/// Renders the files of one design. A group of replicas has a folder for each; what is said of one
/// points at the drawn node.
pub struct Exporter<'a> {
    unfolded: Unfolded<'a>,
    catalogue: &'a Catalogue,
    /// The design as it is drawn, as text.
    document: String,
}

const MANIFEST: &str = "manifest.json";
const CHECKSUMS: &str = "SHA256SUMS";

impl<'a> Exporter<'a> {
    #[must_use]
    pub fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let unfolded = Unfolded::new(design, catalogue);
        Self { unfolded, catalogue, document: document::write(design) }
    }

    /// The root folder's name: the design's and the product's version.
    #[must_use]
    pub fn root(&self, options: &BundleOptions) -> String {
        bundle::root(self.unfolded.drawn(), self.catalogue, options)
    }

    /// Every path of the whole bundle, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.planned(&BundleOptions::default(), |_, planned| {
            let made = planned.iter().map(|file| file.path.clone());
            let mut paths: Vec<String> =
                made.chain([MANIFEST, CHECKSUMS].map(str::to_owned)).collect();
            paths.sort();
            paths
        })
    }

    /// The drawn node a path belongs to.
    #[must_use]
    pub fn node_of(&self, path: &str) -> Option<&NodeId> {
        let (folder, rest) = path.split_once('/')?;
        let id = rest.split('/').next()?;
        let known = matches!(folder, "nodes" | "load-balancers" | "shares" | "databases");
        let deployed = self.unfolded.design().node(&NodeId::new(id).ok()?)?;
        known.then(|| self.unfolded.drawn_node(&deployed.id))
    }

    /// The node with this id, as drawn or as deployed: what [`BundleOptions::node`] may name.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<NodeId> {
        let id = NodeId::new(id).ok()?;
        self.unfolded.design().node(&id).map(|node| node.id.clone())
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
        let mut file = self.planned(&options, |_, planned| {
            planned.iter().find(|file| file.path == path).map(Planned::render)
        })?;
        for origin in &mut file.origins {
            for target in &mut origin.targets {
                *target = self.unfolded.target(target.clone());
            }
        }
        Some(file)
    }

    /// The keys of a node's configuration with what the product does without them; `None` when the path
    /// is no configuration in TOML.
    #[must_use]
    pub fn defaults(&self, path: &str) -> Option<Vec<DefaultRow>> {
        let id = path.strip_prefix("nodes/")?.split('/').next()?;
        let node = self.unfolded.design().node(&NodeId::new(id).ok()?)?;
        let file = self.file(path).filter(|_| path.ends_with("/deployment.toml"))?;
        let text = String::from_utf8(file.bytes()).ok()?;
        let graph = Graph::new(self.unfolded.design(), self.catalogue);
        Some(defaults::rows(&text, &graph, node, self.catalogue))
    }

    /// Every connection that the files make: the rows of `network/ports.csv`.
    #[must_use]
    pub fn connections(&self) -> Vec<Connection> {
        network::connections(&Graph::new(self.unfolded.design(), self.catalogue))
    }

    /// The corrections to the guide that the files speak of, in the catalogue's order.
    #[must_use]
    pub fn corrections(&self) -> Vec<&'a Correction> {
        let graph = Graph::new(self.unfolded.design(), self.catalogue);
        let nodes: Vec<_> = graph.components().collect();
        let used = documents::used_corrections(&graph, &nodes);
        let is_used = |correction: &&Correction| used.iter().any(|one| one.id == correction.id);
        self.catalogue.corrections.iter().filter(is_used).collect()
    }

    /// The bundle. A node that is not a server of the product has only the documents; a group has all
    /// its replicas.
    #[must_use]
    pub fn bundle(&self, options: &BundleOptions) -> Bundle {
        let mut files: Vec<BundleFile> = Vec::new();
        let manifest = self.planned(options, |scope, planned| {
            files.extend(planned.into_iter().map(|planned| {
                let rendered = planned.render();
                BundleFile {
                    bytes: rendered.bytes(),
                    executable: rendered.executable,
                    path: planned.path,
                }
            }));
            documents::manifest(scope.graph, &scope.nodes, &self.document, &files)
        });
        insert(&mut files, MANIFEST, manifest);
        let checksums = documents::checksums(&files);
        insert(&mut files, CHECKSUMS, checksums);
        Bundle { root: self.root(options), files }
    }

    fn planned<T>(
        &self,
        options: &BundleOptions,
        make: impl FnOnce(&Scope<'_, '_>, Vec<Planned<'_>>) -> T,
    ) -> T {
        let graph = Graph::new(self.unfolded.design(), self.catalogue);
        let scope = Scope::new(&graph, &self.unfolded, &self.document, options);
        make(&scope, plan(&scope))
    }
}

/// Keeps the files sorted.
fn insert(files: &mut Vec<BundleFile>, path: &str, text: String) {
    let at = files.partition_point(|file| file.path.as_str() < path);
    let file = BundleFile { path: path.to_owned(), bytes: text.into_bytes(), executable: false };
    files.insert(at, file);
}
