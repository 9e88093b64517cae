//! A unit grid 单元网格: the smallest area that one collector walks.

use sea_orm::entity::prelude::*;

/// A unit grid 单元网格: the smallest area that one collector walks.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "grid")]
pub struct Model {
    /// 15 digits: the community's twelve and a serial of three (GB/T 47678.5-2026).
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// The community's code.
    #[sea_orm(column_type = "Text")]
    pub community: String,
    /// Its border, a GeoJSON geometry.
    #[sea_orm(column_type = "Text")]
    pub outline: String,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
