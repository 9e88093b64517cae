//! When the answer is lost or the store goes away.

use casework::draft::{new_token, submit};
use domain::fault::FaultCode;
use harness::{Postgres, Proxy};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::stage::{Stage, form};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f17_postgres_commits_and_the_answer_is_lost() {
    let name = format!("lost_{}", std::process::id());
    let direct = harness::city_database(&name);
    let proxy = Proxy::start(harness::postgres().address());
    let through = harness::postgres().url_at(proxy.address(), &name);
    let stage = Stage::at(Some(through)).await;
    let token = new_token().expect("a token");
    proxy.cut_after_commit_carrying("回复丢失的路灯".as_bytes());
    let first = submit(&stage.backend, &token, &form("回复丢失的路灯"), "device").await;
    assert_eq!(first.expect_err("the answer was lost").faults()[0].code, FaultCode::Unavailable);
    assert_eq!(proxy.commits_cut(), 1);
    let second = submit(&stage.backend, &token, &form("回复丢失的路灯"), "device").await.expect("the same form again");
    let other = submit(&stage.backend, &token, &form("另一盏路灯"), "device").await.expect_err("another form");
    assert_eq!(other.faults(), [FaultCode::SentAlready.into()], "what is not in the store is not said to be");
    let database = harness::connect(direct).await;
    let rows = entity::case::Entity::find().all(&database).await.expect("read");
    assert_eq!(rows.iter().map(|row| row.number.clone()).collect::<Vec<_>>(), [second.number.to_string()]);
    assert_eq!(entity::report::Entity::find().count(&database).await.expect("counted"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f13_postgres_stops_and_comes_back() {
    let cluster = Postgres::start();
    let stage = Stage::at(Some(harness::city_on(&cluster, "city"))).await;
    let mut acknowledged = Vec::new();
    for _ in 0..20 {
        let token = new_token().expect("a token");
        acknowledged
            .push(submit(&stage.backend, &token, &form("路灯不亮"), &token).await.expect("sent").number.to_string());
    }
    cluster.stop();
    let token = new_token().expect("a token");
    for _ in 0..3 {
        let began = std::time::Instant::now();
        let failure = submit(&stage.backend, &token, &form("路灯不亮"), &token).await.expect_err("away");
        assert_eq!(failure.faults()[0].code, FaultCode::Unavailable);
        assert!(began.elapsed() < std::time::Duration::from_secs(10), "an answer, not a hang");
    }
    assert!(!stage.backend.ready().await);
    let page = casework::draft::fill(
        &stage.backend,
        None,
        form("路灯不亮"),
        domain::report::ReportStep::Check,
        Vec::new(),
        &crate::stage::stranger(),
    )
    .await;
    assert_eq!(page.form, form("路灯不亮"), "the form is shown again without the store");
    cluster.start_again();
    let mut back = None;
    for _ in 0..50 {
        match submit(&stage.backend, &token, &form("路灯不亮"), &token).await {
            Ok(sent) => {
                back = Some(sent.number.to_string());
                break;
            }
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(100)).await,
        }
    }
    acknowledged.push(back.expect("it came back"));
    let database = stage.database().await;
    let mut stored: Vec<String> =
        entity::case::Entity::find().all(&database).await.expect("read").into_iter().map(|row| row.number).collect();
    stored.sort();
    assert_eq!(stored, acknowledged);
}
