use super::*;
use crate::calendar::DayKind;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> Moment {
    Moment::from_local(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time"))
}

/// National Day 2026 with its make-up days, and New Year so that the year counts as published.
fn calendar() -> WorkingCalendar {
    let mut days: Vec<(NaiveDate, DayKind)> =
        (1..=7).map(|d| (day(&format!("2026-10-0{d}")), DayKind::Holiday)).collect();
    days.push((day("2026-09-20"), DayKind::Workday));
    days.push((day("2026-10-10"), DayKind::Workday));
    days.push((day("2026-01-01"), DayKind::Holiday));
    WorkingCalendar::new(days, &[(510, 720), (840, 1050)])
}

fn limit(kind: LimitKind, amount: u32) -> Span {
    Span::Limit(Limit { kind, amount })
}

#[test]
fn a_working_day_ends_at_the_same_minute() {
    let due = due(at("2026-11-23 10:12"), &[limit(LimitKind::WorkDays, 1)], &calendar());
    assert_eq!(due.at, at("2026-11-24 10:12"));
    assert!(!due.provisional);
}

#[test]
fn working_days_skip_weekends_and_holidays_and_count_make_up_days() {
    // Wednesday 30 September: 1–7 October are off, 8 and 9 are worked, Saturday 10 is a make-up day.
    let due = due(at("2026-09-30 15:00"), &[limit(LimitKind::WorkDays, 3)], &calendar());
    assert_eq!(due.at, at("2026-10-10 15:00"));
    assert!(due.trace.0.contains(&TraceLine::Skipped {
        from: day("2026-10-01"),
        to: day("2026-10-07"),
        why: DayOff::Holiday
    }));
}

#[test]
fn a_night_report_is_moved_into_working_hours() {
    let span = [limit(LimitKind::WorkDays, 1)];
    assert_eq!(due(at("2026-11-20 22:00"), &span, &calendar()).at, at("2026-11-23 17:30"));
    assert_eq!(due(at("2026-11-23 05:00"), &span, &calendar()).at, at("2026-11-24 08:30"));
    assert_eq!(due(at("2026-11-23 13:00"), &span, &calendar()).at, at("2026-11-24 14:00"));
}

#[test]
fn working_hours_count_only_inside_working_hours() {
    let four = [limit(LimitKind::WorkHours, 4)];
    assert_eq!(due(at("2026-11-23 10:00"), &four, &calendar()).at, at("2026-11-23 16:00"));
    assert_eq!(due(at("2026-11-20 16:30"), &four, &calendar()).at, at("2026-11-23 11:30"));
    assert_eq!(due(at("2026-11-21 12:00"), &four, &calendar()).at, at("2026-11-23 14:30"));
}

#[test]
fn urgent_hours_and_natural_days_run_through() {
    assert_eq!(
        due(at("2026-10-03 23:00"), &[limit(LimitKind::UrgentHours, 2)], &calendar()).at,
        at("2026-10-04 01:00")
    );
    assert_eq!(
        due(at("2026-10-03 23:00"), &[limit(LimitKind::NaturalDays, 2)], &calendar()).at,
        at("2026-10-05 23:00")
    );
}

#[test]
fn spans_follow_each_other() {
    let spans = [
        Span::Minutes(Minutes { amount: 30, continuous: false }),
        limit(LimitKind::WorkDays, 1),
        Span::Minutes(Minutes { amount: 30, continuous: true }),
    ];
    assert_eq!(due(at("2026-11-23 08:00"), &spans, &calendar()).at, at("2026-11-24 09:30"));
}

#[test]
fn a_year_without_calendar_makes_the_due_time_provisional() {
    let due = due(at("2026-12-31 10:00"), &[limit(LimitKind::WorkDays, 1)], &calendar());
    assert_eq!(due.at, at("2027-01-04 10:00"));
    assert!(due.provisional);
    assert!(due.trace.0.contains(&TraceLine::NotPublished(2027)));
}

#[test]
fn a_clock_warns_before_it_is_overdue() {
    let clock = |minutes: i64| Clock {
        from: at("2026-11-23 10:00"),
        due: at("2026-11-23 11:40"),
        now: at("2026-11-23 10:00").plus_seconds(minutes * 60),
        stopped: false,
    };
    assert_eq!(clock(50).state(), ClockState::Calm);
    assert_eq!(clock(80).state(), ClockState::Soon);
    assert_eq!(clock(101).state(), ClockState::Overdue);
    assert_eq!(clock(50).used(), 50);
}

proptest! {
    #[test]
    fn more_time_never_ends_earlier(start in 1_767_200_000i64..1_798_000_000, amount in 1u32..20, kind in 0usize..4) {
        let kind = [LimitKind::UrgentHours, LimitKind::WorkHours, LimitKind::WorkDays, LimitKind::NaturalDays][kind];
        let calendar = calendar();
        let shorter = due(Moment(start), &[limit(kind, amount)], &calendar).at;
        let longer = due(Moment(start), &[limit(kind, amount + 1)], &calendar).at;
        prop_assert!(longer > shorter);
        prop_assert!(shorter > Moment(start));
    }

    #[test]
    fn working_limits_end_on_working_days_in_working_hours(start in 1_767_200_000i64..1_797_000_000, amount in 1u32..20, days: bool) {
        let calendar = calendar();
        let kind = if days { LimitKind::WorkDays } else { LimitKind::WorkHours };
        let end = due(Moment(start), &[limit(kind, amount)], &calendar).at.local();
        prop_assert!(calendar.day_off(end.date()).is_none());
        let minute = end.hour() * 60 + end.minute();
        prop_assert!(calendar.hours().iter().any(|(from, to)| (*from..=*to).contains(&minute)));
    }

    #[test]
    fn the_trace_accounts_for_every_working_minute(start in 1_767_200_000i64..1_797_000_000, amount in 1u32..40) {
        let trace = due(Moment(start), &[limit(LimitKind::WorkHours, amount)], &calendar()).trace;
        let minutes: u32 = trace.0.iter().map(|l| if let TraceLine::Worked { minutes, .. } = l { *minutes } else { 0 }).sum();
        prop_assert_eq!(minutes, amount * 60);
    }
}

#[test]
fn an_explanation_travels_whole() {
    let days = [day("2026-10-01"), day("2027-01-01")];
    let trace = Trace(vec![
        TraceLine::Worked { date: days[0], minutes: 30 },
        TraceLine::WorkDay { date: days[1], number: 2 },
        TraceLine::Skipped { from: days[0], to: days[1], why: DayOff::Weekend },
    ]);
    let text = serde_json::to_string(&trace).expect("written");
    assert!(!text.contains("2026"), "a date travels as its number: {text}");
    assert_eq!(serde_json::from_str::<Trace>(&text).expect("read"), trace);
}
