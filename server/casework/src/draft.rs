//! A report being written: what its screens show, saving it, sending it.
//!
//! The draft is a convenience: every screen carries the whole form, so that sending works from the posted form alone. The browser's
//! token and the form's key together are the idempotency key: the same form never makes a second case, and another form never gets the
//! answer of the first. What was sent takes nothing more, and nothing of what was typed stays in it.

mod origin;
mod send;
mod show;
mod slot;

use bytes::Bytes;
use domain::fault::{Fault, FaultCode, Field};
use domain::normal::is_blank;
use domain::photo::{MOST_PHOTOS, Photo, PhotoKind};
use domain::report::{EmergencyCall, ReportForm, ReportStep};
use foundation::port::key;
use foundation::port::key::token_hash;
use foundation::share::Sender;
use foundation::{Backend, Failure, catalog, failure, limit};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::photo;
use crate::place::{locate, reference_faults};
use slot::{Kept, write};

pub(crate) use send::{Joining, add_person};
pub use send::{Sent, join, receipt, sent, submit};
pub use show::{fill, page};

/// Where a report lies after it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The key that its forms carry from now on.
    pub key: String,
    /// Whether its addresses carry the key too, as another report of this browser is being written.
    pub beside: bool,
}

/// What became of a form that was to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept: in its own draft, or in a new one when its own was sent with something else in it.
    Kept(Place),
    /// Exactly this was sent before.
    Sent(Place),
}

/// A fresh token for the draft's cookie: 256 random bits.
///
/// # Errors
/// When the system has no random bytes.
pub fn new_token() -> Result<String, Failure> {
    key::new_token()
}

/// Seconds over which drafts that are begun are counted.
const DAY: i64 = 86_400;

/// Whether this is a report's key as we make them ourselves. Anything else is as good as none.
pub fn is_report_key(key: &str) -> bool {
    key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The token of a browser's report whose forms carry a key.
pub fn token(browser: &str, key: &str) -> String {
    if is_report_key(key) { format!("{browser}:{key}") } else { browser.to_owned() }
}

/// Makes sure that the draft may be written: a new one counts for the address that begins it.
///
/// # Errors
/// Too many begun from there within a day; or the store is away.
pub async fn begin(backend: &Backend, token: &str, address: &str) -> Result<(), Failure> {
    if slot::find(backend, token).await?.row.is_some() {
        return Ok(());
    }
    let most = backend.limits().drafts_a_day;
    limit::admit_kind(backend, "draft", address, DAY, most, FaultCode::TooManyDevices).await
}

/// Saves the form.
///
/// # Errors
/// What is longer than its field can ever hold, of which nothing is stored; or the store is away.
pub async fn save(backend: &Backend, token: &str, form: &ReportForm) -> Result<Saved, Failure> {
    failure::check(form.length_faults())?;
    let slot = slot::find(backend, token).await?;
    if !slot.is_closed() {
        let kept = Kept { form: form.clone(), ..slot.kept(backend) };
        if let Some(row) = write(backend, &slot, &kept).await? {
            return Ok(Saved::Kept(Place { key: slot.key, beside: !row.main }));
        }
    }
    if send::is_what_was_sent(backend, &slot, form).await? {
        return Ok(Saved::Sent(Place { beside: slot.beside(), key: slot.key }));
    }
    begin_another(backend, token, form).await.map(Saved::Kept)
}

/// Begins another report of the same browser with a form whose own report was sent already. Photos that went with that one stay there.
///
/// # Errors
/// When the store is away.
pub async fn begin_another(backend: &Backend, token: &str, form: &ReportForm) -> Result<Place, Failure> {
    let before = slot::find(backend, token).await?;
    let after = send::before(backend, &before).await?;
    let (token, key) = slot::another(token)?;
    let slot = slot::find(backend, &token).await?;
    let mut form = form.clone();
    // The numbers that were seen were the other one's.
    form.forget_seen();
    let free = show::photos(backend, &token, &form.photos).await?;
    form.photos.retain(|id| free.iter().any(|photo| photo.id == *id));
    let row = write(backend, &slot, &Kept { form, after, ..Kept::default() }).await?;
    Ok(Place { key, beside: row.is_some_and(|row| !row.main) })
}

/// Forgets what this browser has written and not sent, but for reports in tabs of their own.
///
/// # Errors
/// When the store is away.
pub async fn forget(backend: &Backend, token: &str) -> Result<(), Failure> {
    slot::forget(backend, token).await
}

/// Forgets here what this browser has sent. What it has begun and not sent stays.
///
/// # Errors
/// When the store is away.
pub async fn leave(backend: &Backend, token: &str) -> Result<(), Failure> {
    slot::leave(backend, token).await
}

/// Whether the report of a token was sent.
///
/// # Errors
/// When the store is away.
pub async fn is_sent(backend: &Backend, token: &str) -> Result<bool, Failure> {
    Ok(slot::find(backend, token).await?.is_closed())
}

/// Whether every photo of a form is there and may be sent with it, or was: those of a report that was sent are the case's.
///
/// # Errors
/// When the store is away.
pub async fn has_photos(backend: &Backend, token: &str, form: &ReportForm) -> Result<bool, Failure> {
    let there = show::photos(backend, token, &form.photos).await?;
    let all = form.photos.iter().all(|id| there.iter().any(|photo| photo.id == *id));
    Ok(all || is_sent(backend, token).await?)
}

/// Adds a photo to the draft, which is made when it is not there yet. What the camera wrote into it is kept with the draft as an
/// offer and is gone from the picture.
///
/// # Errors
/// What is wrong with the picture; too many photos, or too many that wait to be read; no room for more; the draft was sent; or the store is
/// away.
pub async fn add_photo(backend: &Backend, token: &str, bytes: Bytes) -> Result<Photo, Failure> {
    add_upload(backend, token, photo::Upload::whole(bytes, Sender::Address(String::new())), &[]).await
}

/// The same with a photo that was taken in on disk, beside those that the form on the page names. Others of the draft, whose answers were
/// lost or which were taken out again, make room when there are too many.
///
/// # Errors
/// As [`add_photo`].
pub async fn add_upload(
    backend: &Backend,
    token: &str,
    upload: photo::Upload,
    named: &[String],
) -> Result<Photo, Failure> {
    // Of a browser, however many reports it writes; of one that keeps no cookies there is only its report.
    let (browser, key) = slot::parts(token);
    let limit_key = format!("photo:{}", token_hash(if browser.is_empty() { key } else { browser }));
    limit::admit(backend, &limit_key, 3600, 60).await?;
    let slot = slot::find(backend, token).await?;
    let row = match slot.row.clone() {
        Some(row) => Some(row).filter(|row| row.case_id.is_none()),
        None => write(backend, &slot, &Kept::default()).await?,
    };
    let row = row.ok_or(FaultCode::SentAlready)?;
    make_room(backend, row.id, named.iter().chain(&slot.kept(backend).form.photos)).await?;
    let (photo, origin) = photo::keep(backend, upload, PhotoKind::Report, photo::Owner::Draft(row.id)).await?;
    if origin.position.is_some() || origin.taken_at.is_some() {
        slot::note_origin(backend, row.id, &photo.id, origin).await?;
    }
    Ok(photo)
}

/// Deletes photos of a draft that nothing names, once it has too many. Their files are swept.
async fn make_room<'a>(backend: &Backend, draft: i64, named: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    use entity::photo::{Column, Entity};
    let unsent = || Entity::find().filter(Column::DraftId.eq(draft)).filter(Column::CaseId.is_null());
    if unsent().count(backend.db()).await? < 4 * MOST_PHOTOS as u64 {
        return Ok(());
    }
    let forgotten = Entity::delete_many()
        .filter(Column::DraftId.eq(draft))
        .filter(Column::CaseId.is_null())
        .filter(Column::Id.is_not_in(named.take(4 * MOST_PHOTOS).map(String::as_str)))
        .exec(backend.writer())
        .await?;
    if forgotten.rows_affected > 0 { Ok(()) } else { Err(Fault::at(Field::Photo, FaultCode::TooManyPhotos).into()) }
}

/// Everything that is wrong with a screen of the report: the form itself and what the reference data says of it.
///
/// # Errors
/// When the store is away.
pub async fn check(backend: &Backend, form: &ReportForm, step: ReportStep) -> Result<Vec<Fault>, Failure> {
    let catalog = backend.catalog();
    Ok(match step {
        ReportStep::Photo => form.photo_faults(),
        ReportStep::Place => {
            let faults = form.place_faults();
            if !faults.is_empty() {
                return Ok(faults);
            }
            if is_blank(&form.component) && form.lat.trim().is_empty() {
                return Ok(reference_faults(&catalog, form));
            }
            let component = catalog::find_component(backend.db(), &form.component).await?;
            locate(&catalog, form, component.as_ref()).err().unwrap_or_default()
        }
        ReportStep::Details => {
            let mut faults = form.detail_faults();
            if let Ok(Some(class)) = form.class_id()
                && catalog.offered_class(&class).is_none()
            {
                faults.push(Fault::at(Field::Class, FaultCode::ClassUnknown));
            }
            faults
        }
        ReportStep::Emergency | ReportStep::Check => Vec::new(),
    })
}

/// Whom the reporter should call before anything else.
pub fn emergency(backend: &Backend, form: &ReportForm) -> Vec<EmergencyCall> {
    crate::danger::emergency(&backend.catalog(), &form.words, form.class_id().ok().flatten().as_ref())
}
