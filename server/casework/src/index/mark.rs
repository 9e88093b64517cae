//! Marks: tokens for what a case is, beside those for what is said of it, so that a search is narrowed where it finds. Nobody can type
//! one: each begins with a character that is no letter of any script.

use domain::case::CaseState;
use entity::case::Model;

/// Every case somebody still works on.
pub const OPEN: &str = "\u{e000}";
/// Every closed case.
pub const CLOSED: &str = "\u{e001}";
/// Every closed or refused case.
pub const SETTLED: &str = "\u{e002}";
/// Every urgent case.
pub const URGENT: &str = "\u{e003}";

/// The cases of a town.
pub fn town(code: &str) -> String {
    format!("\u{e004}{}", plain(code))
}

/// The cases of a class, as matters and as components.
pub fn class(code: &str) -> String {
    format!("\u{e005}{}", plain(code))
}

/// The cases of a major class, two digits.
pub fn major(code: &str) -> String {
    format!("\u{e006}{}", plain(code.get(..2).unwrap_or(code)))
}

/// The cases of a department.
pub fn department(id: i64) -> String {
    format!("\u{e007}{id}")
}

/// All marks of a case.
pub fn of(row: &Model, state: Option<CaseState>) -> Vec<String> {
    let settled = state.is_some_and(CaseState::is_final);
    let mut marks = vec![if settled { SETTLED } else { OPEN }.to_owned()];
    marks.extend((state == Some(CaseState::Closed)).then(|| CLOSED.to_owned()));
    marks.extend(row.urgent.then(|| URGENT.to_owned()));
    marks.extend(row.town.as_deref().map(town));
    marks.extend(row.class_code.as_deref().map(class));
    marks.extend(row.class_code.as_deref().map(major));
    marks.extend(row.department_id.map(department));
    marks
}

/// What both databases take as part of one token. A code that somebody invented is that of no case.
fn plain(code: &str) -> String {
    if code.chars().all(|c| c.is_ascii_alphanumeric()) { code.to_ascii_lowercase() } else { "\u{e000}".to_owned() }
}
