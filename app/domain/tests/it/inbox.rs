//! Who sees which queues, and what is in them.

use domain::account::Role;
use domain::case::CaseState;
use domain::inbox::Queue;

#[test]
fn a_queue_holds_its_states() {
    use CaseState as S;
    let role = Role::Acceptor;
    for (queue, states) in [
        (Queue::Intake, vec![S::Reported, S::Reopened]),
        (Queue::Dispatch, vec![S::Filed, S::Returned]),
        (Queue::TakeIn, vec![S::Dispatched]),
        (Queue::Handling, vec![S::Handling]),
        (Queue::Check, vec![S::Handled]),
        (Queue::Close, vec![S::Checked]),
        (Queue::FollowUp, vec![S::Closed]),
        (Queue::Done, vec![S::Closed, S::Refused]),
    ] {
        assert_eq!(queue.states(role), states, "{queue:?}");
    }
    let open = Queue::Open.states(role);
    assert!(CaseState::ALL.iter().all(|state| open.contains(state) != state.is_final()));
    for (role, mine) in [
        (Role::Acceptor, vec![S::Reported, S::Checked, S::Reopened]),
        (Role::Dispatcher, vec![S::Filed, S::Returned]),
        (Role::WindowClerk, vec![]),
    ] {
        let (mut found, mut mine) = (Queue::Mine.states(role), mine);
        found.sort_unstable_by_key(|state| state.code());
        mine.sort_unstable_by_key(|state| state.code());
        assert_eq!(found, mine, "{role:?}");
    }
}

#[test]
fn everybody_sees_the_queues_of_their_work() {
    let all = |without: &[Queue]| Queue::ALL.into_iter().filter(|queue| !without.contains(queue)).collect::<Vec<_>>();
    for role in Role::ALL {
        let expected = match role {
            Role::DepartmentClerk => vec![Queue::Mine, Queue::Handling, Queue::Check, Queue::Open, Queue::Done],
            Role::Acceptor | Role::ShiftLeader => all(&[]),
            Role::Dispatcher => all(&[Queue::FollowUp]),
            Role::Supervisor => all(&[Queue::Mine]),
            _ => Vec::new(),
        };
        assert_eq!(Queue::of(role), expected, "{role:?}");
    }
}
