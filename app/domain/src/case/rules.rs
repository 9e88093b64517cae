//! What a city has laid down, as far as the life of a case depends on it.

use crate::calendar::WorkingCalendar;
use crate::class::{Class, ClassId, Condition};
use crate::policy::Policy;

/// What a city has laid down about cases: its limits, calendar, classes and departments.
pub trait Rules {
    /// The settings of the trade.
    fn policy(&self) -> &Policy;
    /// The working calendar.
    fn calendar(&self) -> &WorkingCalendar;
    /// A class.
    fn class(&self, id: &ClassId) -> Option<&Class>;
    /// The filing conditions of a class, in order.
    fn conditions_of(&self, class: &ClassId) -> &[Condition];
    /// Whether there is such a department.
    fn has_department(&self, id: i64) -> bool;
}
