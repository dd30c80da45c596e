//! How large a design may be. Beyond these the document is refused, by the browser and by the
//! server alike, with a message that names the limit.

/// The limits of a document. One value, [`Limits::DOCUMENT`], so that everyone refuses the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document's JSON.
    pub bytes: usize,
    /// Nesting of the document's JSON.
    pub depth: usize,
    pub zones: usize,
    pub hosts: usize,
    pub nodes: usize,
    pub links: usize,
    pub waivers: usize,
    pub views: usize,
    /// How many servers one node may stand for.
    pub replicas: u16,
    /// Settings of one node or of the design.
    pub settings: usize,
    /// Characters of a name that people see.
    pub name: usize,
    /// Bytes of any other text, such as a host name or a setting's value.
    pub text: usize,
    /// Bytes of a text of several lines, such as an addition to `deployment.toml`.
    pub block: usize,
    /// Entries of a list setting.
    pub list: usize,
    /// Largest distance of a node from the origin of the drawing, in canvas units.
    pub coordinate: i32,
}

impl Limits {
    /// What the product accepts. Sources: `product.md` (bodies of at most 4 MiB, 5,000 nodes and
    /// 20,000 links) and what the drawing can show.
    pub const DOCUMENT: Self = Self {
        bytes: 4 * 1024 * 1024,
        depth: 32,
        zones: 500,
        hosts: 5_000,
        nodes: 5_000,
        links: 20_000,
        waivers: 1_000,
        views: 100,
        replicas: 100,
        settings: 200,
        name: 120,
        text: 2_048,
        block: 16 * 1024,
        list: 100,
        coordinate: 1_000_000,
    };
}
