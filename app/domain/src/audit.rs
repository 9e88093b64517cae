//! What is put on record: every change and every look at personal data.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::normal::{is_han, plain};

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
