//! Bytes that somebody sent into a picture that is safe to serve: nothing but pixels passes, in the colors that every screen knows, on
//! white, upright. Size and kind are checked before anything is decoded.

mod camera_data;
mod color;
mod header;
mod jpeg;
mod png;
mod raster;
mod size;
mod webp;

#[cfg(test)]
mod tests;

use domain::fault::FaultCode;
use domain::photo::{PhotoFormat, PhotoOrigin, stored_size, thumbnail_part, thumbnail_size};
use domain::time::Moment;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView as _, RgbImage, imageops};

use camera_data::CameraData;
use header::Header;

/// Quality of the stored JPEG.
const QUALITY: u8 = 82;

/// A picture as it is stored, and what the camera had written into it.
#[derive(Debug)]
pub struct Picture {
    /// JPEG, upright, no larger than is kept.
    pub full: Vec<u8>,
    /// JPEG, a small copy for lists.
    pub small: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Where and when it was taken, as far as the camera knew.
    pub origin: PhotoOrigin,
}

/// Why there is no picture.
#[derive(Debug)]
pub enum ReadError {
    /// What is wrong with what was sent.
    Refused(FaultCode),
    /// The encoder failed, which is nobody's fault but ours.
    Encoder(image::ImageError),
}

impl From<FaultCode> for ReadError {
    fn from(code: FaultCode) -> ReadError {
        ReadError::Refused(code)
    }
}

/// Bytes of memory that [`read`] takes for a picture beside the file itself, about; none for what it refuses by its first bytes.
pub fn memory(bytes: &[u8]) -> u64 {
    Header::read(bytes).map_or(0, |header| header.size.memory)
}

/// Decodes and encodes anew. What the camera says is judged by the time it is `now`.
///
/// # Errors
/// What is wrong with the picture: too large, too demanding, damaged, of a kind that is not taken.
pub fn read(bytes: &[u8], now: Moment) -> Result<Picture, ReadError> {
    let header = Header::read(bytes)?;
    let camera = CameraData::read(bytes, now);
    let image = decode(bytes, &header)?;
    let mut image = DynamicImage::ImageRgb8(image);
    image.apply_orientation(camera.orientation);
    let image = image.into_rgb8();
    Ok(Picture {
        full: encode(&image)?,
        small: encode(&thumbnail(&image))?,
        width: image.width(),
        height: image.height(),
        origin: camera.origin,
    })
}

/// The pixels, as many as are kept.
fn decode(bytes: &[u8], header: &Header) -> Result<RgbImage, FaultCode> {
    let (raster, profile) = match header.format {
        PhotoFormat::Jpeg => jpeg::decode(bytes)?,
        PhotoFormat::Png => png::decode(bytes, header.size)?,
        PhotoFormat::WebP => webp::decode(bytes)?,
    };
    let (width, height) = stored_size(header.size.width, header.size.height);
    // Colors last: of what is kept there are few pixels.
    Ok(color::to_srgb(raster.shrunk(width, height).ok_or(FaultCode::PhotoDamaged)?, profile.as_ref()))
}

/// A small copy; of a long picture what stands at its top, of a wide one what is in its middle.
fn thumbnail(image: &RgbImage) -> RgbImage {
    let (width, height) = thumbnail_part(image.width(), image.height());
    let left = (image.width() - width) / 2;
    let part = imageops::crop_imm(image, left, 0, width, height);
    let (width, height) = thumbnail_size(image.width(), image.height());
    if (width, height) == (part.width(), part.height()) {
        return part.to_image();
    }
    imageops::thumbnail(&*part, width, height)
}

fn encode(image: &RgbImage) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    image.write_with_encoder(encoder).map_err(ReadError::Encoder)?;
    Ok(bytes)
}
