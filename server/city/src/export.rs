//! Writes what a city is made of as files.

use foundation::catalog::kind::Kind;
use foundation::{Backend, Failure};
use sea_orm::{EntityTrait, Iterable, PrimaryKeyToColumn, QueryOrder};

use super::file;
use super::part::{
    Part, area, base_map, calendar, city, class, component, condition, department, grid, responsibility, road,
};

/// A file whose import changes nothing.
///
/// # Errors
/// When the store is away.
pub async fn export(backend: &Backend, kind: Kind) -> Result<String, Failure> {
    match kind {
        Kind::City => Ok(file::write_table(city::COLUMNS, &city::records(backend.catalog().city()))),
        Kind::Areas => export_rows::<area::Row>(backend).await,
        Kind::Grids => export_rows::<grid::Row>(backend).await,
        Kind::Roads => export_rows::<road::Row>(backend).await,
        Kind::Components => export_rows::<component::Row>(backend).await,
        Kind::BaseMap => export_rows::<base_map::Row>(backend).await,
        Kind::Departments => export_rows::<department::Row>(backend).await,
        Kind::Responsibilities => export_rows::<responsibility::Row>(backend).await,
        Kind::Classes => export_rows::<class::Row>(backend).await,
        Kind::Conditions => export_rows::<condition::Row>(backend).await,
        Kind::Calendar => export_rows::<calendar::Row>(backend).await,
    }
}

async fn export_rows<P: Part>(backend: &Backend) -> Result<String, Failure> {
    let catalog = backend.catalog();
    let mut find = P::Entity::find();
    for key in <<P::Entity as EntityTrait>::PrimaryKey as Iterable>::iter() {
        find = find.order_by_asc(key.into_column());
    }
    let stored = find.all(backend.db()).await?;
    let standing = stored.iter().map(|model| P::of(model, &catalog)).filter(|(_, retired)| !retired);
    let records: Vec<_> = standing.map(|(row, _)| row.record()).collect();
    Ok(if P::SHAPES { file::write_shapes(P::COLUMNS, &records) } else { file::write_table(P::COLUMNS, &records) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Column;

    #[test]
    fn the_columns_of_every_kind_are_documented() {
        let page = include_str!("../../../cities/README.md");
        for kind in Kind::ALL {
            let columns: &[Column] = match kind {
                Kind::City => city::COLUMNS,
                Kind::Areas => area::Row::COLUMNS,
                Kind::Grids => grid::Row::COLUMNS,
                Kind::Roads => road::Row::COLUMNS,
                Kind::Components => component::Row::COLUMNS,
                Kind::BaseMap => base_map::Row::COLUMNS,
                Kind::Departments => department::Row::COLUMNS,
                Kind::Responsibilities => responsibility::Row::COLUMNS,
                Kind::Classes => class::Row::COLUMNS,
                Kind::Conditions => condition::Row::COLUMNS,
                Kind::Calendar => calendar::Row::COLUMNS,
            };
            let line =
                page.lines().find(|line| line.starts_with(&format!("| `{}` |", kind.code()))).unwrap_or_default();
            for Column { name, required, .. } in columns {
                let said = if *required { line.contains(&format!("**{name}**")) } else { line.contains(name) };
                assert!(said, "{}: {name}", kind.code());
            }
        }
    }
}
