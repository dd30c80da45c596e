//! The order of things within their layers: swept from left to right and back, each time moving
//! things to the middle of what they are joined with, which takes most crossings away.

use crate::crossings::crossings;
use crate::web::Web;
use std::collections::BTreeMap;

/// Sweeps over all layers. A fixed number keeps the work in proportion to the links; more than these
/// hardly change anything.
const SWEEPS: usize = 8;

/// The orders of the web's layers that the sweeps came by, the one with the fewest crossings first.
/// Things of one group stand together in every layer.
pub(crate) fn orders(web: &Web) -> Vec<Vec<Vec<usize>>> {
    let mut layers = web.layers.clone();
    let mut place = vec![0; web.layer.len()];
    for at in 0..layers.len() {
        arrange_layer(web, &mut layers, &mut place, at, |_| false);
    }
    let mut orders = vec![(crossings(web, &place), layers.clone())];
    for sweep in 0..SWEEPS {
        if sweep % 2 == 0 {
            for at in 0..layers.len() {
                arrange_layer(web, &mut layers, &mut place, at, |other| other < at);
            }
        } else {
            for at in (0..layers.len()).rev() {
                arrange_layer(web, &mut layers, &mut place, at, |other| other > at);
            }
        }
        if orders.iter().any(|(_, known)| *known == layers) {
            break;
        }
        orders.push((crossings(web, &place), layers.clone()));
    }
    orders.sort_by_key(|(crossings, _)| *crossings);
    orders.into_iter().map(|(_, layers)| layers).collect()
}

/// Sorts one layer by the middles of what its things are joined with in the layers that count.
fn arrange_layer(
    web: &Web,
    layers: &mut [Vec<usize>],
    place: &mut [usize],
    at: usize,
    counts: impl Fn(usize) -> bool,
) {
    let share = |thing: usize| (wide(place[thing]) + 0.5) / wide(layers[web.layer[thing]].len());
    let middles: Vec<(usize, f64)> = layers[at]
        .iter()
        .enumerate()
        .map(|(index, thing)| {
            let neighbours = web.neighbours[*thing].iter();
            let joined = neighbours.filter(|other| counts(web.layer[**other]));
            let (sum, count) =
                joined.fold((0.0, 0_usize), |(sum, n), other| (sum + share(*other), n + 1));
            let stays = (wide(index) + 0.5) / wide(layers[at].len());
            (*thing, if count == 0 { stays } else { sum / wide(count) })
        })
        .collect();
    layers[at] = grouped(web, &middles);
    for (index, thing) in layers[at].iter().enumerate() {
        place[*thing] = index;
    }
}

/// Things by their middles, whole groups by the middles of all in them. Equal ones keep their order.
fn grouped(web: &Web, middles: &[(usize, f64)]) -> Vec<usize> {
    let mut groups: BTreeMap<&[usize], (f64, f64)> = BTreeMap::new();
    for (thing, middle) in middles {
        for depth in 1..=web.groups[*thing].len() {
            let (sum, count) = groups.entry(&web.groups[*thing][..depth]).or_default();
            *sum += middle;
            *count += 1.0;
        }
    }
    let mut keyed: Vec<(Vec<(f64, usize)>, usize)> = middles
        .iter()
        .enumerate()
        .map(|(index, (thing, middle))| {
            let path = &web.groups[*thing];
            let mut key: Vec<(f64, usize)> = (1..=path.len())
                .map(|depth| {
                    let (sum, count) = groups.get(&path[..depth]).copied().unwrap_or_default();
                    (sum / count, path[depth - 1])
                })
                .collect();
            // After the numbers of groups, so that a group is never mistaken for a thing.
            key.push((*middle, usize::MAX / 2 + index));
            (key, *thing)
        })
        .collect();
    keyed.sort_by(|(a, _), (b, _)| {
        let pairs = a.iter().zip(b);
        let differing = pairs.map(|(a, b)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        differing.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    keyed.into_iter().map(|(_, thing)| thing).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of nodes and links are far below 2^52")]
fn wide(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crossing_that_can_be_avoided_is() {
        let links = [(0, 5), (1, 4), (2, 3)];
        let web = Web::new(&[0, 0, 0, 1, 1, 1], vec![Vec::new(); 6], links);
        assert_eq!(orders(&web)[0], [vec![0, 1, 2], vec![5, 4, 3]]);
    }

    #[test]
    fn the_work_is_a_fixed_number_of_sweeps() {
        let links = (0..400).map(|n| (n * 31 % 200, 200 + n * 17 % 200));
        let ranks: Vec<usize> = (0..400).map(|n| n / 50).collect();
        let orders = orders(&Web::new(&ranks, vec![Vec::new(); 400], links));
        assert!((2..=SWEEPS + 1).contains(&orders.len()), "{}", orders.len());
    }

    #[test]
    fn things_of_one_group_stand_together() {
        let groups = vec![vec![], vec![], vec![], vec![7], vec![], vec![7]];
        let web = Web::new(&[0, 0, 0, 1, 1, 1], groups, [(0, 3), (1, 4), (2, 5)]);
        let layers = orders(&web).remove(0);
        let at = |thing| layers[1].iter().position(|other| *other == thing).unwrap();
        assert_eq!(at(3).abs_diff(at(5)), 1);
    }

    #[test]
    fn groups_within_groups_stand_together_as_well() {
        let groups = vec![vec![1, 2], vec![3], vec![1], vec![1, 2], vec![1]];
        let web = Web::new(&[0; 5], groups, []);
        let layers = orders(&web).remove(0);
        assert_eq!(layers, [vec![1, 0, 3, 2, 4]]);
    }
}
