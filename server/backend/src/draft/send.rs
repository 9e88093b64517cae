//! Sending a report: it becomes a case, or joins one.

use domain::audit::AuditActor;
use domain::case::{CaseState, Channel, EventKind};
use domain::deadline::Trace;
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::report::{ReportForm, ReportStep};
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{check, emergency, read};
use crate::case::{
    NewCase, NewReport, PhotoOwner, allow, claim_photos, close_draft, create, insert_event, insert_report, known_class,
    number_of, same_report,
};
use crate::place::locate;
use crate::port::key::token_hash;
use crate::{Backend, Failure, audit, catalog, due, failure};

/// What became of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// The case number.
    pub number: CaseNumber,
    /// Whether it joined a case that was there already.
    pub joined: bool,
    /// When it will be settled at the latest.
    pub promised_at: Moment,
    /// How that came about.
    pub trace: Trace,
    /// The secret of the reporter's own link.
    pub secret: String,
}

/// Sends a report. The same token gives the same answer again, also when the first answer was lost.
///
/// # Errors
/// What is wrong with the form; too many reports; or the store is away.
pub async fn submit(backend: &Backend, token: &str, form: &ReportForm, device: &str) -> Result<Sent, Failure> {
    if let Some(sent) = sent(backend, token).await? {
        return Ok(sent);
    }
    let mut faults = Vec::new();
    for step in [ReportStep::Photo, ReportStep::Place, ReportStep::Details] {
        faults.extend(check(backend, form, step).await?);
    }
    failure::check(faults)?;
    let phone = form.phone_number()?;
    let component = catalog::find_component(backend, &form.component).await?;
    let place = locate(&backend.catalog(), form, component.as_ref()).map_err(Failure::Faults)?;
    let draft = if form.photos.is_empty() { None } else { read(backend, token).await?.map(|(row, _)| row.id) };
    let new = NewCase {
        key: token_hash(token),
        channel: Channel::Web,
        class: known_class(backend, form)?,
        words: form.words.trim().to_owned(),
        urgent: form.warned == "1" && !emergency(backend, form).is_empty(),
        place,
        photos: form.photos.clone(),
        photo_owner: PhotoOwner::Draft(draft),
        finder: None,
        report: NewReport { channel: Channel::Web, phone, device: Some(device.to_owned()), account: None },
        limits: limits(backend, form, device),
    };
    let key = new.key.clone();
    let row = create(backend, new).await?;
    answer(backend, &row, &key, false)
}

/// Joins a public case instead of making another one.
///
/// # Errors
/// Not found when the case is not public or is over; joined already by this device; or the store is away.
pub async fn join(
    backend: &Backend,
    token: &str,
    form: &ReportForm,
    device: &str,
    number: &str,
) -> Result<Sent, Failure> {
    if let Some(sent) = sent(backend, token).await? {
        return Ok(sent);
    }
    failure::check(check(backend, form, ReportStep::Details).await?)?;
    let phone = form.phone_number()?;
    let key = token_hash(token);
    let joining = Joining {
        report: NewReport { channel: Channel::Web, phone, device: Some(device.to_owned()), account: None },
        words: &form.words,
        photos: &form.photos,
        draft: read(backend, token).await?.map(|(row, _)| row.id),
        limits: limits(backend, form, device),
    };
    match add_person(backend, number, &key, joining).await {
        Ok(row) => answer(backend, &row, &key, true),
        // The same post came twice at once: by the writer, whose turn comes when the one that was faster is on disk.
        Err(failure) if failure.is_duplicate() => sent_by(backend, backend.writer(), &key).await?.ok_or(failure),
        Err(failure) => Err(failure),
    }
}

/// Somebody who met a case that is there already.
pub(crate) struct Joining<'a> {
    /// Who.
    pub(crate) report: NewReport,
    /// What they wrote.
    pub(crate) words: &'a str,
    /// Photos of their draft, which become the case's.
    pub(crate) photos: &'a [String],
    /// Their draft, which is done.
    pub(crate) draft: Option<i64>,
    /// Keys of which the city's policy allows so many reports an hour.
    pub(crate) limits: Vec<String>,
}

/// One more person met a public case that is still open: one "me too" a device.
pub(crate) async fn add_person(
    backend: &Backend,
    number: &str,
    key: &str,
    joining: Joining<'_>,
) -> Result<Model, Failure> {
    let Joining { report, words, photos, draft, limits } = joining;
    let number = CaseNumber::parse(number).ok_or(FaultCode::NotFound)?;
    let tx = backend.begin().await?;
    allow(&tx, backend, &limits).await?;
    let row = Entity::find()
        .filter(Column::Number.eq(number.as_str()))
        .filter(Column::Public.eq(true))
        .filter(Column::State.ne(CaseState::Closed.code()))
        .one(&tx)
        .await?
        .ok_or(FaultCode::NotFound)?;
    if let Some(device) = &report.device {
        let again = entity::report::Entity::find()
            .filter(entity::report::Column::CaseId.eq(row.id))
            .filter(entity::report::Column::DeviceHash.eq(backend.keys().lookup("device", device)))
            .one(&tx)
            .await?;
        if again.is_some() {
            return Err(FaultCode::JoinedAlready.into());
        }
    }
    insert_report(&tx, backend, &row, key, &report).await?;
    Entity::update_many()
        .col_expr(Column::People, Expr::col(Column::People).add(1))
        .filter(Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    let event = insert_event(&tx, backend, &row, EventKind::Joined, None, words).await?;
    claim_photos(&tx, row.id, Some(event), photos, PhotoOwner::Draft(draft)).await?;
    if let Some(draft) = draft {
        close_draft(&tx, draft, row.id, true).await?;
    }
    audit::record(&tx, backend, &AuditActor::Citizen, "join", &row.number, "").await?;
    tx.commit().await?;
    Ok(row)
}

/// What this token has sent; `None` when nothing.
///
/// # Errors
/// When the store is away.
pub async fn sent(backend: &Backend, token: &str) -> Result<Option<Sent>, Failure> {
    sent_by(backend, backend.db(), &token_hash(token)).await
}

async fn sent_by(backend: &Backend, db: &impl ConnectionTrait, key: &str) -> Result<Option<Sent>, Failure> {
    let Some(report) = same_report(db, key).await? else { return Ok(None) };
    let row = Entity::find_by_id(report.case_id).one(db).await?;
    let row = row.ok_or_else(|| Failure::Inside(format!("report {} has no case", report.id)))?;
    answer(backend, &row, key, row.key != key).map(Some)
}

fn answer(backend: &Backend, row: &Model, key: &str, joined: bool) -> Result<Sent, Failure> {
    Ok(Sent {
        number: number_of(row)?,
        joined,
        promised_at: Moment(row.promised_at),
        trace: due::promise_trace(&backend.catalog(), row),
        secret: backend.keys().tracking_secret(key),
    })
}

/// What a device and a phone number are counted under.
fn limits(backend: &Backend, form: &ReportForm, device: &str) -> Vec<String> {
    let mut keys = vec![format!("report-device:{}", backend.keys().lookup("device", device))];
    if let Ok(Some(phone)) = form.phone_number() {
        keys.push(format!("report-phone:{}", backend.keys().lookup("phone", phone.digits())));
    }
    keys
}
