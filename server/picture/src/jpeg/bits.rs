//! The bits between two markers of a JPEG, and nothing behind them: where they end, the picture ends.

use super::huffman::Huffman;

/// Reads bits up to the next marker.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// The next byte that was not taken in.
    at: usize,
    /// Bits taken in and not read, at the low end.
    held: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Bits<'a> {
        Bits { bytes, at, held: 0, count: 0 }
    }

    fn fill(&mut self) {
        while self.count <= 48 {
            let stuffed = match self.bytes.get(self.at..) {
                Some([0xff, 0x00, ..]) => 2,
                // A marker, or half of one at the end of the file.
                Some([0xff, ..] | []) | None => return,
                Some(_) => 1,
            };
            self.held = self.held << 8 | u64::from(self.bytes[self.at]);
            self.at += stuffed;
            self.count += 8;
        }
    }

    /// The value of the next code; `None` when the bits do not suffice or are none.
    pub(super) fn code(&mut self, table: &Huffman) -> Option<u8> {
        if self.count < 16 {
            self.fill();
        }
        let next = if self.count >= 16 { self.held >> (self.count - 16) } else { self.held << (16 - self.count) };
        let (length, value) = table.code((next & 0xffff) as u32)?;
        self.skip(length)?;
        Some(value)
    }

    /// A number of up to 16 bits.
    pub(super) fn number(&mut self, length: u32) -> Option<u32> {
        if self.count < length {
            self.fill();
        }
        let left = self.count.checked_sub(length)?;
        let number = self.held >> left & ((1 << length) - 1);
        self.count = left;
        u32::try_from(number).ok()
    }

    /// Passes over bits, up to 64.
    pub(super) fn skip(&mut self, mut length: u32) -> Option<()> {
        while length > 0 {
            if self.count < length {
                self.fill();
            }
            let now = length.min(self.count);
            if now == 0 {
                return None;
            }
            self.count -= now;
            length -= now;
        }
        Some(())
    }

    /// Where the first byte stands of which nothing was read.
    pub(super) fn position(&self) -> usize {
        (0..self.count / 8).fold(self.at, |at, _| {
            let stuffed = at >= 2 && self.bytes.get(at - 2..at) == Some(&[0xff, 0x00]);
            at - if stuffed { 2 } else { 1 }
        })
    }

    /// Passes over the mark with this number (0 to 7) that restarts the coding.
    pub(super) fn restart(&mut self, number: u8) -> Option<()> {
        let rest = self.bytes.get(self.position()..)?;
        // As other decoders do: whatever fills the room before the mark.
        let at = rest.windows(2).position(|pair| matches!(pair, [0xff, 0x01..=0xfe]))?;
        if rest.get(at + 1) != Some(&(0xd0 + number)) {
            return None;
        }
        self.at = self.position() + at + 2;
        (self.held, self.count) = (0, 0);
        Some(())
    }
}
