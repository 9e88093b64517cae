//! What a step changes of a case, and which clocks run then.

use super::due::follow_up;
use super::{Case, CaseState, EventDetail, NewEvent, Part, Rating, Rules, Step};
use crate::class::ClassId;
use crate::time::Moment;

impl Case {
    /// What a step changes of the case besides its state. Gives what is written into the history.
    pub(super) fn change(&mut self, step: &Step, at: Moment, rules: &impl Rules) -> Option<NewEvent> {
        let mut detail = None;
        match step {
            Step::File { class, condition, urgent } => self.file(class, *condition, *urgent, at, rules),
            Step::Refuse { .. } | Step::Uphold { .. } => self.closed_at = Some(at),
            Step::Dispatch { department, .. } => (self.department, self.officer) = (Some(*department), None),
            Step::Return { .. } | Step::SendBack { .. } => (self.department, self.officer) = (None, None),
            Step::Accept { officer, .. } | Step::Reassign { officer, .. } => {
                (self.officer, self.started_at) = (Some(*officer), None);
            }
            Step::Start => self.started_at = Some(at),
            Step::Finish { .. } | Step::PassCheck { .. } | Step::FailCheck { .. } => {}
            Step::Close { outcome, publish, .. } => {
                self.outcome = Some(*outcome);
                self.closing_words = step.kept_words();
                self.answer_released = *publish;
                self.closed_at = Some(at);
            }
            Step::Reopen { .. } => {
                (self.closed_at, self.follow_up_due_at) = (None, None);
                (self.rating, self.rating_reason) = (None, String::new());
            }
            Step::Join { photos, .. } => {
                self.people += 1;
                self.joined_at = Some(at);
                // That they came is one number, as they may be many; what they say and show is a line.
                if step.kept_words().is_empty() && photos.is_empty() {
                    return None;
                }
            }
            Step::Hurry => (self.hurries, self.hurried_at) = (self.hurries + 1, Some(at)),
            Step::Rate { rating, .. } => {
                self.rating = *rating;
                self.rating_reason = step.kept_words();
                // Whoever is dissatisfied is called back: a rating nobody answers is worse than none.
                let dissatisfied = rating.is_some_and(Rating::needs_reason);
                self.follow_up_due_at = dissatisfied.then(|| follow_up(at, rules));
                detail = rating.map(EventDetail::Rated);
            }
            Step::FollowUp { .. } => self.follow_up_due_at = None,
            Step::Add { .. } | Step::Note { .. } => {}
            Step::Release { part, released } => {
                match part {
                    Part::Report => self.released = *released,
                    Part::Answer => self.answer_released = *released,
                    // Each photo knows by itself whether it is shown.
                    Part::Photo(_) => {}
                }
                detail = Some(EventDetail::Released { part: part.clone(), released: *released });
            }
        }
        Some(NewEvent { action: step.action(), words: step.kept_words(), detail })
    }

    fn file(&mut self, class: &ClassId, condition: Option<i64>, danger: bool, at: Moment, rules: &impl Rules) {
        self.class = Some(class.clone());
        self.condition = condition;
        self.private = rules.class(class).is_some_and(|class| class.private);
        self.urgent = danger || self.chosen_condition(rules).is_some_and(|condition| condition.urgent);
        self.filed_at = Some(at);
        self.closed_at = None;
    }

    /// Comes into a state, with its clocks.
    pub(super) fn arrive(&mut self, state: CaseState, from: CaseState, at: Moment, rules: &impl Rules) {
        self.state = state;
        if state == from {
            return;
        }
        self.step_from = if state == CaseState::Handling { self.filed_at.unwrap_or(at) } else { at };
        match state {
            CaseState::Filed => {
                let handling = self.handling(rules);
                let promised = self.promise(rules);
                self.due_at = handling.as_ref().map(|due| due.at);
                self.promised_at = promised.at;
                self.provisional = promised.provisional || handling.is_some_and(|due| due.provisional);
            }
            CaseState::Reopened => {
                let promised = self.promise(rules);
                (self.promised_at, self.provisional) = (promised.at, promised.provisional);
            }
            _ => {}
        }
        self.step_due_at = self.step_due(state, at, self.urgent, rules);
    }

    /// Makes it urgent, because words just added to it tell of danger. Whoever owns it has until the limit of an urgent case from now on,
    /// if that is sooner; the limit of handling stays, as it was set with the class. A closed one has no owner: its reporter is called
    /// back within the limit of an urgent answer. Gives whether it hastens anybody.
    pub(super) fn alarm(&mut self, at: Moment, rules: &impl Rules) -> bool {
        let closed = self.state == CaseState::Closed;
        if (self.urgent && !closed) || self.state == CaseState::Refused {
            return false;
        }
        let owned = if closed { CaseState::Checked } else { self.state };
        let sooner = self.step_due(owned, at, true, rules);
        if closed {
            self.follow_up_due_at = Some(self.follow_up_due_at.map_or(sooner, |before| before.min(sooner)));
        } else {
            self.step_due_at = self.step_due_at.min(sooner);
        }
        self.urgent = true;
        true
    }
}
