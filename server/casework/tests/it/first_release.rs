//! B-05: what the first release has written is opened by this one, on both databases: every case is where it was.
//!
//! `tests/data/first_release.*.sql.gz` is what that release itself left of `serve --demo` and `seed --cases 400`, but for components that
//! no case names.

use std::process::Command;

use domain::account::Role;
use domain::case::{CaseState, Step};
use domain::inbox::{InboxFilter, Queue};
use foundation::{Settings, session};
use harness::TemporaryDirectory;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};

use crate::stage::fresh_key;

/// The master keys that the data belong to.
const SQLITE_KEY: &str = "74518134b31009e815aed7fda15d0b8149a5039dc39ea9b8ebf1db7030a57b72";
const POSTGRES_KEY: &str = "c62e9ef4b2f3c7155a01ed8fd0a14656357e24dec0eeeca074d7c64d98f77878";

/// What must be as it was, whatever a later release adds: a name for each question and its answer as text.
const KEPT: [(&str, &str); 10] = [
    (
        "cases",
        "SELECT number || state || coalesce(class_kind, '') || coalesce(class_code, '') || coalesce(town, '') || coalesce(grid, '') || words || address FROM \"case\" ORDER BY id",
    ),
    (
        "clocks",
        "SELECT coalesce(due_at, 0) || ' ' || reported_at || ' ' || coalesce(filed_at, 0) || ' ' || coalesce(closed_at, 0) FROM \"case\" ORDER BY id",
    ),
    (
        "owners",
        "SELECT coalesce(department_id, 0) || ' ' || coalesce(condition_id, 0) || ' ' || coalesce(road_id, 0) FROM \"case\" ORDER BY id",
    ),
    ("reports", "SELECT case_id || key || channel FROM report ORDER BY id"),
    ("events", "SELECT case_id || ' ' || at || state FROM event WHERE kind <> 'released' ORDER BY id"),
    ("photos", "SELECT id || kind || coalesce(case_id, 0) FROM photo ORDER BY id"),
    ("accounts", "SELECT id || login || role || name_zh FROM account ORDER BY id"),
    ("roads", "SELECT id || name_zh || name_en || town || rank FROM road ORDER BY id"),
    ("departments", "SELECT id || code || name_zh || phone FROM department ORDER BY id"),
    (
        "conditions",
        "SELECT id || kind || code || serial || filing_zh || limit_kind || limit_amount FROM condition ORDER BY id",
    ),
];

async fn kept(db: &DatabaseConnection) -> Vec<(&'static str, Vec<String>)> {
    let mut answers = Vec::new();
    for (name, question) in KEPT {
        let statement = Statement::from_string(db.get_database_backend(), question);
        let rows = db.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        answers.push((name, rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()));
    }
    answers
}

async fn every_case_is_where_it_was(database: &str, key: &str, url: Option<String>) {
    let directory = TemporaryDirectory::new("first-release");
    std::fs::write(directory.join("key"), key).expect("its key");
    let file = format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display());
    let dump = format!("{}/tests/data/first_release.{database}.sql.gz", env!("CARGO_MANIFEST_DIR"));
    let dump = Command::new("gzip").arg("-dc").arg(dump).output().expect("gzip").stdout;
    let old = harness::connect(url.clone().unwrap_or(file)).await;
    old.execute_unprepared(&String::from_utf8(dump).expect("SQL")).await.expect("as it was");
    let before = kept(&old).await;
    assert!(before.iter().all(|(_, rows)| rows.len() > 10), "there is something to lose");

    let settings = || Settings { demo: true, database_url: url.clone(), ..Settings::new(directory.path()) };
    let backend = demo::open(settings()).await.expect("opened");
    demo::load(&backend, "jingzhi-demo").await.expect("loaded");
    for ((name, was), (_, is)) in before.iter().zip(kept(&old).await) {
        let differs = was.iter().zip(&is).find(|(was, is)| was != is);
        assert!(was.len() == is.len() && differs.is_none(), "{name}: {} and {}, {differs:?}", was.len(), is.len());
    }
    let retired =
        "SELECT count(*) FROM condition WHERE retired UNION ALL SELECT count(*) FROM road WHERE retired OR line = ''";
    let retired = Statement::from_string(old.get_database_backend(), retired);
    let retired: Vec<i64> = old
        .query_all_raw(retired)
        .await
        .expect("counted")
        .iter()
        .map(|row| row.try_get_by_index(0).expect("a count"))
        .collect();
    assert_eq!(retired, [0, 0], "the city of today is the one that the first release drew");

    // People work on with what they had: everybody's list is there, and the next step is taken.
    let signed_in = async |login: &str| {
        session::sign_in(&backend, login, "jingzhi-demo", "", "10.0.0.1").await.expect("signed in").actor
    };
    let acceptor = signed_in("shouli").await;
    assert_eq!(acceptor.role, Role::Acceptor);
    let waiting = InboxFilter { queue: Queue::Intake, ..InboxFilter::default() };
    let inbox = casework::case::list(&backend, &acceptor, &waiting).await.expect("a list");
    let reported = inbox.rows.iter().find(|case| case.state == CaseState::Reported).expect("a case that waits");
    let number = reported.number.to_string();
    let case = casework::case::find(&backend, &acceptor, &number).await.expect("found");
    let refuse = Step::Refuse { reason: "不属于受理范围".to_owned() };
    casework::case::advance(&backend, &acceptor, &number, case.revision, &refuse, &fresh_key()).await.expect("refused");

    // And so they do after the next start, which brings nothing anew.
    let revision = backend.catalog().revision().to_owned();
    drop(backend);
    let again = demo::open(settings()).await.expect("opened again");
    assert_eq!(again.catalog().revision(), revision);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b05_the_first_releases_cases_are_where_they_were_on_sqlite() {
    every_case_is_where_it_was("sqlite", SQLITE_KEY, None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b05_the_first_releases_cases_are_where_they_were_on_postgres() {
    let name = format!("first_release_{}", std::process::id());
    every_case_is_where_it_was("postgres", POSTGRES_KEY, Some(harness::postgres().create_database(&name))).await;
}
