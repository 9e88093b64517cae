//! Pictures as phones make them: small ones of our own, some of which other decoders stumbled over.

mod camera;
mod color;
mod white;
mod whole;

use std::io::Cursor;

use domain::fault::FaultCode;
use domain::time::Moment;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{Picture, ReadError, read};

/// An evening in November 2026.
const NOW: Moment = Moment(1_795_694_400);

/// A picture that lies beside the tests.
macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/picture/", $name)).as_slice()
    };
}
use picture;

/// What becomes of a file.
fn taken(bytes: &[u8]) -> Picture {
    read(bytes, NOW).expect("a picture")
}

fn refused(bytes: &[u8]) -> Option<FaultCode> {
    match read(bytes, NOW) {
        Ok(_) => None,
        Err(ReadError::Refused(code)) => Some(code),
        Err(ReadError::Encoder(error)) => panic!("{error}"),
    }
}

/// The pixels of what is stored.
fn shown(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(&taken(bytes).full).expect("a stored picture").into_rgb8()
}

/// Whether a color is another one, but for what a JPEG loses.
fn near(color: Rgb<u8>, other: [u8; 3]) -> bool {
    color.0.iter().zip(other).all(|(a, b)| a.abs_diff(b) <= 6)
}

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95)).expect("encoded");
    bytes
}

#[test]
fn a_long_screenshot_stays_legible_and_its_thumbnail_shows_the_top() {
    let mut page = RgbImage::from_pixel(1300, 7000, Rgb([250, 250, 250]));
    for y in 0..1000 {
        for x in 0..1300 {
            page.put_pixel(x, y, Rgb([20, 60, 200]));
        }
    }
    let picture = taken(&encoded(page, ImageFormat::Png));
    assert_eq!((picture.width, picture.height), (1080, 5815));
    let small = image::load_from_memory(&picture.small).expect("a thumbnail").into_rgb8();
    assert_eq!((small.width(), small.height()), (240, 320));
    assert!(near(*small.get_pixel(120, 150), [20, 60, 200]), "the top");
    assert!(near(*small.get_pixel(120, 310), [250, 250, 250]), "{:?}", small.get_pixel(120, 310));
}

#[test]
fn ordinary_photos_are_kept_at_their_usual_size() {
    let photo = RgbImage::from_fn(2400, 1800, |x, y| Rgb([(x / 10) as u8, (y / 8) as u8, 90]));
    let png = taken(&encoded(photo.clone(), ImageFormat::Png));
    let jpeg = taken(&jpeg(&photo));
    assert_eq!((png.width, png.height), (1600, 1200));
    assert_eq!((jpeg.width, jpeg.height), (1600, 1200));
    let [png, jpeg] = [png, jpeg].map(|picture| image::load_from_memory(&picture.full).expect("stored").into_rgb8());
    for (x, y) in [(3, 3), (800, 600), (1590, 1190)] {
        assert!(near(*png.get_pixel(x, y), jpeg.get_pixel(x, y).0), "{x}, {y}");
    }
}

#[test]
fn i03_size_is_refused_by_the_header_alone() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend([9000_u32.to_be_bytes(), 5000_u32.to_be_bytes()].concat());
    png.extend([8, 2, 0, 0, 0]);
    assert_eq!(refused(&png), Some(FaultCode::PhotoTooManyPixels));
    png[16..24].copy_from_slice(&[600_u32.to_be_bytes(), 65_000_u32.to_be_bytes()].concat());
    assert_eq!(refused(&png), Some(FaultCode::PhotoTooLong));
    png[16..24].copy_from_slice(&[100_000_u32.to_be_bytes(), 1_u32.to_be_bytes()].concat());
    assert_eq!(refused(&png), Some(FaultCode::PhotoTooManyPixels));
    // The same pixels take three times the memory in passes.
    let frame = |marker: u8, width: u16, height: u16| {
        let [h, w] = [height.to_be_bytes(), width.to_be_bytes()];
        let frame = [0xff, marker, 0, 17, 8, h[0], h[1], w[0], w[1], 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
        [&[0xff, 0xd8][..], &frame, &[0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]].concat()
    };
    assert_eq!(refused(&frame(0xc0, 8000, 5000)), Some(FaultCode::PhotoDamaged), "large, and nothing in it");
    assert_eq!(refused(&frame(0xc2, 5300, 4000)), Some(FaultCode::PhotoDamaged));
    assert_eq!(refused(&frame(0xc2, 6000, 5000)), Some(FaultCode::PhotoTooDemanding));
    assert_eq!(refused(&frame(0xc0, 8001, 5000)), Some(FaultCode::PhotoTooManyPixels));
}
