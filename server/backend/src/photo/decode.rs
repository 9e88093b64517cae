//! Bytes that somebody sent into a picture that is safe to serve: nothing but pixels passes, in the colors that every screen knows, on
//! white, upright. Size and kind are checked before anything is decoded.

mod camera_data;
mod color;
mod header;
mod jpeg;
mod png;
mod raster;
mod webp;

#[cfg(test)]
mod tests;

use domain::fault::{Fault, FaultCode, Field};
use domain::photo::{PhotoFormat, PhotoOrigin, stored_size, thumbnail_part, thumbnail_size};
use domain::time::Moment;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView as _, RgbImage, imageops};

use crate::Failure;
use camera_data::CameraData;
use header::Header;

/// Quality of the stored JPEG.
const QUALITY: u8 = 82;

/// A picture as it is stored, and what the camera had written into it.
pub(super) struct Picture {
    pub(super) full: Vec<u8>,
    pub(super) small: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) origin: PhotoOrigin,
}

/// Decodes and encodes anew. What the camera says is judged by the time it is `now`.
pub(super) fn read(bytes: &[u8], now: Moment) -> Result<Picture, Failure> {
    let fault = |code| Failure::from(Fault::at(Field::Photo, code));
    let header = Header::read(bytes).map_err(fault)?;
    let camera = CameraData::read(bytes, now);
    let image = decode(bytes, &header).map_err(fault)?;
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
        PhotoFormat::Png => png::decode(bytes, header)?,
        PhotoFormat::WebP => webp::decode(bytes)?,
    };
    let (width, height) = stored_size(header.width, header.height);
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

fn encode(image: &RgbImage) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    image.write_with_encoder(encoder).map_err(|error| Failure::Inside(format!("encoding a photo: {error}")))?;
    Ok(bytes)
}
