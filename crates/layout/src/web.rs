//! Things in layers and what joins them: all that ordering and stacking need to know. Nodes within a
//! host are such things, and so are hosts within the drawing.

/// Things by number, each in a layer and joined with others.
#[derive(Debug, Default)]
pub(crate) struct Web {
    /// The things of each layer, from left to right.
    pub(crate) layers: Vec<Vec<usize>>,
    /// The layer of each thing.
    pub(crate) layer: Vec<usize>,
    /// What each thing is joined with, once for each link.
    pub(crate) neighbours: Vec<Vec<usize>>,
    /// The groups each thing belongs to, outermost first.
    pub(crate) groups: Vec<Vec<usize>>,
}

impl Web {
    /// A web of things with these ranks: every rank that occurs becomes a layer. Links join two of
    /// them by number; those of a thing with itself say nothing about its place.
    pub(crate) fn new(
        ranks: &[usize],
        groups: Vec<Vec<usize>>,
        links: impl IntoIterator<Item = (usize, usize)>,
    ) -> Self {
        let mut occurring = ranks.to_vec();
        occurring.sort_unstable();
        occurring.dedup();
        let layer: Vec<usize> =
            ranks.iter().map(|rank| occurring.partition_point(|other| other < rank)).collect();
        let mut layers = vec![Vec::new(); occurring.len()];
        for (thing, layer) in layer.iter().enumerate() {
            layers[*layer].push(thing);
        }
        let mut neighbours = vec![Vec::new(); ranks.len()];
        for (a, b) in links {
            if a != b {
                neighbours[a].push(b);
                neighbours[b].push(a);
            }
        }
        Self { layers, layer, neighbours, groups }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ranks_that_occur_become_layers() {
        let web = Web::new(&[7, 2, 7], vec![Vec::new(); 3], [(0, 1), (2, 2)]);
        assert_eq!(web.layers, [vec![1], vec![0, 2]]);
        assert_eq!(web.layer, [1, 0, 1]);
        assert_eq!(web.neighbours, [vec![1], vec![0], vec![]]);
    }
}
