//! The lines of a due time's explanation in words.

use domain::calendar::DayOff;
use domain::deadline::{Limit, LimitKind, Minutes, Span, TraceLine};
use domain::language::Language;
use domain::time::{date_text, span_text};

use crate::text::ui;

/// One line in words.
pub fn trace_text(line: TraceLine, language: Language) -> String {
    match line {
        TraceLine::Start(at) => ui::trace_start(language, at.minute_text(language)),
        TraceLine::Count(span) => ui::trace_count(language, limit_text(span, language)),
        TraceLine::Worked { date, minutes } => {
            ui::trace_worked(language, date_text(date, language), span(minutes, language))
        }
        TraceLine::WorkDay { date, number } => ui::trace_work_day(language, date_text(date, language), number),
        TraceLine::Skipped { from, to, why } => {
            let why = match why {
                DayOff::Weekend => ui::TRACE_WEEKEND,
                DayOff::Holiday => ui::TRACE_HOLIDAY,
            };
            let mut days = date_text(from, language);
            if to != from {
                days = ui::trace_days(language, days, date_text(to, language));
            }
            ui::trace_skipped(language, days, why.get(language))
        }
        TraceLine::IntoHours(at) => ui::trace_into_hours(language, at.minute_text(language)),
        TraceLine::NotPublished(year) => ui::trace_not_published(language, year),
        TraceLine::Due(at) => ui::trace_due(language, at.minute_text(language)),
    }
}

/// A limit as the trade says it: 3 个工作日.
fn limit_text(span: Span, language: Language) -> String {
    match span {
        Span::Limit(Limit { kind: LimitKind::UrgentHours, amount }) => ui::limit_urgent_hours(language, amount),
        Span::Limit(Limit { kind: LimitKind::WorkHours, amount }) => ui::limit_work_hours(language, amount),
        Span::Limit(Limit { kind: LimitKind::WorkDays, amount }) => ui::limit_work_days(language, amount),
        Span::Limit(Limit { kind: LimitKind::NaturalDays, amount }) => ui::limit_natural_days(language, amount),
        Span::Minutes(Minutes { amount, continuous }) => {
            let said = self::span(amount, language);
            if continuous { ui::limit_continuous(language, said) } else { ui::limit_working(language, said) }
        }
    }
}

/// Minutes in words.
fn span(minutes: u32, language: Language) -> String {
    span_text(i64::from(minutes) * 60, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Moment;

    #[test]
    fn days_off_are_named_once() {
        let saturday = Moment(1_795_835_700); // 2026-11-28T11:15:00+08:00
        let sunday = saturday.plus_seconds(86_400);
        let said = |from: Moment, to: Moment| {
            let line = TraceLine::Skipped { from: from.date(), to: to.date(), why: DayOff::Weekend };
            trace_text(line, Language::Chinese)
        };
        assert_eq!(said(saturday, saturday), "2026年11月28日 是周末，不计时");
        assert_eq!(said(saturday, sunday), "2026年11月28日 至 2026年11月29日 是周末，不计时");
    }

    #[test]
    fn limits_are_said_as_the_trade_says_them() {
        let limit = Span::Limit(Limit { kind: LimitKind::WorkDays, amount: 3 });
        assert_eq!(limit_text(limit, Language::Chinese), "3 个工作日");
        let minutes = Span::Minutes(Minutes { amount: 30, continuous: true });
        assert_eq!(limit_text(minutes, Language::English), "30 min, day and night");
    }
}
