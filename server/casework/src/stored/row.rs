//! Rows into the trade's words.

use std::collections::HashMap;

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::language::Name;
use domain::photo::{Photo, PhotoKind};
use foundation::catalog::Catalog;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// The class of a stored case.
pub(crate) fn class_id(row: &entity::case::Model) -> Option<ClassId> {
    let kind = ClassKind::from_code(row.class_kind.as_deref()?)?;
    Some(ClassId { kind, code: row.class_code.clone()? })
}

/// How often a case is read anew that changes while it is read.
pub(crate) const ATTEMPTS: usize = 5;

/// Whether a case still is as it was read. What stands beside it is read by other statements: of a case that a step has changed in between
/// they may tell what its row, and so the right to know it, was not asked about. How many have met it and asked to hurry changes nobody's
/// right, and may change all the time.
pub(crate) async fn is_unchanged(backend: &Backend, row: &entity::case::Model) -> Result<bool, Failure> {
    let Some(now) = entity::case::Entity::find_by_id(row.id).one(backend.db()).await? else { return Ok(false) };
    let counts = |row: &entity::case::Model| (row.people, row.joined_at, row.hurries, row.hurried_at);
    let mut then = row.clone();
    (then.people, then.joined_at, then.hurries, then.hurried_at) = counts(&now);
    Ok(now == then)
}

/// The name of its class.
pub(crate) fn class_name(catalog: &Catalog, row: &entity::case::Model) -> Option<Name> {
    catalog.class(&class_id(row)?).map(|class| class.name.clone())
}

/// Its state. A code that this release does not know is a fault of the data.
pub(crate) fn state(row: &entity::case::Model) -> Result<CaseState, Failure> {
    CaseState::from_code(&row.state)
        .ok_or_else(|| Failure::Inside(format!("case {}: state {:?}", row.number, row.state)))
}

/// A stored photo.
pub(crate) fn photo(row: entity::photo::Model) -> Option<Photo> {
    let pixels = |length: i64| u32::try_from(length).unwrap_or(1);
    Some(Photo {
        kind: PhotoKind::from_code(&row.kind)?,
        width: pixels(row.width),
        height: pixels(row.height),
        released: row.released,
        id: row.id,
    })
}

/// The photos of several cases in one statement, those of the report first, in the order in which they were handed in; each
/// with the event it came with.
pub(crate) async fn photos_by_case(
    db: &impl ConnectionTrait,
    cases: &[i64],
) -> Result<HashMap<i64, Vec<(Option<i64>, Photo)>>, Failure> {
    if cases.is_empty() {
        return Ok(HashMap::new());
    }
    let mut rows = entity::photo::Entity::find()
        .filter(entity::photo::Column::CaseId.is_in(cases.iter().copied()))
        .all(db)
        .await?;
    // The two databases disagree on where an absent event stands.
    rows.sort_by_key(|row| (row.event_id.unwrap_or(0), row.position));
    let mut by_case: HashMap<i64, Vec<(Option<i64>, Photo)>> = HashMap::new();
    for row in rows {
        if let (Some(case), event) = (row.case_id, row.event_id)
            && let Some(photo) = photo(row)
        {
            by_case.entry(case).or_default().push((event, photo));
        }
    }
    Ok(by_case)
}
