//! What goes on nearby: public cases, latest or nearest first.

use domain::case::PublicCaseSummary;
use domain::geo::Position;
use domain::page::{MOST_ROWS, Page, reachable};
use domain::report::NearbyFilter;
use entity::case::{Column, Entity, Model};
use foundation::share::Sender;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::recent::{kept, lately, searched, town};
use crate::summary::summaries;
use crate::turnstile;

/// Rows of a page.
const PAGE: u32 = 20;
/// Metres around a position that count as near.
const NEAR: f64 = 1500.0;

/// Public cases. Open ones, or those settled lately; with words all that are open, or settled. A page beyond those that can be leafed
/// through is the last of them.
///
/// # Errors
/// Words that say too little; when too many search; or the store is away.
pub async fn nearby(
    backend: &Backend,
    filter: &NearbyFilter,
    sender: &Sender,
) -> Result<Page<PublicCaseSummary>, Failure> {
    let page = reachable(filter.page, PAGE);
    turnstile::search(backend, sender, async {
        match (filter.position, filter.searched()) {
            (Some(position), _) => near(backend, filter, position, page).await,
            (None, Some(words)) => found(backend, filter, words, page).await,
            (None, None) => latest(backend, filter, page).await,
        }
    })
    .await
}

/// Those with words in them, by number.
async fn found(
    backend: &Backend,
    filter: &NearbyFilter,
    words: &str,
    page: u32,
) -> Result<Page<PublicCaseSummary>, Failure> {
    let hits = searched(backend, filter, words).await?;
    let rows = rows(backend, hits.newest(before(page), PAGE as usize)).await?;
    Ok(Page::new(summaries(backend, rows, None).await?, hits.len(), page, PAGE))
}

/// The latest ones.
async fn latest(backend: &Backend, filter: &NearbyFilter, page: u32) -> Result<Page<PublicCaseSummary>, Failure> {
    let db = backend.strangers();
    let query = lately(backend, filter);
    let counted = query.clone().select_only().column(Column::Id).limit(MOST_ROWS + 1).count(db).await?;
    let order = if filter.done { Column::ClosedAt } else { Column::ReportedAt };
    // Only ids are sorted, and only the page's rows are read whole.
    let ids = query.select_only().column(Column::Id).order_by_desc(order).order_by_desc(Column::Id);
    let ids = ids.offset(before(page) as u64).limit(u64::from(PAGE)).into_query();
    let shown = Entity::find().filter(Column::Id.in_subquery(ids));
    let rows = shown.order_by_desc(order).order_by_desc(Column::Id).all(db).await?;
    Ok(Page::new(summaries(backend, rows, None).await?, counted, page, PAGE))
}

/// Those around a place, of what the map knows without a search, nearest first.
async fn near(
    backend: &Backend,
    filter: &NearbyFilter,
    from: Position,
    page: u32,
) -> Result<Page<PublicCaseSummary>, Failure> {
    let hits = match filter.searched() {
        Some(words) => Some(searched(backend, filter, words).await?),
        None => None,
    };
    let known = kept(backend, filter.done).await?;
    // Never by what the public may not know: whoever asks from several places would find it out.
    let mut near: Vec<(f64, i64)> = known
        .iter()
        .filter(|(_, row)| row.is_of(town(filter)) && hits.as_ref().is_none_or(|hits| hits.contains(row.id)))
        .map(|(position, row)| (from.metres_to(*position), row.id))
        .filter(|(metres, _)| *metres <= NEAR)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let ids: Vec<i64> = near.iter().map(|(_, id)| *id).skip(before(page)).take(PAGE as usize).collect();
    let mut rows = rows(backend, ids.clone()).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(Page::new(summaries(backend, rows, Some(from)).await?, near.len() as u64, page, PAGE))
}

/// Public cases by their ids, as they are now, the newest first.
async fn rows(backend: &Backend, ids: Vec<i64>) -> Result<Vec<Model>, Failure> {
    let query = Entity::find().filter(Column::Id.is_in(ids)).filter(Column::Public.eq(true));
    Ok(query.order_by_desc(Column::Id).all(backend.strangers()).await?)
}

/// Rows before a page.
fn before(page: u32) -> usize {
    (page as usize - 1) * PAGE as usize
}
