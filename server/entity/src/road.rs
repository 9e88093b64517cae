//! A road inside a town.

use sea_orm::entity::prelude::*;

/// A road inside a town.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "road")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The code by which the city's file names it.
    #[sea_orm(column_type = "Text")]
    pub code: String,
    /// Chinese name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// Town code.
    #[sea_orm(column_type = "Text")]
    pub town: String,
    /// `main` or `branch`.
    #[sea_orm(column_type = "Text")]
    pub rank: String,
    /// Its middle line, a GeoJSON geometry; empty where nobody has drawn it.
    #[sea_orm(column_type = "Text")]
    pub line: String,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
