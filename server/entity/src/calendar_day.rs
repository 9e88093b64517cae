//! A day that the official calendar names.

use sea_orm::entity::prelude::*;

/// A day that the official calendar names.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_day")]
pub struct Model {
    /// `2026-10-01`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub date: String,
    /// `holiday` or `workday`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// The holiday, in Chinese.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// The holiday, in English.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
