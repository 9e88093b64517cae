//! Where and when a photo was taken, as far as its camera can be believed.

use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use crate::geo::Position;
use crate::time::Moment;

/// A clock that runs ahead by more than this (a day) was never set.
const AHEAD: i64 = 86_400;
/// A photo older than this (ten years) is of no use in a report: more likely its camera began to count where it was made.
const OLDEST: i64 = 10 * 366 * 86_400;

/// What a camera wrote into a photo: an offer for the form, dropped from the stored picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhotoOrigin {
    /// Where it was taken.
    pub position: Option<Position>,
    /// When it was taken, by the camera's clock.
    pub taken_at: Option<Moment>,
    /// Whether another photo of the same report knows a place elsewhere.
    #[serde(default)]
    pub differs: bool,
}

/// The time of a camera's clock, unless it cannot be true at `now`: ahead of ours, years back, or the first of January of a bygone
/// year, with which a camera begins whose battery was out.
pub fn believable(taken_at: Moment, now: Moment) -> Option<Moment> {
    let ago = now.seconds_since(taken_at);
    let date = taken_at.date();
    let reset = date.ordinal() == 1 && date.year() < now.date().year() - 1;
    (-AHEAD..=OLDEST).contains(&ago).then_some(taken_at).filter(|_| !reset)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(year: i32, month: u32, day: u32) -> Moment {
        Moment::start_of(NaiveDate::from_ymd_opt(year, month, day).expect("a date")).plus_seconds(3600)
    }

    #[test]
    fn clocks_that_cannot_be_true_are_not_believed() {
        let now = at(2026, 11, 26);
        for sound in [now, now.plus_seconds(AHEAD), at(2026, 11, 1), at(2019, 6, 3), at(2026, 1, 1), at(2025, 1, 1)] {
            assert_eq!(believable(sound, now), Some(sound), "{}", sound.iso());
        }
        let wrong = [at(1970, 1, 1), at(1980, 1, 6), at(2000, 5, 1), at(2015, 3, 4), at(2018, 1, 1), at(2026, 11, 28)];
        for wrong in wrong {
            assert_eq!(believable(wrong, now), None, "{}", wrong.iso());
        }
        assert_eq!(believable(Moment(i64::from(i32::MAX) * 100), now), None);
    }
}
