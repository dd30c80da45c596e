//! Where texts stand in a list.
//!
//! Ids and names are looked up thousands of times for each check of a design, after every edit. A
//! search in a sorted map compares a dozen texts each time, this one or two. It is only asked, never
//! iterated, so what is made with it has the order of the list. Texts made to collide cost time, and a
//! design is bounded.

/// The places of texts, upper and lower case alike: the caller compares what it finds.
#[derive(Debug, Default)]
pub struct Places {
    /// The upper half of a text's hash and its place from 1 in one; 0 where nothing is. There are twice
    /// as many as places, a power of two.
    slots: Vec<u64>,
}

/// Half of a slot.
const HALF: u32 = 32;

impl Places {
    /// Room for this many texts. What is filed beyond is not found.
    #[must_use]
    pub fn with_room(texts: usize) -> Self {
        Self { slots: vec![0; (texts * 2).next_power_of_two().max(2)] }
    }

    /// The places of the texts of a list. Of equal texts the first is found.
    pub fn of<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> Self {
        let mut places = Self::with_room(texts.len());
        for (place, text) in texts.enumerate() {
            places.insert(text, place);
        }
        places
    }

    /// Files a text, behind those that are there.
    pub fn insert(&mut self, text: &str, place: usize) {
        let (hash, mask) = (hash(text), self.slots.len().wrapping_sub(1));
        let Ok(place) = u32::try_from(place + 1) else { return };
        let mut at = start(hash, mask);
        for _ in 0..self.slots.len() {
            if let Some(slot @ 0) = self.slots.get_mut(at) {
                *slot = upper(hash) | u64::from(place);
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// The first place of a text; `is` says whether a place has it.
    pub fn find(&self, text: &str, is: impl Fn(usize) -> bool) -> Option<usize> {
        let (hash, mask) = (hash(text), self.slots.len().wrapping_sub(1));
        let mut at = start(hash, mask);
        for _ in 0..self.slots.len() {
            let slot = *self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            if upper(slot) == upper(hash) {
                let place = usize::try_from(slot & u64::from(u32::MAX)).ok()? - 1;
                if is(place) {
                    return Some(place);
                }
            }
            at = (at + 1) & mask;
        }
        None
    }
}

/// The half that slots keep.
fn upper(hash: u64) -> u64 {
    hash >> HALF << HALF
}

#[expect(clippy::cast_possible_truncation, reason = "the mask leaves what fits")]
fn start(hash: u64, mask: usize) -> usize {
    hash as usize & mask
}

/// FNV-1a of the text in lower case, its halves mixed: the lower one says where to look.
fn hash(text: &str) -> u64 {
    let bytes = text.bytes().map(|byte| u64::from(byte.to_ascii_lowercase()));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ byte).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash ^ (hash >> HALF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_of_a_list_is_found_where_it_is_first() {
        let texts: Vec<String> = (0..500).map(|n| format!("gw{}", n % 400)).collect();
        let places = Places::of(texts.iter().map(String::as_str));
        let find = |text: &str| places.find(text, |place| texts[place] == text);
        for (place, text) in texts.iter().enumerate().take(400) {
            assert_eq!(find(text), Some(place));
        }
        assert_eq!(find("gw400"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn a_name_is_found_in_any_case_where_the_caller_wants_it() {
        let places = Places::of(["Gw.Example.com"].into_iter());
        assert_eq!(places.find("gw.example.COM", |_| true), Some(0));
    }

    #[test]
    fn nothing_is_found_in_nothing_and_what_has_no_room_is_left_out() {
        assert_eq!(Places::default().find("gw1", |_| true), None);
        let mut full = Places::with_room(1);
        for (place, text) in ["a", "b", "c"].into_iter().enumerate() {
            full.insert(text, place);
        }
        assert_eq!(full.find("d", |_| false), None);
        Places::default().insert("a", 0);
    }
}
