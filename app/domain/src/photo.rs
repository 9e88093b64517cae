//! Photos: what they show, and how large they may be.

mod format;
mod origin;
mod size;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

pub use format::{PhotoFormat, TELLING};
pub use origin::{PhotoOrigin, believable};
pub use size::{is_long, is_too_long, stored_size, thumbnail_part, thumbnail_size};

/// Bytes a single photo may have when it is handed in (10 MiB).
pub const LARGEST_BYTES: usize = 10 * 1024 * 1024;
/// Pixels that are decoded at most (40 megapixels).
pub const LARGEST_PIXELS: u64 = 40_000_000;
/// Photos a report may carry.
pub const MOST_PHOTOS: usize = 5;
/// Longest edge of the stored picture in pixels, unless the picture is a long one ([`is_long`]).
pub const STORED_EDGE: u32 = 1600;
/// Longest edge of the thumbnail in pixels.
pub const THUMBNAIL_EDGE: u32 = 320;

/// What a photo shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PhotoKind {
    /// The reporter's.
    Report,
    /// Before the work.
    Before,
    /// After the work.
    After,
    /// The check before closing.
    Check,
}

impl PhotoKind {
    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<PhotoKind> {
        PhotoKind::VARIANTS.iter().copied().find(|kind| kind.code() == code)
    }
}

/// A stored photo. Its id is random and says nothing; the bytes come from `/media/{id}` (and
/// `/media/{id}?size=small`), re-encoded, without metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Random id, 32 hexadecimal digits.
    pub id: String,
    /// What it shows.
    pub kind: PhotoKind,
    /// Width of the stored picture in pixels.
    pub width: u32,
    /// Height of the stored picture in pixels.
    pub height: u32,
    /// Whether an acceptor has released it to the public.
    pub released: bool,
}

impl Photo {
    /// Address of the picture.
    pub fn url(&self) -> String {
        format!("/media/{}", self.id)
    }

    /// Address of the thumbnail, longest edge 320 pixels.
    pub fn small_url(&self) -> String {
        format!("/media/{}?size=small", self.id)
    }
}
