//! What staff hand in: a call, or what an officer found.

use domain::account::Actor;
use domain::case::{Channel, Step};
use domain::fault::{FaultCode, Field};
use domain::id::CaseNumber;
use domain::key::is_key;
use domain::normal::kept;
use domain::report::{ReportForm, StaffReport};
use foundation::failure::check;
use foundation::port::key::token_hash;
use foundation::share::Sender;
use foundation::{Backend, Failure, catalog};

use super::alarm::Alarm;
use super::step::scoped;
use super::{
    Attempt, Author, NewCase, NewReport, PhotoOwner, create, fingerprint, insert_report, number_of, same_report, take,
};
use crate::danger;
use crate::place::locate;

/// Registers a call (acceptor, shift leader) or a find (officers).
///
/// # Errors
/// Not allowed for the role; sent already, when the key was used for another report; what is wrong with the form; or the store is away.
pub async fn register(backend: &Backend, actor: &Actor, report: &StaffReport) -> Result<CaseNumber, Failure> {
    let channel = channel(actor)?;
    let form = &report.form;
    let key = key(actor, report)?;
    check(form.length_faults())?;
    let fingerprint = fingerprint(backend, form, report.urgent, None)?;
    let mut faults = form.photo_faults();
    faults.extend(form.place_faults());
    faults.extend(form.detail_faults());
    check(faults)?;
    danger::read(backend, &Sender::Staff(actor.account), &form.words).await?;
    let component = catalog::find_component(backend.db(), &form.component).await?;
    let place = locate(&backend.catalog(), form, component.as_ref()).map_err(Failure::Faults)?;
    let new = NewCase {
        key,
        channel,
        class: known_class(backend, form)?,
        words: kept(&form.words).trim().to_owned(),
        // A clerk is told while typing and may decide otherwise; in the field nobody asks twice.
        urgent: report.urgent
            || (actor.role.is_officer() && !danger::emergency(&backend.catalog(), &form.words, None).is_empty()),
        place,
        photos: form.photos.clone(),
        photo_owner: PhotoOwner::Account(actor.account),
        author: Author::of(actor),
        report: staff_report(actor, channel, form, fingerprint)?,
        alarm: Alarm::STAFF,
        limits: Vec::new(),
        closes: None,
    };
    number_of(&create(backend, new).await?)
}

/// Adds a caller to a case that is there already and still open: of one that is over nobody would hear them.
///
/// # Errors
/// Not found outside the person's scope; not allowed; moved on, when it is over; sent already, when the key was used for something
/// else; what is wrong with the phone number; or the store is away.
pub async fn join_call(backend: &Backend, actor: &Actor, number: &str, report: &StaffReport) -> Result<(), Failure> {
    let channel = channel(actor)?;
    let form = &report.form;
    let key = key(actor, report)?;
    check(form.length_faults())?;
    let fingerprint = fingerprint(backend, form, report.urgent, Some(number))?;
    if let Some(first) = same_report(backend.db(), &key).await? {
        return joined_before(&first, &fingerprint);
    }
    danger::read(backend, &Sender::Staff(actor.account), &form.words).await?;
    let joining = staff_report(actor, channel, form, fingerprint.clone())?;
    match add_caller(backend, actor, number, &key, &joining, report).await {
        // Twice at once: by the writer, whose turn comes when the one that was faster is on disk. The case may be over since.
        Err(failure) if failure.is_duplicate() || failure.is(FaultCode::AlreadyMoved) => {
            joined_before(&same_report(backend.writer(), &key).await?.ok_or(failure)?, &fingerprint)
        }
        other => other,
    }
}

fn joined_before(first: &entity::report::Model, fingerprint: &str) -> Result<(), Failure> {
    let same = first.fingerprint.as_deref() == Some(fingerprint);
    if same { Ok(()) } else { Err(FaultCode::SentAlready.into()) }
}

async fn add_caller(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    key: &str,
    joining: &NewReport,
    report: &StaffReport,
) -> Result<(), Failure> {
    let tx = backend.begin().await?;
    // Locked, so that nobody closes it in between.
    let row = scoped(&tx, actor, number).await?;
    insert_report(&tx, backend, &row, key, joining).await?;
    let step = Step::Join { words: report.form.words.clone(), photos: Vec::new() };
    let urgent = report.urgent;
    let joining = Attempt { alarm: Some(Alarm::STAFF), urgent, ..Attempt::of_staff(actor, &step, None, None) };
    take(&tx, backend, &row, joining).await?;
    tx.commit().await?;
    Ok(())
}

fn channel(actor: &Actor) -> Result<Channel, Failure> {
    match actor.role {
        role if role.registers() => Ok(Channel::Phone),
        role if role.is_officer() => Ok(Channel::Officer),
        _ => Err(FaultCode::NotAllowed.into()),
    }
}

/// The form's random key, bound to the person so that nobody meets another one's case by guessing.
fn key(actor: &Actor, report: &StaffReport) -> Result<String, Failure> {
    if !is_key(&report.key) {
        return Err(FaultCode::Malformed.into());
    }
    Ok(token_hash(&format!("{}:{}", actor.account, report.key)))
}

fn staff_report(actor: &Actor, channel: Channel, form: &ReportForm, fingerprint: String) -> Result<NewReport, Failure> {
    Ok(NewReport {
        channel,
        // What an officer found has no citizen behind it, who could be called back or say how it went.
        phone: if channel == Channel::Officer { None } else { form.phone_number()? },
        device: None,
        account: Some(actor.account),
        fingerprint: Some(fingerprint),
    })
}

/// The class that was chosen, if it exists.
pub(crate) fn known_class(backend: &Backend, form: &ReportForm) -> Result<Option<domain::class::ClassId>, Failure> {
    let class = form.class_id()?;
    match &class {
        Some(id) if backend.catalog().offered_class(id).is_none() => {
            Err(domain::fault::Fault::at(Field::Class, FaultCode::ClassUnknown).into())
        }
        _ => Ok(class),
    }
}
