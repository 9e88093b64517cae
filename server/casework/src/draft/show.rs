//! What the screens of a report show.

use domain::case::PublicCaseSummary;
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::{Photo, PhotoOrigin};
use domain::report::{ReportForm, ReportPage, ReportStep};
use foundation::port::key::{new_id, token_hash};
use foundation::share::Sender;
use foundation::{Backend, Failure, catalog};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::slot::{self, Kept, is_fresh};
use super::{emergency, send};
use crate::case::{About, Judge, likely_rows, of_draft};
use crate::danger;
use crate::place::{Located, describe, locate};
use crate::stored::row::photo;
use crate::summary::summaries;

/// Classes offered on the words screen.
const SUGGESTIONS: usize = 6;

/// A screen of the report that a token means; an empty one when nothing of it is being written.
///
/// # Errors
/// When the store is away.
pub async fn page(
    backend: &Backend,
    token: Option<&str>,
    step: ReportStep,
    sender: &Sender,
) -> Result<ReportPage, Failure> {
    let Some(token) = token else {
        let page = fill(backend, None, ReportForm::default(), step, Vec::new(), sender).await;
        return Ok(ReportPage { key: new_id()?, ..page });
    };
    let slot = match slot::find(backend, token).await {
        // Whom to call is told even while the store is away.
        Err(failure) if step == ReportStep::Emergency => {
            quiet::<()>(failure);
            return Ok(fill(backend, Some(token), ReportForm::default(), step, Vec::new(), sender).await);
        }
        found => found?,
    };
    let named = !slot::parts(token).1.is_empty();
    // A tab that has the key goes on as long as the draft is kept.
    let open = slot.row.as_ref().is_some_and(|row| is_fresh(backend, row) || (named && row.case_id.is_none()));
    let kept = if open { slot.kept(backend) } else { Kept::default() };
    let mut page = fill(backend, Some(token), kept.form, step, Vec::new(), sender).await;
    // An offer outside the city helps nobody.
    let catalog = backend.catalog();
    let inside = |p: domain::geo::Position| catalog.geography().locate(p).is_some();
    let offer = kept.origins.offer(&page.form.photos, inside);
    let before = kept.origin;
    page.origin = PhotoOrigin {
        position: offer.position.or(before.position.filter(|position| inside(*position))),
        taken_at: offer.taken_at.or(before.taken_at),
        ..offer
    };
    if open {
        page.beside = slot.beside();
        page.sent = kept.after;
        page.key = slot.key;
        // Whoever comes by the plain address may mean another report, or be another person.
        let begun = step == ReportStep::Photo && !named && page.form != ReportForm::default();
        page.other = begun.then(new_id).transpose()?;
    } else {
        // The first screen begins another report; on the others somebody looks for what was there.
        let first = step == ReportStep::Photo;
        let just_sent = named || (!first && slot.row.as_ref().is_some_and(|row| send::is_shown(backend, row)));
        if slot.is_closed() && just_sent {
            page.sent = send::before(backend, &slot).await?;
            page.over = !first && page.sent.is_some();
        }
        page.beside = named && slot.row.is_none();
        page.key = if page.beside { slot.key } else { new_id()? };
    }
    Ok(page)
}

/// A screen with posted values and what is wrong with them, of the browser that a token tells. Never fails: what only the store could
/// add is left out while it is away.
pub async fn fill(
    backend: &Backend,
    token: Option<&str>,
    mut form: ReportForm,
    step: ReportStep,
    mut faults: Vec<Fault>,
    sender: &Sender,
) -> ReportPage {
    let catalog = backend.catalog();
    let class_id = form.class_id().ok().flatten();
    let component = catalog::find_component(backend.db(), &form.component).await.unwrap_or_else(quiet);
    let located = locate(&catalog, &form, component.as_ref()).ok();
    let photos = match photos(backend, token.unwrap_or_default(), &form.photos).await {
        Ok(photos) => {
            // What is gone would be refused again and again: it is told once, and left out.
            let named = form.photos.len();
            form.photos.retain(|id| photos.iter().any(|photo| photo.id == *id));
            let gone = Fault::at(Field::Photo, FaultCode::PhotoGone);
            if form.photos.len() < named && !faults.contains(&gone) {
                faults.push(gone);
            }
            photos
        }
        Err(failure) => quiet(failure),
    };
    // A draft's words were read when they came, and are read again only once that is forgotten.
    let calls = match danger::read(backend, sender, &form.words).await {
        Ok(()) => emergency(backend, &form),
        Err(failure) => quiet(failure),
    };
    let suggests = matches!(step, ReportStep::Details);
    let likely = match (&located, step) {
        (Some(located), ReportStep::Check) => likely(backend, &form, located).await.unwrap_or_else(quiet),
        _ => Vec::new(),
    };
    ReportPage {
        key: String::new(),
        beside: false,
        other: None,
        sent: None,
        over: false,
        photos,
        origin: PhotoOrigin::default(),
        towns: catalog.towns(),
        communities: catalog.communities(form.town.trim()),
        roads: catalog.roads(form.town.trim()),
        component,
        place: located.map(|located| describe(&catalog, &located)),
        suggestions: if suggests { catalog.suggest(&form.words, SUGGESTIONS) } else { Vec::new() },
        class: class_id.and_then(|id| catalog.class(&id).cloned()),
        likely,
        emergency: match (calls, step) {
            // The page of numbers has its numbers however somebody came to it.
            (calls, ReportStep::Emergency) if calls.is_empty() => catalog.city().emergency_numbers.clone(),
            (calls, _) => calls,
        },
        faults,
        form,
    }
}

fn quiet<T: Default>(failure: Failure) -> T {
    let _ = failure.faults();
    T::default()
}

/// The stored photos of a form that this browser has sent and that are not a case's yet, in its order.
pub(super) async fn photos(backend: &Backend, token: &str, ids: &[String]) -> Result<Vec<Photo>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (browser, key) = slot::parts(token);
    let rows = entity::photo::Entity::find()
        .filter(entity::photo::Column::Id.is_in(ids.iter().take(20).map(String::as_str)))
        .filter(entity::photo::Column::CaseId.is_null())
        .filter(of_draft(&token_hash(browser), key))
        .all(backend.db())
        .await?;
    let mut photos: Vec<Photo> = rows.into_iter().filter_map(photo).collect();
    photos.sort_by_key(|photo| ids.iter().position(|id| *id == photo.id));
    Ok(photos)
}

/// Public cases that are likely the same.
async fn likely(backend: &Backend, form: &ReportForm, located: &Located) -> Result<Vec<PublicCaseSummary>, Failure> {
    let about = About {
        except: None,
        class: form.class_id().ok().flatten(),
        words: form.words.clone(),
        place: located.clone(),
    };
    let found = likely_rows(backend, Judge::Public, &about).await?;
    summaries(backend, found.into_iter().map(|likely| likely.row).collect(), located.position).await
}
