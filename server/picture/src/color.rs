//! The colors of a picture as every screen shows them: sRGB. Phones take wider ones, and say so in a profile (ICC.1).

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::raster::{ColorModel, Raster};

/// The profile that a file carries; `None` for one that cannot be read.
pub(super) fn profile(icc: Option<Vec<u8>>) -> Option<ColorProfile> {
    ColorProfile::new_from_slice(&icc?).ok()
}

/// The picture in sRGB. A profile that does not fit the picture is as good as none.
pub(super) fn to_srgb(raster: Raster, profile: Option<&ColorProfile>) -> RgbImage {
    let (width, height) = (raster.width, raster.height);
    let raster = with_plain_ink(raster);
    let pixels = profile.and_then(|profile| converted(&raster, profile)).unwrap_or_else(|| plain(raster));
    RgbImage::from_raw(width, height, pixels).unwrap_or_default()
}

fn converted(raster: &Raster, profile: &ColorProfile) -> Option<Vec<u8>> {
    let (space, layout) = match raster.model {
        ColorModel::Gray => (DataColorSpace::Gray, Layout::Gray),
        ColorModel::Rgb => (DataColorSpace::Rgb, Layout::Rgb),
        ColorModel::Cmyk | ColorModel::Ycck => (DataColorSpace::Cmyk, Layout::Rgba),
    };
    if profile.color_space != space {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    let mut pixels = vec![0; raster.width as usize * raster.height as usize * 3];
    transform.transform(&raster.samples, &mut pixels).ok()?;
    Some(pixels)
}

/// The pixels as they are when no profile tells more.
fn plain(raster: Raster) -> Vec<u8> {
    match raster.model {
        ColorModel::Gray => raster.samples.iter().flat_map(|gray| [*gray; 3]).collect(),
        ColorModel::Rgb => raster.samples,
        ColorModel::Cmyk | ColorModel::Ycck => raster.samples.chunks_exact(4).flat_map(printed).collect(),
    }
}

/// What white paper looks like under these inks.
fn printed(inks: &[u8]) -> [u8; 3] {
    let &[cyan, magenta, yellow, black] = inks else { return [u8::MAX; 3] };
    [cyan, magenta, yellow].map(|ink| {
        let light = u16::from(u8::MAX - ink) * u16::from(u8::MAX - black);
        ((light + 127) / 255) as u8
    })
}

/// The same with 255 for the most of an ink, as profiles count.
fn with_plain_ink(mut raster: Raster) -> Raster {
    match raster.model {
        ColorModel::Cmyk => raster.samples.iter_mut().for_each(|sample| *sample = u8::MAX - *sample),
        ColorModel::Ycck => raster.samples.chunks_exact_mut(4).for_each(from_differences),
        ColorModel::Gray | ColorModel::Rgb => {}
    }
    raster
}

/// Brightness and two differences (ITU-T T.871, section 7) stand for inks here.
fn from_differences(pixel: &mut [u8]) {
    let [first, second, third, black] = pixel else { return };
    let (light, blue, red) = (f32::from(*first), f32::from(*second) - 128.0, f32::from(*third) - 128.0);
    *first = (light + 1.402 * red).round() as u8;
    *second = (light - 0.344_136 * blue - 0.714_136 * red).round() as u8;
    *third = (light + 1.772 * blue).round() as u8;
    *black = u8::MAX - *black;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(model: ColorModel, samples: &[u8], profile: Option<&ColorProfile>) -> [u8; 3] {
        to_srgb(Raster { width: 1, height: 1, model, samples: samples.to_vec() }, profile).get_pixel(0, 0).0
    }

    fn near(a: [u8; 3], b: [u8; 3]) -> bool {
        a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2)
    }

    #[test]
    fn wide_colors_become_those_of_every_screen() {
        // Worked out by hand from the primaries and curves of these spaces.
        let p3 = ColorProfile::new_display_p3();
        assert!(near(one(ColorModel::Rgb, &[200, 100, 50], Some(&p3)), [215, 93, 31]));
        let adobe = ColorProfile::new_adobe_rgb();
        assert!(near(one(ColorModel::Rgb, &[100, 150, 100], Some(&adobe)), [66, 151, 97]));
        for white in [&p3, &adobe] {
            assert!(near(one(ColorModel::Rgb, &[255, 255, 255], Some(white)), [255; 3]));
        }
        let linear = ColorProfile::new_gray_with_gamma(1.0);
        assert!(near(one(ColorModel::Gray, &[55], Some(&linear)), [128; 3]));
    }

    #[test]
    fn inks_of_a_press_are_seen_as_printed() {
        assert_eq!(one(ColorModel::Cmyk, &[255, 255, 255, 255], None), [255; 3], "nothing printed");
        assert_eq!(one(ColorModel::Cmyk, &[255, 255, 255, 0], None), [0; 3], "black");
        assert_eq!(one(ColorModel::Cmyk, &[0, 255, 255, 255], None), [0, 255, 255], "cyan");
        assert_eq!(one(ColorModel::Ycck, &[0, 128, 128, 255], None), [255; 3]);
        assert_eq!(one(ColorModel::Ycck, &[255, 128, 128, 255], None), [0; 3]);
    }

    #[test]
    fn a_profile_that_does_not_fit_is_ignored() {
        let gray = ColorProfile::new_gray_with_gamma(1.0);
        assert_eq!(one(ColorModel::Rgb, &[1, 2, 3], Some(&gray)), [1, 2, 3]);
        assert!(profile(Some(b"no profile".to_vec())).is_none());
        assert!(profile(None).is_none());
    }
}
