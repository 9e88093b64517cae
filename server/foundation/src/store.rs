//! The two databases behind one face.
//!
//! SQLite: write-ahead log, `synchronous=FULL`, one connection that writes (several would only wait for each other) and a few
//! that read. PostgreSQL: one pool for both.

mod away;
mod connection;
mod deadline;
pub mod lock;
mod transaction;

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use migration::Migrator;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement, Value,
};
use sea_orm_migration::MigratorTrait;

use away::Away;
pub use connection::Connection;
use deadline::Deadline;
pub use deadline::Timed;
pub use transaction::Transaction;
use transaction::Writers;

use crate::{Failure, Settings};

/// The file of the settings' database; `None` for PostgreSQL, and for one that lies in memory.
///
/// # Errors
/// When the setting cannot be read.
pub fn file(settings: &Settings) -> Result<Option<PathBuf>, Failure> {
    let Some(url) = &settings.database_url else { return Ok(Some(settings.data_dir.join("jingzhi.db"))) };
    if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(url);
    let options = options.map_err(|error| Failure::Inside(format!("the setting of the database: {error}")))?;
    Ok(Some(options.get_filename().to_path_buf()))
}

/// How long a request waits for a connection before the store counts as away.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The database of a city: connections that read, those on which strangers search, and the one that writes.
pub struct Store {
    reader: Connection,
    strangers: Connection,
    deadline: Deadline,
    writer: Connection,
    writers: Writers,
}

impl Store {
    /// Connects, and brings the tables to the newest schema.
    pub async fn connect(settings: &Settings) -> Result<Store, Failure> {
        let url = match &settings.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite://{}?mode=rwc", settings.data_dir.join("jingzhi.db").display()),
        };
        if url.starts_with("sqlite:") {
            let writer = watched(Database::connect(sqlite(&url, 1, WRITER_CACHE)).await?, settings);
            let readers = settings.readers.max(1);
            let reader = watched(Database::connect(sqlite(&url, readers, READER_CACHE)).await?, settings);
            let deadline = Deadline::default();
            let strangers = watched(Database::connect(hurried(&url, &deadline)).await?, settings);
            Migrator::up(&writer, None).await?;
            let [reader, strangers, writer] = [reader, strangers, writer].map(|pool| Connection::new(pool, None));
            return Ok(Store { reader, strangers, deadline, writer, writers: Writers::default() });
        }
        // On a connection of their own: an index over all cases takes longer than a statement may in service.
        let mut unhurried = ConnectOptions::new(url.clone());
        unhurried
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .connect_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .sqlx_logging(false);
        let migrating = Database::connect(unhurried).await?;
        Migrator::up(&migrating, None).await?;
        migrating.close().await?;
        let away = Arc::new(Away::watch(&url).await?);
        let pool = postgres(&url, settings.readers.max(4) * 2, Duration::from_secs(10));
        let pool = watched(Database::connect(pool).await?, settings);
        let strangers = watched(Database::connect(postgres(&url, STRANGERS, LONGEST_SEARCH)).await?, settings);
        let [reader, strangers, writer] =
            [pool.clone(), strangers, pool].map(|pool| Connection::new(pool, Some(away.clone())));
        Ok(Store { reader, strangers, deadline: Deadline::default(), writer, writers: Writers::default() })
    }

    /// Begins a stranger's search: from now on it has so much time.
    pub fn time_search(&self) -> Timed {
        self.deadline.begin(LONGEST_SEARCH)
    }

    /// The connections on which strangers search: few, and a statement there has little time.
    pub fn strangers(&self) -> &Connection {
        &self.strangers
    }

    /// The connections that read.
    pub fn reader(&self) -> &Connection {
        &self.reader
    }

    /// The connection for single statements that write.
    pub fn writer(&self) -> &Connection {
        &self.writer
    }

    /// Runs a single statement that writes, and gives the row it returns.
    pub async fn write_durably(&self, statement: Statement) -> Result<Option<QueryResult>, Failure> {
        Ok(match is_postgres(&self.writer) {
            true => self.writer.query_one_raw(statement).await?,
            false => self.writers.once(self.writer.pool(), statement).await?,
        })
    }

    /// The same for what does no harm if a crash undoes it: on SQLite nobody waits for the disk.
    pub async fn write_relaxed(&self, statement: Statement) -> Result<Option<QueryResult>, Failure> {
        Ok(match is_postgres(&self.writer) {
            true => self.writer.query_one_raw(statement).await?,
            false => self.writers.soon(self.writer.pool(), statement).await?,
        })
    }

    /// Begins to write.
    pub async fn begin(&self) -> Result<Transaction, Failure> {
        Ok(match is_postgres(&self.writer) {
            true => Transaction::alone(self.writer.begin().await?),
            false => self.writers.begin(self.writer.pool()).await?,
        })
    }
}

fn watched(mut connection: DatabaseConnection, settings: &Settings) -> DatabaseConnection {
    if let Some(statements) = settings.statements.clone() {
        connection.set_metric_callback(move |info| statements.note(info.statement.to_string()));
    }
    connection
}

/// Pages that a connection of SQLite keeps in memory, in KiB. A report touches some thirty, all over the file.
const WRITER_CACHE: u32 = 24_000;
const READER_CACHE: u32 = 4_000;
/// Pages that are written ahead before they go to where they belong, which is a wait for everybody who writes: most are written many
/// times meanwhile, and go there once.
const WRITTEN_AHEAD: &str = "8000";

/// Connections of strangers: one searches, another reads what everybody looks at.
const STRANGERS: u32 = 2;
/// How long one of their statements may take; fifty times as long as any needs.
const LONGEST_SEARCH: Duration = Duration::from_millis(500);
/// Steps of SQLite's machine after which it asks whether there is time left.
const STEPS: i32 = 10_000;

/// The same with a limit on a statement's time.
fn hurried(url: &str, deadline: &Deadline) -> ConnectOptions {
    let mut options = sqlite(url, STRANGERS, READER_CACHE);
    let deadline = deadline.clone();
    options.map_sqlx_sqlite_pool_opts(move |options| {
        let deadline = deadline.clone();
        options.after_connect(move |connection, _| {
            let deadline = deadline.clone();
            Box::pin(async move {
                connection.lock_handle().await?.set_progress_handler(STEPS, move || deadline.is_ahead());
                Ok(())
            })
        })
    });
    options
}

/// No pool closes connections for their age: the task of sqlx 0.9 that looks for old ones spins for ever, on a thread that answers requests,
/// when one comes back in the wrong moment (transact-rs/sqlx#3645; mended in pull request 4289, not yet released).
fn postgres(url: &str, connections: u32, longest: Duration) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        // A connection just used is believed to be there: asking first would double the way to the database of every statement.
        .test_before_acquire_if_idle_for(Duration::from_secs(1))
        .statement_timeout(longest)
        .sqlx_logging(false);
    options
}

fn sqlite(url: &str, connections: u32, cache: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .statement_cache_capacity(256)
                .pragma("cache_size", format!("-{cache}"))
                .pragma("wal_autocheckpoint", WRITTEN_AHEAD)
                .pragma("temp_store", "MEMORY")
        });
    options
}

/// A raw statement with `?` for its values, numbered as the database wants them. Only for what the two databases do
/// differently (text and place index) and for single statements that count and return at once.
pub fn statement(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    let backend = db.get_database_backend();
    if backend != DbBackend::Postgres {
        return Statement::from_sql_and_values(backend, sql, values);
    }
    let mut numbered = String::with_capacity(sql.len() + 16);
    let mut count = 0;
    for c in sql.chars() {
        if c == '?' {
            count += 1;
            numbered.push_str(&format!("${count}"));
        } else {
            numbered.push(c);
        }
    }
    Statement::from_sql_and_values(backend, numbered, values)
}

/// Runs statements one after the other. On SQLite in one go: every statement of its own is a change of threads and back, which takes
/// longer than most statements do.
pub async fn run_all(db: &impl ConnectionTrait, statements: Vec<Statement>) -> Result<(), DbErr> {
    if is_postgres(db) {
        for statement in statements {
            db.execute_raw(statement).await?;
        }
        return Ok(());
    }
    let sql = statements.iter().map(|statement| statement.sql.as_str()).collect::<Vec<_>>().join("; ");
    let values = statements.into_iter().filter_map(|statement| statement.values).flat_map(|values| values.0);
    db.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await?;
    Ok(())
}

/// Whether this is PostgreSQL.
pub fn is_postgres(db: &impl ConnectionTrait) -> bool {
    db.get_database_backend() == DbBackend::Postgres
}
