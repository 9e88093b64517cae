//! What the map shows beside towns and roads: water.

use sea_orm::entity::prelude::*;

/// What the map shows beside towns and roads: water.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "base_map")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// `bay`, `river` or `lake`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Chinese name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// Metres, of a river; 0 otherwise.
    pub width: i64,
    /// A GeoJSON geometry.
    #[sea_orm(column_type = "Text")]
    pub shape: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
