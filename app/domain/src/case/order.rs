//! Work orders 工单: the pieces of work on a case. A case is the problem; an order is what one body or one person has to do about it, with a
//! clock of its own.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::{Case, CaseState, Rules};
use crate::deadline::{Clock, Span};
use crate::policy::Policy;
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
    /// When it was given.
    pub given_at: Moment,
    /// When the officer took it.
    pub started_at: Option<Moment>,
    /// When it was done, sent back or given to somebody else.
    pub ended_at: Option<Moment>,
    /// The words that came with it, of whoever gave it last.
    pub words: String,
}

impl Order {
    fn new(kind: OrderKind, limit: Span, due_at: Moment, at: Moment) -> Order {
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

    fn end(&mut self, state: OrderState, at: Moment) {
        (self.state, self.ended_at) = (state, Some(at));
    }

    /// Words that go with it from now on; those it has stay where nothing is said.
    fn said(&mut self, words: String) {
        if !words.is_empty() {
            self.words = words;
        }
    }
}

impl Case {
    /// The order of the main body by which it is handled, or was last.
    pub fn handling_order(&self) -> Option<&Order> {
        self.orders.get(self.last_of(OrderKind::Handling)?)
    }

    /// The clock of one of its orders: it stops with the order, and stands still while that is paused. Handling runs from filing on,
    /// whoever does it and however late it was given to them.
    pub fn order_clock(&self, order: &Order, now: Moment) -> Clock {
        let since = match order.kind {
            OrderKind::Handling => self.filed_at.filter(|filed| *filed <= order.given_at),
            OrderKind::Check => None,
        };
        let stopped = order.ended_at.or(order.paused_at);
        Clock {
            from: since.unwrap_or(order.given_at),
            due: order.due_at,
            now: stopped.unwrap_or(now),
            stopped: stopped.is_some(),
        }
    }

    /// Where the last main order of a kind stands that was not withdrawn.
    fn last_of(&self, kind: OrderKind) -> Option<usize> {
        self.orders.iter().rposition(|order| order.kind == kind && order.main && !order.state.is_withdrawn())
    }

    fn last_mut(&mut self, kind: OrderKind) -> Option<&mut Order> {
        let place = self.last_of(kind)?;
        self.orders.get_mut(place)
    }

    /// A department is to handle it, by the time that runs since filing.
    pub(super) fn order_department(
        &mut self,
        department: i64,
        words: String,
        at: Moment,
        rules: &impl Rules,
    ) -> Option<usize> {
        let condition = self.chosen_condition(rules).map(|condition| condition.limit);
        let limit = Span::Limit(rules.policy().handling_limit(condition, self.urgent));
        let order = Order::new(OrderKind::Handling, limit, self.due_at.unwrap_or(at), at);
        self.orders.push(Order { department: Some(department), words, ..order });
        self.follow_order()
    }

    /// The department names who does it.
    pub(super) fn order_officer(&mut self, officer: i64, words: String) -> Option<usize> {
        let order = self.last_mut(OrderKind::Handling)?;
        (order.officer, order.state) = (Some(officer), OrderState::Assigned);
        order.said(words);
        self.follow_order()
    }

    /// Somebody else gets it, by an order of their own: whoever had it may keep a link to the first.
    pub(super) fn order_other(&mut self, officer: i64, words: String, at: Moment) -> Option<usize> {
        let former = self.last_mut(OrderKind::Handling)?;
        let mut order = Order { id: None, officer: Some(officer), given_at: at, started_at: None, ..former.clone() };
        former.end(OrderState::Reassigned, at);
        order.state = OrderState::Assigned;
        order.said(words);
        self.orders.push(order);
        self.follow_order()
    }

    /// The officer sets out.
    pub(super) fn start_order(&mut self, at: Moment) -> Option<usize> {
        let order = self.last_mut(OrderKind::Handling)?;
        (order.state, order.started_at) = (OrderState::Started, Some(at));
        self.follow_order()
    }

    /// The department sends it back.
    pub(super) fn return_order(&mut self, at: Moment) -> Option<usize> {
        let place = self.last_of(OrderKind::Handling)?;
        self.orders.get_mut(place)?.end(OrderState::Returned, at);
        (self.department, self.officer, self.started_at) = (None, None, None);
        Some(place)
    }

    /// It is handled, and somebody of the centre is to look at it.
    pub(super) fn finish_order(&mut self, at: Moment, rules: &impl Rules) -> Option<usize> {
        let limit = Policy::stage(rules.policy().check_minutes, self.urgent);
        let due = self.step_due(CaseState::Handled, at, self.urgent, rules);
        let check = Order::new(OrderKind::Check, limit, due, at);
        let place = self.last_of(OrderKind::Handling);
        if let Some(order) = self.last_mut(OrderKind::Handling) {
            order.end(OrderState::Finished, at);
        }
        self.orders.push(check);
        place
    }

    /// Somebody has looked at it. What did not pass goes on under the order it was handled by.
    pub(super) fn check_order(&mut self, checker: Option<i64>, passed: bool, at: Moment) -> Option<usize> {
        let place = self.orders.iter().rposition(|order| order.kind == OrderKind::Check && order.is_open())?;
        let check = self.orders.get_mut(place)?;
        check.officer = checker;
        check.end(OrderState::Finished, at);
        if let Some(order) = self.last_mut(OrderKind::Handling).filter(|_| !passed) {
            order.ended_at = None;
            order.state = if order.started_at.is_some() { OrderState::Started } else { OrderState::Assigned };
        }
        Some(place)
    }

    /// Whoever is to look at it does so sooner. The limit of handling stays, as it was set with the class.
    pub(super) fn hasten_check(&mut self, due: Moment) {
        for order in self.orders.iter_mut().filter(|order| order.kind == OrderKind::Check && order.is_open()) {
            order.due_at = order.due_at.min(due);
        }
    }

    /// Lists of cases are sorted and narrowed by what the main order says: the case repeats it.
    fn follow_order(&mut self) -> Option<usize> {
        let place = self.last_of(OrderKind::Handling)?;
        let order = self.orders.get(place)?;
        (self.department, self.officer, self.started_at) = (order.department, order.officer, order.started_at);
        Some(place)
    }
}
