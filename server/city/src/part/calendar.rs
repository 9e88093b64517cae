//! `calendar`: holidays, and weekends that are worked on, by the State Council's notice for each year: a table. A file speaks for the
//! years that are in it.

use chrono::{Datelike, NaiveDate};
use entity::calendar_day::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use sea_orm::Set;

use super::{Part, record};
use crate::cells::Cells;
use crate::file::{Column, Record, optional, required};

/// A day that is not like others of its weekday.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    date: String,
    kind: String,
    name_zh: String,
    name_en: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("date", "日期"),
        required("kind", "类型"),
        optional("name_en", "英文名称"),
        optional("name_zh", "名称"),
    ];
    const KEY: &'static [Stored] = &[];

    fn read(cells: &mut Cells<'_>) -> Row {
        let text = cells.text("date");
        // Excel writes 2027/1/1.
        let date = ["%Y-%m-%d", "%Y/%m/%d"].iter().find_map(|form| NaiveDate::parse_from_str(&text, form).ok());
        let date = date.filter(|date| (2000..2100).contains(&date.year()));
        if date.is_none() {
            cells.wrong("date", format!("{text:?}"), "a day such as 2027-01-01");
        }
        Row {
            date: date.map(|date| date.to_string()).unwrap_or_default(),
            kind: cells.one_of("kind", &["holiday", "workday"]),
            name_zh: cells.optional("name_zh"),
            name_en: cells.optional("name_en"),
        }
    }

    fn key(&self) -> String {
        self.date.clone()
    }

    fn concerns(rows: &[(usize, Row)], stored: &Row) -> bool {
        rows.iter().any(|(_, row)| row.date.get(..4) == stored.date.get(..4))
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let Model { date, kind, name_zh, name_en } = model.clone();
        (Row { date, kind, name_zh, name_en }, false)
    }

    fn row(self, _: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            date: Set(self.date),
            kind: Set(self.kind),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
        }
    }

    fn record(&self) -> Record {
        record([&self.date, &self.kind, &self.name_en, &self.name_zh])
    }
}
