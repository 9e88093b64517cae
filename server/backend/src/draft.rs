//! A report being written: what its screens show, saving it, sending it.
//!
//! The draft is a convenience: every screen carries the whole form, so that sending works from the posted form alone. The draft's
//! token is the idempotency key: the same token never makes a second case.

mod send;
mod show;

use bytes::Bytes;
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::{MOST_PHOTOS, Photo, PhotoKind, PhotoOrigin};
use domain::report::{EmergencyCall, ReportForm, ReportStep};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};

use crate::place::{locate, reference_faults};
use crate::port::key::{self, token_hash};
use crate::{Backend, Failure, catalog, limit, photo};

pub(crate) use send::{Joining, add_person};
pub use send::{Sent, join, sent, submit};
pub use show::{fill, page};

/// What is kept of a draft, encrypted, as it may hold a phone number and where a photo was taken.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    form: ReportForm,
    origin: PhotoOrigin,
}

/// A fresh token for the draft's cookie: 256 random bits.
///
/// # Errors
/// When the system has no random bytes.
pub fn new_token() -> Result<String, Failure> {
    key::new_token()
}

/// Saves the form.
///
/// # Errors
/// When the store is away.
pub async fn save(backend: &Backend, token: &str, form: &ReportForm) -> Result<(), Failure> {
    let known = read(backend, token).await?;
    let origin = known.as_ref().map(|(_, kept)| kept.origin).unwrap_or_default();
    write(backend, token, known.map(|(row, _)| row), &Kept { form: form.clone(), origin }).await?;
    Ok(())
}

async fn read(backend: &Backend, token: &str) -> Result<Option<(entity::draft::Model, Kept)>, Failure> {
    let found = entity::draft::Entity::find().filter(entity::draft::Column::TokenHash.eq(token_hash(token)));
    let row = found.one(backend.db()).await?;
    Ok(row.map(|row| {
        let kept = backend.keys().decrypt(&row.form).and_then(|plain| serde_json::from_slice(&plain).ok());
        (row, kept.unwrap_or_default())
    }))
}

async fn write(
    backend: &Backend,
    token: &str,
    row: Option<entity::draft::Model>,
    kept: &Kept,
) -> Result<entity::draft::Model, Failure> {
    let plain = serde_json::to_vec(kept).map_err(|error| Failure::Inside(format!("a draft: {error}")))?;
    let form = backend.keys().encrypt(&plain)?;
    let now = backend.now().0;
    let saved = match row {
        Some(row) => {
            let mut changed = row.into_active_model();
            changed.form = Set(form);
            changed.updated_at = Set(now);
            changed.update(backend.writer()).await?
        }
        None => {
            let fresh = entity::draft::ActiveModel {
                token_hash: Set(token_hash(token)),
                form: Set(form),
                created_at: Set(now),
                updated_at: Set(now),
                case_id: Set(None),
                joined: Set(false),
                ..Default::default()
            };
            fresh.insert(backend.writer()).await?
        }
    };
    Ok(saved)
}

/// Adds a photo to the draft, which is made when it is not there yet. What the camera wrote into it is kept with the draft as an
/// offer and is gone from the picture.
///
/// # Errors
/// What is wrong with the picture; too many photos; or the store is away.
pub async fn add_photo(backend: &Backend, token: &str, bytes: Bytes) -> Result<Photo, Failure> {
    let limit_key = format!("photo:{}", token_hash(token));
    if !limit::count(backend, &limit_key, 3600, 60).await? {
        return Err(FaultCode::TooMany.into());
    }
    let row = match read(backend, token).await? {
        Some((row, _)) => row,
        None => write(backend, token, None, &Kept::default()).await?,
    };
    let there = entity::photo::Entity::find()
        .filter(entity::photo::Column::DraftId.eq(row.id))
        .filter(entity::photo::Column::CaseId.is_null())
        .count(backend.db())
        .await?;
    if there >= 4 * MOST_PHOTOS as u64 {
        return Err(Fault::at(Field::Photo, FaultCode::TooManyPhotos).into());
    }
    let (photo, origin) = photo::keep(backend, bytes, PhotoKind::Report, photo::Owner::Draft(row.id)).await?;
    // Read anew: decoding takes a while, and another window may have saved the form meanwhile.
    if (origin.position.is_some() || origin.taken_at.is_some())
        && let Some((row, mut kept)) = read(backend, token).await?
    {
        // A photo that knows nothing of the place does not take away what another one knew.
        kept.origin = PhotoOrigin {
            position: origin.position.or(kept.origin.position),
            taken_at: origin.taken_at.or(kept.origin.taken_at),
        };
        write(backend, token, Some(row), &kept).await?;
    }
    Ok(photo)
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
            if form.component.trim().is_empty() && form.lat.trim().is_empty() {
                return Ok(reference_faults(&catalog, form));
            }
            let component = catalog::find_component(backend, &form.component).await?;
            locate(&catalog, form, component.as_ref()).err().unwrap_or_default()
        }
        ReportStep::Details => {
            let mut faults = form.detail_faults();
            if let Ok(Some(class)) = form.class_id()
                && catalog.class(&class).is_none()
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
    backend.catalog().emergency(&form.words, form.class_id().ok().flatten().as_ref())
}
