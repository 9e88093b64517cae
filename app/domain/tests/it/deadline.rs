//! Limits to the minute, on the calendar's own edges.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::{DayKind, WorkingCalendar};
use domain::deadline::{Clock, ClockState, Limit, LimitKind, Minutes, Span, TraceLine, due};
use domain::policy::Policy;
use domain::time::Moment;

/// 8:30 to 12:00 and 14:00 to 17:30, as in Pinghu.
const HOURS: [(u32, u32); 2] = [(510, 720), (840, 1050)];

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
}

/// A moment of November 2026, whose 23rd is a Monday.
fn at(day: u32, hour: i64, minute: i64) -> Moment {
    Moment::start_of(date(day)).plus_seconds(hour * 3600 + minute * 60)
}

fn calendar() -> WorkingCalendar {
    WorkingCalendar::new(BTreeMap::from([(date(26), DayKind::Holiday), (date(28), DayKind::Workday)]), &HOURS)
}

fn work(start: Moment, minutes: u32) -> Moment {
    due(start, &[Span::Minutes(Minutes { amount: minutes, continuous: false })], &calendar()).at
}

fn days(start: Moment, amount: u32) -> Moment {
    due(start, &[Span::Limit(Limit { kind: LimitKind::WorkDays, amount })], &calendar()).at
}

#[test]
fn minutes_are_counted_inside_working_hours_to_their_last_one() {
    for (start, minutes, end) in [
        (at(23, 10, 0), 60, at(23, 11, 0)),
        (at(23, 10, 0), 120, at(23, 12, 0)),
        (at(23, 10, 0), 121, at(23, 14, 1)),
        (at(23, 12, 0), 1, at(23, 14, 1)),
        (at(23, 8, 30), 420, at(23, 17, 30)),
        (at(23, 8, 30), 421, at(24, 8, 31)),
        (at(23, 17, 30), 1, at(24, 8, 31)),
        (at(23, 3, 0), 15, at(23, 8, 45)),
        (at(23, 13, 0), 0, at(23, 14, 0)),
        (at(23, 23, 0), 15, at(24, 8, 45)),
        // Thursday is a holiday, Saturday is worked for it, Sunday is not.
        (at(25, 17, 0), 60, at(27, 9, 0)),
        (at(27, 17, 0), 60, at(28, 9, 0)),
        (at(28, 17, 0), 60, at(30, 9, 0)),
    ] {
        assert_eq!(work(start, minutes), end, "{minutes} minutes from {start:?}");
    }
}

#[test]
fn seconds_of_a_minute_that_is_worked_are_carried_and_others_are_not() {
    assert_eq!(work(at(23, 10, 0).plus_seconds(7), 60), at(23, 11, 0).plus_seconds(7));
    assert_eq!(work(at(23, 3, 0).plus_seconds(7), 60), at(23, 9, 30));
    assert_eq!(days(at(23, 10, 0).plus_seconds(7), 1), at(24, 10, 0).plus_seconds(7));
    assert_eq!(days(at(23, 3, 0).plus_seconds(7), 1), at(24, 8, 30));
}

#[test]
fn working_days_end_at_the_same_minute_moved_into_hours() {
    for (start, amount, end) in [
        (at(23, 10, 0), 1, at(24, 10, 0)),
        (at(23, 10, 0), 3, at(27, 10, 0)),
        (at(23, 10, 0), 4, at(28, 10, 0)),
        (at(23, 10, 0), 5, at(30, 10, 0)),
        (at(23, 13, 0), 1, at(24, 14, 0)),
        (at(23, 12, 0), 1, at(24, 12, 0)),
        (at(23, 20, 0), 1, at(24, 17, 30)),
        (at(21, 10, 0), 1, at(23, 10, 0)),
    ] {
        assert_eq!(days(start, amount), end, "{amount} days from {start:?}");
    }
}

#[test]
fn a_minute_that_was_moved_is_explained_and_no_other() {
    let explained = |start: Moment| {
        let span = [Span::Limit(Limit { kind: LimitKind::WorkDays, amount: 1 })];
        due(start, &span, &calendar()).trace.0.iter().any(|line| matches!(line, TraceLine::IntoHours(_)))
    };
    assert!(explained(at(23, 13, 0)) && explained(at(23, 20, 0)));
    assert!(!explained(at(23, 10, 0)) && !explained(at(23, 12, 0)));
}

#[test]
fn urgent_hours_and_natural_days_run_through() {
    let of = |kind, amount| due(at(25, 17, 0), &[Span::Limit(Limit { kind, amount })], &calendar()).at;
    assert_eq!(of(LimitKind::UrgentHours, 4), at(25, 21, 0));
    assert_eq!(of(LimitKind::NaturalDays, 2), at(27, 17, 0));
    assert_eq!(of(LimitKind::WorkHours, 1), at(27, 9, 0));
}

#[test]
fn a_year_without_calendar_makes_it_provisional() {
    let span = [Span::Limit(Limit { kind: LimitKind::WorkDays, amount: 40 })];
    assert!(due(at(23, 10, 0), &span, &calendar()).provisional);
    assert!(
        !due(at(23, 10, 0), &[Span::Limit(Limit { kind: LimitKind::WorkDays, amount: 5 })], &calendar()).provisional
    );
    assert_eq!(calendar().last_published_year(), Some(2026));
}

#[test]
fn a_clock_tells_what_is_used_and_left() {
    let read = |now: i64, stopped| Clock { from: Moment(1000), due: Moment(2000), now: Moment(now), stopped };
    for (now, used, left) in
        [(500, 0, 1500), (1000, 0, 1000), (1790, 79, 210), (1800, 80, 200), (2000, 100, 0), (2500, 100, -500)]
    {
        assert_eq!((read(now, false).used(), read(now, false).left()), (used, left), "at {now}");
    }
    for (now, running, stopped) in [
        (1000, ClockState::Calm, ClockState::InTime),
        (1799, ClockState::Calm, ClockState::InTime),
        (1800, ClockState::Soon, ClockState::InTime),
        (2000, ClockState::Soon, ClockState::InTime),
        (2001, ClockState::Overdue, ClockState::Late),
    ] {
        assert_eq!((read(now, false).state(), read(now, true).state()), (running, stopped), "at {now}");
    }
}

#[test]
fn the_promise_is_the_sum_of_the_stages() {
    let policy = Policy::default();
    let minutes = |amount, continuous| Span::Minutes(Minutes { amount, continuous });
    for urgent in [false, true] {
        let handling = if urgent { policy.urgent_handling } else { policy.handling };
        let expected = [minutes(15, urgent), minutes(15, urgent), Span::Limit(handling), minutes(60, urgent)];
        assert_eq!(policy.promise(None, urgent), expected);
        let own = Limit { kind: LimitKind::WorkHours, amount: 8 };
        assert_eq!(policy.promise(Some(own), urgent)[2], Span::Limit(own), "the condition's own limit counts");
    }
}
