//! The county, its towns and streets, their communities and villages.

use sea_orm::entity::prelude::*;

/// The county, its towns and streets, their communities and villages.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "area")]
pub struct Model {
    /// 6, 9 or 12 digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Chinese name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// `county`, `town` or `community`.
    #[sea_orm(column_type = "Text")]
    pub level: String,
    /// Code of the area above.
    #[sea_orm(column_type = "Text", nullable)]
    pub parent: Option<String>,
    /// Latitude of the centre, WGS-84.
    pub lat: Option<f64>,
    /// Longitude of the centre, WGS-84.
    pub lng: Option<f64>,
    /// Its border, a GeoJSON geometry; empty where nobody has drawn it.
    #[sea_orm(column_type = "Text")]
    pub outline: String,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
