//! Likely the same problem: open cases near by, or on the same road, with the same class or like words.
//!
//! Which cases these are, in which order, how far and how alike, is judged by what the reader may know of each: whoever asked often enough
//! would otherwise find a hidden pin to the meter, and hidden words pair by pair.

use domain::account::Actor;
use domain::case::{CaseState, CaseSummary, LikelyCase};
use domain::class::ClassId;
use domain::length::LONGEST_WORDS;
use domain::report::ReportForm;
use domain::search::TokenSet;
use domain::secrecy::{Knows, Reader};
use entity::case::{Column, Entity, Model};
use foundation::{Backend, Failure, catalog};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::list::summaries;
use crate::index::{place_condition, square_condition};
use crate::knowledge;
use crate::place::{Located, locate};
use crate::scope::scope_condition;
use crate::stored::row::state;
use crate::stored::row::{class_id, photos_by_case};
use crate::summary::summary;

/// Candidates that are read at most.
const CANDIDATES: u64 = 60;
/// Cases shown at most.
const MOST: usize = 5;

/// For whom cases are compared.
#[derive(Clone, Copy)]
pub(crate) enum Judge<'a> {
    /// Anybody, and officers, who look beyond their own orders here: public cases, by what is public of them.
    Public,
    /// Staff: the cases of their scope, by everything.
    Staff(&'a Actor),
}

impl Judge<'_> {
    fn reader(self) -> Reader {
        match self {
            Judge::Public => Reader::Public,
            Judge::Staff(_) => Reader::Staff,
        }
    }

    fn scope(self) -> Condition {
        match self {
            Judge::Public => Condition::all().add(Column::Public.eq(true)),
            Judge::Staff(actor) => scope_condition(actor),
        }
    }
}

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
    let component = catalog::find_component(backend.db(), &form.component).await?;
    let place = locate(&backend.catalog(), form, component.as_ref()).unwrap_or_default();
    let about = About { except: None, class: form.class_id().unwrap_or_default(), words: form.words.clone(), place };
    staff(backend, actor, &about).await
}

/// Likely the same, as list rows for staff. Officers see no more of a case than the public does.
pub(super) async fn staff(backend: &Backend, actor: &Actor, about: &About) -> Result<Vec<LikelyCase>, Failure> {
    let judge = if actor.role.is_officer() { Judge::Public } else { Judge::Staff(actor) };
    let found = likely_rows(backend, judge, about).await?;
    let facts: Vec<(Option<f64>, u8)> = found.iter().map(|likely| (likely.metres, likely.likeness)).collect();
    let rows = found.into_iter().map(|likely| likely.row).collect();
    let cases = match judge {
        Judge::Public => known(backend, rows).await?,
        Judge::Staff(_) => summaries(backend, rows, None).await?,
    };
    Ok(cases.into_iter().zip(facts).map(|(case, (metres, likeness))| LikelyCase { case, metres, likeness }).collect())
}

/// Rows as list rows of staff with nothing in them that is not public.
async fn known(backend: &Backend, rows: Vec<Model>) -> Result<Vec<CaseSummary>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut photos = photos_by_case(backend.db(), &ids).await?;
    rows.iter()
        .map(|row| {
            let knows = knowledge::knows(row, Reader::Public);
            let photo = knowledge::photos(photos.remove(&row.id).unwrap_or_default(), knows).into_iter().next();
            let shown = summary(backend, row, photo, None, knows)?;
            Ok(CaseSummary {
                number: shown.number,
                class: Some(shown.class),
                state: state(row)?.shown(),
                urgent: false,
                place: shown.place,
                words: super::list::excerpt(knowledge::words(row, knows)),
                photo: shown.photo,
                department: None,
                officer: None,
                clock: None,
                reported_at: shown.reported_at,
                started_at: None,
                people: shown.people,
                hurries: 0,
                metres: None,
            })
        })
        .collect()
}

/// The rows, best first.
pub(crate) async fn likely_rows(backend: &Backend, judge: Judge<'_>, about: &About) -> Result<Vec<Likely>, Failure> {
    // Read once for all candidates, and no more of it than a report may hold, whatever was posted.
    let said: String = about.words.chars().take(LONGEST_WORDS).collect();
    let said = TokenSet::new(&said);
    let radius = f64::from(backend.catalog().policy().duplicate_metres);
    let db = backend.db();
    // The names that the public is told of a hidden spot are those of its square: by the spot's own it is not found.
    let named = |by: Condition| match judge {
        Judge::Public => by.add(Condition::any().add(Column::Released.eq(true)).add(Column::Lat.is_null())),
        Judge::Staff(_) => by,
    };
    let near = match (about.place.position, about.place.road, &about.place.community) {
        (Some(position), _, _) => match judge {
            Judge::Public => square_condition(db.get_database_backend(), position.around(radius)),
            Judge::Staff(_) => {
                Condition::all().add(place_condition(db.get_database_backend(), position.around(radius)))
            }
        },
        (None, Some(road), _) => named(Condition::all().add(Column::RoadId.eq(road))),
        (None, None, Some(community)) => named(Condition::all().add(Column::Community.eq(community.clone()))),
        // A whole town is too much to compare by words alone.
        (None, None, None) => match (&about.place.town, &about.class) {
            (Some(town), Some(class)) => {
                Condition::all().add(Column::Town.eq(town.clone())).add(Column::ClassCode.eq(class.code.clone()))
            }
            _ => return Ok(Vec::new()),
        },
    };
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_final()).map(CaseState::code);
    let mut query = Entity::find()
        .filter(Column::ClosedAt.is_null())
        .filter(Column::State.is_in(open))
        .filter(near)
        .filter(judge.scope());
    if let Some(id) = about.except {
        query = query.filter(Column::Id.ne(id));
    }
    let rows = query.order_by_desc(Column::Id).limit(CANDIDATES).all(db).await?;
    let judged = rows.into_iter().filter_map(|row| {
        let knows = knowledge::knows(&row, judge.reader());
        score(backend, about, &said, row, knows, radius)
    });
    let mut found: Vec<(f64, Likely)> = judged.collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(found.into_iter().take(MOST).map(|(_, likely)| likely).collect())
}

/// Class, words and nearness weighed, each as far as the reader knows it; `None` when too little speaks for it.
fn score(
    backend: &Backend,
    about: &About,
    said: &TokenSet,
    row: Model,
    knows: Knows,
    radius: f64,
) -> Option<(f64, Likely)> {
    let from = about.place.position;
    let nearest = from.and_then(|from| knowledge::metres(&row, knows, from));
    if nearest.is_some_and(|metres| metres > radius) {
        return None;
    }
    let metres = from.zip(knowledge::position(backend, &row, knows)).map(|(from, shown)| from.metres_to(shown));
    let alike = said.likeness(knowledge::words(&row, knows));
    let same_class = match (&about.class, class_id(&row)) {
        (Some(wanted), Some(found)) => Some(wanted.code == found.code),
        _ => None,
    };
    let class = match same_class {
        Some(true) => 1.0,
        Some(false) => 0.0,
        None => 0.4,
    };
    let near = nearest.map_or(0.5, |metres| 1.0 - metres / radius);
    let score = class * 0.5 + alike * 0.3 + near * 0.2;
    let speaks = same_class == Some(true) || alike >= 0.15 || (about.class.is_none() && about.words.trim().is_empty());
    let likeness = (alike * 100.0).round().clamp(0.0, 100.0) as u8;
    speaks.then_some((score, Likely { row, metres, likeness }))
}
