//! How many links cross between the layers of a web.

use crate::web::Web;

/// The number of crossings when the things lie in these places of their layers. Links between the
/// same two layers are compared with each other: that is exact for neighbouring layers, and near
/// enough to choose between orders for those that lie further apart.
pub(crate) fn crossings(web: &Web, place: &[usize]) -> u64 {
    let count = web.layers.len();
    let mut between: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count * count];
    for (thing, neighbours) in web.neighbours.iter().enumerate() {
        for other in neighbours {
            let (left, right) = (web.layer[thing], web.layer[*other]);
            if left < right {
                between[left * count + right].push((place[thing], place[*other]));
            }
        }
    }
    between.iter_mut().map(|links| inversions(links)).sum()
}

/// Pairs of links whose ends lie in opposite orders; counted with a tree of sums over the right ends.
fn inversions(links: &mut [(usize, usize)]) -> u64 {
    links.sort_unstable();
    let size = links.iter().map(|(_, right)| right + 2).max().unwrap_or(0);
    let mut sums = vec![0_u64; size];
    let (mut seen, mut crossing) = (0, 0);
    for (_, right) in links.iter() {
        let mut below = 0;
        let mut at = right + 1;
        while at > 0 {
            below += sums[at];
            at &= at - 1;
        }
        crossing += seen - below;
        seen += 1;
        let mut at = right + 1;
        while at < size {
            sums[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    crossing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_cross_when_their_ends_lie_in_opposite_orders() {
        let web = Web::new(&[0, 0, 1, 1], vec![Vec::new(); 4], [(0, 3), (1, 2)]);
        assert_eq!(crossings(&web, &[0, 1, 0, 1]), 1);
        assert_eq!(crossings(&web, &[0, 1, 1, 0]), 0);
    }

    #[test]
    fn links_that_share_an_end_do_not_cross() {
        let web = Web::new(&[0, 1, 1, 1], vec![Vec::new(); 4], [(0, 1), (0, 2), (0, 3)]);
        assert_eq!(crossings(&web, &[0, 2, 0, 1]), 0);
    }

    #[test]
    fn counting_agrees_with_comparing_every_pair() {
        let links: Vec<(usize, usize)> = (0..40).map(|n| (n * 7 % 11, n * 5 % 13)).collect();
        let pairs =
            links.iter().enumerate().flat_map(|(at, a)| links[at..].iter().map(move |b| (a, b)));
        let slow = pairs.filter(|(a, b)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1));
        assert_eq!(inversions(&mut links.clone()), slow.count() as u64);
    }
}
