//! A small city and its people, and a sound step of each kind.

use domain::account::Role;
use domain::calendar::WorkingCalendar;
use domain::case::{Action, By, Case, Handler, Outcome, Owner, Part, Rating, Rules, Step, Taking, transition};
use domain::class::{Class, ClassId, Condition};
use domain::deadline::{Limit, LimitKind};
use domain::language::Name;
use domain::policy::Policy;
use domain::time::Moment;

/// A Monday morning.
pub const MORNING: Moment = Moment(1_795_399_200);
pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;
pub const REPORTER: By = By::Reporter { handled: false, heard: true };

/// A city with a class of each kind that matters: with conditions, without, and one that is never public.
pub struct City {
    pub policy: Policy,
    calendar: WorkingCalendar,
    classes: Vec<Class>,
    conditions: Vec<Condition>,
}

pub fn class(code: &str) -> ClassId {
    format!("matter-{code}").parse().expect("a class")
}

pub fn city() -> City {
    let policy = Policy::default();
    let name = || Name::new("类", "class");
    let of = |code: &str, private| Class {
        id: class(code),
        name: name(),
        major: name(),
        local: false,
        private,
        emergency: false,
    };
    let condition = |id, kind, amount, urgent| Condition {
        id,
        filing: name(),
        closing: name(),
        limit: Limit { kind, amount },
        urgent,
        retired: false,
    };
    City {
        calendar: WorkingCalendar::new([], &domain::city::City::default().working_hours),
        classes: vec![of("01037", false), of("06001", false), of("10001", true)],
        conditions: vec![
            condition(1, LimitKind::WorkDays, 3, false),
            condition(2, LimitKind::UrgentHours, 2, true),
            condition(3, LimitKind::WorkDays, 10, false),
        ],
        policy,
    }
}

impl Rules for City {
    fn policy(&self) -> &Policy {
        &self.policy
    }
    fn calendar(&self) -> &WorkingCalendar {
        &self.calendar
    }
    fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == *id)
    }
    fn conditions_of(&self, class: &ClassId) -> &[Condition] {
        if class.code == "01037" { &self.conditions } else { &[] }
    }
    fn has_department(&self, id: i64) -> bool {
        (1..=2).contains(&id)
    }
}

/// The people of this city, by role; the officer in charge is 5.
pub fn staff(role: Role) -> By {
    let account = Role::ALL.into_iter().position(|other| other == role).unwrap_or(0) as i64 + 1;
    By::Staff { account, role }
}

pub fn officer() -> i64 {
    match staff(Role::HandlingOfficer) {
        By::Staff { account, .. } => account,
        _ => 0,
    }
}

pub fn handler(department: i64) -> Handler {
    Handler { role: Role::HandlingOfficer, department: Some(department), town: None, active: true }
}

pub fn taking<'a>(step: &'a Step, by: By, at: Moment, handler: &'a Handler) -> Taking<'a> {
    Taking { step, by, at, revision: None, handler: Some(handler), danger: None, photos_later: false }
}

pub fn reported(city: &City) -> Case {
    Case::reported(MORNING, Some(class("01037")), false, None, city)
}

pub fn photo() -> Vec<String> {
    vec!["0".repeat(32)]
}

/// A sound step of each kind.
pub fn step(action: Action) -> Step {
    let reason = || "理由".to_owned();
    match action {
        Action::File => Step::File { class: class("01037"), condition: Some(1), urgent: false },
        Action::Refuse => Step::Refuse { reason: reason() },
        Action::Uphold => Step::Uphold { reason: reason() },
        Action::Dispatch => Step::Dispatch { department: 1, note: String::new() },
        Action::SendBack => Step::SendBack { reason: reason() },
        Action::Accept => Step::Accept { officer: officer(), note: String::new() },
        Action::Reassign => Step::Reassign { officer: officer(), note: String::new() },
        Action::Return => Step::Return { reason: reason() },
        Action::Start => Step::Start,
        Action::Finish => Step::Finish { before: Vec::new(), after: photo(), note: String::new() },
        Action::PassCheck => Step::PassCheck { photos: photo(), finding: reason() },
        Action::FailCheck => Step::FailCheck { photos: photo(), finding: reason() },
        Action::Close => Step::Close { outcome: Outcome::Solved, words: reason(), publish: true },
        Action::Reopen => Step::Reopen { reason: reason() },
        Action::Join => Step::Join { words: String::new(), photos: Vec::new() },
        Action::Add => Step::Add { words: reason() },
        Action::Hurry => Step::Hurry,
        Action::Rate => Step::Rate { rating: Rating::new(2), reason: reason() },
        Action::FollowUp => Step::FollowUp { words: reason() },
        Action::Note => Step::Note { words: reason() },
        Action::Release => Step::Release { part: Part::Report, released: true },
    }
}

/// Somebody who may do it.
pub fn whose(action: Action) -> By {
    let line = transition(action);
    let role = Role::ALL.into_iter().find(|role| line.is_by(*role));
    role.map_or(if line.by == [Owner::Public] { By::Public } else { REPORTER }, staff)
}

/// Takes sound steps one hour after another.
pub fn brought(city: &City, actions: &[Action]) -> Case {
    let mut case = reported(city);
    for (number, action) in actions.iter().enumerate() {
        let at = MORNING.plus_seconds((number as i64 + 1) * HOUR);
        let taken = case.take(&taking(&step(*action), whose(*action), at, &handler(1)), city);
        case = taken.unwrap_or_else(|faults| panic!("{action:?} from {:?}: {faults:?}", case.state)).case;
    }
    case
}
