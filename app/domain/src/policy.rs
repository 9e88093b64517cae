//! The city's settings of the trade: limits, windows, radii. Defaults here, changed in the store, never in code.

use serde::{Deserialize, Serialize};

use crate::deadline::{Limit, LimitKind, Minutes, Span};

/// How this city works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// The acceptor's limit in minutes.
    pub accept_minutes: u32,
    /// The dispatcher's limit in minutes.
    pub dispatch_minutes: u32,
    /// The department's limit for taking in, in minutes.
    pub take_in_minutes: u32,
    /// The check before closing, in minutes.
    pub check_minutes: u32,
    /// The answer to the citizen, in minutes.
    pub close_minutes: u32,
    /// Handling, where the class has no condition.
    pub handling: Limit,
    /// Handling of an urgent case, where its condition does not say.
    pub urgent_handling: Limit,
    /// Within which a dissatisfied reporter is called back 回访.
    pub follow_up: Limit,
    /// Days in which the reporter may reopen.
    pub reopen_days: i64,
    /// Hours between two requests to hurry.
    pub hurry_hours: i64,
    /// Metres around a place in which a case counts as a likely duplicate.
    pub duplicate_metres: u32,
    /// Days a draft is kept.
    pub draft_days: i64,
    /// Reports and photos that one device or phone may hand in within an hour.
    pub reports_an_hour: u32,
    /// Requests from one address within an hour: a high ceiling, as mobile carriers share addresses.
    pub requests_an_hour: u32,
    /// Tries of number and phone for one case from one device within an hour; from one address, which people share, four times as many.
    pub track_tries_an_hour: u32,
    /// Phone numbers that one account may see in full within an hour.
    pub reveals_an_hour: u32,
    /// So many of them within ten minutes put an alarm on record.
    pub alarming_reveals: u32,
}

impl Default for Policy {
    /// Stage limits as in the trade's practice (accept and dispatch 15 minutes, checks 30), the rest as the product
    /// proposes them.
    fn default() -> Policy {
        Policy {
            accept_minutes: 15,
            dispatch_minutes: 15,
            take_in_minutes: 60,
            check_minutes: 30,
            close_minutes: 30,
            handling: Limit { kind: LimitKind::WorkDays, amount: 3 },
            urgent_handling: Limit { kind: LimitKind::UrgentHours, amount: 4 },
            follow_up: Limit { kind: LimitKind::WorkDays, amount: 1 },
            reopen_days: 15,
            hurry_hours: 24,
            duplicate_metres: 150,
            draft_days: 7,
            reports_an_hour: 20,
            requests_an_hour: 2000,
            track_tries_an_hour: 5,
            reveals_an_hour: 20,
            alarming_reveals: 10,
        }
    }
}

impl Policy {
    /// A stage limit: inside working hours, day and night for an urgent case.
    pub const fn stage(amount: u32, urgent: bool) -> Span {
        Span::Minutes(Minutes { amount, continuous: urgent })
    }

    /// How long handling may take: the condition's limit, or the city's default.
    pub fn handling_limit(&self, condition: Option<Limit>, urgent: bool) -> Limit {
        match condition {
            Some(limit) => limit,
            None if urgent => self.urgent_handling,
            None => self.handling,
        }
    }

    /// What the citizen is promised: accepting, dispatching, handling and checking, one after the other.
    pub fn promise(&self, condition: Option<Limit>, urgent: bool) -> [Span; 4] {
        [
            Policy::stage(self.accept_minutes, urgent),
            Policy::stage(self.dispatch_minutes, urgent),
            Span::Limit(self.handling_limit(condition, urgent)),
            Policy::stage(self.check_minutes + self.close_minutes, urgent),
        ]
    }
}
