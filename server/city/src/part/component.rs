//! `components`: things with an identity 部件, such as one lamp: a table, or GeoJSON points.

use std::collections::HashMap;

use domain::class::ClassKind;
use domain::geo::Position;
use entity::component::{ActiveModel, Column as Stored, Entity, Model};
use foundation::catalog::Catalog;
use sea_orm::Set;

use super::{Part, record, unknown};
use crate::cells::Cells;
use crate::file::{Column, Record, Wrong, Wrongs, optional, required};

/// A component.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    code: String,
    class: String,
    name_zh: String,
    name_en: String,
    place_zh: String,
    place_en: String,
    lat: f64,
    lng: f64,
}

impl Part for Row {
    type Entity = Entity;
    type Model = Model;
    type Active = ActiveModel;

    const COLUMNS: &'static [Column] = &[
        required("code", "部件代码"),
        optional("name_zh", "名称"),
        optional("name_en", "英文名称"),
        optional("place_zh", "位置"),
        optional("place_en", "英文位置"),
        optional("lat", "纬度"),
        optional("lng", "经度"),
    ];
    const KEY: &'static [Stored] = &[Stored::Code];

    fn read(cells: &mut Cells<'_>) -> Row {
        let position = cells.position();
        if position.is_none() {
            cells.wrong("lat", "no position", "the columns lat and lng, or a GeoJSON point");
        }
        let code = cells.digits("code", &[16, 17]);
        Row {
            class: code.get(6..11).unwrap_or_default().to_owned(),
            name_zh: cells.optional("name_zh"),
            name_en: cells.optional("name_en"),
            place_zh: cells.optional("place_zh"),
            place_en: cells.optional("place_en"),
            lat: position.map_or(0.0, |position| position.lat),
            lng: position.map_or(0.0, |position| position.lng),
            code,
        }
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn check(rows: &[(usize, Row)], catalog: &Catalog, wrongs: &mut Wrongs) {
        let mut known = HashMap::new();
        let city = &catalog.city().code;
        for (line, row) in rows {
            if !row.code.starts_with(city.as_str()) {
                wrongs.push(Wrong::new(*line, "code", &row.code, format!("begins with the city's digits, {city}")));
            }
            let class = *known.entry(&row.class).or_insert_with(|| catalog.is_class(ClassKind::Component, &row.class));
            if !class {
                let right = "digits 7 to 11 name a class of components: import the classes first";
                unknown(wrongs, *line, "code", &row.class, right);
            }
            let spot = catalog.geography().locate(Position { lat: row.lat, lng: row.lng });
            let inside = spot.is_some_and(|spot| spot.grid.is_some() || !catalog.geography().has_grids());
            if !inside {
                let what = format!("{}, {} lies in no unit grid", row.lat, row.lng);
                wrongs.push(Wrong::new(
                    *line,
                    "lat",
                    what,
                    "a position inside the city (which coordinates are these?)",
                ));
            }
        }
    }

    fn complete(&mut self, catalog: &Catalog) {
        let fill = |own: &mut String, other: String| {
            if own.is_empty() {
                *own = other;
            }
        };
        if let Some(class) = catalog.component_class(&self.class).cloned() {
            fill(&mut self.name_zh, class.zh);
            fill(&mut self.name_en, class.en);
        }
        if self.place_zh.is_empty() || self.place_en.is_empty() {
            let place = catalog.geography().place_words(Position { lat: self.lat, lng: self.lng }).unwrap_or_default();
            fill(&mut self.place_zh, place.zh);
            fill(&mut self.place_en, place.en);
        }
    }

    fn of(model: &Model, _: &Catalog) -> (Row, bool) {
        let Model { code, class, name_zh, name_en, place_zh, place_en, lat, lng, retired } = model.clone();
        (Row { code, class, name_zh, name_en, place_zh, place_en, lat, lng }, retired)
    }

    fn row(self, retired: bool, _: &Catalog) -> ActiveModel {
        ActiveModel {
            code: Set(self.code),
            class: Set(self.class),
            name_zh: Set(self.name_zh),
            name_en: Set(self.name_en),
            place_zh: Set(self.place_zh),
            place_en: Set(self.place_en),
            lat: Set(self.lat),
            lng: Set(self.lng),
            retired: Set(retired),
        }
    }

    fn record(&self) -> Record {
        let (lat, lng) = (self.lat.to_string(), self.lng.to_string());
        record([&self.code, &self.name_zh, &self.name_en, &self.place_zh, &self.place_en, &lat, &lng])
    }
}
