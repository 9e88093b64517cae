//! What a step makes of a case: each rule by name, and what holds after any series of steps.

mod alarm;
mod city;

use city::{
    DAY, HOUR, MORNING, REPORTER, brought, city, class, handler, officer, photo, reported, staff, step, taking, whose,
};
use domain::account::Role;
use domain::case::{
    Action, By, Case, CaseState, EventDetail, Handler, Order, OrderKind, OrderState, Outcome, Part, Rating, Step,
    Taking, transition,
};
use domain::fault::FaultCode;
use domain::time::Moment;
use proptest::prelude::*;

const TO_CLOSED: [Action; 7] =
    [Action::File, Action::Dispatch, Action::Accept, Action::Start, Action::Finish, Action::PassCheck, Action::Close];

fn code(case: &Case, step: &Step, by: By, at: Moment) -> FaultCode {
    case.take(&taking(step, by, at, &handler(1)), &city()).expect_err("refused")[0].code
}

#[test]
fn the_whole_course_ends_closed_with_its_clocks() {
    let city = city();
    let case = brought(&city, &TO_CLOSED);
    assert_eq!((case.state, case.revision), (CaseState::Closed, 7));
    assert_eq!(case.filed_at, Some(MORNING.plus_seconds(HOUR)));
    assert_eq!(case.closed_at, Some(MORNING.plus_seconds(7 * HOUR)));
    assert_eq!((case.outcome, case.closing_words.as_str()), (Some(Outcome::Solved), "理由"));
    assert!(case.answer_released && case.is_public());
    assert_eq!(case.owner_clock(MORNING), None);
}

#[test]
fn handling_runs_on_the_clock_of_the_case_from_filing_on() {
    let city = city();
    let case = brought(&city, &TO_CLOSED[..3]);
    assert_eq!(case.state, CaseState::Handling);
    assert_eq!(Some(case.step_from), case.filed_at);
    assert_eq!(Some(case.step_due_at), case.due_at);
    // Three working days after Monday's filing: Thursday at the same minute.
    assert_eq!(case.due_at, Some(MORNING.plus_seconds(HOUR + 3 * DAY)));
}

#[test]
fn before_a_condition_is_chosen_the_longest_is_promised() {
    let city = city();
    let case = reported(&city);
    let filed = brought(&city, &[Action::File]);
    assert!(case.promised_at > filed.promised_at, "ten working days, not three");
    let urgent = Case::reported(MORNING, Some(class("01037")), true, None, &city);
    assert!(urgent.promised_at < filed.promised_at);
}

#[test]
fn a_step_names_only_what_there_is() {
    let filing = |class_code: &str, condition| Step::File { class: class(class_code), condition, urgent: false };
    let (city, acceptor) = (city(), staff(Role::Acceptor));
    let case = reported(&city);
    for (step, expected) in [
        (filing("09999", None), FaultCode::ClassUnknown),
        (filing("01037", None), FaultCode::ConditionUnknown),
        (filing("01037", Some(9)), FaultCode::ConditionUnknown),
        (filing("06001", Some(1)), FaultCode::ConditionUnknown),
    ] {
        assert_eq!(code(&case, &step, acceptor, MORNING), expected, "{step:?}");
    }
    let filed = brought(&city, &[Action::File]);
    let nowhere = Step::Dispatch { department: 3, note: String::new() };
    assert_eq!(code(&filed, &nowhere, staff(Role::Dispatcher), MORNING), FaultCode::DepartmentUnknown);
    let dispatched = brought(&city, &[Action::File, Action::Dispatch]);
    let accept = step(Action::Accept);
    let given = |handler: Option<&Handler>| {
        let (by, nobody) = (staff(Role::DepartmentClerk), handler_of_nobody());
        let taking = Taking { handler, ..taking(&accept, by, MORNING, &nobody) };
        dispatched.take(&taking, &city).map(|taken| taken.case.officer).map_err(|faults| faults[0].code)
    };
    assert_eq!(given(Some(&handler(1))), Ok(Some(officer())));
    assert_eq!(given(None), Err(FaultCode::OfficerUnknown));
    for wrong in [
        handler(2),
        Handler { active: false, ..handler(1) },
        Handler { role: Role::Collector, ..handler(1) },
        Handler { town: Some("330482001".into()), ..handler(1) },
        Handler { department: None, ..handler(1) },
    ] {
        assert_eq!(given(Some(&wrong)), Err(FaultCode::OfficerUnknown), "{wrong:?}");
    }
}

fn handler_of_nobody() -> Handler {
    Handler { active: false, ..handler(1) }
}

#[test]
fn an_order_is_its_officers_and_others_stand_behind() {
    let city = city();
    let case = brought(&city, &TO_CLOSED[..3]);
    let other = By::Staff { account: 99, role: Role::HandlingOfficer };
    for action in [Action::Start, Action::Finish] {
        assert_eq!(code(&case, &step(action), other, MORNING), FaultCode::NotAllowed);
        assert!(case.offers(whose(action), MORNING, &city).contains(&action));
        assert!(!case.offers(other, MORNING, &city).contains(&action));
    }
    // Whoever is ill cannot give an order back: the department, the dispatcher and the shift leader can, and whoever takes an account away.
    for role in Role::ALL {
        let may =
            matches!(role, Role::DepartmentClerk | Role::Dispatcher | Role::ShiftLeader | Role::SystemAdministrator);
        assert_eq!(case.offers(staff(role), MORNING, &city).contains(&Action::Reassign), may, "{role:?}");
    }
    let started = brought(&city, &TO_CLOSED[..4]);
    assert_eq!(code(&started, &Step::Start, staff(Role::HandlingOfficer), MORNING), FaultCode::AlreadyMoved);
    let again = started.take(&taking(&step(Action::Reassign), staff(Role::ShiftLeader), MORNING, &handler(1)), &city);
    assert_eq!(again.expect("given to another").case.started_at, None);
}

#[test]
fn a_stale_decision_changes_nothing_and_a_note_is_none() {
    let city = city();
    let case = brought(&city, &[Action::File]);
    let (file, note) = (step(Action::Dispatch), step(Action::Note));
    let handler = handler(1);
    let stale = |step, by| {
        let taking = Taking { revision: Some(0), ..taking(step, by, MORNING, &handler) };
        case.take(&taking, &city).map(|taken| taken.case.revision).map_err(|faults| faults[0].code)
    };
    assert_eq!(stale(&file, staff(Role::Dispatcher)), Err(FaultCode::AlreadyMoved));
    assert_eq!(stale(&file, staff(Role::Acceptor)), Err(FaultCode::NotAllowed));
    assert_eq!(stale(&note, staff(Role::Acceptor)), Ok(1));
}

#[test]
fn the_reporter_judges_once_in_time_and_only_the_reporter() {
    let city = city();
    let closed = brought(&city, &TO_CLOSED);
    let at = MORNING.plus_seconds(8 * HOUR);
    let (rate, reopen) = (step(Action::Rate), step(Action::Reopen));
    for (by, expected) in [
        (By::Reporter { handled: true, heard: true }, FaultCode::OwnWork),
        (By::Reporter { handled: false, heard: false }, FaultCode::LinkNeeded),
        (By::Public, FaultCode::NotAllowed),
        (staff(Role::Acceptor), FaultCode::NotAllowed),
    ] {
        assert_eq!(code(&closed, &rate, by, at), expected, "{by:?}");
        assert_eq!(code(&closed, &reopen, by, at), expected, "{by:?}");
    }
    let late = MORNING.plus_seconds(7 * HOUR + 15 * DAY);
    assert_eq!(code(&closed, &reopen, REPORTER, late.plus_seconds(1)), FaultCode::ReopenTooLate);
    assert!(closed.take(&taking(&reopen, REPORTER, late, &handler(1)), &city).is_ok());
    let rated = closed.take(&taking(&rate, REPORTER, at, &handler(1)), &city).expect("rated");
    assert_eq!(rated.event.expect("a line").detail, Rating::new(2).map(EventDetail::Rated));
    let rated = rated.case;
    assert!(rated.follow_up_due_at.is_some_and(|due| due > at));
    assert_eq!(code(&rated, &rate, REPORTER, at), FaultCode::RatedAlready);
    let called = rated.take(&taking(&step(Action::FollowUp), staff(Role::ShiftLeader), at, &handler(1)), &city);
    let called = called.expect("called back").case;
    assert_eq!(called.follow_up_due_at, None);
    assert_eq!(code(&called, &step(Action::FollowUp), staff(Role::Acceptor), at), FaultCode::AlreadyMoved);
    // Opened again nothing is left of the rating, and everything is promised once more.
    let reopened = rated.take(&taking(&reopen, REPORTER, at, &handler(1)), &city).expect("reopened").case;
    assert_eq!((reopened.rating, reopened.follow_up_due_at, reopened.closed_at), (None, None, None));
    assert_eq!(reopened.step_from, at);
    assert!(reopened.promised_at > closed.promised_at);
    assert_eq!(code(&reopened, &reopen, REPORTER, at), FaultCode::ReopenedAlready);
}

#[test]
fn the_reporter_hurries_once_a_day() {
    let city = city();
    let case = brought(&city, &[Action::Hurry]);
    let at = |hours: i64| MORNING.plus_seconds(HOUR + hours * HOUR);
    let again = |at: Moment| case.take(&taking(&Step::Hurry, REPORTER, at, &handler(1)), &city);
    let fault = again(at(23)).expect_err("too soon")[0];
    assert_eq!((fault.code, fault.wait), (FaultCode::HurriedAlready, Some(3600)));
    assert_eq!(again(at(24)).expect("a day later").case.hurries, 2);
}

#[test]
fn what_was_released_ends_with_the_publicity_of_the_case() {
    let city = city();
    let open = brought(&city, &[Action::File, Action::Release]);
    assert!(open.released);
    let back = open.take(&taking(&step(Action::SendBack), staff(Role::Dispatcher), MORNING, &handler(1)), &city);
    let back = back.expect("sent back");
    assert!(back.withdrawn && !back.case.released && !back.case.is_public());
    // It is nobody's decision for the day the case is public again.
    assert_eq!(code(&back.case, &step(Action::Release), staff(Role::Acceptor), MORNING), FaultCode::NotPublic);
    let private = Step::File { class: class("10001"), condition: None, urgent: false };
    let private = back.case.take(&taking(&private, staff(Role::Acceptor), MORNING, &handler(1)), &city);
    assert!(!private.expect("filed").case.is_public());
    let answer = Step::Release { part: Part::Answer, released: true };
    assert_eq!(code(&open, &answer, staff(Role::Acceptor), MORNING), FaultCode::AlreadyMoved, "there is none yet");
}

#[test]
fn who_joins_is_a_number_and_what_they_say_a_line() {
    let city = city();
    let case = brought(&city, &[Action::File]);
    let join = |words: &str, photos: Vec<String>| {
        let step = Step::Join { words: words.into(), photos };
        case.take(&taking(&step, By::Public, MORNING, &handler(1)), &city).expect("joined")
    };
    for (words, photos, line) in
        [("", Vec::new(), false), (" ", Vec::new(), false), ("我也是", Vec::new(), true), ("", photo(), true)]
    {
        let taken = join(words, photos);
        assert_eq!((taken.case.people, taken.event.is_some()), (2, line), "{words}");
    }
    let closed = brought(&city, &TO_CLOSED);
    assert_eq!(code(&closed, &step(Action::Join), By::Public, MORNING), FaultCode::ClosedAlready);
    assert_eq!(code(&closed, &step(Action::Join), staff(Role::Acceptor), MORNING), FaultCode::AlreadyMoved);
}

/// A case that its officer has finished, was found wanting, was given to another officer, and then passed.
#[test]
fn an_order_is_one_persons_work_with_a_clock_of_its_own() {
    let city = city();
    let mut actions = TO_CLOSED[..5].to_vec();
    actions.extend([Action::FailCheck, Action::Reassign, Action::Start, Action::Finish, Action::PassCheck]);
    let case = brought(&city, &actions);
    let hour = |number: i64| MORNING.plus_seconds(number * HOUR);
    let shown = |order: &Order| (order.kind, order.state, order.given_at, order.started_at, order.ended_at);
    let (handling, check) = (OrderKind::Handling, OrderKind::Check);
    assert_eq!(
        case.orders.iter().map(shown).collect::<Vec<_>>(),
        [
            (handling, OrderState::Reassigned, hour(2), Some(hour(4)), Some(hour(7))),
            (check, OrderState::Finished, hour(5), None, Some(hour(6))),
            (handling, OrderState::Finished, hour(7), Some(hour(8)), Some(hour(9))),
            (check, OrderState::Finished, hour(9), None, Some(hour(10))),
        ]
    );
    // Handling is due when the case is, whoever does it; the check within its own half hour.
    assert_eq!(
        case.orders.iter().map(|order| Some(order.due_at)).collect::<Vec<_>>()[..2],
        [case.due_at, Some(hour(5).plus_seconds(30 * 60))]
    );
    assert_eq!(case.orders[2].due_at, case.orders[0].due_at);
    assert_eq!(case.orders[2].department, Some(1));
    let (checker, By::Staff { account, .. }) = (case.orders[3].officer, whose(Action::PassCheck)) else { panic!() };
    assert_eq!(checker, Some(account));
    let clocks: Vec<_> = case.orders.iter().map(|order| case.order_clock(order, hour(40))).collect();
    assert!(clocks.iter().all(|clock| clock.stopped));
    // Whoever got it late has no more of the time than there is left.
    let from: Vec<_> = clocks.iter().map(|clock| clock.from).collect();
    assert_eq!(from, [hour(1), hour(5), hour(1), hour(9)]);
}

#[test]
fn the_words_of_whoever_gave_it_last_stand_on_the_order() {
    let city = city();
    let mut case = brought(&city, &[Action::File]);
    let note = |words: &str| words.to_owned();
    let mut words = Vec::new();
    for (step, action) in [
        (Step::Dispatch { department: 1, note: note("河边那盏") }, Action::Dispatch),
        (Step::Accept { officer: officer(), note: note("") }, Action::Accept),
        (Step::Reassign { officer: officer(), note: note(" 带梯子 ") }, Action::Reassign),
    ] {
        let taken = case.take(&taking(&step, whose(action), MORNING, &handler(1)), &city).expect("taken");
        assert_eq!(taken.event.expect("a line").order, Some(taken.case.orders.len() - 1));
        case = taken.case;
        words.push(case.handling_order().expect("an order").words.clone());
    }
    assert_eq!(words, ["河边那盏", "河边那盏", "带梯子"]);
}

fn anybody() -> impl Strategy<Value = By> {
    let reporter = (any::<bool>(), any::<bool>()).prop_map(|(handled, heard)| By::Reporter { handled, heard });
    let worker = (0..Role::ALL.len()).prop_map(|role| staff(Role::ALL[role]));
    prop_oneof![worker, reporter, Just(REPORTER), Just(By::Public)]
}

/// Steps after each other: half of them sound ones by whoever may, half by anybody.
fn series() -> impl Strategy<Value = Vec<(Action, Option<By>, i64, bool)>> {
    let one = (0..Action::ALL.len(), proptest::option::of(anybody()), 0..3 * DAY, any::<bool>());
    proptest::collection::vec(
        one.prop_map(|(action, by, after, danger)| (Action::ALL[action], by, after, danger)),
        1..60,
    )
}

proptest! {
    #[test]
    fn after_any_series_of_steps_the_case_is_whole(series in series()) {
        let city = city();
        let mut case = reported(&city);
        let mut at = MORNING;
        let handler = handler(1);
        for (action, by, after, danger) in series {
            at = at.plus_seconds(after);
            let (step, by) = (step(action), by.unwrap_or_else(|| whose(action)));
            let taking = Taking { danger: danger.then_some(after % 4), ..taking(&step, by, at, &handler) };
            let offered = case.offers(by, at, &city).contains(&action);
            let taken = case.take(&taking, &city);
            // What is offered is taken; what is taken was offered. Only what has to be decided anew may be refused all the same.
            if action != Action::Release {
                prop_assert_eq!(offered, taken.is_ok(), "{:?} by {:?} from {:?}", action, by, case.state);
            }
            let Ok(taken) = taken else { continue };
            let before = std::mem::replace(&mut case, taken.case);
            let line = transition(action);
            prop_assert_eq!(case.state, line.to.unwrap_or(before.state));
            // An alarm counts as well: nobody decides over it unseen.
            prop_assert_eq!(case.revision - before.revision, i64::from(!action.is_aside()) + i64::from(taken.alarmed));
            prop_assert!(case.is_public() || !(case.released || case.answer_released));
            prop_assert_eq!(case.closed_at.is_some(), case.state.is_final());
            prop_assert_eq!(case.filed_at.is_some(), case.due_at.is_some());
            prop_assert!(case.step_due_at >= case.step_from || case.urgent);
            prop_assert!(!before.urgent || case.urgent || action == Action::File);
            if matches!(case.state, CaseState::Handling | CaseState::Handled | CaseState::Checked) {
                prop_assert!(case.officer.is_some() && case.department.is_some());
            }
            // Whoever has to do something has one order for it, and lists say what it says.
            let open: Vec<&Order> = case.orders.iter().filter(|order| order.is_open()).collect();
            let kinds: Vec<OrderKind> = open.iter().map(|order| order.kind).collect();
            let expected: &[OrderKind] = match case.state {
                CaseState::Dispatched | CaseState::Handling => &[OrderKind::Handling],
                CaseState::Handled => &[OrderKind::Check],
                _ => &[],
            };
            prop_assert_eq!(&kinds[..], expected);
            for order in open {
                prop_assert_eq!(order.officer.is_some(), order.state != OrderState::Waiting);
                prop_assert!(case.state == CaseState::Dispatched || order.due_at == case.step_due_at);
            }
            if matches!(case.state, CaseState::Dispatched | CaseState::Handling | CaseState::Handled) {
                let order = case.handling_order().expect("an order");
                let ours = (order.department, order.officer, order.started_at);
                prop_assert_eq!(ours, (case.department, case.officer, case.started_at));
            }
            if case.state != CaseState::Closed {
                prop_assert!(case.rating.is_none() && case.follow_up_due_at.is_none());
            }
        }
    }
}
