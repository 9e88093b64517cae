//! What the lists cost: the number of statements, and that none reads a big table from end to end.

use casework::case::{count, find, likely, list, officers, orders};
use casework::public;
use domain::account::{Actor, Role};
use domain::case::{CaseState, Part};
use domain::geo::{Bounds, Position};
use domain::inbox::{InboxFilter, Queue, Sort};
use domain::map::Viewport;
use domain::report::{NearbyFilter, ReportForm};
use sea_orm::{ConnectionTrait, Statement};

use crate::case::Crew;
use crate::on_both_databases;
use crate::stage::{Stage, form, stranger};

/// Every list query of the program.
async fn ask_everything(stage: &Stage, number: &str) {
    let backend = &stage.backend;
    let position = Position { lat: 30.69, lng: 121.02 };
    for role in [Role::Acceptor, Role::DepartmentClerk] {
        let actor = stage.actor(role, (role == Role::DepartmentClerk).then_some("shizheng"));
        for queue in Queue::ALL {
            for sort in Sort::ALL {
                let filter = InboxFilter {
                    queue,
                    sort,
                    town: Some("330482001".into()),
                    urgent: false,
                    overdue: true,
                    ..InboxFilter::default()
                };
                list(backend, &actor, &filter).await.expect("listed");
                list(backend, &actor, &InboxFilter { queue, sort, ..InboxFilter::default() }).await.expect("listed");
                let words = InboxFilter { queue, sort, words: Some("路灯".into()), ..InboxFilter::default() };
                list(backend, &actor, &words).await.expect("searched");
                for (class, department, urgent) in [
                    (Some("matter-01037"), None, false),
                    (Some("06"), None, false),
                    (None, Some(3), false),
                    (None, None, true),
                ] {
                    let class = class.map(str::to_owned);
                    let filter = InboxFilter { queue, sort, class, department, urgent, ..InboxFilter::default() };
                    list(backend, &actor, &filter).await.expect("narrowed");
                }
            }
        }
        count(backend, &actor).await.expect("counted");
    }
    let acceptor = stage.actor(Role::Acceptor, None);
    for typed in [
        form("路灯不亮"),
        ReportForm { lat: String::new(), lng: String::new(), ..form("路灯不亮") },
        ReportForm { lat: String::new(), lng: String::new(), address: "x".into(), ..form("路灯不亮") },
    ] {
        likely(backend, &acceptor, &typed).await.expect("compared");
        likely(backend, &stage.actor(Role::Collector, None), &typed).await.expect("compared as the public does");
    }
    for role in [Role::HandlingOfficer, Role::Collector] {
        for town in [None, Some("330482001".to_owned())] {
            let actor = Actor { town, ..stage.actor(role, None) };
            orders(backend, &actor, Some(position)).await.expect("listed");
            find(backend, &actor, number).await.expect_err("not theirs");
        }
    }
    officers(backend, &stage.actor(Role::ShiftLeader, None), number).await.expect("listed");
    let bounds = Bounds { south: 30.6, west: 120.9, north: 30.8, east: 121.2 };
    let viewport = Viewport { bounds, zoom: 12 };
    for done in [false, true] {
        for (town, words, at) in [
            (None, None, None),
            (Some("330482001"), None, None),
            (None, Some("路灯"), None),
            (None, None, Some(position)),
        ] {
            let filter = NearbyFilter {
                town: town.map(str::to_owned),
                words: words.map(str::to_owned),
                done,
                position: at,
                page: 1,
            };
            public::nearby(backend, &filter, &stranger()).await.expect("listed");
            public::features(backend, viewport, &filter, &stranger()).await.expect("mapped");
        }
    }
    public::home(backend).await.expect("home");
    public::find(backend, number, None).await.expect("found");
    find(backend, &stage.actor(Role::Dispatcher, None), number).await.expect("found");
}

on_both_databases! {
    async fn l10_no_list_reads_a_big_table_from_end_to_end(stage) {
        demo::seed::run(&stage.backend, 20_000, 7, |_| {}).await.expect("seeded");
        let crew = Crew::hire(&stage).await;
        let number = stage.reported("路灯不亮").await;
        crew.bring(&stage, &number, CaseState::Filed).await;
        let database = stage.database().await;
        let postgres = stage.url.is_some();
        // Twenty thousand rows stand for a million: a sequential scan is priced out, so that the planner takes it only where no index serves.
        // SQLite knows of its tables what a sample tells it, as in service: what it then believes of their columns is far off.
        let prepare: &[&str] = match postgres {
            true => &["ANALYZE", "SET enable_seqscan = off"],
            false => &["PRAGMA analysis_limit = 1000", "ANALYZE"],
        };
        let connection = sea_orm::TransactionTrait::begin(&database).await.expect("a connection of one's own");
        for statement in prepare {
            connection.execute_unprepared(statement).await.expect("prepared");
        }
        stage.statements.take();
        ask_everything(&stage, &number).await;
        let big = ["case", "event", "work_order", "photo", "report", "case_text", "case_place", "component", "text_word"];
        let mut asked = 0;
        for statement in stage.statements.take().into_iter().filter(|s| s.starts_with("SELECT")) {
            asked += 1;
            let explain = if postgres { format!("EXPLAIN {statement}") } else { format!("EXPLAIN QUERY PLAN {statement}") };
            let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), explain)).await.expect("explained");
            for row in rows {
                let line: String = if postgres { row.try_get_by_index(0) } else { row.try_get("", "detail") }.expect("a line");
                let scans = |table: &&str| {
                    let words: Vec<&str> = line.split_whitespace().collect();
                    if postgres {
                        line.contains(&format!("Seq Scan on {table} ")) || line.contains(&format!("Seq Scan on \"{table}\" "))
                    } else {
                        // An index read from end to end costs as much, but for the first rows of a list in its order.
                        matches!(words[..], ["SCAN", name, ..] if name == *table)
                            && !line.contains("VIRTUAL TABLE INDEX")
                            && !(line.contains("USING INDEX") && statement.contains(" LIMIT "))
                    }
                };
                assert!(!big.iter().any(scans), "{line}\n{statement}");
            }
        }
        assert!(asked > 100, "{asked} statements");
    }

    async fn l11_a_page_costs_a_fixed_number_of_statements(stage) {
        let crew = Crew::hire(&stage).await;
        let mut numbers = Vec::new();
        let mut budget = Vec::new();
        for cases in [1, 12] {
            while numbers.len() < cases {
                let number = stage.reported("路灯不亮").await;
                crew.bring(&stage, &number, CaseState::Filed).await;
                casework::case::release(&stage.backend, &crew.acceptor, &number, Part::Report, true, "").await.expect("released");
                numbers.push(number);
            }
            tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
            let mut counts = Vec::new();
            stage.statements.take();
            list(&stage.backend, &crew.acceptor, &InboxFilter { queue: Queue::Open, ..InboxFilter::default() }).await.expect("listed");
            counts.push(stage.statements.take().len());
            count(&stage.backend, &crew.acceptor).await.expect("counted");
            counts.push(stage.statements.take().len());
            find(&stage.backend, &crew.dispatcher, &numbers[0]).await.expect("found");
            counts.push(stage.statements.take().len());
            public::home(&stage.backend).await.expect("home");
            counts.push(stage.statements.take().len());
            public::find(&stage.backend, &numbers[0], None).await.expect("found");
            counts.push(stage.statements.take().len());
            public::nearby(&stage.backend, &NearbyFilter::default(), &stranger()).await.expect("listed");
            counts.push(stage.statements.take().len());
            budget.push(counts);
        }
        // A case is looked at once more when all of it has been read: whether it still is what it was.
        for (page, most) in [("inbox", 4), ("counts", 2), ("case", 10), ("home", 4), ("public case", 4), ("nearby", 3)].iter().enumerate().map(|(i, (page, most))| ((i, *page), *most)) {
            let (index, name) = page;
            assert!(budget[1][index] <= most, "{name}: {} statements", budget[1][index]);
            assert!(budget[1][index] <= budget[0][index] + 2, "{name} grows with its rows: {budget:?}");
        }
    }
}
