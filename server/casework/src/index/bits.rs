//! A set of cases with neighbouring ids, a bit for each. Written down as whichever is shorter: all of its bits, or the list of those set.

/// Ids of a block.
pub(crate) const BLOCK: i64 = 1 << 15;
const WORDS: usize = (BLOCK / 64) as usize;
/// Bytes of all bits. A list of fewer numbers than half of that is always shorter.
const WHOLE: usize = WORDS * 8;

/// Some of the ids of one block, counted from its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits(Box<[u64; WORDS]>);

impl Default for Bits {
    fn default() -> Bits {
        Bits(Box::new([0; WORDS]))
    }
}

impl Bits {
    /// Reads what [`encode`] wrote. A block is written and read by the same release, so anything else cannot be there.
    pub(crate) fn decode(bytes: &[u8]) -> Bits {
        let mut bits = Bits::default();
        if bytes.len() == WHOLE {
            for (word, bytes) in bits.0.iter_mut().zip(bytes.as_chunks::<8>().0) {
                *word = u64::from_le_bytes(*bytes);
            }
        } else {
            bytes.as_chunks::<2>().0.iter().for_each(|bytes| bits.set(u16::from_le_bytes(*bytes)));
        }
        bits
    }

    pub(crate) fn set(&mut self, at: u16) {
        if let Some(word) = self.0.get_mut(usize::from(at) / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(crate) fn clear(&mut self, at: u16) {
        if let Some(word) = self.0.get_mut(usize::from(at) / 64) {
            *word &= !(1 << (at % 64));
        }
    }

    pub(crate) fn contains(&self, at: u16) -> bool {
        self.0.get(usize::from(at) / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }

    /// What is in both.
    pub(crate) fn keep(&mut self, other: &Bits) {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// What is in either.
    pub(crate) fn join(&mut self, other: &Bits) {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// What is not in the other.
    pub(crate) fn take_out(&mut self, other: &Bits) {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(mine, theirs)| *mine &= !theirs);
    }

    pub(crate) fn len(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Those set, lowest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = u16> {
        let words = self.0.iter().zip(0..WORDS as u16).filter(|(word, _)| **word != 0);
        words.flat_map(|(word, at)| (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit))
    }
}

/// Numbers within a block, each once and in order, as they are stored.
pub(crate) fn encode(set: &[u16]) -> Vec<u8> {
    if set.len() * 2 < WHOLE {
        return set.iter().flat_map(|at| at.to_le_bytes()).collect();
    }
    let mut bits = Bits::default();
    set.iter().for_each(|at| bits.set(*at));
    bits.0.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The block that a case is in, and its place there.
pub(super) fn place_of(case: i64) -> (i64, u16) {
    (case.div_euclid(BLOCK), u16::try_from(case.rem_euclid(BLOCK)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn of(set: &BTreeSet<u16>) -> Bits {
        Bits::decode(&encode(&set.iter().copied().collect::<Vec<_>>()))
    }

    proptest! {
        #[test]
        fn bits_are_sets(
            one in prop::collection::btree_set(0_u16..0x8000, 0..4000),
            other in prop::collection::btree_set(0_u16..0x8000, 0..200),
        ) {
            let (mut both, mut either, mut left) = (of(&one), of(&one), of(&one));
            both.keep(&of(&other));
            either.join(&of(&other));
            left.take_out(&of(&other));
            prop_assert_eq!(both, of(&one.intersection(&other).copied().collect()));
            prop_assert_eq!(either, of(&one.union(&other).copied().collect()));
            prop_assert_eq!(&left, &of(&one.difference(&other).copied().collect()));
            prop_assert_eq!(left.len(), one.difference(&other).count() as u64);
            prop_assert!(of(&one).iter().eq(one.iter().copied()));
            prop_assert!(of(&one).iter().rev().eq(one.iter().rev().copied()));
            for at in &other {
                prop_assert_eq!(of(&one).contains(*at), one.contains(at));
            }
        }
    }

    #[test]
    fn whichever_is_shorter_is_written() {
        let most: Vec<u16> = (0..2047).map(|at| at * 16).collect();
        assert_eq!((encode(&most).len(), encode(&[]).len()), (4094, 0));
        let more: Vec<u16> = (0..0x8000).collect();
        assert_eq!((encode(&more).len(), Bits::decode(&encode(&more)).len()), (4096, 0x8000));
    }
}
