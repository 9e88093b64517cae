//! What an acceptor releases to the public: the words, each photo, the answer. Each is a decision of its own, and over when the case stops
//! being public: it does not come back by itself. What was decided already is decided once: the same again writes nothing.

use domain::account::Actor;
use domain::audit::AuditActor;
use domain::case::{CaseDetail, EventKind, Owner};
use domain::fault::FaultCode;
use entity::case::Model;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

use super::step::scoped;
use super::{detail, insert_event, refresh_text};
use crate::store::Transaction;
use crate::{Backend, Failure, audit};

/// Releases words and all photos to the public, or withdraws them. What comes later is not released with it. For those who file:
/// acceptor and shift leader.
///
/// # Errors
/// Not found outside the person's scope; not allowed; not public; or the store is away.
pub async fn release(backend: &Backend, actor: &Actor, number: &str, released: bool) -> Result<CaseDetail, Failure> {
    let (tx, row) = open(backend, actor, number, released).await?;
    let photos = entity::photo::Entity::update_many()
        .col_expr(entity::photo::Column::Released, Expr::value(released))
        .filter(entity::photo::Column::CaseId.eq(row.id))
        .filter(entity::photo::Column::Released.ne(released))
        .exec(&tx)
        .await?;
    if row.released == released && photos.rows_affected == 0 {
        return as_it_is(backend, actor, tx, &row).await;
    }
    let mut changed = row.into_active_model();
    changed.released = Set(released);
    let row = changed.update(&tx).await?;
    insert_event(&tx, backend, &row, EventKind::Released, Some(actor.account), if released { "+" } else { "-" })
        .await?;
    let actor_entry = AuditActor::Account(actor.account);
    audit::record(&tx, backend, &actor_entry, "release", number, said(released)).await?;
    refresh_text(&tx, &backend.catalog(), &row).await?;
    tx.commit().await?;
    detail::read(backend, actor, &row).await
}

/// Releases one photo to the public, or withdraws it: the words may be fit to be read while a face is to be seen, or the other way round.
///
/// # Errors
/// Not found outside the person's scope, or no photo of the case; not allowed; not public; or the store is away.
pub async fn release_photo(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    photo: &str,
    released: bool,
) -> Result<CaseDetail, Failure> {
    let (tx, row) = open(backend, actor, number, released).await?;
    let own = entity::photo::Column::Id.eq(photo).and(entity::photo::Column::CaseId.eq(row.id));
    let changed = entity::photo::Entity::update_many()
        .col_expr(entity::photo::Column::Released, Expr::value(released))
        .filter(own.clone())
        .filter(entity::photo::Column::Released.ne(released))
        .exec(&tx)
        .await?;
    if changed.rows_affected == 0 {
        entity::photo::Entity::find().filter(own).one(&tx).await?.ok_or(FaultCode::NotFound)?;
        return as_it_is(backend, actor, tx, &row).await;
    }
    let mark = if released { "photo +" } else { "photo -" };
    insert_event(&tx, backend, &row, EventKind::Released, Some(actor.account), mark).await?;
    let detail = format!("{photo} {}", said(released));
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "release_photo", number, &detail).await?;
    tx.commit().await?;
    detail::read(backend, actor, &row).await
}

/// Releases the words to the citizen to the public, or withdraws them. Whoever reported the case reads them always.
///
/// # Errors
/// Not found outside the person's scope; not allowed; no answer yet, or not public; or the store is away.
pub async fn release_answer(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    released: bool,
) -> Result<CaseDetail, Failure> {
    let (tx, row) = open(backend, actor, number, released).await?;
    if row.outcome.is_none() {
        return Err(FaultCode::AlreadyMoved.into());
    }
    if row.answer_released == released {
        return as_it_is(backend, actor, tx, &row).await;
    }
    let mut changed = row.into_active_model();
    changed.answer_released = Set(released);
    let row = changed.update(&tx).await?;
    let mark = if released { "answer +" } else { "answer -" };
    insert_event(&tx, backend, &row, EventKind::Released, Some(actor.account), mark).await?;
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "release_answer", number, said(released)).await?;
    tx.commit().await?;
    detail::read(backend, actor, &row).await
}

/// The case, for somebody who may release. Nothing of a case that is not public can be released: it would be public on the day the case is,
/// by nobody's decision.
async fn open(backend: &Backend, actor: &Actor, number: &str, released: bool) -> Result<(Transaction, Model), Failure> {
    if !Owner::Acceptor.is(actor.role) {
        return Err(FaultCode::NotAllowed.into());
    }
    let tx = backend.begin().await?;
    let row = scoped(&tx, actor, number).await?;
    if released && !row.public {
        return Err(FaultCode::NotPublic.into());
    }
    Ok((tx, row))
}

/// The case when the same was decided before: somebody whose first answer was lost asks again, and that is no line in the history.
async fn as_it_is(backend: &Backend, actor: &Actor, tx: Transaction, row: &Model) -> Result<CaseDetail, Failure> {
    drop(tx);
    detail::read(backend, actor, row).await
}

/// Ends every release of a case that is not public any more. Gives whether anything was.
pub(super) async fn end(tx: &Transaction, case: i64) -> Result<bool, Failure> {
    let ended = entity::photo::Entity::update_many()
        .col_expr(entity::photo::Column::Released, Expr::value(false))
        .filter(entity::photo::Column::CaseId.eq(case))
        .filter(entity::photo::Column::Released.eq(true))
        .exec(tx)
        .await?;
    Ok(ended.rows_affected > 0)
}

const fn said(released: bool) -> &'static str {
    if released { "released" } else { "withdrawn" }
}
