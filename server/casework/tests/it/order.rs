//! Work orders in the store: who has what in hand, and what becomes of an order that is somebody else's now.

use casework::case::{advance, find, orders};
use domain::account::{Actor, Role};
use domain::case::{CaseState, OrderKind, OrderState, Step};
use domain::fault::FaultCode;
use domain::report::{ReportForm, StaffReport};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::Stage;

/// The numbers of what somebody has in hand, and how many there are.
async fn in_hand(stage: &Stage, actor: &Actor) -> (Vec<String>, u64) {
    let list = orders(&stage.backend, actor, None).await.expect("listed");
    (list.orders.into_iter().map(|case| case.number.to_string()).collect(), list.total)
}

async fn take(stage: &Stage, actor: &Actor, number: &str, step: &Step) {
    let revision = find(&stage.backend, actor, number).await.expect("found").revision;
    advance(&stage.backend, actor, number, revision, step, "").await.expect("taken");
}

on_both_databases! {
    async fn who_has_an_order_again_is_not_told_that_another_has_it(stage) {
        let crew = Crew::hire(&stage).await;
        let other = stage.account("other", Role::HandlingOfficer, Some("shizheng")).await;
        let number = crew.case_in(&stage, CaseState::Handling).await;
        let give = |to: &Actor| Step::Reassign { officer: to.account, note: String::new() };
        take(&stage, &crew.clerk, &number, &give(&other)).await;
        take(&stage, &crew.clerk, &number, &give(&crew.officer)).await;
        let stale = advance(&stage.backend, &crew.officer, &number, 3, &Step::Start, "").await.expect_err("decided before");
        assert_eq!(stale.faults()[0].code, FaultCode::AlreadyMoved);
        take(&stage, &crew.officer, &number, &Step::Start).await;
    }

    async fn a_former_officer_who_found_the_case_is_told_as_well(stage) {
        let crew = Crew::hire(&stage).await;
        let other = stage.account("other", Role::HandlingOfficer, Some("shizheng")).await;
        let photos = vec![casework::photo::store(&stage.backend, &crew.officer, crate::stage::picture()).await.expect("a photo").id];
        let found = ReportForm { photos, ..crate::stage::form("路灯不亮") };
        let found = StaffReport { key: crate::stage::fresh_key(), form: found, urgent: false };
        let number = casework::case::register(&stage.backend, &crew.officer, &found).await.expect("registered").to_string();
        crew.bring(&stage, &number, CaseState::Handling).await;
        take(&stage, &crew.clerk, &number, &Step::Reassign { officer: other.account, note: String::new() }).await;
        let revision = find(&stage.backend, &crew.officer, &number).await.expect("their find").revision;
        let late = advance(&stage.backend, &crew.officer, &number, revision, &Step::Start, "").await.expect_err("too late");
        assert_eq!(late.faults()[0].code, FaultCode::Reassigned);
    }

    async fn an_order_is_in_one_hand_and_a_former_officer_is_told(stage) {
        let crew = Crew::hire(&stage).await;
        let other = stage.account("other", Role::HandlingOfficer, Some("shizheng")).await;
        let stranger = stage.account("stranger", Role::HandlingOfficer, Some("shizheng")).await;
        let number = crew.case_in(&stage, CaseState::Handling).await;
        assert_eq!(in_hand(&stage, &crew.officer).await, (vec![number.clone()], 1));
        take(&stage, &crew.officer, &number, &Step::Start).await;
        let give = Step::Reassign { officer: other.account, note: "带梯子".to_owned() };
        take(&stage, &crew.clerk, &number, &give).await;
        // The one who had it is told; whoever never had it learns nothing.
        assert_eq!(in_hand(&stage, &crew.officer).await, (Vec::new(), 0));
        let asked = async |actor| find(&stage.backend, actor, &number).await.expect_err("not theirs").faults()[0].code;
        assert_eq!(asked(&crew.officer).await, FaultCode::Reassigned);
        let late = advance(&stage.backend, &crew.officer, &number, 5, &Step::Start, "").await.expect_err("too late");
        assert_eq!(late.faults()[0].code, FaultCode::Reassigned);
        assert_eq!(asked(&stranger).await, FaultCode::NotFound);
        assert_eq!(in_hand(&stage, &other).await, (vec![number.clone()], 1));
        let seen = find(&stage.backend, &other, &number).await.expect("theirs");
        let told: Vec<_> = seen.orders.iter().map(|it| (it.kind, it.state, it.words.as_str(), it.clock.stopped)).collect();
        assert_eq!(
            told,
            [
                (OrderKind::Handling, OrderState::Assigned, "带梯子", false),
                (OrderKind::Handling, OrderState::Reassigned, "", true),
            ]
        );
        // A check waits for any collector, and for nobody else.
        let (_, finish) = crew.next(&stage, CaseState::Handling).await.expect("a step");
        let after = vec![casework::photo::store(&stage.backend, &other, crate::stage::picture()).await.expect("a photo").id];
        let Step::Finish { note, before, .. } = finish else { panic!("{finish:?}") };
        take(&stage, &other, &number, &Step::Finish { before, after, note }).await;
        assert_eq!(in_hand(&stage, &other).await.1, 0);
        assert_eq!(in_hand(&stage, &crew.collector).await, (vec![number.clone()], 1));
        assert_eq!(in_hand(&stage, &crew.dispatcher).await.1, 0);
        // What was done belongs to the order it was done with.
        let database = stage.database().await;
        let orders = entity::work_order::Entity::find().order_by_asc(entity::work_order::Column::Id).all(&database).await;
        let finished = entity::event::Entity::find().filter(entity::event::Column::Kind.eq("finish")).one(&database).await;
        assert_eq!(finished.expect("read").expect("finished").order_id, Some(orders.expect("read")[1].id));
    }
}
