//! `roads`: GeoJSON with the middle line of each road inside one town.

use entity::road::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use foundation::geography::shape;
use sea_orm::{NotSet, Set};

use super::{Part, record, unknown};
use crate::cells::Cells;
use crate::file::{Column, Record, Wrongs, optional, required};

/// A road.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    code: String,
    name_zh: String,
    name_en: String,
    town: String,
    rank: String,
    line: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("code", "道路代码"),
        required("name_zh", "名称"),
        optional("name_en", "英文名称"),
        required("town", "街镇代码"),
        required("rank", "等级"),
    ];
    const SHAPES: bool = true;
    const KEY: &'static [Stored] = &[Stored::Code];

    fn read(cells: &mut Cells<'_>) -> Row {
        Row {
            code: cells.code("code"),
            name_zh: cells.text("name_zh"),
            name_en: cells.optional("name_en"),
            town: cells.digits("town", &[9]),
            rank: cells.one_of("rank", &["main", "branch"]),
            line: cells.line(),
        }
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn check(rows: &[(usize, Row)], catalog: &Catalog, wrongs: &mut Wrongs) {
        for (line, row) in rows.iter().filter(|(_, row)| !catalog.is_town(&row.town)) {
            unknown(wrongs, *line, "town", &row.town, "the code of a town: import the areas first");
        }
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let Model { id: _, code, name_zh, name_en, town, rank, line, retired } = model.clone();
        (Row { code, name_zh, name_en, town, rank, line }, retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            id: NotSet,
            code: Set(self.code),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
            town: Set(self.town),
            rank: Set(self.rank),
            line: Set(self.line),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        let cells = [&self.code, &self.name_zh, &self.name_en, &self.town, &self.rank];
        Record { shape: shape(&self.line), ..record(cells.map(String::as_str)) }
    }
}
