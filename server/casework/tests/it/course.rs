//! The store writes what the rules say: any series of steps makes the same case in both.

use casework::case::{advance, follow_up, note, release};
use casework::photo;
use casework::public::{act, track};
use casework::stored::whole;
use domain::account::{Actor, Role};
use domain::case::{Action, By, Case, CaseState, Handler, Outcome, Part, Rating, Step, Taking, transition};
use domain::fault::FaultCode;
use domain::report::{CaseForm, TrackForm};
use foundation::Failure;
use sea_orm::EntityTrait;

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::{CALLER, report_by};
use crate::stage::{Stage, fresh_key, fresh_phone, picture};

/// Steps tried with each case.
const STEPS: usize = 400;

/// A sequence of numbers that is the same every time (the generator of Park and Miller).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        self.0 as usize % bound
    }
}

async fn row(stage: &Stage) -> entity::case::Model {
    entity::case::Entity::find().one(&stage.database().await).await.expect("read").expect("a case")
}

/// What somebody is told who does not see a case, or not any more.
fn out_of_sight(hidden: bool, code: FaultCode) -> bool {
    hidden && matches!(code, FaultCode::NotFound | FaultCode::AlreadyMoved) || code == FaultCode::Reassigned
}

/// A case with its work orders.
async fn stored(stage: &Stage, row: &entity::case::Model) -> Case {
    whole(&stage.database().await, row).await.expect("a case")
}

/// The rules do not number orders.
fn without_ids(mut case: Case) -> Case {
    case.orders.iter_mut().for_each(|order| order.id = None);
    case
}

/// A sound step of a kind, with photos of whoever takes it.
async fn step(stage: &Stage, crew: &Crew, action: Action, actor: &Actor, numbers: &mut Numbers) -> Step {
    // Never the same twice: the same again may be an answer that was lost.
    let said = ["好的", "有人受伤了，快来"][usize::from(numbers.below(8) == 0)];
    let words = format!("{said} {}", numbers.below(1_000_000_000));
    let photos = async || match photo::store(&stage.backend, actor, picture()).await {
        Ok(photo) => vec![photo.id],
        Err(_) => vec!["0".repeat(32)],
    };
    let class = "matter-01037".parse().expect("a class");
    let condition = stage.backend.catalog().conditions("matter-01037").first().map(|condition| condition.id);
    let department = crew.clerk.department.as_ref().map_or(0, |(id, _)| *id);
    let officer = crew.officer.account;
    match action {
        Action::File => Step::File { class, condition, urgent: numbers.below(5) == 0 },
        Action::Refuse => Step::Refuse { reason: words },
        Action::Uphold => Step::Uphold { reason: words },
        Action::Dispatch => Step::Dispatch { department, note: words },
        Action::SendBack => Step::SendBack { reason: words },
        Action::Accept => Step::Accept { officer, note: words },
        Action::Reassign => Step::Reassign { officer, note: words },
        Action::Return => Step::Return { reason: words },
        Action::Start => Step::Start,
        Action::Finish => Step::Finish { before: Vec::new(), after: photos().await, note: words },
        Action::PassCheck => Step::PassCheck { photos: photos().await, finding: words },
        Action::FailCheck => Step::FailCheck { photos: photos().await, finding: words },
        Action::Close => Step::Close { outcome: Outcome::Solved, words, publish: numbers.below(2) == 0 },
        Action::Reopen => Step::Reopen { reason: words },
        Action::Join => Step::Join { words: String::new(), photos: Vec::new() },
        Action::Add => Step::Add { words },
        Action::Hurry => Step::Hurry,
        Action::Rate => Step::Rate { rating: Rating::new(1 + numbers.below(5) as u8), reason: words },
        Action::FollowUp => Step::FollowUp { words },
        Action::Note => Step::Note { words },
        Action::Release => {
            let part = [Part::Report, Part::Answer][numbers.below(2)].clone();
            Step::Release { part, released: numbers.below(2) == 0 }
        }
    }
}

/// Sends a step through the door that is there for it.
async fn send(
    stage: &Stage,
    number: &str,
    pass: &str,
    actor: Option<&Actor>,
    step: &Step,
    revision: i64,
) -> Result<(), Failure> {
    let form = |action: &str, words: &str, rating: String| CaseForm {
        action: action.into(),
        words: words.into(),
        reason: words.into(),
        rating,
        key: fresh_key(),
    };
    let backend = &stage.backend;
    let Some(actor) = actor else {
        let asked = match step {
            Step::Add { words } => form("add", words, String::new()),
            Step::Hurry => form("hurry", "", String::new()),
            Step::Reopen { reason } => form("reopen", reason, String::new()),
            Step::Rate { rating, reason } => form("rate", reason, rating.map_or(0, Rating::level).to_string()),
            _ => form("join", "", String::new()),
        };
        return act(backend, number, Some(pass), &fresh_key(), &asked).await;
    };
    match step {
        Step::Note { words } => note(backend, actor, number, words, "").await.map(drop),
        Step::FollowUp { words } => follow_up(backend, actor, number, words, "").await.map(drop),
        Step::Release { part, released } => {
            release(backend, actor, number, part.clone(), *released, "").await.map(drop)
        }
        step => advance(backend, actor, number, revision, step, "").await.map(drop),
    }
}

fn tells_of_danger(stage: &Stage, step: &Step) -> bool {
    !casework::danger::emergency(&stage.backend.catalog(), step.words(), None).is_empty()
}

on_both_databases! {
    async fn any_series_of_steps_makes_the_case_that_the_rules_make(stage) {
        let crew = Crew::hire(&stage).await;
        let phone = fresh_phone();
        let (number, ..) = report_by(&stage, "路灯不亮", &phone).await;
        let typed = TrackForm { number: number.clone(), phone };
        let officer = Handler {
            role: Role::HandlingOfficer,
            department: crew.officer.department.as_ref().map(|(id, _)| *id),
            town: None,
            active: true,
        };
        let mut numbers = Numbers(20_261_127);
        let mut seen = std::collections::BTreeSet::new();
        for turn in 0..STEPS {
            stage.clock.set(stage.clock.now().plus_seconds(600 + numbers.below(90_000) as i64));
            let before = row(&stage).await;
            let rules = stored(&stage, &before).await;
            // Nearly always something that this state allows; a case that is over for good would end the series.
            let possible: Vec<Action> = Action::ALL
                .into_iter()
                .filter(|action| transition(*action).from.contains(&rules.state) && *action != Action::Refuse)
                .collect();
            let action = match numbers.below(6) {
                0 => Some(Action::ALL[numbers.below(Action::ALL.len())]).filter(|a| *a != Action::Refuse).unwrap_or(Action::Note),
                // Only who is dissatisfied is called back, and only until the case is opened again.
                1 | 2 if rules.follow_up_due_at.is_some() => Action::FollowUp,
                1 | 2 if rules.state == CaseState::Closed && rules.rating.is_none() => Action::Rate,
                _ => possible[numbers.below(possible.len())],
            };
            let line = transition(action);
            let people = [
                stage.actor(Role::Acceptor, None),
                crew.dispatcher.clone(),
                crew.clerk.clone(),
                crew.officer.clone(),
                crew.collector.clone(),
                stage.actor(Role::ShiftLeader, None),
            ];
            let whose = people.iter().find(|person| line.is_by(person.role) && action != Action::Join);
            let anybody = Some(&people[numbers.below(people.len())]).filter(|_| numbers.below(8) == 0 && action != Action::Join);
            let actor = anybody.filter(|_| whose.is_some()).or(whose);
            let by = match actor {
                Some(actor) => By::Staff { account: actor.account, role: actor.role },
                None if action == Action::Join => By::Public,
                None => By::Reporter { handled: false, heard: true },
            };
            let step = step(&stage, &crew, action, actor.unwrap_or(&crew.officer), &mut numbers).await;
            let danger = (actor.is_none() && tells_of_danger(&stage, &step)).then_some(0);
            let taking = Taking {
                step: &step,
                by,
                at: stage.clock.now(),
                revision: None,
                handler: Some(&officer),
                danger,
                photos_later: false,
            };
            let what = format!("{turn}: {action:?} by {by:?} from {:?}", rules.state);
            let expected = rules.take(&taking, &*stage.backend.catalog());
            // A pass is over after hours; days lie between these steps.
            let (_, pass) = track(&stage.backend, &typed, &CALLER).await.expect("opened");
            let hidden = match actor {
                Some(actor) => casework::case::find(&stage.backend, actor, &number).await.is_err(),
                None => action == Action::Join && !rules.is_public(),
            };
            let sent = send(&stage, &number, &pass, actor, &step, rules.revision).await;
            let after = without_ids(stored(&stage, &row(&stage).await).await);
            match (expected, sent) {
                (Ok(taken), Ok(())) => {
                    assert_eq!(after, without_ids(taken.case), "{what}");
                    seen.insert(action.code());
                }
                (Err(faults), Err(failure)) => {
                    assert_eq!(after, without_ids(rules), "{what}");
                    let code = failure.faults()[0].code;
                    assert!(code == faults[0].code || out_of_sight(hidden, code), "{what}: {code:?}, not {faults:?}");
                }
                // Whoever does not see it may do nothing with it.
                (Ok(_), Err(failure)) => {
                    let code = failure.faults()[0].code;
                    assert!(out_of_sight(hidden, code), "{what}: {code:?}");
                    assert_eq!(after, without_ids(rules), "{what}");
                }
                (Err(faults), Ok(())) => panic!("{what} was taken: {faults:?}"),
            }
        }
        let never = Action::ALL.into_iter().filter(|action| !seen.contains(action.code()) && *action != Action::Refuse);
        assert_eq!(never.collect::<Vec<_>>(), [], "of {seen:?}");
        assert!(row(&stage).await.state != CaseState::Refused.code());
    }
}
