//! The codes of a JPEG's entropy coding (ISO/IEC 10918-1, annex C).

/// Bits that are looked up at once.
const QUICK: u32 = 9;

/// A table of codes.
#[derive(Clone, Debug)]
pub(super) struct Huffman {
    /// Length and value of the code that these bits begin with; length 0 for a longer one.
    quick: Vec<(u8, u8)>,
    /// For each length up to 16: the first code behind those of this length, at the top of 16 bits, and what to add to a code to find
    /// its value.
    bounds: [(u32, i32); 17],
    values: Vec<u8>,
}

impl Huffman {
    /// Reads the tables of a segment; `Err` when it is none.
    pub(super) fn read(mut segment: &[u8], mut found: impl FnMut(u8, Huffman)) -> Option<()> {
        while let [place, rest @ ..] = segment {
            let (counts, rest) = rest.split_at_checked(16)?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let (values, rest) = rest.split_at_checked(total)?;
            found(*place, Huffman::new(counts, values)?);
            segment = rest;
        }
        Some(())
    }

    fn new(counts: &[u8], values: &[u8]) -> Option<Huffman> {
        let mut table = Huffman { quick: vec![(0, 0); 1 << QUICK], bounds: [(0, 0); 17], values: values.to_vec() };
        let (mut code, mut at) = (0_u32, 0_usize);
        for (length, count) in (1_u32..).zip(counts) {
            table.bounds[length as usize].1 = i32::try_from(at).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                if code >> length != 0 {
                    return None;
                }
                if length <= QUICK {
                    let first = (code << (QUICK - length)) as usize;
                    let same = table.quick.get_mut(first..first + (1 << (QUICK - length)))?;
                    same.fill((length as u8, *values.get(at)?));
                }
                code += 1;
                at += 1;
            }
            table.bounds[length as usize].0 = code << (16 - length);
            code <<= 1;
        }
        Some(table)
    }

    /// Length and value of the code that 16 bits begin with; `None` when there is no such code.
    pub(super) fn code(&self, bits: u32) -> Option<(u32, u8)> {
        let (length, value) = *self.quick.get((bits >> (16 - QUICK)) as usize)?;
        if length > 0 {
            return Some((u32::from(length), value));
        }
        let length = (QUICK + 1..=16).find(|length| bits < self.bounds[*length as usize].0)?;
        let code = i32::try_from(bits >> (16 - length)).ok()?;
        let value = self.values.get(usize::try_from(code + self.bounds[length as usize].1).ok()?)?;
        Some((length, *value))
    }
}
