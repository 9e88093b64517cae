//! What anybody may do with a case, by name.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Something that somebody does with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// 立案.
    File,
    /// 不予受理.
    Refuse,
    /// 派遣.
    Dispatch,
    /// The dispatcher sends it back to the acceptor.
    SendBack,
    /// The department takes it in and names an officer.
    Accept,
    /// An order is given to another officer 改派: the one in charge may be ill, or have left.
    Reassign,
    /// The department sends it back to the dispatcher 回退.
    Return,
    /// The officer takes the work order 接单.
    Start,
    /// The officer has handled it.
    Finish,
    /// 核查通过.
    PassCheck,
    /// 核查不通过: back to handling 返工.
    FailCheck,
    /// 结案.
    Close,
    /// The reporter reopens a closed case.
    Reopen,
    /// The acceptor lets a reopened case stand as closed.
    Uphold,
    /// Somebody else met it too.
    #[strum(serialize = "joined")]
    Join,
    /// The reporter adds information.
    #[strum(serialize = "added")]
    Add,
    /// The reporter asks to hurry 催办.
    #[strum(serialize = "hurried")]
    Hurry,
    /// The reporter rates how it was handled 好差评.
    #[strum(serialize = "rated")]
    Rate,
    /// A dissatisfied reporter is called back 回访; what was said is internal.
    #[strum(serialize = "followed_up")]
    FollowUp,
    /// An internal note.
    #[strum(serialize = "noted")]
    Note,
    /// Words, a photo or the answer are released to the public, or withdrawn.
    #[strum(serialize = "released")]
    Release,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 21] = *Action::VARIANTS.as_array().expect("as many");

    /// The stable code, as stored in events and audit entries.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The action of a stored code.
    pub fn from_code(code: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.code() == code)
    }

    /// Whether it happens beside the course of the case: it makes no other revision, so that what somebody else decides meanwhile holds.
    pub const fn is_aside(self) -> bool {
        matches!(
            self,
            Action::Join
                | Action::Add
                | Action::Hurry
                | Action::Rate
                | Action::FollowUp
                | Action::Note
                | Action::Release
        )
    }

    /// Whether the reporter judges the work by it. Nobody who did the work may.
    pub const fn judges(self) -> bool {
        matches!(self, Action::Rate | Action::Reopen)
    }

    /// Whether the public is told (of a filed, public case). What is not named here is nobody's business outside.
    pub const fn is_public(self) -> bool {
        matches!(
            self,
            Action::File
                | Action::Dispatch
                | Action::Accept
                | Action::Start
                | Action::Finish
                | Action::PassCheck
                | Action::FailCheck
                | Action::Close
                | Action::Reopen
                | Action::Join
        )
    }

    /// Whether it is between the city and whoever reported the case.
    pub const fn is_reporters(self) -> bool {
        matches!(self, Action::Add | Action::Hurry | Action::Rate)
    }
}
