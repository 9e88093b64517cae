//! What is put on record: every change and every look at personal data.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::fault::FaultCode;
use crate::language::Name;
use crate::normal::{is_han, plain};
use crate::time::Moment;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
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
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// The account's id, for staff.
    pub const fn account(&self) -> Option<i64> {
        match self {
            AuditActor::Account(id) => Some(*id),
            _ => None,
        }
    }
}

/// Who did something, as whoever reads the record sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// A member of staff.
    Staff {
        /// The name used to sign in.
        login: String,
        /// The person's name.
        name: Name,
    },
    Citizen,
    /// The program itself.
    System,
}

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub id: i64,
    pub at: Moment,
    pub who: Who,
    /// What was done, as a code.
    pub action: String,
    /// To what: a case's number, a sign-in name.
    pub subject: String,
    /// What there is to say of it.
    pub detail: String,
}

/// Which lines of the record are read, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// A case's number or a sign-in name, whole; empty for all.
    pub subject: String,
    /// A day of the city's calendar, as `2026-11-23`; empty for all.
    pub day: String,
    /// Only what is older than this line: its time and id.
    pub before: Option<(Moment, i64)>,
}

/// Lines of the record, and whether there are older ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLines {
    pub lines: Vec<AuditLine>,
    /// Whether there are older ones.
    pub more: bool,
}

/// Letters that a reason needs where they are written one by one.
const LEAST_LETTERS: usize = 6;

/// What is wrong with a reason for looking at personal data. Whoever reads the record later must learn something from it: two characters
/// of a script that writes words in one or two of them, or a word of six letters; not one character over and over, and not signs or digits alone.
pub fn reason_fault(reason: &str) -> Option<FaultCode> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Some(FaultCode::ReasonRequired);
    }
    let letters: Vec<char> = plain(reason).chars().filter(|c| c.is_alphabetic()).collect();
    let distinct: BTreeSet<char> = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let han = distinct.iter().filter(|c| is_han(**c)).count();
    let says = han >= 2 || (letters.len() >= LEAST_LETTERS && distinct.len() >= LEAST_LETTERS / 2);
    (!says).then_some(FaultCode::ReasonUnclear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something() {
        for good in ["回访", "回访核实地点", "call back about the place", "Rückruf", "核实 12 号"] {
            assert_eq!(reason_fault(good), None, "{good}");
        }
        for blank in ["", "  ", "\u{3000}"] {
            assert_eq!(reason_fault(blank), Some(FaultCode::ReasonRequired), "{blank:?}");
        }
        for empty in [
            "x",
            "……",
            "。。。。。。。。",
            "1234567890",
            "aaaaaaaaaaaa",
            "ababababab",
            "看看看看看看",
            "无",
            "！@#￥%……&*",
            "aa。",
            "ｘｘｘｘｘｘ",
        ] {
            assert_eq!(reason_fault(empty), Some(FaultCode::ReasonUnclear), "{empty}");
        }
    }
}
