//! What is transparent lies on white.

use image::{ImageBuffer, ImageFormat, LumaA, Rgba, RgbaImage};

use super::{encoded, near, picture, shown};

#[test]
fn what_is_transparent_is_white_and_never_black() {
    for clear in [picture!("alpha_black_on_clear.png"), picture!("alpha.webp")] {
        let image = shown(clear);
        assert!(near(*image.get_pixel(0, 0), [255; 3]), "{:?}", image.get_pixel(0, 0));
        assert!(near(*image.get_pixel(400, 300), [20; 3]), "what is drawn on it stays");
    }
    let half = shown(picture!("alpha_half.png"));
    assert!(near(*half.get_pixel(0, 0), [255; 3]));
    assert!(near(*half.get_pixel(400, 300), [227, 142, 142]), "{:?}", half.get_pixel(400, 300));
}

#[test]
fn every_way_to_be_transparent_is_known() {
    let deep = ImageBuffer::<Rgba<u16>, _>::from_fn(40, 40, |x, _| {
        Rgba(if x < 20 { [0, 0, 0, 0] } else { [51_400, 7710, 10_280, u16::MAX] })
    });
    let gray = ImageBuffer::<LumaA<u8>, _>::from_fn(40, 40, |x, _| LumaA(if x < 20 { [0, 0] } else { [90, 255] }));
    let webp = RgbaImage::from_fn(40, 40, |x, _| Rgba(if x < 20 { [0, 0, 0, 0] } else { [200, 30, 40, 255] }));
    for (bytes, drawn) in [
        (encoded(deep, ImageFormat::Png), [200, 30, 40]),
        (encoded(gray, ImageFormat::Png), [90; 3]),
        (encoded(webp, ImageFormat::WebP), [200, 30, 40]),
        (colors_that_one_is_left_out_of(), [200, 30, 40]),
    ] {
        let image = shown(&bytes);
        assert!(near(*image.get_pixel(4, 20), [255; 3]), "{:?}", image.get_pixel(4, 20));
        assert!(near(*image.get_pixel(35, 20), drawn), "{:?}", image.get_pixel(35, 20));
    }
    // Few colors, one of them clear, in passes. Drawn on the left.
    let image = shown(picture!("interlaced.png"));
    assert!(near(*image.get_pixel(15, 4), [255; 3]), "{:?}", image.get_pixel(15, 4));
    assert!(near(*image.get_pixel(1, 12), [200, 30, 40]), "{:?}", image.get_pixel(1, 12));
}

/// A PNG without alpha in which black means nothing.
fn colors_that_one_is_left_out_of() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, 40, 40);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_trns(vec![0, 0, 0, 0, 0, 0]);
    let mut writer = encoder.write_header().expect("a header");
    let row = [[0; 3].repeat(20), [200, 30, 40].repeat(20)].concat();
    writer.write_image_data(&row.repeat(40)).expect("rows");
    writer.finish().expect("an end");
    bytes
}

#[test]
fn of_a_moving_picture_the_first_is_kept() {
    for moving in [picture!("moving.webp"), picture!("moving.png")] {
        let image = shown(moving);
        assert_eq!((image.width(), image.height()), (20, 20));
        assert!(near(*image.get_pixel(10, 10), [250, 0, 0]), "{:?}", image.get_pixel(10, 10));
    }
}
