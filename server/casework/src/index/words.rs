//! The words by which a case is found, in the index.

use domain::language::Name;
use domain::search::tokens;
use domain::secrecy::Reader;
use foundation::Failure;
use foundation::catalog::Catalog;
use foundation::store::run_all;
use sea_orm::ConnectionTrait;

use super::mark;
use super::text::text_statements;
use crate::stored::row::{class_name, state};
use crate::{knowledge, place};

/// Writes the text index of a case: what the public may find of it, and what staff may.
pub(crate) async fn refresh_text(
    db: &impl ConnectionTrait,
    catalog: &Catalog,
    row: &entity::case::Model,
) -> Result<(), Failure> {
    let settled = state(row)?.is_final();
    let statements = text_statements(db, row.id, texts(catalog, row), settled);
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
    let marks = mark::of(row, state(row).ok()).join(" ");
    let marked = |text: &str| if text.is_empty() { String::new() } else { format!("{} {marks}", tokens(text)) };
    (marked(&public), marked(&staff))
}
