//! How long a step may take, to the minute, and why.

use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::calendar::{DayOff, WorkingCalendar};
use crate::time::{Moment, next_day};

/// The trade's four kinds of time limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LimitKind {
    /// 紧急工作时: hours that run day and night.
    UrgentHours,
    /// 工作时: hours inside working hours.
    WorkHours,
    /// 工作日: the same minute so many working days later.
    WorkDays,
    /// 自然日: the same minute so many days later.
    NaturalDays,
}

impl LimitKind {
    /// All of them.
    pub const ALL: [LimitKind; 4] =
        [LimitKind::UrgentHours, LimitKind::WorkHours, LimitKind::WorkDays, LimitKind::NaturalDays];

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<LimitKind> {
        LimitKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A time limit: hours or days of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// What is counted.
    pub kind: LimitKind,
    /// How many of them.
    pub amount: u32,
}

/// An amount of work in minutes: the stage limits of the centre's own posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// How many.
    pub amount: u32,
    /// Day and night, instead of inside working hours.
    pub continuous: bool,
}

/// What a due time was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// A limit of the catalogue.
    Limit(Limit),
    /// A stage limit.
    Minutes(Minutes),
}

/// One line of the explanation of a due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TraceLine {
    /// The count began.
    Start(Moment),
    /// A span was counted from here.
    Count(Span),
    /// Minutes of this day were counted.
    Worked {
        /// The day.
        #[serde(with = "crate::time::day")]
        date: NaiveDate,
        /// Minutes counted.
        minutes: u32,
    },
    /// This was the n-th working day.
    WorkDay {
        /// The day.
        #[serde(with = "crate::time::day")]
        date: NaiveDate,
        /// Its number, from 1.
        number: u32,
    },
    /// Days off, skipped.
    Skipped {
        /// The first of them.
        #[serde(with = "crate::time::day")]
        from: NaiveDate,
        /// The last of them.
        #[serde(with = "crate::time::day")]
        to: NaiveDate,
        why: DayOff,
    },
    /// The minute was moved into working hours.
    IntoHours(Moment),
    /// From here on the official calendar is not published.
    NotPublished(i32),
    /// The result.
    Due(Moment),
}

/// The explanation of a due time, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace(pub Vec<TraceLine>);

/// A due time with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub at: Moment,
    /// Whether it reaches into a year whose calendar is not published.
    pub provisional: bool,
    /// How it came about.
    pub trace: Trace,
}

/// Days looked at before a count is given up; more than any limit of the trade.
const HORIZON_DAYS: u32 = 4000;

/// The due time of one span after another, beginning at `start`.
///
/// N working days end at the same minute on the Nth working day, moved into working hours; natural days and
/// urgent hours run through; working minutes count only inside working hours.
pub fn due(start: Moment, spans: &[Span], calendar: &WorkingCalendar) -> Due {
    let mut count = Count { at: start, calendar, trace: vec![TraceLine::Start(start)], unpublished: None };
    for span in spans {
        count.trace.push(TraceLine::Count(*span));
        match *span {
            Span::Limit(Limit { kind: LimitKind::UrgentHours, amount }) => count.run(i64::from(amount) * 3600),
            Span::Limit(Limit { kind: LimitKind::NaturalDays, amount }) => count.run(i64::from(amount) * 86_400),
            Span::Limit(Limit { kind: LimitKind::WorkHours, amount }) => count.work(amount.saturating_mul(60)),
            Span::Limit(Limit { kind: LimitKind::WorkDays, amount }) => count.work_days(amount),
            Span::Minutes(Minutes { amount, continuous: true }) => count.run(i64::from(amount) * 60),
            Span::Minutes(Minutes { amount, continuous: false }) => count.work(amount),
        }
    }
    count.trace.push(TraceLine::Due(count.at));
    Due { at: count.at, provisional: count.unpublished.is_some(), trace: Trace(count.trace) }
}

struct Count<'a> {
    at: Moment,
    calendar: &'a WorkingCalendar,
    trace: Vec<TraceLine>,
    unpublished: Option<i32>,
}

impl Count<'_> {
    fn run(&mut self, seconds: i64) {
        self.at = self.at.plus_seconds(seconds);
    }

    /// Whether this day is worked; days off are added to the trace, runs of them as one line.
    fn worked(&mut self, date: NaiveDate) -> bool {
        use chrono::Datelike;
        if !self.calendar.is_published(date) && self.unpublished.is_none() {
            self.unpublished = Some(date.year());
            self.trace.push(TraceLine::NotPublished(date.year()));
        }
        let Some(why) = self.calendar.day_off(date) else { return true };
        match self.trace.last_mut() {
            Some(TraceLine::Skipped { to, why: last, .. }) if *last == why && next_day(*to) == date => *to = date,
            _ => self.trace.push(TraceLine::Skipped { from: date, to: date, why }),
        }
        false
    }

    fn work(&mut self, minutes: u32) {
        let local = self.at.local();
        let second = local.second();
        let mut date = local.date();
        let mut minute = local.hour() * 60 + local.minute();
        let mut left = minutes;
        for _ in 0..HORIZON_DAYS {
            if self.worked(date) {
                let before = left;
                for (from, to) in self.calendar.hours() {
                    let begin = minute.max(*from);
                    let room = to.saturating_sub(begin);
                    if room > 0 && left <= room {
                        self.trace.push(TraceLine::Worked { date, minutes: before });
                        let carried = if begin == minute { i64::from(second) } else { 0 };
                        self.at = Moment::start_of(date).plus_seconds(i64::from(begin + left) * 60 + carried);
                        return;
                    }
                    left -= room;
                }
                if before > left {
                    self.trace.push(TraceLine::Worked { date, minutes: before - left });
                }
            }
            date = next_day(date);
            minute = 0;
        }
        self.at = Moment::start_of(date);
    }

    fn work_days(&mut self, days: u32) {
        let local = self.at.local();
        let mut date = local.date();
        let mut number = 0;
        for _ in 0..HORIZON_DAYS {
            if number == days {
                break;
            }
            date = next_day(date);
            if self.worked(date) {
                number += 1;
                self.trace.push(TraceLine::WorkDay { date, number });
            }
        }
        let minute = local.hour() * 60 + local.minute();
        let moved = self.calendar.into_hours(minute);
        let seconds = if moved == minute { i64::from(local.second()) } else { 0 };
        self.at = Moment::start_of(date).plus_seconds(i64::from(moved) * 60 + seconds);
        if moved != minute {
            self.trace.push(TraceLine::IntoHours(self.at));
        }
    }
}

/// How much of a span is used up: what the clock on every page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When it began.
    pub from: Moment,
    pub due: Moment,
    /// When it was read, or when it stopped.
    pub now: Moment,
    /// Whether it has stopped (the step is done).
    pub stopped: bool,
}

/// What a clock says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ClockState {
    /// Enough time left.
    Calm,
    /// Less than a fifth of the time left.
    Soon,
    /// Past the due time.
    Overdue,
    /// Stopped in time.
    InTime,
    /// Stopped too late.
    Late,
}

impl Clock {
    /// What it says at a glance.
    pub fn state(&self) -> ClockState {
        match (self.stopped, self.now > self.due) {
            (true, false) => ClockState::InTime,
            (true, true) => ClockState::Late,
            (false, true) => ClockState::Overdue,
            (false, false) if self.used() >= 80 => ClockState::Soon,
            (false, false) => ClockState::Calm,
        }
    }

    /// How much is used up, 0 to 100.
    pub fn used(&self) -> u8 {
        let whole = self.due.seconds_since(self.from).max(1);
        let used = self.now.seconds_since(self.from).clamp(0, whole);
        u8::try_from(used * 100 / whole).unwrap_or(100)
    }

    /// Seconds left; negative when past the due time.
    pub fn left(&self) -> i64 {
        self.due.seconds_since(self.now)
    }
}

#[cfg(test)]
mod tests;
