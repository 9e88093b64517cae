//! WebP, with losses and without.

use std::io::Cursor;

use domain::fault::FaultCode;
use image::codecs::webp::WebPDecoder;
use image::{ColorType, ImageDecoder as _};
use moxcms::ColorProfile;

use crate::color;
use crate::raster::{ColorModel, Raster, lay_on_white};
use crate::size::Size;

/// The largest width and height that any part of the file claims (RFC 9649): the decoder compares the parts with the whole only when
/// it has decoded them.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let mut sizes = Vec::new();
    gather(bytes.get(12..)?, &mut sizes);
    let first = *sizes.first()?;
    sizes.into_iter().max_by_key(|size| size.memory).map(|largest| Size {
        // The whole says how large it is; a part that says more is refused for its memory.
        memory: largest.memory.max(first.memory),
        ..first
    })
}

fn gather(mut chunks: &[u8], sizes: &mut Vec<Size>) {
    while let [a, b, c, d, l0, l1, l2, l3, rest @ ..] = chunks {
        let length = u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize;
        let data = rest.get(..length).unwrap_or(rest);
        match &[*a, *b, *c, *d] {
            // Canvas and picture beside each other, four samples a pixel.
            b"VP8X" => sizes.extend(extended(data, 4, if is_moving(data) { 24 } else { 8 })),
            // What is transparent is a picture of its own beside the one that has losses.
            b"ALPH" => sizes.extend(sizes.first().map(|whole| sized(whole.width, whole.height, 22))),
            b"VP8 " => sizes.extend(lossy(data)),
            b"VP8L" => sizes.extend(lossless(data)),
            b"ANMF" => {
                sizes.extend(extended(data, 6, 24));
                gather(data.get(16..).unwrap_or_default(), sizes);
                // Only the first of a moving picture is shown.
                return;
            }
            _ => {}
        }
        chunks = rest.get(length + length % 2..).unwrap_or_default();
    }
}

fn is_moving(data: &[u8]) -> bool {
    data.first().is_some_and(|flags| flags & 2 != 0)
}

/// Two numbers of three bytes, each one less than the edge.
fn extended(data: &[u8], at: usize, halves: u64) -> Option<Size> {
    let edge = |at: usize| {
        let three = data.get(at..at + 3)?;
        Some(1 + three.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    };
    Some(sized(edge(at)?, edge(at + 3)?, halves))
}

fn lossy(data: &[u8]) -> Option<Size> {
    // Three planes, two of them half as wide and high, and what they are put together to.
    let edge = |at: usize| Some(u32::from(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?) & 0x3fff));
    Some(sized(edge(6)?, edge(8)?, 9))
}

fn lossless(data: &[u8]) -> Option<Size> {
    let bits = u32::from_le_bytes(data.get(1..5)?.try_into().ok()?);
    // Decoded with four samples a pixel, and copied when there is nothing transparent.
    Some(sized(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff), 14))
}

/// `halves` counts half bytes a pixel.
fn sized(width: u32, height: u32, halves: u64) -> Size {
    Size { width, height, memory: u64::from(width) * u64::from(height) * halves / 2 }
}

/// The picture; of a moving one the first.
pub(super) fn decode(bytes: &[u8]) -> Result<(Raster, Option<ColorProfile>), FaultCode> {
    let damaged = |_| FaultCode::PhotoDamaged;
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    let profile = color::profile(decoder.icc_profile().unwrap_or_default());
    let (width, height) = decoder.dimensions();
    let has_alpha = decoder.color_type() == ColorType::Rgba8;
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| FaultCode::PhotoDamaged)?;
    let mut samples = vec![0; length];
    decoder.read_image(&mut samples).map_err(damaged)?;
    if has_alpha {
        lay_on_white(&mut samples, ColorModel::Rgb.samples());
    }
    Ok((Raster { width, height, model: ColorModel::Rgb, samples }, profile))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [&name[..], &(data.len() as u32).to_le_bytes(), data].concat()
    }

    #[test]
    fn a_part_that_claims_more_than_the_whole_counts() {
        let whole = chunk(b"VP8X", &[0, 0, 0, 0, 9, 0, 0, 4, 0, 0]);
        let part = chunk(b"VP8L", &[0x2f, 0xff, 0xff, 0xff, 0x0f, 0]);
        let plain = size(&[&[0; 12][..], &whole].concat()).expect("a size");
        assert_eq!((plain.width, plain.height), (10, 5));
        let lying = size(&[&[0; 12][..], &whole, &part].concat()).expect("a size");
        assert_eq!((lying.width, lying.height, lying.memory), (10, 5, 16_384 * 16_384 * 7));
        assert_eq!(size(b"RIFF\0\0\0\0WEBP"), None);
    }
}
