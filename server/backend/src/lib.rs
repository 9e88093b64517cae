//! What the system does: no HTTP, no HTML. Every function names in its signature who may call it, scopes its query by
//! that person, and writes its audit entry in the same transaction.
//!
//! Reading order: the backend itself, what happens to cases, how citizens reach them, who works here, the rest.

pub mod account;
pub mod audit;
pub mod case;
pub mod catalog;
pub mod danger;
pub mod device;
pub mod draft;
mod failure;
pub mod geography;
pub mod index;
pub mod invented;
pub mod job;
mod knowledge;
pub mod limit;
pub mod photo;
pub mod place;
pub mod port;
pub mod public;
mod queue;
pub mod session;
pub mod setting;
pub mod share;
pub mod store;
mod worker;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};
use std::time::Duration;

use domain::policy::Policy;
use sea_orm::{QueryResult, Statement};
use tokio::sync::{Mutex, Notify, Semaphore};

pub use failure::Failure;

use catalog::Catalog;
use port::clock::Clock;
use port::files::Files;
use port::hashes::Hashes;
use port::key::Keys;
use port::spool::Spool;
use port::statements::Statements;
use public::turnstile::Turnstile;
use queue::Queue;
use share::{Sender, Shares};
use store::{Connection, Store, Transaction};

/// What a backend is opened with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite://…` or `postgres://…`; `None` for the SQLite file in the data directory.
    pub database_url: Option<String>,
    /// Where the database file, the photos and the master key lie.
    pub data_dir: PathBuf,
    /// The master key, 64 hexadecimal digits; `None` for the one in the data directory's file `key`.
    pub key: Option<String>,
    /// Invented city, people and accounts. A data directory made so refuses to be opened without it.
    pub demo: bool,
    /// Connections that read at the same time.
    pub readers: u32,
    /// Searches that somebody may make in a minute; 0 for no limit.
    pub searches_a_minute: u32,
    /// Searches that all strangers together may make in a second, in the long run; 0 for as many as they like.
    pub searches_a_second: u32,
    /// The clock; tests set their own.
    pub clock: Clock,
    /// Records every statement; tests alone set it.
    pub statements: Option<Statements>,
    /// Counts password hashes; tests read it.
    pub hashes: Hashes,
    /// What one address, and all strangers together, may take up.
    pub limits: Limits,
}

/// What one address, and all strangers together, may take up. High, as mobile carriers put thousands of people behind one address.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Browsers that come for the first time from one address within an hour; 0 for no limit.
    pub devices_an_hour: u32,
    /// Reports that are begun from one address within a day; 0 for no limit.
    pub drafts_a_day: u32,
    /// People who join one case from one address within a day in browsers that came for the first time; ten times as many in all.
    pub joins_a_day: u32,
    /// Photos from one address, or of one member of staff, within a day, whether they go with a report or not; 0 for no limit.
    pub photos_a_day: u32,
    /// Bytes of photos from one address that belong to no report yet.
    pub photo_bytes: u64,
    /// Hundredths of the free disk that such photos may take up in all.
    pub photo_percent: u64,
    /// Bytes of photos that strangers, and as much again that staff, may have on their way in at the same time.
    pub spool_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            devices_an_hour: 1000,
            drafts_a_day: 5000,
            joins_a_day: 5,
            photos_a_day: 3000,
            photo_bytes: 500 << 20,
            photo_percent: 5,
            spool_bytes: 1 << 30,
        }
    }
}

impl Settings {
    /// The defaults for a data directory.
    pub fn new(data_dir: impl Into<PathBuf>) -> Settings {
        Settings {
            database_url: None,
            data_dir: data_dir.into(),
            key: None,
            demo: false,
            readers: 4,
            searches_a_minute: 60,
            searches_a_second: 25,
            clock: Clock::default(),
            statements: None,
            limits: Limits::default(),
            hashes: Hashes::default(),
        }
    }
}

/// Photos that strangers, and as many again that staff, may have on their way in at the same time, and how many of them one address. Each
/// takes an open file and a little memory.
const UPLOADS: u64 = 256;
const UPLOADS_OF_ONE: u64 = 64;

/// The system of one city. Cheap to clone.
#[derive(Clone)]
pub struct Backend(Arc<Inner>);

struct Inner {
    store: Store,
    files: Files,
    keys: Keys,
    clock: Clock,
    catalog: RwLock<Arc<Catalog>>,
    serials: Mutex<case::number::Serials>,
    home: Mutex<public::home::Cached>,
    map: public::map::Cached,
    spool: Spool,
    limits: Limits,
    decoding: Queue,
    readings: Queue,
    read_for: danger::ReadFor,
    turnstile: Turnstile,
    searches_a_minute: u32,
    refused: limit::search::Refused,
    hashing: Arc<Semaphore>,
    sign_ins: Queue,
    known_sign_ins: Queue,
    hashes: Hashes,
    jobs: Notify,
    scheduled: OnceLock<()>,
}

impl Backend {
    /// Opens (and on the first start makes) the city's data: migrates the database, loads the reference data.
    ///
    /// # Errors
    /// When the database or the data directory cannot be used, or when the data was made with `--demo` and is opened without it.
    pub async fn open(settings: Settings) -> Result<Backend, Failure> {
        port::private::keep(&settings.data_dir)?;
        if let Some(file) = store::file(&settings)? {
            port::private::keep_file(&file)?;
        }
        let store = Store::connect(&settings).await?;
        invented::guard(&store, settings.demo).await?;
        let keys = match Keys::load(settings.key.as_deref(), &settings.data_dir)? {
            Some(keys) => keys,
            None if key_mark(&store).await?.is_some() => return Err(other_key("missing")),
            None => Keys::make(&settings.data_dir)?,
        };
        guard_keys(&store, &keys).await?;
        let catalog = Catalog::read(store.reader()).await?;
        index::fill_text(&store, &catalog).await?;
        Ok(Backend(Arc::new(Inner {
            files: Files::local(&settings.data_dir.join("photos"))?,
            keys,
            clock: settings.clock,
            catalog: RwLock::new(Arc::new(catalog)),
            serials: Mutex::default(),
            home: Mutex::default(),
            map: public::map::Cached::default(),
            spool: Spool::open(
                &settings.data_dir.join("spool"),
                Shares::taken_back(UPLOADS, UPLOADS_OF_ONE),
                Shares::taken_back(settings.limits.spool_bytes, settings.limits.spool_bytes / 4),
            )?,
            limits: settings.limits,
            decoding: Queue::default(),
            readings: Queue::default(),
            read_for: danger::ReadFor::default(),
            turnstile: Turnstile::new(settings.searches_a_second),
            searches_a_minute: settings.searches_a_minute,
            refused: limit::search::Refused::default(),
            hashing: Arc::new(Semaphore::new(2)),
            sign_ins: Queue::default(),
            known_sign_ins: Queue::default(),
            hashes: settings.hashes,
            jobs: Notify::new(),
            scheduled: OnceLock::new(),
            store,
        })))
    }

    /// Whether the store answers, within a second.
    pub async fn ready(&self) -> bool {
        let ping = async { self.db().ping().await.is_ok() };
        tokio::time::timeout(Duration::from_secs(1), ping).await.unwrap_or(false)
    }

    /// The reference data, as it was read last.
    pub fn catalog(&self) -> Arc<Catalog> {
        self.0.catalog.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// The city's settings of the trade.
    pub fn policy(&self) -> Policy {
        self.catalog().policy().clone()
    }

    /// Reads the reference data again, after a change.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn reload(&self) -> Result<(), Failure> {
        let fresh = Arc::new(Catalog::read(self.db()).await?);
        *self.0.catalog.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Puts the words of settled cases away, from one id on.
    pub async fn put_words_away(&self, from: i64) -> Result<(), Failure> {
        index::part::put_all_away(&self.0.store, &self.catalog(), from).await
    }

    /// Puts the words of some settled cases away where that has become worth it; tells whether it did.
    pub(crate) async fn tidy_words(&self) -> Result<bool, Failure> {
        index::part::tidy(&self.0.store, &self.catalog()).await
    }

    /// The connections on which strangers search: the others never wait for them.
    pub(crate) fn strangers(&self) -> &Connection {
        self.0.store.strangers()
    }

    /// Lets a stranger search when it is their turn, for a bounded time.
    pub(crate) async fn search<T>(
        &self,
        sender: &Sender,
        search: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let _turn = self.0.turnstile.pass(sender).await?;
        let _timed = self.0.store.time_search();
        search.await.map_err(Failure::narrowed)
    }

    /// The connections for reading.
    pub fn db(&self) -> &Connection {
        self.0.store.reader()
    }

    /// A transaction for writing. Nothing is acknowledged before its commit has returned.
    pub async fn begin(&self) -> Result<Transaction, Failure> {
        self.0.store.begin().await
    }

    /// Runs a single statement that writes; what it did is on disk when this returns. Gives the row it returns.
    pub(crate) async fn once(&self, statement: Statement) -> Result<Option<QueryResult>, Failure> {
        self.0.store.once(statement).await
    }

    /// The same for what does no harm if a crash undoes it.
    pub(crate) async fn soon(&self, statement: Statement) -> Result<Option<QueryResult>, Failure> {
        self.0.store.soon(statement).await
    }

    /// The connection for single statements that write.
    pub fn writer(&self) -> &Connection {
        self.0.store.writer()
    }

    /// The keys that personal data are kept under.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// Where photos lie.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// Where photos are taken in.
    pub fn spool(&self) -> &Spool {
        &self.0.spool
    }

    pub(crate) fn limits(&self) -> Limits {
        self.0.limits
    }

    /// What time it is.
    pub fn now(&self) -> domain::time::Moment {
        self.0.clock.now()
    }
}

/// Runs what reads a disk or computes for long on a thread of its own; `what` says it in words, should it break.
async fn blocking<T: Send + 'static>(
    what: &str,
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Failure::Inside(format!("{what}: {error}")))?
}

/// The setting that tells which master key the data belong to.
const KEY_MARK: &str = "key";

/// Refuses to go on with data that belong to another master key: numbers could not be read, and nobody would be found by theirs.
async fn guard_keys(store: &Store, keys: &Keys) -> Result<(), Failure> {
    // The first to open the data leaves its mark, also when two start at once.
    setting::write_first(store.writer(), KEY_MARK, &keys.mark()).await?;
    if key_mark(store).await? == Some(keys.mark()) {
        Ok(())
    } else {
        Err(other_key("not the one these data were made with"))
    }
}

/// The mark of the key that the data were made with; `None` before the first start.
async fn key_mark(store: &Store) -> Result<Option<String>, Failure> {
    setting::read(store.writer(), KEY_MARK).await
}

fn other_key(what: &str) -> Failure {
    Failure::Inside(format!("the master key is {what}: restore the file `key`, or set JINGZHI_KEY"))
}
