//! Two cities under one key whose cases differ in nothing but what is hidden: pins move inside their squares, words, addresses, grids and
//! notes are others. Whatever the public or an officer asks, however often, both must answer the same.

use casework::case::{likely, list};
use casework::draft::{fill, new_token, submit};
use casework::public;
use domain::account::{Actor, Role};
use domain::case::CaseState;
use domain::geo::{Bounds, Position, Square};
use domain::inbox::InboxFilter;
use domain::map::Viewport;
use domain::report::{NearbyFilter, ReportForm, ReportStep};

use crate::case::Crew;
use crate::stage::{Kind, Stage, form, stranger};

/// Cases in each city: more than the likely duplicates read at once, so that what is cut off is compared too.
const CASES: usize = 66;
/// Places that are asked about.
const PROBES: usize = 60;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1_u64 << 24) as f64
    }
}

/// Where it all is; its neighbors count too.
const HOME: Square = Square { north: 15_345, east: 60_510 };

/// A city, or its twin with everything hidden different.
async fn city(kind: Kind, twin: bool) -> (Stage, Actor, Vec<String>) {
    // Both have the same key.
    let stage = Stage::open(kind).await;
    let crew = Crew::hire(&stage).await;
    // What both cities share, and what is hidden in each.
    let (mut open, mut hidden) = (Dice(7), Dice(if twin { 11 } else { 13 }));
    let mut numbers = Vec::new();
    for case in 0..CASES {
        let square = Square {
            north: HOME.north + (open.share() * 3.0) as i32 - 1,
            east: HOME.east + (open.share() * 3.0) as i32 - 1,
        };
        let pin = square.point(hidden.share(), hidden.share());
        let said = if twin { "独角兽挡住了张三家的门" } else { "路灯不亮，李四家门口很黑" };
        let report = ReportForm {
            lat: pin.lat.to_string(),
            lng: pin.lng.to_string(),
            words: said.into(),
            address: format!("{} {case} 号", if twin { "长安路" } else { "解放路" }),
            // Shown to everybody, so the same.
            community: stage.backend.catalog().communities("330482001")[0].code.clone(),
            road: stage.backend.catalog().roads("330482001")[0].id.to_string(),
            phone: format!("138{:08}", if twin { 1_000 + case } else { case }),
            class: if open.share() < 0.7 { "matter-01037" } else { "matter-01021" }.into(),
            ..form("")
        };
        let token = new_token().expect("a token");
        let number = submit(&stage.backend, &token, &report, &token).await.expect("sent").number.to_string();
        crew.bring(&stage, &number, if case % 11 == 10 { CaseState::Closed } else { CaseState::Filed }).await;
        for _ in 0..if twin { 3 } else { 1 } {
            casework::case::note(&stage.backend, &crew.acceptor, &number, said, "").await.expect("a note");
        }
        numbers.push(number);
    }
    (stage, crew.officer, numbers)
}

/// Everything that the public and an officer can be told, in as many ways as they can ask.
async fn answers(stage: &Stage, officer: &Actor, numbers: &[String]) -> Vec<String> {
    let backend = &stage.backend;
    let mut answers = Vec::new();
    let mut tell = |what: String, answer: &dyn std::fmt::Debug| answers.push(format!("{what}: {answer:?}"));
    for number in numbers {
        tell(number.clone(), &public::find(backend, number, None).await.expect("public"));
    }
    tell("home".into(), &public::home(backend).await.expect("home"));
    let mut dice = Dice(17);
    for probe in 0..PROBES {
        let at = Position { lat: 30.6885 + dice.share() * 0.005, lng: 121.0185 + dice.share() * 0.005 };
        for words in ["", "路灯不亮", "独角兽挡住了张三家的门", "李四家门口"] {
            for class in ["", "matter-01037"] {
                let typed = ReportForm {
                    lat: at.lat.to_string(),
                    lng: at.lng.to_string(),
                    words: words.into(),
                    class: class.into(),
                    ..form("")
                };
                let what = format!("{at:?} {words} {class}");
                tell(format!("officer {what}"), &likely(backend, officer, &typed).await.expect("compared"));
                let page = fill(backend, None, typed, ReportStep::Check, Vec::new(), &crate::stage::stranger()).await;
                tell(format!("check {what}"), &page.likely);
            }
        }
        for done in [false, true] {
            let filter =
                NearbyFilter { position: Some(at), done, page: 1 + (probe % 3) as u32, ..NearbyFilter::default() };
            tell(format!("near {at:?} {done}"), &public::nearby(backend, &filter, &stranger()).await.expect("listed"));
        }
        let far = dice.share() * 0.004;
        let bounds = Bounds { south: at.lat - far, west: at.lng - far, north: at.lat + far, east: at.lng + far };
        for zoom in [12, 16, 19] {
            let shown =
                public::features(backend, Viewport { bounds, zoom }, &NearbyFilter::default(), &stranger()).await;
            tell(format!("map {bounds:?} {zoom}"), &shown.expect("mapped"));
        }
    }
    for words in ["路灯", "独角兽", "李四", "张三", "解放路", "长安路", "号"] {
        for done in [false, true] {
            let filter = NearbyFilter { words: Some(words.into()), done, ..NearbyFilter::default() };
            tell(
                format!("search {words} {done}"),
                &public::nearby(backend, &filter, &stranger()).await.expect("searched"),
            );
            let mine = InboxFilter { words: Some(words.into()), ..InboxFilter::default() };
            let other = stage.actor(Role::DepartmentClerk, Some("zhifa"));
            tell(format!("another department {words}"), &list(backend, &other, &mine).await.expect("searched"));
        }
    }
    for place in
        [ReportForm { lat: String::new(), lng: String::new(), road: "1".into(), ..form("路灯不亮") }, form("独角兽")]
    {
        tell("without a pin".into(), &likely(backend, officer, &place).await.expect("compared"));
    }
    answers
}

async fn no_answer_follows_what_is_hidden(kind: Kind) {
    let (one, officer, numbers) = city(kind, false).await;
    let (two, same_officer, same_numbers) = city(kind, true).await;
    assert_eq!(numbers, same_numbers);
    let (first, second) = (answers(&one, &officer, &numbers).await, answers(&two, &same_officer, &numbers).await);
    assert_eq!(first.len(), second.len());
    let found = first.iter().filter(|answer| answer.contains("PH2026")).count();
    assert!(found > PROBES * 5, "the questions find something: {found} of {}", first.len());
    for (one, two) in first.iter().zip(&second) {
        assert_eq!(one, two);
    }
    // What staff within their scope are told does follow it: the question is a real one.
    let acceptor = one.actor(Role::Acceptor, None);
    let typed = form("李四家门口很黑");
    let (inside, outside) =
        (likely(&one.backend, &acceptor, &typed).await, likely(&two.backend, &acceptor, &typed).await);
    let (inside, outside) = (inside.expect("compared"), outside.expect("compared"));
    assert!(inside.iter().any(|case| case.likeness > 20) && outside.iter().all(|case| case.likeness < 20));
    assert_ne!(inside, outside);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn z03_no_answer_follows_what_is_hidden_on_sqlite() {
    no_answer_follows_what_is_hidden(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn z03_no_answer_follows_what_is_hidden_on_postgres() {
    no_answer_follows_what_is_hidden(Kind::Postgres).await;
}
