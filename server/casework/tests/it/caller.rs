//! What somebody who calls has reported before.

use casework::case::{of_caller, register};
use domain::account::Role;
use domain::fault::FaultCode;
use domain::report::{ReportForm, StaffReport};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::on_both_databases;
use crate::public::code;
use crate::stage::{Stage, form, fresh_key};

async fn call(stage: &Stage, words: &str, phone: &str) -> String {
    let acceptor = stage.actor(Role::Acceptor, None);
    let form = ReportForm { phone: phone.into(), ..form(words) };
    let report = StaffReport { key: fresh_key(), form, urgent: false };
    register(&stage.backend, &acceptor, &report).await.expect("registered").to_string()
}

on_both_databases! {
    async fn whoever_takes_a_call_sees_what_its_number_has_reported(stage) {
        let acceptor = stage.account("acceptor", Role::Acceptor, None).await;
        let mut numbers = Vec::new();
        for words in ["一", "二", "三", "四", "五", "六"] {
            numbers.push(call(&stage, words, "138 5730 1234").await);
        }
        call(&stage, "别人的路灯不亮", "13857309999").await;
        let told = of_caller(&stage.backend, &acceptor, "+86 138-5730-1234").await.expect("told");
        let told: Vec<String> = told.into_iter().map(|case| case.number.to_string()).collect();
        numbers.reverse();
        assert_eq!(told, numbers[..5], "the latest first");
        assert!(of_caller(&stage.backend, &acceptor, "13700000000").await.expect("told").is_empty());
        assert_eq!(code(of_caller(&stage.backend, &acceptor, "1385730")).await, FaultCode::PhoneMalformed);
        for other in [Role::Dispatcher, Role::DepartmentClerk, Role::HandlingOfficer, Role::SystemAdministrator] {
            let other = stage.actor(other, None);
            assert_eq!(code(of_caller(&stage.backend, &other, "13857301234")).await, FaultCode::NotAllowed, "{other:?}");
        }
        let looked_up = entity::audit::Column::Action.eq("find_caller");
        let entries = entity::audit::Entity::find().filter(looked_up).all(&stage.database().await).await.expect("read");
        assert_eq!(entries.iter().map(|entry| entry.detail.as_str()).collect::<Vec<_>>(), ["5 cases", "0 cases"]);
        assert!(entries.iter().all(|entry| !format!("{entry:?}").contains("1385730")), "no number on record");
    }

    async fn nobody_looks_up_one_number_after_the_other(stage) {
        let acceptor = stage.account("acceptor", Role::Acceptor, None).await;
        for looked_up in 0..120 {
            of_caller(&stage.backend, &acceptor, &format!("13857{looked_up:06}")).await.expect("told");
        }
        assert_eq!(code(of_caller(&stage.backend, &acceptor, "13857301234")).await, FaultCode::TooMany);
        let entries = entity::audit::Entity::find().filter(entity::audit::Column::Action.eq("find_caller"));
        assert_eq!(entries.count(&stage.database().await).await.expect("counted"), 120);
    }
}
