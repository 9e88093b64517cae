//! Work orders 工单: the pieces of work on a case. A case is the problem; an order is what one body or one person has to do about it, with a
//! clock of its own.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::deadline::Span;
use crate::time::Moment;

/// What has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OrderKind {
    /// 处置: to put the problem right.
    Handling,
    /// 核查: to look at what was done, before the case is closed.
    Check,
}

impl OrderKind {
    /// Every kind.
    pub const ALL: [OrderKind; 2] = [OrderKind::Handling, OrderKind::Check];

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<OrderKind> {
        OrderKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OrderState {
    /// 待接收: nobody is named yet.
    Waiting,
    /// 待接单: an officer is named, who has not set out.
    Assigned,
    /// 进行中: an officer is at it.
    Started,
    /// 已完成.
    Finished,
    /// 已退回: the department has sent it back.
    Returned,
    /// 已改派: somebody else has it now, by an order of their own.
    Reassigned,
}

impl OrderState {
    /// Every state.
    pub const ALL: [OrderState; 6] = *OrderState::VARIANTS.as_array().expect("as many");

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<OrderState> {
        OrderState::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether somebody has still to do it.
    pub const fn is_open(self) -> bool {
        matches!(self, OrderState::Waiting | OrderState::Assigned | OrderState::Started)
    }

    /// Whether it was taken from whoever had it before it was done.
    pub const fn is_withdrawn(self) -> bool {
        matches!(self, OrderState::Returned | OrderState::Reassigned)
    }
}

/// One piece of work on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The row's id; `None` until it is stored.
    pub id: Option<i64>,
    /// What has to be done.
    pub kind: OrderKind,
    /// The main body's 主办, not an assisting one's 协办.
    pub main: bool,
    /// The department whose work it is; `None` for the centre's own.
    pub department: Option<i64>,
    /// The account of whoever does it, or did.
    pub officer: Option<i64>,
    /// How far it is.
    pub state: OrderState,
    /// How long it may take; `None` where an older release has not written it down.
    pub limit: Option<Span>,
    /// When it has to be done.
    pub due_at: Moment,
    /// Since when its clock stands still; `None` while it runs.
    pub paused_at: Option<Moment>,
    /// Seconds for which it stood still before.
    pub paused_seconds: i64,
    pub given_at: Moment,
    /// When the officer took it.
    pub started_at: Option<Moment>,
    /// When it was done, sent back or given to somebody else.
    pub ended_at: Option<Moment>,
    /// The words that came with it, of whoever gave it last.
    pub words: String,
}

impl Order {
    /// One that begins now.
    pub(super) fn new(kind: OrderKind, limit: Span, due_at: Moment, at: Moment) -> Order {
        Order {
            id: None,
            kind,
            main: true,
            department: None,
            officer: None,
            state: OrderState::Waiting,
            limit: Some(limit),
            due_at,
            paused_at: None,
            paused_seconds: 0,
            given_at: at,
            started_at: None,
            ended_at: None,
            words: String::new(),
        }
    }

    /// Whether somebody has still to do it.
    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// It is over.
    pub(super) fn end(&mut self, state: OrderState, at: Moment) {
        (self.state, self.ended_at) = (state, Some(at));
    }

    /// Words that go with it from now on; those it has stay where nothing is said.
    pub(super) fn said(&mut self, words: String) {
        if !words.is_empty() {
            self.words = words;
        }
    }
}
