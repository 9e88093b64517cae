//! What follows from a case as it was read, for those who look at it.

use super::{Action, CaseDetail, CaseState, CaseSummary, Event, EventKind, LikelyCase, OrderKind};
use crate::account::Role;
use crate::photo::PhotoKind;

/// Percent of common words from which on they are worth naming.
const LEAST_LIKENESS: u8 = 10;

/// Whether anything of a case can be public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publicity {
    /// Its class never is.
    Never,
    /// Not in its present state.
    NotNow,
    Public,
}

impl Action {
    /// Whether it is taken where the problem is: by an officer, never at a desk.
    pub const fn is_outdoors(self) -> bool {
        matches!(self, Action::Start | Action::Finish)
    }

    /// Whether it sends the case back to where it came from, or ends it without having been handled.
    pub const fn goes_back(self) -> bool {
        matches!(self, Action::Refuse | Action::Uphold | Action::SendBack | Action::Return | Action::FailCheck)
    }
}

impl CaseSummary {
    /// Whether a department has it, and nobody has set out yet.
    pub fn is_to_take(&self) -> bool {
        self.state == CaseState::Handling && self.started_at.is_none()
    }
}

impl LikelyCase {
    /// Whether the words have enough in common to be named. That they have nothing in common, as in two languages, says nothing against it:
    /// then the place speaks.
    pub const fn is_alike(&self) -> bool {
        self.likeness >= LEAST_LIKENESS
    }
}

impl PhotoKind {
    /// Whether the public may ever see it: a check is internal.
    pub fn may_be_public(self) -> bool {
        self != PhotoKind::Check
    }
}

impl CaseDetail {
    /// Whether anything of it can be public.
    pub fn publicity(&self) -> Publicity {
        match (self.private, self.summary.state.is_public()) {
            (true, _) => Publicity::Never,
            (false, false) => Publicity::NotNow,
            (false, true) => Publicity::Public,
        }
    }

    /// How many of its photos the public does not see and might.
    pub fn held_back(&self) -> usize {
        self.photos.iter().filter(|photo| !photo.released && photo.kind.may_be_public()).count()
    }

    /// Whether somebody of this role may see the reporters' numbers in full: who releases it, and whose department has it.
    pub fn may_reveal(&self, role: Option<Role>) -> bool {
        self.actions.contains(&Action::Release) || role == Some(Role::DepartmentClerk)
    }

    /// The steps that are taken at the desk, as far as they move the case on.
    pub fn desk_steps(&self) -> Vec<Action> {
        self.actions.iter().copied().filter(|action| !action.is_aside() && !action.is_outdoors()).collect()
    }

    /// How it came back from the department it was sent to, while it is back.
    pub fn returned(&self) -> Option<&Event> {
        let returned = || self.events.iter().find(|event| event.kind == EventKind::Step(Action::Return));
        if self.summary.state == CaseState::Returned { returned() } else { None }
    }

    /// The check that did not pass, while the order is to be handled again.
    pub fn rework(&self) -> Option<&Event> {
        let last = |event: &&Event| matches!(event.kind, EventKind::Step(Action::FailCheck | Action::Finish));
        let last = if self.summary.state == CaseState::Handling { self.events.iter().find(last) } else { None };
        last.filter(|event| event.kind == EventKind::Step(Action::FailCheck))
    }

    /// What whoever gave the order had to say about it, for as long as it is to be handled; empty when nothing was said.
    pub fn order_words(&self) -> &str {
        let handling = self.orders.iter().find(|order| order.kind == OrderKind::Handling);
        match handling {
            Some(order) if self.summary.state == CaseState::Handling => &order.words,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_outdoors_is_not_taken_at_a_desk() {
        let outdoors: Vec<Action> = Action::ALL.into_iter().filter(|action| action.is_outdoors()).collect();
        assert_eq!(outdoors, [Action::Start, Action::Finish]);
        assert!(outdoors.iter().all(|action| !action.goes_back() && !action.is_aside()));
    }

    #[test]
    fn steps_back_never_stand_beside_the_course() {
        assert!(Action::ALL.into_iter().filter(|action| action.goes_back()).all(|action| !action.is_aside()));
        assert!(Action::FailCheck.goes_back() && !Action::PassCheck.goes_back());
    }

    #[test]
    fn a_check_is_internal() {
        assert!(!PhotoKind::Check.may_be_public() && PhotoKind::Report.may_be_public());
    }
}
