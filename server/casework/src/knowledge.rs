//! Cases as a reader may know them: [`Knows`], the rule of the trade, applied to rows. Whatever is shown of a case, and whatever a list,
//! a distance or a likeness is judged by, is read here.

use domain::case::{Place, Rating};
use domain::class::{ClassId, ClassKind};
use domain::geo::{Position, Square};
use domain::language::Name;
use domain::photo::Photo;
use domain::secrecy::{Knows, Reader, Standing};
use entity::case::Model;
use foundation::Backend;
use foundation::catalog::Catalog;
use foundation::port::blur::Blur;

use crate::place;
use crate::stored::rating;
use crate::stored::row::class_id;

/// What a reader may know of a case.
pub(crate) fn knows(row: &Model, reader: Reader) -> Knows {
    let Model { public, released, answer_released, .. } = *row;
    Knows::of(reader, Standing { public, released, answer_released })
}

/// The name of a case's class for a reader.
pub(crate) fn class_name(catalog: &Catalog, row: &Model, knows: Knows) -> Option<Name> {
    class(catalog, &class_id(row)?, knows.spot)
}

/// The same for a list that has read no more than it needs. Whoever does not know the spot is told a component as the matter of its code,
/// or as one of its major class.
pub(crate) fn class(catalog: &Catalog, id: &ClassId, spot: bool) -> Option<Name> {
    let known = catalog.class(id)?;
    if spot || id.kind == ClassKind::Matter {
        return Some(known.name.clone());
    }
    let matter = catalog.class(&ClassId { kind: ClassKind::Matter, code: id.code.clone() });
    Some(matter.map_or(&known.major, |matter| &matter.name).clone())
}

/// The satisfaction given, for a reader.
pub(crate) fn opinion(row: &Model, knows: Knows) -> Option<Rating> {
    rating(row).filter(|_| knows.opinion)
}

/// Where a case is for a reader: at its spot, or at a point of its square.
pub(crate) fn position(backend: &Backend, row: &Model, knows: Knows) -> Option<Position> {
    exact(row).map(|exact| spot(backend.keys().blur(), exact, knows.spot, &row.number))
}

/// The same for a list that has read no more than it needs; whether the spot is known is [`Knows::spot`].
pub(crate) fn spot(blur: &Blur, exact: Position, known: bool, number: &str) -> Position {
    if known { exact } else { blur.shown(exact, number) }
}

/// Metres from a position to where a case can be as far as a reader knows: to its spot, or to the nearest point of its square.
pub(crate) fn metres(row: &Model, knows: Knows, from: Position) -> Option<f64> {
    exact(row).map(|exact| if knows.spot { from.metres_to(exact) } else { Square::of(exact).metres_from(from) })
}

/// The place for a reader.
pub(crate) fn place(backend: &Backend, row: &Model, knows: Knows) -> Place {
    Place {
        position: position(backend, row, knows),
        ..place::describe(&backend.catalog(), &located(&backend.catalog(), row, knows))
    }
}

/// The same as it is stored, without what is shown in place of the spot.
pub(crate) fn located(catalog: &Catalog, row: &Model, knows: Knows) -> place::Located {
    let located = place::of_case(row);
    if knows.spot { located } else { place::of_square(catalog, located) }
}

/// The words of the report for a reader; empty when they are not for this one.
pub(crate) fn words(row: &Model, knows: Knows) -> &str {
    if knows.words { &row.words } else { "" }
}

/// The words to the citizen for a reader.
pub(crate) fn answer(row: &Model, knows: Knows) -> &str {
    if knows.answer { &row.closing_words } else { "" }
}

/// The photos for a reader, of those of the case, each with the event it came with.
pub(crate) fn photos(photos: Vec<(Option<i64>, Photo)>, knows: Knows) -> Vec<Photo> {
    let shown = |(event, photo): &(Option<i64>, Photo)| knows.photo(photo.kind, photo.released, event.is_some());
    photos.into_iter().filter(shown).map(|(_, photo)| photo).collect()
}

fn exact(row: &Model) -> Option<Position> {
    row.lat.zip(row.lng).map(|(lat, lng)| Position { lat, lng })
}
