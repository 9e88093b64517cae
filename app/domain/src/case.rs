//! A case 案卷: its states, what may follow what, who owns each state, and what people see of it.
//!
//! The life cycle is a table ([`transition`]) and one function ([`Case::take`]); nothing else in the program decides what may happen to a
//! case and what becomes of it.

pub mod action;
pub mod detail;
mod due;
mod effect;
mod handler;
pub mod life;
pub mod order;
mod orders;
mod reading;
mod rules;
pub mod step;
mod take;
pub mod transition;
pub mod urgency;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

pub use action::Action;
pub use detail::*;
pub use handler::Handler;
pub use life::{By, Case, EventDetail, NewEvent, Taken, Taking, alarm_rank};
pub use order::{Order, OrderKind, OrderState};
pub use reading::Publicity;
pub use rules::Rules;
pub use step::{Part, Step};
pub use transition::{Owner, Requirement, Transition, transition};

/// Where a case stands. Named by function; the public sees the six [`Stage`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CaseState {
    /// 待受理: handed in, nobody has decided yet.
    Reported,
    /// 不予受理: refused with a reason.
    Refused,
    /// 待派遣: filed 立案, waits for a department.
    Filed,
    /// 待接收: with a department that has not taken it in.
    Dispatched,
    /// 已退回: sent back by the department, waits for another.
    Returned,
    /// 处置中: an officer has it.
    Handling,
    /// 待核查: handled, waits for the check before closing (pre-closing check).
    Handled,
    /// 待结案: checked, waits for the answer to the citizen.
    Checked,
    /// 已结案: closed.
    Closed,
    /// 待复核: the citizen has reopened it, waits for the acceptor.
    Reopened,
}

impl CaseState {
    /// Every state, in the order of a case's life.
    pub const ALL: [CaseState; 10] = [
        CaseState::Reported,
        CaseState::Reopened,
        CaseState::Filed,
        CaseState::Returned,
        CaseState::Dispatched,
        CaseState::Handling,
        CaseState::Handled,
        CaseState::Checked,
        CaseState::Closed,
        CaseState::Refused,
    ];

    /// The stable code, as stored and as in URLs.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<CaseState> {
        CaseState::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether nobody has to act any more.
    pub const fn is_final(self) -> bool {
        matches!(self, CaseState::Refused | CaseState::Closed)
    }

    /// Whether the public may know of a case in this state, unless its class is never public: from filing on.
    pub const fn is_public(self) -> bool {
        !matches!(self, CaseState::Reported | CaseState::Refused)
    }

    /// Who has to act next. Every state that is not final has an owner.
    pub const fn owner(self) -> Owner {
        match self {
            CaseState::Reported | CaseState::Reopened | CaseState::Checked => Owner::Acceptor,
            CaseState::Filed | CaseState::Returned => Owner::Dispatcher,
            CaseState::Dispatched => Owner::Department,
            CaseState::Handling => Owner::Officer,
            CaseState::Handled => Owner::Collector,
            CaseState::Refused | CaseState::Closed => Owner::Nobody,
        }
    }

    /// The state that whoever knows a case from its public page alone may be told: the first of its stage.
    pub const fn shown(self) -> CaseState {
        match self {
            CaseState::Returned | CaseState::Reopened => CaseState::Filed,
            CaseState::Checked => CaseState::Handled,
            state => state,
        }
    }

    /// What the public is told.
    pub const fn stage(self) -> Stage {
        match self {
            CaseState::Reported => Stage::Reported,
            CaseState::Refused => Stage::Refused,
            CaseState::Filed | CaseState::Returned | CaseState::Reopened => Stage::Filed,
            CaseState::Dispatched => Stage::Dispatched,
            CaseState::Handling => Stage::Handling,
            CaseState::Handled | CaseState::Checked => Stage::Feedback,
            CaseState::Closed => Stage::Closed,
        }
    }
}

/// The public's six stages 上报 → 立案 → 派遣 → 处置 → 反馈 → 结案, and the refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已上报.
    Reported,
    /// 不予受理.
    Refused,
    /// 已立案.
    Filed,
    /// 已派遣.
    Dispatched,
    /// 处置中.
    Handling,
    /// 核查中.
    Feedback,
    /// 已办结.
    Closed,
}

/// How a report came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    /// A citizen's browser.
    Web,
    /// A call, registered by an acceptor.
    Phone,
    /// An officer in the field.
    Officer,
}

impl Channel {
    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The channel of a stored code.
    pub fn from_code(code: &str) -> Option<Channel> {
        Channel::VARIANTS.iter().copied().find(|channel| channel.code() == code)
    }
}

/// How a closed case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// 已解决: put right.
    Solved,
    /// 已解释: explained, nothing could or had to be done.
    Explained,
    /// 列入计划: taken into a plan with a later date.
    Planned,
    /// 现场未发现: not found at the place.
    NotFound,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Outcome; 4] = [Outcome::Solved, Outcome::Explained, Outcome::Planned, Outcome::NotFound];

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The outcome of a stored code.
    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// 好差评: five levels of satisfaction, stored as 5 (very satisfied) to 1 (very dissatisfied).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Rating(u8);

impl Rating {
    /// From best to worst, as the form lists them.
    pub const ALL: [Rating; 5] = [Rating(5), Rating(4), Rating(3), Rating(2), Rating(1)];

    /// A level from 1 to 5.
    pub fn new(level: u8) -> Option<Rating> {
        (1..=5).contains(&level).then_some(Rating(level))
    }

    /// 5 very satisfied … 1 very dissatisfied.
    pub const fn level(self) -> u8 {
        self.0
    }

    /// Dissatisfied 不满意 and worse ask for a reason.
    pub const fn needs_reason(self) -> bool {
        self.0 <= 2
    }
}
