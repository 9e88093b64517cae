//! `conditions`: from when a class is filed and within which limit it is closed: a table.

use domain::class::ClassKind;
use domain::deadline::LimitKind;
use entity::condition::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use sea_orm::{NotSet, Set};

use super::{Part, record, unknown, yes};
use crate::cells::Cells;
use crate::file::{Column, Record, Wrongs, optional, required};

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    kind: String,
    code: String,
    serial: i64,
    filing_zh: String,
    filing_en: String,
    closing_zh: String,
    closing_en: String,
    limit_kind: String,
    limit_amount: i64,
    urgent: bool,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("kind", "类别"),
        required("code", "小类代码"),
        required("serial", "序号"),
        required("filing_zh", "立案条件"),
        optional("filing_en", "英文立案条件"),
        required("closing_zh", "结案条件"),
        optional("closing_en", "英文结案条件"),
        required("limit_kind", "时限单位"),
        required("limit_amount", "时限"),
        optional("urgent", "紧急"),
    ];
    const KEY: &'static [Stored] = &[Stored::Kind, Stored::Code, Stored::Serial];

    fn read(cells: &mut Cells<'_>) -> Row {
        let limits: Vec<&str> = LimitKind::ALL.iter().map(|kind| kind.code()).collect();
        Row {
            kind: cells.one_of("kind", &["component", "matter"]),
            code: cells.digits("code", &[5]),
            serial: cells.number("serial", 1, 99),
            filing_zh: cells.text("filing_zh"),
            filing_en: cells.optional("filing_en"),
            closing_zh: cells.text("closing_zh"),
            closing_en: cells.optional("closing_en"),
            limit_kind: cells.one_of("limit_kind", &limits),
            limit_amount: cells.number("limit_amount", 1, 1_000),
            urgent: cells.yes("urgent"),
        }
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.kind, self.code, self.serial)
    }

    fn check(rows: &[(usize, Row)], catalog: &Catalog, wrongs: &mut Wrongs) {
        let known = |row: &Row| ClassKind::from_code(&row.kind).is_some_and(|kind| catalog.is_class(kind, &row.code));
        for (line, row) in rows.iter().filter(|(_, row)| !known(row)) {
            unknown(wrongs, *line, "code", &row.key(), "the code of a class: import the classes first");
        }
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let model = model.clone();
        let row = Row {
            kind: model.kind,
            code: model.code,
            serial: model.serial,
            filing_zh: model.filing_zh,
            filing_en: model.filing_en,
            closing_zh: model.closing_zh,
            closing_en: model.closing_en,
            limit_kind: model.limit_kind,
            limit_amount: model.limit_amount,
            urgent: model.urgent,
        };
        (row, model.retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            id: NotSet,
            kind: Set(self.kind),
            code: Set(self.code),
            serial: Set(self.serial),
            filing_zh: Set(self.filing_zh),
            filing_en: Set(self.filing_en),
            closing_zh: Set(self.closing_zh),
            closing_en: Set(self.closing_en),
            limit_kind: Set(self.limit_kind),
            limit_amount: Set(self.limit_amount),
            urgent: Set(self.urgent),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        let (serial, amount) = (self.serial.to_string(), self.limit_amount.to_string());
        record([
            &self.kind,
            &self.code,
            &serial,
            &self.filing_zh,
            &self.filing_en,
            &self.closing_zh,
            &self.closing_en,
            &self.limit_kind,
            &amount,
            yes(self.urgent),
        ])
    }
}
