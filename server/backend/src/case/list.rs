//! Lists of staff: the inbox with its counts, and the officers' orders. A fixed number of statements a page.

use std::collections::HashMap;

use domain::account::Actor;
use domain::case::{CaseState, CaseSummary};
use domain::fault::FaultCode;
use domain::geo::Position;
use domain::id::CaseNumber;
use domain::inbox::{InboxFilter, Queue, QueueCount, Sort};
use domain::language::Name;
use domain::page::Page;
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use sea_orm::sea_query::{Expr, SimpleExpr, UnionType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IdenStatic, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select, Value,
};

use super::{class_name, photos_by_case, scope_condition, state};
use crate::index::{Reader, text_condition};
use crate::{Backend, Failure, due, place};

/// Rows of a page of the inbox.
const PAGE: u32 = 50;
/// Orders an officer is shown at most.
const MOST_ORDERS: u64 = 200;
/// Days that the queue of settled cases reaches back when nothing is searched for.
const SETTLED_DAYS: i64 = 30;
/// Characters of the words that a row shows.
const EXCERPT: usize = 60;

/// A page of the inbox.
///
/// # Errors
/// A page below 1 or a class that is none; or the store is away.
pub async fn list(backend: &Backend, actor: &Actor, filter: &InboxFilter) -> Result<Page<CaseSummary>, Failure> {
    let page = filter.page.max(1);
    if page > 100_000 {
        return Err(FaultCode::Malformed.into());
    }
    let query = Entity::find().filter(condition(backend, actor, filter)?);
    let total = query.clone().count(backend.db()).await?;
    // Only ids are sorted, and only the page's rows are read whole.
    let ids = sorted(query, filter)
        .select_only()
        .column(Column::Id)
        .offset(u64::from(page - 1) * u64::from(PAGE))
        .limit(u64::from(PAGE))
        .into_query();
    let rows = sorted(Entity::find().filter(Column::Id.in_subquery(ids)), filter).all(backend.db()).await?;
    Ok(Page { rows: summaries(backend, rows, None).await?, total, page, size: PAGE })
}

/// In the order that is asked for.
fn sorted(query: Select<Entity>, filter: &InboxFilter) -> Select<Entity> {
    let query = match (filter.sort, filter.queue) {
        (Sort::Due, Queue::FollowUp) => query.order_by_asc(Column::FollowUpDueAt),
        (Sort::Due, Queue::Done) => query.order_by_desc(Column::ClosedAt),
        (Sort::Due, _) => query.order_by_asc(Column::StepDueAt),
        (Sort::Newest, _) => query.order_by_desc(Column::ReportedAt),
        (Sort::Oldest, _) => query.order_by_asc(Column::ReportedAt),
    };
    query.order_by_asc(Column::Id)
}

fn condition(backend: &Backend, actor: &Actor, filter: &InboxFilter) -> Result<Condition, Failure> {
    let now = backend.now();
    let states = filter.queue.states(actor.role);
    let mut all =
        Condition::all().add(Column::State.is_in(states.iter().map(|state| state.code()))).add(scope_condition(actor));
    let words = filter.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
    if let Some(words) = words {
        let backend = backend.db().get_database_backend();
        // Words without a letter or digit stand in no case.
        let open = states.iter().all(|state| !state.is_final());
        all = all.add(text_condition(backend, words, Reader::Staff, open).unwrap_or_else(|| Column::Id.eq(-1)));
    } else if filter.queue == Queue::Done {
        all = all.add(Column::ClosedAt.gte(now.plus_seconds(-SETTLED_DAYS * 86_400).0));
    }
    if let Some(town) = &filter.town {
        all = all.add(Column::Town.eq(town));
    }
    if let Some(department) = filter.department {
        all = all.add(Column::DepartmentId.eq(department));
    }
    if let Some(class) = filter.class.as_deref().filter(|class| !class.is_empty()) {
        all = match class.parse::<domain::class::ClassId>() {
            // A matter and its component are one thing to whoever filters.
            Ok(id) => all.add(Column::ClassCode.eq(id.code)),
            Err(_) if class.len() == 2 && class.bytes().all(|b| b.is_ascii_digit()) => {
                all.add(Column::ClassCode.starts_with(class))
            }
            Err(_) => return Err(FaultCode::ClassUnknown.into()),
        };
    }
    let due = match filter.queue {
        Queue::FollowUp => {
            all = all.add(Column::FollowUpDueAt.is_not_null());
            Column::FollowUpDueAt
        }
        _ => Column::StepDueAt,
    };
    if filter.overdue {
        all = all.add(due.lt(now.0));
    }
    if filter.urgent {
        all = all.add(Column::Urgent.eq(true));
    }
    Ok(all)
}

/// The queues a person sees, with how many cases are in them and how many of these are overdue: one statement.
///
/// # Errors
/// When the store is away.
pub async fn count(backend: &Backend, actor: &Actor) -> Result<Vec<QueueCount>, Failure> {
    let queues = Queue::of(actor.role);
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
    let mut counted = counts(backend, actor, Expr::col(Column::State), Column::StepDueAt)
        .filter(Column::State.is_in(open))
        .group_by(Column::State);
    if queues.contains(&Queue::FollowUp) {
        // Of the closed ones those whose reporter waits for a call. A half of its own that is not grouped: asked for together, or by
        // state, SQLite would read every case there is.
        let waiting = counts(backend, actor, Expr::val(CaseState::Closed.code()), Column::FollowUpDueAt)
            .filter(Column::FollowUpDueAt.is_not_null());
        QueryTrait::query(&mut counted).union(UnionType::All, waiting.into_query());
    }
    let rows: Vec<(String, i64, Option<i64>)> = counted.into_tuple().all(backend.db()).await?;
    let by_state: HashMap<String, (u64, u64)> = rows
        .into_iter()
        .map(|(state, total, overdue)| (state, (total.unsigned_abs(), overdue.unwrap_or(0).unsigned_abs())))
        .collect();
    let settled = Entity::find()
        .filter(condition(backend, actor, &InboxFilter { queue: Queue::Done, ..InboxFilter::default() })?)
        .count(backend.db())
        .await?;
    let count = |queue: Queue| {
        if queue == Queue::Done {
            return QueueCount { queue, total: settled, overdue: 0 };
        }
        let counts = queue.states(actor.role).into_iter().filter_map(|state| by_state.get(state.code()));
        let (total, overdue) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        QueueCount { queue, total, overdue }
    };
    Ok(queues.into_iter().map(count).collect())
}

/// Counts cases in an actor's scope: a state, how many, and of how many the limit in a column has passed.
fn counts(backend: &Backend, actor: &Actor, state: impl Into<SimpleExpr>, due: Column) -> Select<Entity> {
    let now = if crate::store::is_postgres(backend.db()) { "$1" } else { "?" };
    let overdue = format!("SUM(CASE WHEN {} < {now} THEN 1 ELSE 0 END)", due.as_str());
    Entity::find()
        .select_only()
        .column_as(state.into(), "state")
        .column_as(Column::Id.count(), "total")
        .column_as(Expr::cust_with_values(overdue, [Value::from(backend.now().0)]), "overdue")
        .filter(scope_condition(actor))
}

/// What an officer has in hand, or a collector has to check: urgent first, then by due time.
///
/// # Errors
/// When the store is away.
pub async fn orders(backend: &Backend, actor: &Actor, position: Option<Position>) -> Result<Vec<CaseSummary>, Failure> {
    let mine: Vec<&str> =
        CaseState::ALL.into_iter().filter(|state| state.owner().is(actor.role)).map(CaseState::code).collect();
    let rows = Entity::find()
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
    let state = state(row)?;
    let words = excerpt(&row.words);
    Ok(CaseSummary {
        number: CaseNumber::parse(&row.number).ok_or_else(|| Failure::Inside(format!("number {:?}", row.number)))?,
        class: class_name(&catalog, row),
        state,
        urgent: row.urgent,
        metres: from.zip(located.position).map(|(from, to)| from.metres_to(to)),
        place: place::describe(&catalog, &located),
        words,
        photo,
        department: row.department_id.and_then(|id| catalog.department(id)).map(|department| department.name.clone()),
        officer: row.officer_id.and_then(|id| officers.get(&id)).cloned(),
        clock: due::owner_clock(row, state, backend.now()),
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
