//! Whether a city's people and cases are invented: such data are marked, and never mistaken for a real city's.

use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

use crate::store::Store;
use crate::{Failure, setting};

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
pub async fn guard(store: &Store, demo: bool) -> Result<(), Failure> {
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
    let value = setting::read(db, MARK).await?;
    let how_far = |value| if value == Invented::Loaded.code() { Invented::Loaded } else { Invented::Empty };
    Ok(value.map(how_far))
}

/// Marks a city as invented.
///
/// # Errors
/// When the store is away.
pub async fn set_mark(db: &impl ConnectionTrait, how_far: Invented) -> Result<(), Failure> {
    setting::write(db, MARK, how_far.code()).await
}

/// Makes sure that invented cases may be written here: a database that nobody uses becomes an invented city.
///
/// # Errors
/// When this is a real city; or the store is away.
pub async fn claim(store: &Store) -> Result<(), Failure> {
    if mark(store.reader()).await?.is_some() {
        return Ok(());
    }
    if in_use(store.reader()).await? {
        return Err(Failure::Inside(
            "this is a real city's data, which gets no invented cases; name another data directory or database"
                .to_owned(),
        ));
    }
    set_mark(store.writer(), Invented::Empty).await
}

/// Whether somebody works here or has reported something.
async fn in_use(db: &impl ConnectionTrait) -> Result<bool, Failure> {
    let accounts = entity::account::Entity::find().count(db).await?;
    Ok(accounts > 0 || entity::case::Entity::find().count(db).await? > 0)
}
