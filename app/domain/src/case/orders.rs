//! What happens to the work orders of a case as it goes on.

use super::{Case, CaseState, Order, OrderKind, OrderState, Rules};
use crate::deadline::{Clock, Span};
use crate::policy::Policy;
use crate::time::Moment;

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
