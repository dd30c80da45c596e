//! What a design exports to: the list of files, one file with its origins, or the whole bundle.

use topology::{Catalogue, Design, Graph, Node, NodeId, Role, document};

use crate::bundle::{Bundle, BundleFile, BundleOptions};
use crate::file::{Language, RenderedFile};
use crate::scripts::{SCRIPTS, Script};
use crate::{config, documents, scripts, text};

/// Renders the files of one design.
pub struct Exporter<'a> {
    graph: Graph<'a>,
    document: String,
}

/// A file of the bundle before it is rendered.
struct Planned<'a> {
    path: String,
    content: Content<'a>,
}

enum Content<'a> {
    Runbook,
    Design,
    Picture,
    Secrets,
    Databases,
    Balancer(&'a Node),
    NodePage(&'a Node, &'a Role),
    Config(&'a Node, &'a Role),
    Script(&'static Script, &'a Node, &'a Role),
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
        let name = text::slug(self.graph.design.name());
        let version = &self.graph.catalogue.product.version;
        match &options.node {
            None => format!("{name}-{version}"),
            Some(node) => format!("{name}-{version}-{node}"),
        }
    }

    /// Every path of the whole bundle, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let planned = self.plan(&BundleOptions::default()).into_iter().map(|file| file.path);
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
        let known = matches!(folder, "nodes" | "load-balancers");
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
        let planned = self.plan(&options).into_iter().find(|file| file.path == path)?;
        Some(self.render(&planned, &self.components(&options)))
    }

    /// The bundle. A node that is not a server of the product has only the documents.
    #[must_use]
    pub fn bundle(&self, options: &BundleOptions) -> Bundle {
        let nodes = self.components(options);
        let mut files: Vec<BundleFile> = self
            .plan(options)
            .into_iter()
            .map(|planned| {
                let rendered = self.render(&planned, &nodes);
                BundleFile {
                    bytes: rendered.bytes(),
                    executable: rendered.executable,
                    path: planned.path,
                }
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let manifest = documents::manifest(&self.graph, &nodes, &self.document, &files);
        insert(&mut files, MANIFEST, manifest);
        let checksums = documents::checksums(&files);
        insert(&mut files, CHECKSUMS, checksums);
        Bundle { root: self.root(options), files }
    }

    /// Servers of the product that the options ask for.
    fn components(&self, options: &BundleOptions) -> Vec<(&'a Node, &'a Role)> {
        let wanted = |node: &Node| options.node.as_ref().is_none_or(|id| *id == node.id);
        self.graph.components().filter(|(node, _)| wanted(node)).collect()
    }

    fn plan(&self, options: &BundleOptions) -> Vec<Planned<'a>> {
        let config_file = &self.graph.catalogue.product.config_file;
        let mut plan = Vec::new();
        let mut add = |path: String, content: Content<'a>| plan.push(Planned { path, content });
        add("README.md".into(), Content::Runbook);
        add("design.json".into(), Content::Design);
        add("topology.svg".into(), Content::Picture);
        add("secrets.env.example".into(), Content::Secrets);
        add("databases/README.md".into(), Content::Databases);
        for (balancer, _) in self.graph.balancers() {
            add(format!("load-balancers/{}/README.md", balancer.id), Content::Balancer(balancer));
        }
        for (node, role) in self.components(options) {
            let folder = format!("nodes/{}", node.id);
            add(format!("{folder}/README.md"), Content::NodePage(node, role));
            add(format!("{folder}/{config_file}"), Content::Config(node, role));
            for script in &SCRIPTS {
                add(format!("{folder}/bin/{}", script.name), Content::Script(script, node, role));
            }
        }
        plan
    }

    fn render(&self, planned: &Planned<'a>, nodes: &[(&Node, &Role)]) -> RenderedFile {
        let (graph, path) = (&self.graph, planned.path.as_str());
        let markdown = |text: String| RenderedFile::plain(path, Language::Markdown, &text);
        match planned.content {
            Content::Runbook => markdown(documents::runbook(graph, nodes)),
            Content::Databases => markdown(documents::databases(graph)),
            Content::Balancer(node) => markdown(documents::balancer(graph, node)),
            Content::NodePage(node, role) => markdown(documents::node(graph, node, role)),
            Content::Design => RenderedFile::plain(path, Language::Json, &self.document),
            Content::Picture => {
                let picture = drawing::svg(graph.design, graph.catalogue);
                RenderedFile::plain(path, Language::Svg, &picture)
            }
            Content::Secrets => {
                let list = documents::secrets(graph, nodes);
                RenderedFile::plain(path, Language::Text, &list)
            }
            Content::Config(node, role) => config::render(graph, node, role, path),
            Content::Script(script, node, role) => scripts::render(script, graph, node, role, path),
        }
    }
}

/// Keeps the files sorted.
fn insert(files: &mut Vec<BundleFile>, path: &str, text: String) {
    let at = files.partition_point(|file| file.path.as_str() < path);
    let file = BundleFile { path: path.to_owned(), bytes: text.into_bytes(), executable: false };
    files.insert(at, file);
}
