//! What a file is, by how it begins; never by its name or the type somebody declared.

use crate::fault::FaultCode;

/// Bytes at the start of a file that tell what it is.
pub const TELLING: usize = 12;

/// The kinds of pictures that are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoFormat {
    Jpeg,
    Png,
    WebP,
}

impl PhotoFormat {
    /// The kind of a file that begins like this.
    ///
    /// # Errors
    /// That it is a HEIC picture, or none of these.
    pub fn of(start: &[u8]) -> Result<PhotoFormat, FaultCode> {
        match start {
            [0xff, 0xd8, 0xff, ..] => Ok(PhotoFormat::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(PhotoFormat::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(PhotoFormat::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heic(brand) => Err(FaultCode::PhotoHeic),
            _ => Err(FaultCode::PhotoNotAnImage),
        }
    }
}

/// The brands of ISO/IEC 23008-12 for pictures that are compressed like films of Apple's phones.
fn is_heic(brand: &[u8]) -> bool {
    let brands: [&[u8; 4]; 10] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"];
    brands.iter().any(|known| brand.starts_with(*known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_like() {
        assert_eq!(PhotoFormat::of(b"\xff\xd8\xff\xe0"), Ok(PhotoFormat::Jpeg));
        assert_eq!(PhotoFormat::of(b"\x89PNG\r\n\x1a\n"), Ok(PhotoFormat::Png));
        assert_eq!(PhotoFormat::of(b"RIFF\0\0\0\0WEBP"), Ok(PhotoFormat::WebP));
        assert_eq!(PhotoFormat::of(b"\0\0\0\x18ftypheic"), Err(FaultCode::PhotoHeic));
        assert_eq!(PhotoFormat::of(b"\0\0\0\x18ftypmif1"), Err(FaultCode::PhotoHeic));
        for other in [&b"\0\0\0\x18ftypavif"[..], b"GIF89a", b"BM\0\0", b"II*\0", b"RIFF\0\0\0\0WAVE", b"\xff\xd8", b""]
        {
            assert_eq!(PhotoFormat::of(other), Err(FaultCode::PhotoNotAnImage), "{other:?}");
        }
    }
}
