//! Whom to call when there is danger, and which of the numbers a reporter has seen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::ReportForm;

/// Somebody to call in an emergency, before anything else. In the order in which they are offered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EmergencyService {
    /// Police 报警.
    Police,
    /// Fire and rescue 火警.
    Fire,
    /// Ambulance 急救.
    Ambulance,
    /// The gas company.
    Gas,
    /// The water company.
    Water,
    /// The power company.
    Power,
}

impl EmergencyService {
    /// The stored code.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The service of a stored code.
    pub fn from_code(code: &str) -> Option<EmergencyService> {
        EmergencyService::VARIANTS.iter().copied().find(|service| service.code() == code)
    }
}

/// Whom to call, and under which number: the city's setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyCall {
    pub service: EmergencyService,
    /// The number to dial.
    pub digits: String,
}

/// Stands in [`ReportForm::warned`] when the reporter says that there is danger, whatever the words tell.
const OWN_ALARM: &str = "own";

impl ReportForm {
    /// Whether the reporter has seen the number of everybody who should be called.
    pub fn has_seen(&self, calls: &[EmergencyCall]) -> bool {
        calls.iter().all(|call| self.warned.split(' ').any(|seen| seen == call.service.code()))
    }

    /// Notes that the numbers were seen: of these, or of all when the words tell of no danger.
    pub fn see(&mut self, calls: &[EmergencyCall]) {
        let seen =
            self.warned.split(' ').filter(|seen| *seen == OWN_ALARM || EmergencyService::from_code(seen).is_some());
        let own = calls.is_empty().then_some(OWN_ALARM);
        let all: BTreeSet<&str> = seen.chain(own).chain(calls.iter().map(|call| call.service.code())).collect();
        self.warned = all.into_iter().collect::<Vec<_>>().join(" ");
    }

    /// Forgets which numbers were seen, but for what the reporter knows without the words telling it.
    pub fn forget_seen(&mut self) {
        self.warned = if self.is_own_alarm() { OWN_ALARM.to_owned() } else { String::new() };
    }

    /// Whether the reporter went on from the page of numbers though the words tell of no danger: they know what they see.
    pub fn is_own_alarm(&self) -> bool {
        self.warned.split(' ').any(|seen| seen == OWN_ALARM)
    }
}
