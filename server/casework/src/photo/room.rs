//! The room for photos that belong to no report yet: of one address, and of all strangers together a share of the free disk. What is sent
//! with a report, or swept, no longer counts. When all of it is used up, whoever holds most makes room for those who hold less. Photos of
//! staff take up none of it. But of nobody there are more than so many in a day, and none at all once the disk is nearly full.

use domain::fault::{Fault, FaultCode, Field};
use entity::photo::{Column, Entity, Model};
use foundation::job;
use foundation::share::Sender;
use foundation::store::statement;
use foundation::{Backend, Failure, limit};
use sea_orm::{ColumnTrait, ConnectionTrait as _, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Value};

use super::delete_photo_files::DeletePhotoFiles;

/// What a stranger's photos are counted under; `None` for staff.
pub(super) fn sender_hash(backend: &Backend, sender: &Sender) -> Option<String> {
    match sender {
        Sender::Staff(_) => None,
        Sender::Address(address) => Some(backend.keys().lookup("photo sender", address)),
    }
}

/// Seconds that photos which belong to no report are kept where they are in the way of others.
pub(crate) const KEPT_SECONDS: i64 = 86_400;

/// Seconds from one sweep of what nobody needs to the next.
pub const EVERY_SECONDS: u32 = 600;

/// One stranger's photos.
const OWN: &str = "sender = ?";

/// Every stranger's photos; written so that an index serves it.
pub(crate) const ALL: &str = "sender > ''";

/// Whether there is room for so many bytes more.
///
/// # Errors
/// `NoRoomForPhotos`; or the store is away.
pub(super) async fn check(backend: &Backend, sender: &Sender, more: u64) -> Result<(), Failure> {
    if backend.files().is_nearly_full(more) {
        return Err(FaultCode::Unavailable.into());
    }
    let Some(hash) = sender_hash(backend, sender) else { return Ok(()) };
    let limits = backend.limits();
    let own = sum(backend, OWN, Some(hash.clone())).await?;
    if own + more > limits.photo_bytes {
        return Err(no_room(backend, OWN, Some(hash), own + more - limits.photo_bytes).await?);
    }
    let Some(free) = backend.files().free_bytes() else { return Ok(()) };
    let all = sum(backend, ALL, None).await?;
    let allowed = allowed(free, all, limits.photo_percent);
    if all + more <= allowed || make_room(backend, &hash, own + more, all + more - allowed).await? {
        return Ok(());
    }
    Err(no_room(backend, ALL, None, all + more - allowed).await?)
}

/// Photos of whoever holds most that may go at once.
const AT_ONCE: u64 = 64;

/// Takes so many bytes from whoever holds most of all, the oldest first, for a stranger who would then hold `theirs`: nobody keeps others out
/// by holding what there is. Gives whether there is room now. Whoever holds no less than the others makes none.
async fn make_room(backend: &Backend, newcomer: &str, theirs: u64, lacking: u64) -> Result<bool, Failure> {
    let db = backend.db();
    let sql = format!(
        "SELECT sender, CAST(SUM(bytes) AS BIGINT) AS held FROM photo WHERE {ALL} AND case_id IS NULL GROUP BY sender \
         ORDER BY held DESC LIMIT 1"
    );
    let Some(most) = db.query_one_raw(statement(db, &sql, [])).await? else { return Ok(false) };
    let (holder, held): (String, i64) = (most.try_get_by_index(0)?, most.try_get_by_index(1)?);
    let held = u64::try_from(held).unwrap_or_default();
    if holder == newcomer || held.saturating_sub(lacking) < theirs {
        return Ok(false);
    }
    let oldest = Entity::find()
        .filter(Column::Sender.eq(holder))
        .filter(Column::CaseId.is_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(AT_ONCE);
    let (mut ids, mut enough) = (Vec::new(), 0);
    for photo in oldest.all(db).await?.into_iter().take_while(|photo| {
        let wanted = enough < lacking;
        enough += u64::try_from(photo.bytes).unwrap_or_default();
        wanted
    }) {
        ids.push(photo.id);
    }
    let gone = delete_unused(backend, ids).await?;
    Ok(gone.iter().map(|photo| u64::try_from(photo.bytes).unwrap_or_default()).sum::<u64>() >= lacking)
}

/// Seconds over which the photos of an address are counted.
const DAY: i64 = 86_400;

/// Counts a photo that is there now: what goes with reports and steps is never swept, so nobody may send it without end.
///
/// # Errors
/// `PhotosOfDay`; or the store is away.
pub(super) async fn count(backend: &Backend, sender: &Sender) -> Result<(), Failure> {
    let who = match sender {
        Sender::Staff(account) => format!("account {account}"),
        Sender::Address(address) => address.clone(),
    };
    let refusal = Fault::at(Field::Photo, FaultCode::PhotosOfDay);
    limit::admit_kind(backend, "photo", &who, DAY, backend.limits().photos_a_day, refusal).await
}

/// Deletes photos, but those that have become a case's meanwhile; their files follow. Gives those that are gone.
pub(crate) async fn delete_unused(backend: &Backend, ids: Vec<String>) -> Result<Vec<Model>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let unused = Entity::delete_many().filter(Column::Id.is_in(ids)).filter(Column::CaseId.is_null());
    let change = backend.begin().await?;
    let gone = unused.exec_with_returning(&change).await?;
    if !gone.is_empty() {
        let ids = gone.iter().map(|photo| photo.id.clone()).collect();
        job::add(backend, &change, &DeletePhotoFiles { ids }).await?;
    }
    change.commit().await?;
    job::wake(backend);
    Ok(gone)
}

/// That there is no room, and how long until so many bytes more are swept, as the oldest photos go first; without a time where no sweep
/// makes enough room.
async fn no_room(backend: &Backend, of: &str, sender: Option<String>, lacking: u64) -> Result<Failure, Failure> {
    let db = backend.db();
    let sql = format!(
        "SELECT MIN(created_at) FROM (SELECT created_at, SUM(bytes) OVER (ORDER BY created_at, id) AS freed FROM photo \
         WHERE {of} AND case_id IS NULL) AS aging WHERE freed >= ?"
    );
    let lacking = i64::try_from(lacking).unwrap_or(i64::MAX);
    let values: Vec<Value> = sender.map(Value::from).into_iter().chain([lacking.into()]).collect();
    let row = db.query_one_raw(statement(db, &sql, values)).await?;
    let last: Option<i64> = row.map_or(Ok(None), |row| row.try_get_by_index(0))?;
    let wait = last.map(|at| (at + KEPT_SECONDS + i64::from(EVERY_SECONDS) - backend.now().0).max(1));
    let wait = wait.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX));
    Ok(Fault { wait, ..Fault::at(Field::Photo, FaultCode::NoRoomForPhotos) }.into())
}

/// Of what would be free without these photos so many hundredths.
pub(crate) fn allowed(free: u64, stored: u64, percent: u64) -> u64 {
    free.saturating_add(stored) / 100 * percent
}

/// Bytes of the photos that belong to no case.
pub(crate) async fn sum(backend: &Backend, of: &str, sender: Option<String>) -> Result<u64, Failure> {
    let db = backend.db();
    let sql = format!("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM photo WHERE {of} AND case_id IS NULL");
    let row = db.query_one_raw(statement(db, &sql, sender.map(Into::into))).await?;
    let bytes: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(bytes).unwrap_or_default())
}
