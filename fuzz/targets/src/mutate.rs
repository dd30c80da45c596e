//! A small mutator: what it makes of a seed is the same on every machine. It looks at no coverage; that is libFuzzer's work.

/// Largest input that is made.
const LARGEST: usize = 64 * 1024;

/// splitmix64, and what is done with its numbers.
#[derive(Debug, Clone)]
pub struct Mutator(u64);

impl Mutator {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A seed with one to four changes, some of which take a piece of `other` or one of `words`.
    pub fn mutated(&mut self, seed: &[u8], other: &[u8], words: &[&str]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        // Some stay what they were in form, or nearly all would be refused at their first wrong letter.
        let is_gentle = self.below(3) == 0;
        for _ in 0..=self.below(4) {
            if is_gentle {
                self.exchange(&mut bytes);
            } else {
                self.change(&mut bytes, other, words);
            }
        }
        bytes.truncate(LARGEST);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8], words: &[&str]) {
        let at = self.below(bytes.len() + 1);
        match self.below(9) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            1 => {
                let digit = b'0' + u8::try_from(self.below(10)).unwrap_or_default();
                if let Some(byte) = bytes.iter_mut().skip(at).find(|byte| byte.is_ascii_digit()) {
                    *byte = digit;
                }
            }
            2 => bytes.insert(at, *self.one(&[0, b'"', b'\\', b'\n', b'.', b'{', b']', 0xFF])),
            3 => drop(bytes.drain(self.piece(bytes.len()))),
            4 => {
                let copy = bytes[self.piece(bytes.len())].to_vec();
                drop(bytes.splice(at..at, copy));
            }
            5 => {
                let foreign = other[self.piece(other.len())].to_vec();
                drop(bytes.splice(at..at, foreign));
            }
            6 => bytes.truncate(at),
            _ => {
                // In place of what is there as often as between.
                let word = self.one(words).bytes();
                let end = if self.below(2) == 0 { at } else { (at + word.len()).min(bytes.len()) };
                drop(bytes.splice(at..end, word));
            }
        }
    }

    /// Puts one value in place of another of its kind.
    fn exchange(&mut self, bytes: &mut Vec<u8>) {
        let all = values(bytes);
        if all.is_empty() {
            return;
        }
        let place = self.one(&all).clone();
        let is_text = bytes[place.start] == b'"';
        let alike: Vec<_> =
            all.into_iter().filter(|other| (bytes[other.start] == b'"') == is_text).collect();
        let value = bytes[self.one(&alike).clone()].to_vec();
        drop(bytes.splice(place, value));
    }

    /// A part of so many bytes: most are short.
    fn piece(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = if self.below(4) == 0 { length - start } else { (length - start).min(16) };
        start..start + self.below(most + 1)
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % bound.max(1) as u64).unwrap_or_default()
    }
}

/// Where texts in quotes, which are no names of fields, and whole numbers stand.
fn values(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at + 1..];
        let more = match byte {
            b'"' => {
                rest.iter().position(|&other| other == b'"' || other == b'\n').map(|end| end + 1)
            }
            b'0'..=b'9' => Some(rest.iter().take_while(|other| other.is_ascii_digit()).count()),
            _ => None,
        };
        let is_name = byte == b'"' && more.is_some_and(|more| rest.get(more) == Some(&b':'));
        if let Some(more) = more.filter(|_| !is_name) {
            found.push(at..at + 1 + more);
        }
        at += 1 + more.unwrap_or_default();
    }
    found
}
