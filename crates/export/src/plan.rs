//! What a bundle consists of. Each part of it plans its own files; a new kind of file is a part, or a
//! line in one.

use topology::replicas::Unfolded;
use topology::{Design, Graph, Node, NodeId, Role};

use crate::bundle::BundleOptions;
use crate::file::RenderedFile;

/// What the parts may look at.
pub(crate) struct Scope<'s, 'd> {
    /// The design as it is deployed: one node for each server.
    pub(crate) graph: &'s Graph<'d>,
    /// The design as it is drawn.
    pub(crate) drawn: &'s Design,
    /// Its text.
    pub(crate) document: &'s str,
    /// Servers of the product that are asked for.
    pub(crate) nodes: Vec<(&'d Node, &'d Role)>,
}

impl<'s, 'd> Scope<'s, 'd> {
    pub(crate) fn new(
        graph: &'s Graph<'d>,
        unfolded: &'s Unfolded<'_>,
        document: &'s str,
        options: &BundleOptions,
    ) -> Self {
        let is = |node: &Node, id: &NodeId| node.id == *id || unfolded.drawn_node(&node.id) == id;
        let wanted = |node: &Node| options.node.as_ref().is_none_or(|id| is(node, id));
        let nodes = graph.components().filter(|(node, _)| wanted(node)).collect();
        Self { graph, drawn: unfolded.drawn(), document, nodes }
    }
}

/// How one file comes about, given its path.
type Render<'s> = Box<dyn Fn(&str) -> RenderedFile + 's>;

/// A file of the bundle before it is rendered: most questions need only its path.
pub(crate) struct Planned<'s> {
    pub(crate) path: String,
    render: Render<'s>,
}

impl<'s> Planned<'s> {
    pub(crate) fn new(path: impl Into<String>, render: impl Fn(&str) -> RenderedFile + 's) -> Self {
        Self { path: path.into(), render: Box::new(render) }
    }

    pub(crate) fn render(&self) -> RenderedFile {
        (self.render)(&self.path)
    }
}

/// A part of the bundle: the files it adds.
type Part = for<'s, 'd> fn(&'s Scope<'s, 'd>) -> Vec<Planned<'s>>;

/// Every part. Their order does not matter: the bundle is sorted by path.
const PARTS: &[Part] = &[
    crate::documents::plan,
    crate::balancers::plan,
    crate::shares::plan,
    crate::config::plan,
    crate::databases::plan,
    crate::certificates::plan,
    crate::network::plan,
    crate::operations::plan,
    crate::scripts::plan,
];

/// Every file but the manifest and the checksums, which are made of all the others.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let mut planned: Vec<Planned<'s>> = PARTS.iter().flat_map(|part| part(scope)).collect();
    planned.sort_by(|a, b| a.path.cmp(&b.path));
    debug_assert!(
        planned.windows(2).all(|pair| pair[0].path != pair[1].path),
        "one path, one file"
    );
    planned
}
