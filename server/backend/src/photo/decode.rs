//! Bytes that somebody sent into a picture that is safe to serve.

use std::io::Cursor;

use domain::fault::{Fault, FaultCode, Field};
use domain::geo::Position;
use domain::photo::{LARGEST_BYTES, LARGEST_PIXELS, PhotoOrigin, STORED_EDGE, THUMBNAIL_EDGE};
use domain::time::Moment;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView as _, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::Failure;

/// Quality of the stored JPEG.
const QUALITY: u8 = 82;
/// Memory that decoding may take.
const DECODE_BYTES: u64 = 320 * 1024 * 1024;

/// A picture as it is stored, and what the camera had written into it.
pub(super) struct Picture {
    pub(super) full: Vec<u8>,
    pub(super) small: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) origin: PhotoOrigin,
}

/// Decodes and encodes anew: nothing but pixels passes. Size and kind are checked before anything is decoded.
pub(super) fn read(bytes: &[u8]) -> Result<Picture, Failure> {
    let fault = |code| Failure::from(Fault::at(Field::Photo, code));
    if bytes.len() > LARGEST_BYTES {
        return Err(fault(FaultCode::PhotoTooLarge));
    }
    let format = sniff(bytes).map_err(fault)?;
    if format == ImageFormat::Jpeg && breaks_off(bytes) {
        return Err(fault(FaultCode::PhotoDamaged));
    }
    let damaged = |_| fault(FaultCode::PhotoDamaged);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(damaged)?;
    if u64::from(width) * u64::from(height) > LARGEST_PIXELS {
        return Err(fault(FaultCode::PhotoTooManyPixels));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODE_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let orientation = decoder.orientation().map_err(damaged)?;
    let image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    if format == ImageFormat::Jpeg && ends_gray(&image) {
        return Err(fault(FaultCode::PhotoDamaged));
    }
    let mut image = DynamicImage::ImageRgb8(shrink(image, STORED_EDGE).into_rgb8());
    image.apply_orientation(orientation);
    let small = shrink(image.clone(), THUMBNAIL_EDGE);
    Ok(Picture {
        full: encode(&image)?,
        small: encode(&small)?,
        width: image.width(),
        height: image.height(),
        origin: origin(bytes),
    })
}

/// The kind by its first bytes, never by its name or declared type.
fn sniff(bytes: &[u8]) -> Result<ImageFormat, FaultCode> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(ImageFormat::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..]
            if [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim"].iter().any(|known| brand.starts_with(*known)) =>
        {
            Err(FaultCode::PhotoHeic)
        }
        _ => Err(FaultCode::PhotoNotAnImage),
    }
}

/// Whether a JPEG ends in the middle of its picture, as after a lost connection; the decoder would fill the rest with gray.
/// Segments are passed over up to the scan, in which FF D9 can only be the end (ISO/IEC 10918-1, B.1.1). What is not understood
/// is left to the decoder.
fn breaks_off(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xff, 0xda, scan @ ..] => return !scan.windows(2).any(|pair| pair == [0xff, 0xd9]),
            // Bytes that fill the room before a marker.
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, _, high, low, ..] => {
                let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(length..) {
                    Some(after) => rest = after,
                    None => return true,
                }
            }
            _ => return false,
        }
    }
}

/// Rows that a JPEG is made of together.
const BAND: u32 = 16;

/// Whether the decoder gave up before the end of a JPEG: from where it understands no more, it fills a picture that is not told in passes
/// with the middle gray. One whose last band is that and nothing else does not come out of a camera.
fn ends_gray(image: &DynamicImage) -> bool {
    let band = image.height().saturating_sub(BAND)..image.height();
    band.into_iter().all(|y| (0..image.width()).all(|x| image.get_pixel(x, y).0[..3] == [128, 128, 128]))
}

fn shrink(image: DynamicImage, edge: u32) -> DynamicImage {
    if image.width() <= edge && image.height() <= edge {
        return image;
    }
    // Halving by averaging first makes the rest cheap without showing.
    image.thumbnail(edge, edge)
}

fn encode(image: &DynamicImage) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    image.write_with_encoder(encoder).map_err(|error| Failure::Inside(format!("encoding a photo: {error}")))?;
    Ok(bytes)
}

/// Where and when the camera says it was, if it says so readably.
fn origin(bytes: &[u8]) -> PhotoOrigin {
    let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return PhotoOrigin::default();
    };
    let degrees = |tag, reference, negative: u8| {
        let field = exif.get_field(tag, exif::In::PRIMARY)?;
        let exif::Value::Rational(parts) = &field.value else { return None };
        let [degrees, minutes, seconds] = parts.get(..3)? else { return None };
        let value = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
        let reference = exif.get_field(reference, exif::In::PRIMARY)?;
        let exif::Value::Ascii(letters) = &reference.value else { return None };
        let south_or_west = letters.first()?.first()? == &negative;
        Some(if south_or_west { -value } else { value })
    };
    let lat = degrees(exif::Tag::GPSLatitude, exif::Tag::GPSLatitudeRef, b'S');
    let lng = degrees(exif::Tag::GPSLongitude, exif::Tag::GPSLongitudeRef, b'W');
    let taken = exif.get_field(exif::Tag::DateTimeOriginal, exif::In::PRIMARY).and_then(|field| {
        let exif::Value::Ascii(letters) = &field.value else { return None };
        let text = std::str::from_utf8(letters.first()?).ok()?;
        let local = chrono::NaiveDateTime::parse_from_str(text.trim(), "%Y:%m:%d %H:%M:%S").ok()?;
        Some(Moment::from_local(local))
    });
    PhotoOrigin { position: lat.zip(lng).and_then(|(lat, lng)| Position::new(lat, lng)), taken_at: taken }
}
