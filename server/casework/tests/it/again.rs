//! What staff send again because its answer was lost: done once, and answered as it was.

use casework::case::{advance, find, follow_up, join_call, note, release};
use domain::account::Role;
use domain::case::{Action, CaseDetail, CaseState, EventKind, Part, Step};
use domain::fault::FaultCode;
use domain::report::{CaseForm, StaffReport};
use foundation::{Failure, Settings};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key, picture};

fn code(answer: Result<impl Sized, Failure>) -> Option<FaultCode> {
    answer.err().map(|failure| failure.faults()[0].code)
}

/// The case as somebody sees it who sees everything.
async fn whole(stage: &Stage, number: &str) -> CaseDetail {
    find(&stage.backend, &stage.actor(Role::Supervisor, None), number).await.expect("found")
}

async fn entries(stage: &Stage) -> u64 {
    entity::audit::Entity::find().count(&stage.database().await).await.expect("counted")
}

fn call(key: &str, words: &str) -> StaffReport {
    StaffReport { key: key.to_owned(), form: form(words), urgent: false }
}

on_both_databases! {
    async fn a_step_that_comes_again_is_answered_and_not_taken_twice(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Handling).await;
        let (officer, finish) = crew.next(&stage, CaseState::Handling).await.expect("a step");
        let before = whole(&stage, &number).await;
        let first = advance(&stage.backend, officer, &number, before.revision, &finish, "").await.expect("finished");
        let recorded = entries(&stage).await;
        let again = advance(&stage.backend, officer, &number, before.revision, &finish, "").await.expect("the first answer");
        assert_eq!(again, first);
        // Also when the case has gone on: whoever asks sees where it stands, and that the step was theirs.
        let photos = vec![casework::photo::store(&stage.backend, &crew.collector, picture()).await.expect("a photo").id];
        let fail = Step::FailCheck { photos, finding: "仍不亮".into() };
        let failed = advance(&stage.backend, &crew.collector, &number, first.revision, &fail, "").await.expect("failed");
        let again = advance(&stage.backend, officer, &number, before.revision, &finish, "").await.expect("the first answer");
        assert_eq!((again.summary.state, again.revision), (CaseState::Handling, failed.revision));
        // The collector's own step has taken the case away from them, and is answered all the same.
        let checked = advance(&stage.backend, &crew.collector, &number, first.revision, &fail, "").await.expect("the first answer");
        assert_eq!(checked, failed);
        assert_eq!(entries(&stage).await, recorded + 1, "the failed check alone");
        let finished = |case: &CaseDetail| case.events.iter().filter(|event| event.kind == EventKind::Step(Action::Finish)).count();
        assert_eq!(finished(&whole(&stage, &number).await), 1);
        // The photo is the case's: the rework needs its own.
        let rework = advance(&stage.backend, officer, &number, failed.revision, &finish, "").await;
        assert_eq!(code(rework), Some(FaultCode::PhotoGone));
    }

    async fn a_step_is_known_by_the_key_of_its_client(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        let refuse = Step::Refuse { reason: "建议类".into() };
        let refused = |revision: i64, key: &'static str| advance(&stage.backend, &crew.acceptor, &number, revision, &refuse, key);
        let first = refused(0, "the first").await.expect("refused");
        // A page that has read the case again since sends the new revision.
        assert_eq!(refused(0, "the first").await.expect("the first answer"), first);
        assert_eq!(refused(1, "the first").await.expect("the first answer"), first);
        // The same again in another window is another step, which comes too late.
        assert_eq!(code(refused(0, "the second").await), Some(FaultCode::AlreadyMoved));
        assert_eq!(code(refused(1, "the second").await), Some(FaultCode::AlreadyMoved));
        // Other words under the same key were not taken, and nobody is told that they were.
        let other = Step::Refuse { reason: "重复".into() };
        let other = advance(&stage.backend, &crew.acceptor, &number, 0, &other, "the first").await;
        assert_eq!(code(other), Some(FaultCode::AlreadyMoved));
        assert_eq!(code(refused(0, "short").await), Some(FaultCode::Malformed));
        // Another process of the city knows it as well.
        let restarted = Settings { database_url: stage.url.clone(), clock: stage.clock.clone(), ..Settings::new(stage.directory.path()) };
        let restarted = casework::open(restarted).await.expect("another node");
        let again = advance(&restarted, &crew.acceptor, &number, 0, &refuse, "the first").await.expect("the first answer");
        assert_eq!(again, first);
        assert_eq!(whole(&stage, &number).await.events.len(), 2);
    }

    async fn a_step_that_comes_again_tells_nothing_of_what_others_have_done_since(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Dispatched).await;
        let step = Step::Return { reason: "不属于本单位".into() };
        let returned = || advance(&stage.backend, &crew.clerk, &number, 2, &step, "returned once");
        let first = returned().await.expect("returned");
        assert_eq!(returned().await.expect("the first answer"), first);
        // A note is for those who have it now.
        note(&stage.backend, &crew.acceptor, &number, "转市政", "a note of others").await.expect("noted");
        assert_eq!(code(returned().await), Some(FaultCode::StepTaken));
        assert_eq!(code(find(&stage.backend, &crew.clerk, &number).await), Some(FaultCode::AlreadyMoved));
        // Somebody else learns nothing from the same request, not even that there is such a case.
        let other = stage.account("other", Role::DepartmentClerk, Some("yuanlin")).await;
        let foreign = code(advance(&stage.backend, &other, &number, 2, &step, "returned once").await);
        assert_eq!((foreign, code(find(&stage.backend, &other, &number).await)), (Some(FaultCode::NotFound), Some(FaultCode::NotFound)));
    }

    async fn a_second_collector_is_told_that_somebody_was_faster(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Handled).await;
        let second = stage.account("second", Role::Collector, None).await;
        let before = find(&stage.backend, &second, &number).await.expect("everybody may check");
        crew.bring(&stage, &number, CaseState::Checked).await;
        let photos = vec![casework::photo::store(&stage.backend, &second, picture()).await.expect("a photo").id];
        let fail = Step::FailCheck { photos, finding: "仍不亮".into() };
        let late = advance(&stage.backend, &second, &number, before.revision, &fail, "").await;
        assert_eq!(code(late), Some(FaultCode::AlreadyMoved));
        assert_eq!(code(find(&stage.backend, &second, &number).await), Some(FaultCode::AlreadyMoved));
        let never = stage.reported("井盖翘起").await;
        assert_eq!(code(find(&stage.backend, &second, &never).await), Some(FaultCode::NotFound));
    }

    async fn a_release_that_comes_again_does_not_undo_what_was_decided_since(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let decided = |released: bool, key: &'static str| {
            release(&stage.backend, &crew.acceptor, &number, Part::Report, released, key)
        };
        assert!(decided(true, "the first").await.expect("released").released);
        assert!(!decided(false, "the second").await.expect("withdrawn").released);
        assert!(!decided(true, "the first").await.expect("answered").released, "its answer was lost");
        assert!(decided(true, "the third").await.expect("released").released);
    }

    async fn another_step_or_another_person_is_told_that_the_case_has_moved(stage) {
        let crew = Crew::hire(&stage).await;
        let leader = stage.actor(Role::ShiftLeader, None);
        let number = stage.reported("路灯不亮").await;
        let refuse = |reason: &str| Step::Refuse { reason: reason.into() };
        advance(&stage.backend, &crew.acceptor, &number, 0, &refuse("建议类"), "").await.expect("refused");
        advance(&stage.backend, &crew.acceptor, &number, 0, &refuse("建议类"), "").await.expect("the first answer");
        for (actor, revision, step) in [
            (&crew.acceptor, 0, refuse("建议类事项")),
            (&leader, 0, refuse("建议类")),
            (&crew.acceptor, 1, refuse("建议类")),
            (&crew.acceptor, -1, refuse("建议类")),
        ] {
            let moved = code(advance(&stage.backend, actor, &number, revision, &step, "").await);
            assert_eq!(moved, Some(FaultCode::AlreadyMoved), "{} {revision} {step:?}", actor.login);
        }
        // The same words about another case are another step.
        let other = stage.reported("井盖翘起").await;
        advance(&stage.backend, &crew.acceptor, &other, 0, &refuse("建议类"), "").await.expect("refused");
        assert_eq!((whole(&stage, &number).await.revision, whole(&stage, &other).await.revision), (1, 1));
    }

    async fn a_step_twice_at_the_same_moment_is_taken_once_and_answered_twice(stage) {
        let crew = Crew::hire(&stage).await;
        for _ in 0..8 {
            let number = stage.reported("路灯不亮").await;
            crew.bring(&stage, &number, CaseState::Dispatched).await;
            // It takes the case out of the department's sight.
            let step = Step::Return { reason: "不属于本单位".into() };
            let (one, other) = tokio::join!(
                advance(&stage.backend, &crew.clerk, &number, 2, &step, ""),
                advance(&stage.backend, &crew.clerk, &number, 2, &step, ""),
            );
            assert_eq!(one.expect("returned"), other.expect("returned"));
            assert_eq!(code(find(&stage.backend, &crew.clerk, &number).await), Some(FaultCode::AlreadyMoved));
            let returned = whole(&stage, &number).await;
            assert_eq!((returned.revision, returned.events.len()), (3, 4));
        }
    }

    async fn a_note_with_its_key_stands_once_and_without_one_as_often_as_it_is_written(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        let noted = async |words: &str, key: &str| {
            let case = note(&stage.backend, &crew.acceptor, &number, words, key).await.expect("noted");
            case.events.iter().filter(|event| event.kind == EventKind::Step(Action::Note)).count()
        };
        assert_eq!(noted("电话未接", "the first").await, 1);
        assert_eq!(noted("电话未接", "the first").await, 1, "its answer was lost");
        assert_eq!(noted("电话未接", "the second").await, 2, "called again");
        assert_eq!(noted("电话已接", "the second").await, 3, "other words");
        assert_eq!((noted("电话未接", "").await, noted("电话未接", "").await), (4, 5));
    }

    async fn a_call_back_that_comes_again_is_on_record_once(stage) {
        let crew = Crew::hire(&stage).await;
        let (number, pass, _) = crate::public::report(&stage, "路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        let rate = CaseForm { action: "rate".into(), rating: "1".into(), reason: "还是不亮".into(), ..CaseForm::default() };
        casework::public::act(&stage.backend, &number, Some(&pass), "device", &rate).await.expect("rated");
        let first = follow_up(&stage.backend, &crew.acceptor, &number, "明天再修 ", "the first").await.expect("on record");
        let again = follow_up(&stage.backend, &crew.acceptor, &number, "明天再修 ", "the first").await.expect("the first answer");
        assert_eq!(again, first);
        let leader = stage.actor(Role::ShiftLeader, None);
        for (actor, words, key) in [
            (&leader, "明天再修 ", "the first"),
            (&crew.acceptor, "后天再修", "the first"),
            (&crew.acceptor, "明天再修 ", "the second"),
        ] {
            let other = code(follow_up(&stage.backend, actor, &number, words, key).await);
            assert_eq!(other, Some(FaultCode::AlreadyMoved), "{} {words} {key}", actor.login);
        }
    }

    async fn a_caller_who_is_joined_several_times_at_once_joins_once(stage) {
        let crew = Crew::hire(&stage).await;
        for round in 0..4 {
            let number = stage.reported("路灯不亮").await;
            let joins: Vec<_> = (0..6)
                .map(|_| {
                    let (backend, actor) = (stage.backend.clone(), crew.acceptor.clone());
                    let (number, report) = (number.clone(), call(&format!("at once {round}"), "我们这儿也不亮"));
                    tokio::spawn(async move { join_call(&backend, &actor, &number, &report).await })
                })
                .collect();
            for join in joins {
                assert_eq!(code(join.await.expect("no panic")), None);
            }
            let case = whole(&stage, &number).await;
            assert_eq!((case.summary.people, case.reporters.len()), (2, 2));
            let other = join_call(&stage.backend, &crew.acceptor, &number, &call(&format!("at once {round}"), "别的")).await;
            assert_eq!(code(other), Some(FaultCode::SentAlready));
        }
    }

    async fn nobody_joins_a_case_that_is_over(stage) {
        let crew = Crew::hire(&stage).await;
        for state in CaseState::ALL {
            let number = crew.case_in(&stage, state).await;
            let joined = code(join_call(&stage.backend, &crew.acceptor, &number, &call(&fresh_key(), "也不亮")).await);
            assert_eq!(joined, state.is_final().then_some(FaultCode::AlreadyMoved), "{state:?}");
            assert_eq!(whole(&stage, &number).await.summary.people, 1 + i64::from(!state.is_final()), "{state:?}");
        }
        // Who joined before it was over is told the same again.
        let number = stage.reported("路灯不亮").await;
        let report = call(&fresh_key(), "也不亮");
        join_call(&stage.backend, &crew.acceptor, &number, &report).await.expect("joined");
        crew.bring(&stage, &number, CaseState::Closed).await;
        join_call(&stage.backend, &crew.acceptor, &number, &report).await.expect("the first answer");
        assert_eq!(whole(&stage, &number).await.summary.people, 2);
    }

    async fn a_case_closed_at_the_same_moment_keeps_no_caller_who_is_told_otherwise(stage) {
        let crew = Crew::hire(&stage).await;
        for _ in 0..12 {
            let number = stage.reported("请多种点树").await;
            let refuse = Step::Refuse { reason: "建议类".into() };
            let report = call(&fresh_key(), "我也想");
            let (refused, joined) = tokio::join!(
                advance(&stage.backend, &crew.acceptor, &number, 0, &refuse, ""),
                join_call(&stage.backend, &crew.acceptor, &number, &report),
            );
            refused.expect("refused");
            let people = whole(&stage, &number).await.summary.people;
            assert_eq!(people, if joined.is_ok() { 2 } else { 1 });
            assert!(matches!(code(joined), None | Some(FaultCode::AlreadyMoved)));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_takes_a_step_and_the_answer_is_lost() {
    let name = format!("lost_step_{}", std::process::id());
    harness::city_database(&name);
    let proxy = harness::Proxy::start(harness::postgres().address());
    let through = harness::postgres().url_at(proxy.address(), &name);
    let stage = Stage::at(Some(through)).await;
    let crew = Crew::hire(&stage).await;
    let number = stage.reported("路灯不亮").await;
    crew.bring(&stage, &number, CaseState::Handling).await;
    let after = vec![casework::photo::store(&stage.backend, &crew.officer, picture()).await.expect("a photo").id];
    let finish = Step::Finish { before: Vec::new(), after, note: "回复丢失的处置".to_owned() };
    proxy.cut_after_commit_carrying("回复丢失的处置".as_bytes());
    let first = advance(&stage.backend, &crew.officer, &number, 3, &finish, "").await;
    assert_eq!((code(first), proxy.commits_cut()), (Some(FaultCode::Unavailable), 1));
    let second = advance(&stage.backend, &crew.officer, &number, 3, &finish, "").await.expect("the same step again");
    assert_eq!((second.summary.state, second.revision), (CaseState::Handled, 4));
    let events = entity::event::Entity::find().filter(entity::event::Column::Words.eq("回复丢失的处置"));
    assert_eq!(events.count(&stage.database().await).await.expect("counted"), 1);
}
