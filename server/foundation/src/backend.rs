//! The system of one city: its store, files, keys, clock and reference data, shared by everything that is done for it.

use std::sync::{Arc, RwLock};
use std::time::Duration;

use domain::policy::Policy;
use sea_orm::{QueryResult, Statement};

use crate::catalog::{Catalog, revision};
use crate::memory::{Memories, Memory};
use crate::port::clock::Clock;
use crate::port::files::Files;
use crate::port::key::Keys;
use crate::port::spool::Spool;
use crate::share::Shares;
use crate::store::{Connection, Store, Transaction};
use crate::{Failure, Limits, Settings, invented, port, setting, store};

/// Photos that strangers, and as many again that staff, may have on their way in at the same time, and how many of them one address. Each
/// takes an open file and a little memory.
const UPLOADS: u64 = 256;
const UPLOADS_OF_ONE: u64 = 64;

/// How often a server asks whether the reference data has changed.
const FOLLOWS: Duration = Duration::from_secs(2);

/// The system of one city. Cheap to clone.
#[derive(Clone)]
pub struct Backend(Arc<Inner>);

struct Inner {
    settings: Settings,
    store: Store,
    files: Files,
    keys: Keys,
    catalog: RwLock<Arc<Catalog>>,
    spool: Spool,
    memories: Memories,
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
        Ok(Backend(Arc::new(Inner {
            files: Files::local(&settings.data_dir.join("photos"))?,
            keys,
            catalog: RwLock::new(Arc::new(catalog)),
            spool: Spool::open(
                &settings.data_dir.join("spool"),
                Shares::taken_back(UPLOADS, UPLOADS_OF_ONE),
                Shares::taken_back(settings.limits.spool_bytes, settings.limits.spool_bytes / 4),
            )?,
            memories: Memories::default(),
            store,
            // The master key and the database's password have done their work: nobody who asks what it was opened with gets them.
            settings: Settings { key: None, database_url: None, ..settings },
        })))
    }

    /// What a part of the program keeps in memory for this city.
    pub fn memory<M: Memory>(&self) -> Arc<M> {
        self.0.memories.get(&self.0.settings)
    }

    /// What it was opened with, but for its secrets.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
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

    /// Reads the reference data again when somebody else has changed it.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn follow(&self) -> Result<(), Failure> {
        if revision::stored(self.db()).await? == self.catalog().revision() { Ok(()) } else { self.reload().await }
    }

    /// Keeps a running server at the newest reference data, which another process or node may have brought. Never ends.
    pub async fn keep_up(self) {
        let mut known = true;
        loop {
            tokio::time::sleep(FOLLOWS).await;
            let followed = self.follow().await;
            // Said once, not every two seconds for as long as the store is away.
            if let (Err(error), true) = (&followed, known) {
                tracing::warn!(?error, "whether the city has changed is not known");
            }
            known = followed.is_ok();
        }
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.settings.clock
    }

    /// The store itself.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The connections on which strangers search: the others never wait for them.
    pub fn strangers(&self) -> &Connection {
        self.0.store.strangers()
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
    pub async fn write_durably(&self, statement: Statement) -> Result<Option<QueryResult>, Failure> {
        self.0.store.write_durably(statement).await
    }

    /// Like [`Backend::write_durably`], but on SQLite nobody waits for the disk: a crash may undo it.
    pub async fn write_relaxed(&self, statement: Statement) -> Result<Option<QueryResult>, Failure> {
        self.0.store.write_relaxed(statement).await
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

    /// What one address, and all strangers together, may take up.
    pub fn limits(&self) -> Limits {
        self.0.settings.limits
    }

    /// What time it is.
    pub fn now(&self) -> domain::time::Moment {
        self.clock().now()
    }
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
