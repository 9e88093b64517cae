//! Brings a city's own file into the store: all of it, or, when anything in it is wrong, nothing.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use foundation::account::Administrator;
use foundation::blocking::blocking;
use foundation::catalog::kind::FileKind;
use foundation::catalog::{CITY, Catalog, revision};
use foundation::store::Transaction;
use foundation::{Backend, Failure, audit, setting};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Iterable, ModelTrait, PrimaryKeyToColumn};

use super::cells::Cells;
use super::dependants;
use super::file::{self, Coordinates, MOST_WRONGS, Wrong, Wrongs};
use super::part::{
    Part, area, base_map, calendar, city, class, component, condition, department, grid, responsibility, road,
};

/// Rows of one statement: few enough for the values that SQLite takes at once.
const BATCH: usize = 500;

/// What a file changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Rows that are new, or come back.
    pub added: usize,
    /// Rows that say something else than before.
    pub changed: usize,
    /// Rows that the file no longer has. What cases may point to is retired: no longer offered, still named.
    pub removed: usize,
    /// Rows that are as they were.
    pub same: usize,
}

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It is stored, or would be.
    Sound(Changes),
    /// Nothing is stored.
    Wrong(Wrongs),
}

/// How a file is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// Judge it and store nothing.
    pub check: bool,
    /// What its positions are in.
    pub coordinates: Coordinates,
}

/// Imports a file.
///
/// # Errors
/// Not allowed for anybody but the system administrator; or the store is away. What is wrong with the file is no error but what comes of it.
pub async fn import(
    backend: &Backend,
    by: Administrator<'_>,
    kind: FileKind,
    bytes: Vec<u8>,
    how: How,
) -> Result<Imported, Failure> {
    by.check()?;
    let bytes = Bytes::from(bytes);
    // Judged by what is stored, and judged again when somebody else has changed that meanwhile.
    for _ in 0..ATTEMPTS {
        backend.follow().await?;
        let bytes = bytes.clone();
        let attempt = match kind {
            FileKind::City => import_city(backend, by, &bytes, how).await,
            FileKind::Areas => import_rows::<area::Row>(backend, by, kind, bytes, how).await,
            FileKind::Grids => import_rows::<grid::Row>(backend, by, kind, bytes, how).await,
            FileKind::Roads => import_rows::<road::Row>(backend, by, kind, bytes, how).await,
            FileKind::Components => import_rows::<component::Row>(backend, by, kind, bytes, how).await,
            FileKind::BaseMap => import_rows::<base_map::Row>(backend, by, kind, bytes, how).await,
            FileKind::Departments => import_rows::<department::Row>(backend, by, kind, bytes, how).await,
            FileKind::Responsibilities => import_rows::<responsibility::Row>(backend, by, kind, bytes, how).await,
            FileKind::Classes => import_rows::<class::Row>(backend, by, kind, bytes, how).await,
            FileKind::Conditions => import_rows::<condition::Row>(backend, by, kind, bytes, how).await,
            FileKind::Calendar => import_rows::<calendar::Row>(backend, by, kind, bytes, how).await,
        };
        if let Attempt::Done(imported) = attempt? {
            return Ok(imported);
        }
    }
    Err(Failure::Inside("others go on changing the city's files; try again later".to_owned()))
}

/// Attempts before giving up because others keep changing the catalog at the same time.
const ATTEMPTS: u32 = 8;

/// What came of judging a file and storing it.
enum Attempt {
    Done(Imported),
    /// Somebody else has changed what it was judged by; nothing is stored.
    Overtaken,
}

async fn import_city(backend: &Backend, by: Administrator<'_>, bytes: &[u8], how: How) -> Result<Attempt, Failure> {
    let records = match file::read(bytes, city::COLUMNS, how.coordinates) {
        Ok(records) => records,
        Err(wrongs) => return Ok(Attempt::Done(Imported::Wrong(wrongs))),
    };
    let mut wrongs = Wrongs::new();
    let city = city::read(&records, &mut wrongs);
    if !wrongs.is_empty() {
        return Ok(Attempt::Done(Imported::Wrong(wrongs)));
    }
    let catalog = backend.catalog();
    let same = *catalog.city() == city;
    if !same && !how.check {
        let value = serde_json::to_string(&city).map_err(|error| Failure::Inside(error.to_string()))?;
        let tx = backend.begin().await?;
        if revision::hold(&tx).await? != catalog.revision() {
            return Ok(Attempt::Overtaken);
        }
        setting::write(&tx, CITY, &value).await?;
        finish(tx, backend, by, FileKind::City).await?;
    }
    let changes = Changes { changed: usize::from(!same), same: usize::from(same), ..Changes::default() };
    Ok(Attempt::Done(Imported::Sound(changes)))
}

/// Puts it on record, names the new revision and lets go of the writer.
async fn finish(tx: Transaction, backend: &Backend, by: Administrator<'_>, kind: FileKind) -> Result<(), Failure> {
    audit::record(&tx, backend, &by.on_record()?, "import_file", kind.code(), "").await?;
    revision::renew(&tx).await?;
    tx.commit().await?;
    backend.reload().await
}

async fn import_rows<P: Part + 'static>(
    backend: &Backend,
    by: Administrator<'_>,
    kind: FileKind,
    bytes: Bytes,
    how: How,
) -> Result<Attempt, Failure> {
    let catalog = backend.catalog();
    let known = catalog.clone();
    // Reading and judging a large file takes seconds, in which the city goes on.
    let judged = blocking("reading a file", move || Ok(judge::<P>(&bytes, &known, how.coordinates))).await?;
    let rows = match judged {
        Ok(rows) => rows,
        Err(wrongs) => return Ok(Attempt::Done(Imported::Wrong(wrongs))),
    };
    let Comparison { changes, gone, write, delete } = compare(backend, &catalog, rows).await?;
    let wrongs = dependants::wrongs(backend.db(), &catalog, kind, &gone).await?;
    if !wrongs.is_empty() {
        return Ok(Attempt::Done(Imported::Wrong(wrongs)));
    }
    if !how.check && changes != (Changes { same: changes.same, ..Changes::default() }) {
        let tx = backend.begin().await?;
        if revision::hold(&tx).await? != catalog.revision() {
            return Ok(Attempt::Overtaken);
        }
        for row in delete {
            row.delete(&tx).await?;
        }
        store::<P>(&tx, write).await?;
        finish(tx, backend, by, kind).await?;
    }
    Ok(Attempt::Done(Imported::Sound(changes)))
}

/// The rows of a file with their lines, or everything that is wrong with it.
fn judge<P: Part>(bytes: &[u8], catalog: &Catalog, coordinates: Coordinates) -> Result<Vec<(usize, P)>, Wrongs> {
    let records = file::read(bytes, P::COLUMNS, coordinates)?;
    let mut wrongs = Wrongs::new();
    let mut rows = Vec::with_capacity(records.len());
    for record in &records {
        let row = P::read(&mut Cells { record, columns: P::COLUMNS, coordinates, wrongs: &mut wrongs });
        rows.push((record.line, row));
        if wrongs.len() >= MOST_WRONGS {
            return Err(wrongs);
        }
    }
    // A line that is wrong by itself is not judged by what others say, too.
    let told: HashSet<usize> = wrongs.iter().map(|wrong| wrong.line).collect();
    let mut later = Wrongs::new();
    let mut first: HashMap<String, usize> = HashMap::with_capacity(rows.len());
    for (line, row) in &rows {
        if let Some(known) = first.insert(row.key(), *line) {
            let column = P::COLUMNS.first().map_or("", |column| column.name);
            later.push(Wrong::new(*line, column, format!("the same as line {known}"), "each code once"));
        }
    }
    P::check(&rows, catalog, &mut later);
    wrongs.extend(later.into_iter().filter(|wrong| !told.contains(&wrong.line)));
    if !wrongs.is_empty() {
        wrongs.sort_by_key(|wrong| wrong.line);
        wrongs.truncate(MOST_WRONGS);
        return Err(wrongs);
    }
    rows.iter_mut().for_each(|(_, row)| row.complete(catalog));
    Ok(rows)
}

/// What a file changes, and the rows for it.
struct Comparison<P: Part> {
    changes: Changes,
    /// What no two rows share, of those that the file no longer has.
    gone: Vec<String>,
    write: Vec<P::Active>,
    delete: Vec<P::Model>,
}

async fn compare<P: Part>(
    backend: &Backend,
    catalog: &Catalog,
    rows: Vec<(usize, P)>,
) -> Result<Comparison<P>, Failure> {
    let mut stored: HashMap<String, (P, bool, P::Model)> = HashMap::new();
    for model in P::Entity::find().all(backend.db()).await? {
        let (row, retired) = P::of(&model, catalog);
        stored.insert(row.key(), (row, retired, model));
    }
    let mut comparison =
        Comparison { changes: Changes::default(), gone: Vec::new(), write: Vec::new(), delete: Vec::new() };
    let Comparison { changes, gone, write, delete } = &mut comparison;
    let keeps = !P::KEY.is_empty();
    let named: HashSet<String> = rows.iter().map(|(_, row)| row.key()).collect();
    for (key, (row, retired, model)) in &stored {
        if !named.contains(key) && !retired && P::concerns(&rows, row) {
            changes.removed += 1;
            gone.push(key.clone());
            if keeps {
                write.push(row.clone().row(true, catalog));
            } else {
                delete.push(model.clone());
            }
        }
    }
    for (_, row) in rows {
        match stored.get(&row.key()) {
            Some((known, false, _)) if *known == row => {
                changes.same += 1;
                continue;
            }
            Some((_, false, model)) => {
                changes.changed += 1;
                if !keeps {
                    delete.push(model.clone());
                }
            }
            Some((_, true, _)) | None => changes.added += 1,
        }
        write.push(row.row(false, catalog));
    }
    Ok(comparison)
}

/// Writes rows; one that is known by its key is written over.
async fn store<P: Part>(tx: &Transaction, rows: Vec<P::Active>) -> Result<(), Failure> {
    type Of<P> = <<P as Part>::Entity as EntityTrait>::Column;
    type Primary<P> = <<P as Part>::Entity as EntityTrait>::PrimaryKey;
    let fixed: HashSet<String> = P::KEY
        .iter()
        .map(|column| format!("{column:?}"))
        .chain(Primary::<P>::iter().map(|key| format!("{:?}", key.into_column())))
        .collect();
    let others: Vec<Of<P>> = Of::<P>::iter().filter(|column| !fixed.contains(&format!("{column:?}"))).collect();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<P::Active> = rows.by_ref().take(BATCH).collect();
        let insert = P::Entity::insert_many(batch);
        if P::KEY.is_empty() {
            insert.exec_without_returning(tx).await?;
        } else {
            let again = OnConflict::columns(P::KEY.iter().copied()).update_columns(others.iter().copied()).to_owned();
            insert.on_conflict(again).exec_without_returning(tx).await?;
        }
    }
    Ok(())
}
