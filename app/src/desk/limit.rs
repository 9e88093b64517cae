//! A time limit in the trade's words.

use domain::deadline::{Limit, LimitKind};
use domain::language::Language;

use crate::text::ui;

/// 3 个工作日.
pub fn limit_text(limit: Limit, language: Language) -> String {
    let Limit { kind, amount } = limit;
    match kind {
        LimitKind::UrgentHours => ui::limit_urgent_hours(language, amount),
        LimitKind::WorkHours => ui::limit_work_hours(language, amount),
        LimitKind::WorkDays => ui::limit_work_days(language, amount),
        LimitKind::NaturalDays => ui::limit_natural_days(language, amount),
    }
}
