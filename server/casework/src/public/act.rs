//! What people do on the page of a case: "me too", and the reporter's own steps.

use domain::audit::AuditActor;
use domain::case::{Action, By, Channel, EventDetail, Rating, Step};
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::report::CaseForm;
use entity::case::Model;
use entity::event::{Column, Entity, Model as Event};
use foundation::device::Device;
use foundation::port::key::token_hash;
use foundation::store::Transaction;
use foundation::{Backend, Failure, audit, limit};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::case::{Attempt, NewReport, detail_text, same_report, take};
use crate::draft::{Joining, add_person};
use crate::handling;
use crate::reporter::{opened, visible};
use crate::stored::case;

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
    let handled = handling::handled(&tx, backend, &row, device.token).await?;
    let step = asked(form)?;
    let first = match &form_key {
        Some(key) => first(&tx, &row, &step, key).await?,
        None => None,
    };
    let done = match &first {
        // Whoever handled it is not even told that it was done.
        _ if handled => false,
        Some(first) => stands(backend, &tx, &row, &step, first).await?,
        None => form.key.is_empty() && is_last_word(&tx, &row, &step).await?,
    };
    if done {
        return Ok(());
    }
    let heard = !step.action().judges() || reporter.is_heard(&tx, &row).await?;
    let by = By::Reporter { handled, heard };
    match take(&tx, backend, &row, Attempt::of_citizen(by, &step, form_key, device)).await {
        // It could be done now, but that is not what the form was sent for: the page is shown as it is, with what was typed.
        Ok(_) if first.is_some() => Err(FaultCode::AlreadyMoved.into()),
        Ok(_) => tx.commit().await.map_err(Failure::from),
        Err(failure) if failure.is(FaultCode::RatedAlready) && is_rated(&row, &step)? => Ok(()),
        Err(failure) if failure.is(FaultCode::OwnWork) => {
            audit::record(&tx, backend, &AuditActor::Citizen, "refused", &row.number, "as reporter of own work")
                .await?;
            tx.commit().await?;
            Err(failure)
        }
        Err(failure) => Err(failure),
    }
}

/// What a form on the reporter's page asks for.
fn asked(form: &CaseForm) -> Result<Step, Failure> {
    let (words, reason) = (form.words.clone(), form.reason.clone());
    Ok(match form.action.as_str() {
        "add" => Step::Add { words },
        "hurry" => Step::Hurry,
        "rate" => Step::Rate { rating: form.rating.trim().parse().ok().and_then(Rating::new), reason },
        "reopen" => Step::Reopen { reason: words },
        _ => return Err(FaultCode::Malformed.into()),
    })
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
    let joining = Joining { report, words: "", urgent: false, photos: &[], closes: None, limits: Vec::new(), device };
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
async fn first(tx: &Transaction, row: &Model, step: &Step, key: &str) -> Result<Option<Event>, Failure> {
    let said = match step {
        Step::Rate { rating: Some(rating), .. } => Column::Detail.eq(detail_text(&EventDetail::Rated(*rating))?),
        _ => Column::Detail.is_null(),
    };
    let same = of_kind(row, step.action()).filter(Column::Key.eq(key)).filter(Column::Words.eq(step.kept_words()));
    Ok(same.filter(said).one(tx).await?)
}

/// Whether what a form did still stands: information is there for good, the rest until the case has moved on.
async fn stands(backend: &Backend, tx: &Transaction, row: &Model, step: &Step, first: &Event) -> Result<bool, Failure> {
    let standing = match step {
        Step::Hurry => case(row)?.hurry_wait(backend.now(), &*backend.catalog()).is_some(),
        Step::Rate { .. } => return is_rated(row, step),
        Step::Reopen { .. } => row.closed_at.is_none(),
        _ => return Ok(true),
    };
    Ok(standing && of_kind(row, step.action()).one(tx).await?.is_some_and(|latest| latest.id == first.id))
}

/// Whether a form without a key adds to an open case what was added last: it is the same post again.
async fn is_last_word(tx: &Transaction, row: &Model, step: &Step) -> Result<bool, Failure> {
    if row.closed_at.is_some() || !matches!(step, Step::Add { .. }) {
        return Ok(false);
    }
    let latest = of_kind(row, Action::Add).one(tx).await?;
    Ok(latest.is_some_and(|latest| latest.words == step.kept_words()))
}

/// Events of a kind, the latest first.
fn of_kind(row: &Model, action: Action) -> Select<Entity> {
    Entity::find().filter(Column::CaseId.eq(row.id)).filter(Column::Kind.eq(action.code())).order_by_desc(Column::Id)
}

/// Whether the case has exactly the rating that a form gives.
fn is_rated(row: &Model, step: &Step) -> Result<bool, Failure> {
    let Step::Rate { rating, .. } = step else { return Ok(false) };
    let case = case(row)?;
    Ok(rating.is_some() && case.rating == *rating && case.rating_reason == step.kept_words())
}
