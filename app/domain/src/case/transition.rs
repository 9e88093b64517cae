//! What may follow what: the table of a case's life, and the functions that read it.

use serde::{Deserialize, Serialize};

use super::CaseState;
use crate::account::Role;

/// A step that somebody takes with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 立案.
    File,
    /// 不予受理.
    Refuse,
    /// 派遣.
    Dispatch,
    /// The dispatcher sends it back to the acceptor.
    SendBack,
    /// The department takes it in and names an officer.
    Accept,
    /// The department gives an order to another officer 改派: the one in charge may be ill, or have left.
    Reassign,
    /// The department sends it back to the dispatcher 回退.
    Return,
    /// The officer takes the work order 接单.
    Start,
    /// The officer has handled it.
    Finish,
    /// 核查通过.
    PassCheck,
    /// 核查不通过: back to handling 返工.
    FailCheck,
    /// 结案.
    Close,
    /// The reporter reopens a closed case.
    Reopen,
    /// The acceptor lets a reopened case stand as closed.
    Uphold,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 14] = [
        Action::File,
        Action::Refuse,
        Action::Dispatch,
        Action::SendBack,
        Action::Accept,
        Action::Reassign,
        Action::Return,
        Action::Start,
        Action::Finish,
        Action::PassCheck,
        Action::FailCheck,
        Action::Close,
        Action::Reopen,
        Action::Uphold,
    ];

    /// The stable code, as stored in events and audit entries.
    pub const fn code(self) -> &'static str {
        match self {
            Action::File => "file",
            Action::Refuse => "refuse",
            Action::Dispatch => "dispatch",
            Action::SendBack => "send_back",
            Action::Accept => "accept",
            Action::Reassign => "reassign",
            Action::Return => "return",
            Action::Start => "start",
            Action::Finish => "finish",
            Action::PassCheck => "pass_check",
            Action::FailCheck => "fail_check",
            Action::Close => "close",
            Action::Reopen => "reopen",
            Action::Uphold => "uphold",
        }
    }

    /// The action of a stored code.
    pub fn from_code(code: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// Who owns a state, and so who may take the step out of it.
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
    /// The person who reported it.
    Reporter,
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
            Owner::Reporter | Owner::Nobody => false,
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
    /// A department.
    Department,
    /// An officer of the department.
    Officer,
    /// A photo taken after the work.
    AfterPhoto,
    /// A photo and a finding in words.
    Finding,
    /// An outcome and words for the citizen.
    Outcome,
}

/// One line of the table: who takes which step, from where to where, and what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The step.
    pub action: Action,
    /// The states it may start from.
    pub from: &'static [CaseState],
    /// The state it leads to.
    pub to: CaseState,
    /// Who takes it.
    pub by: Owner,
    /// What it cannot do without.
    pub needs: &'static [Requirement],
}

use CaseState as S;

/// The life of a case, after the flow 上报 → 立案 → 派遣 → 处置 → 核查 → 结案 of GB/T 30428 and GB/T 47678 and the
/// habits of the trade: reasons are compulsory on every step back, a returned case goes only to the dispatcher,
/// rework keeps its department and officer.
pub const TRANSITIONS: &[Transition] = &[
    row(Action::File, &[S::Reported, S::Reopened], S::Filed, Owner::Acceptor, &[Requirement::Class]),
    row(Action::Refuse, &[S::Reported], S::Refused, Owner::Acceptor, &[Requirement::Reason]),
    row(Action::Uphold, &[S::Reopened], S::Closed, Owner::Acceptor, &[Requirement::Reason]),
    row(Action::Dispatch, &[S::Filed, S::Returned], S::Dispatched, Owner::Dispatcher, &[Requirement::Department]),
    row(Action::SendBack, &[S::Filed, S::Returned], S::Reported, Owner::Dispatcher, &[Requirement::Reason]),
    row(Action::Accept, &[S::Dispatched], S::Handling, Owner::Department, &[Requirement::Officer]),
    row(Action::Reassign, &[S::Handling], S::Handling, Owner::Department, &[Requirement::Officer]),
    row(Action::Return, &[S::Dispatched], S::Returned, Owner::Department, &[Requirement::Reason]),
    row(Action::Start, &[S::Handling], S::Handling, Owner::Officer, &[]),
    row(Action::Finish, &[S::Handling], S::Handled, Owner::Officer, &[Requirement::AfterPhoto]),
    row(Action::PassCheck, &[S::Handled], S::Checked, Owner::Collector, &[Requirement::Finding]),
    row(Action::FailCheck, &[S::Handled], S::Handling, Owner::Collector, &[Requirement::Finding]),
    row(Action::Close, &[S::Checked], S::Closed, Owner::Acceptor, &[Requirement::Outcome]),
    row(Action::Reopen, &[S::Closed], S::Reopened, Owner::Reporter, &[Requirement::Reason]),
];

const fn row(
    action: Action,
    from: &'static [CaseState],
    to: CaseState,
    by: Owner,
    needs: &'static [Requirement],
) -> Transition {
    Transition { action, from, to, by, needs }
}

/// The line of the table for an action from a state; `None` when the step does not exist there.
pub fn transition(action: Action, from: CaseState) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|line| line.action == action && line.from.contains(&from))
}

/// The steps somebody of a role may take from a state.
pub fn may(role: Role, from: CaseState) -> impl Iterator<Item = &'static Transition> {
    TRANSITIONS.iter().filter(move |line| line.from.contains(&from) && line.by.is(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_open_state_has_an_owner_who_can_move_it_on() {
        for state in CaseState::ALL {
            let way_out = Role::ALL.into_iter().any(|role| state.owner().is(role) && may(role, state).next().is_some());
            assert_eq!(way_out, !state.is_final(), "{state:?}");
        }
    }

    #[test]
    fn a_step_is_taken_by_the_owner_of_the_state_it_leaves() {
        // But the department stands behind its officer: nobody else could move an order on whose officer is gone.
        for line in TRANSITIONS.iter().filter(|line| line.action != Action::Reassign) {
            for from in line.from {
                let expected = if line.by == Owner::Reporter { Owner::Nobody } else { line.by };
                assert_eq!(from.owner(), expected, "{line:?}");
            }
        }
    }

    #[test]
    fn every_state_can_be_reached_and_every_open_one_can_be_closed() {
        let mut reached = vec![CaseState::Reported];
        while let Some(next) =
            TRANSITIONS.iter().find(|l| l.from.iter().any(|from| reached.contains(from)) && !reached.contains(&l.to))
        {
            reached.push(next.to);
        }
        assert_eq!(reached.len(), CaseState::ALL.len());
        let mut closing = vec![CaseState::Closed];
        while let Some(from) = TRANSITIONS
            .iter()
            .filter(|l| closing.contains(&l.to))
            .flat_map(|l| l.from)
            .find(|from| !closing.contains(from))
        {
            closing.push(*from);
        }
        assert!(CaseState::ALL.iter().all(|s| *s == CaseState::Refused || closing.contains(s)), "{closing:?}");
    }

    #[test]
    fn steps_back_need_a_reason() {
        for action in [Action::Refuse, Action::SendBack, Action::Return, Action::Reopen, Action::Uphold] {
            let line = TRANSITIONS.iter().find(|line| line.action == action).expect("a line");
            assert!(line.needs.contains(&Requirement::Reason), "{action:?}");
        }
    }

    #[test]
    fn one_line_for_an_action_and_a_state() {
        for state in CaseState::ALL {
            for action in Action::ALL {
                let lines = TRANSITIONS.iter().filter(|l| l.action == action && l.from.contains(&state)).count();
                assert!(lines <= 1, "{action:?} from {state:?}");
            }
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
