//! Due times of a case, from the city's limits and the working calendar.

use super::{Case, CaseState, Rules};
use crate::class::Condition;
use crate::deadline::{Clock, Due, Limit, Span, Trace, due};
use crate::policy::Policy;
use crate::time::Moment;

impl Case {
    /// What whoever reported it is promised: before filing from the report on, afterwards from filing on. When it was opened again
    /// everything is done once more, from then on.
    pub fn promise(&self, rules: &impl Rules) -> Due {
        self.promise_by(self.urgent, rules)
    }

    /// The same as it was promised: by what was known of danger then. Words that came since, which nobody has released, do not show in how
    /// it came about.
    pub fn promised(&self, rules: &impl Rules) -> Due {
        let calm = self.promise_by(false, rules);
        if calm.at == self.promised_at {
            return calm;
        }
        let pressing = self.promise_by(true, rules);
        if pressing.at == self.promised_at { pressing } else { calm }
    }

    fn promise_by(&self, urgent: bool, rules: &impl Rules) -> Due {
        let policy = rules.policy();
        if self.state == CaseState::Reopened {
            let spans = policy.promise(self.longest_limit(self.step_from, urgent, rules), urgent);
            return due(self.step_from, &spans, rules.calendar());
        }
        let limit = match self.chosen_condition(rules) {
            Some(condition) => Some(condition.limit),
            None => self.longest_limit(self.reported_at, urgent, rules),
        };
        let spans = policy.promise(limit, urgent);
        match self.filed_at {
            Some(filed) => due(filed, &spans[1..], rules.calendar()),
            None => due(self.reported_at, &spans, rules.calendar()),
        }
    }

    /// When it has to be handled: the condition's limit from filing on. `None` before it was filed.
    pub fn handling(&self, rules: &impl Rules) -> Option<Due> {
        let limit =
            rules.policy().handling_limit(self.chosen_condition(rules).map(|condition| condition.limit), self.urgent);
        Some(due(self.filed_at?, &[Span::Limit(limit)], rules.calendar()))
    }

    /// How the due time that staff see came about: of handling, before filing of the promise.
    pub fn trace(&self, rules: &impl Rules) -> Trace {
        self.handling(rules).unwrap_or_else(|| self.promise(rules)).trace
    }

    /// The filing condition that was chosen.
    pub fn chosen_condition<'a>(&self, rules: &'a impl Rules) -> Option<&'a Condition> {
        let chosen = self.condition?;
        rules.conditions_of(self.class.as_ref()?).iter().find(|condition| condition.id == chosen)
    }

    /// The longest limit that its class has, so that a promise made before a condition is chosen is kept whichever it will be.
    fn longest_limit(&self, from: Moment, urgent: bool, rules: &impl Rules) -> Option<Limit> {
        if urgent {
            return None;
        }
        let conditions = rules.conditions_of(self.class.as_ref()?).iter().filter(|condition| !condition.retired);
        let limits = conditions.map(|condition| condition.limit);
        limits.max_by_key(|limit| due(from, &[Span::Limit(*limit)], rules.calendar()).at)
    }

    /// When the owner of a state has to be done who gets it at a moment. In handling the order's own clock runs.
    pub(super) fn step_due(&self, owned: CaseState, at: Moment, urgent: bool, rules: &impl Rules) -> Moment {
        let policy = rules.policy();
        let minutes = match owned {
            CaseState::Reported | CaseState::Reopened => policy.accept_minutes,
            CaseState::Filed | CaseState::Returned => policy.dispatch_minutes,
            CaseState::Dispatched => policy.take_in_minutes,
            CaseState::Handled => policy.check_minutes,
            CaseState::Checked => policy.close_minutes,
            CaseState::Handling => {
                return self.handling_order().map(|order| order.due_at).or(self.due_at).unwrap_or(at);
            }
            CaseState::Closed | CaseState::Refused => return at,
        };
        due(at, &[Policy::stage(minutes, urgent)], rules.calendar()).at
    }

    /// The clock of whoever has to act now; `None` when nobody has.
    pub fn owner_clock(&self, now: Moment) -> Option<Clock> {
        if let (Some(due), Some(from)) = (self.follow_up_due_at, self.closed_at) {
            return Some(Clock { from, due, now, stopped: false });
        }
        let clock = Clock { from: self.step_from, due: self.step_due_at, now, stopped: false };
        (!self.state.is_final()).then_some(clock)
    }

    /// Until when its reporter may reopen it, if it is closed.
    pub fn reopen_until(&self, rules: &impl Rules) -> Option<Moment> {
        let closed = self.closed_at.filter(|_| self.state == CaseState::Closed)?;
        Some(closed.plus_seconds(rules.policy().reopen_days * 86_400))
    }

    /// Seconds until its reporter may ask to hurry again; `None` when they may now.
    pub fn hurry_wait(&self, now: Moment, rules: &impl Rules) -> Option<u32> {
        let again = self.hurried_at?.plus_seconds(rules.policy().hurry_hours * 3600);
        u32::try_from(again.seconds_since(now)).ok().filter(|seconds| *seconds > 0)
    }
}

/// Until when a reporter who is dissatisfied now is called back.
pub(super) fn follow_up(at: Moment, rules: &impl Rules) -> Moment {
    due(at, &[Span::Limit(rules.policy().follow_up)], rules.calendar()).at
}
