//! Numbers that people read and machines rely on.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

use crate::normal::compact;

/// A case number as citizens and officers say it: `PH20261123-000123`
/// (city prefix, local date of the report, serial of six or more digits).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseNumber(String);

impl CaseNumber {
    /// Makes a number from its parts.
    pub fn new(prefix: &str, date: NaiveDate, serial: i64) -> CaseNumber {
        CaseNumber(format!("{prefix}{:04}{:02}{:02}-{serial:06}", date.year(), date.month(), date.day()))
    }

    /// Reads a number as people type it: lower case, spaces and full-width characters are
    /// forgiven. `None` when it cannot be a case number.
    pub fn parse(text: &str) -> Option<CaseNumber> {
        let text: String =
            compact(text).chars().map(|c| if is_dash(c) { '-' } else { c.to_ascii_uppercase() }).collect();
        let (head, serial) = text.split_once('-')?;
        let digits_at = head.find(|c: char| c.is_ascii_digit())?;
        let (prefix, date) = head.split_at(digits_at);
        let well_formed = (1..=4).contains(&prefix.len())
            && prefix.chars().all(|c| c.is_ascii_uppercase())
            && date.len() == 8
            && is_date(date)
            && (6..=10).contains(&serial.len())
            && serial.chars().all(|c| c.is_ascii_digit());
        well_formed.then_some(CaseNumber(text))
    }

    /// Finds a number of the city with this prefix in what people copy: words before it and a missing dash are forgiven as well. Not for
    /// addresses, of which a page has one.
    pub fn find(text: &str, prefix: &str) -> Option<CaseNumber> {
        let letters = compact(text).to_ascii_uppercase().replace(is_dash, "");
        let number = |rest: &str| {
            let digits = rest.get(..rest.bytes().take_while(u8::is_ascii_digit).count())?;
            let (date, serial) = digits.split_at_checked(8)?;
            CaseNumber::parse(&format!("{prefix}{date}-{serial}"))
        };
        letters.split(prefix).skip(1).find_map(number).or_else(|| CaseNumber::parse(text))
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people type for a dash, after compatible forms have become one.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}

/// Whether eight digits are a date. Read by hand: the library's own parser weighs more than a page on a phone.
fn is_date(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && NaiveDate::from_ymd_opt(number(0, 4) as i32, number(4, 6), number(6, 8)).is_some()
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A Chinese mobile number, eleven digits starting with 1. Land lines are kept as typed digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people type it: spaces, dashes and `+86` are forgiven.
    /// `None` when it is neither a mobile number nor a land line with area code.
    pub fn parse(text: &str) -> Option<Phone> {
        let digits: String =
            compact(text).chars().filter(|c| !is_dash(*c) && !matches!(c, '(' | ')' | '.' | '·')).collect();
        let digits = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")).unwrap_or(&digits);
        let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(digits);
        let all_digits = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
        let mobile = digits.len() == 11
            && digits.starts_with('1')
            && !matches!(digits.as_bytes().get(1), Some(b'0' | b'1' | b'2'));
        let land_line = (10..=12).contains(&digits.len()) && digits.starts_with('0') && !digits.starts_with("00");
        (all_digits && (mobile || land_line)).then(|| Phone(digits.to_owned()))
    }

    /// All digits. Personal data: never in logs, URLs or pages of others.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `138******34`: enough to know one's own number again, too little to call it or to pass for its owner. Never more than half of the
    /// digits, and as many stars whatever stands behind them.
    pub fn masked(&self) -> String {
        let half = self.0.len() / 2;
        let head = half.min(3);
        let tail = self.0.len() - (half - head).min(2);
        format!("{}******{}", self.0.get(..head).unwrap_or(""), self.0.get(tail..).unwrap_or(""))
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_found_in_what_people_copy() {
        let number = CaseNumber::parse("PH20261123-000123");
        for typed in [
            "PH20261123-000123",
            "ph20261123000123",
            "案卷编号 PH20261123-000123",
            "案卷编号：ＰＨ２０２６１１２３０００１２３。",
            "No. PH20261123-000123",
            "no ph 20261123 000123",
            "12345 热线 PH 2026 1123 — 000123，路灯",
        ] {
            assert_eq!(CaseNumber::find(typed, "PH"), number, "{typed}");
        }
        assert_eq!(
            CaseNumber::find("AB20261123-000123", "PH"),
            CaseNumber::parse("AB20261123-000123"),
            "an older prefix"
        );
        for wrong in ["", "PH", "PH2026112300012", "PH20261341000001", "PH20261123-00012345678", "20261123-000123"] {
            assert_eq!(CaseNumber::find(wrong, "PH"), None, "{wrong}");
        }
        for address in ["PH20261123000123", "No.PH20261123-000123"] {
            assert_eq!(CaseNumber::parse(address), None, "a page has one address: {address}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_around_a_number_it_is_found(
            serial in 0..10_000_000_000_i64,
            before in "\\PC{0,8}",
            dash in "[- —]?",
            after in "[ 。，a-zP]{0,8}",
        ) {
            let number = CaseNumber::new("PH", NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"), serial);
            prop_assert_eq!(CaseNumber::parse(number.as_str()), Some(number.clone()));
            let typed = format!("{before}{}{after}", number.as_str().replace('-', &dash));
            prop_assert_eq!(CaseNumber::find(&typed, "PH"), Some(number), "{}", typed);
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let number = CaseNumber::parse(" ph20261123 - 000123").expect("a number");
        assert_eq!(number.as_str(), "PH20261123-000123");
        for typed in [
            "ＰＨ20261123－000123",
            "ph２０２６１１２３—０００１２３",
            "PH20261123\u{2011}000123",
            "\u{202a}PH20261123-000123\u{202c}",
            "PH2026\u{200b}1123 - 000123\u{feff}",
        ] {
            assert_eq!(CaseNumber::parse(typed).as_ref(), Some(&number), "{typed:?}");
        }
        for wrong in ["", "PH", "PH20261341-000001", "PH20261123-1", "PH20261123-00012x", "../etc-000001"] {
            assert_eq!(CaseNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_masked_phone_never_shows_more_than_half_of_its_digits() {
        let masked = |digits: &str| Phone(digits.to_owned()).masked();
        assert_eq!(masked("13857301234"), "138******34");
        assert_eq!(masked("057385001234"), "057******34");
        assert_eq!(masked("0101234567"), "010******67");
        for length in 0..=20 {
            let digits = "0123456789".repeat(2);
            let shown = masked(&digits[..length]).bytes().filter(u8::is_ascii_digit).count();
            assert!(shown <= length / 2 && shown <= 5, "{shown} of {length}");
        }
    }

    #[test]
    fn phones_are_checked_and_masked() {
        let phone = Phone::parse("+86 138-1234 5678").expect("a phone");
        assert_eq!(phone.digits(), "13812345678");
        assert_eq!(format!("{phone:?}"), "138******78");
        for typed in [
            "１３８１２３４５６７８",
            "＋８６　138—1234—5678",
            "86 138 1234 5678",
            "\u{202d}138\u{2011}1234\u{2011}5678\u{202c}",
            "0086(138)12345678",
        ] {
            assert_eq!(Phone::parse(typed).as_ref(), Some(&phone), "{typed:?}");
        }
        assert!(Phone::parse("0573-85000000").is_some());
        for wrong in ["", "12345", "110", "1381234567", "138123456789", "abc", "00138123456"] {
            assert!(Phone::parse(wrong).is_none(), "{wrong}");
        }
    }
}
