//! The inbox of one's own duties: queues, filters, sorting. All of it lives in the page's URL.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::account::Role;
use crate::case::CaseState;
use crate::time::Moment;

/// A queue of the desk: the states somebody has to act on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Queue {
    /// Everything that waits for me.
    #[default]
    Mine,
    /// 待受理: reported and reopened.
    Intake,
    /// 待派遣: filed and returned.
    Dispatch,
    /// 待接收.
    TakeIn,
    /// 处置中.
    Handling,
    /// 待核查.
    Check,
    /// 待结案.
    Close,
    /// 待回访: closed, but the reporter is dissatisfied and has not been called back yet.
    FollowUp,
    /// Everything open.
    Open,
    /// Closed and refused, of the last days.
    Done,
}

impl Queue {
    /// Every queue.
    pub const ALL: [Queue; 10] = *Queue::VARIANTS.as_array().expect("as many");

    /// The code in URLs.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The queue of a code.
    pub fn from_code(code: &str) -> Option<Queue> {
        Queue::ALL.into_iter().find(|queue| queue.code() == code)
    }

    /// The states in it, for somebody of a role.
    pub fn states(self, role: Role) -> Vec<CaseState> {
        match self {
            Queue::Mine => CaseState::ALL.into_iter().filter(|state| state.owner().is(role)).collect(),
            Queue::Intake => vec![CaseState::Reported, CaseState::Reopened],
            Queue::Dispatch => vec![CaseState::Filed, CaseState::Returned],
            Queue::TakeIn => vec![CaseState::Dispatched],
            Queue::Handling => vec![CaseState::Handling],
            Queue::Check => vec![CaseState::Handled],
            Queue::Close => vec![CaseState::Checked],
            Queue::FollowUp => vec![CaseState::Closed],
            Queue::Open => CaseState::ALL.into_iter().filter(|state| !state.is_final()).collect(),
            Queue::Done => vec![CaseState::Closed, CaseState::Refused],
        }
    }

    /// The queues that somebody of a role sees, own duties first.
    pub fn of(role: Role) -> Vec<Queue> {
        match role {
            Role::DepartmentClerk => vec![Queue::Mine, Queue::Handling, Queue::Check, Queue::Open, Queue::Done],
            Role::Acceptor | Role::Dispatcher | Role::ShiftLeader | Role::Supervisor => {
                let sees = |queue: &Queue| match queue {
                    Queue::Mine => role != Role::Supervisor,
                    Queue::FollowUp => role != Role::Dispatcher,
                    _ => true,
                };
                Queue::ALL.into_iter().filter(sees).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sort {
    /// What is due first.
    #[default]
    Due,
    /// What came in last.
    Newest,
    /// What came in first.
    Oldest,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 3] = [Sort::Due, Sort::Newest, Sort::Oldest];

    /// The code in URLs.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The order of a code.
    pub fn from_code(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InboxFilter {
    pub queue: Queue,
    /// Town, 9-digit code.
    pub town: Option<String>,
    /// Department's id.
    pub department: Option<i64>,
    /// Class, as `matter-01037`, or two digits of a major class.
    pub class: Option<String>,
    /// Only what is past its due time.
    pub overdue: bool,
    /// Only urgent cases.
    pub urgent: bool,
    /// Words to be found.
    pub words: Option<String>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
}

/// A queue with how many cases are in it and how many of them are overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueCount {
    pub queue: Queue,
    /// Cases in it.
    pub total: u64,
    /// Of these past their due time.
    pub overdue: u64,
    /// Of these urgent: people are in danger.
    pub urgent: u64,
    /// When the last of the urgent ones came to whoever has it now.
    pub urgent_since: Option<Moment>,
}
