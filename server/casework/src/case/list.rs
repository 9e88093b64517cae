//! Lists of staff as rows, and the work orders somebody has in hand. A fixed number of statements a page.

use std::collections::HashMap;

use domain::account::{Actor, Role};
use domain::case::{CaseSummary, OrderKind, OrderList};
use domain::geo::Position;
use domain::id::CaseNumber;
use domain::language::Name;
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use foundation::{Backend, Failure};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::place;
use crate::stored;
use crate::stored::row::{class_name, photos_by_case};

/// Orders that are listed: a phone reads them anew every minute. How many more there are is told.
const MOST_ORDERS: u64 = 200;
/// Characters of the words that a row shows.
const EXCERPT: usize = 60;

/// The work orders an officer has in hand, or for a collector those that wait for a check: urgent ones first, then by due time, and how
/// many there are in all. People without such work have none.
///
/// # Errors
/// When the store is away.
pub async fn orders(backend: &Backend, actor: &Actor, position: Option<Position>) -> Result<OrderList, Failure> {
    use entity::work_order::Column as Of;
    let Some(theirs) = in_hand(actor) else { return Ok(OrderList::default()) };
    let query = with_orders(theirs.add_option(actor.town.as_ref().map(|town| Column::Town.eq(town))));
    let rows = query.clone().order_by_desc(Column::Urgent).order_by(Of::DueAt, Order::Asc).order_by(Of::Id, Order::Asc);
    let rows = rows.limit(MOST_ORDERS).all(backend.db()).await?;
    let shown = rows.len() as u64;
    let total = if shown < MOST_ORDERS { shown } else { query.count(backend.db()).await? };
    Ok(OrderList { orders: summaries(backend, rows, position).await?, total })
}

/// The condition for the open orders that are for somebody to do.
fn in_hand(actor: &Actor) -> Option<Condition> {
    use entity::work_order::Column as Of;
    let open = Condition::all().add(Of::EndedAt.is_null());
    match actor.role {
        Role::Collector => Some(open.add(Of::Kind.eq(OrderKind::Check.code()))),
        role if role.handles() => Some(open.add(Of::OfficerId.eq(actor.account))),
        _ => None,
    }
}

/// The cases of orders.
fn with_orders(condition: Condition) -> Select<Entity> {
    let mut query = Entity::find();
    let of = entity::work_order::Entity;
    let its = Expr::col((of, entity::work_order::Column::CaseId)).equals((Entity, Column::Id));
    QueryTrait::query(&mut query).inner_join(of, its);
    query.filter(condition)
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
