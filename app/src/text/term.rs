//! What the trade's words are called, in one place. Internal names of states and steps never reach a page otherwise.

use domain::case::{
    Action, CaseState, Channel, EventDetail, EventKind, OrderKind, OrderState, Outcome, Part, Rating, Stage,
};
use domain::inbox::{Queue, Sort};
use domain::photo::PhotoKind;
use domain::report::EmergencyService;

use super::{Text, citizen, terms as words};

/// What a person is told for a [`CaseState`].
pub const fn state(value: CaseState) -> Text {
    match value {
        CaseState::Reported => words::STATE_REPORTED,
        CaseState::Refused => words::STATE_REFUSED,
        CaseState::Filed => words::STATE_FILED,
        CaseState::Dispatched => words::STATE_DISPATCHED,
        CaseState::Returned => words::STATE_RETURNED,
        CaseState::Handling => words::STATE_HANDLING,
        CaseState::Handled => words::STATE_HANDLED,
        CaseState::Checked => words::STATE_CHECKED,
        CaseState::Closed => words::STATE_CLOSED,
        CaseState::Reopened => words::STATE_REOPENED,
    }
}

/// Whom a number of the page of numbers reaches.
pub const fn emergency_service(value: EmergencyService) -> Text {
    match value {
        EmergencyService::Police => citizen::EMERGENCY_POLICE,
        EmergencyService::Fire => citizen::EMERGENCY_FIRE,
        EmergencyService::Ambulance => citizen::EMERGENCY_AMBULANCE,
        EmergencyService::Gas => citizen::EMERGENCY_GAS,
        EmergencyService::Water => citizen::EMERGENCY_WATER,
        EmergencyService::Power => citizen::EMERGENCY_POWER,
    }
}

/// What a person is told for a [`Stage`].
pub const fn stage(value: Stage) -> Text {
    match value {
        Stage::Reported => words::STAGE_REPORTED,
        Stage::Refused => words::STAGE_REFUSED,
        Stage::Filed => words::STAGE_FILED,
        Stage::Dispatched => words::STAGE_DISPATCHED,
        Stage::Handling => words::STAGE_HANDLING,
        Stage::Feedback => words::STAGE_FEEDBACK,
        Stage::Closed => words::STAGE_CLOSED,
    }
}

/// What a person is told for a [`Action`].
pub const fn action(value: Action) -> Text {
    match value {
        Action::File => words::ACTION_FILE,
        Action::Refuse => words::ACTION_REFUSE,
        Action::Dispatch => words::ACTION_DISPATCH,
        Action::SendBack => words::ACTION_SEND_BACK,
        Action::Accept => words::ACTION_ACCEPT,
        Action::Reassign => words::ACTION_REASSIGN,
        Action::Return => words::ACTION_RETURN,
        Action::Start => words::ACTION_START,
        Action::Finish => words::ACTION_FINISH,
        Action::PassCheck => words::ACTION_PASS_CHECK,
        Action::FailCheck => words::ACTION_FAIL_CHECK,
        Action::Close => words::ACTION_CLOSE,
        Action::Reopen => words::ACTION_REOPEN,
        Action::Uphold => words::ACTION_UPHOLD,
        // What happens beside the course is called what it is called afterwards.
        _ => event(EventKind::Step(value)),
    }
}

/// What a person is told for an [`OrderKind`].
pub const fn order_kind(value: OrderKind) -> Text {
    match value {
        OrderKind::Handling => words::ORDER_HANDLING,
        OrderKind::Check => words::ORDER_CHECK,
    }
}

/// What a person is told for an [`OrderState`].
pub const fn order_state(value: OrderState) -> Text {
    match value {
        OrderState::Waiting => words::ORDER_WAITING,
        OrderState::Assigned => words::ORDER_ASSIGNED,
        OrderState::Started => words::ORDER_STARTED,
        OrderState::Finished => words::ORDER_FINISHED,
        OrderState::Returned => words::ORDER_RETURNED,
        OrderState::Reassigned => words::ORDER_REASSIGNED,
    }
}

/// What a person is told for a [`Outcome`].
pub const fn outcome(value: Outcome) -> Text {
    match value {
        Outcome::Solved => words::OUTCOME_SOLVED,
        Outcome::Explained => words::OUTCOME_EXPLAINED,
        Outcome::Planned => words::OUTCOME_PLANNED,
        Outcome::NotFound => words::OUTCOME_NOT_FOUND,
    }
}

/// What a person is told for a [`Channel`].
pub const fn channel(value: Channel) -> Text {
    match value {
        Channel::Web => words::CHANNEL_WEB,
        Channel::Phone => words::CHANNEL_PHONE,
        Channel::Officer => words::CHANNEL_OFFICER,
    }
}

/// What a person is told for a [`Queue`].
pub const fn queue(value: Queue) -> Text {
    match value {
        Queue::Mine => words::QUEUE_MINE,
        Queue::Intake => words::QUEUE_INTAKE,
        Queue::Dispatch => words::QUEUE_DISPATCH,
        Queue::TakeIn => words::QUEUE_TAKE_IN,
        Queue::Handling => words::QUEUE_HANDLING,
        Queue::Check => words::QUEUE_CHECK,
        Queue::Close => words::QUEUE_CLOSE,
        Queue::FollowUp => words::QUEUE_FOLLOW_UP,
        Queue::Open => words::QUEUE_OPEN,
        Queue::Done => words::QUEUE_DONE,
    }
}

/// What a person is told for a [`Sort`].
pub const fn sort(value: Sort) -> Text {
    match value {
        Sort::Due => words::SORT_DUE,
        Sort::Newest => words::SORT_NEWEST,
        Sort::Oldest => words::SORT_OLDEST,
    }
}

/// What a person is told for a [`PhotoKind`].
pub const fn photo(value: PhotoKind) -> Text {
    match value {
        PhotoKind::Report => words::PHOTO_REPORT,
        PhotoKind::Before => words::PHOTO_BEFORE,
        PhotoKind::After => words::PHOTO_AFTER,
        PhotoKind::Check => words::PHOTO_CHECK,
    }
}

/// What an event is called in a timeline.
pub const fn event(value: EventKind) -> Text {
    match value {
        EventKind::Reported => words::EVENT_REPORTED,
        EventKind::Step(Action::File) => words::EVENT_FILE,
        EventKind::Step(Action::Refuse) => words::EVENT_REFUSE,
        EventKind::Step(Action::Dispatch) => words::EVENT_DISPATCH,
        EventKind::Step(Action::SendBack) => words::EVENT_SEND_BACK,
        EventKind::Step(Action::Accept) => words::EVENT_ACCEPT,
        EventKind::Step(Action::Reassign) => words::EVENT_REASSIGN,
        EventKind::Step(Action::Return) => words::EVENT_RETURN,
        EventKind::Step(Action::Start) => words::EVENT_START,
        EventKind::Step(Action::Finish) => words::EVENT_FINISH,
        EventKind::Step(Action::PassCheck) => words::EVENT_PASS_CHECK,
        EventKind::Step(Action::FailCheck) => words::EVENT_FAIL_CHECK,
        EventKind::Step(Action::Close) => words::EVENT_CLOSE,
        EventKind::Step(Action::Reopen) => words::EVENT_REOPEN,
        EventKind::Step(Action::Uphold) => words::EVENT_UPHOLD,
        EventKind::Step(Action::Join) => words::EVENT_JOINED,
        EventKind::Step(Action::Add) => words::EVENT_ADDED,
        EventKind::Step(Action::Hurry) => words::EVENT_HURRIED,
        EventKind::Step(Action::Rate) => words::EVENT_RATED,
        EventKind::Step(Action::FollowUp) => words::EVENT_FOLLOWED_UP,
        EventKind::Step(Action::Note) => words::EVENT_NOTED,
        EventKind::Step(Action::Release) => words::EVENT_RELEASED,
    }
}

/// What a line of the history is called: where it stands for everybody who joined, with their number.
pub fn event_title(value: EventKind, people: i64) -> String {
    let language = crate::preferences::language();
    if people > 0 { super::citizen::joined_people(language, people) } else { event(value).get(language).to_owned() }
}

/// What a line of the history says, besides what it is called.
pub fn event_words(said: &str, detail: Option<&EventDetail>) -> String {
    let told = |text: Text| text.get(crate::preferences::language());
    match detail {
        Some(EventDetail::Released { part, released }) => told(release_done(part, *released)).to_owned(),
        Some(EventDetail::Rated(level)) if said.is_empty() => told(rating(*level)).to_owned(),
        Some(EventDetail::Rated(level)) => format!("{} · {said}", told(rating(*level))),
        None => said.trim().to_owned(),
    }
}

/// What was decided about a part of the case.
const fn release_done(part: &Part, released: bool) -> Text {
    match (part, released) {
        (Part::Report, true) => super::desk::RELEASE_DONE,
        (Part::Report, false) => super::desk::WITHDRAW_DONE,
        (Part::Photo(_), true) => super::desk::RELEASE_PHOTO_DONE,
        (Part::Photo(_), false) => super::desk::WITHDRAW_PHOTO_DONE,
        (Part::Answer, true) => super::desk::ANSWER_RELEASED,
        (Part::Answer, false) => super::desk::ANSWER_WITHDRAWN,
    }
}

/// What a satisfaction level is called.
pub const fn rating(value: Rating) -> Text {
    match value.level() {
        5 => words::RATING_5,
        4 => words::RATING_4,
        3 => words::RATING_3,
        2 => words::RATING_2,
        _ => words::RATING_1,
    }
}
