//! What goes on nearby: public cases, latest or nearest first.

use domain::case::{CaseState, PublicCaseSummary};
use domain::geo::{Position, SIDE};
use domain::page::Page;
use domain::report::NearbyFilter;
use entity::case::{Column, Entity};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::summaries;
use crate::index::{Reader, square_condition, text_condition};
use crate::{Backend, Failure, knowledge};

/// Rows of a page.
const PAGE: u32 = 20;
/// Metres around a position that count as near.
const NEAR: f64 = 1500.0;
/// Near cases that are sorted by distance.
const MOST_NEAR: u64 = 400;
/// Days that settled cases reach back when nothing is searched for.
const SETTLED_DAYS: i64 = 90;

/// Public cases. Open ones, or those settled lately.
///
/// # Errors
/// When the store is away.
pub async fn nearby(backend: &Backend, filter: &NearbyFilter) -> Result<Page<PublicCaseSummary>, Failure> {
    let db = backend.db();
    let query = narrowed(backend, filter);
    let page = filter.page.clamp(1, 10_000);
    if let Some(position) = filter.position {
        let around = position.around(NEAR).widened(SIDE);
        let query = query.filter(square_condition(db.get_database_backend(), around));
        return near(backend, query, position, page).await;
    }
    let total = query.clone().count(db).await?;
    let order = if filter.done { Column::ClosedAt } else { Column::ReportedAt };
    // Of those of one second by their number: a database's own order would tell which of them was touched last.
    let rows = query
        .order_by_desc(order)
        .order_by_desc(Column::Id)
        .offset(u64::from(page - 1) * u64::from(PAGE))
        .limit(u64::from(PAGE))
        .all(db)
        .await?;
    Ok(Page { rows: summaries(backend, rows, None).await?, total, page, size: PAGE })
}

/// What the list and the map have in common: public cases, open or settled, of a town, with words in them.
pub(super) fn narrowed(backend: &Backend, filter: &NearbyFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(Column::Public.eq(true));
    query = if filter.done {
        query.filter(Column::State.eq(CaseState::Closed.code()))
    } else {
        query.filter(Column::State.is_in(CaseState::ALL.into_iter().filter(|s| !s.is_final()).map(CaseState::code)))
    };
    if let Some(town) = filter.town.as_deref().filter(|town| !town.is_empty()) {
        query = query.filter(Column::Town.eq(town));
    }
    match filter.searched() {
        Some(words) => {
            let words: String = words.chars().take(100).collect();
            // Words without a letter or digit stand in no case.
            let nothing = || Column::Id.eq(-1);
            let database = backend.db().get_database_backend();
            query.filter(text_condition(database, &words, Reader::Public, !filter.done).unwrap_or_else(nothing))
        }
        None if filter.done => query.filter(Column::ClosedAt.gte(backend.now().plus_seconds(-SETTLED_DAYS * 86_400).0)),
        None => query,
    }
}

async fn near(
    backend: &Backend,
    query: Select<Entity>,
    from: Position,
    page: u32,
) -> Result<Page<PublicCaseSummary>, Failure> {
    let mut rows = query.order_by_desc(Column::Id).limit(MOST_NEAR).all(backend.db()).await?;
    // Never by what the public may not know: whoever asks from several places would find it out.
    let metres = |row: &entity::case::Model| {
        let knows = knowledge::knows(row, domain::secrecy::Reader::Public);
        knowledge::position(backend, row, knows).map_or(f64::MAX, |position| from.metres_to(position))
    };
    rows.retain(|row| metres(row) <= NEAR);
    rows.sort_by(|a, b| metres(a).total_cmp(&metres(b)));
    let total = rows.len() as u64;
    let rows = rows.into_iter().skip((page as usize - 1) * PAGE as usize).take(PAGE as usize).collect();
    Ok(Page { rows: summaries(backend, rows, Some(from)).await?, total, page, size: PAGE })
}
