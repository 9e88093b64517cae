//! A case as steps change it, a step on its way, and what it makes of the case.

use serde::{Deserialize, Serialize};

use super::{Action, CaseState, Handler, Order, Outcome, Part, Rating, Rules, Step};
use crate::account::Role;
use crate::class::ClassId;
use crate::time::Moment;

/// A case as far as steps change it. The words, the place and the people who reported it stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Where it stands.
    pub state: CaseState,
    /// Counts the steps of its course; compared when one is taken.
    pub revision: i64,
    /// What it is about.
    pub class: Option<ClassId>,
    /// The filing condition's id.
    pub condition: Option<i64>,
    /// Danger to people: clocks run day and night.
    pub urgent: bool,
    /// Where it stands among the urgent ones that nobody has looked at yet, 0 first ([`alarm_rank`]).
    pub alarm_rank: i64,
    /// Never public.
    pub private: bool,
    /// Whether its words are released to the public.
    pub released: bool,
    /// Whether the words to the citizen are.
    pub answer_released: bool,
    /// The town it lies in.
    pub town: Option<String>,
    /// The department in charge.
    pub department: Option<i64>,
    /// The account of the officer in charge.
    pub officer: Option<i64>,
    /// How many people met it, the first reporter included.
    pub people: i64,
    /// When somebody last joined it.
    pub joined_at: Option<Moment>,
    /// How often its reporter asked to hurry.
    pub hurries: i64,
    /// When last.
    pub hurried_at: Option<Moment>,
    /// When it was handed in.
    pub reported_at: Moment,
    pub filed_at: Option<Moment>,
    /// When the officer took the order.
    pub started_at: Option<Moment>,
    /// When it was closed or refused.
    pub closed_at: Option<Moment>,
    /// When the present owner got it.
    pub step_from: Moment,
    /// When the present owner has to be done.
    pub step_due_at: Moment,
    /// When it has to be handled.
    pub due_at: Option<Moment>,
    /// What its reporter was promised.
    pub promised_at: Moment,
    /// Whether a due time reaches into a year without a published calendar.
    pub provisional: bool,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The words to the citizen.
    pub closing_words: String,
    /// How satisfied its reporter is.
    pub rating: Option<Rating>,
    /// Why dissatisfied.
    pub rating_reason: String,
    /// Until when a dissatisfied reporter is to be called back.
    pub follow_up_due_at: Option<Moment>,
    /// Its work orders, the first first. The desk's lists do without them: what they need of the main one stands above.
    pub orders: Vec<Order>,
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A member of staff, within whose scope the case lies.
    Staff {
        /// The account's id.
        account: i64,
        /// What the person does.
        role: Role,
    },
    /// Whoever reported it.
    Reporter {
        /// Whether this is a browser in which somebody ever signed in who handled the case.
        handled: bool,
        /// Whether it is surely the reporter who speaks, and not somebody of the staff who knows number and phone.
        heard: bool,
    },
    /// Anybody who sees it from outside.
    Public,
}

impl By {
    /// The account of a member of staff.
    pub const fn account(self) -> Option<i64> {
        match self {
            By::Staff { account, .. } => Some(account),
            By::Reporter { .. } | By::Public => None,
        }
    }
}

/// A step, and what has to be known besides the case and the rules of the city.
#[derive(Clone, Copy, Debug)]
pub struct Taking<'a> {
    /// What is done.
    pub step: &'a Step,
    pub by: By,
    pub at: Moment,
    /// On which revision a member of staff decided it.
    pub revision: Option<i64>,
    /// Whom it names to handle the case, if there is such an account.
    pub handler: Option<&'a Handler>,
    /// When its words tell of danger to people: how such an alarm ranks, by [`alarm_rank`].
    pub danger: Option<i64>,
    /// Whether photos it cannot do without come afterwards: to invented histories.
    pub photos_later: bool,
}

/// What a step has made of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The case after it.
    pub case: Case,
    /// What is written into the history, if anything is.
    pub event: Option<NewEvent>,
    /// Whether what was released to the public is not any more, because the case is not public.
    pub withdrawn: bool,
    /// Whether it was its words that made the case urgent.
    pub alarmed: bool,
}

/// A line of the history to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What was done.
    pub action: Action,
    /// Reason, finding, note or answer, as it is stored.
    pub words: String,
    /// What else it says.
    pub detail: Option<EventDetail>,
    /// The order it was done with: its place among the orders of the case.
    pub order: Option<usize>,
}

/// What an event says besides words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventDetail {
    /// A part of the case was shown to the public, or withdrawn.
    Released {
        part: Part,
        /// Shown, or withdrawn.
        released: bool,
    },
    /// How satisfied the reporter is.
    Rated(Rating),
}

/// How an alarm of a stranger ranks, by how many came from the same address within the hour before: the first like anybody's, later ones
/// behind. All of them stay urgent, as thousands may share an address; but whoever invents alarms by the hundred does not bury the
/// one that comes from elsewhere.
pub const fn alarm_rank(before: i64) -> i64 {
    match before {
        ..=0 => 0,
        1..=4 => 1,
        5..=19 => 2,
        _ => 3,
    }
}

impl Case {
    /// A case that was just handed in.
    pub fn reported(
        at: Moment,
        class: Option<ClassId>,
        urgent: bool,
        town: Option<String>,
        rules: &impl Rules,
    ) -> Case {
        let private = class.as_ref().and_then(|id| rules.class(id)).is_some_and(|class| class.private);
        let mut case = Case {
            state: CaseState::Reported,
            revision: 0,
            class,
            condition: None,
            urgent,
            alarm_rank: 0,
            private,
            released: false,
            answer_released: false,
            town,
            department: None,
            officer: None,
            people: 1,
            joined_at: None,
            hurries: 0,
            hurried_at: None,
            reported_at: at,
            filed_at: None,
            started_at: None,
            closed_at: None,
            step_from: at,
            step_due_at: at,
            due_at: None,
            promised_at: at,
            provisional: false,
            outcome: None,
            closing_words: String::new(),
            rating: None,
            rating_reason: String::new(),
            follow_up_due_at: None,
            orders: Vec::new(),
        };
        case.step_due_at = case.step_due(case.state, at, urgent, rules);
        let promised = case.promise(rules);
        (case.promised_at, case.provisional) = (promised.at, promised.provisional);
        case
    }

    /// Whether the public may see it now.
    pub fn is_public(&self) -> bool {
        !self.private && self.state.is_public()
    }
}
