//! The working calendar: weekends, holidays, make-up days 调休, working hours.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A day that the official calendar names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayKind {
    /// A day off.
    Holiday,
    /// A weekend day that is worked to make up for a holiday.
    Workday,
}

/// Why a day is not worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday.
    Holiday,
}

/// The working calendar of the city. Times of day are minutes from midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingCalendar {
    days: BTreeMap<NaiveDate, DayKind>,
    years: BTreeSet<i32>,
    hours: Vec<(u32, u32)>,
}

impl WorkingCalendar {
    /// A calendar of the named days. A year without a named day counts as not published: then weekends
    /// and 1 January are off, and due times that reach into it are provisional.
    ///
    /// `hours` are the day's working spans in order, in minutes from midnight; empty or inverted ones are dropped.
    pub fn new(days: impl IntoIterator<Item = (NaiveDate, DayKind)>, hours: &[(u32, u32)]) -> WorkingCalendar {
        let days: BTreeMap<NaiveDate, DayKind> = days.into_iter().collect();
        let years = days.keys().map(|date| date.year()).collect();
        let mut hours: Vec<(u32, u32)> = hours.iter().copied().filter(|(from, to)| from < to && *to <= 1440).collect();
        hours.sort_unstable();
        if hours.is_empty() {
            hours.push((0, 1440));
        }
        WorkingCalendar { days, years, hours }
    }

    /// The day's working spans in minutes from midnight, in order, never empty.
    pub fn hours(&self) -> &[(u32, u32)] {
        &self.hours
    }

    /// Whether the official calendar of this date's year is known.
    pub fn is_published(&self, date: NaiveDate) -> bool {
        self.years.contains(&date.year())
    }

    /// The last year whose calendar is known.
    pub fn last_published_year(&self) -> Option<i32> {
        self.years.last().copied()
    }

    /// Why nobody works on this day; `None` on a working day.
    pub fn day_off(&self, date: NaiveDate) -> Option<DayOff> {
        match self.days.get(&date) {
            Some(DayKind::Holiday) => Some(DayOff::Holiday),
            Some(DayKind::Workday) => None,
            None if !self.is_published(date) && date.month() == 1 && date.day() == 1 => Some(DayOff::Holiday),
            None => matches!(date.weekday(), Weekday::Sat | Weekday::Sun).then_some(DayOff::Weekend),
        }
    }

    /// Moves a minute of a working day into working hours: before them and in a break forward to the next
    /// span, after them back to the end of the day, so that the count of days stays what it was.
    pub fn into_hours(&self, minute: u32) -> u32 {
        for (from, to) in &self.hours {
            if minute < *from {
                return *from;
            }
            if minute <= *to {
                return minute;
            }
        }
        self.hours.last().map_or(minute, |(_, to)| *to)
    }
}
