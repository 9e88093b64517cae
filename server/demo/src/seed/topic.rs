//! What people report: the classes that have phrases, how often each is met, at which time of the year and of the day.
//!
//! Weights are believable for a county-level city, not counted anywhere.

use super::weather::{Season, Weather};

/// A class as people report it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Topic {
    /// The class's five digits.
    pub(crate) code: &'static str,
    /// How often it is met against the others, in a thousand or so.
    weight: u32,
    season: Season,
    hours: Hours,
    /// For each of its phrases the serial of the filing condition that the phrase describes.
    conditions: &'static str,
    /// For each of its phrases the number of the answer that fits; 0 where none does.
    replies: &'static str,
}

impl Topic {
    /// How often it is met on a day of this month and weather, against other topics.
    pub(crate) fn weight(&self, month: usize, weather: Weather) -> f64 {
        f64::from(self.weight) * self.season.factor(month, weather)
    }

    /// How its reports spread over the hours of a day.
    pub(crate) fn hours(&self) -> &'static [u32; 24] {
        self.hours.weights()
    }

    /// The serial of the filing condition of a phrase, counted from 0.
    pub(crate) fn condition(&self, phrase: usize) -> usize {
        digit(self.conditions, phrase)
    }

    /// The number of the answer to a phrase, counted from 1; `None` where a general answer has to do.
    pub(crate) fn reply(&self, phrase: usize) -> Option<usize> {
        Some(digit(self.replies, phrase)).filter(|number| *number > 0)
    }
}

fn digit(digits: &str, at: usize) -> usize {
    digits.as_bytes().get(at).copied().map_or(1, |byte| usize::from(byte.saturating_sub(b'0')))
}

/// At which hours people report something.
#[derive(Clone, Copy, Debug)]
enum Hours {
    /// On the way and at work, most in the middle of the morning and of the afternoon.
    Day,
    /// When traffic is densest and schools begin and end.
    Rush,
    /// After work.
    Evening,
    /// When others want to sleep.
    Night,
}

impl Hours {
    const fn weights(self) -> &'static [u32; 24] {
        match self {
            Hours::Day => &[2, 1, 1, 1, 1, 3, 12, 36, 64, 72, 64, 48, 32, 36, 58, 60, 56, 44, 32, 28, 24, 18, 10, 5],
            Hours::Rush => &[2, 1, 1, 1, 2, 6, 24, 70, 64, 40, 28, 24, 22, 22, 26, 32, 48, 64, 48, 28, 20, 14, 8, 4],
            Hours::Evening => {
                &[6, 3, 1, 1, 1, 2, 6, 14, 18, 20, 18, 16, 16, 14, 16, 18, 22, 32, 52, 70, 74, 60, 34, 16]
            }
            Hours::Night => {
                &[24, 14, 8, 5, 5, 10, 14, 20, 20, 18, 14, 12, 12, 12, 12, 12, 14, 18, 28, 44, 52, 60, 64, 46]
            }
        }
    }
}

const fn topic(
    code: &'static str,
    weight: u32,
    season: Season,
    hours: Hours,
    conditions: &'static str,
    replies: &'static str,
) -> Topic {
    Topic { code, weight, season, hours, conditions, replies }
}

use Hours as H;
use Season as S;

/// Every class that has phrases, in the order of its code. All are matters; a component of the same code makes it a component's.
pub(crate) const TOPICS: &[Topic] = &[
    topic("01001", 5, S::Steady, H::Day, "32141", "12221"),
    topic("01002", 14, S::Steady, H::Day, "23214", "12122"),
    topic("01003", 12, S::Rain, H::Day, "11324", "11212"),
    topic("01004", 14, S::Rain, H::Day, "23143", "12112"),
    topic("01023", 8, S::Steady, H::Day, "12334", "12212"),
    topic("01037", 55, S::Dark, H::Evening, "33231", "12102"),
    topic("01046", 8, S::Steady, H::Day, "11323", "12212"),
    topic("01054", 6, S::Steady, H::Evening, "21221", "12110"),
    topic("01070", 5, S::Steady, H::Day, "12113", "12102"),
    topic("02004", 6, S::Steady, H::Rush, "12314", "11212"),
    topic("02010", 14, S::Wind, H::Rush, "23421", "11211"),
    topic("02014", 10, S::Steady, H::Rush, "14223", "12111"),
    topic("02017", 10, S::Wind, H::Rush, "12243", "12121"),
    topic("03001", 10, S::Summer, H::Day, "14243", "12222"),
    topic("03005", 18, S::Summer, H::Day, "22134", "11121"),
    topic("04002", 20, S::Wind, H::Day, "13214", "12220"),
    topic("04013", 16, S::Dust, H::Day, "23122", "12121"),
    topic("06001", 28, S::Steady, H::Day, "11332", "12221"),
    topic("06007", 12, S::Steady, H::Day, "12121", "12111"),
    topic("06010", 70, S::Summer, H::Day, "23211", "11211"),
    topic("06011", 35, S::Steady, H::Day, "24213", "12102"),
    topic("06012", 35, S::Leaves, H::Day, "21131", "10212"),
    topic("06013", 50, S::Rain, H::Day, "13423", "12012"),
    topic("06014", 8, S::Steady, H::Rush, "13122", "12010"),
    topic("06020", 8, S::Dust, H::Evening, "12221", "11112"),
    topic("06025", 12, S::Water, H::Day, "13231", "12001"),
    topic("06026", 14, S::Water, H::Day, "13122", "12101"),
    topic("06027", 30, S::Summer, H::Evening, "31122", "12211"),
    topic("06028", 45, S::Summer, H::Night, "31221", "12021"),
    topic("06029", 12, S::Summer, H::Night, "11122", "11211"),
    topic("06030", 10, S::Summer, H::Day, "13111", "12000"),
    topic("06034", 18, S::Steady, H::Day, "22122", "11120"),
    topic("06036", 35, S::Steady, H::Day, "11322", "12000"),
    topic("06037", 5, S::Summer, H::Rush, "11211", "11211"),
    topic("06040", 20, S::Steady, H::Day, "21321", "12002"),
    topic("06041", 12, S::Steady, H::Day, "12311", "12111"),
    topic("06042", 40, S::Summer, H::Day, "23113", "12112"),
    topic("06051", 6, S::Steady, H::Day, "13132", "12111"),
    topic("07001", 35, S::Steady, H::Day, "23122", "12101"),
    topic("07003", 12, S::Wind, H::Day, "31342", "21020"),
    topic("07006", 8, S::Steady, H::Day, "12132", "12102"),
    topic("08001", 30, S::Steady, H::Night, "11331", "11221"),
    topic("08002", 16, S::Steady, H::Rush, "21223", "12001"),
    topic("08004", 22, S::Dust, H::Day, "12311", "21120"),
    topic("08011", 14, S::Dust, H::Night, "11323", "11212"),
    topic("08012", 10, S::Rain, H::Rush, "21131", "12121"),
    topic("09001", 35, S::Summer, H::Rush, "23123", "12110"),
    topic("09005", 40, S::Summer, H::Evening, "13132", "12010"),
    topic("09006", 22, S::Steady, H::Rush, "13221", "12111"),
    topic("09009", 85, S::Steady, H::Rush, "32113", "12121"),
    topic("09010", 45, S::Steady, H::Rush, "11213", "12111"),
    topic("09011", 25, S::Steady, H::Rush, "11312", "11022"),
    topic("09012", 16, S::Steady, H::Evening, "12321", "12100"),
    topic("09019", 6, S::Steady, H::Day, "12322", "12202"),
    topic("10001", 4, S::Ice, H::Rush, "13213", "12202"),
    topic("10002", 12, S::Wind, H::Day, "22123", "22121"),
    topic("10994", 20, S::Flood, H::Rush, "11312", "11211"),
    topic("10995", 6, S::Rain, H::Day, "11213", "11212"),
    topic("10997", 18, S::Rain, H::Day, "12323", "11212"),
    topic("10999", 14, S::Frost, H::Rush, "12132", "12121"),
];
