//! What anybody may see, and what the reporter of a case may do. Everything else, and everything unknown, is the same "not found".

mod act;
mod find;
pub(crate) mod home;
pub(crate) mod map;
mod nearby;
mod track;

use domain::case::PublicCaseSummary;
use domain::geo::Position;
use domain::id::CaseNumber;
use domain::photo::{Photo, PhotoKind};
use domain::time::Moment;
use entity::case::Model;

use crate::case::{class_name, photos_by_case, state};
use crate::{Backend, Failure, place};

pub use act::act;
pub use find::find;
pub(crate) use find::reporter;
pub use home::home;
pub use map::features;
pub use nearby::nearby;
pub use track::{open, track};

/// Rows as the public sees them, with their photos in one statement.
pub(crate) async fn summaries(
    backend: &Backend,
    rows: Vec<Model>,
    from: Option<Position>,
) -> Result<Vec<PublicCaseSummary>, Failure> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut photos = photos_by_case(backend.db(), &ids).await?;
    rows.iter()
        .map(|row| {
            let shown = photos.remove(&row.id).unwrap_or_default().into_iter().map(|(_, photo)| photo).find(is_public);
            summary(backend, row, shown, from, row.released)
        })
        .collect()
}

/// What an acceptor has released; photos of a check are internal.
pub(crate) fn is_public(photo: &Photo) -> bool {
    photo.released && photo.kind != PhotoKind::Check
}

/// Where a case lies as far as a reader may know: exactly when it is released or the reader's own (`open`), else the square it lies in.
pub(crate) fn position(row: &Model, open: bool) -> Option<Position> {
    let exact = row.lat.zip(row.lng).map(|(lat, lng)| Position { lat, lng });
    if open { exact } else { exact.map(|exact| exact.blurred(&row.number)) }
}

/// A row as the public sees it; `open` tells whether the place may be shown more exactly than by road and community.
pub(crate) fn summary(
    backend: &Backend,
    row: &Model,
    photo: Option<Photo>,
    from: Option<Position>,
    open: bool,
) -> Result<PublicCaseSummary, Failure> {
    let catalog = backend.catalog();
    let mut place = place::describe(&catalog, &place::of_case(row));
    place.position = position(row, open);
    if !open {
        (place.address, place.grid, place.component) = (String::new(), None, None);
    }
    Ok(PublicCaseSummary {
        number: CaseNumber::parse(&row.number).ok_or_else(|| Failure::Inside(format!("number {:?}", row.number)))?,
        class: class_name(&catalog, row).unwrap_or_else(|| domain::language::Name::new("待分类", "To be classified")),
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
