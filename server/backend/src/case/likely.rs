//! Likely the same problem: open cases near by, or on the same road, with the same class or like words.

use domain::account::Actor;
use domain::case::{CaseState, LikelyCase};
use domain::class::ClassId;
use domain::report::{LONGEST_WORDS, ReportForm};
use domain::search::Said;
use entity::case::{Column, Entity, Model};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::list::summaries;
use super::{class_id, scope_condition};
use crate::index::place_condition;
use crate::place::{Located, locate};
use crate::{Backend, Failure, catalog};

/// Candidates that are read at most.
const CANDIDATES: u64 = 60;
/// Cases shown at most.
const MOST: usize = 5;

/// What the likeness is to.
pub(crate) struct About {
    pub(crate) except: Option<i64>,
    pub(crate) class: Option<ClassId>,
    pub(crate) words: String,
    pub(crate) place: Located,
}

/// A case that is likely the same, with what makes it so.
pub(crate) struct Likely {
    pub(crate) row: Model,
    pub(crate) metres: Option<f64>,
    pub(crate) likeness: u8,
}

/// Likely the same as what is being typed.
///
/// # Errors
/// When the store is away. What cannot be read of the form counts as not typed yet.
pub async fn likely(backend: &Backend, actor: &Actor, form: &ReportForm) -> Result<Vec<LikelyCase>, Failure> {
    if !actor.role.registers() && !actor.role.is_officer() {
        return Err(domain::fault::FaultCode::NotAllowed.into());
    }
    let component = catalog::find_component(backend, &form.component).await?;
    let place = locate(&backend.catalog(), form, component.as_ref()).unwrap_or_default();
    let about = About { except: None, class: form.class_id().unwrap_or_default(), words: form.words.clone(), place };
    staff(backend, actor, &about).await
}

/// Likely the same, as list rows for staff.
pub(super) async fn staff(backend: &Backend, actor: &Actor, about: &About) -> Result<Vec<LikelyCase>, Failure> {
    // Officers in the field look beyond their own orders here, but see no more than the public does.
    let scope =
        if actor.role.is_officer() { Condition::all().add(Column::Public.eq(true)) } else { scope_condition(actor) };
    let mut found = likely_rows(backend, scope, about).await?;
    if actor.role.is_officer() {
        for Likely { row, .. } in found.iter_mut().filter(|likely| !likely.row.released) {
            (row.words, row.address) = (String::new(), String::new());
        }
    }
    let facts: Vec<(Option<f64>, u8)> = found.iter().map(|likely| (likely.metres, likely.likeness)).collect();
    let cases = summaries(backend, found.into_iter().map(|likely| likely.row).collect(), None).await?;
    Ok(cases.into_iter().zip(facts).map(|(case, (metres, likeness))| LikelyCase { case, metres, likeness }).collect())
}

/// The rows, best first.
pub(crate) async fn likely_rows(backend: &Backend, scope: Condition, about: &About) -> Result<Vec<Likely>, Failure> {
    // Read once for all candidates, and no more of it than a report may hold, whatever was posted.
    let said: String = about.words.chars().take(LONGEST_WORDS).collect();
    let said = Said::new(&said);
    let radius = f64::from(backend.catalog().policy().duplicate_metres);
    let db = backend.db();
    let near = match (about.place.position, about.place.road, &about.place.community) {
        (Some(position), _, _) => {
            Condition::all().add(place_condition(db.get_database_backend(), position.around(radius)))
        }
        (None, Some(road), _) => Condition::all().add(Column::RoadId.eq(road)),
        (None, None, Some(community)) => Condition::all().add(Column::Community.eq(community.clone())),
        // A whole town is too much to compare by words alone.
        (None, None, None) => match (&about.place.town, &about.class) {
            (Some(town), Some(class)) => {
                Condition::all().add(Column::Town.eq(town.clone())).add(Column::ClassCode.eq(class.code.clone()))
            }
            _ => return Ok(Vec::new()),
        },
    };
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
    let mut query = Entity::find().filter(Column::State.is_in(open)).filter(near).filter(scope);
    if let Some(id) = about.except {
        query = query.filter(Column::Id.ne(id));
    }
    let rows = query.order_by_desc(Column::Id).limit(CANDIDATES).all(db).await?;
    let mut found: Vec<(f64, Likely)> = rows.into_iter().filter_map(|row| score(about, &said, row, radius)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(found.into_iter().take(MOST).map(|(_, likely)| likely).collect())
}

/// Class, words and nearness weighed; `None` when too little speaks for it.
fn score(about: &About, said: &Said, row: Model, radius: f64) -> Option<(f64, Likely)> {
    let metres = about
        .place
        .position
        .zip(row.lat.zip(row.lng))
        .map(|(from, (lat, lng))| from.metres_to(domain::geo::Position { lat, lng }));
    if metres.is_some_and(|metres| metres > radius) {
        return None;
    }
    let alike = said.likeness(&row.words);
    let same_class = match (&about.class, class_id(&row)) {
        (Some(wanted), Some(found)) => Some(wanted.code == found.code),
        _ => None,
    };
    let class = match same_class {
        Some(true) => 1.0,
        Some(false) => 0.0,
        None => 0.4,
    };
    let near = metres.map_or(0.5, |metres| 1.0 - metres / radius);
    let score = class * 0.5 + alike * 0.3 + near * 0.2;
    let speaks = same_class == Some(true) || alike >= 0.15 || (about.class.is_none() && about.words.trim().is_empty());
    let likeness = (alike * 100.0).round().clamp(0.0, 100.0) as u8;
    speaks.then_some((score, Likely { row, metres, likeness }))
}
