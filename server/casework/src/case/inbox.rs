//! The inbox with its counts. A fixed number of statements a page.
//!
//! Urgent cases stand first, whatever the order: two lists, of which the page shows the part it is asked for. The other one is in the order
//! of an index. The urgent ones are few, and are sorted: by their rank first, so that invented alarms do not bury a true one.

use std::collections::HashMap;

use domain::account::{Actor, Scope};
use domain::case::{CaseState, CaseSummary};
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::inbox::{InboxFilter, Queue, QueueCount, Sort};
use domain::page::{MOST_ROWS, Page, reachable};
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use foundation::store::is_postgres;
use foundation::{Backend, Failure};
use sea_orm::sea_query::{Alias, Expr, Query, SelectStatement, SimpleExpr, SubQueryStatement, UnionType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IdenStatic, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, Value,
};

use super::list::summaries;
use crate::index::{Hits, Reader, Wanted, find, ids_condition, mark, numbers};
use crate::scope::scope_condition;

/// Rows of a page.
const PAGE: u32 = 50;
/// Days that the queue of settled cases reaches back when nothing is searched for.
const SETTLED_DAYS: i64 = 30;
/// Cases of a queue that are gone through for words at most: no city has so many in hand.
const MOST_IN_HAND: u64 = 100_000;
/// Cases with the words up to which they are looked up one by one. Beyond that all cases of the queue are gone through in their order.
const FEW: u64 = 2000;

/// A page of the inbox. One beyond those that can be leafed through is the last of them. Words that are the number of a case lead to it,
/// whichever queue it is in and whatever the list is narrowed to.
///
/// # Errors
/// A class that is none; words that say too little; or the store is away.
pub async fn list(backend: &Backend, actor: &Actor, filter: &InboxFilter) -> Result<Page<CaseSummary>, Failure> {
    let page = reachable(filter.page, PAGE);
    let before = u64::from(page - 1) * u64::from(PAGE);
    let words = filter.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
    if let Some(row) = numbered(backend, actor, words).await? {
        return Ok(Page::new(summaries(backend, vec![row], None).await?, 1, 1, PAGE));
    }
    let (shown, counted) = match words {
        Some(words) => {
            let ids = with_words(backend, actor, filter, words).await.map_err(Failure::narrowed)?;
            let shown: Vec<i64> = ids.iter().copied().skip(before as usize).take(PAGE as usize).collect();
            // What has left their scope since it was found is not theirs any more.
            let shown = Condition::all().add(ids_condition(backend.db(), &shown)).add(scope_condition(actor));
            (shown, ids.len() as u64)
        }
        None => slice(backend, actor, filter, before).await?,
    };
    let rows = urgent_first(Entity::find().filter(shown), filter).all(backend.db()).await?;
    Ok(Page::new(summaries(backend, rows, None).await?, counted, page, PAGE))
}

/// The case whose number the words are, if it is in their scope.
async fn numbered(backend: &Backend, actor: &Actor, words: Option<&str>) -> Result<Option<Model>, Failure> {
    let catalog = backend.catalog();
    let number = words.and_then(|words| CaseNumber::find(words, &catalog.city().number_prefix));
    let Some(number) = number else { return Ok(None) };
    let found = Entity::find().filter(Column::Number.eq(number.as_str())).filter(scope_condition(actor));
    Ok(found.one(backend.db()).await?)
}

/// The condition for the rows of a page without words, and how many there are in all, up to the bound and one more. Only ids are sorted, and
/// only the page's rows are read whole.
async fn slice(
    backend: &Backend,
    actor: &Actor,
    filter: &InboxFilter,
    before: u64,
) -> Result<(Condition, u64), Failure> {
    let condition = condition(backend, actor, filter)?.add(without_words(backend, filter));
    let half = |urgent: bool| {
        let query = Entity::find().select_only().column(Column::Id).filter(condition.clone());
        query.filter(Column::Urgent.eq(urgent))
    };
    let mut count = Query::select();
    for urgent in [true, false] {
        let counted = half(urgent).limit(MOST_ROWS + 1).into_query();
        let counted = Query::select().expr(Expr::cust("COUNT(*)")).from_subquery(counted, Alias::new("counted")).take();
        count.expr(SimpleExpr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(counted))));
    }
    let row = backend.db().query_one(&count).await?;
    let count = |index: usize| row.as_ref().map_or(Ok(0), |row| row.try_get_by_index::<i64>(index));
    let (urgent, others) = (count(0)?.unsigned_abs(), count(1)?.unsigned_abs());
    let ahead = Ord::min(urgent.saturating_sub(before), u64::from(PAGE));
    let parts = [(true, before, ahead), (false, before.saturating_sub(urgent), u64::from(PAGE) - ahead)];
    let mut parts = parts.into_iter().filter(|(_, _, take)| *take > 0).map(|(urgent, skip, take)| {
        let half = if urgent { ranked(half(urgent), filter) } else { half(urgent) };
        let ids = sorted(half, filter).offset(skip).limit(take).into_query();
        let name = Alias::new(if urgent { "urgent" } else { "others" });
        Query::select().column(Column::Id).from_subquery(ids, name).take()
    });
    let mut ids = parts.next().unwrap_or_default();
    for others in parts {
        ids.union(UnionType::All, others);
    }
    let shown = Condition::all().add(Column::Id.in_subquery(ids));
    Ok((shown, urgent + others))
}

/// The ids of all cases with the words, in order.
async fn with_words(backend: &Backend, actor: &Actor, filter: &InboxFilter, words: &str) -> Result<Vec<i64>, Failure> {
    let settled = matches!(filter.queue, Queue::Done | Queue::FollowUp);
    let scope = actor.scope();
    let mut marks = vec![if settled { mark::SETTLED } else { mark::OPEN }.to_owned()];
    marks.extend(filter.town.iter().chain(&actor.town).map(|town| mark::town(town)));
    marks.extend(filter.department.map(mark::department));
    marks.extend(match &scope {
        Scope::Department(id) => Some(mark::department(*id)),
        _ => None,
    });
    marks.extend(class(filter)?.map(|class| match class {
        Class::Code(code) => mark::class(&code),
        Class::Major(major) => mark::major(&major),
    }));
    marks.extend(filter.urgent.then(|| mark::URGENT.to_owned()));
    let by_number = filter.queue == Queue::Done && matches!(scope, Scope::City | Scope::Department(_));
    let first = (by_number && !filter.urgent).then_some(mark::URGENT);
    let wanted = Wanted { reader: Reader::Staff, words, marks, settled, first };
    let (hits, urgent) = find(backend.db(), &wanted).await?;
    if by_number {
        // Whoever is settled is overdue no more than any other.
        let others = hits.without(&urgent);
        let ids = |hits: &Hits| match filter.sort {
            Sort::Oldest => hits.iter().take(MOST_ROWS as usize + 1).collect::<Vec<_>>(),
            _ => hits.newest(0, MOST_ROWS as usize + 1),
        };
        return Ok([ids(&urgent), ids(&others)].concat());
    }
    ordered(backend, condition(backend, actor, filter)?, filter, &hits).await
}

/// Those of a queue that were found, in its order: urgent first.
async fn ordered(
    backend: &Backend,
    condition: Condition,
    filter: &InboxFilter,
    hits: &Hits,
) -> Result<Vec<i64>, Failure> {
    let db = backend.db();
    let few = (hits.len() <= FEW).then(|| ids_condition(db, &hits.iter().collect::<Vec<_>>()));
    let query = Entity::find().select_only().column(Column::Id).filter(condition.add_option(few));
    let query = urgent_first(query, filter).limit(MOST_IN_HAND).into_query();
    // One row: a thousand of them cost more than finding them.
    let joined = if is_postgres(db) { "string_agg(id::text, ',')" } else { "group_concat(id)" };
    let joined: SelectStatement =
        Query::select().expr(Expr::cust(joined)).from_subquery(query, Alias::new("ordered")).take();
    let row = db.query_one(&joined).await?;
    let ids: Option<String> = row.map_or(Ok(None), |row| row.try_get_by_index(0))?;
    Ok(numbers(&ids.unwrap_or_default()).filter(|id| hits.contains(*id)).collect())
}

/// The urgent ones first.
fn urgent_first(query: Select<Entity>, filter: &InboxFilter) -> Select<Entity> {
    sorted(ranked(query.order_by_desc(Column::Urgent), filter), filter)
}

/// By the rank of alarms where somebody has yet to look at them.
fn ranked(query: Select<Entity>, filter: &InboxFilter) -> Select<Entity> {
    match filter.queue {
        Queue::Done | Queue::FollowUp => query,
        _ => query.order_by_asc(Column::AlarmRank),
    }
}

/// In the order that is asked for, behind the urgent ones.
fn sorted(query: Select<Entity>, filter: &InboxFilter) -> Select<Entity> {
    let query = match (filter.sort, filter.queue) {
        (Sort::Due, Queue::FollowUp) => query.order_by_asc(Column::FollowUpDueAt),
        (Sort::Due, Queue::Done) if filter.words.is_none() => query.order_by_desc(Column::ClosedAt),
        (Sort::Due, Queue::Done) => return query.order_by_desc(Column::Id),
        (Sort::Due, _) => query.order_by_asc(Column::StepDueAt),
        (Sort::Newest, _) => query.order_by_desc(Column::ReportedAt),
        (Sort::Oldest, _) => query.order_by_asc(Column::ReportedAt),
    };
    match filter.sort {
        Sort::Newest => query.order_by_desc(Column::Id),
        _ => query.order_by_asc(Column::Id),
    }
}

/// What a list is narrowed to but for words. A case has a time of its end exactly as long as it is settled: the indexes of the others are
/// small.
fn condition(backend: &Backend, actor: &Actor, filter: &InboxFilter) -> Result<Condition, Failure> {
    let now = backend.now();
    let states = filter.queue.states(actor.role);
    let open = states.iter().all(|state| !state.is_final());
    let ended = if open { Column::ClosedAt.is_null() } else { Column::ClosedAt.is_not_null() };
    let mut all = Condition::all()
        .add(ended)
        .add(Column::State.is_in(states.iter().map(|state| state.code())))
        .add(scope_condition(actor));
    if let Some(town) = &filter.town {
        all = all.add(Column::Town.eq(town));
    }
    if let Some(department) = filter.department {
        all = all.add(Column::DepartmentId.eq(department));
    }
    all = match class(filter)? {
        Some(Class::Code(code)) => all.add(Column::ClassCode.eq(code)),
        Some(Class::Major(major)) => all.add(Column::ClassCode.starts_with(major)),
        None => all,
    };
    let due = match filter.queue {
        Queue::FollowUp => {
            all = all.add(Column::FollowUpDueAt.is_not_null());
            Some(Column::FollowUpDueAt)
        }
        // Nobody has to act on these any more: each was due when it was settled.
        Queue::Done => None,
        _ => Some(Column::StepDueAt),
    };
    if let (true, Some(due)) = (filter.overdue, due) {
        all = all.add(due.lt(now.0));
    }
    if filter.urgent {
        all = all.add(Column::Urgent.eq(true));
    }
    Ok(all)
}

/// Without words the settled ones of the last days.
fn without_words(backend: &Backend, filter: &InboxFilter) -> Condition {
    let lately = backend.now().plus_seconds(-SETTLED_DAYS * 86_400).0;
    Condition::all().add_option((filter.queue == Queue::Done).then(|| Column::ClosedAt.gte(lately)))
}

/// A class that a list is narrowed to.
enum Class {
    /// A matter and its component: one thing to whoever filters.
    Code(String),
    /// The first two digits.
    Major(String),
}

fn class(filter: &InboxFilter) -> Result<Option<Class>, Failure> {
    let Some(class) = filter.class.as_deref().filter(|class| !class.is_empty()) else { return Ok(None) };
    match class.parse::<domain::class::ClassId>() {
        Ok(id) => Ok(Some(Class::Code(id.code))),
        Err(_) if class.len() == 2 && class.bytes().all(|b| b.is_ascii_digit()) => {
            Ok(Some(Class::Major(class.to_owned())))
        }
        Err(_) => Err(FaultCode::ClassUnknown.into()),
    }
}

/// The queues a person sees, with how many cases are in them and how many of these are overdue: one statement.
///
/// # Errors
/// When the store is away.
pub async fn count(backend: &Backend, actor: &Actor) -> Result<Vec<QueueCount>, Failure> {
    let queues = Queue::of(actor.role);
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
    let mut counted = counts(backend, actor, Expr::col(Column::State), Column::StepDueAt)
        .filter(Column::ClosedAt.is_null())
        .filter(Column::State.is_in(open))
        .group_by(Column::State);
    if queues.contains(&Queue::FollowUp) {
        // Of the closed ones those whose reporter waits for a call. A half of its own that is not grouped: asked for together, or by
        // state, SQLite would read every case there is.
        let waiting = counts(backend, actor, Expr::val(CaseState::Closed.code()), Column::FollowUpDueAt)
            .filter(Column::FollowUpDueAt.is_not_null())
            // Both halves of the index, which has the urgent ones first.
            .filter(Column::Urgent.is_in([true, false]));
        QueryTrait::query(&mut counted).union(UnionType::All, waiting.into_query());
    }
    QueryTrait::query(&mut counted).union(UnionType::All, urgent_counts(actor).into_query());
    let rows: Vec<(String, i64, Option<i64>)> = counted.into_tuple().all(backend.db()).await?;
    let (urgent, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(state, _, _)| state.starts_with(URGENT));
    let urgent: HashMap<String, (u64, Option<i64>)> = urgent
        .into_iter()
        .map(|(state, total, since)| (state.trim_start_matches(URGENT).to_owned(), (total.unsigned_abs(), since)))
        .collect();
    let by_state: HashMap<String, (u64, u64)> = rows
        .into_iter()
        .map(|(state, total, overdue)| (state, (total.unsigned_abs(), overdue.unwrap_or(0).unsigned_abs())))
        .collect();
    let done = InboxFilter { queue: Queue::Done, ..InboxFilter::default() };
    let settled = Entity::find()
        .filter(condition(backend, actor, &done)?.add(without_words(backend, &done)))
        // Both halves of the index, which has the urgent ones first.
        .filter(Column::Urgent.is_in([true, false]))
        .count(backend.db())
        .await?;
    let count = |queue: Queue| {
        if queue == Queue::Done {
            return QueueCount { queue, total: settled, overdue: 0, urgent: 0, urgent_since: None };
        }
        let counts = queue.states(actor.role).into_iter().filter_map(|state| by_state.get(state.code()));
        let (total, overdue) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        let dangers = queue.states(actor.role).into_iter().filter_map(|state| urgent.get(state.code()));
        let (urgent, since) = dangers.fold((0, None), |sum, (count, since)| (sum.0 + count, sum.1.max(*since)));
        QueueCount { queue, total, overdue, urgent, urgent_since: since.map(Moment) }
    };
    Ok(queues.into_iter().map(count).collect())
}

/// Counts cases in an actor's scope: a state, how many, and of how many the limit in a column has passed.
fn counts(backend: &Backend, actor: &Actor, state: impl Into<SimpleExpr>, due: Column) -> Select<Entity> {
    let now = if is_postgres(backend.db()) { "$1" } else { "?" };
    let overdue = format!("SUM(CASE WHEN {} < {now} THEN 1 ELSE 0 END)", due.as_str());
    Entity::find()
        .select_only()
        .column_as(state.into(), "state")
        .column_as(Column::Id.count(), "total")
        .column_as(Expr::cust_with_values(overdue, [Value::from(backend.now().0)]), "overdue")
        .filter(scope_condition(actor))
}

/// Before the state of the rows that count urgent cases: they come in the same statement.
const URGENT: &str = "urgent ";

/// Open urgent cases in an actor's scope by state: how many, and when the last of them came there. They are few and have an index of
/// their own, over the rows alone in which `urgent` is true: the column itself is the condition, as a bound value would not be known to be.
fn urgent_counts(actor: &Actor) -> Select<Entity> {
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
    Entity::find()
        .select_only()
        .column_as(Expr::cust(format!("'{URGENT}' || \"case\".\"state\"")), "state")
        .column_as(Column::Id.count(), "total")
        .column_as(Column::StepFrom.max(), "overdue")
        .filter(Expr::cust("\"case\".\"urgent\""))
        .filter(Column::State.is_in(open))
        .filter(scope_condition(actor))
        .group_by(Column::State)
}
