//! What a disk holds of a city.

use std::collections::BTreeSet;

use harness::{DiskState, TemporaryDirectory};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::fault::number;

/// The words of every case on a disk. Fails the test unless its database is sound and every case in it whole.
pub async fn sound(state: &DiskState) -> Vec<String> {
    look(state, async |database| texts(database, "SELECT words FROM \"case\"").await).await.unwrap_or_default()
}

/// The reports and photos of a disk. Whoever has it knows that its database is sound, every case in it whole and there once.
#[derive(Default)]
pub struct Kept {
    /// The words of every case.
    pub words: BTreeSet<String>,
    photos: Vec<String>,
    marked: bool,
}

impl Kept {
    /// What a disk holds; nothing when it has no database yet.
    pub async fn of(state: &DiskState) -> Kept {
        look(state, async |database| {
            let words = texts(database, "SELECT words FROM \"case\"").await;
            let kept = Kept {
                words: words.iter().cloned().collect(),
                photos: texts(database, "SELECT id FROM photo").await,
                marked: number(database, "SELECT COUNT(*) FROM setting WHERE key = 'key'").await > 0,
            };
            assert_eq!(kept.words.len(), words.len(), "a report is there twice: {words:?}");
            kept
        })
        .await
        .unwrap_or_default()
    }

    /// Files that the database knows and the disk does not.
    pub fn missing_photos(&self, state: &DiskState) -> Vec<String> {
        let files = self.photos.iter().flat_map(|id| {
            let folder = &id[..2];
            [format!("photos/{folder}/{id}"), format!("photos/{folder}/{id}-small")]
        });
        files.filter(|file| state.files.get(file).is_none_or(|bytes| !bytes.starts_with(&[0xff, 0xd8]))).collect()
    }

    /// Whether the key that the data were made with is there: without it no phone number can be read again.
    pub fn key_fits(&self, state: &DiskState) -> bool {
        !self.marked || state.files.get("key").is_some_and(|key| key.len() == 64)
    }
}

/// Opens a copy of the database, as looking changes the file, and looks; nothing where the tables are not all there yet.
async fn look<T>(state: &DiskState, see: impl AsyncFnOnce(&DatabaseConnection) -> T) -> Option<T> {
    state.files.get("jingzhi.db")?;
    let copy = TemporaryDirectory::new("kept");
    state.write(copy.path());
    let url = format!("sqlite://{}", copy.join("jingzhi.db").display());
    let database = harness::connect(url).await;
    assert_eq!(texts(&database, "PRAGMA integrity_check").await, ["ok"]);
    assert_eq!(texts(&database, "SELECT \"table\" FROM pragma_foreign_key_check").await, [""; 0]);
    let tables = texts(&database, "SELECT name FROM sqlite_master WHERE type = 'table'").await;
    let seen = if ["case", "report", "event", "audit", "photo", "setting"]
        .iter()
        .all(|name| tables.iter().any(|table| table == name))
    {
        whole(&database).await;
        Some(see(&database).await)
    } else {
        None
    };
    database.close().await.expect("closed");
    seen
}

/// Every case has its report, its event and its audit entry.
async fn whole(database: &DatabaseConnection) {
    for part in
        ["report x WHERE x.case_id = c.id", "event x WHERE x.case_id = c.id", "audit x WHERE x.subject = c.number"]
    {
        let half = format!("SELECT COUNT(*) FROM \"case\" c WHERE (SELECT COUNT(*) FROM {part}) <> 1");
        assert_eq!(number(database, &half).await, 0, "a case without its {part}");
    }
}

async fn texts(database: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}
