//! Pictures for tests, sound and hostile.

pub mod bomb;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A photograph of sorts, of this size.
fn image(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8])
    }))
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image(width, height).write_to(&mut bytes, format).expect("an encoded picture");
    bytes.into_inner()
}

/// A JPEG.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Jpeg)
}

/// A PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

/// A lossless WebP.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::WebP)
}

/// A PNG with 16 bits a channel.
pub fn png_of_16_bits(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let deep = DynamicImage::ImageRgb16(image(width, height).to_rgb16());
    deep.write_to(&mut bytes, ImageFormat::Png).expect("an encoded picture");
    bytes.into_inner()
}

/// A PNG that says it is so large and has next to no data.
pub fn png_bomb(width: u32, height: u32) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    // A zlib stream of nothing but one empty stored block.
    let nothing = [0x78, 0x01, 0x01, 0x00, 0x00, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01];
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(png_chunk(b"IHDR", &header));
    bytes.extend(png_chunk(b"IDAT", &nothing));
    bytes.extend(png_chunk(b"IEND", &[]));
    bytes
}

/// A PNG of one gray, small however many pixels it has.
pub fn gray_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_luma8(width, height).write_to(&mut bytes, ImageFormat::Png).expect("an encoded picture");
    bytes.into_inner()
}

/// A lossless WebP of one color.
pub fn flat_webp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height).write_to(&mut bytes, ImageFormat::WebP).expect("an encoded picture");
    bytes.into_inner()
}

/// A PNG of this kind of color, transparent black.
pub fn clear_png(width: u32, height: u32, sixteen_bits: bool) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let kind = if sixteen_bits { image::ColorType::Rgba16 } else { image::ColorType::Rgba8 };
    DynamicImage::new(width, height, kind).write_to(&mut bytes, ImageFormat::Png).expect("an encoded picture");
    bytes.into_inner()
}

/// A JPEG of one gray in full color, told in one go or in passes, of which there is only the first. However many pixels it has, each block
/// is a few bits: "no other than the one before".
pub fn gray_jpeg(width: u16, height: u16, in_passes: bool) -> Vec<u8> {
    let segment =
        |marker: u8, body: &[u8]| [&[0xff, marker][..], &(body.len() as u16 + 2).to_be_bytes(), body].concat();
    let frame =
        [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]].concat();
    // Two codes, 0 for no change and 10 for one of three bits; and one, 0, for the end of a block.
    let first = [&[0x00, 1, 1][..], &[0; 14], &[0, 3]].concat();
    let rest = [&[0x10, 1][..], &[0; 15], &[0]].concat();
    let last = if in_passes { 0 } else { 63 };
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend(segment(0xdb, &[&[0][..], &[16; 64]].concat()));
    bytes.extend(segment(if in_passes { 0xc2 } else { 0xc0 }, &frame));
    bytes.extend(segment(0xc4, &first));
    bytes.extend(segment(0xc4, &rest));
    bytes.extend(segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, last, 0]));
    let blocks = usize::from(width).div_ceil(8) * usize::from(height).div_ceil(8) * 3;
    let bits = 4 + blocks * if in_passes { 1 } else { 2 };
    // The first block is somewhat lighter than the middle gray.
    bytes.push(0b1010_0000);
    bytes.extend(vec![0; bits.div_ceil(8)]);
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// A JPEG that says it is 65,500 × 65,500.
pub fn jpeg_bomb() -> Vec<u8> {
    let mut bytes = jpeg(64, 64);
    let at = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame header");
    bytes[at + 5..at + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    bytes
}

fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = (data.len() as u32).to_be_bytes().to_vec();
    bytes.extend(kind);
    bytes.extend(data);
    bytes.extend(crc32(&[kind, data].concat()).to_be_bytes());
    bytes
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// What a camera writes that must never be published, as text to look for.
pub const CAMERA: &str = "SecretCamera 4711";

/// A JPEG as a phone takes it: lying on its side (orientation 6), with place (30.69° N, 121.02° E) and camera.
pub fn camera_jpeg(width: u32, height: u32) -> Vec<u8> {
    let exif = exif();
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg(width, height)[2..]);
    bytes
}

/// EXIF in little-endian TIFF: orientation, camera model, and a folder with the position.
fn exif() -> Vec<u8> {
    const MODEL_AT: u32 = 8 + 2 + 3 * 12 + 4;
    let model = format!("{CAMERA}\0");
    let gps_at = MODEL_AT + model.len() as u32;
    let rationals_at = gps_at + 2 + 4 * 12 + 4;
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let rationals = |degrees: u32, minutes: u32, seconds: u32| {
        [degrees, 1, minutes, 1, seconds, 1].iter().flat_map(|n: &u32| n.to_le_bytes()).collect::<Vec<u8>>()
    };
    let mut bytes = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    bytes.extend(3_u16.to_le_bytes());
    bytes.extend(entry(0x0110, 2, model.len() as u32, MODEL_AT.to_le_bytes()));
    bytes.extend(entry(0x0112, 3, 1, [6, 0, 0, 0]));
    bytes.extend(entry(0x8825, 4, 1, gps_at.to_le_bytes()));
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(model.as_bytes());
    bytes.extend(4_u16.to_le_bytes());
    bytes.extend(entry(1, 2, 2, *b"N\0\0\0"));
    bytes.extend(entry(2, 5, 3, rationals_at.to_le_bytes()));
    bytes.extend(entry(3, 2, 2, *b"E\0\0\0"));
    bytes.extend(entry(4, 5, 3, (rationals_at + 24).to_le_bytes()));
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(rationals(30, 41, 24));
    bytes.extend(rationals(121, 1, 12));
    bytes
}
