//! Either every row of a picture is there, or it is refused.

use domain::fault::FaultCode;
use image::{ImageFormat, Rgb, RgbImage};

use super::{encoded, jpeg, picture, refused, shown, taken};

#[test]
fn a_picture_that_is_all_there_is_taken_with_its_end_mark_or_without() {
    for whole in [picture!("no_eoi.jpg"), picture!("no_eoi_prog.jpg"), picture!("bottom_gray_bar.jpg")] {
        let picture = taken(whole);
        assert_eq!((picture.width, picture.height), (1200, 900));
    }
    // Rows that are gray, as the decoder's own are where it has nothing, are rows.
    let gray = RgbImage::from_fn(64, 64, |x, y| if y < 24 { Rgb([x as u8 * 4, 200, 10]) } else { Rgb([128; 3]) });
    assert_eq!(refused(&jpeg(&gray)), None);
}

#[test]
fn what_a_maker_puts_behind_a_picture_is_not_looked_at() {
    let plain = jpeg(&RgbImage::from_fn(64, 48, |x, y| Rgb([x as u8 * 4, y as u8 * 5, 90])));
    let expected = shown(&plain);
    let noise: Vec<u8> = (0..50_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let film = [b"\0\0\0\x18ftypmp42", &noise[..]].concat();
    let notes = [&noise[..], b"SEFHk\0\0\0\x01\0\0\0SEFT"].concat();
    let second = jpeg(&RgbImage::from_pixel(20, 20, Rgb([255, 0, 0])));
    for behind in [film, notes, second] {
        assert_eq!(shown(&[&plain[..], &behind].concat()), expected);
        assert_eq!(shown(&[&plain[..plain.len() - 2], &behind].concat()), expected, "without an end mark");
    }
    let progressive = picture!("progressive.jpg");
    let without_end = [&progressive[..progressive.len() - 2], &noise].concat();
    assert_eq!(shown(&without_end), shown(progressive));
}

/// Cut anywhere: what is taken shows every row just as the whole does.
#[test]
fn a_picture_that_was_cut_off_is_refused() {
    let photo = RgbImage::from_fn(50, 37, |x, y| Rgb([(x * 5) as u8, (y * 6) as u8, (x * y % 256) as u8]));
    let pictures = [
        jpeg(&photo),
        encoded(photo.clone(), ImageFormat::Png),
        encoded(photo, ImageFormat::WebP),
        picture!("progressive.jpg").to_vec(),
        picture!("progressive_restarts.jpg").to_vec(),
        picture!("restarts.jpg").to_vec(),
        picture!("gray_progressive.jpg").to_vec(),
    ];
    for whole in &pictures {
        let expected = taken(whole).full;
        let step = (whole.len() / 150).max(1);
        let cuts = (12..whole.len()).step_by(step).chain(whole.len().saturating_sub(20)..whole.len());
        for cut in cuts {
            match super::read(&whole[..cut], super::NOW) {
                Ok(picture) => assert!(picture.full == expected, "{cut} of {}", whole.len()),
                Err(unread) => {
                    assert!(matches!(unread, crate::ReadError::Refused(FaultCode::PhotoDamaged)), "{unread:?}")
                }
            }
        }
        let half = refused(&whole[..whole.len() / 2]);
        assert_eq!(half, Some(FaultCode::PhotoDamaged));
        // An end mark alone does not make it whole.
        if whole.starts_with(&[0xff, 0xd8]) {
            let half = [&whole[..whole.len() * 2 / 3], &[0xff, 0xd9]].concat();
            assert_eq!(refused(&half), Some(FaultCode::PhotoDamaged));
        }
    }
}

#[test]
fn more_passes_than_a_camera_makes_are_refused() {
    let progressive = picture!("progressive.jpg");
    let scan = |bytes: &[u8]| bytes.windows(2).position(|pair| pair == [0xff, 0xda]).expect("a scan");
    let first = scan(progressive);
    let second = first + 2 + scan(&progressive[first + 2..]);
    // The first pass, which is not the last, a hundred times.
    let passes = progressive[first..second].repeat(100);
    let bomb = [&progressive[..first], &passes, &progressive[first..]].concat();
    assert_eq!(refused(&bomb), Some(FaultCode::PhotoDamaged));
}
