//! A case as a line of a list shows it to whoever is not on the staff.

use domain::case::PublicCaseSummary;
use domain::geo::Position;
use domain::id::CaseNumber;
use domain::language::Name;
use domain::photo::Photo;
use domain::secrecy::{Knows, Reader};
use domain::time::Moment;
use entity::case::Model;
use foundation::{Backend, Failure};

use crate::knowledge;
use crate::stored::row::{photos_by_case, state};

/// Rows as the public sees them, with their photos in one statement.
pub(crate) async fn summaries(
    backend: &Backend,
    rows: Vec<Model>,
    from: Option<Position>,
) -> Result<Vec<PublicCaseSummary>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut photos = photos_by_case(backend.strangers(), &ids).await?;
    rows.iter()
        .map(|row| {
            let knows = knowledge::knows(row, Reader::Public);
            let photo = knowledge::photos(photos.remove(&row.id).unwrap_or_default(), knows).into_iter().next();
            summary(backend, row, photo, from, knows)
        })
        .collect()
}

/// A row as a reader sees it who knows so much of it.
pub(crate) fn summary(
    backend: &Backend,
    row: &Model,
    photo: Option<Photo>,
    from: Option<Position>,
    knows: Knows,
) -> Result<PublicCaseSummary, Failure> {
    let place = knowledge::place(backend, row, knows);
    Ok(PublicCaseSummary {
        number: CaseNumber::parse(&row.number).ok_or_else(|| Failure::Inside(format!("number {:?}", row.number)))?,
        class: knowledge::class_name(&backend.catalog(), row, knows)
            .unwrap_or_else(|| Name::new("待分类", "To be classified")),
        stage: state(row)?.stage(),
        metres: from.zip(place.position).map(|(from, to)| from.metres_to(to)),
        place,
        photo,
        reported_at: Moment(row.reported_at),
        closed_at: row.closed_at.map(Moment),
        promised_at: Moment(row.promised_at),
        people: row.people,
    })
}
