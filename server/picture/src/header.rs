//! What a file says of itself before any of it is decoded: kind, size, and so how much memory it would take.

use domain::fault::FaultCode;
use domain::photo::{LARGEST_BYTES, LARGEST_PIXELS, PhotoFormat, is_too_long};

use crate::size::Size;
use crate::{jpeg, png, webp};

/// Bytes of memory that decoding a photo may take: with everything else the program then stays below 384 MiB. Forty megapixels as cameras
/// and browsers write them need less; a JPEG in passes needs more from 21 megapixels on with every color at full size, from 32 with the
/// usual ones, a WebP without losses from 27, a moving one from 16.
const MOST_MEMORY: u64 = 184 * 1024 * 1024;
/// What a JPEG can say; a row of anything longer would be a bomb by itself.
const LONGEST_EDGE: u32 = 65_535;

/// What a file says of itself.
#[derive(Debug)]
pub(super) struct Header {
    /// Its kind.
    pub(super) format: PhotoFormat,
    /// How large it is, as it lies in the file.
    pub(super) size: Size,
}

impl Header {
    /// Reads the header and refuses what is too large.
    pub(super) fn read(bytes: &[u8]) -> Result<Header, FaultCode> {
        if bytes.len() > LARGEST_BYTES {
            return Err(FaultCode::PhotoTooLarge);
        }
        let format = PhotoFormat::of(bytes)?;
        let size = match format {
            PhotoFormat::Jpeg => jpeg::size(bytes),
            PhotoFormat::Png => png::size(bytes),
            PhotoFormat::WebP => webp::size(bytes),
        };
        let size = size.ok_or(FaultCode::PhotoDamaged)?;
        let Size { width, height, memory } = size;
        if width == 0 || height == 0 {
            return Err(FaultCode::PhotoDamaged);
        }
        let pixels = u64::from(width) * u64::from(height);
        if pixels > LARGEST_PIXELS || width.max(height) > LONGEST_EDGE {
            return Err(FaultCode::PhotoTooManyPixels);
        }
        if memory > MOST_MEMORY {
            return Err(FaultCode::PhotoTooDemanding);
        }
        if is_too_long(width, height) {
            return Err(FaultCode::PhotoTooLong);
        }
        Ok(Header { format, size })
    }
}
