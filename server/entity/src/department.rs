//! A department of the city or a company it has given a duty to.

use sea_orm::entity::prelude::*;

/// A department of the city or a company it has given a duty to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "department")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Short code, as in `account create --department`.
    #[sea_orm(column_type = "Text")]
    pub code: String,
    /// Chinese name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// Phone for the public.
    #[sea_orm(column_type = "Text")]
    pub phone: String,
    /// What it is responsible for, in Chinese.
    #[sea_orm(column_type = "Text")]
    pub duty_zh: String,
    /// What it is responsible for, in English.
    #[sea_orm(column_type = "Text")]
    pub duty_en: String,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
