//! What files of an archive are called, for any design: no name leads out of the folder it is unpacked in, and none is
//! another's where letters have no case.
//!
//! The bytes are a document, or lines: the design's name, then a node each as `ROLE ID COUNT NAME`.

use std::collections::BTreeSet;

use export::{BundleOptions, Exporter};
use topology::{Catalogue, Change, Design, Header, Node, Point, document};

pub(crate) const WORDS: &[&str] = &[
    "gateway ",
    "load-balancer ",
    "shared-storage ",
    "database ",
    "key-manager ",
    " 3 ",
    "-1",
    "..",
    "/",
    "\\",
    "con",
    "nul.x",
    "\u{202E}",
    "\u{0130}",
    "A",
    "readme",
    "all",
];

/// More servers than this make a run slow and show nothing new.
const MOST: usize = 40;

/// The names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// Lists the files of a bundle.
pub fn names(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some(design) = document::parse(text).ok().or_else(|| drawn(text)) else { return false };
    let product = design.product();
    let Ok(catalogue) = catalogue::load(&product.id, &product.version) else { return false };
    let servers: usize = design.nodes().map(|node| usize::from(node.replicas)).sum();
    if servers == 0 || servers > MOST {
        return false;
    }
    look(&design, catalogue);
    true
}

fn look(design: &Design, catalogue: &Catalogue) {
    let exporter = Exporter::new(design, catalogue);
    for node in std::iter::once(None).chain(design.nodes().map(|node| Some(node.id.clone()))) {
        let root = exporter.root(&BundleOptions { node });
        assert!(!root.contains('/'), "{root:?} is one folder");
        is_safe(&root);
    }
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for path in exporter.paths() {
        for segment in path.split('/') {
            is_safe(segment);
        }
        let folded = path.to_lowercase();
        let above = folded.match_indices('/').map(|(at, _)| folded[..at].to_owned());
        folders.extend(above);
        assert!(files.insert(folded), "{path:?} is there twice where letters have no case");
    }
    let both: Vec<&String> = files.intersection(&folders).collect();
    assert!(both.is_empty(), "{both:?} are a file and a folder");
}

/// A name that every file system takes, and that leads nowhere.
fn is_safe(name: &str) {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    assert!(!name.is_empty() && name.len() <= 255, "{name:?} is too short or too long");
    assert!(name.bytes().all(plain), "{name:?} has a letter that is not for names of files");
    assert!(!name.ends_with('.') && !name.starts_with(".."), "{name:?} leads elsewhere");
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    assert!(!DEVICES.contains(&stem.as_str()), "{name:?} is a device on Windows");
}

/// The design that lines are; none where a document would be refused.
fn drawn(text: &str) -> Option<Design> {
    let mut lines = text.lines();
    let mut design = document::parse(catalogue::template("all-in-one-local")?.document).ok()?;
    let gone = design.nodes().map(|node| node.id.clone()).collect();
    let links = design.links().map(|link| link.id.clone()).collect();
    let mut all = Change::remove(&design, &gone, &links);
    let header = Header { name: lines.next()?.to_owned(), ..design.header().clone() };
    all = all.then(Change::set_header(&design, header));
    for line in lines.take(MOST) {
        let mut words = line.splitn(4, ' ');
        let role = words.next()?.parse().ok()?;
        let known = catalogue::wso2am_3_1_0().role(&role).is_some();
        let (id, count, name) = (words.next()?.parse().ok()?, words.next()?, words.next()?);
        let node = Node {
            id,
            role: known.then_some(role)?,
            name: name.to_owned(),
            host: None,
            hostname: String::new(),
            offset: 0,
            replicas: count.parse().ok()?,
            settings: topology::Settings::new(),
        };
        all = all.then(Change::add_node(node, Point::default()));
    }
    all.apply(&mut design).ok()?;
    // What is stored has passed this.
    document::check_change(&design, &all).ok()?;
    document::parse(&document::write(&design)).ok()
}
