//! `responsibilities`: which department a class goes to, in the whole city or in one town: a table.

use domain::class::ClassKind;
use entity::responsibility::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use sea_orm::{NotSet, Set};

use super::{Part, record, unknown};
use crate::cells::Cells;
use crate::file::{Column, Record, Wrongs, optional, required};

/// A rule. `*` stands for everything.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    kind: String,
    class: String,
    town: String,
    department: String,
    reason_zh: String,
    reason_en: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("kind", "类别"),
        required("class", "小类代码"),
        required("town", "街镇代码"),
        required("department", "部门代码"),
        optional("reason_zh", "依据"),
        optional("reason_en", "英文依据"),
    ];
    const KEY: &'static [Stored] = &[];

    fn read(cells: &mut Cells<'_>) -> Row {
        Row {
            kind: cells.one_of("kind", &["component", "matter", "*"]),
            class: cells.text("class"),
            town: cells.text("town"),
            department: cells.code("department"),
            reason_zh: cells.optional("reason_zh"),
            reason_en: cells.optional("reason_en"),
        }
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.kind, self.class, self.town)
    }

    fn check(rows: &[(usize, Row)], catalog: &Catalog, wrongs: &mut Wrongs) {
        for (line, row) in rows {
            let kinds = ClassKind::from_code(&row.kind)
                .map_or(vec![ClassKind::Component, ClassKind::Matter], |kind| vec![kind]);
            let whole = matches!(row.class.len(), 2 | 5);
            if row.class != "*" && !(whole && kinds.into_iter().any(|kind| catalog.has_class_like(kind, &row.class))) {
                unknown(wrongs, *line, "class", &row.class, "five digits of a class, two of a major class, or *");
            }
            if row.town != "*" && !catalog.is_town(&row.town) {
                unknown(wrongs, *line, "town", &row.town, "the code of a town, or *");
            }
            if catalog.department_coded(&row.department).is_none() {
                unknown(wrongs, *line, "department", &row.department, "the code of a department: import them first");
            }
        }
    }

    fn of(model: &Model, catalog: &Catalog) -> (Row, bool) {
        let everything = |text: &str| if text.is_empty() { "*".to_owned() } else { text.to_owned() };
        let row = Row {
            kind: everything(model.kind.as_deref().unwrap_or_default()),
            class: everything(&model.class),
            town: everything(&model.town),
            department: catalog.department(model.department_id).map(|known| known.code.clone()).unwrap_or_default(),
            reason_zh: model.reason_zh.clone(),
            reason_en: model.reason_en.clone(),
        };
        (row, false)
    }

    fn row(self, _: bool, catalog: &Catalog) -> ActiveModel {
        let everything = |text: String| if text == "*" { String::new() } else { text };
        ActiveModel {
            id: NotSet,
            kind: Set((self.kind != "*").then_some(self.kind)),
            class: Set(everything(self.class)),
            town: Set(everything(self.town)),
            department_id: Set(catalog.department_coded(&self.department).map_or(0, |known| known.id)),
            reason_zh: Set(self.reason_zh),
            reason_en: Set(self.reason_en),
        }
    }

    fn record(&self) -> Record {
        record([&self.kind, &self.class, &self.town, &self.department, &self.reason_zh, &self.reason_en])
    }
}
