//! Whether all of a JPEG's picture is there. Its codes are read without decoding anything: only so it is known that no row is missing,
//! whether or not an end mark says so, and whatever color the last rows have.

use super::frame::{Frame, Segments};
use super::scan::{self, Color, Tables};

/// Passes in which a picture may come; cameras and programs write ten, hostile people thousands.
pub(super) const MOST_SCANS: usize = 64;

/// Where the first picture of a file ends, its end mark not counted; `None` when a part of it is missing or cannot be read.
pub(super) fn end_of_picture(bytes: &[u8]) -> Option<usize> {
    let mut segments = Segments::new(bytes)?;
    let mut tables = Tables::default();
    let mut frame: Option<(Frame, Vec<Color>)> = None;
    let mut scans = 0;
    let mut end = segments.at;
    loop {
        let (marker, contents) = segments.next()?;
        match (marker, &mut frame) {
            (0xc0..=0xc2, none @ None) => {
                let found = Frame::read(marker, contents)?;
                let colors = Color::of(&found);
                *none = Some((found, colors));
            }
            (0xc4, _) => tables.define(contents)?,
            // Other ways of coding, which no camera uses.
            (0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf | 0xdc, _) => return None,
            (0xdd, _) => tables.interval = u16::from_be_bytes(contents.get(..2)?.try_into().ok()?),
            (0xda, Some((frame, colors))) => {
                scans += 1;
                if scans > MOST_SCANS {
                    return None;
                }
                segments.at = scan::read(frame, colors, &tables, contents, bytes, segments.at)?;
                end = segments.at;
                // Nothing can be missed any more, whatever follows.
                if colors.iter().all(|color| color.exact == u64::MAX) {
                    return Some(end);
                }
            }
            // The end, and the picture as fine as whoever made it wanted it.
            (0xd9, Some((_, colors))) => return colors.iter().all(|color| color.begun).then_some(end),
            (0xd9 | 0xda, None) => return None,
            _ => {}
        }
    }
}
