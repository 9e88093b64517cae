//! What may follow what: the table of a case's life, and the functions that read it.

use serde::{Deserialize, Serialize};

use super::{Action, CaseState};
use crate::account::Role;

/// Who may do something with a case. Some of them own a state: it is for them to take the step out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Owner {
    /// The centre's acceptors 受理员 on duty.
    Acceptor,
    /// The centre's dispatchers 派遣员 on duty.
    Dispatcher,
    /// The clerks of the department it was dispatched to.
    Department,
    /// The officer it was assigned to.
    Officer,
    /// The centre's collectors 采集员 on duty.
    Collector,
    /// Staff who hand in what citizens call about, and what they find outdoors.
    Registrar,
    /// The system administrators, who take no case in hand but hand over the work of whoever leaves.
    Administrator,
    /// Everybody of the staff who sees it.
    Staff,
    /// The person who reported it.
    Reporter,
    /// Everybody who sees it from outside.
    Public,
    /// Nobody: the case is over.
    Nobody,
}

impl Owner {
    /// Whether somebody of this role stands for the owner. That a case is of the person's own department,
    /// or assigned to them, is for the scope of the query to see to.
    pub fn is(self, role: Role) -> bool {
        match self {
            Owner::Acceptor => matches!(role, Role::Acceptor | Role::ShiftLeader),
            Owner::Dispatcher => matches!(role, Role::Dispatcher | Role::ShiftLeader),
            Owner::Department => role == Role::DepartmentClerk,
            Owner::Officer => role.handles(),
            Owner::Collector => role == Role::Collector,
            Owner::Registrar => role.registers() || role.is_officer(),
            Owner::Administrator => role == Role::SystemAdministrator,
            Owner::Staff => true,
            Owner::Reporter | Owner::Public | Owner::Nobody => false,
        }
    }
}

/// What a step cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Requirement {
    /// A class and, where the class has some, a filing condition.
    Class,
    /// A reason in words.
    Reason,
    Words,
    Department,
    /// An officer of the department.
    Officer,
    /// A photo taken after the work.
    AfterPhoto,
    /// A photo and a finding in words.
    Finding,
    /// A satisfaction and, where it is low, a reason.
    Rating,
}

/// One line of the table: who does what, from where to where, and what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// What is done.
    pub action: Action,
    /// The states it may start from.
    pub from: &'static [CaseState],
    /// The state it leads to; `None` when the case stays where it is.
    pub to: Option<CaseState>,
    /// Who does it: any of these.
    pub by: &'static [Owner],
    /// What it cannot do without.
    pub needs: &'static [Requirement],
}

impl Transition {
    /// Whether somebody of a role may do it.
    pub fn is_by(&self, role: Role) -> bool {
        self.by.iter().any(|owner| owner.is(role))
    }
}

use CaseState as S;
use Owner as O;
use Requirement as R;

/// The states in which somebody has still to act.
const OPEN: &[CaseState] =
    &[S::Reported, S::Reopened, S::Filed, S::Returned, S::Dispatched, S::Handling, S::Handled, S::Checked];

/// The life of a case, after the flow 上报 → 立案 → 派遣 → 处置 → 核查 → 结案 of GB/T 30428 and GB/T 47678 and the
/// habits of the trade: reasons are compulsory on every step back, a returned case goes only to the dispatcher,
/// rework keeps its department and officer. Then what happens beside it and moves nothing.
pub const fn transition(action: Action) -> Transition {
    match action {
        Action::File => line(action, &[S::Reported, S::Reopened], Some(S::Filed), &[O::Acceptor], &[R::Class]),
        Action::Refuse => line(action, &[S::Reported], Some(S::Refused), &[O::Acceptor], &[R::Reason]),
        Action::Uphold => line(action, &[S::Reopened], Some(S::Closed), &[O::Acceptor], &[R::Reason]),
        Action::Dispatch => {
            line(action, &[S::Filed, S::Returned], Some(S::Dispatched), &[O::Dispatcher], &[R::Department])
        }
        Action::SendBack => line(action, &[S::Filed, S::Returned], Some(S::Reported), &[O::Dispatcher], &[R::Reason]),
        Action::Accept => line(action, &[S::Dispatched], Some(S::Handling), &[O::Department], &[R::Officer]),
        Action::Reassign => {
            line(action, &[S::Handling], None, &[O::Department, O::Dispatcher, O::Administrator], &[R::Officer])
        }
        Action::Return => line(action, &[S::Dispatched], Some(S::Returned), &[O::Department], &[R::Reason]),
        Action::Start => line(action, &[S::Handling], None, &[O::Officer], &[]),
        Action::Finish => line(action, &[S::Handling], Some(S::Handled), &[O::Officer], &[R::AfterPhoto]),
        Action::PassCheck => line(action, &[S::Handled], Some(S::Checked), &[O::Collector], &[R::Finding]),
        Action::FailCheck => line(action, &[S::Handled], Some(S::Handling), &[O::Collector], &[R::Finding]),
        Action::Close => line(action, &[S::Checked], Some(S::Closed), &[O::Acceptor], &[R::Words]),
        Action::Reopen => line(action, &[S::Closed], Some(S::Reopened), &[O::Reporter], &[R::Reason]),
        Action::Join => line(action, OPEN, None, &[O::Public, O::Registrar], &[]),
        Action::Add => line(action, OPEN, None, &[O::Reporter], &[R::Words]),
        Action::Hurry => line(action, OPEN, None, &[O::Reporter], &[]),
        Action::Rate => line(action, &[S::Closed], None, &[O::Reporter], &[R::Rating]),
        Action::FollowUp => line(action, &[S::Closed], None, &[O::Acceptor], &[R::Words]),
        Action::Note => line(action, &CaseState::ALL, None, &[O::Staff], &[R::Words]),
        Action::Release => line(action, &CaseState::ALL, None, &[O::Acceptor], &[]),
    }
}

const fn line(
    action: Action,
    from: &'static [CaseState],
    to: Option<CaseState>,
    by: &'static [Owner],
    needs: &'static [Requirement],
) -> Transition {
    Transition { action, from, to, by, needs }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps out of a state for somebody of a role.
    fn may(role: Role, from: CaseState) -> impl Iterator<Item = Transition> {
        course().filter(move |line| line.from.contains(&from) && line.is_by(role))
    }

    /// The steps that move a case on.
    fn course() -> impl Iterator<Item = Transition> {
        Action::ALL.into_iter().filter(|action| !action.is_aside()).map(transition)
    }

    #[test]
    fn every_open_state_has_an_owner_who_can_move_it_on() {
        for state in CaseState::ALL {
            let way_out = Role::ALL.into_iter().any(|role| state.owner().is(role) && may(role, state).next().is_some());
            assert_eq!(way_out, !state.is_final(), "{state:?}");
            assert_eq!(OPEN.contains(&state), !state.is_final(), "{state:?}");
        }
    }

    #[test]
    fn a_step_is_taken_by_the_owner_of_the_state_it_leaves() {
        // But others stand behind an officer: nobody else could move an order on whose officer is gone.
        for line in course().filter(|line| line.action != Action::Reassign) {
            for from in line.from {
                let owner = if line.by == [Owner::Reporter] { Owner::Nobody } else { line.by[0] };
                assert_eq!(from.owner(), owner, "{line:?}");
            }
        }
    }

    #[test]
    fn every_state_can_be_reached_and_every_open_one_can_be_closed() {
        let leads = |line: &Transition, from: CaseState| line.to.unwrap_or(from);
        let mut reached = vec![CaseState::Reported];
        while let Some(next) = course().find_map(|line| {
            let from = line.from.iter().find(|from| reached.contains(from))?;
            Some(leads(&line, *from)).filter(|to| !reached.contains(to))
        }) {
            reached.push(next);
        }
        assert_eq!(reached.len(), CaseState::ALL.len());
        let mut closing = vec![CaseState::Closed];
        while let Some(from) = course()
            .flat_map(|line| line.from.iter().map(move |from| (*from, leads(&line, *from))))
            .find(|(from, to)| closing.contains(to) && !closing.contains(from))
        {
            closing.push(from.0);
        }
        assert!(CaseState::ALL.iter().all(|s| *s == CaseState::Refused || closing.contains(s)), "{closing:?}");
    }

    #[test]
    fn steps_back_need_a_reason() {
        for action in [Action::Refuse, Action::SendBack, Action::Return, Action::Reopen, Action::Uphold] {
            assert!(transition(action).needs.contains(&Requirement::Reason), "{action:?}");
        }
    }

    #[test]
    fn what_happens_beside_moves_nothing() {
        for line in Action::ALL.into_iter().filter(|action| action.is_aside()).map(transition) {
            assert_eq!(line.to, None, "{line:?}");
        }
    }

    #[test]
    fn stored_codes_round_trip() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(action));
        }
        for state in CaseState::ALL {
            assert_eq!(CaseState::from_code(state.code()), Some(state));
        }
    }
}
