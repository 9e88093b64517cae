use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Datelike;
use domain::account::Role;
use domain::case::{EventKind, Owner, transition};
use domain::class::{ClassId, ClassKind};
use harness::TemporaryDirectory;
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::topic::TOPICS;
use super::*;
use casework::index::{Reader, Wanted, find, mark};
use foundation::Settings;
use foundation::port::clock::Clock;

/// A Monday in November 2026.
const TODAY: Moment = Moment(1_795_399_200);

struct City {
    folder: TemporaryDirectory,
    backend: Backend,
}

async fn city() -> City {
    let folder = TemporaryDirectory::new("seed");
    std::fs::write(folder.join("key"), "5a".repeat(32)).expect("a key");
    let settings = Settings { demo: true, clock: Clock::fixed(TODAY), ..Settings::new(folder.path()) };
    City { backend: crate::open(settings).await.expect("opened"), folder }
}

/// All rows; phone numbers are encrypted differently every time.
async fn rows(city: &City) -> (Vec<entity::case::Model>, Vec<entity::event::Model>, Vec<entity::report::Model>) {
    let db = city.backend.db();
    let cases = entity::case::Entity::find().order_by_asc(entity::case::Column::Id).all(db).await.expect("cases");
    let events = entity::event::Entity::find().order_by_asc(entity::event::Column::Id).all(db).await.expect("events");
    let reports =
        entity::report::Entity::find().order_by_asc(entity::report::Column::Id).all(db).await.expect("reports");
    let reports = reports.into_iter().map(|row| entity::report::Model { phone_cipher: None, ..row }).collect();
    assert!(city.folder.path().is_dir());
    (cases, events, reports)
}

#[tokio::test]
async fn the_same_seed_makes_the_same_cases_and_another_one_others() {
    let (first, second) = (city().await, city().await);
    run(&first.backend, 300, 7, |_| {}).await.expect("seeded");
    run(&second.backend, 300, 7, |_| {}).await.expect("seeded");
    let once = rows(&first).await;
    assert_eq!(once.0.len(), 300);
    assert_eq!(once, rows(&second).await);
    // Again on top: other numbers, nothing overwritten.
    run(&second.backend, 200, 7, |_| {}).await.expect("seeded again");
    let twice = rows(&second).await;
    assert_eq!(twice.0.len(), 500);
    assert_eq!(once.0, twice.0[..300]);
    let numbers: BTreeSet<&str> = twice.0.iter().map(|case| case.number.as_str()).collect();
    assert_eq!(numbers.len(), 500);
}

#[tokio::test]
async fn seeded_cases_obey_the_rules() {
    let city = city().await;
    let told = std::sync::Mutex::new(Vec::new());
    run(&city.backend, 4_000, 3, |count| told.lock().expect("a lock").push(count)).await.expect("seeded");
    assert_eq!(told.into_inner().expect("a lock").last(), Some(&4_000));
    let (cases, events, _) = rows(&city).await;
    let accounts = entity::account::Entity::find().all(city.backend.db()).await.expect("accounts");
    let roles: HashMap<i64, Role> =
        accounts.iter().filter_map(|row| Some((row.id, Role::from_code(&row.role)?))).collect();
    let mut by_case: HashMap<i64, Vec<&entity::event::Model>> = HashMap::new();
    for event in &events {
        by_case.entry(event.case_id).or_default().push(event);
    }
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        follows_the_table(case, &by_case[&case.id], &roles);
        has_an_owner(case, &roles);
        *states.entry(case.state.as_str()).or_default() += 1;
        assert!(case.reported_at < Moment::start_of(TODAY.date()).0);
        assert!(case.due_at.is_none_or(|due| Some(due) >= case.filed_at), "{case:?}");
        assert!(case.promised_at > case.reported_at);
        assert!(case.class_code.is_some() || case.filed_at.is_none());
    }
    let over = states["closed"] + states["refused"];
    assert!((0.97..0.995).contains(&(over as f64 / cases.len() as f64)), "{states:?}");
    assert!(states["refused"] > 80, "{states:?}");
    // More of the year's water on the streets falls in the typhoon months than in the others together.
    let water: Vec<u32> = cases
        .iter()
        .filter(|case| case.class_code.as_deref() == Some("10994"))
        .map(|case| Moment(case.reported_at).date().month())
        .collect();
    assert!(water.iter().filter(|month| (7..=9).contains(*month)).count() * 2 > water.len(), "{water:?}");
}

/// Every step is a line of the table, taken by somebody who may, after what came before.
fn follows_the_table(case: &entity::case::Model, events: &[&entity::event::Model], roles: &HashMap<i64, Role>) {
    let mut state = CaseState::Reported;
    let mut at = case.reported_at;
    let mut steps = 0;
    assert_eq!(events[0].kind, "reported");
    for event in events {
        assert!(event.at >= at, "{case:?} {event:?}");
        at = event.at;
        let kind = EventKind::from_code(&event.kind).expect("a kind");
        if let EventKind::Step(action) = kind {
            let line = transition(action);
            assert!(line.from.contains(&state), "{action:?} from {state:?} in {case:?}");
            if let Some(account) = event.account_id {
                assert!(line.is_by(roles[&account]), "{:?} took {action:?}", roles[&account]);
            } else {
                assert!(line.by.iter().any(|owner| matches!(owner, Owner::Reporter | Owner::Public)), "{action:?}");
            }
            state = line.to.unwrap_or(state);
            steps += i64::from(!action.is_aside());
        }
        assert_eq!(event.state, state.code(), "{event:?}");
    }
    assert_eq!((state.code(), steps), (case.state.as_str(), case.revision));
}

/// No open case without somebody whose turn it is, and until when.
fn has_an_owner(case: &entity::case::Model, roles: &HashMap<i64, Role>) {
    let state = CaseState::from_code(&case.state).expect("a state");
    assert_eq!(case.closed_at.is_some(), state.is_final(), "{case:?}");
    assert!(case.step_due_at >= case.step_from, "{case:?}");
    match state {
        CaseState::Dispatched => assert!(case.department_id.is_some()),
        CaseState::Handling | CaseState::Handled | CaseState::Checked => {
            assert!(roles[&case.officer_id.expect("an officer")].handles());
            assert!(case.department_id.is_some());
        }
        _ => {}
    }
    if state == CaseState::Closed {
        assert!(case.outcome.is_some() && !case.closing_words.is_empty());
    }
}

#[tokio::test]
async fn a_phrase_describes_a_condition_of_its_class() {
    let city = city().await;
    let catalog = city.backend.catalog();
    let phrases = Phrases::read(&catalog).expect("phrases");
    for topic in TOPICS {
        for kind in [ClassKind::Matter, ClassKind::Component] {
            let class = ClassId { kind, code: topic.code.to_owned() };
            if catalog.class(&class).is_none() {
                assert_eq!(kind, ClassKind::Component, "{class}");
                continue;
            }
            let conditions = catalog.conditions_of(&class).len();
            for phrase in 0..5 {
                assert!(conditions == 0 || (1..=conditions).contains(&topic.condition(phrase)), "{class} {phrase}");
                assert_eq!(topic.reply(phrase).is_some(), phrases.reply(topic, phrase).is_some(), "{class} {phrase}");
            }
        }
        assert!(phrases.draw(topic, &mut Random::new(1)).is_some(), "{}", topic.code);
    }
}

#[tokio::test]
async fn seeded_cases_are_found_by_word_and_place() {
    let city = city().await;
    run(&city.backend, 500, 1, |_| {}).await.expect("seeded");
    let db = city.backend.db();
    let case = entity::case::Entity::find().order_by_asc(entity::case::Column::Id).all(db).await.expect("cases");
    let catalog = city.backend.catalog();
    let texts: Vec<(i64, String, String)> = case
        .iter()
        .map(|row| {
            let (public, staff) = casework::index::words::texts(&catalog, row);
            (row.id, public, staff)
        })
        .collect();
    let words =
        ["垃圾", "路灯不亮", "路", "street", "st", "s", "垃圾 路", "希望重视", "stre 路灯", "独角兽", "2026", "000"];
    let town = mark::town("330482001");
    let open = mark::OPEN.to_owned();
    let settled = mark::SETTLED.to_owned();
    let narrowed = [
        vec![open.clone()],
        vec![settled.clone()],
        vec![settled.clone(), town.clone()],
        vec![open, town],
        vec![settled, mark::major("06"), mark::CLOSED.to_owned()],
    ];
    for words in words {
        for marks in &narrowed {
            for reader in [Reader::Public, Reader::Staff] {
                let settled = !marks.contains(&mark::OPEN.to_owned());
                let wanted = Wanted { reader, words, marks: marks.clone(), settled, first: Some(mark::URGENT) };
                let (found, urgent) = find(db, &wanted).await.expect("found");
                let phrases = domain::search::phrases(words);
                let fits = |tokens: &str, more: &[&str]| {
                    let tokens: BTreeSet<&str> = tokens.split(' ').collect();
                    let has = |want: &str, begins| {
                        tokens.iter().any(|have| *have == want || (begins && have.starts_with(want)))
                    };
                    let last = |phrase: &domain::search::Phrase| phrase.tokens.len() - 1;
                    marks.iter().map(String::as_str).chain(more.iter().copied()).all(|mark| has(mark, false))
                        && phrases.iter().all(|phrase| {
                            let tokens = phrase.tokens.iter().enumerate();
                            tokens.into_iter().all(|(at, token)| has(token, phrase.prefix && at == last(phrase)))
                        })
                };
                let expected = |more: &[&str]| -> Vec<i64> {
                    let of = |text: &&(i64, String, String)| {
                        fits(if reader == Reader::Public { &text.1 } else { &text.2 }, more)
                    };
                    texts.iter().filter(of).map(|text| text.0).collect()
                };
                assert_eq!(found.iter().collect::<Vec<_>>(), expected(&[]), "{words} {marks:?} {reader:?}");
                assert_eq!(
                    urgent.iter().collect::<Vec<_>>(),
                    expected(&[mark::URGENT]),
                    "{words} {marks:?} {reader:?}"
                );
            }
        }
    }
    let case = case.iter().find(|case| case.lat.is_some()).expect("a case");
    let (lat, lng) = (case.lat.expect("lat"), case.lng.expect("lng"));
    let bounds = domain::geo::Bounds { south: lat - 0.001, west: lng - 0.001, north: lat + 0.001, east: lng + 0.001 };
    let near = casework::index::place_condition(db.get_database_backend(), bounds);
    assert!(entity::case::Entity::find().filter(near).count(db).await.expect("counted") > 0);
}
