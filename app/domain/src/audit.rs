//! What is put on record: every change and every look at personal data.

use serde::{Deserialize, Serialize};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditActor {
    /// A member of staff, by account id.
    Account(i64),
    /// A citizen; who it was is not recorded.
    Citizen,
    /// The program itself (a command or a job).
    System,
}

impl AuditActor {
    /// The stable code of the kind, as stored.
    pub const fn code(&self) -> &'static str {
        match self {
            AuditActor::Account(_) => "account",
            AuditActor::Citizen => "citizen",
            AuditActor::System => "system",
        }
    }

    /// The account's id, for staff.
    pub const fn account(&self) -> Option<i64> {
        match self {
            AuditActor::Account(id) => Some(*id),
            _ => None,
        }
    }
}
