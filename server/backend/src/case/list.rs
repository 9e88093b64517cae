//! Lists of staff as rows, and the officers' orders. A fixed number of statements a page.

use std::collections::HashMap;

use domain::account::Actor;
use domain::case::{CaseState, CaseSummary};
use domain::geo::Position;
use domain::id::CaseNumber;
use domain::language::Name;
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{class_name, photos_by_case, scope_condition, stored};
use crate::{Backend, Failure, place};

/// Orders an officer is shown at most.
const MOST_ORDERS: u64 = 200;
/// Characters of the words that a row shows.
const EXCERPT: usize = 60;

/// What an officer has in hand, or a collector has to check: urgent first, then by due time.
///
/// # Errors
/// When the store is away.
pub async fn orders(backend: &Backend, actor: &Actor, position: Option<Position>) -> Result<Vec<CaseSummary>, Failure> {
    let mine: Vec<&str> =
        CaseState::ALL.into_iter().filter(|state| state.owner().is(actor.role)).map(CaseState::code).collect();
    let rows = Entity::find()
        .filter(Column::ClosedAt.is_null())
        .filter(Column::State.is_in(mine))
        .filter(scope_condition(actor))
        .order_by_desc(Column::Urgent)
        .order_by_asc(Column::StepDueAt)
        .limit(MOST_ORDERS)
        .all(backend.db())
        .await?;
    summaries(backend, rows, position).await
}

/// Rows as list rows: photos and officers of all of them in one statement each.
pub(super) async fn summaries(
    backend: &Backend,
    rows: Vec<Model>,
    from: Option<Position>,
) -> Result<Vec<CaseSummary>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut photos = photos_by_case(backend.db(), &ids).await?;
    let officers = names(backend, rows.iter().filter_map(|row| row.officer_id)).await?;
    rows.into_iter()
        .map(|row| {
            let photo = photos.remove(&row.id).and_then(|photos| photos.into_iter().next()).map(|(_, photo)| photo);
            summary(backend, &row, photo, &officers, from)
        })
        .collect()
}

/// The names of accounts, in one statement.
pub(super) async fn names(
    backend: &Backend,
    accounts: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Name>, Failure> {
    let ids: std::collections::BTreeSet<i64> = accounts.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = entity::account::Entity::find().filter(entity::account::Column::Id.is_in(ids)).all(backend.db()).await?;
    Ok(rows.into_iter().map(|row| (row.id, Name::new(row.name_zh, row.name_en))).collect())
}

/// A row as a list row.
pub(super) fn summary(
    backend: &Backend,
    row: &Model,
    photo: Option<domain::photo::Photo>,
    officers: &HashMap<i64, Name>,
    from: Option<Position>,
) -> Result<CaseSummary, Failure> {
    let catalog = backend.catalog();
    let located = place::of_case(row);
    let case = stored::case(row)?;
    let words = excerpt(&row.words);
    Ok(CaseSummary {
        number: CaseNumber::parse(&row.number).ok_or_else(|| Failure::Inside(format!("number {:?}", row.number)))?,
        class: class_name(&catalog, row),
        state: case.state,
        urgent: row.urgent,
        metres: from.zip(located.position).map(|(from, to)| from.metres_to(to)),
        place: place::describe(&catalog, &located),
        words,
        photo,
        department: row.department_id.and_then(|id| catalog.department(id)).map(|department| department.name.clone()),
        officer: row.officer_id.and_then(|id| officers.get(&id)).cloned(),
        clock: case.owner_clock(backend.now()),
        reported_at: Moment(row.reported_at),
        started_at: row.started_at.map(Moment),
        people: row.people,
        hurries: row.hurries,
    })
}

/// The first words of a report.
pub(super) fn excerpt(said: &str) -> String {
    let mut words: String = said.chars().take(EXCERPT).collect();
    if said.chars().nth(EXCERPT).is_some() {
        words.push('…');
    }
    words
}
