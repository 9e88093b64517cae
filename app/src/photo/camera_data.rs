//! What the camera wrote into a photo (EXIF): taken along when the photo is made smaller, because the server offers the place that
//! it names. The server keeps nothing of it.

/// Bytes at the start of a file within which the data stand: a segment has 64 KiB at most, and seldom much before it.
pub const REACH: u32 = 128 * 1024;

/// Where the directories begin in the segment: behind marker, length and `Exif`.
const TIFF: usize = 10;
/// The tag of the orientation, and the value for upright (TIFF 6.0, section 8).
const ORIENTATION: u16 = 0x0112;
const UPRIGHT: u16 = 1;

/// The camera's segment out of the start of a JPEG, marker and length included; `None` when there is none. It says upright,
/// as a copy is that the browser has drawn.
pub fn camera_data(start: &[u8]) -> Option<Vec<u8>> {
    let mut rest = start.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, ..] = rest else { return None };
        let (segment, after) = rest.split_at_checked(2 + usize::from(u16::from_be_bytes([*high, *low])))?;
        match marker {
            0xe1 if segment.get(4..TIFF) == Some(b"Exif\0\0") => {
                let mut segment = segment.to_vec();
                set_upright(segment.get_mut(TIFF..)?);
                return Some(segment);
            }
            // Behind the scan's head lies the picture itself.
            0xda => return None,
            _ => rest = after,
        }
    }
}

/// Writes the orientation where the first directory has one.
fn set_upright(tiff: &mut [u8]) -> Option<()> {
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let bytes = |tiff: &[u8], at: usize| <[u8; 2]>::try_from(tiff.get(at..at.checked_add(2)?)?).ok();
    let short = |tiff: &[u8], at: usize| {
        bytes(tiff, at).map(|two| if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let (first, second) = (usize::from(short(tiff, 4)?), usize::from(short(tiff, 6)?));
    // A directory beyond the segment's 64 KiB is none.
    let directory = match (little, first, second) {
        (true, at, 0) | (false, 0, at) => at,
        _ => return None,
    };
    for entry in 0..usize::from(short(tiff, directory)?) {
        let at = directory + 2 + 12 * entry;
        if short(tiff, at)? == ORIENTATION {
            let value = tiff.get_mut(at + 8..at + 10)?;
            value.copy_from_slice(&if little { UPRIGHT.to_le_bytes() } else { UPRIGHT.to_be_bytes() });
            return Some(());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG with a comment, then the camera's data with an orientation, then a scan.
    fn photo(little: bool, orientation: u16) -> Vec<u8> {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut tiff = if little { b"II".to_vec() } else { b"MM".to_vec() };
        tiff.extend(short(42));
        tiff.extend(long(8));
        tiff.extend(short(1));
        tiff.extend([short(ORIENTATION), short(3)].concat());
        tiff.extend(long(1));
        tiff.extend([short(orientation), short(0)].concat());
        tiff.extend(long(0));
        let length = u16::try_from(tiff.len() + 8).expect("short");
        let mut photo = vec![0xff, 0xd8, 0xff, 0xfe, 0, 4, b'h', b'i', 0xff, 0xe1];
        photo.extend(length.to_be_bytes());
        photo.extend(b"Exif\0\0");
        photo.extend(tiff);
        photo.extend([0xff, 0xda, 0, 2]);
        photo
    }

    #[test]
    fn the_segment_is_found_and_says_upright() {
        for little in [true, false] {
            let found = camera_data(&photo(little, 6)).expect("a segment");
            assert_eq!(found, camera_data(&photo(little, 1)).expect("a segment"));
            assert!(found.starts_with(&[0xff, 0xe1]));
            assert_eq!(found.len() + 12, photo(little, 6).len());
        }
    }

    #[test]
    fn what_has_no_such_data_or_breaks_off_gives_none() {
        for bytes in [&b""[..], b"\x89PNG\r\n", b"\xff\xd8\xff\xda\0\x02", b"\xff\xd8\xff\xe1\xff\xff", b"\xff\xd8"] {
            assert_eq!(camera_data(bytes), None);
        }
        // Hostile numbers lead nowhere.
        let mut lying = photo(true, 6);
        lying[22..24].fill(0xff);
        assert!(camera_data(&lying).is_some());
    }
}
