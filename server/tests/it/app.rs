//! The server in this process, on a port of its own.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use clap::Parser as _;
use domain::time::Moment;
use foundation::Backend;
use foundation::port::clock::Clock;
use harness::TemporaryDirectory;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use server::command::Cli;
use server::config::Config;
use server::state::AppState;
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

use crate::client::Client;

/// One runtime for all tests, so that a server may outlive the test that started it.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// Runs a test to its end.
pub fn block_on<T>(test: impl Future<Output = T>) -> T {
    RUNTIME.block_on(test)
}

/// Makes a test on each database out of an `async fn` that takes a [`Store`].
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { crate::app::block_on(super::$test(crate::app::Store::Sqlite)); })*
        }
        mod postgres {
            $(#[test] fn $test() { crate::app::block_on(super::$test(crate::app::Store::Postgres)); })*
        }
    };
}
pub(crate) use on_both;

/// A database to test on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// A file in a temporary folder.
    Sqlite,
    /// The PostgreSQL that the tests start.
    Postgres,
}

/// 2026-11-23, a Monday, 10:00 in Pinghu.
pub const NOW: Moment = Moment(1_795_399_200);

/// A server with a database of its own.
pub struct TestApp {
    /// Its address, without a slash at the end.
    pub url: String,
    /// The system behind it.
    pub backend: Backend,
    /// Its clock, which stands still.
    pub clock: Clock,
    /// Its folder.
    pub directory: TemporaryDirectory,
    database_url: String,
}

impl TestApp {
    /// Starts a server with the real reference data and nothing else.
    pub async fn start(store: Store) -> TestApp {
        TestApp::start_with(store, &[]).await
    }

    /// Starts a server whose city has brought nothing yet.
    pub async fn start_empty(store: Store) -> TestApp {
        let directory = TemporaryDirectory::new("server");
        let database_url = match store {
            Store::Sqlite => format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display()),
            Store::Postgres => harness::postgres().create_database("empty"),
        };
        TestApp::start_on(database_url, directory, &[]).await
    }

    /// Starts a server with further arguments.
    pub async fn start_with(store: Store, arguments: &[&str]) -> TestApp {
        let directory = TemporaryDirectory::new("server");
        harness::city_in(directory.path());
        let database_url = match store {
            Store::Sqlite => format!("sqlite://{}?mode=rwc", directory.join("jingzhi.db").display()),
            Store::Postgres => {
                static SERIAL: AtomicU32 = AtomicU32::new(0);
                harness::city_database(&format!("door{}", SERIAL.fetch_add(1, Ordering::Relaxed)))
            }
        };
        TestApp::start_on(database_url, directory, arguments).await
    }

    /// Starts a server on a database.
    pub async fn start_on(database_url: String, directory: TemporaryDirectory, arguments: &[&str]) -> TestApp {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let listen = listener.local_addr().expect("an address").to_string();
        let folder = directory.path().to_string_lossy().into_owned();
        let own = ["jingzhi", "serve", "--listen", &listen, "--data-dir", &folder, "--trusted-proxies", "127.0.0.1"];
        // Without limit, unless a test is about it.
        let unlimited =
            ["--requests-an-hour", "--devices-an-hour", "--drafts-a-day", "--searches-a-minute", "--searches-a-second"];
        let unlimited = unlimited.iter().filter(|limit| !arguments.contains(limit)).flat_map(|limit| [limit, &"0"]);
        let all = own.iter().chain(unlimited).chain(arguments);
        let config: Config = Cli::parse_from(all).config;
        let clock = Clock::fixed(NOW);
        let settings =
            foundation::Settings { database_url: Some(database_url.clone()), clock: clock.clone(), ..config.backend() };
        let backend = casework::open(settings).await.expect("an open backend");
        let state = AppState::new(backend.clone(), &config).expect("state");
        let service = server::router::router(&state).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        TestApp { url: format!("http://{listen}"), backend, clock, directory, database_url }
    }

    /// The server that tests share which do not disturb each other.
    pub async fn shared(store: Store) -> &'static TestApp {
        static SQLITE: OnceCell<TestApp> = OnceCell::const_new();
        static POSTGRES: OnceCell<TestApp> = OnceCell::const_new();
        let cell = if store == Store::Sqlite { &SQLITE } else { &POSTGRES };
        cell.get_or_init(|| TestApp::start(store)).await
    }

    /// A browser that has never been here.
    pub fn client(&self) -> Client {
        Client::new(&self.url)
    }

    /// Gives the running server another setting of the city.
    pub async fn set(&self, setting: &str, value: &impl serde::Serialize) {
        let value = serde_json::to_string(value).expect("JSON").replace('\'', "''");
        let db = harness::connect(&self.database_url).await;
        let sql = format!("UPDATE setting SET value = '{value}' WHERE key = '{setting}'");
        assert_eq!(db.execute_unprepared(&sql).await.expect("set").rows_affected(), 1, "{setting}");
        db.close().await.expect("closed");
        self.backend.reload().await.expect("read again");
    }

    /// Forgets what was counted of anybody.
    pub async fn forget_limits(&self) {
        let db = harness::connect(&self.database_url).await;
        // The serials of case numbers are counters without a window.
        db.execute_unprepared("DELETE FROM counter WHERE window_at > 0").await.expect("forgotten");
        db.close().await.expect("closed");
    }

    /// How many rows every table has: what a refused request must not change. Counters of limits are left out.
    pub async fn row_counts(&self) -> Vec<(String, i64)> {
        let db = harness::connect(&self.database_url).await;
        let postgres = db.get_database_backend() == DbBackend::Postgres;
        let tables = if postgres {
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1"
        } else {
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        };
        let statement = |sql: String| Statement::from_string(db.get_database_backend(), sql);
        let mut counts = Vec::new();
        for row in db.query_all_raw(statement(tables.to_owned())).await.expect("tables") {
            let table: String = row.try_get_by_index(0).expect("a name");
            if table == "counter" || table.starts_with("sqlite_") {
                continue;
            }
            let count =
                db.query_one_raw(statement(format!("SELECT COUNT(*) FROM \"{table}\""))).await.expect("a count");
            counts.push((table, count.and_then(|row| row.try_get_by_index(0).ok()).expect("a number")));
        }
        counts
    }
}
