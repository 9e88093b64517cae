//! Sending a report: it becomes a case, or joins one.

use domain::case::{Action, By, Channel, Step};
use domain::deadline::Trace;
use domain::fault::{Fault, FaultCode};
use domain::id::CaseNumber;
use domain::normal::kept;
use domain::report::{ReportForm, ReportStep, SentBefore};
use domain::time::Moment;
use entity::case::{Column, Entity, Model};
use foundation::device::Device;
use foundation::limit::Budget;
use foundation::store::Transaction;
use foundation::{Backend, Failure, catalog, failure};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::slot::{self, Slot};
use super::{check, emergency};
use crate::case::{
    Alarm, Attempt, Author, Closing, NewCase, NewReport, PhotoOwner, allow, claim_photos, close_draft, create,
    fingerprint, insert_report, known_class, number_of, same_report, take,
};
use crate::place::locate;
use crate::stored::case;

/// What became of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub number: CaseNumber,
    /// Whether it joined a case that was there already.
    pub joined: bool,
    /// When it will be settled at the latest.
    pub promised_at: Moment,
    /// How that came about.
    pub trace: Trace,
    /// The secret of the reporter's own link.
    pub secret: String,
    /// The key of the report, which the receipt's address carries.
    pub key: String,
}

/// Seconds that the receipt is shown to whoever holds the phone, as long as the reporter's cookie opens the case.
const RECEIPT_SECONDS: i64 = 2 * 3600;

/// Sends a report. The same form gives the same answer again, also when the first answer was lost.
///
/// # Errors
/// Sent already, when something else was sent under the same key; what is wrong with the form; too many reports; or the store is away.
pub async fn submit<'a>(
    backend: &Backend,
    token: &str,
    form: &ReportForm,
    device: impl Into<Device<'a>>,
) -> Result<Sent, Failure> {
    let device = device.into();
    if !backend.catalog().is_open() {
        return Err(FaultCode::Unavailable.into());
    }
    let slot = slot::find(backend, token).await?;
    let fingerprint = fingerprint(backend, form, form.is_own_alarm(), None)?;
    if let Some(sent) = first_answer(backend, &slot, &fingerprint).await? {
        return Ok(sent);
    }
    failure::check(form.length_faults())?;
    let mut faults = Vec::new();
    for step in [ReportStep::Photo, ReportStep::Place, ReportStep::Details] {
        faults.extend(check(backend, form, step).await?);
    }
    failure::check(faults)?;
    let phone = form.phone_number()?;
    let component = catalog::find_component(backend.db(), &form.component).await?;
    let place = locate(&backend.catalog(), form, component.as_ref()).map_err(Failure::Faults)?;
    let new = NewCase {
        key: slot.hash.clone(),
        channel: Channel::Web,
        class: known_class(backend, form)?,
        words: kept(&form.words).trim().to_owned(),
        urgent: form.is_own_alarm() || !emergency(backend, form).is_empty(),
        alarm: Alarm::of(device),
        place,
        photos: form.photos.clone(),
        photo_owner: PhotoOwner::Draft { holder: slot.holder.clone(), key: slot.key.clone() },
        author: Author::CITIZEN,
        report: NewReport {
            channel: Channel::Web,
            phone,
            device: Some(device.token.to_owned()),
            account: None,
            fingerprint: Some(fingerprint),
        },
        limits: limits(backend, form, device),
        closes: Some(slot.closing()),
    };
    let row = create(backend, new).await?;
    // By another key when it came back as one that joined a case.
    let sent = answer(backend, &row, &slot.hash, row.key != slot.hash)?;
    Ok(Sent { key: slot.key, ..sent })
}

/// Joins a public case instead of making another one.
///
/// # Errors
/// Not found when the case is not public; joined already by this device; closed already; sent already, when something else was sent under
/// the same key; or the store is away.
pub async fn join<'a>(
    backend: &Backend,
    token: &str,
    form: &ReportForm,
    device: impl Into<Device<'a>>,
    number: &str,
) -> Result<Sent, Failure> {
    let device = device.into();
    let slot = slot::find(backend, token).await?;
    let fingerprint = fingerprint(backend, form, form.is_own_alarm(), Some(number.trim()))?;
    if let Some(sent) = first_answer(backend, &slot, &fingerprint).await? {
        return Ok(sent);
    }
    failure::check(form.length_faults())?;
    failure::check(check(backend, form, ReportStep::Details).await?)?;
    let phone = form.phone_number()?;
    let joining = Joining {
        report: NewReport {
            channel: Channel::Web,
            phone,
            device: Some(device.token.to_owned()),
            account: None,
            fingerprint: Some(fingerprint.clone()),
        },
        words: &form.words,
        urgent: form.is_own_alarm() || !emergency(backend, form).is_empty(),
        photos: &form.photos,
        closes: Some(slot.closing()),
        limits: limits(backend, form, device),
        device,
    };
    let sent = match add_person(backend, number, &slot.hash, joining).await {
        Ok(row) => answer(backend, &row, &slot.hash, true)?,
        // The same post came twice at once: by the writer, whose turn comes when the one that was faster is on disk.
        Err(failure) if failure.is_duplicate() => {
            let first = same_report(backend.writer(), &slot.hash).await?.ok_or(failure)?;
            told_again(backend, backend.writer(), first, &fingerprint).await?
        }
        Err(failure) => return Err(failure),
    };
    Ok(Sent { key: slot.key, ..sent })
}

/// What a form was answered when it came first; nothing when it comes first now.
async fn first_answer(backend: &Backend, slot: &Slot, fingerprint: &str) -> Result<Option<Sent>, Failure> {
    if slot.is_open() {
        return Ok(None);
    }
    let Some(first) = same_report(backend.db(), &slot.hash).await? else { return Ok(None) };
    let case = first.case_id;
    let sent = told_again(backend, backend.db(), first, fingerprint).await?;
    // It is this form's receipt that is asked for now, perhaps a day later.
    let tx = backend.begin().await?;
    close_draft(&tx, backend, &slot.closing(), case, sent.joined).await?;
    tx.commit().await?;
    Ok(Some(Sent { key: slot.key.clone(), ..sent }))
}

/// The first answer, if it was the same that was sent.
async fn told_again(
    backend: &Backend,
    db: &impl ConnectionTrait,
    first: entity::report::Model,
    fingerprint: &str,
) -> Result<Sent, Failure> {
    if first.fingerprint.as_deref() != Some(fingerprint) {
        return Err(FaultCode::SentAlready.into());
    }
    of_report(backend, db, &first).await
}

/// Whether a form is what was sent from its draft.
pub(super) async fn is_what_was_sent(backend: &Backend, slot: &Slot, form: &ReportForm) -> Result<bool, Failure> {
    let Some(first) = same_report(backend.db(), &slot.hash).await? else { return Ok(false) };
    let sent = of_report(backend, backend.db(), &first).await?;
    let joined = sent.joined.then(|| sent.number.as_str());
    Ok(first.fingerprint == Some(fingerprint(backend, form, form.is_own_alarm(), joined)?))
}

/// What a draft has become.
pub(super) async fn before(backend: &Backend, slot: &Slot) -> Result<Option<SentBefore>, Failure> {
    let Some(case) = slot.row.as_ref().and_then(|row| row.case_id) else { return Ok(None) };
    let row = Entity::find_by_id(case).one(backend.db()).await?;
    let number = row.as_ref().map(number_of).transpose()?;
    Ok(number.map(|number| SentBefore { number, key: slot.key.clone() }))
}

/// Somebody who met a case that is there already.
pub(crate) struct Joining<'a> {
    /// Who.
    pub(crate) report: NewReport,
    /// What they wrote.
    pub(crate) words: &'a str,
    /// Whether they alarm whatever the words tell.
    pub(crate) urgent: bool,
    /// Photos of their draft, which become the case's.
    pub(crate) photos: &'a [String],
    /// Their draft, which is done.
    pub(crate) closes: Option<Closing>,
    /// Keys of which the city's policy allows so many reports an hour.
    pub(crate) limits: Vec<String>,
    /// The browser and its address.
    pub(crate) device: Device<'a>,
}

/// One more person met a public case that is still open: one "me too" a device, and a bounded number from one address.
pub(crate) async fn add_person(
    backend: &Backend,
    number: &str,
    key: &str,
    joining: Joining<'_>,
) -> Result<Model, Failure> {
    let Joining { report, words, urgent, photos, closes, limits, device } = joining;
    let number = CaseNumber::parse(number).ok_or(FaultCode::NotFound)?;
    let tx = backend.begin().await?;
    allow(&tx, backend, &limits).await?;
    let row = Entity::find()
        .filter(Column::Number.eq(number.as_str()))
        .filter(Column::Public.eq(true))
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or(FaultCode::NotFound)?;
    if let Some(device) = &report.device {
        let again = entity::report::Entity::find()
            .filter(entity::report::Column::CaseId.eq(row.id))
            .filter(entity::report::Column::DeviceHash.eq(backend.keys().lookup("device", device)))
            .one(&tx)
            .await?;
        if let Some(again) = again {
            let same = again.key == key && report.fingerprint.is_some() && again.fingerprint == report.fingerprint;
            return if same { Ok(row) } else { Err(FaultCode::JoinedAlready.into()) };
        }
    }
    case(&row)?.permits(Action::Join, By::Public, backend.now(), &*backend.catalog())?;
    count_joined(&tx, backend, row.id, device).await?;
    insert_report(&tx, backend, &row, key, &report).await?;
    let step = Step::Join { words: words.to_owned(), photos: photos.to_vec() };
    let attempt = Attempt { urgent, ..Attempt::of_citizen(By::Public, &step, None, device) };
    let written = take(&tx, backend, &row, attempt).await?;
    if let Some(closing) = &closes {
        let owner = PhotoOwner::Draft { holder: closing.holder.clone(), key: closing.key.clone() };
        claim_photos(&tx, row.id, written.event, photos, &owner).await?;
        close_draft(&tx, backend, closing, row.id, true).await?;
    }
    tx.commit().await?;
    Ok(row)
}

/// Seconds over which those who join a case from one address are counted.
const DAY: i64 = 86_400;

/// Counts somebody who joins a case for their address. Whoever forgets every cookie is a new browser each time, of which a family or an
/// office has a few a day; known ones may be a whole carrier's.
async fn count_joined(tx: &Transaction, backend: &Backend, case: i64, device: Device<'_>) -> Result<(), Failure> {
    let Some(address) = device.address else { return Ok(()) };
    let most = backend.limits().joins_a_day;
    if most == 0 {
        return Err(FaultCode::TooManyJoined.into());
    }
    let mut kinds = vec![(format!("join:{case}"), most.saturating_mul(10))];
    if !device.known {
        kinds.push((format!("join-new:{case}"), most));
    }
    for (kind, most) in kinds {
        if let Some(wait) = Budget::new(backend, &kind, address, DAY, most).take_in(tx, backend).await? {
            return Err(Fault { wait: Some(wait), ..FaultCode::TooManyJoined.into() }.into());
        }
    }
    Ok(())
}

/// What the token's report has become; `None` when nothing was sent.
///
/// # Errors
/// When the store is away.
pub async fn sent(backend: &Backend, token: &str) -> Result<Option<Sent>, Failure> {
    let slot = slot::find_sent(backend, token).await?;
    let Some(report) = same_report(backend.db(), &slot.hash).await? else { return Ok(None) };
    let sent = of_report(backend, backend.db(), &report).await?;
    Ok(Some(Sent { key: slot.key, ..sent }))
}

/// The same for its page: `None` again after a while, as another person may hold the phone then.
///
/// # Errors
/// When the store is away.
pub async fn receipt(backend: &Backend, token: &str) -> Result<Option<Sent>, Failure> {
    let slot = slot::find_sent(backend, token).await?;
    if slot.row.as_ref().is_some_and(|row| is_shown(backend, row)) { sent(backend, token).await } else { Ok(None) }
}

/// Whether a draft was sent so lately that its receipt is shown.
pub(super) fn is_shown(backend: &Backend, row: &entity::draft::Model) -> bool {
    row.case_id.is_some() && row.updated_at >= backend.now().0 - RECEIPT_SECONDS
}

async fn of_report(
    backend: &Backend,
    db: &impl ConnectionTrait,
    report: &entity::report::Model,
) -> Result<Sent, Failure> {
    let row = Entity::find_by_id(report.case_id).one(db).await?;
    let row = row.ok_or_else(|| Failure::Inside(format!("report {} has no case", report.id)))?;
    answer(backend, &row, &report.key, row.key != report.key)
}

fn answer(backend: &Backend, row: &Model, key: &str, joined: bool) -> Result<Sent, Failure> {
    Ok(Sent {
        number: number_of(row)?,
        joined,
        promised_at: Moment(row.promised_at),
        trace: case(row)?.promised(&*backend.catalog()).trace,
        secret: backend.keys().tracking_secret(key),
        key: String::new(),
    })
}

/// What a device and a phone number are counted under. Anybody can write anybody's number: it counts at the address it comes from, so that
/// nobody else learns from it, or is shut out by it.
fn limits(backend: &Backend, form: &ReportForm, device: Device<'_>) -> Vec<String> {
    let mut keys = vec![format!("report-device:{}", backend.keys().lookup("device", device.token))];
    if let Ok(Some(phone)) = form.phone_number() {
        let from = format!("{}\0{}", phone.digits(), device.address.unwrap_or_default());
        keys.push(format!("report-phone:{}", backend.keys().lookup("phone from", &from)));
    }
    keys
}
