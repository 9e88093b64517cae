//! What a step changes of a case, and which clocks run then.

use super::due::follow_up;
use super::{By, Case, CaseState, EventDetail, NewEvent, Part, Rating, Rules, Step};
use crate::class::ClassId;
use crate::time::Moment;

impl Case {
    /// What a step changes of the case besides its state. Gives what is written into the history.
    pub(super) fn change(&mut self, step: &Step, by: By, at: Moment, rules: &impl Rules) -> Option<NewEvent> {
        let (mut detail, mut order) = (None, None);
        let words = step.kept_words();
        match step {
            Step::File { class, condition, urgent } => self.file(class, *condition, *urgent, at, rules),
            Step::Refuse { .. } | Step::Uphold { .. } => self.closed_at = Some(at),
            Step::Dispatch { department, .. } => order = self.order_department(*department, words.clone(), at, rules),
            Step::Return { .. } => order = self.return_order(at),
            Step::SendBack { .. } => (self.department, self.officer, self.started_at) = (None, None, None),
            Step::Accept { officer, .. } => order = self.order_officer(*officer, words.clone()),
            Step::Reassign { officer, .. } => order = self.order_other(*officer, words.clone(), at),
            Step::Start => order = self.start_order(at),
            Step::Finish { .. } => order = self.finish_order(at, rules),
            Step::PassCheck { .. } => order = self.check_order(by.account(), true, at),
            Step::FailCheck { .. } => order = self.check_order(by.account(), false, at),
            Step::Close { outcome, publish, .. } => {
                self.outcome = Some(*outcome);
                self.closing_words = words.clone();
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
                if words.is_empty() && photos.is_empty() {
                    return None;
                }
            }
            Step::Hurry => (self.hurries, self.hurried_at) = (self.hurries + 1, Some(at)),
            Step::Rate { rating, .. } => {
                self.rating = *rating;
                self.rating_reason = words.clone();
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
        Some(NewEvent { action: step.action(), words, detail, order })
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
    /// back within the limit of an urgent answer. `rank`: how the alarm ranks. Gives whether it hastens anybody.
    pub(super) fn alarm(&mut self, rank: i64, at: Moment, rules: &impl Rules) -> bool {
        let closed = self.state == CaseState::Closed;
        // Who comes from elsewhere and tells the same confirms it.
        self.alarm_rank = if self.urgent { self.alarm_rank.min(rank) } else { rank };
        if (self.urgent && !closed) || self.state == CaseState::Refused {
            return false;
        }
        let owned = if closed { CaseState::Checked } else { self.state };
        let sooner = self.step_due(owned, at, true, rules);
        if closed {
            self.follow_up_due_at = Some(self.follow_up_due_at.map_or(sooner, |before| before.min(sooner)));
        } else {
            self.step_due_at = self.step_due_at.min(sooner);
            self.hasten_check(sooner);
        }
        self.urgent = true;
        true
    }
}
