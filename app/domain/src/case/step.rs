//! A step with what it carries: what people send, and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::{Action, Outcome, Rating, Requirement, transition};
use crate::class::ClassId;
use crate::fault::{Fault, FaultCode, Field};
use crate::length::{LONGEST_WORDS, is_too_long};
use crate::normal::{is_blank, kept};
use crate::photo::MOST_PHOTOS;

/// A step that somebody takes with a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// 立案: class, condition (where the class has some) and whether people are in danger.
    File {
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
    /// The reporter reopens it.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Somebody else met it too.
    Join {
        /// What they say; may be empty.
        words: String,
        /// Ids of photos stored before.
        photos: Vec<String>,
    },
    /// The reporter adds information.
    Add { words: String },
    /// The reporter asks to hurry.
    Hurry,
    /// The reporter rates it.
    Rate {
        /// How satisfied; `None` when none was chosen.
        rating: Option<Rating>,
        /// Why dissatisfied.
        reason: String,
    },
    /// A dissatisfied reporter was called back.
    FollowUp {
        /// What came of it.
        words: String,
    },
    /// An internal note.
    Note { words: String },
    /// Shows a part of it to the public, or not any more.
    Release {
        part: Part,
        /// Shown, or withdrawn.
        released: bool,
    },
}

/// A part of a case that the public sees by decision alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The reporter's words and address, and all photos that are there now.
    Report,
    /// A photo, by its id.
    Photo(String),
    /// The words to the citizen.
    Answer,
}

impl Step {
    /// What of the table it is.
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
            Step::Reopen { .. } => Action::Reopen,
            Step::Join { .. } => Action::Join,
            Step::Add { .. } => Action::Add,
            Step::Hurry => Action::Hurry,
            Step::Rate { .. } => Action::Rate,
            Step::FollowUp { .. } => Action::FollowUp,
            Step::Note { .. } => Action::Note,
            Step::Release { .. } => Action::Release,
        }
    }

    /// The reason, note, finding or answer that goes into the history, as it was typed.
    pub fn words(&self) -> &str {
        match self {
            Step::Refuse { reason }
            | Step::Uphold { reason }
            | Step::SendBack { reason }
            | Step::Return { reason }
            | Step::Reopen { reason }
            | Step::Rate { reason, .. } => reason,
            Step::Dispatch { note, .. }
            | Step::Accept { note, .. }
            | Step::Reassign { note, .. }
            | Step::Finish { note, .. } => note,
            Step::PassCheck { finding, .. } | Step::FailCheck { finding, .. } => finding,
            Step::Close { words, .. }
            | Step::Join { words, .. }
            | Step::Add { words }
            | Step::FollowUp { words }
            | Step::Note { words } => words,
            Step::File { .. } | Step::Start | Step::Hurry | Step::Release { .. } => "",
        }
    }

    /// The same as it is stored: browsers send the end of a line as two characters, and one form has to be known again.
    pub fn kept_words(&self) -> String {
        kept(self.words()).trim().to_owned()
    }

    /// The photos that come with it: ids of those that are asked for, then of the others.
    pub fn photos(&self) -> (&[String], &[String]) {
        match self {
            Step::Finish { before, after, .. } => (after, before),
            Step::PassCheck { photos, .. } | Step::FailCheck { photos, .. } => (photos, &[]),
            Step::Join { photos, .. } => (&[], photos),
            _ => (&[], &[]),
        }
    }

    /// The field in which its reason was typed. A reporter has one for all words but those that explain a rating.
    const fn reason_field(&self) -> Field {
        if matches!(self, Step::Reopen { .. }) { Field::Words } else { Field::Reason }
    }

    /// What is wrong, as far as the step alone can tell: what it needs and lacks, then what is too much.
    pub fn faults(&self) -> Vec<Fault> {
        let needs = transition(self.action()).needs;
        let mut faults: Vec<Fault> = needs.iter().flat_map(|need| self.lacks(*need)).collect();
        let (asked, others) = self.photos();
        if asked.len() > MOST_PHOTOS || others.len() > MOST_PHOTOS {
            faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
        }
        if is_too_long(self.words(), LONGEST_WORDS) {
            let field = if matches!(self, Step::Rate { .. }) { Field::Reason } else { Field::Words };
            faults.push(Fault::at(field, FaultCode::TooLong));
        }
        faults
    }

    /// What it lacks of one need. Whether a class, a department or an officer exists is not for the step alone to tell.
    fn lacks(&self, need: Requirement) -> Vec<Fault> {
        let blank = is_blank(self.words());
        // An id that says nothing is no photo.
        let photo = self.photos().0.iter().all(|id| is_blank(id));
        match (need, self) {
            (Requirement::Class | Requirement::Department | Requirement::Officer, _) => Vec::new(),
            (Requirement::Reason, _) => fault(blank, self.reason_field(), FaultCode::ReasonRequired),
            (Requirement::Words, _) => fault(blank, Field::Words, FaultCode::Required),
            (Requirement::AfterPhoto, _) => fault(photo, Field::Photo, FaultCode::AfterPhotoRequired),
            (Requirement::Finding, _) => {
                [fault(photo, Field::Photo, FaultCode::Required), fault(blank, Field::Words, FaultCode::Required)]
                    .concat()
            }
            (Requirement::Rating, Step::Rate { rating: Some(rating), .. }) => {
                fault(rating.needs_reason() && blank, Field::Reason, FaultCode::ReasonRequired)
            }
            (Requirement::Rating, _) => fault(true, Field::Rating, FaultCode::Required),
        }
    }
}

fn fault(is_wrong: bool, field: Field, code: FaultCode) -> Vec<Fault> {
    is_wrong.then(|| Fault::at(field, code)).into_iter().collect()
}
