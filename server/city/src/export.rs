//! Writes what a city is made of as files.

use foundation::catalog::kind::FileKind;
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
pub async fn export(backend: &Backend, kind: FileKind) -> Result<String, Failure> {
    match kind {
        FileKind::City => Ok(file::write_table(city::COLUMNS, &city::records(backend.catalog().city()))),
        FileKind::Areas => export_rows::<area::Row>(backend).await,
        FileKind::Grids => export_rows::<grid::Row>(backend).await,
        FileKind::Roads => export_rows::<road::Row>(backend).await,
        FileKind::Components => export_rows::<component::Row>(backend).await,
        FileKind::BaseMap => export_rows::<base_map::Row>(backend).await,
        FileKind::Departments => export_rows::<department::Row>(backend).await,
        FileKind::Responsibilities => export_rows::<responsibility::Row>(backend).await,
        FileKind::Classes => export_rows::<class::Row>(backend).await,
        FileKind::Conditions => export_rows::<condition::Row>(backend).await,
        FileKind::Calendar => export_rows::<calendar::Row>(backend).await,
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
        for kind in FileKind::ALL {
            let columns: &[Column] = match kind {
                FileKind::City => city::COLUMNS,
                FileKind::Areas => area::Row::COLUMNS,
                FileKind::Grids => grid::Row::COLUMNS,
                FileKind::Roads => road::Row::COLUMNS,
                FileKind::Components => component::Row::COLUMNS,
                FileKind::BaseMap => base_map::Row::COLUMNS,
                FileKind::Departments => department::Row::COLUMNS,
                FileKind::Responsibilities => responsibility::Row::COLUMNS,
                FileKind::Classes => class::Row::COLUMNS,
                FileKind::Conditions => condition::Row::COLUMNS,
                FileKind::Calendar => calendar::Row::COLUMNS,
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
