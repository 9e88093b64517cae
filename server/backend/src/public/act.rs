//! What people do on the page of a case: "me too", and the reporter's own steps.

use domain::audit::AuditActor;
use domain::case::{Action, CaseState, Channel, EventKind, Rating, transition};
use domain::fault::{Fault, FaultCode, Field};
use domain::id::CaseNumber;
use domain::normal::kept;
use domain::report::{CaseForm, LONGEST_WORDS, is_too_long};
use domain::time::Moment;
use entity::case::{ActiveModel, Entity, Model};
use entity::event::Model as Event;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};

use super::find::may_hurry;
use super::reporter::{opened, visible};
use crate::case::{NewReport, insert_posted, raise, refresh_text, same_report, state};
use crate::device::Device;
use crate::draft::{Joining, add_person};
use crate::port::key::token_hash;
use crate::store::Transaction;
use crate::{Backend, Failure, audit, device, due, limit};

/// Does what a form on the case's page asks for: `join`, `add`, `hurry`, `rate` or `reopen`. All but joining are the reporter's, and nobody's
/// who handled the case: not in a browser in which they ever signed in, whoever's link or number opened it. The same form again does
/// nothing. It is answered as it was while what it did still stands: nobody is told that something is done which was undone since.
///
/// # Errors
/// Not found when the person may not see or do it; own work; what is wrong with the form; or the store is away.
pub async fn act<'a>(
    backend: &Backend,
    number: &str,
    pass: Option<&str>,
    device: impl Into<Device<'a>>,
    form: &CaseForm,
) -> Result<(), Failure> {
    let device = device.into();
    let number = CaseNumber::parse(number).ok_or(FaultCode::NotFound)?;
    let device_key = format!("act:{}", backend.keys().lookup("device", device.token));
    limit::admit(backend, &device_key, 3600, 60).await?;
    let form_key = (!form.key.is_empty()).then(|| backend.keys().lookup("form", &form.key));
    if form.action == "join" {
        return join(backend, &number, device, form_key).await;
    }
    let tx = backend.begin().await?;
    let opened = opened(&tx, backend, pass).await?;
    let row = visible(&number, opened.as_ref()).lock_exclusive().one(&tx).await?.ok_or(FaultCode::NotFound)?;
    let reporter = opened.and_then(|opened| opened.first_of(&row)).ok_or(FaultCode::NotFound)?;
    if device::handled(&tx, backend, &row, device.token).await? {
        audit::record(&tx, backend, &AuditActor::Citizen, "refused", &row.number, "as reporter of own work").await?;
        tx.commit().await?;
        return Err(FaultCode::OwnWork.into());
    }
    for (text, field) in [(&form.words, Field::Words), (&form.reason, Field::Reason)] {
        if is_too_long(text, LONGEST_WORDS) {
            return Err(Fault::at(field, FaultCode::TooLong).into());
        }
    }
    // From here on as they are stored: browsers send the end of a line as two characters, and one form has to be known again.
    let own = |text: &str| kept(text).trim().to_owned();
    let form = &CaseForm { words: own(&form.words), reason: own(&form.reason), ..form.clone() };
    let state = state(&row)?;
    let kind = match form.action.as_str() {
        "add" => EventKind::Added,
        "hurry" => EventKind::Hurried,
        "rate" => EventKind::Rated,
        "reopen" => EventKind::Step(Action::Reopen),
        _ => return Err(FaultCode::Malformed.into()),
    };
    let first = match &form_key {
        Some(key) => first(&tx, &row, kind, key, &told(kind, form)).await?,
        None => None,
    };
    if let Some(first) = &first
        && stands(backend, &tx, &row, kind, first, form).await?
    {
        return Ok(());
    }
    let judges = matches!(kind, EventKind::Rated | EventKind::Step(Action::Reopen));
    if judges && !reporter.is_heard(&tx, &row).await? {
        return Err(FaultCode::LinkNeeded.into());
    }
    let words = match kind {
        EventKind::Added => add(&tx, &row, state, form).await?,
        EventKind::Hurried => hurry(backend, &tx, &row, state).await?,
        EventKind::Rated => rate(backend, &tx, &row, state, form).await?,
        _ => reopen(backend, &tx, &row, state, &form.words).await?,
    };
    if first.is_some() {
        // It could be done now, but that is not what the form was sent for: the page is shown as it is, with what was typed.
        return Err(FaultCode::AlreadyMoved.into());
    }
    let Some(words) = words else { return Ok(()) };
    let row = Entity::find_by_id(row.id).one(&tx).await?.ok_or(FaultCode::NotFound)?;
    insert_posted(&tx, backend, &row, kind, None, &words, form_key).await?;
    audit::record(&tx, backend, &AuditActor::Citizen, kind.code(), &row.number, "").await?;
    refresh_text(&tx, &backend.catalog(), &row).await?;
    raise(&tx, backend, &row, form.said(), &AuditActor::Citizen).await?;
    tx.commit().await?;
    Ok(())
}

/// "Me too", once a device; the same form again is answered as it was.
async fn join(backend: &Backend, number: &CaseNumber, device: Device<'_>, form: Option<String>) -> Result<(), Failure> {
    let key = token_hash(&format!("join:{}:{number}", device.token));
    let report = NewReport {
        channel: Channel::Web,
        phone: None,
        device: Some(device.token.to_owned()),
        account: None,
        fingerprint: form.clone(),
    };
    let joining = Joining { report, words: "", photos: &[], closes: None, limits: Vec::new(), device };
    match add_person(backend, number.as_str(), &key, joining).await {
        Ok(_) => Ok(()),
        // Twice at once: by the writer, whose turn comes when the one that was faster is on disk.
        Err(failure) if failure.is_duplicate() => {
            let first = same_report(backend.writer(), &key).await?.ok_or(failure)?;
            let same = form.is_some() && first.fingerprint == form;
            if same { Ok(()) } else { Err(FaultCode::JoinedAlready.into()) }
        }
        Err(failure) => Err(failure),
    }
}

/// What exactly this form did when it came before.
async fn first(
    tx: &Transaction,
    row: &Model,
    kind: EventKind,
    key: &str,
    told: &str,
) -> Result<Option<Event>, Failure> {
    let same =
        of_kind(row, kind).filter(entity::event::Column::Key.eq(key)).filter(entity::event::Column::Words.eq(told));
    Ok(same.one(tx).await?)
}

/// Whether what a form did still stands: information is there for good, the rest until the case has moved on.
async fn stands(
    backend: &Backend,
    tx: &Transaction,
    row: &Model,
    kind: EventKind,
    first: &Event,
    form: &CaseForm,
) -> Result<bool, Failure> {
    let standing = match kind {
        EventKind::Hurried => !may_hurry(row, backend.now(), backend.catalog().policy().hurry_hours),
        EventKind::Rated => return Ok(is_rated(row, form)),
        EventKind::Step(Action::Reopen) => row.closed_at.is_none(),
        _ => return Ok(true),
    };
    Ok(standing && of_kind(row, kind).one(tx).await?.is_some_and(|latest| latest.id == first.id))
}

/// Events of a kind, the latest first.
fn of_kind(row: &Model, kind: EventKind) -> Select<entity::event::Entity> {
    entity::event::Entity::find()
        .filter(entity::event::Column::CaseId.eq(row.id))
        .filter(entity::event::Column::Kind.eq(kind.code()))
        .order_by_desc(entity::event::Column::Id)
}

/// What a form says, as its event does.
fn told(kind: EventKind, form: &CaseForm) -> String {
    match kind {
        EventKind::Rated => format!("{} {}", form.rating.trim(), form.reason).trim().to_owned(),
        _ => form.said().to_owned(),
    }
}

/// More information. Without a key the same words again are the same post again: done already.
async fn add(tx: &Transaction, row: &Model, state: CaseState, form: &CaseForm) -> Result<Option<String>, Failure> {
    if state.is_final() {
        return Err(FaultCode::AlreadyMoved.into());
    }
    if form.words.is_empty() {
        return Err(Fault::at(Field::Words, FaultCode::Required).into());
    }
    let again = form.key.is_empty()
        && of_kind(row, EventKind::Added).one(tx).await?.is_some_and(|latest| latest.words == form.words);
    Ok((!again).then(|| form.words.clone()))
}

async fn hurry(backend: &Backend, tx: &Transaction, row: &Model, state: CaseState) -> Result<Option<String>, Failure> {
    let now = backend.now();
    if state.is_final() {
        return Err(FaultCode::AlreadyMoved.into());
    }
    let hours = backend.catalog().policy().hurry_hours;
    if !may_hurry(row, now, hours) {
        let seconds =
            row.hurried_at.map(|at| at + hours * 3600 - now.0).and_then(|seconds| u32::try_from(seconds).ok());
        return Err(Fault { wait: seconds, ..FaultCode::HurriedAlready.into() }.into());
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
        return if is_rated(row, form) { Ok(None) } else { Err(FaultCode::RatedAlready.into()) };
    }
    let rating = given(form).ok_or(Fault::at(Field::Rating, FaultCode::Required))?;
    let reason = &form.reason;
    if rating.needs_reason() && reason.is_empty() {
        return Err(Fault::at(Field::Reason, FaultCode::ReasonRequired).into());
    }
    let changed = ActiveModel {
        rating: Set(Some(i64::from(rating.level()))),
        // Whoever is dissatisfied is called back: a rating nobody answers is worse than none.
        follow_up_due_at: Set(rating.needs_reason().then(|| due::follow_up(&backend.catalog(), backend.now()).0)),
        rating_reason: Set(reason.clone()),
        ..row.clone().into_active_model()
    };
    changed.update(tx).await?;
    Ok(Some(format!("{} {reason}", rating.level())))
}

/// The satisfaction that a form gives.
fn given(form: &CaseForm) -> Option<Rating> {
    form.rating.trim().parse().ok().and_then(Rating::new)
}

/// Whether the case has exactly the rating that a form gives.
fn is_rated(row: &Model, form: &CaseForm) -> bool {
    given(form).is_some_and(|rating| row.rating == Some(i64::from(rating.level()))) && row.rating_reason == form.reason
}

async fn reopen(
    backend: &Backend,
    tx: &Transaction,
    row: &Model,
    state: CaseState,
    words: &str,
) -> Result<Option<String>, Failure> {
    if state == CaseState::Reopened {
        return Err(FaultCode::ReopenedAlready.into());
    }
    let line = transition(Action::Reopen, state).ok_or(FaultCode::AlreadyMoved)?;
    let now = backend.now();
    let catalog = backend.catalog();
    let until = row.closed_at.map(|at| Moment(at).plus_seconds(catalog.policy().reopen_days * 86_400));
    if until.is_none_or(|until| now > until) {
        return Err(FaultCode::ReopenTooLate.into());
    }
    if words.is_empty() {
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
    Ok(Some(words.to_owned()))
}
