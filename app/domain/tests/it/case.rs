//! Steps: what each needs, and what of it the public reads.

use domain::case::{Action, CaseState, EventKind, Outcome, Step, transition};
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::MOST_PHOTOS;

fn photos(count: usize) -> Vec<String> {
    vec!["0".repeat(32); count]
}

#[test]
fn a_step_back_needs_a_reason_and_closing_an_answer() {
    let reason = |reason: &str| {
        let reason = reason.to_owned();
        [
            Step::Refuse { reason: reason.clone() },
            Step::Uphold { reason: reason.clone() },
            Step::SendBack { reason: reason.clone() },
            Step::Return { reason },
        ]
    };
    for step in reason("  ") {
        assert_eq!(step.faults(), [Fault::at(Field::Reason, FaultCode::ReasonRequired)], "{step:?}");
    }
    for step in reason("不属于本单位") {
        assert_eq!((step.faults(), step.words()), (Vec::new(), "不属于本单位"), "{step:?}");
    }
    let close = |words: &str| Step::Close { outcome: Outcome::Solved, words: words.to_owned(), publish: false };
    assert_eq!(close("").faults(), [Fault::at(Field::Words, FaultCode::Required)]);
    assert_eq!((close("已修复").faults(), close("已修复").words()), (Vec::new(), "已修复"));
    assert_eq!((Step::Start.faults(), Step::Start.words()), (Vec::new(), ""));
    let note = "转交".to_owned();
    assert_eq!(Step::Dispatch { department: 1, note: String::new() }.faults(), [], "a note may be left out");
    assert_eq!(Step::Dispatch { department: 1, note: note.clone() }.words(), "转交");
    assert_eq!(Step::Reassign { officer: 1, note }.words(), "转交");
}

#[test]
fn an_order_is_finished_with_one_to_five_photos_of_afterwards() {
    let finish = |before: usize, after: usize| {
        Step::Finish { before: photos(before), after: photos(after), note: String::new() }.faults()
    };
    let too_many = [Fault::at(Field::Photo, FaultCode::TooManyPhotos)];
    assert_eq!(finish(0, 1), []);
    assert_eq!(finish(MOST_PHOTOS, MOST_PHOTOS), []);
    assert_eq!(finish(0, 0), [Fault::at(Field::Photo, FaultCode::AfterPhotoRequired)]);
    let nameless = Step::Finish { before: Vec::new(), after: vec![" ".to_owned()], note: String::new() };
    assert_eq!(nameless.faults(), [Fault::at(Field::Photo, FaultCode::AfterPhotoRequired)]);
    assert_eq!(finish(MOST_PHOTOS + 1, 1), too_many);
    assert_eq!(finish(0, MOST_PHOTOS + 1), too_many);
    assert_eq!(finish(0, MOST_PHOTOS + 2), too_many);
}

#[test]
fn a_check_needs_photos_and_words_whichever_way_it_ends() {
    for pass in [true, false] {
        let check = |count: usize, finding: &str| {
            let (photos, finding) = (photos(count), finding.to_owned());
            let step = if pass { Step::PassCheck { photos, finding } } else { Step::FailCheck { photos, finding } };
            step.faults()
        };
        assert_eq!(check(1, "已亮"), []);
        assert_eq!(check(MOST_PHOTOS, "已亮"), []);
        assert_eq!(check(MOST_PHOTOS + 1, "已亮"), [Fault::at(Field::Photo, FaultCode::TooManyPhotos)]);
        assert_eq!(check(MOST_PHOTOS + 2, "已亮"), [Fault::at(Field::Photo, FaultCode::TooManyPhotos)]);
        assert_eq!(check(0, "已亮"), [Fault::at(Field::Photo, FaultCode::Required)]);
        assert_eq!(check(1, " "), [Fault::at(Field::Words, FaultCode::Required)]);
    }
}

#[test]
fn words_have_a_length() {
    let refuse = |length: usize| Step::Refuse { reason: "字".repeat(length) }.faults();
    let too_long = [Fault::at(Field::Words, FaultCode::TooLong)];
    let longest = (1..2000).rev().find(|length| refuse(*length).is_empty()).expect("a length");
    assert_eq!(refuse(longest + 1), too_long);
    assert_eq!(refuse(longest + 2), too_long);
    assert_eq!(longest, domain::length::LONGEST_WORDS);
    let lines = |lines: usize| Step::Refuse { reason: format!("{}尾", "字\r\n".repeat(lines)) }.faults();
    assert_eq!((lines(499), lines(500)), (Vec::new(), too_long.to_vec()), "the end of a line is one character");
}

#[test]
fn a_step_leads_where_the_table_says_and_exists_nowhere_else() {
    use CaseState as S;
    let ways = [
        (Action::File, &[S::Reported, S::Reopened][..], S::Filed),
        (Action::Refuse, &[S::Reported], S::Refused),
        (Action::Uphold, &[S::Reopened], S::Closed),
        (Action::Dispatch, &[S::Filed, S::Returned], S::Dispatched),
        (Action::SendBack, &[S::Filed, S::Returned], S::Reported),
        (Action::Accept, &[S::Dispatched], S::Handling),
        (Action::Reassign, &[S::Handling], S::Handling),
        (Action::Return, &[S::Dispatched], S::Returned),
        (Action::Start, &[S::Handling], S::Handling),
        (Action::Finish, &[S::Handling], S::Handled),
        (Action::PassCheck, &[S::Handled], S::Checked),
        (Action::FailCheck, &[S::Handled], S::Handling),
        (Action::Close, &[S::Checked], S::Closed),
        (Action::Reopen, &[S::Closed], S::Reopened),
    ];
    assert_eq!(ways.len(), Action::ALL.into_iter().filter(|action| !action.is_aside()).count());
    for (action, from, to) in ways {
        let line = transition(action);
        for state in CaseState::ALL {
            let leads = line.from.contains(&state).then(|| line.to.unwrap_or(state));
            assert_eq!(leads, from.contains(&state).then_some(to), "{action:?} from {state:?}");
        }
    }
}

#[test]
fn of_the_history_the_public_reads_what_happened_and_no_note() {
    for (kind, public) in [
        (EventKind::Step(Action::Note), false),
        (EventKind::Step(Action::FollowUp), false),
        (EventKind::Step(Action::Hurry), false),
        (EventKind::Step(Action::Rate), false),
        (EventKind::Step(Action::Add), false),
        (EventKind::Step(Action::Return), false),
        (EventKind::Step(Action::Join), true),
        (EventKind::Step(Action::Close), true),
    ] {
        assert_eq!(kind.is_public(), public, "{kind:?}");
    }
}
