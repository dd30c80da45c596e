//! Ordered maps and sets, filled one entry at a time.
//!
//! `collect` sorts a list first, and brings a sorting routine for each type it is used with: three
//! kilobytes each in the client, for lists that are short or in order already.

use std::collections::{BTreeMap, BTreeSet};

/// A map of these pairs; the last one of a key counts.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// A set of these items.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// Maps as they travel packed: a length and the pairs, in order.
pub(crate) mod packed {
    use borsh::{BorshDeserialize, BorshSerialize, io};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    pub(crate) fn read_shared<K, V, R>(reader: &mut R) -> io::Result<BTreeMap<K, Arc<V>>>
    where
        K: BorshDeserialize + Ord,
        V: BorshDeserialize,
        R: io::Read,
    {
        let count = u32::deserialize_reader(reader)?;
        let mut map = BTreeMap::new();
        for _ in 0..count {
            let key = K::deserialize_reader(reader)?;
            map.insert(key, Arc::new(V::deserialize_reader(reader)?));
        }
        Ok(map)
    }

    pub(crate) fn write_shared<K, V, W>(map: &BTreeMap<K, Arc<V>>, writer: &mut W) -> io::Result<()>
    where
        K: BorshSerialize + Ord,
        V: BorshSerialize,
        W: io::Write,
    {
        let count = u32::try_from(map.len()).map_err(io::Error::other)?;
        BorshSerialize::serialize(&count, writer)?;
        for (key, value) in map {
            BorshSerialize::serialize(key, writer)?;
            BorshSerialize::serialize(&**value, writer)?;
        }
        Ok(())
    }

    pub(crate) fn read<K, V, R>(reader: &mut R) -> io::Result<BTreeMap<K, V>>
    where
        K: BorshDeserialize + Ord,
        V: BorshDeserialize,
        R: io::Read,
    {
        let count = u32::deserialize_reader(reader)?;
        let mut map = BTreeMap::new();
        for _ in 0..count {
            let key = K::deserialize_reader(reader)?;
            map.insert(key, V::deserialize_reader(reader)?);
        }
        Ok(map)
    }

    pub(crate) fn write<K, V, W>(map: &BTreeMap<K, V>, writer: &mut W) -> io::Result<()>
    where
        K: BorshSerialize + Ord,
        V: BorshSerialize,
        W: io::Write,
    {
        BorshSerialize::serialize(map, writer)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_last_one_of_a_key_counts_and_order_is_by_key() {
        let map = super::map([(2, 'b'), (1, 'a'), (2, 'c')]);
        assert_eq!(map.into_iter().collect::<Vec<_>>(), [(1, 'a'), (2, 'c')]);
        assert_eq!(super::set([3, 1, 3]).into_iter().collect::<Vec<_>>(), [1, 3]);
    }
}
