//! `classes`: what can be reported (GB/T 47678.5-2026 and the city's own): a table.

use domain::report::EmergencyService;
use entity::class::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use sea_orm::Set;

use super::{Part, record, yes};
use crate::cells::Cells;
use crate::file::{Column, Record, optional, required};

/// A class.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    kind: String,
    code: String,
    name_zh: String,
    name_en: String,
    major: String,
    major_zh: String,
    major_en: String,
    local: bool,
    private: bool,
    emergency: String,
    words: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("kind", "类别"),
        required("code", "小类代码"),
        required("name_zh", "名称"),
        optional("name_en", "英文名称"),
        required("major", "大类代码"),
        required("major_zh", "大类名称"),
        optional("major_en", "大类英文名称"),
        optional("local", "本地"),
        optional("private", "不公开"),
        optional("emergency", "紧急电话"),
        optional("words", "别名"),
    ];
    const KEY: &'static [Stored] = &[Stored::Kind, Stored::Code];

    fn read(cells: &mut Cells<'_>) -> Row {
        let services = cells.list("emergency");
        if let Some(unknown) = services.iter().find(|service| EmergencyService::from_code(service).is_none()) {
            cells.wrong("emergency", format!("{unknown:?}"), "police; fire; ambulance; gas; water; power");
        }
        let row = Row {
            kind: cells.one_of("kind", &["component", "matter"]),
            code: cells.digits("code", &[5]),
            name_zh: cells.text("name_zh"),
            name_en: cells.optional("name_en"),
            major: cells.digits("major", &[2]),
            major_zh: cells.text("major_zh"),
            major_en: cells.optional("major_en"),
            local: cells.yes("local"),
            private: cells.yes("private"),
            emergency: services.join(","),
            words: cells.list("words").join(";"),
        };
        if !row.code.starts_with(&row.major) {
            cells.wrong("major", format!("{:?}", row.major), "the first two digits of the code");
        }
        row
    }

    fn key(&self) -> String {
        format!("{} {}", self.kind, self.code)
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let model = model.clone();
        let row = Row {
            kind: model.kind,
            code: model.code,
            name_zh: model.name_zh,
            name_en: model.name_en,
            major: model.major,
            major_zh: model.major_zh,
            major_en: model.major_en,
            local: model.local,
            private: model.private,
            emergency: model.emergency,
            words: model.words,
        };
        (row, model.retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            kind: Set(self.kind),
            code: Set(self.code),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
            major: Set(self.major),
            major_zh: Set(self.major_zh),
            major_en: Set(self.major_en),
            local: Set(self.local),
            private: Set(self.private),
            emergency: Set(self.emergency),
            words: Set(self.words),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        let emergency = self.emergency.replace(',', ";");
        record([
            &self.kind,
            &self.code,
            &self.name_zh,
            &self.name_en,
            &self.major,
            &self.major_zh,
            &self.major_en,
            yes(self.local),
            yes(self.private),
            &emergency,
            &self.words,
        ])
    }
}
