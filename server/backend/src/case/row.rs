//! Rows into the trade's words.

use std::collections::HashMap;

use domain::case::CaseState;
use domain::class::{ClassId, ClassKind};
use domain::language::Name;
use domain::photo::{Photo, PhotoKind};
use domain::search::tokens;
use domain::secrecy::Reader;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::catalog::Catalog;
use crate::store::run_all;
use crate::{Backend, Failure, index, knowledge, place};

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

/// Writes the text index of a case: what the public may find of it, and what staff may.
pub(crate) async fn refresh_text(
    db: &impl ConnectionTrait,
    catalog: &Catalog,
    row: &entity::case::Model,
) -> Result<(), Failure> {
    let settled = state(row)?.is_final();
    let statements = index::text_statements(db, row.id, texts(catalog, row), settled);
    Ok(run_all(db, statements.into()).await?)
}

/// The words by which a case is found, the public's and the staff's, as tokens; with the marks of what it is.
pub fn texts(catalog: &Catalog, row: &entity::case::Model) -> (String, String) {
    let names = |class: Option<Name>, located: &place::Located| {
        let place = place::describe(catalog, located);
        let names = class.iter().chain([&place.town, &place.community, &place.road].into_iter().flatten());
        names.map(|name| format!("{} {}", name.zh, name.en)).collect::<Vec<_>>().join("\n")
    };
    let knows = knowledge::knows(row, Reader::Public);
    let shown = names(knowledge::class_name(catalog, row, knows), &knowledge::located(catalog, row, knows));
    let names = names(class_name(catalog, row), &place::of_case(row));
    let component = row.component.as_deref().unwrap_or("");
    let staff = format!("{}\n{names}\n{}\n{}\n{component}", row.number, row.words, row.address);
    let public = match (row.public, row.released) {
        (false, _) => String::new(),
        (true, false) => format!("{}\n{shown}", row.number),
        (true, true) => format!("{}\n{shown}\n{}\n{}", row.number, row.words, row.address),
    };
    let marks = index::mark::of(row, state(row).ok()).join(" ");
    let marked = |text: &str| if text.is_empty() { String::new() } else { format!("{} {marks}", tokens(text)) };
    (marked(&public), marked(&staff))
}
