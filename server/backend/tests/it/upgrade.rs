//! A city that an older release has served: its cases are still there, and found.

use backend::case::list;
use domain::account::Role;
use domain::inbox::{InboxFilter, Queue};
use migration::Migrator;
use rig::TemporaryDirectory;
use sea_orm::{ActiveModelTrait as _, Database, Set};
use sea_orm_migration::MigratorTrait as _;

use crate::stage::Stage;

/// The last migration of the first release.
const FIRST_RELEASE: u32 = 3;

async fn old_cases_are_found(url: Option<String>) {
    let directory = TemporaryDirectory::new("upgrade");
    let file = format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display());
    let old = Database::connect(url.clone().unwrap_or(file)).await.expect("connected");
    Migrator::up(&old, Some(FIRST_RELEASE)).await.expect("as it was");
    for (number, state, closed_at) in
        [("PH20261120-000001", "reported", None), ("PH20261120-000002", "closed", Some(1_795_300_000))]
    {
        let case = entity::case::ActiveModel {
            number: Set(number.to_owned()),
            key: Set(number.to_owned()),
            revision: Set(0),
            state: Set(state.to_owned()),
            channel: Set("web".to_owned()),
            urgent: Set(false),
            private: Set(false),
            public: Set(false),
            released: Set(false),
            words: Set("独角兽挡路".to_owned()),
            address: Set(String::new()),
            position_source: Set(String::new()),
            people: Set(1),
            hurries: Set(0),
            reported_at: Set(1_795_200_000),
            step_from: Set(1_795_200_000),
            step_due_at: Set(1_795_200_900),
            promised_at: Set(1_795_600_000),
            closed_at: Set(closed_at),
            provisional: Set(false),
            closing_words: Set(String::new()),
            rating_reason: Set(String::new()),
            ..Default::default()
        };
        case.insert(&old).await.expect("an old case");
    }
    old.close().await.expect("stopped");
    let stage = Stage::on(directory, url).await;
    let supervisor = stage.actor(Role::Supervisor, None);
    for (queue, number) in [(Queue::Open, "PH20261120-000001"), (Queue::Done, "PH20261120-000002")] {
        for words in [None, Some("独角兽".to_owned())] {
            let filter = InboxFilter { queue, words, ..InboxFilter::default() };
            let found = list(&stage.backend, &supervisor, &filter).await.expect("listed").rows;
            let numbers: Vec<&str> = found.iter().map(|case| case.number.as_str()).collect();
            assert_eq!(numbers, [number], "{filter:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cases_are_found_on_sqlite() {
    old_cases_are_found(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cases_are_found_on_postgres() {
    let name = format!("upgrade_{}", std::process::id());
    old_cases_are_found(Some(rig::postgres().create_database(&name))).await;
}
