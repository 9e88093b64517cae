//! `areas`: the city, its towns and streets, their communities and villages. GeoJSON with borders, or a table with the middles alone.

use std::collections::HashMap;

use entity::area::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use foundation::geography::shape;
use sea_orm::Set;

use super::{Part, record};
use crate::cells::Cells;
use crate::file::{Column, Record, Wrong, Wrongs, optional, required};

/// An area.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    code: String,
    level: String,
    parent: String,
    name_zh: String,
    name_en: String,
    lat: Option<f64>,
    lng: Option<f64>,
    outline: String,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("code", "代码"),
        required("level", "级别"),
        optional("parent", "上级代码"),
        required("name_zh", "名称"),
        optional("name_en", "英文名称"),
        optional("lat", "纬度"),
        optional("lng", "经度"),
    ];
    const SHAPES: bool = true;
    const KEY: &'static [Stored] = &[Stored::Code];

    fn read(cells: &mut Cells<'_>) -> Row {
        let level = cells.one_of("level", &["county", "town", "community"]);
        let length = match level.as_str() {
            "county" => 6,
            "town" => 9,
            _ => 12,
        };
        let outline = cells.outline();
        let middle = cells.position().or_else(|| cells.middle());
        Row {
            code: cells.digits("code", &[length]),
            parent: if level == "county" { cells.optional("parent") } else { cells.text("parent") },
            name_zh: cells.text("name_zh"),
            name_en: cells.optional("name_en"),
            lat: middle.map(|middle| middle.lat),
            lng: middle.map(|middle| middle.lng),
            outline,
            level,
        }
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn check(rows: &[(usize, Row)], _: &Catalog, wrongs: &mut Wrongs) {
        let levels: HashMap<&str, &str> = rows.iter().map(|(_, row)| (row.code.as_str(), row.level.as_str())).collect();
        for (line, row) in rows {
            let above = match row.level.as_str() {
                "town" => "county",
                "community" => "town",
                _ => continue,
            };
            if row.level == "town" && row.outline.is_empty() {
                wrongs.push(Wrong::new(*line, "geometry", "a town without border", "a Polygon: a pin is found by it"));
            }
            if levels.get(row.parent.as_str()) != Some(&above) {
                let what = format!("no {above} {:?} in this file", row.parent);
                wrongs.push(Wrong::new(*line, "parent", what, format!("the code of a {above} of this file")));
            }
        }
        if !levels.values().any(|level| *level == "town") {
            wrongs.push(Wrong::new(1, "level", "no town", "at least one area of level town"));
        }
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let row = Row {
            code: model.code.clone(),
            level: model.level.clone(),
            parent: model.parent.clone().unwrap_or_default(),
            name_zh: model.name_zh.clone(),
            name_en: model.name_en.clone(),
            lat: model.lat,
            lng: model.lng,
            outline: model.outline.clone(),
        };
        (row, model.retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            code: Set(self.code),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
            level: Set(self.level),
            parent: Set((!self.parent.is_empty()).then_some(self.parent)),
            lat: Set(self.lat),
            lng: Set(self.lng),
            outline: Set(self.outline),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let (lat, lng) = (degrees(self.lat), degrees(self.lng));
        let cells = [&self.code, &self.level, &self.parent, &self.name_zh, &self.name_en, &lat, &lng];
        Record { shape: shape(&self.outline), ..record(cells.map(String::as_str)) }
    }
}
