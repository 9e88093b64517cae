//! What a camera wrote into a photo (EXIF): how it was held, where and when. Each is taken on its own: one fault costs no more than what
//! it spoils.

use std::io::Cursor;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::geo::Position;
use domain::photo::{PhotoOrigin, believable};
use domain::time::{Moment, ZONE_SECONDS};
use exif::{Exif, In, Reader, Tag, Value};
use image::metadata::Orientation;

/// Seconds of a quarter of an hour, by which zones differ.
const QUARTER: i64 = 15 * 60;
/// No zone is farther from Greenwich.
const FARTHEST_ZONE: i64 = 14 * 3600;

/// What a camera says of a photo.
#[derive(Debug)]
pub(super) struct CameraData {
    /// How the pixels have to be turned.
    pub(super) orientation: Orientation,
    /// Where and when, as far as it can be true.
    pub(super) origin: PhotoOrigin,
}

impl CameraData {
    /// Reads it, as far as it can be read; judged by the time it is `now`.
    pub(super) fn read(bytes: &[u8], now: Moment) -> CameraData {
        let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
        let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| ())) else {
            return CameraData { orientation: Orientation::NoTransforms, origin: PhotoOrigin::default() };
        };
        let orientation = number(&exif, Tag::Orientation)
            .and_then(|number| Orientation::from_exif(u8::try_from(number).ok()?))
            .unwrap_or(Orientation::NoTransforms);
        let taken_at = taken_at(&exif).and_then(|taken_at| believable(taken_at, now));
        let origin = PhotoOrigin { position: position(&exif), taken_at, ..PhotoOrigin::default() };
        CameraData { orientation, origin }
    }
}

fn number(exif: &Exif, tag: Tag) -> Option<u32> {
    exif.get_field(tag, In::PRIMARY)?.value.get_uint(0)
}

fn text(exif: &Exif, tag: Tag) -> Option<&str> {
    let Value::Ascii(lines) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    Some(std::str::from_utf8(lines.first()?).ok()?.trim())
}

/// Three numbers; a fraction of nothing is none.
fn three(exif: &Exif, tag: Tag) -> Option<[f64; 3]> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let [first, second, third, ..] = parts[..] else { return None };
    let numbers = [first.to_f64(), second.to_f64(), third.to_f64()];
    numbers.iter().all(|number| number.is_finite()).then_some(numbers)
}

fn position(exif: &Exif) -> Option<Position> {
    let degrees = |tag, reference, letters: [&str; 2]| {
        let [degrees, minutes, seconds] = three(exif, tag)?;
        if minutes >= 60.0 || seconds >= 60.0 {
            return None;
        }
        let sign = match text(exif, reference)? {
            letter if letter.eq_ignore_ascii_case(letters[0]) => 1.0,
            letter if letter.eq_ignore_ascii_case(letters[1]) => -1.0,
            _ => return None,
        };
        Some(sign * (degrees + minutes / 60.0 + seconds / 3600.0))
    };
    let lat = degrees(Tag::GPSLatitude, Tag::GPSLatitudeRef, ["N", "S"])?;
    let lng = degrees(Tag::GPSLongitude, Tag::GPSLongitudeRef, ["E", "W"])?;
    // Where no camera has ever been: the sea off Africa, with which a receiver begins.
    if lat == 0.0 && lng == 0.0 {
        return None;
    }
    Position::new(lat, lng)
}

/// When it was taken: the camera's clock with its zone; without one the zone in which the clock agrees with the satellites'; without these
/// the city's.
fn taken_at(exif: &Exif) -> Option<Moment> {
    let satellites = satellite_time(exif);
    let Some(clock) = text(exif, Tag::DateTimeOriginal).and_then(clock) else { return satellites };
    let written = [Tag::OffsetTimeOriginal, Tag::OffsetTime].into_iter().find_map(|tag| zone(text(exif, tag)?));
    let offset = written.or_else(|| agreed_zone(clock, satellites?)).unwrap_or(ZONE_SECONDS);
    Some(Moment(clock.and_utc().timestamp() - offset))
}

/// Date and time as cameras write them, and as some programs do.
fn clock(text: &str) -> Option<NaiveDateTime> {
    let formats = ["%Y:%m:%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S"];
    let second = text.get(..19).unwrap_or(text);
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(second, format).ok())
}

/// Seconds east of Greenwich.
fn zone(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    let sound = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let seconds = hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60;
    (sound && minutes < "60" && seconds <= FARTHEST_ZONE).then_some(sign * seconds)
}

/// The zone in which a clock shows what the satellites say, give or take the minutes since they were last heard.
fn agreed_zone(clock: NaiveDateTime, satellites: Moment) -> Option<i64> {
    let apart = clock.and_utc().timestamp() - satellites.0;
    let offset = (apart + QUARTER / 2).div_euclid(QUARTER) * QUARTER;
    ((apart - offset).abs() <= QUARTER / 3 && offset.abs() <= FARTHEST_ZONE).then_some(offset)
}

/// The time of the satellites, which is that of Greenwich.
fn satellite_time(exif: &Exif) -> Option<Moment> {
    let date = text(exif, Tag::GPSDateStamp)?.replace('-', ":");
    let date = NaiveDate::parse_from_str(&date, "%Y:%m:%d").ok()?;
    let [hours, minutes, seconds] = three(exif, Tag::GPSTimeStamp)?;
    let whole = |number: f64| (0.0..=60.0).contains(&number).then_some(number as u32);
    let time = NaiveTime::from_hms_opt(whole(hours)?, whole(minutes)?, whole(seconds)?.min(59))?;
    Some(Moment(date.and_time(time).and_utc().timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_as_they_are_written() {
        for (text, hours) in [("+08:00", 8.0), ("-03:30", -3.5), ("+0545", 5.75), ("Z", 0.0), ("+00:00", 0.0)] {
            assert_eq!(zone(text), Some((hours * 3600.0) as i64), "{text}");
        }
        for text in ["", "   :  ", "08:00", "+99:00", "+08:75", "+8", "+é8:00", "-"] {
            assert_eq!(zone(text), None, "{text}");
        }
    }

    #[test]
    fn a_clock_is_set_by_the_satellites_where_they_agree() {
        let clock = clock("2026:11:26 08:15:00").expect("a time");
        let at = |seconds: i64| Moment(clock.and_utc().timestamp() - seconds);
        assert_eq!(agreed_zone(clock, at(8 * 3600)), Some(8 * 3600));
        assert_eq!(agreed_zone(clock, at(9 * 3600 - 200)), Some(9 * 3600));
        assert_eq!(agreed_zone(clock, at(8 * 3600 + 420)), None, "heard too long ago");
        assert_eq!(agreed_zone(clock, at(40 * 3600)), None);
    }

    #[test]
    fn clocks_are_read_in_every_way_they_are_written() {
        let known = clock("2026:11:26 08:15:00");
        assert!(known.is_some());
        for text in ["2026-11-26 08:15:00", "2026-11-26T08:15:00+09:00", "2026:11:26 08:15:00.25"] {
            assert_eq!(clock(text), known, "{text}");
        }
        for text in ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:01 00:00:00", "", "昨天早上八点"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
