//! PNG: read row by row, so that a large one takes little memory.

use std::io::Cursor;

use ::png::{ColorType, Decoder, Transformations};
use domain::fault::FaultCode;
use domain::photo::stored_size;
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients, TransferCharacteristics};

use crate::color;
use crate::raster::{ColorModel, Downscaler, Raster, lay_on_white};
use crate::size::Size;

/// Width and height, which stand at a fixed place, first of all.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    let (width, height) = (number(16)?, number(20)?);
    let pixels = u64::from(width) * u64::from(height);
    // One that comes in passes lies in memory whole, with four samples a pixel.
    let in_passes = *bytes.get(28)? != 0;
    Some(Size { width, height, memory: if in_passes { 4 * pixels } else { 3 * pixels } })
}

/// The picture; of a moving one the first.
pub(super) fn decode(bytes: &[u8], size: Size) -> Result<(Raster, Option<ColorProfile>), FaultCode> {
    let damaged = |_| FaultCode::PhotoDamaged;
    let mut decoder = Decoder::new(Cursor::new(bytes));
    // Palettes and what they leave out become samples of eight bits.
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (model, has_alpha) = match reader.output_color_type().0 {
        ColorType::Grayscale => (ColorModel::Gray, false),
        ColorType::GrayscaleAlpha => (ColorModel::Gray, true),
        ColorType::Rgb => (ColorModel::Rgb, false),
        ColorType::Rgba => (ColorModel::Rgb, true),
        ColorType::Indexed => return Err(FaultCode::PhotoDamaged),
    };
    let info = reader.info();
    let Size { width, height, .. } = size;
    if (info.width, info.height) != (width, height) {
        return Err(FaultCode::PhotoDamaged);
    }
    let profile = match info.coding_independent_code_points {
        Some(points) => named(points),
        None => color::profile(info.icc_profile.as_ref().map(|icc| icc.to_vec())),
    };
    if info.interlaced {
        let mut samples = vec![0; reader.output_buffer_size().ok_or(FaultCode::PhotoDamaged)?];
        reader.next_frame(&mut samples).map_err(damaged)?;
        if has_alpha {
            lay_on_white(&mut samples, model.samples());
        }
        return Ok((Raster { width, height, model, samples }, profile));
    }
    let mut downscaler = Downscaler::new(model, (width, height), stored_size(width, height));
    let mut opaque = Vec::new();
    // As many as there should be and no more: behind the last row nothing is missed, not even the end.
    for _ in 0..height {
        let row = reader.next_row().map_err(damaged)?.ok_or(FaultCode::PhotoDamaged)?;
        if has_alpha {
            opaque.clear();
            opaque.extend_from_slice(row.data());
            lay_on_white(&mut opaque, model.samples());
            downscaler.take(&opaque);
        } else {
            downscaler.take(row.data());
        }
    }
    Ok((downscaler.finish(model), profile))
}

/// The profile of colors that are given by numbers (ITU-T H.273).
fn named(points: ::png::CodingIndependentCodePoints) -> Option<ColorProfile> {
    Some(ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: CicpColorPrimaries::try_from(points.color_primaries).ok()?,
        transfer_characteristics: TransferCharacteristics::try_from(points.transfer_function).ok()?,
        matrix_coefficients: MatrixCoefficients::try_from(points.matrix_coefficients).ok()?,
        full_range: points.is_video_full_range_image,
    }))
}
