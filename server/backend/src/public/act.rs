//! What people do on the page of a case: "me too", and the reporter's own steps.

use domain::audit::AuditActor;
use domain::case::{Action, CaseState, Channel, EventKind, Rating, transition};
use domain::fault::{Fault, FaultCode, Field};
use domain::id::CaseNumber;
use domain::report::{CaseForm, LONGEST_WORDS};
use domain::time::Moment;
use entity::case::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};

use super::find::{may_hurry, reporter};
use crate::case::{NewReport, insert_event, refresh_text, state};
use crate::draft::{Joining, add_person};
use crate::port::key::token_hash;
use crate::store::Transaction;
use crate::{Backend, Failure, audit, due, limit};

/// Does what a form on the case's page asks for: `join`, `add`, `hurry`, `rate` or `reopen`. All but joining are the reporter's.
///
/// # Errors
/// Not found when the person may not see or do it; what is wrong with the form; or the store is away.
pub async fn act(
    backend: &Backend,
    number: &str,
    pass: Option<&str>,
    device: &str,
    form: &CaseForm,
) -> Result<(), Failure> {
    let number = CaseNumber::parse(number).ok_or(FaultCode::NotFound)?;
    let device_key = format!("act:{}", backend.keys().lookup("device", device));
    if !limit::count(backend, &device_key, 3600, 60).await? {
        return Err(FaultCode::TooMany.into());
    }
    if form.action == "join" {
        let key = token_hash(&format!("join:{device}:{number}"));
        let report = NewReport { channel: Channel::Web, phone: None, device: Some(device.to_owned()), account: None };
        let joining = Joining { report, words: "", photos: &[], draft: None, limits: Vec::new() };
        add_person(backend, number.as_str(), &key, joining).await?;
        return Ok(());
    }
    let tx = backend.begin().await?;
    let row = Entity::find().filter(Column::Number.eq(number.as_str())).lock_exclusive().one(&tx).await?;
    let row = row.ok_or(FaultCode::NotFound)?;
    if reporter(&tx, backend, &row, pass).await?.is_none() {
        return Err(FaultCode::NotFound.into());
    }
    for (text, field) in [(&form.words, Field::Words), (&form.reason, Field::Reason)] {
        if text.chars().count() > LONGEST_WORDS {
            return Err(Fault::at(field, FaultCode::TooLong).into());
        }
    }
    let state = state(&row)?;
    let (kind, words) = match form.action.as_str() {
        "add" => (EventKind::Added, add(&tx, &row, state, &form.words).await?),
        "hurry" => (EventKind::Hurried, hurry(backend, &tx, &row, state).await?),
        "rate" => (EventKind::Rated, rate(backend, &tx, &row, state, form).await?),
        "reopen" => (EventKind::Step(Action::Reopen), reopen(backend, &tx, &row, state, &form.words).await?),
        _ => return Err(FaultCode::Malformed.into()),
    };
    let Some(words) = words else { return Ok(()) };
    let row = Entity::find_by_id(row.id).one(&tx).await?.ok_or(FaultCode::NotFound)?;
    insert_event(&tx, backend, &row, kind, None, &words).await?;
    audit::record(&tx, backend, &AuditActor::Citizen, kind.code(), &row.number, "").await?;
    refresh_text(&tx, &backend.catalog(), &row).await?;
    tx.commit().await?;
    Ok(())
}

/// More information. The same words again are the same post again: done already.
async fn add(tx: &Transaction, row: &Model, state: CaseState, words: &str) -> Result<Option<String>, Failure> {
    if state.is_final() {
        return Err(FaultCode::AlreadyMoved.into());
    }
    let words = words.trim();
    if words.is_empty() {
        return Err(Fault::at(Field::Words, FaultCode::Required).into());
    }
    let last = entity::event::Entity::find()
        .filter(entity::event::Column::CaseId.eq(row.id))
        .filter(entity::event::Column::Kind.eq(EventKind::Added.code()))
        .order_by_desc(entity::event::Column::Id)
        .one(tx)
        .await?;
    Ok((last.is_none_or(|last| last.words != words)).then(|| words.to_owned()))
}

async fn hurry(backend: &Backend, tx: &Transaction, row: &Model, state: CaseState) -> Result<Option<String>, Failure> {
    let now = backend.now();
    if state.is_final() {
        return Err(FaultCode::AlreadyMoved.into());
    }
    if !may_hurry(row, now, backend.catalog().policy().hurry_hours) {
        return Err(FaultCode::HurriedAlready.into());
    }
    let changed =
        ActiveModel { hurries: Set(row.hurries + 1), hurried_at: Set(Some(now.0)), ..row.clone().into_active_model() };
    changed.update(tx).await?;
    Ok(Some(String::new()))
}

async fn rate(
    backend: &Backend,
    tx: &Transaction,
    row: &Model,
    state: CaseState,
    form: &CaseForm,
) -> Result<Option<String>, Failure> {
    if state != CaseState::Closed {
        return Err(FaultCode::AlreadyMoved.into());
    }
    if row.rating.is_some() {
        return Err(FaultCode::RatedAlready.into());
    }
    let rating = form.rating.trim().parse().ok().and_then(Rating::new);
    let rating = rating.ok_or(Fault::at(Field::Rating, FaultCode::Required))?;
    let reason = form.reason.trim();
    if rating.needs_reason() && reason.is_empty() {
        return Err(Fault::at(Field::Reason, FaultCode::ReasonRequired).into());
    }
    let changed = ActiveModel {
        rating: Set(Some(i64::from(rating.level()))),
        // Whoever is dissatisfied is called back: a rating nobody answers is worse than none.
        follow_up_due_at: Set(rating.needs_reason().then(|| due::follow_up(&backend.catalog(), backend.now()).0)),
        rating_reason: Set(reason.to_owned()),
        ..row.clone().into_active_model()
    };
    changed.update(tx).await?;
    Ok(Some(format!("{} {reason}", rating.level())))
}

async fn reopen(
    backend: &Backend,
    tx: &Transaction,
    row: &Model,
    state: CaseState,
    words: &str,
) -> Result<Option<String>, Failure> {
    let line = transition(Action::Reopen, state).ok_or(FaultCode::AlreadyMoved)?;
    let now = backend.now();
    let catalog = backend.catalog();
    let until = row.closed_at.map(|at| Moment(at).plus_seconds(catalog.policy().reopen_days * 86_400));
    if until.is_none_or(|until| now > until) {
        return Err(FaultCode::ReopenTooLate.into());
    }
    if words.trim().is_empty() {
        return Err(Fault::at(Field::Words, FaultCode::ReasonRequired).into());
    }
    let promised = due::promise_again(&catalog, row, now);
    let changed = ActiveModel {
        state: Set(line.to.code().to_owned()),
        promised_at: Set(promised.at.0),
        provisional: Set(promised.provisional),
        revision: Set(row.revision + 1),
        closed_at: Set(None),
        follow_up_due_at: Set(None),
        rating: Set(None),
        rating_reason: Set(String::new()),
        step_from: Set(now.0),
        step_due_at: Set(due::step(&catalog, line.to, now, row.urgent, None).0),
        ..row.clone().into_active_model()
    };
    changed.update(tx).await?;
    Ok(Some(words.trim().to_owned()))
}
