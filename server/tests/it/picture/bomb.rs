//! Sound pictures of one color, of any size in next to no bytes: each is made of the shortest codes that its format has.

use super::png_chunk;

/// Codes of a Huffman tree, put together bit by bit.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    filled: u32,
}

impl Bits {
    /// Adds so many bits of a value, the lowest first, as deflate and WebP want it.
    fn low_first(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.filled.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << (self.filled % 8);
            }
            self.filled += 1;
        }
    }

    /// A Huffman code of deflate, whose highest bit comes first.
    fn code(&mut self, value: u32, count: u32) {
        self.low_first(value.reverse_bits() >> (32 - count), count);
    }
}

/// A black PNG of three bytes a pixel.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut head = Vec::new();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(png_chunk(b"IHDR", &head));
    bytes.extend(png_chunk(b"IDAT", &zeros((u64::from(width) * 3 + 1) * u64::from(height))));
    bytes.extend(png_chunk(b"IEND", &[]));
    bytes
}

/// So many zeros in zlib's format: one, and then "258 like the one before" in thirteen bits, again and again.
fn zeros(count: u64) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.low_first(0b011, 3); // the last block, with the fixed codes
    let zero = |bits: &mut Bits| bits.code(0b0011_0000, 8);
    let repeats = (count - 1) / 258;
    zero(&mut bits);
    for _ in 0..repeats {
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    for _ in 0..(count - 1) % 258 {
        zero(&mut bits);
    }
    bits.code(0, 7);
    let mut bytes = vec![0x78, 0x01];
    bytes.extend(bits.bytes);
    // Adler-32 of zeros: the first sum stays 1, the second counts them.
    bytes.extend((((count % 65_521) as u32) << 16 | 1).to_be_bytes());
    bytes
}

/// A lossless WebP: where every code has one symbol, a pixel takes no bits at all.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.low_first(0x2f, 8);
    bits.low_first(width - 1, 14);
    bits.low_first(height - 1, 14);
    bits.low_first(0, 1 + 3); // no alpha, version 0
    bits.low_first(0, 1 + 1 + 1); // no transform, no color cache, one group of codes
    for _ in 0..5 {
        bits.low_first(0b0001, 4); // a simple code of one symbol, which is 0
    }
    let mut data = bits.bytes;
    let length = data.len() as u32;
    if data.len() % 2 == 1 {
        data.push(0);
    }
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((data.len() as u32 + 12).to_le_bytes());
    bytes.extend(b"WEBPVP8L");
    bytes.extend(length.to_le_bytes());
    bytes.extend(data);
    bytes
}

/// A light gray baseline JPEG: two bits a block of 64 pixels. The sizes are multiples of 8.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut segment = |marker: u8, data: &[u8]| {
        bytes.extend([0xff, marker]);
        bytes.extend((data.len() as u16 + 2).to_be_bytes());
        bytes.extend(data);
    };
    segment(0xdb, &[&[0][..], &[8; 64]].concat());
    let [high, low] = height.to_be_bytes();
    let [wide, narrow] = width.to_be_bytes();
    segment(0xc0, &[8, high, low, wide, narrow, 1, 1, 0x11, 0]);
    // "As before" is the code 0, "by seven bits more" the code 10; "nothing but zeros" is the code 0.
    let lengths = |of: [u8; 2]| [&of[..], &[0; 14]].concat();
    segment(0xc4, &[&[0x00][..], &lengths([1, 1]), &[0, 7]].concat());
    segment(0xc4, &[&[0x10][..], &lengths([1, 0]), &[0]].concat());
    segment(0xda, &[1, 1, 0x00, 0, 63, 0]);
    let blocks = u64::from(width.div_ceil(8)) * u64::from(height.div_ceil(8));
    // The first block: 10, then 1000000 for 64 more than the middle gray, then the end of the block; the others are two zeros each.
    let first = [0b1010_0000, 0b0000_0000];
    let bits = 10 + 2 * (blocks - 1);
    bytes.extend(first);
    bytes.resize(bytes.len() + bits.saturating_sub(16).div_ceil(8) as usize, 0);
    bytes.extend([0xff, 0xd9]);
    bytes
}
