//! Somebody leaves: nobody signs in with their account any more, and what they have in hand goes to a colleague.

pub(crate) mod hand_over_work;

use domain::account::Role;
use domain::case::{Case, Handler};
use domain::dispatch::Officer;
use domain::fault::{Fault, FaultCode, Field};
use domain::language::Name;
use foundation::store::Transaction;
use foundation::{Backend, Failure, audit, job};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use foundation::account::{Administrator, invite, is_out_of_reach, load::loads, row, sign_out_all};
use hand_over_work::HandOverWork;

use crate::case::handler;
use crate::stored::case;

/// Disables an account: every session of it is over at once. Its open orders are given to the colleague `to`, one after the other, by a job
/// that is committed with it. Without a colleague who could take them they stay where they are, for the department's clerk to give away.
///
/// # Errors
/// Not allowed, also for one's own account and for who watches the administrators; no such account; the last system administrator; a colleague is to be named, or cannot take every
/// order; or the store is away.
pub async fn disable(backend: &Backend, by: Administrator<'_>, id: i64, to: Option<i64>) -> Result<(), Failure> {
    let on_record = by.on_record()?;
    if by.account() == Some(id) {
        return Err(FaultCode::NotAllowed.into());
    }
    let tx = backend.begin().await?;
    // Before one's own row: two who disable each other must not both find somebody left.
    let others = others(&tx, id).await?;
    let found = row(&tx, id).await?;
    if found.disabled_at.is_some() {
        return Ok(());
    }
    if is_out_of_reach(by, &found.role) {
        return Err(FaultCode::NotAllowed.into());
    }
    if found.role == Role::SystemAdministrator.code() && others == 0 {
        return Err(FaultCode::LastAdministrator.into());
    }
    let now = backend.now().0;
    let work = cases(&tx, id).await?;
    let able = able(&tx, id, &work).await?;
    let detail = match to {
        _ if work.is_empty() => String::new(),
        None if able.is_empty() => format!("{} orders left", work.len()),
        None => return Err(Fault::at(Field::Officer, FaultCode::Required).into()),
        Some(to) => {
            let unknown = Fault::at(Field::Officer, FaultCode::OfficerUnknown);
            let colleague = able.iter().find(|colleague| colleague.id == to).ok_or(unknown)?;
            let work_of = HandOverWork { from: id, disabled_at: now, to, by: by.account() };
            job::add(backend, &tx, &work_of).await?;
            format!("{} orders to {}", work.len(), colleague.login)
        }
    };
    let change = entity::account::ActiveModel { id: Set(id), disabled_at: Set(Some(now)), ..Default::default() };
    change.update(&tx).await?;
    sign_out_all(&tx, backend, id, None).await?;
    invite::forget(&tx, id).await?;
    audit::record(&tx, backend, &on_record, "disable_account", &found.login, &detail).await?;
    tx.commit().await?;
    job::wake(backend);
    Ok(())
}

/// Colleagues who could take everything that somebody has in hand, with the orders each has already, fewest first. Nobody when there is
/// nothing in hand.
///
/// # Errors
/// Not allowed; or the store is away.
pub async fn colleagues(backend: &Backend, by: Administrator<'_>, id: i64) -> Result<Vec<Officer>, Failure> {
    by.on_record()?;
    let db = backend.db();
    let work = cases(db, id).await?;
    if work.is_empty() {
        return Ok(Vec::new());
    }
    let able = able(db, id, &work).await?;
    let loads = loads(db, able.iter().map(|row| row.id)).await?;
    let mut officers: Vec<Officer> = able
        .into_iter()
        .map(|row| Officer {
            account: row.id,
            orders: loads.get(&row.id).copied().unwrap_or_default(),
            name: Name::new(row.name_zh, row.name_en),
        })
        .collect();
    officers.sort_by_key(|officer| officer.orders);
    Ok(officers)
}

/// How many other system administrators can sign in. All of their rows are locked where the database can, in one order for everybody.
async fn others(tx: &Transaction, id: i64) -> Result<usize, Failure> {
    use entity::account::{Column, Entity};
    let all = Entity::find()
        .filter(Column::Role.eq(Role::SystemAdministrator.code()))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    let can_sign_in = |row: &&entity::account::Model| row.disabled_at.is_none() && !row.password.is_empty();
    Ok(all.iter().filter(|row| row.id != id).filter(can_sign_in).count())
}

/// The cases that somebody has in hand.
async fn cases(db: &impl ConnectionTrait, id: i64) -> Result<Vec<Case>, Failure> {
    let open = entity::work_order::Entity::find()
        .select_only()
        .column(entity::work_order::Column::CaseId)
        .filter(entity::work_order::Column::OfficerId.eq(id))
        .filter(entity::work_order::Column::EndedAt.is_null());
    let ids: Vec<i64> = open.into_tuple().all(db).await?;
    let rows = entity::case::Entity::find().filter(entity::case::Column::Id.is_in(ids)).all(db).await?;
    rows.iter().map(case).collect()
}

/// The accounts that could handle all of these cases.
async fn able(db: &impl ConnectionTrait, but: i64, work: &[Case]) -> Result<Vec<entity::account::Model>, Failure> {
    use entity::account::{Column, Entity};
    let Some(department) = work.first().and_then(|case| case.department) else { return Ok(Vec::new()) };
    let rows = Entity::find()
        .filter(Column::DepartmentId.eq(department))
        .filter(Column::Id.ne(but))
        .filter(Column::DisabledAt.is_null())
        .all(db)
        .await?;
    let able = |row: &entity::account::Model| {
        let fits = |who: &Handler, case: &Case| who.may_handle(case.department, case.town.as_deref());
        handler(row).is_some_and(|colleague| work.iter().all(|case| fits(&colleague, case)))
    };
    Ok(rows.into_iter().filter(able).collect())
}
