//! What an older release wrote becomes work orders: by what its history tells, and whole or not at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::deadline::{Limit, LimitKind, Span};
use harness::TemporaryDirectory;
use migration::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait as _, DatabaseConnection, EntityTrait as _, QueryOrder as _};
use sea_orm_migration::MigratorTrait as _;

/// The last migration before work orders.
const BEFORE_ORDERS: u32 = 10;

/// A kind of step, its second, the department afterwards, and what was said.
type Said = (&'static str, i64, i64, &'static str);
type History = (&'static str, Option<i64>, Option<i64>, &'static [Said]);

/// Histories of cases before there were orders: a state, its officer, when that one set out, and steps with their second, department and
/// words.
const HISTORIES: [History; 7] = [
    ("filed", None, None, &[("dispatch", 1, 3, "河边"), ("return", 2, 0, "不归我们")]),
    ("dispatched", None, None, &[("dispatch", 1, 3, ""), ("return", 2, 0, "不归我们"), ("dispatch", 5, 4, "找四科")]),
    ("handling", Some(8), Some(4), &[("dispatch", 1, 3, "河边"), ("accept", 2, 3, ""), ("start", 4, 3, "")]),
    ("handled", Some(8), None, &[("dispatch", 1, 3, "河边"), ("accept", 2, 3, "带梯子"), ("finish", 6, 3, "好了")]),
    (
        "handling",
        Some(9),
        None,
        &[
            ("dispatch", 1, 3, ""),
            ("accept", 2, 3, ""),
            ("finish", 3, 3, ""),
            ("pass_check", 4, 3, ""),
            ("close", 5, 3, ""),
            ("reopen", 6, 3, ""),
            ("file", 7, 3, ""),
            ("dispatch", 8, 4, ""),
            ("accept", 9, 4, ""),
            ("finish", 10, 4, ""),
            ("fail_check", 11, 4, ""),
        ],
    ),
    (
        "handling",
        Some(9),
        None,
        &[("dispatch", 1, 3, "带梯子"), ("accept", 2, 3, ""), ("start", 3, 3, ""), ("reassign", 4, 3, "")],
    ),
    // Nothing of this one's past is there.
    ("handled", Some(9), None, &[]),
];

/// What became of a case's orders: kind, state, department, officer, and when it was given, begun and ended.
type Became = (String, String, Option<i64>, Option<i64>, i64, Option<i64>, Option<i64>, String);

/// A city of that release with these histories.
async fn histories(old: &DatabaseConnection) {
    Migrator::up(old, Some(BEFORE_ORDERS)).await.expect("as it was");
    let condition = "INSERT INTO condition (kind, code, serial, filing_zh, filing_en, closing_zh, closing_en, limit_kind, limit_amount, urgent) \
                     VALUES ('matter', '01037', 1, '', '', '', '', 'work_days', 3, false)";
    old.execute_unprepared(condition).await.expect("a condition");
    for (number, (state, officer, started, steps)) in HISTORIES.iter().enumerate() {
        let value = |value: Option<i64>| value.map_or("NULL".to_owned(), |value| value.to_string());
        let case = format!(
            "INSERT INTO \"case\" (number, key, revision, state, channel, urgent, private, public, released, words, address, position_source, \
             people, hurries, reported_at, step_from, step_due_at, promised_at, provisional, closing_words, rating_reason, answer_released, \
             condition_id, due_at, officer_id, started_at) \
             VALUES ('{number}', '{number}', 0, '{state}', 'web', false, false, true, false, '', '', '', 1, 0, 0, 0, 99, 99, false, '', '', false, \
             {}, 77, {}, {})",
            if number == 2 { "(SELECT id FROM condition LIMIT 1)" } else { "NULL" },
            value(*officer),
            value(*started)
        );
        old.execute_unprepared(&case).await.expect("an old case");
        for (kind, at, department, words) in *steps {
            let account = match *kind {
                "start" => 8,
                "finish" => 7,
                _ => 20,
            };
            let event = format!(
                "INSERT INTO event (case_id, at, kind, account_id, state, department_id, words) \
                 VALUES ((SELECT MAX(id) FROM \"case\"), {at}, '{kind}', {account}, '', {department}, '{words}')"
            );
            old.execute_unprepared(&event).await.expect("an old event");
        }
    }
}

async fn old_cases_get_the_orders_of_their_histories(url: Option<String>) {
    let directory = TemporaryDirectory::new("orders");
    let file = format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display());
    let old = harness::connect(url.unwrap_or(file)).await;
    histories(&old).await;
    Migrator::up(&old, None).await.expect("brought up");
    let rows = entity::work_order::Entity::find().order_by_asc(entity::work_order::Column::GivenAt);
    let rows = rows.order_by_asc(entity::work_order::Column::Id).all(&old).await.expect("read");
    let of = |case: i64| -> Vec<Became> {
        let rows = rows.iter().filter(|row| row.case_id == case).cloned();
        rows.map(|row| {
            let (given, started, ended) = (row.given_at, row.started_at, row.ended_at);
            (row.kind, row.state, row.department_id, row.officer_id, given, started, ended, row.words)
        })
        .collect()
    };
    let order = |kind: &str,
                 state: &str,
                 whose: (Option<i64>, Option<i64>),
                 times: (i64, Option<i64>, Option<i64>),
                 words: &str| {
        (kind.to_owned(), state.to_owned(), whose.0, whose.1, times.0, times.1, times.2, words.to_owned())
    };
    let handling = |state: &str, department: i64, officer: Option<i64>, times, words: &str| {
        order("handling", state, (Some(department), officer), times, words)
    };
    assert_eq!(of(1), [handling("returned", 3, None, (1, None, Some(2)), "河边")]);
    let [first, second] = [("returned", 3, 1, Some(2), ""), ("waiting", 4, 5, None, "找四科")];
    let both = [first, second].map(|(state, unit, at, end, words)| handling(state, unit, None, (at, None, end), words));
    assert_eq!(of(2), both);
    assert_eq!(of(3), [handling("started", 3, Some(8), (1, Some(4), None), "河边")]);
    assert_eq!(
        of(4),
        [
            handling("finished", 3, Some(8), (1, None, Some(6)), "带梯子"),
            order("check", "waiting", (None, None), (6, None, None), ""),
        ]
    );
    assert_eq!(
        of(5),
        [
            // The history of an older release names whoever was done, not whoever was named.
            handling("finished", 3, Some(7), (1, None, Some(3)), ""),
            order("check", "finished", (None, Some(20)), (3, None, Some(4)), ""),
            handling("assigned", 4, Some(9), (8, None, None), ""),
            order("check", "finished", (None, Some(20)), (10, None, Some(11)), ""),
        ]
    );
    // Whoever set out had it, and keeps to know of it; what was told with it goes on to the next.
    assert_eq!(
        of(6),
        [
            handling("reassigned", 3, Some(8), (1, Some(3), Some(4)), "带梯子"),
            handling("assigned", 3, Some(9), (4, None, None), "带梯子"),
        ]
    );
    assert_eq!(of(7), [order("check", "waiting", (None, None), (0, None, None), "")]);
    let due = |case: i64| {
        rows.iter()
            .filter(|row| row.case_id == case && row.kind == "handling")
            .map(|row| row.due_at)
            .collect::<Vec<_>>()
    };
    assert_eq!(due(5), [3, 77], "when the first was due nobody knows any more");
    let spans: Vec<_> = rows.iter().filter(|row| row.case_id == 3).map(|row| (row.due_at, row.span.clone())).collect();
    let limit = Span::Limit(Limit { kind: LimitKind::WorkDays, amount: 3 });
    assert_eq!(spans, [(77, Some(serde_json::to_string(&limit).expect("written")))]);
    let events = entity::event::Entity::find().order_by_asc(entity::event::Column::Id).all(&old).await.expect("read");
    let of_orders = events.iter().filter(|event| event.case_id == 5).filter_map(|event| {
        let order = rows.iter().position(|row| Some(row.id) == event.order_id)?;
        Some((event.kind.as_str(), rows[order].kind.as_str(), rows[order].given_at))
    });
    assert_eq!(
        of_orders.collect::<Vec<_>>(),
        [("finish", "handling", 1), ("pass_check", "check", 3), ("finish", "handling", 8), ("fail_check", "check", 10)]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cases_get_their_orders_on_sqlite() {
    old_cases_get_the_orders_of_their_histories(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cases_get_their_orders_on_postgres() {
    let name = format!("orders_{}", std::process::id());
    old_cases_get_the_orders_of_their_histories(Some(harness::postgres().create_database(&name))).await;
}

/// Tables and columns as the database tells them, and how many rows of orders there are.
async fn schema(db: &DatabaseConnection) -> Vec<String> {
    let rows = db.query_all_raw(sea_orm::Statement::from_string(
        sea_orm::DbBackend::Sqlite,
        "SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY name",
    ));
    let rows = rows.await.expect("read");
    rows.into_iter().map(|row| row.try_get_by_index(0).expect("a name")).collect()
}

/// Stopped at any point of the migration nothing of it is there, and the next start does it whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f04_a_migration_that_is_stopped_anywhere_leaves_nothing_and_is_done_next_time() {
    let directory = TemporaryDirectory::new("stopped");
    let url = format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display());
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).min_connections(1);
    let db = harness::connect(options).await;
    histories(&db).await;
    let before = schema(&db).await;
    let pool = db.get_sqlite_connection_pool();
    let mut stopped = 0;
    for step in 1.. {
        // So many dozens of the database's own steps, then no further: each statement takes some hundreds.
        let left = Arc::new(AtomicU32::new(step * step));
        let mut connection = pool.acquire().await.expect("the connection");
        let mut handle = connection.lock_handle().await.expect("its handle");
        handle.set_progress_handler(12, move || {
            left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
        });
        drop(handle);
        drop(connection);
        let result = Migrator::up(&db, Some(1)).await;
        let mut connection = pool.acquire().await.expect("the connection");
        connection.lock_handle().await.expect("its handle").remove_progress_handler();
        drop(connection);
        if result.is_ok() {
            break;
        }
        stopped += 1;
        assert_eq!(schema(&db).await, before, "after {step} nothing is left behind");
    }
    assert!(stopped > 10, "it was stopped in the middle {stopped} times");
    let orders = entity::work_order::Entity::find().all(&db).await.expect("read");
    assert_eq!(orders.len(), 13);
}
