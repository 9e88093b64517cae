//! Instants, and how the city writes them. Stored as UTC, shown in the city's zone (+08:00, no summer
//! time) on the server and in the browser alike, never in the browser's own zone.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// The city's offset from UTC in seconds.
pub const ZONE_SECONDS: i64 = 8 * 3600;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An instant: whole seconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The instant of a local date and time in the city.
    pub fn from_local(local: NaiveDateTime) -> Moment {
        Moment(local.and_utc().timestamp() - ZONE_SECONDS)
    }

    /// The city's date and time at this instant.
    pub fn local(self) -> NaiveDateTime {
        DateTime::from_timestamp(self.0 + ZONE_SECONDS, 0).unwrap_or_default().naive_utc()
    }

    /// The city's date at this instant.
    pub fn date(self) -> NaiveDate {
        self.local().date()
    }

    /// The first second of a local date.
    pub fn start_of(date: NaiveDate) -> Moment {
        Moment::from_local(date.and_time(chrono::NaiveTime::MIN))
    }

    /// This instant moved by a number of seconds.
    pub const fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0 + seconds)
    }

    /// Seconds from `earlier` to this instant; negative when it lies before.
    pub const fn seconds_since(self, earlier: Moment) -> i64 {
        self.0 - earlier.0
    }

    /// Machine-readable, for `<time datetime>`: `2026-11-23T14:35:00+08:00`.
    pub fn iso(self) -> String {
        let local = self.local();
        let (date, time) = (local.date(), local.time());
        // Written out: the library's own formatter weighs more than a page on a phone.
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00",
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }

    /// `2026年11月23日 14:35` or `23 Nov 2026, 14:35`.
    pub fn minute_text(self, language: Language) -> String {
        let local = self.local();
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        match language {
            Language::Chinese => format!("{} {clock}", date_text(local.date(), language)),
            Language::English => format!("{}, {clock}", date_text(local.date(), language)),
        }
    }

    /// Without the year: `11月23日 14:35` or `23 Nov, 14:35`.
    pub fn short_text(self, language: Language) -> String {
        let local = self.local();
        let (hour, minute) = (local.hour(), local.minute());
        match language {
            Language::Chinese => format!("{}月{}日 {hour:02}:{minute:02}", local.month(), local.day()),
            Language::English => {
                format!("{} {}, {hour:02}:{minute:02}", local.day(), month(local.date()))
            }
        }
    }
}

/// `2026年11月23日` or `23 Nov 2026`.
pub fn date_text(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Language::English => format!("{} {} {}", date.day(), month(date), date.year()),
    }
}

/// The day after.
pub fn next_day(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or("")
}

/// A span of time in words with its two largest units: `1 天 3 小时`, `25 分`, `1 d 3 h`.
pub fn span_text(seconds: i64, language: Language) -> String {
    let minutes = seconds.abs() / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts: Vec<(i64, &str, &str)> = [(days, "天", "d"), (hours, "小时", "h"), (minutes, "分", "min")]
        .into_iter()
        .skip_while(|part| part.0 == 0)
        .take(2)
        .filter(|part| part.0 != 0)
        .collect();
    if parts.is_empty() {
        return match language {
            Language::Chinese => "不到 1 分".to_owned(),
            Language::English => "under 1 min".to_owned(),
        };
    }
    let words: Vec<String> = parts
        .iter()
        .map(|(n, zh, en)| match language {
            Language::Chinese => format!("{n} {zh}"),
            Language::English => format!("{n} {en}"),
        })
        .collect();
    words.join(" ")
}

/// A date on its way to the browser, as its number: reading dates in words would weigh on every phone.
pub(crate) mod day {
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Days since the last day before the year 1.
    pub(crate) fn serialize<S: Serializer>(date: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i32(date.num_days_from_ce())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let number = i32::deserialize(from)?;
        NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| D::Error::custom("no day of the calendar"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_in_the_citys_zone_in_both_languages() {
        let moment = Moment(1_795_415_700); // 2026-11-23T06:35:00Z
        assert_eq!(moment.iso(), "2026-11-23T14:35:00+08:00");
        assert_eq!(moment.minute_text(Language::Chinese), "2026年11月23日 14:35");
        assert_eq!(moment.minute_text(Language::English), "23 Nov 2026, 14:35");
        assert_eq!(Moment::from_local(moment.local()), moment);
    }

    #[test]
    fn spans_name_their_two_largest_units() {
        assert_eq!(span_text(27 * 3600 + 59, Language::Chinese), "1 天 3 小时");
        assert_eq!(span_text(-25 * 60, Language::English), "25 min");
        assert_eq!(span_text(24 * 3600 + 300, Language::English), "1 d");
        assert_eq!(span_text(12, Language::Chinese), "不到 1 分");
    }
}
