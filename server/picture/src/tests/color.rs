//! Colors as whoever took the picture saw them.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{GrayImage, ImageEncoder, Luma, Rgb, RgbImage};
use moxcms::ColorProfile;

use super::{near, picture, shown};

/// The picture with a profile, as JPEG, PNG and WebP.
fn with_profile(profile: &[u8]) -> [Vec<u8>; 3] {
    let image = RgbImage::from_pixel(32, 32, Rgb([200, 100, 50]));
    let (mut jpeg, mut png, mut webp) = (Vec::new(), Vec::new(), Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 98);
    encoder.set_icc_profile(profile.to_vec()).expect("taken");
    image.write_with_encoder(encoder).expect("encoded");
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_icc_profile(profile.to_vec()).expect("taken");
    image.write_with_encoder(encoder).expect("encoded");
    let mut encoder = WebPEncoder::new_lossless(&mut webp);
    encoder.set_icc_profile(profile.to_vec()).expect("taken");
    image.write_with_encoder(encoder).expect("encoded");
    [jpeg, png, webp]
}

#[test]
fn a_profile_is_honored_in_every_format_and_a_broken_one_ignored() {
    let p3 = ColorProfile::new_display_p3().encode().expect("a profile");
    for bytes in with_profile(&p3) {
        let image = shown(&bytes);
        assert!(near(*image.get_pixel(16, 16), [215, 93, 31]), "{:?}", image.get_pixel(16, 16));
    }
    let gray = ColorProfile::new_gray_with_gamma(1.0).encode().expect("a profile");
    for broken in [b"no profile at all".to_vec(), p3[..p3.len() / 2].to_vec(), p3[..40].to_vec(), gray] {
        for bytes in with_profile(&broken) {
            let image = shown(&bytes);
            assert!(near(*image.get_pixel(16, 16), [200, 100, 50]), "{:?}", image.get_pixel(16, 16));
        }
    }
}

/// Whatever stands in a profile: the picture is taken.
#[test]
fn no_profile_brings_the_decoder_down() {
    let p3 = ColorProfile::new_display_p3().encode().expect("a profile");
    let mut seed = 7_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..300 {
        let mut profile = p3.clone();
        for _ in 0..1 + random(6) {
            let at = random(profile.len());
            profile[at] = random(256) as u8;
        }
        let [_, png, _] = with_profile(&profile);
        shown(&png);
    }
}

#[test]
fn gray_pictures_and_those_for_a_press_are_known() {
    let mut linear = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut linear, 98);
    let profile = ColorProfile::new_gray_with_gamma(1.0).encode().expect("a profile");
    encoder.set_icc_profile(profile).expect("taken");
    GrayImage::from_pixel(32, 32, Luma([55])).write_with_encoder(encoder).expect("encoded");
    assert!(near(*shown(&linear).get_pixel(16, 16), [128; 3]), "{:?}", shown(&linear).get_pixel(16, 16));
    // Cyan on the left, black on the right, as Adobe writes them.
    let printed = shown(picture!("cmyk.jpg"));
    assert!(near(*printed.get_pixel(4, 16), [0, 255, 255]), "{:?}", printed.get_pixel(4, 16));
    assert!(near(*printed.get_pixel(28, 16), [0; 3]), "{:?}", printed.get_pixel(28, 16));
}
