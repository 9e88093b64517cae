//! What the public is told nothing of, and cannot find out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use casework::draft::{new_token, submit};
use casework::public::{act, features, find, home, nearby};
use domain::case::{Action, CaseState, EventKind, Outcome, Part, Step};
use domain::fault::FaultCode;
use domain::geo::{Bounds, Position, Square};
use domain::map::{Feature, Viewport};
use domain::report::{CaseForm, NearbyFilter, ReportForm};
use sea_orm::{EntityTrait, QueryOrder};

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::{code, posted, report};
use crate::stage::{form, stranger};

on_both_databases! {
    async fn z03_an_answer_that_is_not_released_is_not_read_in_the_moment_of_closing(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Checked).await;
        let close = async |words: String, publish: bool| {
            let seen = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found").revision;
            let close = Step::Close { outcome: Outcome::Solved, words, publish };
            casework::case::advance(&stage.backend, &crew.acceptor, &number, seen, &close, "").await.expect("closed");
        };
        for round in 0..4 {
            close(format!("已修复 {round}"), true).await;
            let reopen = CaseForm { action: "reopen".into(), words: "又不亮了".into(), ..CaseForm::default() };
            act(&stage.backend, &number, Some(&pass), "device", &reopen).await.expect("reopened");
            crew.bring(&stage, &number, CaseState::Checked).await;
            let closed = Arc::new(AtomicBool::new(false));
            let readers: Vec<_> = (0..3).map(|_| {
                let (backend, number, closed) = (stage.backend.clone(), number.clone(), closed.clone());
                tokio::spawn(async move {
                    let mut told = Vec::new();
                    while !closed.load(Ordering::SeqCst) {
                        match find(&backend, &number, None).await {
                            Ok(case) => told.extend(case.timeline.into_iter().filter_map(|event| event.words)),
                            Err(failure) => assert!(failure.is(FaultCode::Busy), "{failure:?}"),
                        }
                    }
                    told
                })
            }).collect();
            tokio::time::sleep(Duration::from_millis(20)).await;
            close("家里没有人，电话也打不通".to_owned(), false).await;
            closed.store(true, Ordering::SeqCst);
            for reader in readers {
                let told = reader.await.expect("no panic");
                assert!(!told.iter().any(|words| words.contains("家里")), "{told:?}");
            }
            act(&stage.backend, &number, Some(&pass), "device", &reopen).await.expect("reopened");
            crew.bring(&stage, &number, CaseState::Checked).await;
        }
    }

    async fn what_came_of_a_filing_that_was_taken_back_is_not_told(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, ..) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Dispatched).await;
        let told = async || {
            let timeline = find(&stage.backend, &number, None).await.expect("public").timeline;
            timeline.into_iter().map(|event| event.kind.code()).collect::<Vec<_>>()
        };
        assert_eq!(told().await, ["dispatch", "file", "reported"]);
        let seen = casework::case::find(&stage.backend, &crew.clerk, &number).await.expect("found").revision;
        let back = Step::Return { reason: "不归我们".into() };
        casework::case::advance(&stage.backend, &crew.clerk, &number, seen, &back, "").await.expect("returned");
        let back = Step::SendBack { reason: "重新立案".into() };
        casework::case::advance(&stage.backend, &crew.dispatcher, &number, seen + 1, &back, "").await.expect("sent back");
        crew.bring(&stage, &number, CaseState::Filed).await;
        assert_eq!(told().await, ["file", "reported"], "neither the first filing nor who had it by that");
    }

    async fn internal_steps_take_no_place_in_the_public_history(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, ..) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Handling).await;
        let before = find(&stage.backend, &number, None).await.expect("public").timeline;
        let database = stage.database().await;
        let event = entity::event::Entity::find().order_by_desc(entity::event::Column::Id).one(&database).await;
        let event = event.expect("read").expect("the latest");
        let reassigned = |n: i64| {
            let row = entity::event::Model { id: event.id + 1 + n, kind: Action::Reassign.code().into(), ..event.clone() };
            entity::event::ActiveModel::from(row)
        };
        let reassigned = entity::event::Entity::insert_many((0..300).map(reassigned));
        reassigned.exec_without_returning(&database).await.expect("inserted");
        let after = find(&stage.backend, &number, None).await.expect("public").timeline;
        assert_eq!(after.last().map(|event| event.kind), Some(EventKind::Reported));
        assert_eq!(after, before);
    }

    async fn what_is_not_public_is_not_found_in_the_time_of_what_is_not_there(stage) {
        let (hidden, ..) = report(&stage, "路灯不亮").await;
        let (_, pass, _) = report(&stage, "另一件事").await;
        for pass in [None, Some(pass.as_str())] {
            let mut costs = Vec::new();
            for number in [hidden.as_str(), "PH20261123-999999"] {
                stage.statements.take();
                assert_eq!(code(find(&stage.backend, number, pass)).await, FaultCode::NotFound);
                let shown = stage.statements.take().len();
                let hurry = posted("hurry", "");
                assert_eq!(code(act(&stage.backend, number, pass, "device", &hurry)).await, FaultCode::NotFound);
                costs.push((shown, stage.statements.take().len()));
            }
            assert!(costs[0] == costs[1] && costs[0].0 == 1 + usize::from(pass.is_some()), "{costs:?}");
        }
    }

    async fn z03_the_names_of_a_hidden_spot_are_those_of_its_square(stage) {
        let crew = Crew::hire(&stage).await;
        let catalog = stage.backend.catalog();
        let road = |spot: Position| catalog.geography().nearest_road(spot).map(|near| near.id);
        let corners = |at: i32| {
            let square = Square::of(Position { lat: 30.68 + f64::from(at / 20) * 0.002, lng: 121.0 + f64::from(at % 20) * 0.002 });
            [square.point(0.1, 0.1), square.point(0.9, 0.9)]
        };
        let spots = (0..400).map(corners).find(|[one, other]| road(*one) != road(*other)).expect("a square with two roads");
        let (mut told, mut kept, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for spot in spots {
            let typed = ReportForm {
                town: String::new(),
                lat: spot.lat.to_string(),
                lng: spot.lng.to_string(),
                ..form("路灯不亮")
            };
            let token = new_token().expect("a token");
            let number = submit(&stage.backend, &token, &typed, &token).await.expect("sent").number.to_string();
            crew.bring(&stage, &number, CaseState::Filed).await;
            let seen = find(&stage.backend, &number, None).await.expect("public").summary.place;
            let theirs = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found").summary.place;
            told.push((seen.town, seen.community, seen.road));
            kept.push((theirs.road, theirs.position));
            numbers.push(number);
        }
        assert_eq!(told[0], told[1]);
        assert_ne!(kept[0].0, kept[1].0);
        assert_ne!(kept[0].1, kept[1].1);
        // Nor is either found by the road of its spot: both or none.
        for (name, _) in &kept {
            let words = name.as_ref().map(|name| name.zh.clone());
            let found = nearby(&stage.backend, &NearbyFilter { words, ..NearbyFilter::default() }, &stranger()).await;
            assert_ne!(found.expect("searched").total, 1);
        }
        // Whoever may know the spot is told its own.
        for (number, (road, _)) in numbers.iter().zip(kept) {
            casework::case::release(&stage.backend, &crew.acceptor, number, Part::Report, true, "").await.expect("released");
            assert_eq!(find(&stage.backend, number, None).await.expect("public").summary.place.road, road);
        }
    }

    async fn z03_before_release_nobody_is_told_that_it_is_a_component(stage) {
        let crew = Crew::hire(&stage).await;
        let catalog = stage.backend.catalog();
        let lamp = harness::city_components().into_iter().find(|found| &found.code[6..11] == "01037").expect("a lamp");
        let class = |kind: &str| format!("{kind}-01037").parse().expect("a class");
        let named = |kind: &str| catalog.class(&class(kind)).expect("a class").name.clone();
        let typed = ReportForm {
            component: lamp.code.clone(),
            town: String::new(),
            lat: String::new(),
            lng: String::new(),
            ..form("坏了")
        };
        let token = new_token().expect("a token");
        let number = submit(&stage.backend, &token, &typed, &token).await.expect("sent").number.to_string();
        let condition = catalog.conditions("component-01037").first().map(|condition| condition.id);
        let file = domain::case::Step::File { class: class("component"), condition, urgent: false };
        casework::case::advance(&stage.backend, &crew.acceptor, &number, 0, &file, "").await.expect("filed");
        let all = Viewport { bounds: Bounds { south: 30.0, west: 120.0, north: 31.5, east: 122.0 }, zoom: 18 };
        let fault = NearbyFilter { words: Some("异常".into()), ..NearbyFilter::default() };
        for (released, kind, found) in [(false, "matter", 1), (true, "component", 0), (false, "matter", 1)] {
            casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, released, "").await.expect("decided");
            tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
            let seen = find(&stage.backend, &number, None).await.expect("public").summary;
            let told = [seen.class, home(&stage.backend).await.expect("home").0[0].class.clone()];
            assert_eq!(told, [named(kind), named(kind)]);
            match &features(&stage.backend, all, &NearbyFilter::default(), &stranger()).await.expect("mapped")[..] {
                [Feature::Case { class, .. }] => assert_eq!(*class, named(kind)),
                other => panic!("{other:?}"),
            }
            assert_eq!(nearby(&stage.backend, &fault, &stranger()).await.expect("searched").total, found, "{kind}");
        }
    }
}
