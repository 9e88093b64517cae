//! A city that an older release has served: its cases are still there, and found.

use casework::case::list;
use domain::account::Role;
use domain::case::{EventDetail, Part, Rating};
use domain::inbox::{InboxFilter, Queue};
use harness::TemporaryDirectory;
use migration::Migrator;
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, QueryOrder as _, Set};
use sea_orm_migration::MigratorTrait as _;

use crate::stage::{Kind, Stage};

/// The last migration of the first release.
const FIRST_RELEASE: u32 = 3;

/// What the first release left: a draft without photo that was sent and stayed open, one that was closed with all that was typed in it,
/// one that was not sent; and somebody who joined.
fn left_behind(database: DbBackend) -> [String; 8] {
    let form = if database == DbBackend::Postgres { "'\\x01'::bytea" } else { "x'01'" };
    let draft = |token: &str, case: &str| {
        format!(
            "INSERT INTO draft (token_hash, form, created_at, updated_at, case_id, joined) \
             VALUES ('{token}', {form}, 1795200000, 1795200000, {case}, false)"
        )
    };
    let event = |kind: &str, words: &str| {
        let values = format!("(2, 1795210000, '{kind}', 'filed', '{words}')");
        format!("INSERT INTO event (case_id, at, kind, state, words) VALUES {values}")
    };
    [
        draft("sent", "NULL"),
        draft("shown", "2"),
        draft("open", "NULL"),
        "INSERT INTO report (case_id, key, channel, verified, created_at) VALUES (1, 'sent', 'web', false, 1795200000)"
            .to_owned(),
        event("joined", ""),
        event("released", "+"),
        event("released", "answer -"),
        event("rated", "1 没修好"),
    ]
}

async fn old_cases_are_found_and_show_no_more_than_was_decided(url: Option<String>) {
    let directory = TemporaryDirectory::new("upgrade");
    let file = format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display());
    let old = harness::connect(url.clone().unwrap_or(file)).await;
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
            public: Set(closed_at.is_some()),
            // The first of them was released and taken back to the beginning since.
            released: Set(true),
            words: Set("独角兽挡路".to_owned()),
            address: Set(String::new()),
            position_source: Set(String::new()),
            people: Set(if closed_at.is_some() { 2 } else { 1 }),
            hurries: Set(0),
            reported_at: Set(1_795_200_000),
            step_from: Set(1_795_200_000),
            step_due_at: Set(1_795_200_900),
            promised_at: Set(1_795_600_000),
            closed_at: Set(closed_at),
            provisional: Set(false),
            outcome: Set(closed_at.map(|_| "solved".to_owned())),
            closing_words: Set("已请张三修好".to_owned()),
            rating_reason: Set(String::new()),
            ..Default::default()
        };
        // Nothing is read back: the row has columns by now that the old table has not.
        entity::case::Entity::insert(case).exec_without_returning(&old).await.expect("an old case");
    }
    let old_report = "INSERT INTO report (case_id, key, channel, phone_hash, digits_hash, verified, created_at) \
                      VALUES (1, 'k', 'web', 'whole', 'four digits', FALSE, 1795200000)";
    let old_photo = "INSERT INTO photo (id, case_id, kind, position, released, width, height, created_at) \
                     VALUES ('p', (SELECT id FROM \"case\" WHERE state = 'reported'), 'report', 1, TRUE, 8, 8, 1795200000)";
    let drafts = left_behind(old.get_database_backend());
    for statement in [old_report, old_photo].into_iter().chain(drafts.iter().map(String::as_str)) {
        old.execute_unprepared(statement).await.expect("an old row");
    }
    old.close().await.expect("stopped");
    let stage = Stage::on(directory, url).await;
    let drafts =
        entity::draft::Entity::find().order_by_asc(entity::draft::Column::Id).all(&stage.database().await).await;
    let drafts: Vec<_> =
        drafts.expect("read").into_iter().map(|row| (row.holder, row.case_id, row.form.len())).collect();
    let expected = [("sent".to_owned(), Some(1), 0), ("shown".to_owned(), Some(2), 0), ("open".to_owned(), None, 1)];
    assert_eq!(drafts, expected, "what was sent is closed and emptied, what was not is kept");
    let joined = entity::case::Entity::find_by_id(2).one(&stage.database().await).await.expect("read").expect("a case");
    assert_eq!(joined.joined_at, Some(1_795_210_000));
    // What was said in signs is said in a form of its own.
    let told = casework::case::find(&stage.backend, &stage.actor(Role::Supervisor, None), "PH20261120-000002").await;
    let told: Vec<_> =
        told.expect("found").events.into_iter().filter_map(|event| Some((event.detail?, event.words))).collect();
    let released = |part, released| (EventDetail::Released { part, released }, String::new());
    let rated = (EventDetail::Rated(Rating::new(1).expect("a level")), "没修好".to_owned());
    assert_eq!(told, [rated, released(Part::Answer, false), released(Part::Report, true)]);
    let supervisor = stage.actor(Role::Supervisor, None);
    for (queue, number) in [(Queue::Open, "PH20261120-000001"), (Queue::Done, "PH20261120-000002")] {
        for words in [None, Some("独角兽".to_owned())] {
            let filter = InboxFilter { queue, words, ..InboxFilter::default() };
            let found = list(&stage.backend, &supervisor, &filter).await.expect("listed").rows;
            let numbers: Vec<&str> = found.iter().map(|case| case.number.as_str()).collect();
            assert_eq!(numbers, [number], "{filter:?}");
        }
    }
    let database = stage.database().await;
    let report = entity::report::Entity::find().one(&database).await.expect("read").expect("kept");
    assert_eq!(report.phone_hash.as_deref(), Some("whole"));
    assert!(database.execute_unprepared("SELECT digits_hash FROM report").await.is_err(), "four digits open nothing");
    // Nobody had decided on the answer; and what was released of a case that is not public must not come back by itself.
    let closed = casework::public::find(&stage.backend, "PH20261120-000002", None).await.expect("public");
    assert_eq!(closed.closing.map(|(_, answer)| answer).as_deref(), Some(""));
    assert_eq!(closed.words.as_deref(), Some("独角兽挡路"), "this was released and is");
    let cases = entity::case::Entity::find().order_by_asc(entity::case::Column::Id).all(&database).await.expect("read");
    assert_eq!(cases.iter().map(|case| case.released).collect::<Vec<_>>(), [false, true]);
    assert!(!entity::photo::Entity::find().one(&database).await.expect("read").expect("kept").released);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cases_are_found_on_sqlite() {
    old_cases_are_found_and_show_no_more_than_was_decided(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_cases_are_found_on_postgres() {
    let name = format!("upgrade_{}", std::process::id());
    old_cases_are_found_and_show_no_more_than_was_decided(Some(harness::postgres().create_database(&name))).await;
}

/// The last migration before names were compared in one form.
const BEFORE_KEYS: u32 = 13;

/// Two names that were different for an older release sign in as they did, each with its own.
async fn names_alike_both_sign_in(url: Option<String>) {
    let fresh = Stage::open(Kind::Sqlite).await;
    fresh.account("somebody", Role::Acceptor, None).await;
    let made = entity::account::Entity::find().one(&fresh.database().await).await.expect("read").expect("an account");
    let directory = TemporaryDirectory::new("upgrade");
    let file = format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display());
    let old = harness::connect(url.clone().unwrap_or(file)).await;
    Migrator::up(&old, Some(BEFORE_KEYS)).await.expect("as it was");
    for login in ["Wang", "wang", "Ｌi"] {
        let values = format!("('{login}', '王', '', 'acceptor', '{}', 1795200000)", made.password);
        let insert =
            format!("INSERT INTO account (login, name_zh, name_en, role, password, created_at) VALUES {values}");
        old.execute_unprepared(&insert).await.expect("an old account");
    }
    old.close().await.expect("stopped");
    let stage = Stage::on(directory, url).await;
    for (typed, login) in [("Wang", "Wang"), ("wang", "wang"), ("WANG", "Wang"), ("li", "Ｌi"), (" ＬI", "Ｌi")] {
        let signed_in = foundation::session::sign_in(&stage.backend, typed, "a long password", "", "10.0.0.1").await;
        assert_eq!(signed_in.expect("signed in").actor.login, login, "{typed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_alike_both_sign_in_on_sqlite() {
    names_alike_both_sign_in(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_alike_both_sign_in_on_postgres() {
    let name = format!("names_{}", std::process::id());
    names_alike_both_sign_in(Some(harness::postgres().create_database(&name))).await;
}
