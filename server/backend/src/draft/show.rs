//! What the screens of a report show.

use domain::case::PublicCaseSummary;
use domain::fault::Fault;
use domain::photo::{Photo, PhotoOrigin};
use domain::report::{ReportForm, ReportPage, ReportStep};
use entity::case::Column;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{emergency, read};
use crate::case::{About, likely_rows, photo};
use crate::place::{Located, describe, locate};
use crate::{Backend, Failure, catalog, public};

/// Classes offered on the words screen.
const SUGGESTIONS: usize = 6;

/// A screen of the report as this browser's draft has it; an empty one without a draft.
///
/// # Errors
/// When the store is away.
pub async fn page(backend: &Backend, token: Option<&str>, step: ReportStep) -> Result<ReportPage, Failure> {
    let kept = match token {
        Some(token) => read(backend, token).await?.filter(|(row, _)| row.case_id.is_none()).map(|(_, kept)| kept),
        None => None,
    };
    let kept = kept.unwrap_or_default();
    let mut page = fill(backend, kept.form, step, Vec::new()).await;
    page.origin = kept.origin;
    // An offer outside the city helps nobody.
    let inside = |p: domain::geo::Position| backend.catalog().schematic().locate(p.lat, p.lng).is_some();
    page.origin = PhotoOrigin { position: page.origin.position.filter(|p| inside(*p)), ..page.origin };
    Ok(page)
}

/// A screen with posted values and what is wrong with them. Never fails: what only the store could add is left out while it is away.
pub async fn fill(backend: &Backend, mut form: ReportForm, step: ReportStep, faults: Vec<Fault>) -> ReportPage {
    let catalog = backend.catalog();
    let class_id = form.class_id().ok().flatten();
    let component = catalog::find_component(backend, &form.component).await.unwrap_or_else(quiet);
    let located = locate(&catalog, &form, component.as_ref()).ok();
    let photos = match photos(backend, &form.photos).await {
        Ok(photos) => {
            // What is gone would be refused again and again.
            form.photos.retain(|id| photos.iter().any(|photo| photo.id == *id));
            photos
        }
        Err(failure) => quiet(failure),
    };
    let suggests = matches!(step, ReportStep::Details);
    let likely = match (&located, step) {
        (Some(located), ReportStep::Check) => likely(backend, &form, located).await.unwrap_or_else(quiet),
        _ => Vec::new(),
    };
    ReportPage {
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
        emergency: emergency(backend, &form),
        faults,
        form,
    }
}

fn quiet<T: Default>(failure: Failure) -> T {
    let _ = failure.faults();
    T::default()
}

/// The stored photos of a form that are not a case's yet, in its order.
async fn photos(backend: &Backend, ids: &[String]) -> Result<Vec<Photo>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entity::photo::Entity::find()
        .filter(entity::photo::Column::Id.is_in(ids.iter().take(20).map(String::as_str)))
        .filter(entity::photo::Column::CaseId.is_null())
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
    let found = likely_rows(backend, Condition::all().add(Column::Public.eq(true)), &about).await?;
    public::summaries(backend, found.into_iter().map(|likely| likely.row).collect(), located.position).await
}
