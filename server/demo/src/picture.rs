//! Pictures for demo cases, drawn here so that nobody's photo is taken: twelve motifs, each as a problem and put right. The same
//! seed draws the same street, so that before and after show one place.

mod canvas;
mod motif;
mod scene;
mod street;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{ImageBuffer, Rgb};

use crate::dice::Dice;
use foundation::Failure;

/// Width in pixels; the height is three quarters of it. Unoptimized code draws a quarter of the pixels, so that tests do not wait.
const WIDTH: usize = if cfg!(debug_assertions) { 480 } else { 960 };
/// Width of the thumbnail.
const SMALL: u32 = domain::photo::THUMBNAIL_EDGE;
/// JPEG quality of both.
const QUALITY: u8 = 84;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Motif {
    /// A street lamp at dusk, dark or lit.
    Lamp,
    /// A manhole without its cover.
    Manhole,
    /// Bags and boxes at the roadside.
    Litter,
    /// Bins that overflow.
    Bin,
    /// Broken paving.
    Paving,
    /// A street under water.
    Water,
    /// Bicycles all over the sidewalk.
    Bikes,
    /// A stall on the sidewalk.
    Stall,
    /// Dust over a building site.
    Site,
    /// A fallen tree.
    Tree,
    /// A wall full of posters.
    Posters,
    /// A damaged guard rail.
    Rail,
}

impl Motif {
    /// The motif that fits a class, given as its five digits.
    pub(super) fn of_class(code: &str) -> Motif {
        match code {
            "01037" | "01054" | "02014" | "10002" => Motif::Lamp,
            "01001" | "01002" | "01003" | "01004" | "01023" | "10995" => Motif::Manhole,
            "03005" | "06041" | "06042" | "03001" => Motif::Bin,
            "06013" | "06051" | "06014" | "09019" | "01046" => Motif::Paving,
            "10994" | "10997" | "10999" | "06025" | "06026" | "06030" | "10001" => Motif::Water,
            "09009" | "09010" | "09011" | "09012" | "06034" | "06040" => Motif::Bikes,
            "09001" | "09005" | "09006" | "06027" | "06028" | "06029" | "06007" => Motif::Stall,
            "08001" | "08002" | "08004" | "08011" | "08012" | "06001" | "06020" => Motif::Site,
            "04002" | "04013" => Motif::Tree,
            "07001" | "07003" | "07006" | "02004" => Motif::Posters,
            "02017" | "01070" | "02010" => Motif::Rail,
            _ => Motif::Litter,
        }
    }
}

/// A picture in both sizes, as JPEG.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) full: Vec<u8>,
    pub(super) small: Vec<u8>,
    /// Pixels of the full size.
    pub(super) width: u32,
    /// Pixels of the full size.
    pub(super) height: u32,
}

/// Draws a motif as a problem or put right.
///
/// # Errors
/// When it cannot be encoded.
pub(super) fn draw(motif: Motif, solved: bool, seed: u64) -> Result<Picture, Failure> {
    let dice = Dice::named(&format!("{motif:?} {seed}"));
    let mut scene = motif::draw(motif, solved, WIDTH, dice);
    scene.finish();
    let (width, height) = (scene.canvas.width as u32, scene.canvas.height as u32);
    let failed = || Failure::Inside("a picture cannot be drawn".to_owned());
    let full: ImageBuffer<Rgb<u8>, Vec<u8>> =
        ImageBuffer::from_raw(width, height, scene.canvas.bytes()).ok_or_else(failed)?;
    let small = image::imageops::resize(&full, SMALL, SMALL * 3 / 4, FilterType::Triangle);
    Ok(Picture { full: encode(&full)?, small: encode(&small)?, width, height })
}

fn encode(picture: &ImageBuffer<Rgb<u8>, Vec<u8>>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(|error| Failure::Inside(format!("a picture cannot be encoded: {error}")))?;
    Ok(bytes)
}
