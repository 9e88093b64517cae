//! The files that were chosen.

use web_sys::{File, HtmlInputElement};

/// JPEG, PNG and WebP: asked like this, an iPhone hands over JPEG instead of HEIC.
pub const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// The files of an input. Browser only.
pub fn files(input: &HtmlInputElement) -> Vec<File> {
    let list = input.files();
    list.map(|list| (0..list.length()).filter_map(|place| list.get(place)).collect()).unwrap_or_default()
}
