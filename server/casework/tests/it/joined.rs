//! What people send from a case's page, once each; and many of them in a history that stays short.

use casework::draft::{join, new_token};
use casework::public::{act, track};
use domain::case::{Action, CaseState, EventKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::length::LONGEST_WORDS;
use domain::report::{CaseForm, ReportForm, TrackForm};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::{CALLER, report, report_by};
use crate::stage::{Stage, form, fresh_phone};

fn posted(action: &str, key: &str, words: &str) -> CaseForm {
    let (action, key, words) = (action.to_owned(), key.to_owned(), words.to_owned());
    CaseForm { action, key, reason: words.clone(), words, rating: String::new() }
}

fn rating(key: &str, rating: &str, words: &str) -> CaseForm {
    CaseForm { rating: rating.to_owned(), ..posted("rate", key, words) }
}

/// The only case there is.
async fn row(stage: &Stage) -> entity::case::Model {
    entity::case::Entity::find().one(&stage.database().await).await.expect("read").expect("a case")
}

/// How often something happened to the only case there is.
async fn happened(stage: &Stage, kind: &str) -> u64 {
    let events = entity::event::Entity::find().filter(entity::event::Column::Kind.eq(kind));
    events.count(&stage.database().await).await.expect("counted")
}

on_both_databases! {
    async fn what_was_undone_since_is_not_said_to_be_done(stage) {
        let crew = Crew::hire(&stage).await;
        let phone = fresh_phone();
        let (number, ..) = report_by(&stage, "路灯不亮", &phone).await;
        let typed = TrackForm { number: number.clone(), phone };
        let send = async |form: CaseForm| {
            let (_, pass) = track(&stage.backend, &typed, &CALLER).await.expect("opened");
            act(&stage.backend, &number, Some(&pass), "device", &form).await.map_err(|failure| failure.faults())
        };
        let refused = |code: FaultCode| Err(vec![Fault::from(code)]);
        // Days later the same page hurries nobody, a new one does; then the old one is told of that.
        assert_eq!(send(posted("hurry", "a", "")).await, Ok(()));
        stage.clock.set(stage.clock.now().plus_seconds(2 * 86_400));
        assert_eq!(send(posted("hurry", "a", "")).await, refused(FaultCode::AlreadyMoved));
        assert_eq!((row(&stage).await.hurries, happened(&stage, "hurried").await), (1, 1));
        assert_eq!(send(posted("hurry", "b", "")).await, Ok(()));
        assert_eq!(send(posted("hurry", "b", "")).await, Ok(()));
        let a_day = Fault { wait: Some(24 * 3600), ..FaultCode::HurriedAlready.into() };
        assert_eq!(send(posted("hurry", "a", "")).await, Err(vec![a_day]));
        assert_eq!((row(&stage).await.hurries, happened(&stage, "hurried").await), (2, 2));
        // The same words from another page are said again, from the same page they are not.
        for (key, all) in [("a", 1), ("b", 2), ("b", 2), ("a", 2), ("", 2), ("", 2)] {
            assert_eq!(send(posted("add", key, "还是没有人来")).await, Ok(()), "{key}");
            assert_eq!(happened(&stage, "added").await, all, "{key}");
        }
        crew.bring(&stage, &number, CaseState::Closed).await;
        assert_eq!(send(posted("add", "a", "还是没有人来")).await, Ok(()), "it is there for good");
        assert_eq!(send(rating("a", "5", "")).await, Ok(()));
        assert_eq!(send(posted("reopen", "a", "又不亮了")).await, Ok(()));
        assert_eq!(send(rating("a", "5", "")).await, refused(FaultCode::AlreadyMoved));
        crew.bring(&stage, &number, CaseState::Closed).await;
        // Back to the page of before, and the same once more.
        for form in [rating("a", "5", ""), posted("reopen", "a", "又不亮了")] {
            let before = row(&stage).await;
            assert_eq!(send(form).await, refused(FaultCode::AlreadyMoved));
            assert_eq!(row(&stage).await, before, "nothing was done");
        }
        assert_eq!((row(&stage).await.rating, happened(&stage, "rated").await, happened(&stage, "reopen").await), (None, 1, 1));
        // From a new page both are done, and the old ones are told so.
        assert_eq!(send(rating("b", "4", "")).await, Ok(()));
        assert_eq!(send(rating("a", "5", "")).await, refused(FaultCode::RatedAlready));
        assert_eq!(send(posted("reopen", "b", "又不亮了")).await, Ok(()));
        assert_eq!(send(posted("reopen", "b", "又不亮了")).await, Ok(()));
        assert_eq!(send(posted("reopen", "a", "又不亮了")).await, refused(FaultCode::ReopenedAlready));
        assert_eq!((happened(&stage, "rated").await, happened(&stage, "reopen").await), (2, 2));
    }

    async fn a_form_is_known_again_however_its_words_come(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let send = async |form: &CaseForm| {
            act(&stage.backend, &number, Some(&pass), "device", form).await.map_err(|failure| failure.faults())
        };
        let typed = ["在东门\r\n还没有修", " cafe\u{301}\u{200b} 门口\r\n", "\u{202e}西门\u{202c}"];
        for _ in 0..2 {
            for words in typed {
                assert_eq!(send(&posted("add", "a", words)).await, Ok(()), "{words:?}");
            }
        }
        let events = entity::event::Entity::find().filter(entity::event::Column::Kind.eq("added"));
        let kept = events.all(&stage.database().await).await.expect("read");
        let kept: Vec<&str> = kept.iter().map(|event| event.words.as_str()).collect();
        assert_eq!(kept, ["在东门\n还没有修", "café 门口", "西门"]);
        crew.bring(&stage, &number, CaseState::Closed).await;
        for form in [rating("a", " 2", "不好\r\n很慢"), posted("reopen", "a", "又不亮了\r\ncafe\u{301}")] {
            assert_eq!(send(&form).await, Ok(()), "{form:?}");
            assert_eq!(send(&form).await, Ok(()), "{form:?}");
        }
        assert_eq!((happened(&stage, "rated").await, happened(&stage, "reopen").await), (1, 1));
    }

    async fn the_end_of_a_line_is_one_character(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        let send = async |form: CaseForm| {
            act(&stage.backend, &number, Some(&pass), "device", &form).await.map_err(|failure| failure.faults())
        };
        let lines = |length: usize| format!("{}{}", "行\r\n".repeat(30), "字".repeat(length - 60));
        let (full, long) = (lines(LONGEST_WORDS), lines(LONGEST_WORDS + 1));
        let too_long = |field| Err(vec![Fault::at(field, FaultCode::TooLong)]);
        assert_eq!(send(CaseForm { reason: String::new(), ..posted("add", "a", &full) }).await, Ok(()));
        assert_eq!(send(posted("add", "b", &long)).await, too_long(Field::Words));
        let acceptor = &crew.acceptor;
        casework::case::note(&stage.backend, acceptor, &number, &full, "").await.expect("it fits");
        casework::case::note(&stage.backend, acceptor, &number, &long, "").await.expect_err("too long");
        crew.bring(&stage, &number, CaseState::Closed).await;
        let rate = |words: &str| CaseForm { words: String::new(), ..rating("a", "1", words) };
        assert_eq!(send(rate(&long)).await, too_long(Field::Reason));
        assert_eq!(send(rate(&full)).await, Ok(()));
        let browser = new_token().expect("a token");
        let report = ReportForm { words: full, ..form("") };
        casework::draft::save(&stage.backend, &browser, &report).await.expect("saved");
        casework::draft::submit(&stage.backend, &browser, &report, "device").await.expect("sent");
    }

    async fn a_closed_case_is_said_to_be_closed_to_who_would_join(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, ..) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let meet = async |number: &str, device: &str| {
            let form = posted("join", "a", "");
            act(&stage.backend, number, None, device, &form).await.map_err(|failure| failure.faults())
        };
        assert_eq!(meet(&number, "one").await, Ok(()));
        crew.bring(&stage, &number, CaseState::Closed).await;
        assert_eq!(meet(&number, "one").await, Ok(()), "who joined before has joined");
        let closed = vec![Fault::from(FaultCode::ClosedAlready)];
        assert_eq!(meet(&number, "two").await, Err(closed.clone()));
        let token = new_token().expect("a token");
        let joined = join(&stage.backend, &token, &form("也不亮"), "three", &number).await;
        assert_eq!(joined.expect_err("closed").faults(), closed);
        assert_eq!(row(&stage).await.people, 2);
        // Of one that is not public nobody learns how it stands.
        let (hidden, ..) = report(&stage, "井盖坏了").await;
        assert_eq!(meet(&hidden, "two").await, Err(vec![FaultCode::NotFound.into()]));
    }

    async fn the_same_form_on_a_case_is_answered_again_and_another_is_refused(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let send = async |form: &CaseForm| {
            act(&stage.backend, &number, Some(&pass), "device", form).await.map_err(|failure| failure.faults())
        };
        let events = async || entity::event::Entity::find().count(&stage.database().await).await.expect("counted");
        let already = |code: FaultCode| Err(vec![Fault::from(code)]);
        let before = events().await;
        assert_eq!(send(&posted("join", "a", "")).await, Ok(()));
        assert_eq!(send(&posted("join", "a", "")).await, Ok(()));
        assert_eq!(send(&posted("join", "b", "")).await, already(FaultCode::JoinedAlready));
        assert_eq!(events().await, before, "that somebody came is a number");
        assert_eq!(send(&posted("hurry", "a", "")).await, Ok(()));
        assert_eq!(send(&posted("hurry", "a", "")).await, Ok(()));
        let a_day = Fault { wait: Some(24 * 3600), ..FaultCode::HurriedAlready.into() };
        assert_eq!(send(&posted("hurry", "b", "")).await, Err(vec![a_day]));
        assert_eq!(events().await, before + 1);
        // Other words are added, also from the same form.
        for words in ["东门", "西门", "东门"] {
            assert_eq!(send(&posted("add", "a", words)).await, Ok(()));
        }
        assert_eq!(events().await, before + 3);
        assert_eq!(send(&posted("add", "c", " ")).await, Err(vec![Fault::at(Field::Words, FaultCode::Required)]));
        crew.bring(&stage, &number, CaseState::Closed).await;
        let before = events().await;
        let rate = |key: &str, rating: &str, words: &str| {
            CaseForm { rating: rating.to_owned(), ..posted("rate", key, words) }
        };
        assert_eq!(send(&rate("a", "1", "没修好")).await, Ok(()));
        assert_eq!(send(&rate("a", "1", "没修好")).await, Ok(()));
        assert_eq!(send(&rate("a", "5", "修好了")).await, already(FaultCode::RatedAlready));
        assert_eq!(send(&rate("b", "2", "没修好")).await, already(FaultCode::RatedAlready));
        assert_eq!(send(&posted("reopen", "a", "又不亮了")).await, Ok(()));
        assert_eq!(send(&posted("reopen", "a", "又不亮了")).await, Ok(()));
        assert_eq!(send(&posted("reopen", "b", "又不亮了")).await, already(FaultCode::ReopenedAlready));
        assert_eq!(events().await, before + 2);
    }

    async fn joins_at_the_same_moment_from_one_form_are_one(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, ..) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let form = posted("join", "a", "");
        let send = || act(&stage.backend, &number, None, "device", &form);
        let (one, two) = tokio::join!(send(), send());
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        assert_eq!(casework::public::find(&stage.backend, &number, None).await.expect("public").summary.people, 2);
    }

    async fn joins_are_one_line_with_a_number(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Dispatched).await;
        let plain = casework::public::find(&stage.backend, &number, None).await.expect("public").timeline;
        for device in 0..210 {
            stage.clock.set(stage.clock.now().plus_seconds(1));
            let device = format!("device {device}");
            act(&stage.backend, &number, None, &device, &posted("join", "", "")).await.expect("joined");
        }
        stage.clock.set(stage.clock.now().plus_seconds(1));
        let token = new_token().expect("a token");
        let typed = ReportForm { words: "我家门口也不亮".into(), ..form("") };
        join(&stage.backend, &token, &typed, "with words", &number).await.expect("joined");
        let latest = stage.clock.now();
        for (reader, most) in [(None, 4), (Some(pass.as_str()), 7)] {
            stage.statements.take();
            let case = casework::public::find(&stage.backend, &number, reader).await.expect("found");
            let asked = stage.statements.take();
            assert!(asked.len() <= most, "{asked:?}");
            let joined = |event: &domain::case::PublicEvent| event.kind == EventKind::Step(Action::Join);
            let (joined, others): (Vec<_>, Vec<_>) = case.timeline.into_iter().partition(joined);
            assert_eq!(others, plain, "every step is still told");
            assert_eq!((joined.len(), joined[0].people, joined[0].at), (1, 211, latest));
            assert_eq!(case.summary.people, 212);
        }
        stage.statements.take();
        let case = casework::case::find(&stage.backend, &crew.dispatcher, &number).await.expect("found");
        let asked = stage.statements.take();
        assert!(asked.len() <= 12, "{asked:?}");
        let joined: Vec<_> = case.events.iter().filter(|event| event.kind == EventKind::Step(Action::Join)).collect();
        assert_eq!((joined.len(), joined[0].people, joined[0].at), (1, 211, latest));
        let said: Vec<&str> = joined[0].joiners.iter().map(|joiner| joiner.words.as_str()).collect();
        assert_eq!(said, ["我家门口也不亮"], "what was typed stays readable");
        assert!(case.events.iter().any(|event| event.kind == EventKind::Reported));
        assert_eq!(case.reporters.len(), 100, "the list ends somewhere, the number does not");
    }

    async fn words_that_were_added_push_no_step_out(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        for turn in 0..260 {
            let device = format!("device {turn}");
            let add = posted("add", "", &format!("再说一句 {turn}"));
            act(&stage.backend, &number, Some(&pass), &device, &add).await.expect("added");
        }
        let own = casework::public::find(&stage.backend, &number, Some(&pass)).await.expect("own").timeline;
        let count = |kind: EventKind| own.iter().filter(|event| event.kind == kind).count();
        assert_eq!((count(EventKind::Reported), count(EventKind::Step(Action::Add))), (1, 50));
        let staff = casework::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found").events;
        assert_eq!(staff.iter().filter(|event| event.kind == EventKind::Step(Action::Add)).count(), 200);
        assert!(staff.iter().any(|event| event.kind == EventKind::Reported));
    }
}
