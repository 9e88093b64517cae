//! `grids`: unit grids 单元网格, GeoJSON with the border of each.

use entity::grid::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use foundation::geography::shape;
use sea_orm::Set;

use super::{Part, record, unknown};
use crate::cells::Cells;
use crate::file::{Column, Record, Wrong, Wrongs, required};

/// A unit grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    code: String,
    community: String,
    outline: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[required("code", "网格代码"), required("community", "社区代码")];
    const SHAPES: bool = true;
    const KEY: &'static [Stored] = &[Stored::Code];

    fn read(cells: &mut Cells<'_>) -> Row {
        let row = Row {
            code: cells.digits("code", &[14, 15]),
            community: cells.digits("community", &[12]),
            outline: cells.outline(),
        };
        if row.outline.is_empty() {
            cells.wrong("geometry", "no border", "a Polygon or MultiPolygon");
        }
        row
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn check(rows: &[(usize, Row)], catalog: &Catalog, wrongs: &mut Wrongs) {
        for (line, row) in rows.iter().filter(|(_, row)| !row.code.starts_with(&row.community)) {
            wrongs.push(Wrong::new(*line, "code", &row.code, "the community's digits, then a serial"));
        }
        for (line, row) in rows.iter().filter(|(_, row)| !catalog.is_community(&row.community)) {
            unknown(wrongs, *line, "community", &row.community, "the code of a community: import the areas first");
        }
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let Model { code, community, outline, retired } = model.clone();
        (Row { code, community, outline }, retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            code: Set(self.code),
            community: Set(self.community),
            outline: Set(self.outline),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        Record { shape: shape(&self.outline), ..record([&self.code, &self.community]) }
    }
}
