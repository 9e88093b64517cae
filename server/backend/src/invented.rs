//! Whether a city's people and cases are invented: such data are marked, and never mistaken for a real city's.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Set};

use crate::store::Store;
use crate::{Backend, Failure};

/// The setting that marks them.
const MARK: &str = "demo";

/// How far an invented city is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invented {
    /// There are accounts at most.
    Empty,
    /// The cases are there.
    Loaded,
}

impl Invented {
    const fn code(self) -> &'static str {
        match self {
            Invented::Empty => "\"empty\"",
            Invented::Loaded => "\"loaded\"",
        }
    }
}

/// Keeps invented data and real cities apart: an empty database opened as a demo is marked as one.
///
/// # Errors
/// When a marked database is opened as a real city, or a real city as a demo; or the store is away.
pub(crate) async fn guard(store: &Store, demo: bool) -> Result<(), Failure> {
    match (mark(store.reader()).await?, demo) {
        (Some(_), true) | (None, false) => Ok(()),
        (Some(_), false) => Err(Failure::Inside(
            "this data was made with --demo: its people and cases are invented. Start with --demo, or with another data \
             directory or database for a real city"
                .to_owned(),
        )),
        (None, true) if in_use(store.reader()).await? => Err(Failure::Inside(
            "this is a real city's data; --demo would mix invented cases into it. Start without --demo, or with another data \
             directory or database"
                .to_owned(),
        )),
        (None, true) => set_mark(store.writer(), Invented::Empty).await,
    }
}

/// How far the invented city is; `None` for a real one.
///
/// # Errors
/// When the store is away.
pub async fn mark(db: &impl ConnectionTrait) -> Result<Option<Invented>, Failure> {
    let row = entity::setting::Entity::find_by_id(MARK.to_owned()).one(db).await?;
    let is_loaded = |value: String| value == Invented::Loaded.code();
    Ok(row.map(|row| if is_loaded(row.value) { Invented::Loaded } else { Invented::Empty }))
}

/// Marks a city as invented.
///
/// # Errors
/// When the store is away.
pub async fn set_mark(db: &impl ConnectionTrait, how_far: Invented) -> Result<(), Failure> {
    let row = entity::setting::ActiveModel { key: Set(MARK.to_owned()), value: Set(how_far.code().to_owned()) };
    let again =
        OnConflict::column(entity::setting::Column::Key).update_column(entity::setting::Column::Value).to_owned();
    entity::setting::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Makes sure that invented cases may be written here: a database that nobody uses becomes an invented city.
///
/// # Errors
/// When this is a real city; or the store is away.
pub async fn claim(backend: &Backend) -> Result<(), Failure> {
    if mark(backend.db()).await?.is_some() {
        return Ok(());
    }
    if in_use(backend.db()).await? {
        return Err(Failure::Inside(
            "this is a real city's data, which gets no invented cases; name another data directory or database"
                .to_owned(),
        ));
    }
    set_mark(backend.writer(), Invented::Empty).await
}

/// Whether somebody works here or has reported something.
async fn in_use(db: &impl ConnectionTrait) -> Result<bool, Failure> {
    let accounts = entity::account::Entity::find().count(db).await?;
    Ok(accounts > 0 || entity::case::Entity::find().count(db).await? > 0)
}
