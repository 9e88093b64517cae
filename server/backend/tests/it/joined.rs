//! What people send from a case's page, once each; and many of them in a history that stays short.

use backend::draft::{join, new_token};
use backend::public::act;
use domain::case::{CaseState, EventKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::report::{CaseForm, ReportForm};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::case::Crew;
use crate::on_both_databases;
use crate::public::report;
use crate::stage::form;

fn posted(action: &str, key: &str, words: &str) -> CaseForm {
    let (action, key, words) = (action.to_owned(), key.to_owned(), words.to_owned());
    CaseForm { action, key, reason: words.clone(), words, rating: String::new() }
}

on_both_databases! {
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
        assert_eq!(backend::public::find(&stage.backend, &number, None).await.expect("public").summary.people, 2);
    }

    async fn joins_are_one_line_with_a_number(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Dispatched).await;
        let plain = backend::public::find(&stage.backend, &number, None).await.expect("public").timeline;
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
        for (reader, most) in [(None, 3), (Some(pass.as_str()), 6)] {
            stage.statements.take();
            let case = backend::public::find(&stage.backend, &number, reader).await.expect("found");
            let asked = stage.statements.take();
            assert!(asked.len() <= most, "{asked:?}");
            let joined = |event: &domain::case::PublicEvent| event.kind == EventKind::Joined;
            let (joined, others): (Vec<_>, Vec<_>) = case.timeline.into_iter().partition(joined);
            assert_eq!(others, plain, "every step is still told");
            assert_eq!((joined.len(), joined[0].people, joined[0].at), (1, 211, latest));
            assert_eq!(case.summary.people, 212);
        }
        stage.statements.take();
        let case = backend::case::find(&stage.backend, &crew.dispatcher, &number).await.expect("found");
        let asked = stage.statements.take();
        assert!(asked.len() <= 12, "{asked:?}");
        let joined: Vec<_> = case.events.iter().filter(|event| event.kind == EventKind::Joined).collect();
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
        let own = backend::public::find(&stage.backend, &number, Some(&pass)).await.expect("own").timeline;
        let count = |kind: EventKind| own.iter().filter(|event| event.kind == kind).count();
        assert_eq!((count(EventKind::Reported), count(EventKind::Added)), (1, 50));
        let staff = backend::case::find(&stage.backend, &crew.acceptor, &number).await.expect("found").events;
        assert_eq!(staff.iter().filter(|event| event.kind == EventKind::Added).count(), 200);
        assert!(staff.iter().any(|event| event.kind == EventKind::Reported));
    }
}
