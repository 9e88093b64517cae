//! How large a picture is kept. The browser, before it sends one, and the server follow the same rule.

use super::{STORED_EDGE, THUMBNAIL_EDGE};

/// Shortest edge that a long picture keeps: the width of a phone's screen, so that the words on it stay legible.
const LEGIBLE_EDGE: u32 = 1080;
/// Shortest edge at which the words of a phone's screen can still be made out.
const BARELY_LEGIBLE_EDGE: u32 = 360;
/// Pixels of a long picture that are kept: what the smallest canvas of a browser holds.
const LONG_PIXELS: u64 = 16_000_000;
/// Longest edge of a long picture, for the same reason.
const LONG_EDGE: u32 = 16_000;

/// Whether a picture is far longer than wide, or wider than high, as a screenshot of a whole page or a panorama is: no screen of a
/// phone is.
pub const fn is_long(width: u32, height: u32) -> bool {
    let (short, long) = sorted(width, height);
    2 * long as u64 > 5 * short as u64
}

/// Width and height of the picture that is kept: its longest edge has [`STORED_EDGE`] pixels at most. A long picture would be a strip
/// in which nobody can read; it keeps the width of a screen as far as its pixels allow.
pub fn stored_size(width: u32, height: u32) -> (u32, u32) {
    let (short, long) = sorted(width, height);
    let usual = f64::from(STORED_EDGE) / f64::from(long.max(1));
    if !is_long(width, height) {
        return scaled(width, height, usual);
    }
    let legible = f64::from(LEGIBLE_EDGE) / f64::from(short.max(1));
    let pixels = (LONG_PIXELS as f64 / (f64::from(short.max(1)) * f64::from(long.max(1)))).sqrt();
    scaled(width, height, legible.min(pixels).min(f64::from(LONG_EDGE) / f64::from(long.max(1))).max(usual))
}

/// Whether a picture is so long that nobody could read what is kept of it.
pub fn is_too_long(width: u32, height: u32) -> bool {
    let (kept_width, kept_height) = stored_size(width, height);
    width.min(height) >= BARELY_LEGIBLE_EDGE && kept_width.min(kept_height) < BARELY_LEGIBLE_EDGE
}

/// Width and height of the part of a picture that its thumbnail shows: all of it, and of a long one what fits a tile.
pub fn thumbnail_part(width: u32, height: u32) -> (u32, u32) {
    match is_long(width, height) {
        true if width < height => (width, width + width / 3),
        true => (height + height / 3, height),
        false => (width, height),
    }
}

/// Width and height of a picture's thumbnail.
pub fn thumbnail_size(width: u32, height: u32) -> (u32, u32) {
    let (width, height) = thumbnail_part(width, height);
    scaled(width, height, f64::from(THUMBNAIL_EDGE) / f64::from(width.max(height).max(1)))
}

/// Both edges times a factor, never enlarged and never nothing.
fn scaled(width: u32, height: u32, factor: f64) -> (u32, u32) {
    if factor >= 1.0 {
        return (width, height);
    }
    let edge = |edge: u32| (f64::from(edge) * factor).round().max(1.0) as u32;
    (edge(width), edge(height))
}

const fn sorted(a: u32, b: u32) -> (u32, u32) {
    if a < b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_keep_their_ratio_and_are_never_enlarged() {
        assert_eq!(stored_size(4000, 3000), (1600, 1200));
        assert_eq!(stored_size(3000, 4000), (1200, 1600));
        assert_eq!(stored_size(800, 600), (800, 600));
        // The screens of phones.
        assert_eq!(stored_size(1080, 2400), (720, 1600));
        assert_eq!(stored_size(0, 0), (0, 0));
    }

    #[test]
    fn a_long_screenshot_stays_legible() {
        let (width, height) = stored_size(1080, 16_000);
        assert!(width >= 1000 && u64::from(width) * u64::from(height) <= LONG_PIXELS + 16_000, "{width} x {height}");
        assert_eq!(stored_size(1080, 4800), (1080, 4800));
        assert_eq!(stored_size(9000, 2000), (4860, 1080));
        assert_eq!(stored_size(1, 4000), (1, 4000));
        assert_eq!(stored_size(1, 65_000), (1, 16_000));
        for (width, height) in [(1080, 16_000), (1440, 20_000), (700, 40_000), (9000, 2000)] {
            let once = stored_size(width, height);
            assert_eq!(stored_size(once.0, once.1), once, "what the browser made smaller stays as it is");
        }
    }

    #[test]
    fn nobody_is_left_with_what_cannot_be_read() {
        assert!(is_too_long(600, 65_000));
        for (width, height) in [(1080, 16_000), (1080, 36_000), (100, 65_000), (4000, 3000), (9000, 2000)] {
            assert!(!is_too_long(width, height), "{width} x {height}");
        }
    }

    #[test]
    fn a_thumbnail_shows_all_of_a_photo_and_the_top_of_a_long_one() {
        assert_eq!(thumbnail_size(1600, 1200), (320, 240));
        assert_eq!(thumbnail_size(200, 100), (200, 100));
        assert_eq!(thumbnail_size(1039, 15_395), (240, 320));
        assert_eq!(thumbnail_size(4860, 1080), (320, 240));
        assert_eq!(thumbnail_size(1, 4000), (1, 1));
    }
}
