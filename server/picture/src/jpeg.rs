//! JPEG. Whether all of a picture is there is found out before it is decoded, as the decoder fills what is missing with gray, and an
//! honest picture may be gray as well.

mod bits;
mod block;
mod complete;
mod frame;
mod huffman;
mod scan;

use std::borrow::Cow;

use domain::fault::FaultCode;
use moxcms::ColorProfile;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use crate::color;
use crate::raster::{ColorModel, Raster};
use crate::size::Size;
use frame::Frame;

/// Width, height and memory, out of the frame's header.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let frame = Frame::find(bytes)?;
    Some(Size { width: u32::from(frame.width), height: u32::from(frame.height), memory: frame.memory() })
}

/// The first picture in the file, of which every row has to be there. What a maker puts behind it (a film, a second picture, notes)
/// is not looked at.
pub(super) fn decode(bytes: &[u8]) -> Result<(Raster, Option<ColorProfile>), FaultCode> {
    let end = complete::end_of_picture(bytes).ok_or(FaultCode::PhotoDamaged)?;
    let picture = with_end(bytes, end);
    let damaged = |_| FaultCode::PhotoDamaged;
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(complete::MOST_SCANS);
    let mut header = JpegDecoder::new_with_options(ZCursor::new(&*picture), options);
    header.decode_headers().map_err(damaged)?;
    let (model, output) = match header.input_colorspace().ok_or(FaultCode::PhotoDamaged)? {
        ColorSpace::Luma => (ColorModel::Gray, ColorSpace::Luma),
        // As they are: the profile, if there is one, speaks of inks.
        ColorSpace::CMYK => (ColorModel::Cmyk, ColorSpace::CMYK),
        ColorSpace::YCCK => (ColorModel::Ycck, ColorSpace::YCCK),
        _ => (ColorModel::Rgb, ColorSpace::RGB),
    };
    let profile = color::profile(header.icc_profile());
    let (width, height) = header.dimensions().ok_or(FaultCode::PhotoDamaged)?;
    let mut samples = vec![0; width * height * model.samples()];
    let options = options.jpeg_set_out_colorspace(output);
    JpegDecoder::new_with_options(ZCursor::new(&*picture), options).decode_into(&mut samples).map_err(damaged)?;
    let edge = |edge| u32::try_from(edge).map_err(|_| FaultCode::PhotoDamaged);
    Ok((Raster { width: edge(width)?, height: edge(height)?, model, samples }, profile))
}

/// The picture alone, with its end mark, which some phones forget.
fn with_end(bytes: &[u8], end: usize) -> Cow<'_, [u8]> {
    const END: [u8; 2] = [0xff, 0xd9];
    let (picture, behind) = bytes.split_at(end);
    match bytes.get(..end + END.len()) {
        Some(whole) if behind.starts_with(&END) => Cow::Borrowed(whole),
        _ => Cow::Owned([picture, &END].concat()),
    }
}
