//! What is released to the public, by whose decision and until when; who may look a number up, and who may rate.

use casework::case::{advance, release, reveal_phone};
use casework::photo::{Size, Viewer, read};
use casework::public::{act, find, nearby};
use domain::account::Role;
use domain::case::{CaseState, Outcome, Part, Step};
use domain::fault::FaultCode;
use domain::report::{CaseForm, NearbyFilter};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::report;
use crate::stage::{Stage, stranger};

async fn code<T: std::fmt::Debug>(result: impl Future<Output = Result<T, foundation::Failure>>) -> FaultCode {
    result.await.expect_err("refused").faults()[0].code
}

/// A step as the case stands.
async fn take(stage: &Stage, actor: &domain::account::Actor, number: &str, step: Step) {
    let now = casework::case::find(&stage.backend, &stage.actor(Role::Supervisor, None), number).await.expect("found");
    advance(&stage.backend, actor, number, now.revision, &step, "").await.expect("taken");
}

fn file(stage: &Stage, class: &str) -> Step {
    let condition = stage.backend.catalog().conditions(class).first().map(|condition| condition.id);
    Step::File { class: class.parse().expect("a class"), condition, urgent: false }
}

/// A class that is never public.
const PRIVATE: &str = "matter-06038";
const PUBLIC: &str = "matter-01037";

async fn sees_photo(stage: &Stage, photo: &str) -> bool {
    read(&stage.backend, photo, Size::Small, &Viewer::default()).await.is_ok()
}

async fn entries(stage: &Stage, action: &str) -> u64 {
    let found = entity::audit::Entity::find().filter(entity::audit::Column::Action.eq(action));
    found.count(&stage.database().await).await.expect("counted")
}

on_both_databases! {
    async fn a_release_ends_when_the_case_is_not_public_and_does_not_come_back_by_itself(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, photo) = report(&stage, "独角兽挡路").await;
        let backend = &stage.backend;
        let searched = async || {
            let filter = NearbyFilter { words: Some("独角兽".into()), ..NearbyFilter::default() };
            nearby(backend, &filter, &stranger()).await.expect("searched").total
        };
        // Two ways out of the public's sight, each of which ends both kinds of release.
        for class in [PUBLIC, PRIVATE] {
            take(&stage, &crew.acceptor, &number, file(&stage, PUBLIC)).await;
            assert_eq!(find(backend, &number, None).await.expect("public").words, None, "not by itself");
            assert!(!sees_photo(&stage, &photo).await, "nor the photo");
            release(backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
            assert_eq!(searched().await, 1);
            assert!(sees_photo(&stage, &photo).await);
            take(&stage, &crew.dispatcher, &number, Step::SendBack { reason: "再看看".into() }).await;
            assert!(!sees_photo(&stage, &photo).await, "at once");
            assert_eq!(searched().await, 0);
            take(&stage, &crew.acceptor, &number, file(&stage, class)).await;
            assert_eq!(searched().await, 0);
            // While it is not public nothing of it can be released for the day it is.
            if class == PRIVATE {
                assert_eq!(code(release(backend, &crew.acceptor, &number, Part::Report, true, "")).await, FaultCode::NotPublic);
                let one = release(backend, &crew.acceptor, &number, Part::Photo(photo.clone()), true, "");
                assert_eq!(code(one).await, FaultCode::NotPublic);
                assert!(find(backend, &number, Some(&pass)).await.expect("its reporter").words.is_some());
            }
            take(&stage, &crew.dispatcher, &number, Step::SendBack { reason: "再看看".into() }).await;
        }
        let seen = casework::case::find(backend, &crew.acceptor, &number).await.expect("found");
        assert!(!seen.released && seen.photos.iter().all(|photo| !photo.released));
    }

    async fn the_answer_is_its_reporters_and_public_only_by_decision(stage) {
        let crew = Crew::hire(&stage).await;
        let backend = &stage.backend;
        for publish in [false, true] {
            let (number, pass, _) = report(&stage, "路灯不亮").await;
            crew.bring(&stage, &number, CaseState::Checked).await;
            let close = Step::Close { outcome: Outcome::Solved, words: "张三已修好".into(), publish };
            take(&stage, &crew.acceptor, &number, close).await;
            let read = async |pass: Option<&str>| {
                let case = find(backend, &number, pass).await.expect("public");
                let told: Vec<String> = case.timeline.into_iter().filter_map(|event| event.words).collect();
                (case.closing.map(|(_, answer)| answer).unwrap_or_default(), told)
            };
            let whole = ("张三已修好".to_owned(), vec!["张三已修好".to_owned()]);
            assert_eq!(read(Some(&pass)).await, whole, "its reporter reads it always");
            assert_eq!(read(None).await == whole, publish);
            release(backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("the words alone");
            assert_eq!(read(None).await == whole, publish, "a decision of its own");
            release(backend, &crew.acceptor, &number, Part::Answer, !publish, "").await.expect("decided anew");
            assert_eq!(read(None).await, if publish { (String::new(), vec![]) } else { whole.clone() });
            assert_eq!(code(release(backend, &crew.clerk, &number, Part::Answer, true, "")).await, FaultCode::NotAllowed);
            // Closed again with other words, it is another decision; the answer before was none of the public's business then and is not now.
            release(backend, &crew.acceptor, &number, Part::Answer, true, "").await.expect("public");
            let reopen = CaseForm { action: "reopen".into(), words: "又坏了".into(), ..CaseForm::default() };
            act(backend, &number, Some(&pass), "device", &reopen).await.expect("reopened");
            crew.bring(&stage, &number, CaseState::Checked).await;
            let close = Step::Close { outcome: Outcome::Solved, words: "李四重修".into(), publish: false };
            take(&stage, &crew.acceptor, &number, close).await;
            assert_eq!(read(None).await, (String::new(), vec![]));
            assert_eq!(read(Some(&pass)).await.1, ["李四重修", "张三已修好"]);
        }
        let (open, ..) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &open, CaseState::Filed).await;
        assert_eq!(code(release(backend, &crew.acceptor, &open, Part::Answer, true, "")).await, FaultCode::AlreadyMoved);
    }

    async fn the_same_release_again_writes_nothing(stage) {
        let crew = Crew::hire(&stage).await;
        let backend = &stage.backend;
        let (number, _, photo) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Checked).await;
        let close = Step::Close { outcome: Outcome::Solved, words: "已修好".into(), publish: false };
        take(&stage, &crew.acceptor, &number, close).await;
        let written = async || {
            let events = entity::event::Entity::find().count(&stage.database().await).await.expect("counted");
            let audit = entity::audit::Entity::find().count(&stage.database().await).await.expect("counted");
            (events, audit)
        };
        let acceptor = &crew.acceptor;
        let decide = async |what: &str, released: bool| {
            let decided = match what {
                "photo" => release(backend, acceptor, &number, Part::Photo(photo.clone()), released, "").await,
                "answer" => release(backend, acceptor, &number, Part::Answer, released, "").await,
                _ => release(backend, acceptor, &number, Part::Report, released, "").await,
            };
            decided.expect(what)
        };
        let (events, audit) = written().await;
        let mut lines = 0;
        for what in ["photo", "answer", "everything"] {
            for released in [true, false] {
                let first = decide(what, released).await;
                lines += 1;
                assert_eq!(written().await, (events + lines, audit + lines), "{what} {released}");
                // The answer was lost on its way, once and twice at the same moment.
                assert_eq!(decide(what, released).await, first);
                let (one, two) = tokio::join!(decide(what, released), decide(what, released));
                assert_eq!((&one, &two), (&first, &first));
                assert_eq!(written().await, (events + lines, audit + lines), "{what} {released} again");
            }
        }
        // Sent twice at once it is decided once, too.
        tokio::join!(decide("answer", true), decide("answer", true));
        tokio::join!(decide("everything", true), decide("everything", true));
        assert_eq!(written().await, (events + lines + 2, audit + lines + 2));
        // What came since is not released yet: that is something to decide.
        decide("photo", false).await;
        decide("everything", true).await;
        assert_eq!(written().await, (events + lines + 4, audit + lines + 4));
        let other = release(backend, acceptor, &number, Part::Photo("none".into()), true, "");
        assert_eq!(code(other).await, FaultCode::NotFound);
    }

    async fn whoever_handled_a_case_does_nothing_as_its_reporter(stage) {
        let crew = Crew::hire(&stage).await;
        let backend = &stage.backend;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        let stranger = stage.account("stranger", Role::HandlingOfficer, Some("shizheng")).await;
        let reveals = stage.account("reveals", Role::ShiftLeader, None).await;
        reveal_phone(backend, &reveals, &number, "回访").await.expect("shown");
        for (account, device) in [
            (crew.officer.account, "the officer's phone"),
            (crew.acceptor.account, "the acceptor's desk"),
            (reveals.account, "where the number was looked up"),
            (stranger.account, "a colleague's phone"),
        ] {
            foundation::device::remember(backend, account, device).await.expect("signed in");
            foundation::device::remember(backend, account, device).await.expect("again");
        }
        let form = |action: &str| {
            CaseForm { action: action.into(), rating: "5".into(), words: "好".into(), ..CaseForm::default() }
        };
        let refused = entries(&stage, "refused").await;
        for device in ["the officer's phone", "the acceptor's desk", "where the number was looked up"] {
            for action in ["rate", "reopen", "hurry", "add"] {
                let code = code(act(backend, &number, Some(&pass), device, &form(action))).await;
                assert_eq!(code, FaultCode::OwnWork, "{action} on {device}");
            }
        }
        assert_eq!(entries(&stage, "refused").await, refused + 12, "on record");
        assert!(find(backend, &number, None).await.expect("public").rating.is_none());
        // A colleague who had nothing to do with it may have reported a lamp like anybody else.
        act(backend, &number, Some(&pass), "a colleague's phone", &form("rate")).await.expect("rated");
    }

    async fn a_phone_number_that_staff_know_does_not_speak_for_its_reporter(stage) {
        let crew = Crew::hire(&stage).await;
        let backend = &stage.backend;
        let call = async |by: &domain::account::Actor, phone: &str| {
            let form = domain::report::ReportForm { phone: phone.into(), ..crate::stage::form("路灯不亮") };
            let report = domain::report::StaffReport { key: crate::stage::fresh_key(), form, urgent: false };
            casework::case::register(backend, by, &report).await.expect("registered").to_string()
        };
        let telephone = stage.account("telephone", Role::Acceptor, None).await;
        let web = async |phone: &str| crate::public::report_by(&stage, "路灯不亮", phone).await;
        let (looked_up, link, _) = web("13857300003").await;
        let (later, ..) = web("13857300003").await;
        let (unknown, ..) = web("13857300004").await;
        let cases = [
            (call(&crew.acceptor, "13857300001").await, "13857300001", false, "who typed it closes it"),
            (call(&telephone, "13857300002").await, "13857300002", true, "who typed it did nothing else"),
            (looked_up.clone(), "13857300003", false, "who takes it in looked it up"),
            (later, "13857300003", false, "they looked it up for another case"),
            (unknown, "13857300004", true, "nobody knows it"),
        ];
        for (number, ..) in &cases {
            crew.bring(&stage, number, CaseState::Dispatched).await;
        }
        reveal_phone(backend, &crew.clerk, &looked_up, "回访核实地点").await.expect("shown");
        let form = |action: &str| {
            CaseForm { action: action.into(), rating: "5".into(), words: "好".into(), ..CaseForm::default() }
        };
        for (number, phone, heard, why) in &cases {
            crew.bring(&stage, number, CaseState::Closed).await;
            let typed = domain::report::TrackForm { number: number.clone(), phone: (*phone).into() };
            let (_, pass) = casework::public::track(backend, &typed, &crate::public::CALLER).await.expect("opened");
            let shown = find(backend, number, Some(&pass)).await.expect("own").reporter.expect("the reporter's page");
            assert_eq!((shown.may_rate, shown.reopen_until.is_some(), shown.needs_link), (*heard, *heard, !heard), "{why}");
            for action in ["rate", "reopen"] {
                let done = act(backend, number, Some(&pass), "a fresh browser", &form(action)).await;
                assert_eq!(done.err().map(|failure| failure.faults()[0].code), (!heard).then_some(FaultCode::LinkNeeded), "{why}");
            }
        }
        // The link has nobody but the reporter.
        let shown = find(backend, &looked_up, Some(&link)).await.expect("own").reporter.expect("the reporter's page");
        assert!(shown.may_rate && shown.reopen_until.is_some() && !shown.needs_link);
        act(backend, &looked_up, Some(&link), "a fresh browser", &form("rate")).await.expect("rated");
        // What an officer found has nobody who could be satisfied with it.
        let found = call(&crew.officer, "13857300005").await;
        let detail = casework::case::find(backend, &crew.acceptor, &found).await.expect("found");
        assert_eq!(detail.reporters.iter().map(|reporter| reporter.phone.clone()).collect::<Vec<_>>(), [None]);
        crew.bring(&stage, &found, CaseState::Closed).await;
        let typed = domain::report::TrackForm { number: found, phone: "13857300005".into() };
        assert_eq!(code(casework::public::track(backend, &typed, &crate::public::CALLER)).await, FaultCode::TrackMismatch);
    }

    async fn every_number_that_is_shown_counts(stage) {
        let acceptor = stage.account("acceptor", Role::Acceptor, None).await;
        let backend = &stage.backend;
        let (number, ..) = report(&stage, "路灯不亮").await;
        for phone in ["13857300001", "13857300002"] {
            let form = domain::report::ReportForm { phone: phone.into(), ..crate::stage::form("也不亮") };
            let joins = domain::report::StaffReport { key: crate::stage::fresh_key(), form, urgent: false };
            casework::case::join_call(backend, &acceptor, &number, &joins).await.expect("joined");
        }
        assert_eq!((backend.policy().reveals_an_hour, backend.policy().alarming_reveals), (20, 10));
        for look in 1..=7 {
            let shown = reveal_phone(backend, &acceptor, &number, "回访核实地点").await.expect("shown").len();
            assert_eq!(shown, if look < 7 { 3 } else { 2 }, "{look}: twenty in all");
            assert_eq!(entries(&stage, "alarm-reveals").await, u64::from(look >= 4), "{look}");
        }
        assert_eq!(code(reveal_phone(backend, &acceptor, &number, "回访核实地点")).await, FaultCode::TooMany);
    }

    async fn the_log_is_not_told_the_values_that_a_database_refused(stage) {
        let database = stage.database().await;
        let row = || entity::setting::ActiveModel {
            key: sea_orm::Set("MARKER-13857301234".to_owned()),
            value: sea_orm::Set(String::new()),
        };
        entity::setting::Entity::insert(row()).exec_without_returning(&database).await.expect("the first");
        let twice = entity::setting::Entity::insert(row()).exec_without_returning(&database).await.expect_err("twice");
        let told = format!("{:?}", foundation::Failure::from(twice));
        assert!(told.to_lowercase().contains("unique constraint") && !told.contains("MARKER"), "{told}");
    }

    async fn who_takes_down_a_call_has_not_handled_it(stage) {
        let acceptor = stage.account("telephone", Role::Acceptor, None).await;
        let report = domain::report::StaffReport {
            key: crate::stage::fresh_key(),
            form: domain::report::ReportForm { phone: "13857301234".into(), ..crate::stage::form("路灯不亮") },
            urgent: false,
        };
        let number = casework::case::register(&stage.backend, &acceptor, &report).await.expect("registered").to_string();
        foundation::device::remember(&stage.backend, acceptor.account, "the counter").await.expect("signed in");
        let form = domain::report::TrackForm { number: number.clone(), phone: "13857301234".into() };
        let (_, pass) = casework::public::track(&stage.backend, &form, &crate::public::CALLER).await.expect("opened");
        let add = CaseForm { action: "add".into(), words: "在东门".into(), ..CaseForm::default() };
        act(&stage.backend, &number, Some(&pass), "the counter", &add).await.expect("added for the caller");
    }

    async fn numbers_are_shown_for_a_reason_so_many_an_hour_and_many_in_a_row_are_an_alarm(stage) {
        let acceptor = stage.account("acceptor", Role::Acceptor, None).await;
        let (number, ..) = report(&stage, "路灯不亮").await;
        let backend = &stage.backend;
        for (reason, expected) in [
            ("", FaultCode::ReasonRequired),
            ("x", FaultCode::ReasonUnclear),
            ("。。。。。。。。", FaultCode::ReasonUnclear),
            ("aaaaaaaaaaaa", FaultCode::ReasonUnclear),
        ] {
            assert_eq!(code(reveal_phone(backend, &acceptor, &number, reason)).await, expected, "{reason}");
        }
        assert_eq!((entries(&stage, "reveal_phone").await, entries(&stage, "alarm-reveals").await), (0, 0));
        let policy = backend.policy();
        assert_eq!((policy.reveals_an_hour, policy.alarming_reveals), (20, 10));
        for shown in 1..=20_u64 {
            reveal_phone(backend, &acceptor, &number, "回访核实地点").await.expect("shown");
            assert_eq!(entries(&stage, "reveal_phone").await, shown);
            assert_eq!(entries(&stage, "alarm-reveals").await, u64::from(shown >= 10), "once in a window");
        }
        assert_eq!(code(reveal_phone(backend, &acceptor, &number, "回访核实地点")).await, FaultCode::TooMany);
        assert_eq!(entries(&stage, "refused").await, 1);
        let other = stage.account("other", Role::Acceptor, None).await;
        reveal_phone(backend, &other, &number, "回访核实地点").await.expect("everybody has a limit of their own");
        stage.clock.set(stage.clock.now().plus_seconds(3600));
        reveal_phone(backend, &acceptor, &number, "回访核实地点").await.expect("an hour later");
    }
}
