//! What a picture will take to decode, told by its first bytes before anything is decoded.
//!
//! The pixels alone do not tell: a JPEG that is told in passes is held as coefficients and as pixels, a lossless WebP twice, and a PNG of
//! 16 bits takes double the room. What says nothing of itself is left to the decoder, which has a bound of its own.

use std::io::{Read, Seek, SeekFrom};

use domain::photo::LARGEST_PIXELS;

/// Bytes of memory that decoding a picture may take: forty megapixels as cameras and browsers tell them, twenty of a JPEG that is told in
/// passes with all of its color. With everything else the program then stays below 384 MiB.
const MOST: u64 = 184 * 1024 * 1024;

/// Segments of a JPEG, or chunks of a WebP, that may stand before the picture.
const MOST_PARTS: usize = 4096;

/// How large a picture says it is, and what decoding it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cost {
    pixels: u64,
    bytes: u64,
}

impl Cost {
    fn new(width: u32, height: u32, bytes_of_pixel: u64) -> Cost {
        let pixels = u64::from(width) * u64::from(height);
        Cost { pixels, bytes: pixels.saturating_mul(bytes_of_pixel) }
    }

    /// As many pixels of half as many bytes.
    fn half(self) -> Cost {
        Cost { bytes: self.bytes / 2, ..self }
    }

    /// Whether there are more pixels than are ever decoded.
    pub(super) fn is_too_large(self) -> bool {
        self.pixels > LARGEST_PIXELS
    }

    /// Whether there is not the memory for this kind of picture in this size.
    pub(super) fn is_too_demanding(self) -> bool {
        self.bytes > MOST
    }
}

/// What decoding this picture takes, as far as it says; `None` when it does not say.
pub(super) fn of(mut source: impl Read + Seek) -> std::io::Result<Option<Cost>> {
    let mut head = [0; 30];
    let mut length = 0;
    while let Some(rest) = head.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match source.read(rest)? {
            0 => break,
            more => length += more,
        }
    }
    Ok(match head {
        [0xff, 0xd8, ..] => jpeg(&mut source)?,
        [0x89, b'P', b'N', b'G', ..] => Some(png(&head)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(&mut source, &head)?,
        _ => None,
    })
}

/// The header stands first, at a fixed place (ISO/IEC 15948, 11.2.2). A color that stands for none makes one channel more.
fn png(head: &[u8; 30]) -> Cost {
    let [.., w0, w1, w2, w3, h0, h1, h2, h3, depth, color, _, _, _, _] = *head;
    let channels = if matches!(color, 0 | 4) { 2 } else { 4 };
    let of_pixel = if depth == 16 { 2 * channels } else { channels };
    Cost::new(u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]), of_pixel)
}

/// A frame of one kind, or a canvas and what stands on it (RFC 9649). A lossless frame is decoded with four channels and then copied; the
/// transparency of a lossy one is a lossless picture of its own.
fn webp(source: &mut (impl Read + Seek), head: &[u8; 30]) -> std::io::Result<Option<Cost>> {
    let [.., k0, k1, k2, k3, _, _, _, _, flags, _, _, _, w0, w1, w2, h0, h1, h2] = *head;
    let less_one = |a, b, c| u32::from_le_bytes([a, b, c, 0]) + 1;
    Ok(match &[k0, k1, k2, k3] {
        b"VP8 " => {
            let fourteen_bits = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
            Some(Cost::new(fourteen_bits(w2, h0), fourteen_bits(h1, h2), 9).half())
        }
        b"VP8L" => {
            let [.., b0, b1, b2, b3, _, _, _, _, _] = *head;
            let bits = u32::from_le_bytes([b0, b1, b2, b3]);
            Some(Cost::new((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1, 7))
        }
        b"VP8X" => {
            let (animated, transparent) = (flags & 0x02 != 0, flags & 0x10 != 0);
            let halves = match frame_kind(source)? {
                _ if animated => 24,
                Some(kind) if &kind == b"VP8L" => 14,
                Some(_) if !transparent => 9,
                _ => 22,
            };
            Some(Cost::new(less_one(w0, w1, w2), less_one(h0, h1, h2), halves).half())
        }
        _ => None,
    })
}

/// The kind of the first frame among the chunks behind the canvas.
fn frame_kind(source: &mut (impl Read + Seek)) -> std::io::Result<Option<[u8; 4]>> {
    source.seek(SeekFrom::Start(12))?;
    for _ in 0..MOST_PARTS {
        let mut chunk = [0; 8];
        if let Err(error) = source.read_exact(&mut chunk) {
            return ended(error);
        }
        let [kind @ .., l0, l1, l2, l3] = chunk;
        if matches!(&kind, b"VP8 " | b"VP8L") {
            return Ok(Some(kind));
        }
        let length = u32::from_le_bytes([l0, l1, l2, l3]);
        source.seek(SeekFrom::Current(i64::from(length) + i64::from(length % 2)))?;
    }
    Ok(None)
}

/// Segment after segment up to the first scan (ISO/IEC 10918-1, B.2). A frame told in passes, or whose components come one after the other,
/// is held as coefficients of two bytes each beside its pixels.
fn jpeg(source: &mut (impl Read + Seek)) -> std::io::Result<Option<Cost>> {
    source.seek(SeekFrom::Start(2))?;
    let mut frame: Option<Frame> = None;
    for _ in 0..MOST_PARTS {
        let (marker, body) = match segment(source) {
            Ok(segment) => segment,
            Err(error) => return ended(error),
        };
        match marker {
            0xc0..=0xc2 => {
                let found = Frame::read(marker, &body);
                // The larger of several, should there be more than the one that is allowed.
                frame = frame.max(found);
            }
            0xda => {
                let scanned = u64::from(body.first().copied().unwrap_or_default());
                return Ok(frame.map(|frame| frame.cost(scanned)));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// The marker and the body of the next segment; what stands between segments is passed over, as the decoder does.
fn segment(source: &mut (impl Read + Seek)) -> std::io::Result<(u8, Vec<u8>)> {
    let mut byte = [0];
    for _ in 0..MOST_PARTS {
        source.read_exact(&mut byte)?;
        if byte != [0xff] {
            continue;
        }
        while byte == [0xff] {
            source.read_exact(&mut byte)?;
        }
        let [marker] = byte;
        // Markers without a body.
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd9) {
            continue;
        }
        let mut length = [0; 2];
        source.read_exact(&mut length)?;
        let length = u64::from(u16::from_be_bytes(length)).saturating_sub(2);
        if !matches!(marker, 0xc0..=0xc2 | 0xda) {
            source.seek(SeekFrom::Current(i64::try_from(length).unwrap_or_default()))?;
            return Ok((marker, Vec::new()));
        }
        let mut body = Vec::new();
        source.take(length).read_to_end(&mut body)?;
        return Ok((marker, body));
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

/// The header of a JPEG's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Frame {
    pixels: u64,
    coefficients: u64,
    components: u64,
    in_passes: bool,
    width: u16,
    height: u16,
}

impl Frame {
    fn read(marker: u8, body: &[u8]) -> Option<Frame> {
        let [_, h0, h1, w0, w1, _, components @ ..] = body else { return None };
        let (width, height) = (u16::from_be_bytes([*w0, *w1]), u16::from_be_bytes([*h0, *h1]));
        let samples = components.chunks_exact(3).filter_map(|component| component.get(1));
        let samples: Vec<(u64, u64)> = samples.map(|both| (u64::from(both >> 4), u64::from(both & 15))).collect();
        let across = samples.iter().map(|(across, _)| *across).max()?.max(1);
        let down = samples.iter().map(|(_, down)| *down).max()?.max(1);
        let blocks = u64::from(width).div_ceil(8 * across) * u64::from(height).div_ceil(8 * down);
        Some(Frame {
            pixels: u64::from(width) * u64::from(height),
            coefficients: blocks * 64 * samples.iter().map(|(across, down)| across * down).sum::<u64>(),
            components: samples.len() as u64,
            in_passes: marker == 0xc2,
            width,
            height,
        })
    }

    fn cost(self, scanned: u64) -> Cost {
        let channels = if self.components == 1 { 1 } else { 3 };
        let mut cost = Cost::new(u32::from(self.width), u32::from(self.height), channels);
        if self.in_passes || scanned != self.components {
            cost.bytes += 2 * self.coefficients;
        }
        cost
    }
}

/// A file that ends before it says is no fault here: the decoder will say so.
fn ended<T>(error: std::io::Error) -> std::io::Result<Option<T>> {
    if error.kind() == std::io::ErrorKind::UnexpectedEof { Ok(None) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::*;

    fn cost(bytes: &[u8]) -> Option<Cost> {
        of(Cursor::new(bytes)).expect("read")
    }

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(50, 40).write_to(&mut bytes, format).expect("encoded");
        bytes.into_inner()
    }

    #[test]
    fn every_kind_says_what_it_takes() {
        let found = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].map(|format| cost(&encoded(format)));
        assert_eq!(found, [3, 4, 7].map(|of_pixel| Some(Cost::new(50, 40, of_pixel))));
        assert_eq!(cost(b"GIF89a"), None);
        assert_eq!(cost(&encoded(ImageFormat::Jpeg)[..30]), None);
    }

    #[test]
    fn a_jpeg_told_in_passes_takes_its_coefficients_as_well() {
        let mut passes = encoded(ImageFormat::Jpeg);
        let at = passes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
        passes[at + 1] = 0xc2;
        // Three components of 7 × 5 blocks.
        assert_eq!(cost(&passes), Some(Cost { pixels: 2000, bytes: 6000 + 2 * 3 * 35 * 64 }));
        // 30 megapixels with a quarter of the color pass; the same with all of it do not.
        let frame =
            |sampling: u8| Frame::read(0xc2, &[8, 0x13, 0x88, 0x17, 0x70, 3, 1, sampling, 0, 2, 0x11, 0, 3, 0x11, 0]);
        let [some, all] = [0x22, 0x11].map(|sampling| frame(sampling).expect("a frame").cost(3));
        assert!(!some.is_too_demanding() && !some.is_too_large(), "{some:?}");
        assert!(all.is_too_demanding(), "{all:?}");
    }

    #[test]
    fn sixteen_bits_of_four_channels_take_too_much() {
        let mut head = encoded(ImageFormat::Png);
        head[16..26].copy_from_slice(&[0, 0, 0x15, 0x60, 0, 0, 0x1c, 0xc0, 16, 6]);
        assert!(cost(&head).expect("a cost").is_too_demanding());
        head[24] = 8;
        assert!(!cost(&head).expect("a cost").is_too_demanding());
    }
}
