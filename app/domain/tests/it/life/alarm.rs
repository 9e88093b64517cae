//! What words of danger make of a case.

use domain::account::Role;
use domain::case::{Action, Case, Taking, alarm_rank};
use domain::time::Moment;

use super::TO_CLOSED;
use super::city::{HOUR, MORNING, REPORTER, brought, city, class, handler, reported, staff, step, taking};

#[test]
fn words_of_danger_make_a_case_urgent_and_never_later() {
    let city = city();
    let alarmed = |case: &Case, action: Action, at: Moment| {
        let step = step(action);
        let handler = handler(1);
        let taking = Taking { danger: Some(0), ..taking(&step, REPORTER, at, &handler) };
        case.take(&taking, &city).expect("taken")
    };
    // At night nobody works, but danger does not wait.
    let night = MORNING.plus_seconds(14 * HOUR);
    let handed_in = Case::reported(night, Some(class("06001")), false, None, &city);
    let raised = alarmed(&handed_in, Action::Add, night);
    assert!(raised.alarmed && raised.case.urgent);
    assert_eq!(raised.case.step_due_at, night.plus_seconds(15 * 60));
    assert!(!alarmed(&raised.case, Action::Add, night).alarmed, "it is already");
    // A closed case has no owner any more: whoever reported it is called back.
    let closed = brought(&city, &TO_CLOSED);
    let rated = alarmed(&closed, Action::Rate, night);
    assert!(rated.alarmed && rated.case.follow_up_due_at == Some(night.plus_seconds(30 * 60)));
}

#[test]
fn words_that_alarm_do_not_show_in_what_was_promised() {
    let city = city();
    let alarmed = |case: &Case, action: Action| {
        let (step, handler) = (step(action), handler(1));
        let taking = Taking { danger: Some(0), ..taking(&step, REPORTER, MORNING.plus_seconds(9 * HOUR), &handler) };
        case.take(&taking, &city).expect("taken").case
    };
    for (case, action) in [
        (reported(&city), Action::Add),
        (brought(&city, &[Action::File]), Action::Add),
        (brought(&city, &TO_CLOSED), Action::Rate),
    ] {
        let after = alarmed(&case, action);
        assert!(!case.urgent && after.urgent);
        assert_ne!(
            after.promise(&city).trace,
            case.promise(&city).trace,
            "what would be promised now is another thing"
        );
        assert_eq!(after.promised(&city), case.promised(&city));
        assert_eq!(case.promised(&city).at, case.promised_at);
    }
    // What was urgent from the start was promised so.
    let urgent = Case::reported(MORNING, Some(class("06001")), true, None, &city);
    assert_eq!(urgent.promised(&city), urgent.promise(&city));
}

#[test]
fn alarms_by_the_hundred_from_one_address_stand_behind_those_from_elsewhere() {
    let ranks: Vec<i64> = [0, 1, 4, 5, 19, 20, 2000].into_iter().map(alarm_rank).collect();
    assert_eq!(ranks, [0, 1, 1, 2, 2, 3, 3]);
    let (city, handler) = (city(), handler(1));
    let add = step(Action::Add);
    let told = |case: &Case, rank: i64| {
        let taking = Taking { danger: Some(rank), ..taking(&add, REPORTER, MORNING, &handler) };
        case.take(&taking, &city).expect("taken").case
    };
    let calm = Case::reported(MORNING, Some(class("06001")), false, None, &city);
    let (late, first) = (told(&calm, 3), told(&calm, 0));
    assert_eq!((late.urgent, late.alarm_rank, first.alarm_rank), (true, 3, 0));
    // Another one confirms it, and nobody makes it less.
    assert_eq!((told(&late, 1).alarm_rank, told(&late, 0).alarm_rank, told(&first, 3).alarm_rank), (1, 0, 0));
    // Once a clerk has looked at it, it is an urgent case like any other. A note says nothing of that.
    let file = step(Action::File);
    let filed = late.take(&taking(&file, staff(Role::Acceptor), MORNING, &handler), &city).expect("filed");
    assert_eq!(filed.case.alarm_rank, 0);
    let note = step(Action::Note);
    let noted = late.take(&taking(&note, staff(Role::Acceptor), MORNING, &handler), &city).expect("noted");
    assert_eq!(noted.case.alarm_rank, 3);
}
