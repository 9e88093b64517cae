//! Who may be named to handle a case.

use crate::account::Role;

/// Somebody who may be named to handle a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    /// What the person does.
    pub role: Role,
    /// The id of their department.
    pub department: Option<i64>,
    /// The only town they work in; `None` for the whole city.
    pub town: Option<String>,
    /// Whether the account is in use.
    pub active: bool,
}

impl Handler {
    /// Whether this person could handle a case of a department and a town: works outdoors for it, and in the town where their work is
    /// limited to one.
    pub fn may_handle(&self, department: Option<i64>, town: Option<&str>) -> bool {
        self.active
            && self.role.handles()
            && self.department.is_some()
            && self.department == department
            && (self.town.is_none() || self.town.as_deref() == town)
    }
}
