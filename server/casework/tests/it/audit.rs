//! What is put on record.

use std::future::Future;

use casework::{case, draft, public};
use domain::account::Role;
use domain::case::{CaseState, Part, Step};
use domain::report::{CaseForm, StaffReport};
use foundation::{Failure, session};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key};

/// Runs something that changes the city and tells how many audit entries it wrote.
async fn entries<T>(stage: &Stage, change: impl Future<Output = Result<T, Failure>>) -> u64 {
    let database = stage.database().await;
    let before = entity::audit::Entity::find().count(&database).await.expect("counted");
    assert!(change.await.is_ok());
    entity::audit::Entity::find().count(&database).await.expect("counted") - before
}

on_both_databases! {
    async fn u01_every_change_writes_exactly_one_entry(stage) {
        let crew = Crew::hire(&stage).await;
        let backend = &stage.backend;
        let token = draft::new_token().expect("a token");
        assert_eq!(entries(&stage, draft::submit(backend, &token, &form("路灯不亮"), "device")).await, 1);
        assert_eq!(entries(&stage, draft::submit(backend, &token, &form("路灯不亮"), "device")).await, 0, "the same again");
        let number = draft::sent(backend, &token).await.expect("asked").expect("sent").number.to_string();
        let report = StaffReport { key: fresh_key(), form: form("也不亮"), urgent: false };
        assert_eq!(entries(&stage, case::register(backend, &crew.acceptor, &report)).await, 1);
        let report = StaffReport { key: fresh_key(), ..report };
        assert_eq!(entries(&stage, case::join_call(backend, &crew.acceptor, &number, &report)).await, 1);
        let mut state = CaseState::Reported;
        while !state.is_final() {
            let (actor, step) = crew.next(&stage, state).await.expect("a step");
            let revision = case::find(backend, &stage.actor(Role::Supervisor, None), &number).await.expect("found").revision;
            assert_eq!(entries(&stage, case::advance(backend, actor, &number, revision, &step, "")).await, 1, "{step:?}");
            state = case::find(backend, &crew.acceptor, &number).await.expect("found").summary.state;
        }
        assert_eq!(entries(&stage, case::note(backend, &crew.acceptor, &number, "电话已回", "")).await, 1);
        assert_eq!(entries(&stage, case::release(backend, &crew.acceptor, &number, Part::Report, true, "")).await, 1);
        assert_eq!(entries(&stage, case::reveal_phone(backend, &crew.acceptor, &number, "回访")).await, 1);
        let secret = draft::sent(backend, &token).await.expect("asked").expect("sent").secret;
        let (_, pass) = public::open(backend, &secret).await.expect("opened");
        let rate = CaseForm { action: "rate".into(), rating: "5".into(), ..CaseForm::default() };
        assert_eq!(entries(&stage, public::act(backend, &number, Some(&pass), "device", &rate)).await, 1);
        let reopen = CaseForm { action: "reopen".into(), words: "又不亮了".into(), ..CaseForm::default() };
        assert_eq!(entries(&stage, public::act(backend, &number, Some(&pass), "device", &reopen)).await, 1);
        for action in ["add", "hurry"] {
            let form = CaseForm { action: action.into(), words: "补充".into(), ..CaseForm::default() };
            assert_eq!(entries(&stage, public::act(backend, &number, Some(&pass), "device", &form)).await, 1, "{action}");
        }
        let join = CaseForm { action: "join".into(), ..CaseForm::default() };
        assert_eq!(entries(&stage, public::act(backend, &number, None, "another device", &join)).await, 1);
        assert_eq!(entries(&stage, session::sign_in(backend, "officer", "a long password", "", "::1")).await, 1);
    }

    async fn z05_a_refused_step_is_on_record(stage) {
        let number = stage.reported("路灯不亮").await;
        let database = stage.database().await;
        let before = entity::audit::Entity::find().count(&database).await.expect("counted");
        let dispatcher = stage.actor(Role::Dispatcher, None);
        let step = Step::Refuse { reason: "不该我".into() };
        case::advance(&stage.backend, &dispatcher, &number, 0, &step, "").await.expect_err("not allowed");
        let rows = entity::audit::Entity::find().all(&database).await.expect("read");
        assert_eq!(rows.len() as u64, before + 1);
        assert_eq!(rows.last().map(|row| row.action.as_str()), Some("refused"));
    }
}
