//! Due times of a case, from the city's limits and the working calendar.

use domain::case::CaseState;
use domain::class::Condition;
use domain::deadline::{Clock, Due, Limit, Span, Trace, due};
use domain::policy::Policy;
use domain::time::Moment;

use crate::catalog::Catalog;

/// What the citizen is promised, before filing from the report on, afterwards from filing on.
pub(crate) fn promise(catalog: &Catalog, row: &Promised<'_>) -> Due {
    let policy = catalog.policy();
    let limit = row.limit(catalog);
    let spans = policy.promise(limit, row.urgent);
    match row.filed_at {
        Some(filed) => due(filed, &spans[1..], catalog.calendar()),
        None => due(row.reported_at, &spans, catalog.calendar()),
    }
}

/// What a promise depends on.
pub(crate) struct Promised<'a> {
    pub(crate) reported_at: Moment,
    pub(crate) filed_at: Option<Moment>,
    pub(crate) condition: Option<&'a Condition>,
    pub(crate) class: Option<&'a domain::class::ClassId>,
    pub(crate) urgent: bool,
}

impl Promised<'_> {
    /// The condition's limit; before a condition is chosen the longest that the class has, so that the promise is kept whichever
    /// it will be.
    fn limit(&self, catalog: &Catalog) -> Option<Limit> {
        if let Some(condition) = self.condition {
            return Some(condition.limit);
        }
        if self.urgent {
            return None;
        }
        let conditions = catalog.conditions_of(self.class?);
        conditions
            .iter()
            .map(|condition| condition.limit)
            .max_by_key(|limit| due(self.reported_at, &[Span::Limit(*limit)], catalog.calendar()).at)
    }
}

/// When it has to be handled: the condition's limit from filing on.
pub(crate) fn handling(catalog: &Catalog, filed_at: Moment, condition: Option<&Condition>, urgent: bool) -> Due {
    let limit = catalog.policy().handling_limit(condition.map(|c| c.limit), urgent);
    due(filed_at, &[Span::Limit(limit)], catalog.calendar())
}

/// When the owner of a state has to be done, from now on. In handling the case's own clock runs.
pub(crate) fn step(
    catalog: &Catalog,
    state: CaseState,
    now: Moment,
    urgent: bool,
    handling_due: Option<Moment>,
) -> Moment {
    let policy = catalog.policy();
    let minutes = match state {
        CaseState::Reported | CaseState::Reopened => policy.accept_minutes,
        CaseState::Filed | CaseState::Returned => policy.dispatch_minutes,
        CaseState::Dispatched => policy.take_in_minutes,
        CaseState::Handled => policy.check_minutes,
        CaseState::Checked => policy.close_minutes,
        CaseState::Handling => return handling_due.unwrap_or(now),
        CaseState::Closed | CaseState::Refused => return now,
    };
    due(now, &[Policy::stage(minutes, urgent)], catalog.calendar()).at
}

/// What its reporter is promised when a case is opened again: everything is done once more, from now on.
pub(crate) fn promise_again(catalog: &Catalog, row: &entity::case::Model, reopened_at: Moment) -> Due {
    let class = crate::case::class_id(row);
    let promised = Promised {
        reported_at: reopened_at,
        filed_at: None,
        condition: None,
        class: class.as_ref(),
        urgent: row.urgent,
    };
    promise(catalog, &promised)
}

/// Until when a dissatisfied reporter is called back.
pub(crate) fn follow_up(catalog: &Catalog, rated_at: Moment) -> Moment {
    due(rated_at, &[Span::Limit(catalog.policy().follow_up)], catalog.calendar()).at
}

/// The explanation of the promise of a stored case, counted again: the same calendar gives the same lines.
pub(crate) fn promise_trace(catalog: &Catalog, row: &entity::case::Model) -> Trace {
    if row.state == CaseState::Reopened.code() {
        return promise_again(catalog, row, Moment(row.step_from)).trace;
    }
    let class = crate::case::class_id(row);
    let condition = row.condition_id.and_then(|id| catalog.condition(id));
    let promised = Promised {
        reported_at: Moment(row.reported_at),
        filed_at: row.filed_at.map(Moment),
        condition,
        class: class.as_ref(),
        urgent: row.urgent,
    };
    promise(catalog, &promised).trace
}

/// The clock of whoever owns the case now; `None` when nobody has to act.
pub(crate) fn owner_clock(row: &entity::case::Model, state: CaseState, now: Moment) -> Option<Clock> {
    if let (Some(due), Some(from)) = (row.follow_up_due_at, row.closed_at) {
        return Some(Clock { from: Moment(from), due: Moment(due), now, stopped: false });
    }
    (!state.is_final()).then_some(Clock {
        from: Moment(row.step_from),
        due: Moment(row.step_due_at),
        now,
        stopped: false,
    })
}
