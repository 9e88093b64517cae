//! `base-map`: what the map shows beside towns and roads: rivers as lines, lakes and bays as areas.

use entity::base_map::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use foundation::geography::shape;
use sea_orm::{NotSet, Set};

use super::{Part, record};
use crate::cells::Cells;
use crate::file::{Column, Record, optional, required};

/// Something to draw.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    kind: String,
    name_zh: String,
    name_en: String,
    width: i64,
    shape: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("kind", "类型"),
        optional("name_zh", "名称"),
        optional("name_en", "英文名称"),
        optional("width", "宽度"),
    ];
    const SHAPES: bool = true;
    const KEY: &'static [Stored] = &[];

    fn read(cells: &mut Cells<'_>) -> Row {
        let kind = cells.one_of("kind", &["bay", "river", "lake"]);
        let river = kind == "river";
        let shape = if river { cells.line() } else { cells.outline() };
        if shape.is_empty() {
            cells.wrong("geometry", "nothing to draw", "a line for a river, an area for a lake or a bay");
        }
        Row {
            name_zh: cells.optional("name_zh"),
            name_en: cells.optional("name_en"),
            width: if river { cells.number("width", 1, 5_000) } else { 0 },
            kind,
            shape,
        }
    }

    /// Two pieces of one river are alike but for their shape.
    fn key(&self) -> String {
        format!("{} {} {}", self.kind, self.name_zh, self.shape)
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let Model { id: _, kind, name_zh, name_en, width, shape } = model.clone();
        (Row { kind, name_zh, name_en, width, shape }, false)
    }

    fn row(self, _: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            id: NotSet,
            kind: Set(self.kind),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
            width: Set(self.width),
            shape: Set(self.shape),
        }
    }

    fn record(&self) -> Record {
        let width = if self.width > 0 { self.width.to_string() } else { String::new() };
        Record { shape: shape(&self.shape), ..record([&self.kind, &self.name_zh, &self.name_en, &width]) }
    }
}
