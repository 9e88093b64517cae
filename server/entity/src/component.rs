//! A thing with an identity: a lamp, a manhole cover.

use sea_orm::entity::prelude::*;

/// A thing with an identity: a lamp, a manhole cover.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "component")]
pub struct Model {
    /// 17 digits: 6 administration, 5 class, 6 serial.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Five digits.
    #[sea_orm(column_type = "Text")]
    pub class: String,
    /// Chinese name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// Where it stands, in Chinese.
    #[sea_orm(column_type = "Text")]
    pub place_zh: String,
    /// Where it stands, in English.
    #[sea_orm(column_type = "Text")]
    pub place_en: String,
    /// Latitude, WGS-84.
    pub lat: f64,
    /// Longitude, WGS-84.
    pub lng: f64,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
