//! Sweeps what nobody needs any more: old drafts, photos that never became a case's, files without a row, old counters, devices that have
//! not come back. Puts the words of settled cases away.

use foundation::job::Job;
use foundation::store::is_postgres;
use foundation::{Backend, Failure};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};

use crate::index::part;
use crate::photo::room;
pub use crate::photo::room::EVERY_SECONDS;

/// Seconds after which a file without a row, or a photo that its sent draft left out, is swept.
const ORPHAN_SECONDS: i64 = 3600;
/// Seconds after which a photo of a member of staff that no step used is swept. An officer's phone keeps what was begun until the order is
/// done, which may take weeks.
const STAFF_SECONDS: i64 = 30 * 86_400;
/// Seconds after which a device is forgotten on which an account was signed in: as long as its cookie lasts.
const KNOWN_SECONDS: i64 = 365 * 86_400;
/// Photos swept at once.
const BATCH: u64 = 500;

/// Sweeps what nobody needs any more.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SweepUnused;

impl Job for SweepUnused {
    const NAME: &'static str = "sweep_unused";

    async fn run(&self, backend: &Backend) -> Result<(), Failure> {
        let photos = run(backend).await?;
        if photos > 0 {
            tracing::info!(photos, "swept");
        }
        Ok(())
    }
}

/// Sweeps. Gives how many photos were deleted.
///
/// # Errors
/// When the store is away; what is left is swept the next time.
pub async fn run(backend: &Backend) -> Result<usize, Failure> {
    let now = backend.now().0;
    let old_draft = now - backend.catalog().policy().draft_days * 86_400;
    let drafts = entity::draft::Entity::find()
        .select_only()
        .column(entity::draft::Column::Id)
        .filter(entity::draft::Column::UpdatedAt.lt(old_draft))
        .limit(BATCH);
    let drafts: Vec<i64> = drafts.into_tuple().all(backend.db()).await?;
    let unclaimed = entity::photo::Entity::find().filter(entity::photo::Column::CaseId.is_null());
    let of_drafts = unclaimed.clone().filter(entity::photo::Column::DraftId.is_in(drafts.iter().copied()));
    let of_staff = unclaimed
        .filter(entity::photo::Column::AccountId.is_not_null())
        .filter(entity::photo::Column::CreatedAt.lt(now - STAFF_SECONDS))
        .limit(BATCH);
    let mut photos = of_drafts.all(backend.db()).await?;
    photos.extend(of_staff.all(backend.db()).await?);
    photos.extend(left_out(backend, now).await?);
    photos.extend(in_the_way(backend, now).await?);
    let deleted = room::delete_unused(backend, photos.into_iter().map(|photo| photo.id).collect()).await?.len();
    entity::draft::Entity::delete_many().filter(entity::draft::Column::Id.is_in(drafts)).exec(backend.writer()).await?;
    // Serials have window 0 and are kept; every other counter's window is over after a day.
    entity::counter::Entity::delete_many()
        .filter(entity::counter::Column::WindowAt.gt(0))
        .filter(entity::counter::Column::WindowAt.lt(now - 86_400))
        .exec(backend.writer())
        .await?;
    entity::staff_device::Entity::delete_many()
        .filter(entity::staff_device::Column::SeenAt.lt(now - KNOWN_SECONDS))
        .exec(backend.writer())
        .await?;
    while part::tidy(backend.store(), &backend.catalog()).await? {}
    know_the_tables(backend).await?;
    Ok(deleted + files_without_row(backend, now).await?)
}

/// Photos whose draft was sent without them.
async fn left_out(backend: &Backend, now: i64) -> Result<Vec<entity::photo::Model>, Failure> {
    use entity::{draft, photo};
    let sent = draft::Entity::find()
        .select_only()
        .column(draft::Column::Id)
        .filter(Expr::col((draft::Entity, draft::Column::Id)).equals((photo::Entity, photo::Column::DraftId)))
        .filter(draft::Column::CaseId.is_not_null())
        .into_query();
    let left = photo::Entity::find()
        .filter(photo::Column::CaseId.is_null())
        .filter(photo::Column::CreatedAt.lt(now - ORPHAN_SECONDS))
        .filter(Expr::exists(sent))
        .limit(BATCH);
    Ok(left.all(backend.db()).await?)
}

/// Photos that belong to no report after a day, where such photos take up more than half of their room: of an address, or of all. A
/// stranger who fills it so shuts others out for a day at most; what people have begun elsewhere is kept as long as its draft.
async fn in_the_way(backend: &Backend, now: i64) -> Result<Vec<entity::photo::Model>, Failure> {
    use entity::photo::Column;
    let limits = backend.limits();
    let unclaimed = entity::photo::Entity::find().filter(Column::CaseId.is_null()).filter(Column::Sender.is_not_null());
    let all = room::sum(backend, room::ALL, None).await?;
    let allowed = backend.files().free_bytes().map(|free| room::allowed(free, all, limits.photo_percent));
    let mut old = unclaimed.clone().filter(Column::CreatedAt.lt(now - room::KEPT_SECONDS)).limit(BATCH);
    if allowed.is_none_or(|allowed| all <= allowed / 2) {
        let half = i64::try_from(limits.photo_bytes / 2).unwrap_or(i64::MAX);
        let pressing = unclaimed
            .select_only()
            .column(Column::Sender)
            .group_by(Column::Sender)
            .having(Column::Bytes.sum().gt(half))
            .into_query();
        old = old.filter(Column::Sender.in_subquery(pressing));
    }
    Ok(old.all(backend.db()).await?)
}

/// Lets SQLite look at tables that have grown, a sample of each, so that it knows which index serves a query best. PostgreSQL does so by
/// itself.
async fn know_the_tables(backend: &Backend) -> Result<(), Failure> {
    if !is_postgres(backend.writer()) {
        // 0x2: analyze what would profit; 0x10: look at a sample only; 0x10000: at every table, not only those this connection asked for.
        backend.writer().execute_unprepared("PRAGMA optimize = 0x10012").await?;
    }
    Ok(())
}

/// Files whose row was never written, because the program ended in between.
async fn files_without_row(backend: &Backend, now: i64) -> Result<usize, Failure> {
    let old: Vec<String> = backend
        .files()
        .list()
        .await?
        .into_iter()
        .filter(|(_, written)| *written < now - ORPHAN_SECONDS)
        .map(|(name, _)| name)
        .collect();
    let mut deleted = 0;
    for names in old.chunks(BATCH as usize) {
        let ids: std::collections::BTreeSet<&str> = names.iter().map(|name| name.trim_end_matches("-small")).collect();
        let known: Vec<String> = entity::photo::Entity::find()
            .select_only()
            .column(entity::photo::Column::Id)
            .filter(entity::photo::Column::Id.is_in(ids))
            .into_tuple()
            .all(backend.db())
            .await?;
        for name in names.iter().filter(|name| !known.iter().any(|id| id == name.trim_end_matches("-small"))) {
            match backend.files().delete(name).await {
                Ok(()) => deleted += 1,
                Err(failure) => tracing::warn!(?failure, "a file without a row could not be deleted"),
            }
        }
    }
    Ok(deleted)
}
