//! One block of a scan, read as far as is needed to know that it is there (ISO/IEC 10918-1, F.2 and G.2).

use super::bits::Bits;
use super::huffman::Huffman;

/// Which numbers of a block a scan has, and how fine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    /// The first and the last number, 0 to 63.
    pub(super) first: u8,
    pub(super) last: u8,
    /// Whether it makes numbers finer that were there before.
    pub(super) refines: bool,
    /// Whether they are exact now.
    pub(super) exact: bool,
}

impl Band {
    /// The band, one bit for each of its numbers.
    pub(super) fn mask(self) -> u64 {
        let upto = |last: u8| u64::MAX >> (63 - u32::from(last.min(63)));
        upto(self.last) & !(upto(self.first) >> 1)
    }
}

/// A whole block of a picture that does not come in passes.
pub(super) fn sequential(bits: &mut Bits, dc: &Huffman, ac: &Huffman) -> Option<()> {
    first_number(bits, dc)?;
    let mut at = 1;
    while at < 64 {
        let code = bits.code(ac)?;
        let (zeros, length) = (u32::from(code >> 4), u32::from(code & 15));
        if length == 0 && zeros < 15 {
            break;
        }
        at += zeros + 1;
        bits.skip(length)?;
    }
    // A number beyond the block is none of a camera's.
    (at <= 64).then_some(())
}

/// The first number of a block.
pub(super) fn first_number(bits: &mut Bits, dc: &Huffman) -> Option<()> {
    let length = u32::from(bits.code(dc)?);
    if length > 16 { None } else { bits.skip(length) }
}

/// The other numbers of a block, for the first time. `there` has a bit for each that is not zero, `empty` counts blocks to come without any.
pub(super) fn others(bits: &mut Bits, ac: &Huffman, band: Band, there: &mut u64, empty: &mut u32) -> Option<()> {
    if *empty > 0 {
        *empty -= 1;
        return Some(());
    }
    let mut at = u32::from(band.first);
    while at <= u32::from(band.last) {
        let code = bits.code(ac)?;
        let (zeros, length) = (u32::from(code >> 4), u32::from(code & 15));
        if length == 0 && zeros < 15 {
            *empty = (1 << zeros) - 1 + bits.number(zeros)?;
            return Some(());
        }
        at += zeros;
        if length > 0 {
            if at > u32::from(band.last) {
                return None;
            }
            *there |= 1 << at;
            bits.skip(length)?;
        }
        at += 1;
    }
    Some(())
}

/// The same numbers, finer by one bit: each that is there has a bit, between the codes for those that are new.
pub(super) fn others_finer(bits: &mut Bits, ac: &Huffman, band: Band, there: &mut u64, empty: &mut u32) -> Option<()> {
    let mut at = u32::from(band.first);
    let last = u32::from(band.last);
    if *empty == 0 {
        while at <= last {
            let code = bits.code(ac)?;
            let (mut zeros, length) = (u32::from(code >> 4), u32::from(code & 15));
            match length {
                0 if zeros < 15 => {
                    *empty = (1 << zeros) + bits.number(zeros)?;
                    break;
                }
                0 => {}
                1 => bits.skip(1)?,
                _ => return None,
            }
            while at <= last {
                if *there >> at & 1 == 1 {
                    bits.skip(1)?;
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if length == 1 {
                if at > last {
                    return None;
                }
                *there |= 1 << at;
            }
            at += 1;
        }
    }
    if *empty > 0 {
        if at <= last {
            let rest = Band { first: at as u8, ..band };
            bits.skip((*there & rest.mask()).count_ones())?;
        }
        *empty -= 1;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::Band;

    #[test]
    fn a_band_has_a_bit_for_each_of_its_numbers() {
        let band = |first, last| Band { first, last, refines: false, exact: true }.mask();
        assert_eq!(band(0, 63), u64::MAX);
        assert_eq!(band(0, 0), 1);
        assert_eq!(band(1, 5), 0b11_1110);
        assert_eq!(band(63, 63), 1 << 63);
    }
}
