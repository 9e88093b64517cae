//! The one meaning of every step: who may take it, from where, what it needs, what becomes of the case. Whoever moves a case asks here: the
//! desk, the reporter, the officers, machines, and the invented cities.

use super::{
    Action, By, Case, CaseState, Owner, Part, Requirement, Rules, Step, Taken, Taking, Transition, transition,
};
use crate::fault::{Fault, FaultCode, Field};
use crate::time::Moment;

impl Case {
    /// What somebody may do with it now: what a page offers.
    pub fn offers(&self, by: By, at: Moment, rules: &impl Rules) -> Vec<Action> {
        Action::ALL.into_iter().filter(|action| self.permits(*action, by, at, rules).is_ok()).collect()
    }

    /// The line of the table, if somebody may do this now: what a page offers and what is taken from it.
    ///
    /// # Errors
    /// Not allowed for these people at all; not any more; not yet again.
    pub fn permits(&self, action: Action, by: By, at: Moment, rules: &impl Rules) -> Result<Transition, Fault> {
        let line = transition(action);
        let allowed = match by {
            By::Staff { role, .. } => line.is_by(role),
            By::Reporter { .. } => line.by.contains(&Owner::Reporter),
            By::Public => line.by.contains(&Owner::Public),
        };
        if !allowed {
            return Err(FaultCode::NotAllowed.into());
        }
        match by {
            // Whoever found it sees it, but an order is the officer's in charge.
            By::Staff { account, .. } if line.by == [Owner::Officer] && self.is_in_other_hands(account) => {
                return Err(FaultCode::NotAllowed.into());
            }
            By::Reporter { handled: true, .. } => return Err(FaultCode::OwnWork.into()),
            By::Reporter { heard: false, .. } if action.judges() => return Err(FaultCode::LinkNeeded.into()),
            _ => {}
        }
        if !line.from.contains(&self.state) {
            return Err(self.why_not(action, by).into());
        }
        self.is_time(action, at, rules).map(|()| line)
    }

    fn is_in_other_hands(&self, account: i64) -> bool {
        self.state == CaseState::Handling && self.officer != Some(account)
    }

    /// Why a step does not exist in this state.
    fn why_not(&self, action: Action, by: By) -> FaultCode {
        match (action, by) {
            (Action::Reopen, _) if self.state == CaseState::Reopened => FaultCode::ReopenedAlready,
            (Action::Join, By::Public) => FaultCode::ClosedAlready,
            _ => FaultCode::AlreadyMoved,
        }
    }

    /// Whether it is the time for a step that the state allows: not done already, not too late, not too soon again.
    fn is_time(&self, action: Action, at: Moment, rules: &impl Rules) -> Result<(), Fault> {
        match action {
            Action::Start if self.started_at.is_some() => Err(FaultCode::AlreadyMoved.into()),
            Action::Rate if self.rating.is_some() => Err(FaultCode::RatedAlready.into()),
            Action::FollowUp if self.follow_up_due_at.is_none() => Err(FaultCode::AlreadyMoved.into()),
            Action::Reopen if self.reopen_until(rules).is_none_or(|until| at > until) => {
                Err(FaultCode::ReopenTooLate.into())
            }
            Action::Hurry => match self.hurry_wait(at, rules) {
                Some(seconds) => Err(Fault { wait: Some(seconds), ..FaultCode::HurriedAlready.into() }),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Takes a step.
    ///
    /// # Errors
    /// Not allowed; moved on meanwhile; everything that is wrong with the step's fields.
    pub fn take(&self, taking: &Taking<'_>, rules: &impl Rules) -> Result<Taken, Vec<Fault>> {
        let Taking { step, by, at, .. } = *taking;
        let permitted = self.permits(step.action(), by, at, rules);
        if taking.revision.is_some_and(|revision| revision != self.revision) && !step.action().is_aside() {
            // Whoever may not at all is told that; to everybody else it has moved on.
            let code = permitted.err().map(|fault| fault.code).filter(|code| *code == FaultCode::NotAllowed);
            return Err(vec![code.unwrap_or(FaultCode::AlreadyMoved).into()]);
        }
        let line = permitted.map_err(|fault| vec![fault])?;
        self.check(taking, line, rules)?;
        let mut case = self.clone();
        let event = case.change(step, by, at, rules);
        if !step.action().is_aside() {
            case.revision += 1;
            if matches!(by, By::Staff { .. }) {
                // Somebody has looked at it.
                case.alarm_rank = 0;
            }
            case.arrive(line.to.unwrap_or(self.state), self.state, at, rules);
        }
        let withdrawn = !case.is_public() && (self.released || self.answer_released);
        if !case.is_public() {
            (case.released, case.answer_released) = (false, false);
        }
        let alarmed = taking.danger.is_some_and(|rank| case.alarm(rank, at, rules));
        if alarmed {
            // Whoever decides on what they saw before would pass over it.
            case.revision += 1;
        }
        Ok(Taken { case, event, withdrawn, alarmed })
    }

    /// Whether a step has all that it cannot do without.
    fn check(&self, taking: &Taking<'_>, line: Transition, rules: &impl Rules) -> Result<(), Vec<Fault>> {
        let mut faults = taking.step.faults();
        faults.retain(|fault| !taking.photos_later || fault.field != Some(Field::Photo));
        if faults.is_empty() {
            faults.extend(line.needs.iter().filter_map(|need| self.unknown(*need, taking, rules)));
        }
        // What would be public on the day the case is would be so by nobody's decision.
        if matches!(taking.step, Step::Release { released: true, .. }) && !self.is_public() {
            faults.push(FaultCode::NotPublic.into());
        } else if matches!(taking.step, Step::Release { part: Part::Answer, .. }) && self.outcome.is_none() {
            faults.push(FaultCode::AlreadyMoved.into());
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// What a step names that does not exist, or not for this case.
    fn unknown(&self, need: Requirement, taking: &Taking<'_>, rules: &impl Rules) -> Option<Fault> {
        match (need, taking.step) {
            (Requirement::Class, Step::File { class, .. }) if rules.class(class).is_none() => {
                Some(Fault::at(Field::Class, FaultCode::ClassUnknown))
            }
            (Requirement::Class, Step::File { class, condition, .. }) => {
                let mut standing = rules.conditions_of(class).iter().filter(|condition| !condition.retired);
                let known = match condition {
                    None => standing.next().is_none(),
                    Some(id) => standing.any(|condition| condition.id == *id),
                };
                (!known).then_some(Fault::at(Field::Condition, FaultCode::ConditionUnknown))
            }
            (Requirement::Department, Step::Dispatch { department, .. }) if !rules.has_department(*department) => {
                Some(Fault::at(Field::Department, FaultCode::DepartmentUnknown))
            }
            (Requirement::Officer, _)
                if !taking.handler.is_some_and(|handler| handler.may_handle(self.department, self.town.as_deref())) =>
            {
                Some(Fault::at(Field::Officer, FaultCode::OfficerUnknown))
            }
            _ => None,
        }
    }
}
