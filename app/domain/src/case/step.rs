//! A step with what it carries: what staff send, and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::{Action, Outcome};
use crate::class::ClassId;
use crate::fault::{Fault, FaultCode, Field};
use crate::photo::MOST_PHOTOS;
use crate::report::{LONGEST_WORDS, is_too_long};

/// A step that a member of staff takes with a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// 立案: class, condition (where the class has some) and whether people are in danger.
    File {
        /// The class.
        class: ClassId,
        /// The filing condition's id.
        condition: Option<i64>,
        /// Danger to people.
        urgent: bool,
    },
    /// 不予受理.
    Refuse {
        /// Why, told to the reporter.
        reason: String,
    },
    /// Lets a reopened case stand as closed.
    Uphold {
        /// Why, told to the reporter.
        reason: String,
    },
    /// 派遣.
    Dispatch {
        /// The department's id.
        department: i64,
        /// Words for the department; may be empty.
        note: String,
    },
    /// Back to the acceptor.
    SendBack {
        /// Why.
        reason: String,
    },
    /// The department takes it in and names an officer.
    Accept {
        /// The officer's account id.
        officer: i64,
        /// Words for the officer; may be empty.
        note: String,
    },
    /// 改派.
    Reassign {
        /// The other officer's account id.
        officer: i64,
        /// Words for the officer; may be empty.
        note: String,
    },
    /// 回退.
    Return {
        /// Why.
        reason: String,
    },
    /// The officer takes the order.
    Start,
    /// Handled.
    Finish {
        /// Ids of photos stored before, taken before the work.
        before: Vec<String>,
        /// Ids of photos stored before, taken after the work; at least one.
        after: Vec<String>,
        /// What was done.
        note: String,
    },
    /// 核查通过.
    PassCheck {
        /// Ids of photos stored before; at least one.
        photos: Vec<String>,
        /// What was found.
        finding: String,
    },
    /// 核查不通过.
    FailCheck {
        /// Ids of photos stored before; at least one.
        photos: Vec<String>,
        /// What was found.
        finding: String,
    },
    /// 结案.
    Close {
        /// How it ended.
        outcome: Outcome,
        /// Words to the citizen. Whoever reported it reads them always.
        words: String,
        /// Whether everybody may read them.
        #[serde(default)]
        publish: bool,
    },
}

impl Step {
    /// Which step of the table it is.
    pub const fn action(&self) -> Action {
        match self {
            Step::File { .. } => Action::File,
            Step::Refuse { .. } => Action::Refuse,
            Step::Uphold { .. } => Action::Uphold,
            Step::Dispatch { .. } => Action::Dispatch,
            Step::SendBack { .. } => Action::SendBack,
            Step::Accept { .. } => Action::Accept,
            Step::Reassign { .. } => Action::Reassign,
            Step::Return { .. } => Action::Return,
            Step::Start => Action::Start,
            Step::Finish { .. } => Action::Finish,
            Step::PassCheck { .. } => Action::PassCheck,
            Step::FailCheck { .. } => Action::FailCheck,
            Step::Close { .. } => Action::Close,
        }
    }

    /// The reason, note, finding or answer that goes into the history.
    pub fn words(&self) -> &str {
        match self {
            Step::Refuse { reason } | Step::Uphold { reason } | Step::SendBack { reason } | Step::Return { reason } => {
                reason
            }
            Step::Dispatch { note, .. }
            | Step::Accept { note, .. }
            | Step::Reassign { note, .. }
            | Step::Finish { note, .. } => note,
            Step::PassCheck { finding, .. } | Step::FailCheck { finding, .. } => finding,
            Step::Close { words, .. } => words,
            Step::File { .. } | Step::Start => "",
        }
    }

    /// What is wrong, as far as the step alone can tell.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let blank = crate::normal::is_blank(self.words());
        match self {
            Step::Refuse { .. } | Step::Uphold { .. } | Step::SendBack { .. } | Step::Return { .. } if blank => {
                faults.push(Fault::at(Field::Reason, FaultCode::ReasonRequired));
            }
            Step::Close { .. } if blank => faults.push(Fault::at(Field::Words, FaultCode::Required)),
            Step::Finish { before, after, .. } => {
                if after.is_empty() {
                    faults.push(Fault::at(Field::Photo, FaultCode::AfterPhotoRequired));
                }
                if before.len() > MOST_PHOTOS || after.len() > MOST_PHOTOS {
                    faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
                }
            }
            Step::PassCheck { photos, .. } | Step::FailCheck { photos, .. } => {
                if photos.is_empty() {
                    faults.push(Fault::at(Field::Photo, FaultCode::Required));
                }
                if photos.len() > MOST_PHOTOS {
                    faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
                }
                if blank {
                    faults.push(Fault::at(Field::Words, FaultCode::Required));
                }
            }
            _ => {}
        }
        if is_too_long(self.words(), LONGEST_WORDS) {
            faults.push(Fault::at(Field::Words, FaultCode::TooLong));
        }
        faults
    }
}
