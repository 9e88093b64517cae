//! What a camera wrote: how it was held, where and when.

use std::io::Cursor;

use domain::photo::PhotoOrigin;
use domain::time::Moment;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{Rgb, RgbImage};

use super::{NOW, jpeg, near, picture, shown, taken};
use crate::camera_data::CameraData;

fn field(tag: Tag, value: Value) -> Field {
    Field { tag, ifd_num: In::PRIMARY, value }
}

fn text(tag: Tag, text: &str) -> Field {
    field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]))
}

fn three(tag: Tag, parts: [(u32, u32); 3]) -> Field {
    field(tag, Value::Rational(parts.iter().map(|&(num, denom)| Rational { num, denom }).collect()))
}

/// A camera's data.
fn written(fields: &[Field]) -> Vec<u8> {
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, true).expect("written");
    bytes.into_inner()
}

/// What is believed of it.
fn origin(fields: &[Field]) -> PhotoOrigin {
    CameraData::read(&written(fields), NOW).origin
}

/// When a camera says it was, in seconds behind half past eight in the morning of 26 November 2026 in the city.
fn taken_at(fields: &[Field]) -> Option<i64> {
    origin(fields).taken_at.map(|at| at.seconds_since(Moment(1_795_653_000)))
}

#[test]
fn one_fault_does_not_cost_the_rest() {
    for bytes in [picture!("gps_in_city_piexif.jpg"), picture!("gps_flir_next.jpg"), picture!("gps_bad_makernote.jpg")]
    {
        let origin = taken(bytes).origin;
        let position = origin.position.expect("a place");
        assert!((position.lat - 30.693_2).abs() < 1e-4 && (position.lng - 121.017_8).abs() < 1e-4, "{position:?}");
        assert_eq!(origin.taken_at.map(Moment::iso).as_deref(), Some("2026-11-26T08:15:00+08:00"));
    }
}

#[test]
fn a_clock_is_read_in_its_own_zone() {
    let clock = || text(Tag::DateTimeOriginal, "2026:11:26 08:30:00");
    let satellites =
        |hours| [text(Tag::GPSDateStamp, "2026:11:25"), three(Tag::GPSTimeStamp, [(hours, 1), (29, 1), (30, 1)])];
    assert_eq!(taken_at(&[clock()]), Some(0), "the city's without any");
    assert_eq!(taken_at(&[clock(), text(Tag::OffsetTimeOriginal, "+08:00")]), Some(0));
    assert_eq!(taken_at(&[clock(), text(Tag::OffsetTimeOriginal, "+09:00")]), Some(-3600));
    assert_eq!(taken_at(&[clock(), text(Tag::OffsetTime, "+07:00")]), Some(3600));
    assert_eq!(taken_at(&[clock(), text(Tag::OffsetTime, "   :  "), text(Tag::SubSecTimeOriginal, "73")]), Some(0));
    let [date, time] = satellites(23);
    assert_eq!(taken_at(&[clock(), date, time]), Some(-3600), "the zone in which clock and satellites agree");
    let [date, time] = satellites(3);
    assert_eq!(taken_at(&[clock(), date, time]), Some(0), "no zone is so far away");
    let [date, time] = satellites(23);
    assert_eq!(taken_at(&[date, time]), Some(-3630), "the satellites alone");
}

#[test]
fn a_clock_that_cannot_be_true_is_not_offered() {
    for wrong in [
        "1980:01:06 00:00:00",
        "2000:01:01 00:00:12",
        "2012:07:01 10:00:00",
        "2019:01:01 00:00:00",
        "2026:11:29 10:00:00",
        "2099:12:31 23:59:59",
        "0000:00:00 00:00:00",
        "2026:13:40 99:99:99",
        "",
    ] {
        assert_eq!(taken_at(&[text(Tag::DateTimeOriginal, wrong)]), None, "{wrong}");
    }
}

#[test]
fn a_place_that_cannot_be_true_is_not_offered() {
    let place = |lat: [(u32, u32); 3], letter: &str, lng: [(u32, u32); 3], east: &str| {
        origin(&[
            text(Tag::GPSLatitudeRef, letter),
            three(Tag::GPSLatitude, lat),
            text(Tag::GPSLongitudeRef, east),
            three(Tag::GPSLongitude, lng),
        ])
        .position
    };
    let (lat, lng) = ([(30, 1), (41, 1), (2448, 100)], [(121, 1), (1, 1), (12, 1)]);
    let found = place(lat, "N", lng, "E").expect("a place");
    assert!((found.lat - 30.690_133).abs() < 1e-5 && (found.lng - 121.02).abs() < 1e-5);
    assert!(place(lat, "s", lng, "W").is_some_and(|found| found.lat < 0.0 && found.lng < 0.0));
    let zero = [(0, 1); 3];
    for (lat, letter, lng, east) in [
        (zero, "N", zero, "E"),
        ([(0, 0); 3], "N", lng, "E"),
        ([(30, 1), (41, 1), (24, 0)], "N", lng, "E"),
        ([(91, 1), (0, 1), (0, 1)], "N", lng, "E"),
        ([(30, 1), (75, 1), (0, 1)], "N", lng, "E"),
        (lat, "N", [(181, 1), (0, 1), (0, 1)], "E"),
        (lat, "X", lng, "E"),
        (lat, "N", lng, ""),
    ] {
        assert_eq!(place(lat, letter, lng, east), None, "{lat:?} {letter} {lng:?} {east}");
    }
    // The time is offered all the same.
    let clock = text(Tag::DateTimeOriginal, "2026:11:26 08:30:00");
    let half = origin(&[clock, text(Tag::GPSLatitudeRef, "N"), three(Tag::GPSLatitude, [(0, 0); 3])]);
    assert!(half.position.is_none() && half.taken_at.is_some());
}

/// A picture whose upper left corner is red and upper right one green, turned and mirrored as each value says that it was.
#[test]
fn every_way_to_hold_a_phone_is_set_right() {
    let upright = RgbImage::from_fn(48, 32, |x, y| match (x < 24, y < 16) {
        (true, true) => Rgb([230, 20, 20]),
        (false, true) => Rgb([20, 220, 20]),
        _ => Rgb([20, 20, 230]),
    });
    for value in 1..=8_u16 {
        use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
        // As the sensor saw it: the inverse of what the value asks for (TIFF 6.0, section 8).
        let seen = match value {
            2 => flip_horizontal(&upright),
            3 => rotate180(&upright),
            4 => flip_vertical(&upright),
            5 => flip_horizontal(&rotate90(&upright)),
            6 => rotate270(&upright),
            7 => flip_horizontal(&rotate270(&upright)),
            8 => rotate90(&upright),
            _ => upright.clone(),
        };
        let data = written(&[field(Tag::Orientation, Value::Short(vec![value]))]);
        let plain = jpeg(&seen);
        let length = (data.len() as u16 + 8).to_be_bytes();
        let photo = [&plain[..2], &[0xff, 0xe1], &length, b"Exif\0\0", &data, &plain[2..]].concat();
        let image = shown(&photo);
        assert_eq!((image.width(), image.height()), (48, 32), "{value}");
        assert!(near(*image.get_pixel(3, 3), [230, 20, 20]), "{value}: {:?}", image.get_pixel(3, 3));
        assert!(near(*image.get_pixel(44, 3), [20, 220, 20]), "{value}: {:?}", image.get_pixel(44, 3));
    }
}
