//! `departments`: who a case can go to: a table.

use entity::department::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use sea_orm::{NotSet, Set};

use super::{Part, record};
use crate::cells::Cells;
use crate::file::{Column, Record, optional, required};

/// A department.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    code: String,
    name_zh: String,
    name_en: String,
    phone: String,
    duty_zh: String,
    duty_en: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("code", "部门代码"),
        required("name_zh", "名称"),
        optional("name_en", "英文名称"),
        optional("phone", "电话"),
        optional("duty_zh", "职责"),
        optional("duty_en", "英文职责"),
    ];
    const KEY: &'static [Stored] = &[Stored::Code];

    fn read(cells: &mut Cells<'_>) -> Row {
        Row {
            code: cells.code("code"),
            name_zh: cells.text("name_zh"),
            name_en: cells.optional("name_en"),
            phone: cells.optional("phone"),
            duty_zh: cells.optional("duty_zh"),
            duty_en: cells.optional("duty_en"),
        }
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let Model { id: _, code, name_zh, name_en, phone, duty_zh, duty_en, retired } = model.clone();
        (Row { code, name_zh, name_en, phone, duty_zh, duty_en }, retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            id: NotSet,
            code: Set(self.code),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
            phone: Set(self.phone),
            duty_zh: Set(self.duty_zh),
            duty_en: Set(self.duty_en),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        record([&self.code, &self.name_zh, &self.name_en, &self.phone, &self.duty_zh, &self.duty_en])
    }
}
