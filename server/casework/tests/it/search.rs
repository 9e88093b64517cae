//! Searching: what is put away is found like the rest, urgent cases stand first, totals have a bound, and a page beyond it is the last.

use casework::case::{list, release};
use casework::public::{features, nearby};
use domain::account::Role;
use domain::case::{CaseState, Part};
use domain::geo::{Bounds, Position};
use domain::inbox::{InboxFilter, Queue, Sort};
use domain::map::{Feature, Viewport};
use domain::report::{NearbyFilter, StaffReport};
use sea_orm::{ConnectionTrait, DbBackend};

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, fresh_key, stranger};

/// The same city after a start that has put the words of all settled cases away, as one does after an upgrade.
async fn put_away(stage: Stage) -> Stage {
    let database = stage.database().await;
    database.execute_unprepared("DELETE FROM setting WHERE key = 'text'").await.expect("forgotten");
    let Stage { backend, directory, url, .. } = stage;
    drop(backend);
    Stage::on(directory, url).await
}

async fn counted(stage: &Stage, sql: &str) -> i64 {
    let database = stage.database().await;
    let asked = sea_orm::Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(asked).await.expect("asked").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

async fn public(stage: &Stage, words: &str, done: bool) -> u64 {
    let filter = NearbyFilter { words: Some(words.into()), done, ..NearbyFilter::default() };
    let bounds = Bounds { south: 30.0, west: 120.0, north: 31.5, east: 122.0 };
    let listed = nearby(&stage.backend, &filter, &stranger()).await.expect("searched");
    let mapped = features(&stage.backend, Viewport { bounds, zoom: 18 }, &filter, &stranger()).await.expect("mapped");
    assert_eq!(listed.rows.len() as u64, listed.total);
    // What is open stands on the map within a second.
    assert!(!done || mapped.len() as u64 == listed.total, "{words}: {listed:?} {mapped:?}");
    listed.total
}

async fn staff(stage: &Stage, filter: InboxFilter) -> Vec<String> {
    let listed = list(&stage.backend, &stage.actor(Role::Acceptor, None), &filter).await.expect("listed");
    assert_eq!(listed.rows.len() as u64, listed.total);
    listed.rows.into_iter().map(|case| case.number.to_string()).collect()
}

fn words(queue: Queue, words: &str) -> InboxFilter {
    InboxFilter { queue, words: Some(words.into()), ..InboxFilter::default() }
}

on_both_databases! {
    async fn what_is_put_away_is_found_and_no_longer_once_it_has_changed(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("独角兽 unicorn 挡路").await;
        let other = stage.reported("独角兽又来了").await;
        crew.bring(&stage, &number, CaseState::Closed).await;
        release(&stage.backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
        let stage = put_away(stage).await;
        assert_eq!(counted(&stage, "SELECT COUNT(*) FROM text_fresh").await, 1, "the open one");
        assert!(counted(&stage, "SELECT COUNT(*) FROM text_word").await > 20);
        for found in ["独角兽", "独", "挡路", "unicorn", "unic", "u", "挡路 独角", &number, "路灯", "STREET"] {
            assert_eq!(public(&stage, found, true).await, 1, "{found}");
            assert_eq!(staff(&stage, words(Queue::Done, found)).await.len(), 1, "{found}");
        }
        for missing in ["兽独", "独角马", "unicorns", "，！", "独角兽 马"] {
            assert_eq!(public(&stage, missing, true).await, 0, "{missing}");
            assert!(staff(&stage, words(Queue::Done, missing)).await.is_empty(), "{missing}");
        }
        assert_eq!(staff(&stage, words(Queue::Open, "独角兽")).await, std::slice::from_ref(&other));
        for (narrowed, fits) in [
            (InboxFilter { town: Some("330482001".into()), ..words(Queue::Done, "独角兽") }, true),
            (InboxFilter { town: Some("330482002".into()), ..words(Queue::Done, "独角兽") }, false),
            (InboxFilter { town: Some("' OR \"".into()), ..words(Queue::Done, "独角兽") }, false),
            (InboxFilter { class: Some("matter-01037".into()), ..words(Queue::Done, "独角兽") }, true),
            (InboxFilter { class: Some("01".into()), ..words(Queue::Done, "独角兽") }, true),
            (InboxFilter { class: Some("06".into()), ..words(Queue::Done, "独角兽") }, false),
            (InboxFilter { department: Some(-1), ..words(Queue::Done, "独角兽") }, false),
            (InboxFilter { urgent: true, ..words(Queue::Done, "独角兽") }, true),
        ] {
            assert_eq!(staff(&stage, narrowed.clone()).await.len(), usize::from(fits), "{narrowed:?}");
        }
        // What the public may no longer read is found by nobody from the moment it is withdrawn.
        release(&stage.backend, &crew.acceptor, &number, Part::Report, false, "").await.expect("withdrawn");
        assert_eq!(public(&stage, "独角兽", true).await, 0);
        assert_eq!(public(&stage, &number, true).await, 1);
        assert_eq!(staff(&stage, words(Queue::Done, "独角兽")).await, std::slice::from_ref(&number));
        let stage = put_away(stage).await;
        assert_eq!(public(&stage, "独角兽", true).await, 0);
        assert_eq!(staff(&stage, words(Queue::Done, "独角兽")).await, [number]);
    }

    async fn a_number_leads_to_its_case_whatever_the_list_is_narrowed_to(stage) {
        let crew = Crew::hire(&stage).await;
        let closed = stage.reported("路灯不亮").await;
        crew.bring(&stage, &closed, CaseState::Closed).await;
        let open = stage.reported("井盖翘起").await;
        let narrow = |typed: &str| InboxFilter { town: Some("330482002".into()), urgent: true, ..words(Queue::Dispatch, typed) };
        for number in [&closed, &open] {
            for typed in [number.clone(), format!("案卷编号：{}。", number.to_lowercase().replace('-', "——"))] {
                assert_eq!(staff(&stage, narrow(&typed)).await, std::slice::from_ref(number), "{typed}");
            }
        }
        let nobody = stage.actor(Role::DepartmentClerk, Some("huanwei"));
        let hidden = list(&stage.backend, &nobody, &words(Queue::Mine, &open)).await.expect("listed");
        assert_eq!(hidden.total, 0, "outside their scope there is no such case");
    }

    async fn words_are_put_away_while_cases_change(stage) {
        let crew = Crew::hire(&stage).await;
        let mut numbers = Vec::new();
        for _ in 0..3 {
            let number = stage.reported("独角兽挡路").await;
            crew.bring(&stage, &number, CaseState::Closed).await;
            numbers.push(number);
        }
        // So many that it is worth it; there are no such cases.
        let series = match stage.url.is_some() {
            true => "SELECT n, TRUE, 0 FROM generate_series(1001, 5200) AS n",
            false => "WITH RECURSIVE s(n) AS (SELECT 1001 UNION ALL SELECT n + 1 FROM s WHERE n < 5200) SELECT n, 1, 0 FROM s",
        };
        let full = format!("INSERT INTO text_fresh (case_id, settled, stamp) {series}");
        stage.database().await.execute_unprepared(&full).await.expect("full");
        for round in 0..4 {
            let released = round % 2 == 0;
            let change = async {
                for number in &numbers {
                    release(&stage.backend, &crew.acceptor, number, Part::Report, released, "").await.expect("changed");
                    assert_eq!(staff(&stage, words(Queue::Done, "独角兽")).await.len(), 3);
                }
            };
            let (swept, ()) = futures::future::join(casework::sweep_unused::run(&stage.backend), change).await;
            swept.expect("swept");
            assert_eq!(public(&stage, "独角兽", true).await, if released { 3 } else { 0 }, "{round}");
            assert_eq!(staff(&stage, words(Queue::Done, "独角兽")).await.len(), 3, "{round}");
        }
        casework::sweep_unused::run(&stage.backend).await.expect("swept");
        assert_eq!(counted(&stage, "SELECT COUNT(*) FROM text_fresh WHERE case_id < 1000").await, 0, "all are put away");
        assert_eq!(counted(&stage, "SELECT COUNT(*) FROM text_part").await, 1);
        assert_eq!(counted(&stage, "SELECT COUNT(DISTINCT part) FROM text_word").await, 1, "older parts are removed");
        assert_eq!((public(&stage, "独角兽", true).await, public(&stage, "路灯", true).await), (0, 3));
    }

    async fn urgent_cases_stand_first_in_every_list(stage) {
        let acceptor = stage.actor(Role::Acceptor, None);
        let mut numbers = Vec::new();
        for urgent in [false, true, false, true] {
            stage.clock.set(stage.clock.now().plus_seconds(60));
            let report = StaffReport { key: fresh_key(), form: form("路灯不亮"), urgent };
            let number = casework::case::register(&stage.backend, &acceptor, &report).await.expect("registered");
            numbers.push(number.to_string());
        }
        let of = |order: [usize; 4]| order.map(|at| numbers[at].clone());
        for queue in [Queue::Mine, Queue::Intake, Queue::Open] {
            for (sort, order) in [(Sort::Due, [1, 3, 0, 2]), (Sort::Oldest, [1, 3, 0, 2]), (Sort::Newest, [3, 1, 2, 0])] {
                for words in [None, Some("路灯".to_owned())] {
                    let filter = InboxFilter { queue, sort, words, ..InboxFilter::default() };
                    assert_eq!(staff(&stage, filter.clone()).await, of(order), "{filter:?}");
                }
            }
        }
        let close = "UPDATE \"case\" SET state = 'closed', closed_at = reported_at, follow_up_due_at = reported_at";
        stage.database().await.execute_unprepared(close).await.expect("closed");
        let stage = put_away(stage).await;
        for (queue, sort, order) in [
            (Queue::Done, Sort::Due, [3, 1, 2, 0]),
            (Queue::Done, Sort::Oldest, [1, 3, 0, 2]),
            (Queue::FollowUp, Sort::Due, [1, 3, 0, 2]),
        ] {
            for words in [None, Some("路灯".to_owned())] {
                let filter = InboxFilter { queue, sort, words, ..InboxFilter::default() };
                assert_eq!(staff(&stage, filter.clone()).await, of(order), "{filter:?}");
            }
        }
    }

    async fn a_total_is_exact_up_to_ten_thousand_and_there_the_pages_end(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("独角兽挡路").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let database = stage.database().await;
        let columns = columns(&database).await;
        let copied: Vec<String> = columns.iter().map(|column| match column.as_str() {
            "number" => "'PH20200101-' || substr('000000' || n, -6)".to_owned(),
            "key" => "'copy ' || n".to_owned(),
            "urgent" => "n % 100 = 0".to_owned(),
            column => format!("\"{column}\""),
        }).collect();
        let names = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        let mut copied = copied.join(", ");
        let series = match database.get_database_backend() {
            DbBackend::Postgres => {
                copied = copied.replace("substr('000000' || n, -6)", "lpad(n::text, 6, '0')");
                "SELECT generate_series(1, 9999) AS n".to_owned()
            }
            _ => "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 9999) SELECT n FROM s".to_owned(),
        };
        let copy = format!("INSERT INTO \"case\" ({names}) SELECT {copied} FROM \"case\", ({series}) AS s WHERE key NOT LIKE 'copy%'");
        database.execute_unprepared(&copy).await.expect("copied");
        let stage = put_away(stage).await;
        let one_more = || async {
            let number = stage.reported("独角兽挡路").await;
            crew.bring(&stage, &number, CaseState::Filed).await;
        };
        let open = InboxFilter { queue: Queue::Open, page: 9_999, ..InboxFilter::default() };
        for more in [false, true] {
            for words in [None, Some("独角兽".to_owned())] {
                let filter = NearbyFilter { words: words.clone().map(|_| "路灯".to_owned()), page: u32::MAX, ..NearbyFilter::default() };
                let listed = nearby(&stage.backend, &filter, &stranger()).await.expect("listed");
                assert_eq!((listed.total, listed.more, listed.page, listed.rows.len()), (10_000, more, 500, 20), "{filter:?}");
                let filter = InboxFilter { words, ..open.clone() };
                let listed = list(&stage.backend, &crew.acceptor, &filter).await.expect("listed");
                assert_eq!((listed.total, listed.more, listed.page, listed.rows.len()), (10_000, more, 200, 50), "{filter:?}");
                assert_eq!(listed.ends_early(), more);
                assert!(listed.rows.iter().all(|case| !case.urgent));
                let third = InboxFilter { page: 3, ..filter };
                let third = list(&stage.backend, &crew.acceptor, &third).await.expect("listed");
                let urgent = counted(&stage, "SELECT COUNT(*) FROM \"case\" WHERE urgent").await;
                assert!((100..150).contains(&urgent));
                assert_eq!(third.rows.iter().filter(|case| case.urgent).count() as i64, urgent - 100);
            }
            if !more {
                one_more().await;
            }
        }
    }

    async fn near_by_the_place_that_may_be_known_counts(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("独角兽挡路").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let near = |words: Option<&str>, lat: f64| NearbyFilter {
            position: Some(Position { lat, lng: 121.02 }),
            words: words.map(str::to_owned),
            ..NearbyFilter::default()
        };
        for (words, lat, expected) in [(None, 30.69, 1), (None, 30.72, 0), (Some("路灯"), 30.69, 1), (Some("独角兽"), 30.69, 0)] {
            let listed = nearby(&stage.backend, &near(words, lat), &stranger()).await.expect("listed");
            assert_eq!((listed.total, listed.rows.len()), (expected, expected as usize), "{words:?} {lat}");
        }
        // What is hidden meanwhile is not shown, whatever was read a moment ago.
        stage.database().await.execute_unprepared("UPDATE \"case\" SET public = FALSE").await.expect("hidden");
        assert!(nearby(&stage.backend, &near(None, 30.69), &stranger()).await.expect("listed").rows.is_empty());
    }

    async fn the_open_map_is_never_older_than_a_second(stage) {
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let bounds = Bounds { south: 30.0, west: 120.0, north: 31.5, east: 122.0 };
        let seen = || async {
            features(&stage.backend, Viewport { bounds, zoom: 18 }, &NearbyFilter::default(), &stranger()).await.expect("mapped")
        };
        assert!(matches!(seen().await[..], [Feature::Case { .. }]));
        // Looked at all the time it is read in the background.
        for _ in 0..8 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            seen().await;
        }
        stage.database().await.execute_unprepared("UPDATE \"case\" SET public = FALSE").await.expect("hidden");
        let hidden = std::time::Instant::now();
        while !seen().await.is_empty() {
            assert!(hidden.elapsed() < std::time::Duration::from_millis(1500), "still there");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
        assert!(seen().await.is_empty(), "after a pause nothing old is shown first");
    }
}

/// The columns of a case without its id.
async fn columns(database: &sea_orm::DatabaseConnection) -> Vec<String> {
    let sql = match database.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'case' AND column_name <> 'id'"
        }
        _ => "SELECT name FROM pragma_table_info('case') WHERE name <> 'id'",
    };
    let rows = database.query_all_raw(sea_orm::Statement::from_string(database.get_database_backend(), sql)).await;
    rows.expect("asked").iter().map(|row| row.try_get_by_index(0).expect("a name")).collect()
}
